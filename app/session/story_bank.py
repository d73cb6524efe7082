"""The person's own stories: kept, changed, undone, fitted to questions, read and written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from app.core.errors import StorageError
from app.core.question import Question
from app.core.story import Story, StoryUse, Suggestion, merged, rebased, tidied
from app.session.assistant import Assistant, Reply
from app.session.ports import Clocks
from app.session.story_markdown import read_stories, write_stories
from app.session.toolbox import RankStories
from app.storage.stories import Stories, TrashedStory

MOST_CHANGES: Final = 200
LABEL_LETTERS: Final = 40

__all__ = ["StoryArrival", "StoryBank", "StoryUse"]

States = Mapping[str, Story | None]
"""What several stories are like, by uid; None for one that is not there, or in the trash."""


@dataclass(frozen=True, slots=True)
class StoryArrival:
    """What stories from a file would do.

    Attributes:
        new: Those that are not here.
        changed: Those that are here under the same title, as they would be then.
        same: How many there are that say nothing new.
    """

    new: tuple[Story, ...] = ()
    changed: tuple[Story, ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True)
class _Change:
    label: str
    before: States
    after: States


class StoryBank:
    """All stories. Lives on the session's thread.

    Every method raises StorageError when the history cannot be read or written. What changes
    stories can be undone while the program runs.
    """

    def __init__(
        self,
        stories: Stories,
        clocks: Clocks,
        assistant: Assistant,
        look_at_trash: Callable[[], object] = lambda: None,
    ) -> None:
        """Take what it works with; `look_at_trash` is called when something may be there."""
        self._look_at_trash = look_at_trash
        self._stories = stories
        self._clocks = clocks
        self._assistant = assistant
        self._done: list[_Change] = []
        self._undone: list[_Change] = []

    # Reading -------------------------------------------------------------------------

    def stories(self) -> tuple[Story, ...]:
        """Return all stories but those in the trash, last changed first."""
        return tuple(self._stories.stories())

    def story(self, uid: str) -> Story | None:
        """Return a story; None when there is none of that name, or in the trash only."""
        return self._stories.story(uid)

    def uses(self) -> Mapping[str, StoryUse]:
        """Return how often each story was told, by uid; those that never were are left out."""
        return self._stories.uses()

    def trashed(self) -> tuple[TrashedStory, ...]:
        """Return the stories in the trash, what came last first."""
        return tuple(self._stories.trashed())

    def suggest(
        self, question: Question, on_ranked: Callable[[tuple[Suggestion, ...]], None]
    ) -> None:
        """Find out which stories fit a question, and return at once.

        Args:
            question: The question, told with a story or not.
            on_ranked: Gets all stories later: those attached to the question first, then the best
                score first. When the worker fails they come with what is known without it.
        """
        stories = self.stories()

        def take(value: object) -> None:
            assert isinstance(value, tuple)
            on_ranked(value)

        def do_without(_problem: str) -> None:
            on_ranked(_attached_first(question, stories))

        self._assistant.ask(RankStories(question, stories), Reply(take, do_without))

    # Changing ------------------------------------------------------------------------

    def add(self, story: Story) -> Story:
        """Store a new story; return it as it is stored, with its uid."""
        added = replace(tidied(story), uid=uuid4().hex)
        self._do(f"add {_quoted(added)}", {added.uid: added})
        return added

    def change(self, story: Story, *, seen: Story | None = None, goes_on: bool = False) -> None:
        """Store a story as it is now, by its uid; one that is as it was is no change.

        Args:
            story: The story.
            seen: As it was when it was taken up: only what differs from that is changed, so that
                what another window has written elsewhere in it stays. None to change all of it.
            goes_on: Whether this goes on from the change before: both are undone at once.

        Raises:
            StorageError: There is none with that uid (any more).
        """
        there = self.story(story.uid)
        if there is None:
            raise _gone()
        changed = tidied(story) if seen is None else rebased(there, tidied(seen), tidied(story))
        if changed != there:
            before = self._done[-1] if goes_on and self._done else None
            self._do(f"change {_quoted(there)}", {story.uid: changed})
            if before is not None and before.after == {story.uid: there}:
                label = before.label if before.before[story.uid] else f"add {_quoted(changed)}"
                self._done[-2:] = [replace(before, label=label, after={story.uid: changed})]

    def delete(self, uid: str) -> None:
        """Put a story into the trash; one that is not there is no change."""
        if story := self.story(uid):
            self._do(f"delete {_quoted(story)}", {uid: None})

    def restore(self, uid: str) -> Story:
        """Bring a story back from the trash, and return it.

        Raises:
            StorageError: It is not in the trash (any more).
        """
        found = [each.story for each in self._stories.trashed() if each.story.uid == uid]
        if not found:
            raise _gone()
        self._do(f"bring back {_quoted(found[0])}", {uid: found[0]})
        return found[0]

    # Undoing -------------------------------------------------------------------------

    @property
    def undo_label(self) -> str:
        """What `undo` would undo, such as "delete “The shifted hour”"; empty for nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What `redo` would do again; empty for nothing."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> None:
        """Undo the newest change; nothing to undo is no mistake."""
        if self._done:
            self._put(self._done[-1].after, self._done[-1].before)
            self._undone.append(self._done.pop())

    def redo(self) -> None:
        """Do the change again that was undone last."""
        if self._undone:
            self._put(self._undone[-1].before, self._undone[-1].after)
            self._done.append(self._undone.pop())

    # Files ---------------------------------------------------------------------------

    def read_markdown(self, text: str) -> tuple[Story, ...]:
        """Return the stories of a Markdown file, without uids; nothing is stored.

        Raises:
            StoryError: It cannot be read; its text names the line.
        """
        return read_stories(text)

    def write_markdown(self, stories: Sequence[Story]) -> str:
        """Return stories as a Markdown file that `read_markdown` reads without loss."""
        return write_stories(stories)

    def look_at(self, stories: Sequence[Story]) -> StoryArrival:
        """Say what `add_all` would do; nothing is changed."""
        here, states = {story.uid for story in self.stories()}, self._arriving(stories)
        arrived = [story for story in reversed(states.values()) if story]
        return StoryArrival(
            tuple(story for story in arrived if story.uid not in here),
            tuple(story for story in arrived if story.uid in here),
            len(stories) - len(arrived),
        )

    def add_all(self, stories: Sequence[Story]) -> int:
        """Add stories; one whose title is here already changes the story here. One undo step.

        Stories of one title stay as many as they are: each changes another one, or is new. What a
        story that comes does not say at all, such as its competencies, stays as it is here.

        Returns:
            How many stories were added or have changed.
        """
        states = self._arriving(stories)
        if states:
            titles = [_quoted(story) for story in states.values() if story]
            label = titles[0] if len(titles) == 1 else f"{len(titles)} stories"
            self._do(f"import {label}", states)
        return len(states)

    def _arriving(self, stories: Sequence[Story]) -> dict[str, Story | None]:
        before = {story.uid: story for story in self.stories()}
        now = dict(before)
        for story, here in _paired([tidied(each) for each in stories], before.values()):
            changed = merged(here, story) if here else replace(story, uid=uuid4().hex)
            now[changed.uid] = changed
        # What is stored last comes first in lists: so they stand there as they do in the file.
        return {uid: now[uid] for uid in reversed(now) if now[uid] != before.get(uid)}

    def _do(self, label: str, after: States) -> None:
        before = {uid: self.story(uid) for uid in after}
        self._store(after)
        self._done.append(_Change(label, before, after))
        del self._done[:-MOST_CHANGES]
        self._undone.clear()

    def _put(self, there: States, states: States) -> None:
        if any(self.story(uid) != story for uid, story in there.items()):
            self._done.clear()
            self._undone.clear()
            raise StorageError(
                "This cannot be undone any more.",
                hint="The story has been changed elsewhere in the meantime, and stays as it is.",
            )
        self._store(states)

    def _store(self, states: States) -> None:
        self._stories.put(states, self._clocks.now())
        self._look_at_trash()


def _attached_first(question: Question, stories: Sequence[Story]) -> tuple[Suggestion, ...]:
    """Return all stories by whether they are attached, and by the competencies they share."""
    asked = {name.lower() for name in question.competencies}
    found = [
        Suggestion(
            story,
            len(asked & {*story.competencies}) / max(1, len(asked)),
            attached=question.key in story.question_keys,
        )
        for story in stories
    ]
    return tuple(sorted(found, key=lambda each: (not each.attached, -each.score)))


def _paired(coming: Sequence[Story], here: Iterable[Story]) -> Sequence[tuple[Story, Story | None]]:
    """Return each story that comes with the one of its title here, none of which is taken twice.

    Two stories may have the same title, such as two without one: what says nothing new finds its
    like first, and the rest go together in their order.
    """
    left: dict[str, list[Story]] = {}
    for story in here:
        left.setdefault(_name(story), []).append(story)
    found: dict[int, Story] = {}
    for only_same in (True, False):
        for number, story in enumerate(coming):
            some = left.get(_name(story), [])
            fitting = [one for one in some if not only_same or merged(one, story) == one]
            if fitting and number not in found:
                found[number] = fitting[0]
                some.remove(fitting[0])
    return [(story, found.get(number)) for number, story in enumerate(coming)]


def _name(story: Story) -> str:
    """Return what two stories of the same title have in common."""
    return story.title.casefold()


def _quoted(story: Story) -> str:
    title = story.title
    short = title if len(title) <= LABEL_LETTERS else f"{title[: LABEL_LETTERS - 1].rstrip()}…"
    return f"“{short}”"


def _gone() -> StorageError:
    return StorageError("That story is not there any more.", hint="It may be in the trash.")
