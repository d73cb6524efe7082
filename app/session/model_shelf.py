"""The speech models: those that are here, those one can get, and those on their way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from app.core.errors import AppError, SpeechError
from app.core.settings import Settings
from app.session import model_import, shelf_view
from app.session.background import Background
from app.session.model_download import download
from app.session.model_views import Arrival, ModelView, ShelfView
from app.session.ports import RunSoon
from app.session.shelf_view import Found, Scan, Shelf, Speeds
from app.session.transfers import Order, Transfer, Transfers
from app.speech.catalogue import CATALOGUE, find_model
from app.speech.manifest import check_sums
from app.speech.model_folder import ModelInfo, check_model_folder
from app.storage.model_store import ModelStore

T = TypeVar("T")


@dataclass(frozen=True)
class ShelfTools:
    """What the shelf works with.

    Attributes:
        background: For short work.
        downloads: Does one download after the other.
        files: Does one copy or check after the other.
        run_soon: Brings calls to the session's thread.
        monotonic_s: Seconds since some moment.
        settings: Returns the settings in use.
        use: Takes a model's folder into use; an empty one means the draft engine.
        complain: Gets words about what happened on the way.
        memory_bytes: Memory of this computer; None when it does not say.
    """

    background: Background
    downloads: Background
    files: Background
    run_soon: RunSoon
    monotonic_s: Callable[[], float]
    settings: Callable[[], Settings]
    use: Callable[[str], None]
    complain: Callable[[AppError], None]
    memory_bytes: int | None


class ModelShelf:
    """Lives on the session's thread; long work goes on elsewhere, whatever page is shown.

    Attributes:
        on_change: Called whenever the view has changed.
        use: Takes a model's folder into use, empty for the draft engine. A front end that has
            more to do then puts its own here.
    """

    def __init__(self, store: ModelStore, tools: ShelfTools) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self.use = tools.use
        self._store = store
        self._tools = tools
        self._shelf = Shelf(store, tools.settings(), tools.memory_bytes)
        self._transfers = Transfers(tools.run_soon, tools.monotonic_s, lambda: self.on_change())
        self._works = 0
        self._closing = False

    @property
    def view(self) -> ShelfView:
        """What there is to show."""
        now = replace(self._shelf, settings=self._tools.settings(), transfers=self._transfers.now)
        return shelf_view.view_of(now)

    @property
    def busy(self) -> bool:
        """Whether anything goes on."""
        return self._transfers.busy or self._works > 0

    def model(self, name: str) -> ModelView:
        """Return the model with a key, a title or a folder of that name.

        Raises:
            SpeechError: There is none.
        """
        model = shelf_view.view_with_name(self.view.models, name)
        if model is None:
            names = ", ".join(each.key for each in CATALOGUE)
            raise SpeechError(f"There is no model {name}.", hint=f"There are: {names}.")
        return model

    def refresh(self) -> None:
        """Look again what is there; `on_change` follows."""
        work = partial(shelf_view.scan, self._store, self._tools.settings().whisper_folder)
        self._run(self._tools.background, work, self._looked, self._complain)

    def set_speeds(self, speeds: Speeds) -> None:
        """Take note of how fast the models are on this computer."""
        self._set(replace(self._shelf, speeds=speeds))

    def close(self) -> None:
        """Have everything stopped that takes long; what a download has brought is kept."""
        self._closing = True
        self._transfers.close()

    # Getting ------------------------------------------------------------------------

    def download(self, key: str) -> None:
        """Begin a download, or go on where an earlier one ended; others wait in order.

        Raises:
            SpeechError: There is no such model in the catalogue.
        """
        model = find_model(self.model(key).key)
        if model is None:
            raise SpeechError(f"{key} cannot be downloaded.", hint="Import its folder instead.")
        kept_bytes = self._shelf.scan.kept_bytes.get(model.folder_name, 0)
        arrival = Arrival(min(kept_bytes, model.size_bytes), model.size_bytes)
        self._set_failure(model.key, "")
        order = Order(
            Transfer(model.key, arrival),
            self._tools.downloads,
            partial(download, model, self._store),
            self._arrived,
            lambda error: self._not_done(model.key, error),
        )
        self._transfers.begin(model.key, order)

    def import_folder(self, path: Path) -> None:
        """Copy the models in a folder into the folder of models; nothing is changed there.

        Why it does not work is told in `problem` of the view.
        """
        self._set_import_problem("")
        self._run(
            self._tools.files,
            partial(_find_to_import, path),
            self._import_all,
            lambda error: self._set_import_problem(_in_words(error)),
        )

    def cancel(self, key: str) -> None:
        """Stop a download or a copy soon; what a download has brought is kept."""
        self._transfers.cancel(key)

    # Looking after ------------------------------------------------------------------

    def discard(self, key: str) -> None:
        """Delete what a broken or cancelled download has left."""
        model = find_model(key)
        if model and model.key not in self._transfers.now:
            self._change(model.key, partial(self._store.discard, model.folder_name))

    def delete(self, key: str) -> None:
        """Delete a model in the folder of models; one in use gives way to the draft engine.

        Raises:
            SpeechError: It is not there, or not the program's to delete.
        """
        found = self._found(key)
        if not self._store.holds(found.place):
            raise SpeechError(
                f"{found.name} is not the program's to delete: it is in {found.place}.",
                hint=f"Only models in {self._store.folder} are deleted from here.",
            )
        in_use = self._tools.settings().whisper_folder
        if in_use and found.place in (Path(in_use), *Path(in_use).parents):
            self.use("")
            self._complain(
                SpeechError(
                    f"{found.name} was in use and is deleted: the draft engine is in use now.",
                    hint="Choose another model in the settings for better text.",
                )
            )
        self._change(key, partial(self._store.delete, found.place))

    def check(self, key: str, told: Callable[[str, bool], None] = lambda *_: None) -> None:
        """Compare a model with its checksums, in the background.

        Args:
            key: The model.
            told: Gets what was found, in words, and whether the model is whole.

        Raises:
            SpeechError: It is not there.
        """
        found = self._found(key)
        self._run(
            self._tools.files,
            partial(_check, found, self._stop_if_closing),
            lambda compared: self._whole(found, compared, told),
            lambda error: self._not_whole(found, error, told),
        )

    def _found(self, key: str) -> Found:
        found = shelf_view.by_key(self._shelf.scan).get(self.model(key).key)
        if found is None:
            raise SpeechError(f"{key} is not on this computer.", hint="Download or import it.")
        return found

    # What comes back ----------------------------------------------------------------

    def _looked(self, scan: Scan) -> None:
        self._set(replace(self._shelf, scan=scan))

    def _import_all(self, models: list[tuple[ModelInfo, int]]) -> None:
        for model, size_bytes in models:
            known = find_model(model.name)
            order = Order(
                Transfer(model.name, Arrival(0, size_bytes)),
                self._tools.files,
                partial(model_import.import_model, model, self._store),
                self._arrived,
                lambda error: self._set_import_problem(_in_words(error)),
            )
            self._transfers.begin(
                known.key if known else str(self._store.folder / model.name), order
            )

    def _arrived(self, folder: Path | None) -> None:
        if folder is not None:
            self._set(replace(self._shelf, damaged=_without(self._shelf.damaged, folder)))
            if not self._tools.settings().whisper_folder:
                self.use(str(folder))
        self.refresh()

    def _whole(self, found: Found, compared: bool, told: Callable[[str, bool], None]) -> None:
        self._set(replace(self._shelf, damaged=_without(self._shelf.damaged, found.folder)))
        words = (
            f"{found.name} is whole: every file is as it arrived."
            if compared
            else f"{found.name} looks whole, but there are no checksums to compare it with: wrong "
            "bytes inside a file would not be noticed. A download or an import brings them."
        )
        told(words, True)

    def _not_whole(self, found: Found, error: AppError, told: Callable[[str, bool], None]) -> None:
        damaged = {**self._shelf.damaged, found.folder: _in_words(error)}
        self._set(replace(self._shelf, damaged=damaged))
        told(_in_words(error), False)

    def _change(self, key: str, work: Callable[[], None]) -> None:
        """Change something in the folder of models, and look again."""
        self._set_failure(key, "")
        self._run(
            self._tools.background,
            work,
            lambda _nothing: self.refresh(),
            lambda error: self._not_done(key, error),
        )

    def _not_done(self, key: str, error: AppError) -> None:
        self._set_failure(key, _in_words(error))
        self.refresh()

    # The state ----------------------------------------------------------------------

    def _run(
        self,
        where: Background,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Do work elsewhere; the shelf is busy meanwhile."""

        def when_done(value: T) -> None:
            self._works -= 1
            done(value)

        def when_failed(error: AppError) -> None:
            self._works -= 1
            failed(error)

        self._works += 1
        where.run(work, when_done, when_failed)

    def _set_failure(self, key: str, words: str) -> None:
        failures = _without(self._shelf.failures, key)
        self._set(replace(self._shelf, failures={**failures, key: words} if words else failures))

    def _set_import_problem(self, words: str) -> None:
        self._set(replace(self._shelf, problem=words))

    def _set(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.on_change()

    def _complain(self, error: AppError) -> None:
        self._tools.complain(error)

    def _stop_if_closing(self) -> None:
        if self._closing:
            raise SpeechError("The check was stopped.")


K = TypeVar("K")


def _without(mapping: Mapping[K, str], key: K) -> dict[K, str]:
    return {each: words for each, words in mapping.items() if each != key}


def _in_words(error: AppError) -> str:
    return f"{error} {error.hint}".strip()


def _find_to_import(path: Path) -> list[tuple[ModelInfo, int]]:
    return [(model, model_import.size_bytes(model)) for model in model_import.find_models(path)]


def _check(found: Found, look_up: Callable[[], None]) -> bool:
    """Look at all of a model; return whether there were checksums to compare it with."""
    check_model_folder(found.place)
    return check_sums(found.folder, look_up)
