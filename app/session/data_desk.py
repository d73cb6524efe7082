"""Everything into one zip and out of it again, one thing at a time, with progress and a way back.

All the work is done in a thread of its own, with connections of its own: the window stays awake,
and answers may be recorded meanwhile.
"""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

import app
from app.core.errors import AppError
from app.core.settings import Settings
from app.session.arrival import Progress
from app.session.background import Background
from app.session.data_views import DataPhase, DataView, Exported, Imported, Preview
from app.session.export_history import Saved, save_csv, save_json
from app.session.importing import Home, bring_in, look_into
from app.session.model_views import Arrival
from app.session.ports import Clocks, RunSoon
from app.storage.archive import Belongings, total_bytes, write_archive
from app.storage.files import explained
from app.storage.places import Places
from app.storage.settings_file import read_settings
from app.storage.snapshot import Stopped

T = TypeVar("T")
HistoryFormat = Literal["csv", "json"]


@dataclass(frozen=True, slots=True)
class DataTools:
    """What the desk needs.

    Attributes:
        places: Where everything is.
        background: The thread for it.
        run_soon: Brings calls to the session's thread.
        clocks: The time.
        settings: Returns the settings in use.
    """

    places: Places
    background: Background
    run_soon: RunSoon
    clocks: Clocks
    settings: Callable[[], Settings]


class DataDesk:
    """Lives on the session's thread. `on_change` is called whenever `view` has changed.

    `on_imported` gets what an import has brought, when it is there.
    """

    def __init__(self, tools: DataTools) -> None:
        self._tools = tools
        self._progress: Progress | None = None
        self._closed = False
        self.view = DataView()
        self.on_change: Callable[[], None] = lambda: None
        self.on_imported: Callable[[Imported], None] = lambda imported: None

    def export_all(self, target: Path) -> None:
        """Begin to write everything into one zip."""
        things = self._belongings()

        def work(progress: Progress) -> Exported:
            with explained("What there is to export cannot be read", things.takes):
                progress.total_bytes = total_bytes(things)
            written = write_archive(things, target, _counting(progress))
            return Exported(target, **asdict(written))

        self._begin("exporting", target, work, self._exported)

    def check(self, path: Path) -> None:
        """Begin to look what an archive would bring."""
        home = self._home()

        def work(progress: Progress) -> Preview:
            with explained("The archive could not be read", path):
                progress.total_bytes = path.stat().st_size
            return look_into(path, home, _counting(progress))

        self._begin("checking", path, work, self._checked)

    def bring_in(self, *, settings: bool) -> None:
        """Begin to bring over what was looked at.

        Args:
            settings: Whether its settings are wanted, too.
        """
        preview, home = self.view.preview, self._home()
        if self.view.phase != "ready" or preview is None:
            return

        def work(progress: Progress) -> Imported:
            progress.total_bytes = preview.sound_bytes
            return bring_in(preview.path, home, _counting(progress), settings=settings)

        self._begin("importing", preview.path, work, self._imported)

    def save_history(
        self,
        kind: HistoryFormat,
        target: Path,
        done: Callable[[Saved], None],
        failed: Callable[[AppError], None],
        ids: Collection[int] | None = None,
    ) -> None:
        """Write the history as a table or as data; some seconds for 20,000 answers.

        Args:
            kind: Which of them.
            target: The file.
            done: Gets what was written.
            failed: Gets why it was not.
            ids: The numbers of the answers; None for all.
        """
        history, save = self._tools.places.history, save_csv if kind == "csv" else save_json

        def look() -> None:
            if self._closed:
                raise Stopped

        def work() -> Saved | None:
            try:
                return save(history, target, look, ids)
            except Stopped:
                return None

        def ended(saved: Saved | None) -> None:
            if saved is not None:
                done(saved)

        self._tools.background.run(work, ended, failed)

    def cancel(self) -> None:
        """Stop what is under way, or put away what waits; everything is as it was."""
        if self._progress is not None:
            self._progress.cancel()
        elif self.view.phase == "ready":
            self._show(DataView())

    def settings_of(self, imported: Imported) -> Settings | None:
        """Return the settings that came along, but for what belongs to this computer alone."""
        if not imported.settings:
            return None
        came, here = read_settings(imported.settings), self._tools.settings()
        return replace(
            came,
            microphone=here.microphone,
            microphone_label=here.microphone_label,
            whisper_folder=here.whisper_folder,
            packs_folder=here.packs_folder,
            welcome=here.welcome,
        )

    def close(self) -> None:
        """Stop everything soon."""
        self._closed = True
        if self._progress is not None:
            self._progress.cancel()

    # -----------------------------------------------------------------------------------

    def _begin(
        self,
        phase: DataPhase,
        file: Path,
        work: Callable[[Progress], T],
        done: Callable[[T], DataView],
    ) -> None:
        if self.view.busy:
            return
        tools = self._tools
        progress = Progress(0, tools.run_soon, self._advanced, tools.clocks.monotonic_s)
        self._progress = progress
        preview = self.view.preview if phase == "importing" else None
        self._show(DataView(phase, file, preview=preview))

        def stoppable() -> T | None:
            try:
                return work(progress)
            except Stopped:
                return None

        def ended(result: T | None) -> None:
            self._progress = None
            self._show(DataView() if result is None else done(result))

        def failed(error: AppError) -> None:
            self._progress = None
            self._show(DataView(file=file, problem=f"{error} {error.hint}".strip()))

        tools.background.run(stoppable, ended, failed)

    def _advanced(self, arrival: Arrival, _words: str) -> None:
        if self._progress is not None:
            done, total = arrival.done_bytes, arrival.total_bytes
            self._show(replace(self.view, done_bytes=done, total_bytes=total))

    def _exported(self, exported: Exported) -> DataView:
        return DataView(file=exported.path, exported=exported)

    def _checked(self, preview: Preview) -> DataView:
        return DataView("ready", preview.path, preview=preview)

    def _imported(self, imported: Imported) -> DataView:
        self._tools.run_soon(lambda: self.on_imported(imported))
        return DataView(imported=imported)

    def _show(self, view: DataView) -> None:
        self.view = view
        self.on_change()

    def _home(self) -> Home:
        places = self._tools.places
        return Home(places.history, places.takes, self._packs(), places.backups)

    def _belongings(self) -> Belongings:
        places = self._tools.places
        return Belongings(
            places.history,
            places.takes,
            self._packs(),
            places.settings_file,
            app.__version__,
            self._tools.clocks.now(),
        )

    def _packs(self) -> Path:
        own = self._tools.settings().packs_folder
        return Path(own) if own else self._tools.places.packs


def _counting(progress: Progress) -> Callable[[int], None]:
    """Return what counts bytes, and stops the work when it is not wanted any more."""
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        if progress.cancelled():
            raise Stopped
        if count:
            done += count
            progress.arrived(done)

    return advance
