"""Says how much room everything takes, and looks after deleted answers."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from app.cli.parser import Arguments
from app.cli.report import clock
from app.core.errors import AppError, StorageError
from app.core.sizes import size_in_words
from app.session.data_words import counted
from app.session.inbox import Inbox
from app.session.keep_views import SoundTotal, StorageUsed, TrashedStoryItem, TrashItem
from app.session.services import OpenServices, Services
from app.session.trash import BACKUPS_KEPT


def storage(open_services: OpenServices, arguments: Arguments) -> int:
    """Print what is used, by kind."""
    inbox, problems = Inbox(), list[AppError]()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        services.hooks.complain = problems.append
        meter = services.keeping.meter
        meter.measure()
        inbox.run_until(lambda: meter.used is not None or bool(problems))
        folder = str(services.places.data)
    if meter.used is None:
        raise problems[0]
    if arguments.json:
        print(json.dumps({"folder": folder, **asdict(meter.used)}, indent=2))
    else:
        _print_used(meter.used, folder)
    return 0


def _print_used(used: StorageUsed, folder: str) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for what, size_bytes in (
        (f"Recordings ({_sound_words(used.recordings)})", used.recordings.size_bytes),
        (f"Trash ({_sound_words(used.trash)})", used.trash.size_bytes),
        ("History", used.history_bytes),
        ("Backups of the history", used.backups_bytes),
        ("Speech models", used.models_bytes),
        ("Key point model", used.embedding_bytes),
        ("All of it", used.total_bytes),
        ("Free on this disk", used.free_bytes),
    ):
        table.add_row(what, size_in_words(size_bytes))
    console = Console(markup=False, highlight=False)
    console.print(table)
    console.print(f"\nFolder: {folder}", soft_wrap=True)


def _sound_words(sound: SoundTotal) -> str:
    return f"{sound.count}, {clock(sound.duration_s)}"


def trash(open_services: OpenServices, arguments: Arguments) -> int:
    """Do what is asked for with the trash; 1 when it did not work."""
    inbox, problems = Inbox(), list[AppError]()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        services.hooks.complain = problems.append
        match arguments.action:
            case "list":
                trash_bin = services.keeping.trash
                _list(trash_bin.contents(), trash_bin.stories(), as_json=arguments.json)
            case "restore":
                _restore(services, arguments)
            case "empty":
                _empty(services, arguments, inbox)
            case _:
                raise AssertionError(f"the parser let {arguments.action} through")
    if problems:
        raise problems[0]
    return 0


def _list(
    items: Sequence[TrashItem], stories: Sequence[TrashedStoryItem], *, as_json: bool
) -> None:
    if as_json:
        print(json.dumps([_plain(item) for item in items], indent=2))
        return
    if not items and not stories:
        print("The trash is empty.")
    if items:
        _print_answers(items)
    for story in stories:
        print(f"Story, {story.days_left} days left: {story.title}")
    if stories:
        print('Bring one back with: greenroom stories restore "TITLE"')


def _print_answers(items: Sequence[TrashItem]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("Number", "Answered", "Deleted", "Days left", "Question"):
        table.add_column(heading, overflow="fold")
    for item in items:
        made, gone = item.made_at.astimezone(), item.deleted_at.astimezone()
        moments = (f"{made:%Y-%m-%d %H:%M}", f"{gone:%Y-%m-%d %H:%M}")
        table.add_row(str(item.attempt_id), *moments, str(item.days_left), item.ask)
    Console(markup=False, highlight=False).print(table)


def _plain(item: TrashItem) -> dict[str, object]:
    return {
        "number": item.attempt_id,
        "question": item.ask,
        "answered": item.made_at.isoformat(),
        "deleted": item.deleted_at.isoformat(),
        "days_left": item.days_left,
    }


def _restore(services: Services, arguments: Arguments) -> None:
    if not arguments.ids and not arguments.all:
        raise StorageError("Say which answers to bring back.", hint="Give their numbers, or --all.")
    restored = services.keeping.trash.restore(_chosen(services, arguments.ids))
    print(f"{counted(len(restored), 'answer')} brought back.")


def _empty(services: Services, arguments: Arguments, inbox: Inbox) -> None:
    trash_bin = services.keeping.trash
    chosen = _chosen(services, arguments.ids)
    stories = 0 if arguments.ids else len(trash_bin.stories())
    if not chosen and not stories:
        print("The trash is empty.")
        return
    words = _what(len(chosen), stories)
    if not arguments.yes and not _agreed(words):
        print("Nothing was deleted.")
        return
    if stories:
        trash_bin.empty_stories()
    if chosen:
        trash_bin.empty(chosen)
        inbox.run_until(lambda: not trash_bin.busy)
    print(f"{words} deleted for good.")


def _chosen(services: Services, ids: Sequence[int]) -> list[int]:
    """Return the answers with these numbers; all there are when none is given.

    Raises:
        StorageError: One of them is not in the trash.
    """
    there = [item.attempt_id for item in services.keeping.trash.contents()]
    if missing := [number for number in ids if number not in there]:
        raise StorageError(f"Number {missing[0]} is not in the trash.", hint="See: trash list")
    return list(dict.fromkeys(ids)) or there


def _agreed(words: str) -> bool:
    if not sys.stdin.isatty():
        raise StorageError("Nobody can be asked.", hint="Add --yes to delete for good.")
    print(
        f"Delete {words} for good, with text and sound? Backups of the history hold the"
        f" text until they are replaced, over the next {BACKUPS_KEPT} days of use."
    )
    return input("Type yes: ").strip().lower() == "yes"


def _what(answers: int, stories: int) -> str:
    """Return such as "2 answers and 1 story"; what there is none of is left out."""
    some = ((answers, "answer"), (stories, "story"))
    return " and ".join(counted(number, one) for number, one in some if number)
