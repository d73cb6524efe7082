"""Makes what there is to show of the models out of what is known of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.core.errors import SpeechError
from app.core.settings import Settings
from app.session.model_views import ModelPhase, ModelView, ShelfView
from app.session.transfers import Transfer
from app.speech.catalogue import CATALOGUE, CatalogueModel, find_model
from app.speech.manifest import check_sizes
from app.speech.model_folder import check_model_folder
from app.storage.model_store import ModelStore

# A third of real time: while somebody speaks a piece is ready before the next one has ended, and
# there is something left for the window.
COMFORTABLE_WORK_S: Final = 20.0
# The system, the window and a browser need the other half.
SHARE_OF_MEMORY: Final = 0.5
ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Found:
    """A model folder that was looked at.

    Attributes:
        place: The folder as a whole.
        folder: The one with the files in it, which is another one in a cache.
        name: What it is called.
        size_bytes: Size of its files.
        problem: What is wrong with it, and what to do; empty when it can be used.
    """

    place: Path
    folder: Path
    name: str
    size_bytes: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found on this computer.

    Attributes:
        found: The models in the folder of models, and the one of the settings.
        kept_bytes: What downloads have left, by the name of the folder.
    """

    found: tuple[Found, ...] = ()
    kept_bytes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speeds:
    """How fast models are on this computer.

    Attributes:
        work_s: Seconds of work for a minute of speech, by the key of the model.
        draft_work_s: The same of the draft engine.
        measuring: Whether that is being measured just now.
    """

    work_s: Mapping[str, float] = field(default_factory=dict)
    draft_work_s: float | None = None
    measuring: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that is known of the models.

    Attributes:
        store: The folder of models.
        settings: What the person chose.
        memory_bytes: Memory of this computer; None when it does not say.
        scan: What is on this computer.
        transfers: What is on its way, by key.
        failures: Why the last try did not work, by key.
        damaged: What a check of checksums has found, by the folder with the files.
        speeds: How fast they are.
        problem: Why a folder chosen last could not be imported.
    """

    store: ModelStore
    settings: Settings
    memory_bytes: int | None
    scan: Scan = Scan()
    transfers: Mapping[str, Transfer] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    damaged: Mapping[Path, str] = field(default_factory=dict)
    speeds: Speeds = Speeds()
    problem: str = ""


def scan(store: ModelStore, in_use: str) -> Scan:
    """Look at all models; takes some hundredths of a second for each.

    Args:
        store: The folder of models.
        in_use: The folder of the model in use, which may be elsewhere; empty for none.

    Raises:
        StorageError: The folder of models cannot be read.
    """
    store.tidy()
    places = store.folders()
    elsewhere = Path(in_use)
    if in_use and not any(place in (elsewhere, *elsewhere.parents) for place in places):
        places.append(elsewhere)
    return Scan(tuple(_look_at(place) for place in places), store.kept_bytes())


def _look_at(place: Path) -> Found:
    try:
        info = check_model_folder(place)
        check_sizes(info.folder)
        size_bytes = sum(file.stat().st_size for file in info.folder.iterdir() if file.is_file())
    except SpeechError as error:
        return Found(place, place, place.name, problem=f"{error} {error.hint}".strip())
    except OSError as error:  # it has gone meanwhile
        return Found(place, place, place.name, problem=f"It cannot be read: {error.strerror}.")
    return Found(place, info.folder, info.name, size_bytes)


def view_of(shelf: Shelf) -> ShelfView:
    """Return what there is to show."""
    here = by_key(shelf.scan)
    best = suggested(shelf)
    listed = [_catalogue_view(shelf, model, here, best) for model in CATALOGUE]
    return ShelfView(
        models=(*listed, *_others(shelf, here)),
        folder=str(shelf.store.folder),
        measuring=shelf.speeds.measuring,
        draft_work_s=shelf.speeds.draft_work_s,
        problem=shelf.problem,
    )


def by_key(looked: Scan) -> dict[str, Found]:
    """Return the models that were found by their keys; of two alike the first has the name."""
    here: dict[str, Found] = {}
    for found in looked.found:
        model = find_model(found.name)
        key = model.key if model and model.key not in here else str(found.folder)
        here[key] = found
    return here


def suggested(shelf: Shelf) -> str:
    """Return the key of the best choice for this computer and the language of the settings."""
    english = shelf.settings.language == ENGLISH
    work_s = shelf.speeds.work_s
    usable = [model for model in CATALOGUE if english or not model.english_only]
    if not work_s:
        # One slow core takes some 9 s for a minute with base.en, so nearly every one is quick
        # enough for it.
        return "base.en" if english else "base"
    quick = [
        model
        for model in usable
        if fits(model, shelf.memory_bytes)
        and work_s.get(model.key, float("inf")) <= COMFORTABLE_WORK_S
    ]
    if not quick:
        return "tiny.en" if english else "tiny"
    return max(quick, key=lambda model: model.quality).key


def fits(model: CatalogueModel, memory_bytes: int | None) -> bool:
    """Return whether a computer has the memory for a model."""
    return memory_bytes is None or model.memory_bytes <= memory_bytes * SHARE_OF_MEMORY


def _catalogue_view(
    shelf: Shelf, model: CatalogueModel, here: Mapping[str, Found], best: str
) -> ModelView:
    found, transfer = here.get(model.key), shelf.transfers.get(model.key)
    problem = _problem(shelf, model.key, found)
    return ModelView(
        key=model.key,
        title=model.key,
        languages=model.languages,
        remark=model.remark,
        size_bytes=(found.size_bytes if found else 0) or model.size_bytes,
        memory_bytes=model.memory_bytes,
        phase=_phase(shelf, found, transfer),
        folder=str(found.folder) if found else "",
        arrival=transfer.arrival if transfer else None,
        kept_bytes=shelf.scan.kept_bytes.get(model.folder_name, 0),
        problem=problem,
        work_s=shelf.speeds.work_s.get(model.key),
        fits=fits(model, shelf.memory_bytes),
        suggested=model.key == best,
        removable=found is not None and shelf.store.holds(found.place),
    )


def _others(shelf: Shelf, here: Mapping[str, Found]) -> Iterator[ModelView]:
    """Yield the models that are in no catalogue."""
    known = {model.key for model in CATALOGUE}
    for key, found in here.items():
        if key not in known:
            transfer = shelf.transfers.get(key)
            yield ModelView(
                key=key,
                title=found.name,
                size_bytes=found.size_bytes,
                phase=_phase(shelf, found, transfer),
                folder=str(found.folder),
                arrival=transfer.arrival if transfer else None,
                problem=_problem(shelf, key, found),
                work_s=shelf.speeds.work_s.get(key),
                removable=shelf.store.holds(found.place),
            )
    for key, transfer in shelf.transfers.items():
        if key not in known and key not in here:
            yield ModelView(
                key=key,
                title=transfer.title,
                size_bytes=transfer.arrival.total_bytes,
                phase="downloading",
                arrival=transfer.arrival,
                problem=transfer.words,
            )


def _phase(shelf: Shelf, found: Found | None, transfer: Transfer | None) -> ModelPhase:
    if transfer:
        return "downloading"
    if found is None:
        return "absent"
    return "damaged" if found.problem or found.folder in shelf.damaged else "ready"


def _problem(shelf: Shelf, key: str, found: Found | None) -> str:
    if transfer := shelf.transfers.get(key):
        return transfer.words
    if failure := shelf.failures.get(key):
        return failure
    if found is None:
        return ""
    return found.problem or shelf.damaged.get(found.folder, "")


def view_with_name(models: Sequence[ModelView], name: str) -> ModelView | None:
    """Return the model with a key, a title or a folder of that name; None when there is none."""
    known = find_model(name)
    wanted = (name, known.key) if known else (name,)
    for model in models:
        if model.key in wanted or model.title == name or model.folder == name:
            return model
    return None
