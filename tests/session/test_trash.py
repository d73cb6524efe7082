"""Deleting answers, undoing that, and what is left of them after thirty days."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.core.errors import StorageError
from tests.session.keep_desk import DAY, NOW, KeepDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeepDesk]:
    with ExitStack() as stack:
        desk = KeepDesk(tmp_path)
        stack.callback(desk.close)
        yield desk


def test_what_a_deletion_returns_undoes_it(desk: KeepDesk) -> None:
    ids = [desk.add(), desk.add()]
    before = desk.history.summaries()
    undo = desk.keeping.trash.move(ids)
    assert desk.history.summaries() == []
    assert desk.keeping.trash.restore(undo) == ids
    assert desk.history.summaries() == before


def test_the_trash_tells_what_when_and_how_long(desk: KeepDesk) -> None:
    first, second = desk.add(), desk.add()
    desk.keeping.trash.move([first])
    desk.now += 3 * DAY
    desk.keeping.trash.move([second])
    items = desk.keeping.trash.contents()
    told = [(each.attempt_id, each.deleted_at, each.days_left) for each in items]
    assert told == [(second, NOW + 3 * DAY, 30), (first, NOW, 27)]


def test_a_change_is_told(desk: KeepDesk) -> None:
    told: list[int] = []
    desk.keeping.trash.on_change = lambda: told.append(desk.keeping.trash.count())
    ids = desk.keeping.trash.move([desk.add()])
    desk.keeping.trash.restore(ids)
    desk.keeping.trash.move(ids)
    desk.keeping.trash.empty()
    desk.work()
    assert told == [1, 0, 1, 0, 0]


def test_emptied_is_gone_with_its_sound(desk: KeepDesk) -> None:
    kept, gone, still_there = desk.add(), desk.add(), desk.add()
    desk.keeping.trash.move([gone, still_there])
    desk.keeping.trash.empty([gone])
    desk.work()
    with pytest.raises(StorageError):
        desk.history.attempt(gone)
    assert desk.files() == [".wav", ".wav"]
    assert desk.sound_of(kept) is not None
    assert [each.attempt_id for each in desk.keeping.trash.contents()] == [still_there]


def test_emptying_spares_what_is_not_in_the_trash(desk: KeepDesk) -> None:
    kept = desk.add()
    desk.keeping.trash.empty([kept])
    desk.keeping.trash.empty()
    desk.work()
    assert desk.sound_of(kept) is not None


def test_after_thirty_days_of_use_it_goes_by_itself(tmp_path: Path) -> None:
    desk = KeepDesk(tmp_path)
    attempt_id = desk.add()
    desk.keeping.trash.move([attempt_id])
    for _day in range(29):
        desk = desk.reopened(DAY)
    assert [each.days_left for each in desk.keeping.trash.contents()] == [1]
    desk = desk.reopened(DAY)
    assert desk.keeping.trash.contents() == ()
    assert desk.files() == []
    desk.close()


@pytest.mark.parametrize("days", [-20_000, 1_500, 20_000])
def test_a_wrong_clock_at_the_next_start_empties_nothing(tmp_path: Path, days: int) -> None:
    desk = KeepDesk(tmp_path)
    attempt_id = desk.add()
    desk.keeping.trash.move([attempt_id])
    desk = desk.reopened(days * DAY)
    assert [each.attempt_id for each in desk.keeping.trash.contents()] == [attempt_id]
    desk = desk.reopened(-days * DAY)
    assert desk.keeping.trash.contents()[0].days_left >= 22
    assert desk.sound_of(attempt_id) is not None
    desk.close()


@pytest.mark.parametrize("steps", [0, 1])
def test_an_emptying_that_was_interrupted_is_finished_at_the_next_start(
    tmp_path: Path, steps: int
) -> None:
    desk = KeepDesk(tmp_path)
    kept, gone = desk.add(), desk.add()
    desk.keeping.trash.move([gone])
    desk.keeping.trash.empty()
    if steps:  # the files are gone, and their row is not
        desk.recordings.delete(desk.history.attempt(gone).take.name)
    desk = desk.reopened()
    assert [each.id for each in desk.history.summaries()] == [kept]
    assert desk.files() == [".wav"]
    assert desk.recordings.leftovers(desk.history.take_names()) == []
    with pytest.raises(StorageError):
        desk.history.attempt(gone)
    desk.close()


def test_a_file_that_cannot_be_deleted_is_told_and_tried_again(
    desk: KeepDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, other = desk.add(), desk.add()
    name = desk.history.attempt(stuck).take.name
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == name:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        desk.keeping.trash.empty(desk.keeping.trash.move([stuck, other]))
        desk.work()
    assert ["could not be removed" in str(each) for each in desk.complaints] == [True]
    assert desk.keeping.trash.contents() == ()
    assert desk.files() == [".wav"]
    desk.keeping.start()
    desk.work()
    assert desk.files() == []


def test_takes_in_the_trash_are_not_offered_as_left_over(desk: KeepDesk) -> None:
    desk.keeping.trash.move([desk.add()])
    assert desk.recordings.leftovers(desk.history.take_names()) == []
