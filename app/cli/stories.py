"""Lists and looks after the person's stories, and says which of them fits a question."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.table import Table

from app.cli.parser import Arguments
from app.core.ageing import TRASH_DAYS
from app.core.carrying import moment_in_full
from app.core.errors import PackError, StoryError
from app.core.question import Question
from app.core.story import Story, StoryUse, Suggestion, holes, told_with
from app.session.data_words import counted
from app.session.inbox import Inbox
from app.session.services import OpenServices, Services
from app.session.story_files import read_story_file, story_called, write_story_file

NO_STORIES: Final = (
    "There are no stories yet. Write some into a file: greenroom stories import FILE"
)
_NEVER: Final = StoryUse(0)


def stories(open_services: OpenServices, arguments: Arguments) -> int:
    """Do what is asked for with the stories."""
    inbox = Inbox()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        desk = _Desk(services, inbox, arguments)
        actions: Mapping[str, Callable[[], None]] = {
            "show": desk.show,
            "matrix": desk.matrix,
            "export": desk.export,
            "import": desk.bring_in,
            "suggest": desk.suggest,
            "delete": desk.delete,
            "restore": desk.restore,
        }
        actions.get(arguments.action, desk.list)()
    return 0


def told_questions(services: Services, arguments: Arguments) -> Sequence[Question]:
    """Return the questions to practise with a story: the one that is named, or all it is meant for.

    Raises:
        StoryError: There is no such story.
        PackError: There is no such question, or none that asks for it.
    """
    story = story_called(arguments.story, services.stories.stories())
    library = services.library()
    if arguments.question:
        asked = [library.find(arguments.question)]
    else:
        chosen = library.chosen(arguments.pack, arguments.group)
        asked = [question for question in chosen if question.key in story.question_keys]
    asked = [question for question in asked if _asks_for_story(question)]
    if not asked:
        raise PackError(
            f"“{story.title}” is not meant for a question there.",
            hint="Name one that asks for a story: --question ID, see: greenroom questions",
        )
    return [told_with(question, story) for question in asked[: arguments.count or None]]


@dataclass(frozen=True)
class _Desk:
    """Does one thing with the stories."""

    services: Services
    inbox: Inbox
    arguments: Arguments

    def list(self) -> None:
        """Print all stories, with what they show and how often they were told."""
        found, uses = self.services.stories.stories(), self.services.stories.uses()
        if not found:
            print(NO_STORIES)
            return
        rows = (
            (story.title, ", ".join(story.competencies), *_use_words(uses.get(story.uid, _NEVER)))
            for story in found
        )
        _print_table(("Story", "Competencies", "Told", "Last", "Covered"), rows)
        print(f"{counted(len(found), 'story')}.")

    def show(self) -> None:
        """Print one story, as Markdown."""
        story = self._named()
        print(self.services.stories.write_markdown([story]))
        told_words = _use_words(self.services.stories.uses().get(story.uid, _NEVER))
        print(f"Told: {', '.join(filter(None, told_words))}")

    def matrix(self) -> None:
        """Print which stories show what is asked for, and where there is none."""
        questions = [each for each in self.services.library().questions if _asks_for_story(each)]
        shown = holes(self.services.stories.stories(), questions)
        asked = {name: sum(name in q.competencies for q in questions) for name in shown}
        rows = (
            (name, str(asked[name]), ", ".join(story.title for story in found) or "-")
            for name, found in shown.items()
        )
        _print_table(("Competency", "Asked by", "Stories"), rows)
        if lacking := [name for name, found in shown.items() if not found]:
            print(f"\nNo story yet for: {', '.join(lacking)}.")
        else:
            print("\nThere is a story for each of them.")

    def export(self) -> None:
        """Write all stories as Markdown, into a new file or to the terminal."""
        found = self.services.stories.stories()
        if not found:
            raise StoryError("There are no stories to export.")
        if self.arguments.to is None:
            print(self.services.stories.write_markdown(found), end="")
            return
        target = self.arguments.to.absolute()
        write_story_file(target, found)
        print(f"Saved {counted(len(found), 'story')} to {target}")

    def bring_in(self) -> None:
        """Add the stories of a file, or only say what that would do."""
        bank, coming = self.services.stories, read_story_file(self.arguments.file)
        arrival = bank.look_at(coming)
        for what, some in (("new", arrival.new), ("changed", arrival.changed)):
            for story in some:
                print(f"{what:8} {story.title}")
        if not self.arguments.dry_run:
            bank.add_all(coming)
        print(
            f"{'Would import' if self.arguments.dry_run else 'Imported'}: {len(arrival.new)} new, "
            f"{len(arrival.changed)} changed, {arrival.same} as they were here."
        )

    def suggest(self) -> None:
        """Print which stories fit a question, the best first."""
        question = self.services.library().find(self.arguments.question)
        if not self.services.stories.stories():
            print(NO_STORIES)
            return
        ranked: list[tuple[Suggestion, ...]] = []
        self.services.stories.suggest(question, ranked.append)
        self.inbox.run_until(lambda: bool(ranked), tick=self.services.assistant.watch)
        print(question.ask)
        rows = (
            (str(place), each.story.title, _why(each, question))
            for place, each in enumerate(ranked[0], 1)
        )
        _print_table(("", "Story", ""), rows)

    def delete(self) -> None:
        """Put a story into the trash."""
        story = self._named()
        self.services.stories.delete(story.uid)
        print(f"“{story.title}” is in the trash, for {TRASH_DAYS} days.")
        print(f'To bring it back: greenroom stories restore "{story.title}"')

    def restore(self) -> None:
        """Bring a story back from the trash."""
        trashed = [each.story for each in self.services.stories.trashed()]
        if not trashed:
            raise StoryError("There are no stories in the trash.")
        story = self.services.stories.restore(story_called(self.arguments.name, trashed).uid)
        print(f"“{story.title}” is back.")

    def _named(self) -> Story:
        return story_called(self.arguments.name, self.services.stories.stories())


def _asks_for_story(question: Question) -> bool:
    return question.kind == "behavioural"


def _use_words(use: StoryUse) -> tuple[str, str, str]:
    last = moment_in_full(use.last_at.astimezone()) if use.last_at else ""
    covered = "" if use.covered_share is None else f"{use.covered_share:.0%} covered"
    return str(use.answers), last, covered


def _why(suggestion: Suggestion, question: Question) -> str:
    shared = [name for name in suggestion.story.competencies if name in question.competencies]
    return ", ".join([*["attached"] * suggestion.attached, *shared])


def _print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(markup=False, highlight=False).print(table)
