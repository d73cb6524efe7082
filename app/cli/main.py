"""Runs a command of the command line."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from app.cli import (
    analyse,
    carry,
    doctor,
    due,
    interview,
    keep,
    models,
    packs,
    practise,
    stories,
    trends,
)
from app.cli.parser import Arguments
from app.core.errors import AppError, StoryError
from app.session.services import OpenServices

OF_INTERVIEWS: Final = ("choice", "mix", "difficulty", "no-follow-ups", "read-aloud", "resume")
OF_PRACTICE: Final = ("question", "shuffle")

Command = Callable[[OpenServices, Arguments], int]


def _practise(open_services: OpenServices, arguments: Arguments) -> int:
    _check_mode(arguments)
    rehearse = interview.interview if arguments.mode == "interview" else practise.practise
    return rehearse(open_services, arguments)


def _check_mode(arguments: Arguments) -> None:
    """Refuse what the mode would leave out: it was asked for, and silence would mislead."""
    if arguments.mode != "interview":
        if name := _first_given(arguments, OF_INTERVIEWS):
            raise AppError(f"--{name} belongs to an interview.", hint="Add --mode interview.")
    elif arguments.story:
        raise StoryError("An interview leaves the choice of a story to you.", hint="Omit --story.")
    elif name := _first_given(arguments, OF_PRACTICE):
        hint = f"Omit --{name}; --pack, --group and --choice say which ones."
        raise AppError("An interview chooses its questions itself.", hint=hint)


def _first_given(arguments: Arguments, names: Iterable[str]) -> str:
    return next((name for name in names if getattr(arguments, name.replace("-", "_"))), "")


COMMANDS: Final[Mapping[str, Command]] = {
    "demo": analyse.demo,
    "analyse": analyse.analyse,
    "practise": _practise,
    "interviews": interview.interviews,
    "due": due.due,
    "questions": packs.list_questions,
    "stories": stories.stories,
    "trends": trends.trends,
    "packs": packs.check,
    "models": models.models,
    "history": carry.list_answers,
    "export": carry.export,
    "import": carry.bring_in,
    "storage": keep.storage,
    "trash": keep.trash,
    "doctor": doctor.doctor,
}
EXIT_PROBLEM = 1
EXIT_INTERRUPTED = 130


def run_command(open_services: OpenServices, arguments: Arguments) -> int:
    """Do what is asked for; return the exit code, 0 when all is well."""
    try:
        return COMMANDS[arguments.command or ""](open_services, arguments)
    except AppError as error:
        print(f"greenroom: {error} {error.hint}".strip(), file=sys.stderr)
        return EXIT_PROBLEM
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return EXIT_INTERRUPTED
