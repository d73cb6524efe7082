"""Deleted stories stay for thirty days, like answers, and then go for good."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.core.story import Story
from app.storage.stories import Stories
from tests.session.keep_desk import DAY, NOW, KeepDesk

HOUR, QUEUE = Story("The shifted hour", "hour"), Story("The long queue", "queue")


@pytest.fixture
def desk(tmp_path: Path) -> KeepDesk:
    desk = KeepDesk(tmp_path)
    stories(desk).put({"hour": HOUR, "queue": QUEUE}, NOW)
    return desk


def stories(desk: KeepDesk) -> Stories:
    return Stories(desk.database)


def weeks_later(desk: KeepDesk, weeks: int) -> KeepDesk:
    """Return the program as it is after it was started once a week."""
    for _ in range(weeks):
        desk = desk.reopened(timedelta(days=7))
    return desk


def bytes_on_disk(desk: KeepDesk) -> bytes:
    files = sorted(desk.places.data.glob("history.db*"))
    return b"".join(file.read_bytes() for file in files)


def test_the_trash_tells_for_how_long_a_story_is_kept(desk: KeepDesk) -> None:
    stories(desk).put({"hour": None}, NOW)
    desk.keeping.trash.contents()
    desk.now += 3 * DAY
    stories(desk).put({"queue": None}, desk.now)
    told = [(each.title, each.days_left) for each in desk.keeping.trash.stories()]
    assert told == [("The long queue", 30), ("The shifted hour", 27)]
    desk.close()


def test_a_story_is_gone_for_good_after_thirty_days(desk: KeepDesk) -> None:
    stories(desk).put({"hour": None}, NOW)
    desk.keeping.start()
    desk = weeks_later(desk, 4)
    assert [each.title for each in desk.keeping.trash.stories()] == ["The shifted hour"]
    assert b"The shifted hour" in bytes_on_disk(desk)
    desk = weeks_later(desk, 1)
    assert desk.keeping.trash.stories() == ()
    assert b"The shifted hour" not in bytes_on_disk(desk)
    assert stories(desk).stories() == [QUEUE]
    desk.close()


def test_a_story_that_came_back_gets_thirty_new_days(desk: KeepDesk) -> None:
    stories(desk).put({"hour": None}, NOW)
    desk = weeks_later(desk, 4)
    stories(desk).put({"hour": HOUR}, desk.now)
    stories(desk).put({"hour": None}, desk.now + DAY)
    desk = weeks_later(desk, 1)
    assert [each.title for each in desk.keeping.trash.stories()] == ["The shifted hour"]
    desk.close()


def test_answers_and_stories_keep_their_days_side_by_side(desk: KeepDesk) -> None:
    desk.keeping.trash.move([desk.add()])
    stories(desk).put({"hour": None}, NOW)
    desk.keeping.trash.look()
    desk = weeks_later(desk, 4)
    assert desk.keeping.trash.count() == 1
    desk = weeks_later(desk, 1)
    assert (desk.keeping.trash.count(), desk.keeping.trash.stories()) == (0, ())
    desk.close()


def test_stories_in_the_trash_are_deleted_when_asked(desk: KeepDesk) -> None:
    stories(desk).put({"hour": None}, NOW)
    assert desk.keeping.trash.empty_stories() == 1
    assert desk.keeping.trash.empty_stories() == 0
    assert b"The shifted hour" not in bytes_on_disk(desk)
    assert stories(desk).stories() == [QUEUE]
    desk.close()
