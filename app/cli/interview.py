"""Interviews in the terminal: held with the Enter key, and looked back at."""

import sys
from dataclasses import replace
from typing import Final, cast

from rich.console import Console
from rich.table import Table

from app.cli.interview_talk import InterviewTalk
from app.cli.parser import Arguments
from app.cli.report_interview import print_report
from app.core.carrying import moment_in_full
from app.core.errors import AppError, PackError, StorageError
from app.core.interview import Choice, Interview
from app.core.settings import Settings
from app.session.export_files import save_bytes
from app.session.inbox import Inbox
from app.session.interview_markdown import interview_markdown
from app.session.interview_views import InterviewReport
from app.session.services import OpenServices, Services

_DIFFICULTIES: Final = {"easy": 1, "ordinary": 2, "hard": 3}
SHORT_NAME: Final = 8


def interview(open_services: OpenServices, arguments: Arguments) -> int:
    """Hold an interview, or go on with one, and say what came of it when it is over."""
    inbox = Inbox()
    console = Console(markup=False, highlight=False)
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        services.hooks.complain = lambda error: console.print(f"{error} {error.hint}".strip())
        plan = _unfinished(services, arguments, console) or _new(services, arguments)
        held = InterviewTalk(services, inbox, console).hold(plan)
        if held.ended_at is None:
            console.print("Go on with it: greenroom practise --mode interview --resume")
        else:
            console.print("Looking at your answers ...")
            print_report(console, _report(services, inbox, held))
    return 0


def interviews(open_services: OpenServices, arguments: Arguments) -> int:
    """List the interviews, or report on one."""
    inbox = Inbox()
    console = Console(markup=False, highlight=False)
    if arguments.to is not None and not arguments.report:
        raise StorageError("Which interview?", hint="Say it with --report, such as --report last.")
    if arguments.to is not None and arguments.to.exists():
        raise StorageError(f"{arguments.to} is there already.", hint="Choose another name.")
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        found = services.interviews.interviews()
        if not arguments.report:
            _list(console, found)
            return 0
        report = _report(services, inbox, _named(found, arguments.report))
    if arguments.to is None:
        print_report(console, report)
    else:
        save_bytes(interview_markdown(report).encode(), arguments.to.absolute())
        console.print(f"Saved {arguments.to}.")
    return 0


def _unfinished(services: Services, arguments: Arguments, console: Console) -> Interview | None:
    """Return the interview to go on with, if the person wants to."""
    left = services.interviews.unfinished()
    if arguments.resume:
        if left is None:
            raise AppError("There is no interview to go on with.", hint="Leave out --resume.")
        return left
    if left is None:
        return None
    when = moment_in_full(left.made_at.astimezone())
    console.print(f"An interview of {when} stopped at question {left.number} of {left.total}.")
    console.print("[Enter] go on with it   [n] end it and begin anew")
    if sys.stdin.readline().strip().lower() in ("n", "no"):
        services.interviews.give_up(left.uid)
        return None
    return left


def _new(services: Services, arguments: Arguments) -> Interview:
    library = services.library()
    settings = _settings(services.preferences.value, arguments)
    asked = library.chosen(arguments.pack, arguments.group)
    mixes = services.interviews.mixes(asked)
    if arguments.mix and arguments.mix not in mixes:
        known = f"There are: {', '.join(mixes)}." if mixes else "These questions have none."
        raise PackError(f"There is no mix called '{arguments.mix}'.", hint=known)
    chosen = services.interviews.choose(asked, settings)
    if not chosen:
        raise PackError("There are no such questions.", hint="See: greenroom questions")
    return services.interviews.begin(chosen, settings)


def _settings(settings: Settings, arguments: Arguments) -> Settings:
    """Return the settings for this interview only; what was not said stays as it is."""
    choice = arguments.choice or ("mix" if arguments.mix else settings.interview_choice)
    difficulty = _DIFFICULTIES.get(arguments.difficulty, settings.interview_difficulty)
    return replace(
        settings,
        interview_count=arguments.count or settings.interview_count,
        interview_choice=cast(Choice, choice),
        interview_mix=arguments.mix or settings.interview_mix,
        interview_difficulty=difficulty,
        follow_ups=settings.follow_ups and not arguments.no_follow_ups,
        read_aloud=settings.read_aloud or arguments.read_aloud,
    )


def _report(services: Services, inbox: Inbox, held: Interview) -> InterviewReport:
    reports: list[InterviewReport] = []
    services.interviews.report(held.uid, reports.append)
    inbox.run_until(lambda: reports[-1].complete, tick=services.assistant.watch, every_s=1.0)
    return reports[-1]


def _named(found: tuple[Interview, ...], name: str) -> Interview:
    """Return the interview whose name begins so; "last" is the newest.

    Raises:
        StorageError: There is none, or more than one.
    """
    chosen = [each for each in found if each.uid.startswith(name.lower())]
    if name == "last":
        chosen = list(found[:1])
    if len(chosen) != 1:
        what = "More than one interview is" if chosen else "There is no interview"
        raise StorageError(f"{what} called '{name}'.", hint="See: greenroom interviews")
    return chosen[0]


def _list(console: Console, found: tuple[Interview, ...]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("Name", "When", "Questions", ""):
        table.add_column(heading, overflow="fold")
    for each in found:
        when = moment_in_full(each.made_at.astimezone())
        state = "" if each.ended_at else f"stopped at question {each.number}"
        table.add_row(each.uid[:SHORT_NAME], when, str(each.total), state)
    if found:
        console.print(table)
    console.print(f"{len(found)} {'interview' if len(found) == 1 else 'interviews'}.")
