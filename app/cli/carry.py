"""Lists answers, saves them for other programs, and carries everything to another computer."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from app.cli.parser import Arguments
from app.core.carrying import moment_in_full
from app.core.errors import AppError, StorageError
from app.core.listing import Filter, Order
from app.session.data_desk import HistoryFormat
from app.session.data_words import counted, exported_words, imported_lines, preview_lines
from app.session.export_files import ReportTools, TextFormat, gather, report_bytes, save_bytes
from app.session.export_history import Saved
from app.session.export_report import AttemptReport
from app.session.inbox import Inbox
from app.session.services import OpenServices, Services


def list_answers(open_services: OpenServices, arguments: Arguments) -> int:
    """Print the newest answers with their numbers."""
    with open_services(arguments.data_dir, Inbox().post, debug=arguments.debug) as services:
        lists = services.history_list
        entries = lists.entries(Filter(text=arguments.search), Order())
        chosen = [entry.attempt_id for entry in entries[: max(0, arguments.limit)]]
        found = lists.summaries(chosen)
    table = Table(box=None, pad_edge=False)
    for heading in ("Number", "When", "Take", "Question", "Note"):
        table.add_column(heading, overflow="fold")
    for each in (found[number] for number in chosen if number in found):
        when = moment_in_full(each.made_at.astimezone())
        table.add_row(str(each.id), when, str(each.take_number), each.ask, each.note)
    console = Console(markup=False, highlight=False)
    if chosen:
        console.print(table)
    console.print(f"{len(chosen)} of {len(entries)} answers.")
    return 0


def export(open_services: OpenServices, arguments: Arguments) -> int:
    """Save one answer, the history, or everything."""
    target = (arguments.to or arguments.file).absolute()
    if target.exists():
        raise StorageError(f"{target} is there already.", hint="Choose another name.")
    inbox = Inbox()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        desk = _Desk(services, inbox)
        match arguments.action:
            case "attempt":
                desk.export_attempt(arguments, target)
            case "history":
                desk.export_history(cast(HistoryFormat, arguments.format), target)
            case _:
                desk.export_all(target)
    return 0


def bring_in(open_services: OpenServices, arguments: Arguments) -> int:
    """Say what a zip would bring, and bring it unless only asked."""
    inbox = Inbox()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        _Desk(services, inbox).bring_in(arguments)
    return 0


@dataclass
class _Desk:
    """Does one thing, and waits until it is done."""

    services: Services
    inbox: Inbox

    def export_attempt(self, arguments: Arguments, target: Path) -> None:
        services, problems, reports = self.services, list[AppError](), list[AttemptReport]()
        tools = ReportTools(services.history, services.history_list, services.listener)
        gather(arguments.attempt, tools, reports.append, problems.append)
        self.inbox.run_until(lambda: bool(reports or problems), tick=services.assistant.watch)
        if problems:
            raise problems[0]
        with_sound = arguments.sound and arguments.format == "html"
        kind = cast(TextFormat, "html-sound" if with_sound else arguments.format)
        name = reports[0].attempt.take.name
        take = services.recordings.path_of(name) if name and with_sound else None
        save_bytes(report_bytes(reports[0], kind, take), target)
        print(f"Saved {target}")

    def export_history(self, kind: HistoryFormat, target: Path) -> None:
        problems, done = list[AppError](), list[Saved]()
        self.services.data.save_history(kind, target, done.append, problems.append)
        self.inbox.run_until(lambda: bool(done or problems))
        if problems:
            raise problems[0]
        print(f"Saved {counted(done[0].answers, 'answer')} to {target}")
        if done[0].left_out:
            print(f"{done[0].left_out} could not be read and were left out.")

    def export_all(self, target: Path) -> None:
        self.services.data.export_all(target)
        self._wait("Writing")
        if exported := self.services.data.view.exported:
            print(f"Saved {target}: {exported_words(exported)}")

    def bring_in(self, arguments: Arguments) -> None:
        data = self.services.data
        data.check(arguments.file.absolute())
        self._wait("Checking")
        if data.view.preview is None:
            return
        print("\n".join(preview_lines(data.view.preview)))
        if arguments.dry_run:
            return
        data.bring_in(settings=arguments.settings)
        self._wait("Importing")
        if imported := data.view.imported:
            print("\n".join(imported_lines(imported)))
            if settings := data.settings_of(imported):
                self.services.preferences.change(settings)
                print("The settings were taken over.")

    def _wait(self, what: str) -> None:
        """Wait, and show on stderr how far it is; a problem is raised."""
        data, console = self.services.data, Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(40))
        with Progress(*columns, console=console, transient=True) as progress:
            progress.disable = not console.is_terminal
            task = progress.add_task(what, total=1.0)
            data.on_change = lambda: progress.update(task, completed=data.view.fraction)
            try:
                self.inbox.run_until(lambda: not data.view.busy)
            except KeyboardInterrupt:
                data.cancel()
                self.inbox.run_until(lambda: not data.view.busy)
                raise
        if data.view.problem:
            raise StorageError(data.view.problem)
