"""The story bank: every change can be undone, and stories fit questions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.core.question import Question
from app.core.story import Story, Suggestion
from app.core.structure import Part
from app.session.assistant import Assistant
from app.session.inbox import Inbox
from app.session.story_bank import StoryBank
from app.session.toolbox import Toolbox
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.stories import Stories
from tests.session.tools import QUESTION, FakeTime, broken_toolbox
from tests.storage.blank import blank

HOUR = Story(
    "The shifted hour",
    bullets={Part.ACTION: ("I looked at the time zones.",)},
    competencies=("problem solving",),
    numbers=("40 percent",),
)
QUEUE = Story("The long queue", bullets={Part.RESULT: ("Customers waited half as long.",)})


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(blank(tmp_path / "history.db"), Backups(tmp_path / "backups"))
    yield database
    database.close()


@pytest.fixture
def bank(tmp_path: Path, database: Database, inbox: Inbox) -> Iterator[StoryBank]:
    assistant = Assistant(Toolbox(tmp_path / "no-model"), inbox.post)
    yield StoryBank(Stories(database), FakeTime().clocks(), assistant)
    assistant.close()


def test_a_story_that_is_added_has_a_name_of_its_own(bank: StoryBank) -> None:
    first, second = bank.add(HOUR), bank.add(HOUR)
    assert first.uid != second.uid
    assert bank.story(first.uid) == first == replace(HOUR, uid=first.uid)
    assert len(bank.stories()) == 2


def test_what_is_typed_untidily_is_stored_tidily(bank: StoryBank) -> None:
    typed = Story(
        "  ",
        bullets={Part.TASK: (" Find\n it. ", "", "Find it."), Part.RESULT: (" ",)},
        competencies=("Ownership, Learning", "ownership"),
        question_keys=("b/two", "a/one", "none"),
    )
    assert bank.add(typed).bullets == {Part.TASK: ("Find it.",)}
    (story,) = bank.stories()
    assert story.title == "Untitled story"
    assert story.competencies == ("ownership", "learning")
    assert story.question_keys == ("a/one", "b/two")


def test_signs_that_steer_a_terminal_stay_out_of_stories(bank: StoryBank) -> None:
    added = bank.add(Story("The\0 \x1b[31mhour", numbers=("4\x9b2",)))
    assert (added.title, added.numbers) == ("The [31mhour", ("4 2",))


def test_every_change_can_be_undone_and_done_again(bank: StoryBank) -> None:
    assert (bank.undo_label, bank.redo_label) == ("", "")
    added = bank.add(HOUR)
    assert bank.undo_label == "add “The shifted hour”"
    changed = replace(added, title="The late hour", numbers=("42 percent",))
    bank.change(changed)
    assert bank.undo_label == "change “The shifted hour”"
    bank.delete(added.uid)
    assert bank.undo_label == "delete “The late hour”"
    assert bank.stories() == ()
    bank.undo()
    assert bank.stories() == (changed,)
    assert bank.redo_label == "delete “The late hour”"
    bank.undo()
    assert bank.stories() == (added,)
    bank.undo()
    assert bank.stories() == ()
    for _ in range(3):
        bank.redo()
    assert bank.stories() == ()
    assert [each.story for each in bank.trashed()] == [changed]


def test_what_goes_on_from_the_change_before_is_undone_with_it(bank: StoryBank) -> None:
    added = bank.add(Story("The sh"))
    bank.change(replace(added, title="The shifted hour"), goes_on=True)
    assert bank.undo_label == "add “The shifted hour”"
    bank.change(replace(added, title="The shifted"))
    bank.change(replace(added, title="The late"), goes_on=True)
    bank.undo()
    assert [story.title for story in bank.stories()] == ["The shifted hour"]
    bank.redo()
    assert [story.title for story in bank.stories()] == ["The late"]
    bank.undo()
    bank.undo()
    assert bank.stories() == ()


def test_nothing_to_undo_is_no_mistake(bank: StoryBank) -> None:
    bank.undo()
    bank.redo()
    assert bank.stories() == ()


def test_a_new_change_ends_what_could_be_done_again(bank: StoryBank) -> None:
    bank.add(HOUR)
    bank.undo()
    bank.add(QUEUE)
    assert bank.redo_label == ""


def test_what_changes_nothing_is_no_step(bank: StoryBank) -> None:
    added = bank.add(HOUR)
    bank.change(added)
    bank.delete("nobody")
    assert bank.undo_label == "add “The shifted hour”"
    assert bank.add_all([HOUR]) == 0
    assert bank.undo_label == "add “The shifted hour”"


def test_what_another_window_has_changed_is_not_undone(bank: StoryBank, database: Database) -> None:
    added = bank.add(HOUR)
    theirs = replace(added, title="Theirs")
    Stories(database).put({added.uid: theirs}, FakeTime().clocks().now())
    with pytest.raises(StorageError, match="cannot be undone any more"):
        bank.undo()
    assert bank.stories() == (theirs,)
    assert bank.undo_label == ""


def test_two_windows_write_in_one_story_without_taking_anything_away(bank: StoryBank) -> None:
    seen = bank.add(HOUR)
    bank.change(
        replace(seen, numbers=("50 percent",), bullets={**HOUR.bullets, Part.TASK: ("Mine.",)})
    )
    here = {**HOUR.bullets, Part.RESULT: ("It held.",)}
    bank.change(replace(seen, title="The hour", bullets=here), seen=seen)
    (story,) = bank.stories()
    assert (story.title, story.numbers) == ("The hour", ("50 percent",))
    assert story.bullets == {**here, Part.TASK: ("Mine.",)}
    bank.change(replace(story, bullets={}), seen=story)
    assert bank.stories()[0].bullets == {}
    bank.undo()
    assert bank.stories() == (story,)


def test_a_story_that_is_gone_cannot_be_changed(bank: StoryBank) -> None:
    added = bank.add(HOUR)
    bank.delete(added.uid)
    with pytest.raises(StorageError, match="not there any more"):
        bank.change(replace(added, title="New"))


def test_a_story_is_brought_back_from_the_trash(bank: StoryBank) -> None:
    added = bank.add(HOUR)
    bank.delete(added.uid)
    assert bank.restore(added.uid) == added
    assert bank.stories() == (added,)
    assert bank.undo_label == "bring back “The shifted hour”"
    with pytest.raises(StorageError):
        bank.restore(added.uid)


def test_the_days_in_the_trash_are_counted_from_the_deletion(
    tmp_path: Path, database: Database, inbox: Inbox
) -> None:
    looked: list[int] = []
    assistant = Assistant(Toolbox(tmp_path / "no-model"), inbox.post)
    stories = Stories(database)
    look = lambda: looked.append(len(stories.trashed()))  # noqa: E731 - reads best here
    bank = StoryBank(stories, FakeTime().clocks(), assistant, look)
    bank.delete(bank.add(HOUR).uid)
    assert looked == [0, 1]


def test_an_import_is_one_step_and_the_same_title_changes_the_story_here(bank: StoryBank) -> None:
    added = bank.add(replace(HOUR, question_keys=("test/drift",)))
    coming = [
        Story(
            "the SHIFTED hour", bullets={Part.RESULT: ("It was right.",)}, numbers=("50 percent",)
        ),
        QUEUE,
    ]
    assert bank.look_at(coming).same == 0
    assert [story.title for story in bank.look_at(coming).new] == ["The long queue"]
    assert bank.add_all(coming) == 2
    story = bank.story(added.uid)
    assert story == replace(
        added,
        bullets={**HOUR.bullets, Part.RESULT: ("It was right.",)},
        numbers=("50 percent",),
    )
    assert bank.undo_label == "import 2 stories"
    bank.undo()
    assert bank.stories() == (added,)


def test_stories_that_are_here_already_are_told_from_new_ones(bank: StoryBank) -> None:
    bank.add(HOUR)
    arrival = bank.look_at([HOUR, QUEUE, replace(QUEUE, numbers=("half",))])
    assert (len(arrival.new), arrival.changed, arrival.same) == (2, (), 1)


def test_two_stories_of_one_title_come_in_as_two(bank: StoryBank) -> None:
    first = Story("", bullets={Part.ACTION: ("I asked.",)})
    second = Story("", bullets={Part.ACTION: ("I waited.",)})
    assert bank.add_all([first, second]) == 2
    assert [story.bullets for story in bank.stories()] == [first.bullets, second.bullets]
    bank.change(replace(bank.stories()[1], numbers=("3",)))  # which comes first in the list now
    assert bank.add_all([first, second]) == 0
    written = bank.read_markdown(bank.write_markdown(bank.stories()))
    assert bank.look_at(written).same == 2
    later = replace(second, bullets={Part.ACTION: ("I waited long.",)})
    assert bank.add_all([later, first]) == 1
    assert {story.bullets[Part.ACTION] for story in bank.stories()} == {
        ("I asked.",),
        ("I waited long.",),
    }


def test_stories_go_through_markdown_unchanged(bank: StoryBank) -> None:
    stories = (HOUR, QUEUE)
    assert bank.read_markdown(bank.write_markdown(stories)) == stories


def suggested(bank: StoryBank, inbox: Inbox, question: Question) -> tuple[Suggestion, ...]:
    found: list[tuple[Suggestion, ...]] = []
    bank.suggest(question, found.append)
    inbox.run_until(lambda: bool(found))
    return found[0]


def test_attached_stories_are_suggested_first_then_what_fits_best(
    bank: StoryBank, inbox: Inbox
) -> None:
    attached = bank.add(Story("Nothing alike", question_keys=(QUESTION.key,)))
    far = bank.add(QUEUE)
    near = bank.add(Story("The drift", bullets={Part.ACTION: ("I found the drift.",)}))
    ranked = suggested(bank, inbox, QUESTION)
    assert [each.story for each in ranked] == [attached, near, far]
    assert [each.attached for each in ranked] == [True, False, False]


def test_without_a_worker_what_is_attached_is_suggested(
    tmp_path: Path, database: Database, inbox: Inbox
) -> None:
    assistant = Assistant(broken_toolbox, inbox.post)
    bank = StoryBank(Stories(database), FakeTime().clocks(), assistant)
    bank.add(HOUR)
    attached = bank.add(replace(QUEUE, question_keys=(QUESTION.key,)))
    bank.add(QUEUE)
    assert suggested(bank, inbox, QUESTION)[0].story == attached
    assistant.close()
