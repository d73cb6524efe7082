"""Two histories become one: nothing is lost, nothing is doubled, and the later change holds."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.attempt import SelfRating
from app.core.carrying import MergeCounts
from app.core.errors import StorageError
from app.storage.merge import joined, prepare
from app.storage.migrations import STEPS
from tests.storage.two_histories import Calendar, Computer, dated, live, spoken


@contextmanager
def computers(folder: Path) -> Iterator[tuple[Computer, Computer]]:
    here, there = Computer(folder / "here"), Computer(folder / "there")
    try:
        yield here, there
    finally:
        here.close()
        there.close()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Computer, Computer]]:
    with computers(tmp_path) as (here, there), dated(Calendar()):
        yield here, there


Two = tuple[Computer, Computer]


def share(here: Computer, there: Computer, tmp_path: Path, name: str) -> MergeCounts:
    """Have `here` take in all that is `there`."""
    return here.take_in(there.copy(tmp_path / name))


def test_an_unknown_answer_comes_with_all_that_belongs_to_it(two: Two, tmp_path: Path) -> None:
    here, there = two
    here.answer(0)  # so that the numbers differ
    attempt_id = there.answer(1)
    there.transcribe(attempt_id, "the inputs change")
    there.history.correct(attempt_id, spoken("the inputs changed"))
    there.history.rate(attempt_id, SelfRating(4, (1,)))
    there.history.tick(attempt_id, 1, True)
    there.history.set_note(attempt_id, "Breathe.")
    kept_by = there.answer(2)
    there.history.keep_note(attempt_id, kept_by)
    counts = share(here, there, tmp_path, "a.db")
    assert counts == MergeCounts(new=2)
    seen = here.seen()
    assert {uid: seen[uid] for uid in there.uids()} == there.seen()
    assert seen[there.uids()[0]] != seen[there.uids()[1]]
    assert here.found("inputs") == here.found("breathe") != []
    here.assert_sound()


def test_the_second_time_changes_nothing(two: Two, tmp_path: Path) -> None:
    here, there = two
    there.transcribe(there.answer(1), "the inputs change")
    share(here, there, tmp_path, "a.db")
    before = dump(here)
    assert share(here, there, tmp_path, "b.db") == MergeCounts(known=1)
    assert dump(here) == before


def dump(computer: Computer) -> list[str]:
    with closing(sqlite3.connect(computer.path)) as db:
        return list(db.iterdump())


def refuses(here: Computer, copy: Path, harm: str) -> None:
    """Harm a copy of a history, and see it refused without a change here."""
    with closing(sqlite3.connect(copy)) as db:
        db.execute(harm)
        db.commit()
    before = dump(here)
    with pytest.raises(StorageError, match="damaged"):
        here.take_in(copy)
    assert dump(here) == before


def test_the_later_change_holds_on_both_sides(two: Two, tmp_path: Path) -> None:
    here, there = two
    attempt_id = here.answer(0)
    here.transcribe(attempt_id, "first words")
    share(there, here, tmp_path, "a.db")
    (uid,) = here.uids()
    here.history.set_note(attempt_id, "earlier")
    there.history.set_note(there.id_of(uid), "later")
    there.transcribe(there.id_of(uid), "second words")
    there.history.tick(there.id_of(uid), 1, True)
    assert share(here, there, tmp_path, "b.db") == MergeCounts(known=1, changed=1)
    attempt = here.history.attempt(attempt_id)
    assert attempt.note == "later"
    assert attempt.transcript is not None
    assert attempt.transcript.text == "second words"
    assert attempt.ticks == {1: True}
    assert here.seen()[uid]["covered_share"] == 1.0
    assert here.found("first") == []
    here.history.set_note(attempt_id, "latest")
    assert share(here, there, tmp_path, "c.db") == MergeCounts(known=1)
    assert here.history.attempt(attempt_id).note == "latest"
    share(there, here, tmp_path, "d.db")
    assert there.seen() == here.seen()
    there.assert_sound()


def test_words_are_added_where_they_are_missing_whoever_was_later(two: Two, tmp_path: Path) -> None:
    here, there = two
    attempt_id = here.answer(0)
    share(there, here, tmp_path, "a.db")
    there.transcribe(there.id_of(here.uids()[0]), "heard there")
    here.history.set_note(attempt_id, "written here, and later")
    share(here, there, tmp_path, "b.db")
    attempt = here.history.attempt(attempt_id)
    assert (attempt.note, attempt.transcript and attempt.transcript.text) == (
        "written here, and later",
        "heard there",
    )
    here.assert_sound()


def test_a_later_change_there_never_takes_away_the_words_here(two: Two, tmp_path: Path) -> None:
    here, there = two
    attempt_id = here.answer(0)
    share(there, here, tmp_path, "a.db")
    here.transcribe(attempt_id, "heard here")
    here.history.confirm(attempt_id)
    there.history.set_note(there.id_of(here.uids()[0]), "later")
    share(here, there, tmp_path, "b.db")
    attempt = here.history.attempt(attempt_id)
    assert attempt.confirmed
    assert attempt.transcript is not None
    assert (attempt.note, attempt.transcript.text) == ("later", "heard here")


def test_answers_of_before_they_had_names_are_known_again(two: Two, tmp_path: Path) -> None:
    here, there = two
    here.answer(0)
    here.answer(1)
    share(there, here, tmp_path, "a.db")
    with here.database.writing() as db:  # as when an old backup was brought to the newest schema
        db.execute("UPDATE attempts SET uid = lower(hex(randomblob(16)))")
    assert share(here, there, tmp_path, "b.db") == MergeCounts(known=2)


def test_a_question_has_one_best_take_afterwards_the_one_marked_last(
    two: Two, tmp_path: Path
) -> None:
    here, there = two
    here.history.set_best(here.answer(0), True)
    there.history.set_best(there.answer(1), True)
    later = there.uids()[0]
    share(here, there, tmp_path, "a.db")
    assert [uid for uid, row in here.seen().items() if row["best"]] == [later]
    share(there, here, tmp_path, "b.db")
    assert [uid for uid, row in there.seen().items() if row["best"]] == [later]


def test_a_recording_gets_the_name_it_is_given(two: Two, tmp_path: Path) -> None:
    here, there = two
    there_id = there.answer(0)
    copy = there.copy(tmp_path / "a.db")
    here.take_in(copy, {there_id: "another.wav"})
    assert here.history.attempt(here.id_of(there.uids()[0])).take.name == "another.wav"


def test_an_answer_whose_recording_does_not_come_is_there_without_sound(
    two: Two, tmp_path: Path
) -> None:
    here, there = two
    there.answer(0)
    share(here, there, tmp_path, "a.db")
    assert here.history.attempt(here.id_of(there.uids()[0])).take.name == ""


def test_counting_changes_nothing(two: Two, tmp_path: Path) -> None:
    here, there = two
    there.answer(0)
    copy = there.copy(tmp_path / "a.db")
    before = dump(here)
    with joined(here.path, copy) as merger:
        assert merger.count() == MergeCounts(new=1)
        assert [partner.here for partner in merger.partners()] == [None]
    assert dump(here) == before


def test_a_history_of_a_newer_schema_is_refused(two: Two, tmp_path: Path) -> None:
    _, there = two
    copy = there.copy(tmp_path / "a.db")
    with pytest.raises(StorageError, match="newer version"):
        prepare(copy, STEPS[:2])


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE attempts SET made_at = 'yesterday'",
        "UPDATE attempts SET changed_at = '2026-03-14'",
        "UPDATE attempts SET snapshot_id = NULL",
        "UPDATE attempts SET uid = ''",
        "UPDATE attempts SET mode = 'sleep'",
        "UPDATE attempts SET snapshot_id = 99",
        "DROP TABLE transcripts",
    ],
)
def test_a_history_that_is_not_as_ours_is_refused(harm: str, two: Two, tmp_path: Path) -> None:
    here, there = two
    there.answer(0)
    refuses(here, there.copy(tmp_path / "a.db"), harm)


def differences(here: Computer, there: Computer) -> list[tuple[str, object, object]]:
    mine, theirs = here.seen(), there.seen()
    return [
        (name, value, theirs[uid][name])
        for uid, row in mine.items()
        for name, value in row.items()
        if theirs[uid][name] != value
    ]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_two_lives_become_one_whichever_side_begins(seed: int) -> None:
    rng = random.Random(seed)
    calendar = Calendar()
    with (
        TemporaryDirectory() as folder,
        computers(Path(folder)) as (here, there),
        dated(calendar),
    ):
        tmp = Path(folder)
        for index in range(rng.randint(1, 4)):
            here.answer(index, rng.choice(["drift", "canary"]))
        share(there, here, tmp, "0.db")
        for index in range(rng.randint(0, 3)):
            there.answer(100 + index, rng.choice(["drift", "canary"]))
        for _ in range(rng.randint(0, 25)):
            live(rng.choice([here, there]), rng, calendar)
        first, second = here.copy(tmp / "1.db"), there.copy(tmp / "2.db")
        here.take_in(second)
        there.take_in(first)
        assert here.uids() == there.uids()
        here.assert_sound()
        there.assert_sound()
        here.take_in(there.copy(tmp / "3.db"))
        there.take_in(here.copy(tmp / "4.db"))
        assert differences(here, there) == []
        assert here.stories_seen() == there.stories_seen()
        here.assert_sound()
        there.assert_sound()
