"""Export and import in the window: asks where, has it done, and says where it is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.core.errors import AppError
from app.gui.pages import data_events as d
from app.gui.pdf import pdf_of
from app.gui.widgets.file_dialog import ask_new_file, ask_old_file
from app.gui.widgets.notice import Message
from app.gui.wording import count
from app.session.demo import demo_take
from app.session.export_files import SUFFIXES, ReportTools, gather, report_bytes, save_bytes
from app.session.export_report import AttemptReport
from app.session.interview_markdown import interview_markdown

if TYPE_CHECKING:
    from app.core.settings import Settings
    from app.gui.pages.settings_data import DataSection
    from app.gui.window import Window
    from app.session.data_views import Imported
    from app.session.export_history import Saved
    from app.session.interview_views import InterviewReport
    from app.session.services import Services
    from app.session.views import ReviewView

_KINDS: Final = {
    ".md": "Markdown (*.md)",
    ".html": "Web page (*.html)",
    ".pdf": "PDF (*.pdf)",
    ".srt": "Subtitles (*.srt)",
    ".vtt": "Subtitles (*.vtt)",
    ".csv": "Table (*.csv)",
    ".json": "Data (*.json)",
    ".zip": "Zip archive (*.zip)",
}
OPEN_FOLDER: Final = "Open folder"


@dataclass(frozen=True)
class Ways:
    """What an export or import leads to.

    Attributes:
        show: Shows the section of Settings about data.
        imported: Told that an import has brought something.
        settings: Takes other settings into use.
    """

    show: Callable[[], None]
    imported: Callable[[], None]
    settings: Callable[[Settings], None]


class Exporting:
    """Lives as long as the window."""

    def __init__(
        self, window: Window, services: Services, section: DataSection, ways: Ways
    ) -> None:
        self._window = window
        self._services = services
        self._section = section
        self._ways = ways
        self._folder = ""
        self._told: tuple[Message, Path] | None = None
        services.data.on_change = self._changed
        services.data.on_imported = self._imported
        section.asked.connect(self.handle)

    # One attempt -----------------------------------------------------------------------

    def attempt(self, kind: d.AttemptKind, view: ReviewView) -> None:
        """Export the attempt under review."""
        numbers = {take.attempt_id: take.number for take in view.takes}
        number = numbers.get(view.attempt.id, 1)
        self._write(kind, AttemptReport(view.attempt, number, view.feedback))

    def answers(self, ids: Collection[int]) -> None:
        """Export answers that were chosen in a list: one as a web page, several as a table."""
        if len(ids) != 1:
            self._save_history("csv", frozenset(ids))
            return
        services = self._services
        tools = ReportTools(services.history, services.history_list, services.listener)
        complain = services.hooks.complain
        try:
            gather(next(iter(ids)), tools, lambda report: self._write("html", report), complain)
        except AppError as error:
            complain(error)

    def _write(self, kind: d.AttemptKind, report: AttemptReport) -> None:
        if kind == "copy":
            self._copy(report)
            return
        suffix = ".pdf" if kind == "pdf" else SUFFIXES[kind]
        target = self._ask("Export this answer", report.file_stem, suffix)
        if target is None:
            return
        take = self._take_of(report) if kind == "html-sound" else None

        def work() -> Path:
            save_bytes(
                pdf_of(report) if kind == "pdf" else report_bytes(report, kind, take), target
            )
            return target

        self._services.background.run(work, self._saved, self._services.hooks.complain)

    def _copy(self, report: AttemptReport) -> None:
        if report.transcript is not None:
            QGuiApplication.clipboard().setText(report.transcript.text)
            self._tell(Message("The text is on the clipboard", tone="accent", other="Close"))

    def _take_of(self, report: AttemptReport) -> Path:
        """Return the recording; that of the example comes with the program."""
        name = report.attempt.take.name
        example = demo_take()
        own = self._services.recordings.path_of(name) if name else Path()
        return example if name == example.name and not own.is_file() else own

    def interview(self, report: InterviewReport) -> None:
        """Export what came of an interview."""
        begun = report.interview.made_at.astimezone()
        name = f"{begun:%Y-%m-%d %H.%M} Interview"
        self.write_words("Export this interview", name, ".md", interview_markdown(report))

    def write_words(self, title: str, stem: str, suffix: str, words: str) -> None:
        """Ask for a file, and write words that are there already."""
        target = self._ask(title, stem, suffix)
        if target is None:
            return

        def work() -> Path:
            save_bytes(words.encode(), target)
            return target

        self._services.background.run(work, self._saved, self._services.hooks.complain)

    # All of them -------------------------------------------------------------------------

    def handle(self, event: d.DataEvent) -> None:
        """Do what was asked for on History or in Settings."""
        data = self._services.data
        match event:
            case d.ExportHistory(kind):
                self._save_history(kind, None)
            case d.ExportAll():
                self._export_all()
            case d.ChooseArchive():
                self._choose_archive()
            case d.BringIn(settings):
                data.bring_in(settings=settings)
            case d.StopData():
                data.cancel()
            case d.ShowFile(path):
                self._show_file(Path(path))

    def _save_history(self, kind: str, ids: frozenset[int] | None) -> None:
        data, hooks = self._services.data, self._services.hooks
        stem = f"{self._today()} Greenroom history"
        target = self._ask("Export the history", stem, f".{kind}")
        if target is None:
            return

        def done(saved: Saved) -> None:
            words = f"{count(saved.answers, 'answer')}."
            if saved.left_out:
                words += f" {saved.left_out} could not be read and were left out."
            self._saved(target, words)

        data.save_history("csv" if kind == "csv" else "json", target, done, hooks.complain, ids)

    def _export_all(self) -> None:
        if self._services.data.view.busy:
            self._ways.show()
            return
        target = self._ask("Export everything", f"{self._today()} Greenroom", ".zip")
        if target is not None:
            self._ways.show()
            self._services.data.export_all(target)

    def _choose_archive(self) -> None:
        if not self._services.data.view.busy:
            chosen = self.ask_old("Choose a zip that Greenroom has made", ".zip")
            if chosen is None:
                return
            self._services.data.check(chosen)
        self._ways.show()

    def _changed(self) -> None:
        view = self._services.data.view
        self._section.show_data(view)
        away = not self._section.isVisible()
        if view.exported is not None and away:
            self._saved(view.exported.path)
        elif view.problem and away:
            self._tell(Message("The zip was not finished", view.problem))

    def _imported(self, imported: Imported) -> None:
        settings = self._services.data.settings_of(imported)
        if settings is not None:
            self._ways.settings(settings)
        self._ways.imported()

    # What is said afterwards ----------------------------------------------------------------

    def act(self, message: Message) -> bool:
        """Do what the button of a notice says; return whether it was one of ours."""
        if self._told is None or message != self._told[0]:
            return False
        path = self._told[1]
        self._tell(None)
        self._show_file(path)
        return True

    def _saved(self, path: Path, words: str = "") -> None:
        text = f"{words} It is in {path.parent}".strip()
        message = Message(
            f"Saved “{path.name}”", text, tone="accent", action=OPEN_FOLDER, other="Close"
        )
        self._told = (message, path)
        self._tell(message)

    def _show_file(self, path: Path) -> None:
        """Open the folder; where no program does that, put its path on the clipboard."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            QGuiApplication.clipboard().setText(str(path))
            text = "No program was found that shows folders."
            title = "The path is on the clipboard"
            self._tell(Message(title, f"{text} {path}", tone="accent", other="Close"))

    def _tell(self, message: Message | None) -> None:
        self._window.notices.show_message(message)

    # Files -----------------------------------------------------------------------------------

    def _ask(self, title: str, stem: str, suffix: str) -> Path | None:
        begin = str(Path(self._begin()) / f"{stem}{suffix}")
        chosen = ask_new_file(self._window, title, begin, _KINDS[suffix])
        if not chosen:
            return None
        self._folder = str(Path(chosen).parent)
        return _with_suffix(Path(chosen), suffix)

    def ask_old(self, title: str, suffix: str) -> Path | None:
        """Ask for a file that is there; None when cancelled."""
        chosen = ask_old_file(self._window, title, self._begin(), _KINDS[suffix])
        if not chosen:
            return None
        self._folder = str(Path(chosen).parent)
        return Path(chosen)

    def _begin(self) -> str:
        """Return the folder used last, or else that of documents, where there is one."""
        places = QStandardPaths.StandardLocation
        documents = QStandardPaths.writableLocation(places.DocumentsLocation)
        if not Path(documents).is_dir():
            documents = QStandardPaths.writableLocation(places.HomeLocation)
        return self._folder or documents

    def _today(self) -> str:
        return f"{self._services.tools.clocks.now():%Y-%m-%d}"


def _with_suffix(chosen: Path, suffix: str) -> Path:
    """Return a path with its ending. The dialog has asked about what was typed, and not about
    what comes of it: a file that is there under that name is left alone."""
    if chosen.suffix.lower() == suffix:
        return chosen
    path, number = chosen.with_name(chosen.name + suffix), 2
    while path.exists():
        path = chosen.with_name(f"{chosen.name} ({number}){suffix}")
        number += 1
    return path
