"""Prints what to practise today, and until the interview."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.parser import Arguments
from app.cli.report import MARKS
from app.core.agenda import Agenda, Asked
from app.core.errors import AppError, PackError
from app.session.inbox import Inbox
from app.session.services import OpenServices, Services

NEW_SHOWN: Final = 5


def due(open_services: OpenServices, arguments: Arguments) -> int:
    """Print what to practise; set or forget the day of the interview before, where asked to."""
    now = datetime.now().astimezone()
    with open_services(arguments.data_dir, Inbox().post, debug=arguments.debug) as services:
        _set_day(services, arguments, now.date())
        choice = services.library().chosen(arguments.pack, arguments.group)
        if not choice:
            raise PackError("There are no such questions.", hint="See: greenroom questions")
        services.planner.settle(now)
        agenda = services.planner.agenda(choice, now)
    if arguments.json:
        print(json.dumps(_as_json(agenda), indent=2, ensure_ascii=False))
    else:
        _print(Console(markup=False, highlight=False), agenda, now)
    return 0


def _set_day(services: Services, arguments: Arguments, today: date) -> None:
    if arguments.on is None and not arguments.no_date:
        return
    if arguments.on is not None and arguments.on < today:
        raise AppError("That day is over.", hint=f"Today is {today.isoformat()}.")
    day = arguments.on.isoformat() if arguments.on else ""
    preferences = services.preferences
    preferences.change(replace(preferences.value, interview_on=day))


def _print(console: Console, agenda: Agenda, now: datetime) -> None:
    _print_asked(console, f"Due today: {len(agenda.due)}", agenda.due, now)
    shown = agenda.never_tried[:NEW_SHOWN]
    _print_asked(console, f"Never tried: {len(agenda.never_tried)}", shown, now)
    if len(agenda.never_tried) > len(shown):
        console.print("  ...")
    _print_weakest(console, agenda)
    console.print()
    console.print(f"Due in the next seven days: {', '.join(map(str, agenda.coming))}")
    if agenda.interview_on is not None:
        _print_plan(console, agenda, agenda.interview_on)


def _print_asked(console: Console, heading: str, asked: tuple[Asked, ...], now: datetime) -> None:
    console.print(Text(heading, "bold"))
    for each in asked:
        name = ", ".join(part for part in (each.question.key, _last_time(each, now)) if part)
        console.print(Padding(Text(each.question.ask), (0, 2)))
        console.print(Padding(Text(name, "dim"), (0, 4)))


def _last_time(asked: Asked, now: datetime) -> str:
    """Return when a question was answered last, and how that went."""
    if asked.card is None:
        return ""
    last_day = asked.card.last_at.astimezone(now.tzinfo).date()
    words = [_ago((now.date() - last_day).days)]
    if asked.card.score is not None:
        words.append(f"rated {asked.card.score}")
    if asked.card.covered_share is not None:
        words.append(f"{asked.card.covered_share:.0%} covered")
    return ", ".join(words)


def _ago(days: int) -> str:
    match days:
        case 0:
            return "today"
        case 1:
            return "yesterday"
        case _:
            return f"{days} days ago"


def _print_weakest(console: Console, agenda: Agenda) -> None:
    if not agenda.weakest:
        return
    console.print(Text("Weakest points, and what was heard of them in the last takes", "bold"))
    for weak in agenda.weakest:
        marks = " ".join(MARKS[state][0] for state in weak.states)
        console.print(Padding(Text(f"{marks}  {weak.point}"), (0, 2)))
        console.print(Padding(Text(weak.question.key, "dim"), (0, 4)))


def _print_plan(console: Console, agenda: Agenda, interview_on: date) -> None:
    left = (interview_on - agenda.today).days
    when = "today" if not left else "tomorrow" if left == 1 else f"in {left} days"
    console.print()
    console.print(
        Text(f"Interview on {interview_on:%A}, {interview_on.isoformat()}, {when}", "bold")
    )
    if not agenda.plan:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Day")
    for heading in ("Due", "New", "Minutes"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for day in agenda.plan:
        rehearsal = "a whole interview" if day.rehearsal else ""
        table.add_row(
            f"{day.day:%a} {day.day.isoformat()}",
            str(day.due),
            str(day.new),
            str(day.minutes),
            rehearsal,
        )
    console.print(table)
    if left > len(agenda.plan):
        console.print("The days after that are planned when they are nearer.")


def _as_json(agenda: Agenda) -> dict[str, object]:
    day = agenda.interview_on
    return {
        "today": agenda.today.isoformat(),
        "due": [_asked_json(each) for each in agenda.due],
        "never_tried": [_asked_json(each) for each in agenda.never_tried],
        "weakest": [
            {
                "question": weak.question.key,
                "point": weak.point,
                "states": [state.value for state in weak.states],
                "attempt": weak.attempt_id,
            }
            for weak in agenda.weakest
        ],
        "coming": list(agenda.coming),
        "interview_on": day.isoformat() if day else None,
        "plan": [
            {
                "day": each.day.isoformat(),
                "due": each.due,
                "new": each.new,
                "rehearsal": each.rehearsal,
                "minutes": each.minutes,
            }
            for each in agenda.plan
        ],
    }


def _asked_json(asked: Asked) -> dict[str, object]:
    found: dict[str, object] = {"question": asked.question.key, "ask": asked.question.ask}
    if asked.card is not None:
        found["last_at"] = asked.card.last_at.isoformat()
        found["rating"] = asked.card.score
        found["covered_share"] = asked.card.covered_share
    return found
