"""Attempts, as they are kept."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from app.core.attempt import EarlierNote, SelfRating, StoredWords, Take
from app.core.errors import StorageError
from app.core.feedback import Coverage, Evidence, PointFinding, PointState
from app.core.transcript import Gap, Transcript, Word
from app.storage.database import Database
from app.storage.history import History
from tests.storage.values import NOW, question, take

WORDS = (Word("The", 0.1, 0.3, 0.9), Word("data’s", 0.3, 0.7), Word("shifts.", 0.7, 1.2, 0.5))
FINAL = Transcript(WORDS, "whisper", "tiny.en", "en", gaps=(Gap(3.0, 4.5),))
DRAFT = Transcript(WORDS, "pocketsphinx", draft=True)
COVERAGE = Coverage(
    (
        PointFinding(
            "Inputs change.",
            PointState.UNCLEAR,
            0.3,
            Evidence("The data’s shifts.", 0, 2, 0.1, 1.2),
            ("data",),
            ("inputs",),
        ),
        PointFinding("Targets change.", PointState.COVERED, 0.4),
    ),
    "semantic",
)


@pytest.fixture
def first(history: History) -> int:
    return history.add(question(), take(), NOW)


def add(history: History, name: str, minutes: int, of: str = "drift") -> int:
    return history.add(question(of), Take(name, 1.0), NOW + timedelta(minutes=minutes))


def test_a_new_attempt_has_its_question_and_its_take(history: History, first: int) -> None:
    attempt = history.attempt(first)
    assert attempt.question == question()
    assert attempt.take == take()
    assert attempt.made_at == NOW
    assert (attempt.transcript, attempt.self_rating, attempt.ticks) == (None, None, {})
    assert (attempt.note, attempt.confirmed, attempt.recovered, attempt.draft) == (
        "",
        False,
        False,
        False,
    )


def test_what_is_special_about_a_take_is_kept(history: History) -> None:
    lost = Take("a.wav", 3.0, "The microphone was unplugged at 0:03.")
    attempt = history.attempt(history.add(question(), lost, NOW, recovered=True, session_id="s"))
    assert attempt.take == lost
    assert attempt.recovered


def test_times_of_any_zone_are_kept_and_sorted_as_moments(history: History) -> None:
    berlin = timezone(timedelta(hours=1))
    early = history.add(question(), Take("a.wav", 1.0), datetime(2026, 3, 14, 9, 30, tzinfo=berlin))
    late = history.add(
        question(), Take("b.wav", 1.0), datetime(2026, 3, 14, 9, 0, tzinfo=NOW.tzinfo)
    )
    assert [summary.id for summary in history.summaries()] == [late, early]
    with pytest.raises(ValueError, match="time zone"):
        history.add(question(), take(), datetime(2026, 3, 14))


def test_a_take_belongs_to_one_attempt(history: History, first: int) -> None:
    with pytest.raises(StorageError, match="already"):
        history.add(question(), take(), NOW)
    assert [summary.id for summary in history.summaries()] == [first]


def test_a_transcript_comes_back_word_by_word(history: History, first: int) -> None:
    history.set_transcript(first, FINAL)
    assert history.attempt(first).transcript == FINAL


def test_an_empty_transcript_is_one(history: History, first: int) -> None:
    history.set_transcript(first, Transcript((), "whisper"))
    assert history.attempt(first).transcript == Transcript((), "whisper")
    assert history.without_transcript() == []


def test_new_words_replace_the_old_ones_and_what_followed_from_them(
    history: History, first: int
) -> None:
    history.set_transcript(first, DRAFT)
    history.confirm(first)
    history.remember_review(first, "1", COVERAGE, 120.0, None)
    history.tick(first, 0, said=True)
    history.set_transcript(first, FINAL)
    (summary,) = history.summaries()
    assert history.attempt(first).transcript == FINAL
    assert (summary.points, summary.pace_wpm) == (None, None)
    assert not history.attempt(first).confirmed
    assert history.attempt(first).ticks == {0: True}


def test_a_draft_counts_once_it_is_confirmed(history: History, first: int) -> None:
    history.set_transcript(first, DRAFT)
    history.remember_review(first, "1", COVERAGE, 120.0, 1.0)
    (summary,) = history.summaries()
    assert summary.draft
    assert (summary.pace_wpm, summary.fillers_per_min) == (None, None)
    assert history.drafts() == [first]
    history.confirm(first)
    (summary,) = history.summaries()
    assert not summary.draft
    assert (summary.pace_wpm, summary.fillers_per_min) == (120.0, 1.0)
    assert history.drafts() == []


def test_what_can_be_transcribed_again_is_found(history: History, first: int) -> None:
    second = add(history, "b.wav", 1)
    third = add(history, "c.wav", 2)
    history.set_transcript(second, DRAFT)
    history.set_transcript(third, FINAL)
    assert history.without_transcript() == [first]
    assert history.drafts() == [second]
    assert history.draft_count() == 1
    history.confirm(second)
    assert (history.drafts(), history.draft_count()) == ([], 0)


def test_what_has_no_review_of_this_version_is_found(history: History, first: int) -> None:
    second, third = add(history, "b.wav", 1), add(history, "c.wav", 2)
    history.set_transcript(second, FINAL)
    history.set_transcript(third, FINAL)
    history.remember_review(third, "1", COVERAGE, None, None)
    assert history.unreviewed("1") == [second]
    assert history.unreviewed("2") == [third, second]


def test_a_rating_can_be_set_changed_and_taken_back(history: History, first: int) -> None:
    for rating in (SelfRating(3, (0, 1)), SelfRating(5), None):
        history.rate(first, rating)
        assert history.attempt(first).self_rating == rating


def test_ticks_overrule_the_coverage_until_they_are_taken_back(
    history: History, first: int
) -> None:
    history.remember_review(first, "1", COVERAGE, None, None)
    history.tick(first, 0, said=True)
    history.tick(first, 1, said=True)
    history.tick(first, 1, said=False)
    (summary,) = history.summaries()
    assert history.attempt(first).ticks == {0: True, 1: False}
    assert summary.points == COVERAGE.overruled_by({0: True, 1: False}).states
    assert summary.covered_share == 0.5
    history.tick(first, 0, None)
    history.tick(first, 1, None)
    assert history.summaries()[0].points == COVERAGE.states


def note_of(history: History, before: int | None = None) -> str:
    note = history.open_note("mlops/drift", before)
    return note.text if note else ""


def test_the_newest_note_about_a_question_is_shown_next_time(history: History) -> None:
    first, second = add(history, "a.wav", 1), add(history, "b.wav", 2)
    other = add(history, "c.wav", 3, of="skew")
    assert note_of(history) == ""
    history.set_note(first, "Name p95.")
    history.set_note(other, "Other.")
    assert note_of(history) == "Name p95."
    history.set_note(second, "Give an example.")
    assert note_of(history) == "Give an example."
    history.set_note(second, "")
    assert note_of(history) == "Name p95."
    assert history.open_note("no-such-key") is None


def test_a_note_that_was_kept_is_not_shown_again_but_where_it_was_kept(history: History) -> None:
    first, second, third = (add(history, f"{name}.wav", i) for i, name in enumerate("abc"))
    history.set_note(first, "Name p95.")
    assert note_of(history, before=first) == ""
    history.keep_note(first, second)
    assert history.open_note("mlops/drift", second) == EarlierNote(first, "Name p95.", kept=True)
    assert note_of(history, before=third) == ""
    assert note_of(history) == ""
    history.keep_note(first, None)
    assert history.open_note("mlops/drift", third) == EarlierNote(first, "Name p95.")


def test_a_question_has_one_best_take(history: History) -> None:
    first, second = add(history, "a.wav", 1), add(history, "b.wav", 2)
    other = add(history, "c.wav", 3, of="skew")
    for attempt_id in (other, first, second):
        history.set_best(attempt_id, on=True)
    assert [history.attempt(i).best for i in (first, second, other)] == [False, True, True]
    history.set_best(second, on=False)
    assert not history.attempt(second).best


def test_what_the_engine_wrote_is_kept_beside_the_persons_own_words(
    history: History, first: int
) -> None:
    history.set_transcript(first, DRAFT)
    before = history.words(first)
    mine = replace(DRAFT, words=(Word("Those", 0.1, 0.3, 1.0), *WORDS[1:]))
    history.correct(first, mine)
    history.correct(first, replace(mine, words=mine.words[:2]))
    assert history.attempt(first).transcript == replace(mine, words=mine.words[:2])
    assert history.attempt(first).edited
    assert history.words(first).original == DRAFT
    assert history.drafts() == []  # a better engine must not write over what somebody corrected
    after = history.words(first)
    history.put_back(first, before)
    assert history.words(first) == before
    assert not history.attempt(first).edited
    history.put_back(first, after)
    assert history.words(first) == after
    history.set_transcript(first, FINAL)
    assert history.words(first) == StoredWords(FINAL)
    history.put_back(first, StoredWords(None))
    assert history.attempt(first).transcript is None


def test_words_nobody_wrote_cannot_be_corrected(history: History, first: int) -> None:
    with pytest.raises(StorageError, match="no words"):
        history.correct(first, FINAL)
    assert history.attempt(first).transcript is None


def test_lists_are_newest_first_with_the_number_of_the_take(history: History) -> None:
    ids = [
        add(history, "a.wav", 3),
        add(history, "b.wav", 1),
        add(history, "c.wav", 2, of="skew"),
        add(history, "d.wav", 3),
    ]
    shown = [(summary.id, summary.take_number) for summary in history.summaries()]
    assert shown == [(ids[3], 3), (ids[0], 2), (ids[2], 1), (ids[1], 1)]
    page = [(s.id, s.take_number) for s in history.summaries(limit=2, offset=1)]
    assert page == [(ids[0], 2), (ids[2], 1)]
    one = history.summaries(question_key="mlops/drift")
    assert [summary.take_number for summary in one] == [3, 2, 1]


def test_an_edited_pack_does_not_rewrite_the_past(history: History, first: int) -> None:
    changed = replace(question(), ask="What is skew?", key_points=())
    second = history.add(changed, Take("b.wav", 1.0), NOW)
    assert history.attempt(first).question == question()
    assert history.attempt(second).question == changed


def test_take_names_are_those_of_all_attempts(history: History, first: int) -> None:
    add(history, "b.wav", 1)
    history.add(question(), Take("", 0.0), NOW)
    history.add(question(), Take("", 0.0), NOW)
    assert history.take_names() == {take().name, "b.wav"}


def test_an_unknown_attempt_is_told(history: History, first: int) -> None:
    unknown = first + 1
    for call in (
        lambda: history.attempt(unknown),
        lambda: history.set_transcript(unknown, FINAL),
        lambda: history.rate(unknown, None),
        lambda: history.tick(unknown, 0, said=True),
        lambda: history.tick(unknown, 0, None),
        lambda: history.set_note(unknown, "x"),
        lambda: history.confirm(unknown),
        lambda: history.remember_review(unknown, "1", COVERAGE, None, None),
    ):
        with pytest.raises(StorageError, match="not in the history"):
            call()


def test_one_damaged_row_does_not_hide_the_others(
    history: History, database: Database, first: int
) -> None:
    second = add(history, "b.wav", 1)
    history.remember_review(first, "1", COVERAGE, None, None)
    with database.writing() as db:
        db.table("review_cache").update(first, {"states_json": '["what was said"]'})
    assert [summary.id for summary in history.summaries()] == [second]


def test_a_damaged_question_is_told_without_quoting_it(
    history: History, database: Database, first: int
) -> None:
    with database.writing() as db:
        row = {**db.table("questions").get(1), "id": 99, "question_json": '{"what was": "said"}'}
        db.table("questions").insert(row)
        db.table("attempts").update(first, {"snapshot_id": 99})
    with pytest.raises(StorageError, match="question cannot be read") as caught:
        history.attempt(first)
    assert "said" not in caught.value.hint
    assert caught.value.__cause__ is None
