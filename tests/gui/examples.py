"""States to show pages with, in tests and in pictures."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.core.question import Pack, Question
from app.core.settings import Settings
from app.gui.pages.home_values import HomeState, LastSession, RecoveredTake
from app.gui.pages.settings_values import (
    KeyGroup,
    Microphone,
    PackProblem,
    SettingsState,
    StorageState,
)
from app.gui.pages.trash import TrashState
from app.session.keep_views import OldSoundView, SoundTotal, StorageUsed, TrashItem
from app.session.model_views import ModelView, ShelfView
from app.session.views import CheckView
from tests.gui import agendas, answers

ASKS: Final = agendas.ASKS
TODAY: Final = agendas.TODAY
MLOPS: Final = agendas.MLOPS
OTHER: Final = Pack(
    "own",
    "My own questions",
    (Question("hello", "own", "My own questions", "Warm-up", "Tell me about yourself."),),
)
LAST: Final = LastSession(
    when="Saturday, 22 min",
    question_count=3,
    take_count=4,
    points_covered=10,
    points_total=15,
    note="say how I would detect drift before I talk about retraining.",
    attempt_id=7,
    session_id="s7",
)
TAKE: Final = RecoveredTake("a.wav", 72.0, "today 18:42", ASKS[0][1])
UNKNOWN_TAKE: Final = RecoveredTake("b.wav", 9.0, "today 18:40")


def model(key: str, megabytes: int, work_s: float | None, **changes: object) -> ModelView:
    """Return a model of the catalogue that is not here."""
    english = key.endswith(".en") or key == "distil-large-v3"
    values: dict[str, object] = {
        "key": key,
        "title": key,
        "languages": "English" if english else "99 languages",
        "remark": "a good balance",
        "size_bytes": megabytes * 1_000_000,
        "memory_bytes": megabytes * 900_000 + 150_000_000,
        "work_s": work_s,
    }
    return ModelView(**(values | changes))  # type: ignore[arg-type]  # checked where it is used


SUGGESTED: Final = model("base.en", 145, 5.6, suggested=True)
SHELF: Final = ShelfView(
    models=(
        model("tiny.en", 75, 3.1, remark="quickest, more slips"),
        model("tiny", 75, 3.1, remark="quickest, many slips"),
        SUGGESTED,
        model("base", 145, 5.6, remark="quick, more slips"),
        model("small.en", 484, 20.0, remark="few slips on jargon"),
        model("small", 484, 20.0),
        model("large-v3-turbo", 1620, 88.0, remark="very few slips, needs a strong computer"),
        model("large-v3", 3090, 160.0, remark="fewest slips, slowest", fits=False),
    ),
    folder="/home/ana/.local/share/greenroom/models",
    draft_work_s=14.0,
)


def shelf(**changes: ModelView) -> ShelfView:
    """Return the shelf with some models as they are given, by their keys (dots are left out)."""
    by_name = {each.key.replace(".", "").replace("-", ""): each for each in SHELF.models}
    assert changes.keys() <= by_name.keys()
    return replace(SHELF, models=tuple((by_name | changes).values()))


def ready(key: str = "base.en", **changes: object) -> ModelView:
    """Return a model that is here."""
    own = {"phase": "ready", "folder": f"/models/{key}", "removable": True}
    return model(key, 145, 5.6, **(own | changes))


KEYS: Final = (
    KeyGroup("Everywhere", (("Ctrl 1", "Home"), ("Ctrl 2", "History"), ("Ctrl ,", "Settings"))),
    KeyGroup("Home", (("Enter", "Start"), ("Alt Q", "Choose the pack"))),
)
PROBLEMS: Final = (
    PackProblem(
        "/home/ana/packs/mlops.yaml",
        48,
        '"answer_s" should be a number of seconds, such as 120.',
    ),
    PackProblem("/home/ana/packs/empty.yaml", 0, "The file is empty."),
)


USED: Final = StorageUsed(
    recordings=SoundTotal(412, 51_600.0, 1_650_000_000),
    trash=SoundTotal(3, 260.0, 8_300_000),
    history_bytes=24_000_000,
    backups_bytes=231_000_000,
    models_bytes=629_000_000,
    embedding_bytes=91_000_000,
    free_bytes=41_200_000_000,
)
OLD_SOUND: Final = OldSoundView(
    large=SoundTotal(212, 26_000.0, 832_000_000),
    removable=SoundTotal(198, 24_000.0, 768_000_000),
    unwritten=2,
    known=True,
)
STORAGE: Final = StorageState(USED, OLD_SOUND, in_trash=3)


def trash(number: int) -> TrashState:
    """Return the state of a trash with so many answers, the last of them gone soon."""
    items = tuple(
        TrashItem(
            summary.id,
            summary.ask,
            summary.made_at,
            summary.take.duration_s,
            answers.NOW - timedelta(days=at * 28 / max(1, number)),
            30 - at * 28 // number,
        )
        for at, summary in enumerate(answers.summaries(number))
    )
    return TrashState(items, backups=10)


def settings(**changes: object) -> SettingsState:
    """Return the state of a Settings page with two microphones and no Whisper model."""
    values: dict[str, object] = {
        "settings": Settings(),
        "data_folder": "/home/ana/.local/share/greenroom",
        "packs_folder": "/home/ana/.local/share/greenroom/packs",
        "check": CheckView(),
        "microphones": (
            Microphone("", "System default (Desk microphone)"),
            Microphone("headset", "Headset"),
        ),
        "shelf": SHELF,
        "pack_count": 3,
        "keys": KEYS,
    }
    return SettingsState(**(values | changes))  # type: ignore[arg-type]  # checked where it is used


def home(**changes: object) -> HomeState:
    """Return the state of a Home page with two packs, a last session and three questions due."""
    values: dict[str, object] = {
        "today": TODAY,
        "packs": (MLOPS, OTHER),
        "settings": Settings(last_pack="mlops"),
        "agenda": agendas.SOME_DUE,
        "answered": True,
        "last": LAST,
    }
    return HomeState(**(values | changes))  # type: ignore[arg-type]  # checked where it is used
