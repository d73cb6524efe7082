"""Old recordings made smaller, or removed: nothing is lost, whenever the program ends."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.core.attempt import Take
from app.core.errors import StorageError
from app.session import old_sound
from app.session.keep_views import SoundTotal
from tests.session.keep_desk import DRAFT_TEXT, SOUND, KeepDesk
from tests.session.tools import QUESTION, move_sound

OLD, YOUNG = 800, 10


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeepDesk]:
    desk = KeepDesk(tmp_path)
    yield desk
    desk.close()


def same_sound(desk: KeepDesk, attempt_id: int) -> bool:
    sound = desk.sound_of(attempt_id)
    return sound is not None and np.array_equal(sound, SOUND)


def test_old_takes_become_flac_and_sound_the_same(desk: KeepDesk) -> None:
    old, young = desk.add(OLD), desk.add(YOUNG)
    desk.keeping.old_sound.make_smaller()
    desk.work()
    assert desk.files() == [".flac", ".wav"]
    assert desk.history.attempt(old).take.name.endswith(".flac")
    assert same_sound(desk, old)
    assert same_sound(desk, young)
    view = desk.keeping.old_sound.view
    assert (view.done, view.total, view.failed, view.last) == (1, 1, 0, "smaller")
    assert view.saved_bytes > 1_000


def test_the_person_says_how_old_is_old(desk: KeepDesk) -> None:
    desk.add(OLD), desk.add(100), desk.add(YOUNG)
    counts = {}
    for months in (24, 12, 3, 1):
        desk.keeping.old_sound.choose(months)
        desk.work()
        counts[months] = desk.keeping.old_sound.view.large.count
    assert counts == {24: 1, 12: 1, 3: 2, 1: 2}


def test_how_much_there_is_is_counted_and_measured(desk: KeepDesk) -> None:
    desk.add(OLD), desk.add(OLD), desk.add(OLD, transcript=None)
    desk.keeping.old_sound.choose(12)
    desk.work()
    view = desk.keeping.old_sound.view
    assert view.known
    assert view.large == SoundTotal(3, 3.0, 3 * 32_044)
    assert view.removable == SoundTotal(2, 2.0, 2 * 32_044)
    assert view.unwritten == 1


def test_removed_sound_leaves_the_text(desk: KeepDesk) -> None:
    old, young = desk.add(OLD), desk.add(YOUNG)
    before = desk.history.attempt(old)
    desk.keeping.old_sound.remove()
    desk.work()
    after = desk.history.attempt(old)
    assert after.take == Take("", 1.0)
    assert after.transcript == before.transcript
    assert desk.files() == [".wav"]
    assert same_sound(desk, young)


def test_what_nobody_has_read_yet_keeps_its_sound(desk: KeepDesk) -> None:
    unread = desk.add(OLD, transcript=None)
    desk.keeping.old_sound.remove()
    desk.work()
    assert same_sound(desk, unread)


def test_best_takes_keep_their_sound_if_wanted(desk: KeepDesk) -> None:
    best, other = desk.add(OLD), desk.add(OLD)
    desk.history.set_best(best, on=True)
    desk.keeping.old_sound.remove()
    desk.work()
    assert same_sound(desk, best)
    assert desk.sound_of(other) is None
    desk.keeping.old_sound.choose(keep_best=False)
    desk.keeping.old_sound.remove()
    desk.work()
    assert desk.sound_of(best) is None


def test_what_is_in_the_trash_is_left_to_it(desk: KeepDesk) -> None:
    old = desk.add(OLD)
    desk.keeping.trash.move([old])
    desk.keeping.old_sound.make_smaller()
    desk.keeping.old_sound.remove()
    desk.work()
    assert same_sound(desk, old)
    desk.keeping.trash.restore([old])
    desk.keeping.old_sound.make_smaller()
    desk.work()
    desk.keeping.trash.move([old])
    desk.keeping.trash.empty()
    desk.work()
    assert desk.files() == []


def test_a_draft_without_sound_is_not_offered_to_be_read_again(desk: KeepDesk) -> None:
    draft = desk.add(OLD, transcript=DRAFT_TEXT)
    assert desk.history.drafts() == [draft]
    desk.keeping.old_sound.remove()
    desk.work()
    assert desk.history.drafts() == desk.history.without_transcript() == []


def test_it_gives_way_to_an_answer(desk: KeepDesk) -> None:
    desk.add(OLD), desk.add(OLD)
    desk.keeping.old_sound.make_smaller()
    desk.quiet = False  # while the first is in hand, which comes to its end
    desk.work()
    view = desk.keeping.old_sound.view
    assert (view.task, view.done, view.waiting) == ("smaller", 1, True)
    desk.keeping.old_sound.look()
    desk.work()
    assert desk.keeping.old_sound.view.done == 1
    desk.quiet = True
    desk.keeping.old_sound.look()
    desk.work()
    assert desk.keeping.old_sound.view.done == 2
    assert desk.files() == [".flac", ".flac"]


@pytest.mark.parametrize("quiet", [True, False])
def test_stopped_in_between_what_is_done_stays_done(desk: KeepDesk, quiet: bool) -> None:
    ids = [desk.add(OLD) for _ in range(3)]
    desk.keeping.old_sound.make_smaller()
    desk.quiet = quiet
    desk.work(1)
    desk.keeping.old_sound.cancel()
    desk.work()
    view = desk.keeping.old_sound.view
    assert (view.task, view.last) == (None, "smaller")
    assert desk.files().count(".flac") == view.done == (2 if quiet else 1)
    assert all(same_sound(desk, attempt_id) for attempt_id in ids)


def test_two_runs_at_once_are_one(desk: KeepDesk) -> None:
    desk.add(OLD)
    desk.keeping.old_sound.make_smaller()
    desk.keeping.old_sound.remove()
    desk.work()
    assert desk.files() == [".flac"]


def test_a_take_that_would_not_be_the_same_stays_as_it_is(
    desk: KeepDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = desk.add(OLD)
    monkeypatch.setattr(old_sound, "read_flac", lambda path: SOUND[:-1])
    desk.keeping.old_sound.make_smaller()
    desk.work()
    view = desk.keeping.old_sound.view
    assert (view.failed, view.saved_bytes) == (1, 0)
    assert "would not be the same" in view.problem
    assert desk.files() == [".wav"]
    assert same_sound(desk, old)


@pytest.mark.parametrize("content", [b"", b"no sound at all"])
def test_a_damaged_take_stops_no_other(desk: KeepDesk, content: bytes) -> None:
    damaged, whole = desk.add(OLD + 1), desk.add(OLD)
    path = desk.recordings.path_of(desk.history.attempt(damaged).take.name)
    path.write_bytes(content)
    desk.keeping.old_sound.make_smaller()
    desk.work()
    assert desk.keeping.old_sound.view.failed == 1
    assert path.read_bytes() == content
    assert desk.history.attempt(whole).take.name.endswith(".flac")


def test_a_take_whose_file_is_gone_is_told(desk: KeepDesk) -> None:
    gone = desk.add(OLD)
    desk.recordings.delete(desk.history.attempt(gone).take.name)
    desk.keeping.old_sound.make_smaller()
    desk.work()
    assert desk.keeping.old_sound.view.failed == 1
    assert desk.files() == []


# After a crash ----------------------------------------------------------------------


def make_flac(desk: KeepDesk, attempt_id: int) -> str:
    """Do the first half of making a take smaller; return the name of the FLAC."""
    (take,) = [each for each in desk.keeping.old_sound._old() if each.attempt_id == attempt_id]
    old_sound.smaller(desk.keeping.old_sound._tools.files, take)
    return take.name.replace(".wav", ".flac")


@pytest.mark.parametrize("told", [False, True])
def test_after_a_crash_while_making_smaller_one_whole_form_is_left(
    tmp_path: Path, told: bool
) -> None:
    desk = KeepDesk(tmp_path)
    old = desk.add(OLD)
    name = make_flac(desk, old)
    if told:  # the history knows, and the WAV was still to be deleted
        move_sound(desk.history, old, name)
    desk = desk.reopened()
    assert same_sound(desk, old)
    assert desk.recordings.leftovers(desk.history.take_names()) == []
    if told:
        assert desk.files() == [".flac"]
    desk.keeping.old_sound.make_smaller()
    desk.work()
    assert desk.files() == [".flac"]
    assert same_sound(desk, old)
    desk.close()


@pytest.mark.parametrize("told", [False, True])
def test_a_removal_that_was_interrupted_is_finished_at_the_next_start(
    tmp_path: Path, told: bool
) -> None:
    desk = KeepDesk(tmp_path)
    old = desk.add(OLD)
    name = desk.history.attempt(old).take.name
    desk.keeping.old_sound._tools.files.set_aside(name)
    if told:
        move_sound(desk.history, old, "")
    desk = desk.reopened()
    assert desk.history.attempt(old).take.name == ""
    assert desk.files() == []
    desk.close()


def test_an_attempt_that_left_the_trash_meanwhile_leaves_no_file(desk: KeepDesk) -> None:
    old = desk.add(OLD)
    desk.keeping.old_sound.make_smaller()
    desk.keeping.trash.move([old])
    desk.keeping.trash.empty()
    desk.work()
    assert desk.files() == []
    with pytest.raises(StorageError):
        desk.history.attempt(old)


# What is used -----------------------------------------------------------------------


def test_what_is_used_is_measured_by_kind(desk: KeepDesk) -> None:
    desk.add(), desk.add()
    desk.keeping.trash.move([desk.add()])
    (desk.places.models / "tiny").mkdir()
    (desk.places.models / "tiny" / "model.bin").write_bytes(bytes(5_000))
    (desk.places.backups / "history-1.db").write_bytes(bytes(700))
    (desk.places.embedding / "weights").write_bytes(bytes(300))
    desk.keeping.meter.measure()
    desk.work()
    used = desk.keeping.meter.used
    assert used is not None
    assert used.recordings == SoundTotal(2, 2.0, 2 * 32_044)
    assert used.trash == SoundTotal(1, 1.0, 32_044)
    assert (used.models_bytes, used.backups_bytes, used.embedding_bytes) == (5_000, 700, 300)
    assert used.history_bytes > 50_000
    assert used.free_bytes > 0
    assert used.total_bytes == 3 * 32_044 + 6_000 + used.history_bytes


def test_recordings_without_sound_count_as_nothing(desk: KeepDesk) -> None:
    desk.history.add(QUESTION, Take("", 60.0), desk.now)
    desk.keeping.meter.measure()
    desk.work()
    assert desk.keeping.meter.used is not None
    assert desk.keeping.meter.used.recordings == SoundTotal()
