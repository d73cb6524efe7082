"""Every page in its states, to look at.

    python -m tests.gui.pictures FOLDER [NAME ...]

writes NAME-light.png, -dark.png and -large.png (200 % text) of 1280 x 800, and -narrow.png of the
smallest window, each beside the sidebar; only names that begin with one of those given.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.core.settings import Settings, Theme
from app.core.story import Story
from app.gui.icons import Icon
from app.gui.pages.home import HomePage
from app.gui.pages.home_values import ALL
from app.gui.pages.settings import SettingsPage
from app.gui.pages.settings_values import Embedding, Microphone
from app.gui.pages.trash import TrashPage
from app.gui.style import ARGUMENTS, Style
from app.gui.widgets.navigation import Sidebar
from app.gui.window import BOTTOM, TOP
from app.session.keep_views import OldSoundView
from app.session.model_views import Arrival, DraftsView, ModelView
from app.session.ports import Loudness
from app.session.views import CheckView
from tests.gui import agendas, answers, examples, story_examples, trend_examples
from tests.gui.data_states import STATES
from tests.gui.gallery import FONTS

DAMAGED: Final = "model.bin in small.en is incomplete. Download it again, or check it."
STOPPED: Final = "The download stopped. What arrived is kept and goes on from there."
GROUP: Final = Settings(last_pack="mlops", last_group="Technical", ask_due=False, question_count=5)
NO_MODEL: Final = "model.bin is missing in /home/ana/music. Choose the folder of a model."


def home(**changes: object) -> QWidget:
    page = HomePage()
    page.show_state(examples.home(**changes))
    return page


def home_planned() -> QWidget:
    """Show the plan unfolded, and what stands above it by scrolling."""
    page = home(agenda=agendas.planned(), last=None)
    assert isinstance(page, HomePage)
    page.interview.plan.set_open(True)
    return page


def home_picking() -> QWidget:
    page = home(first_key="mlops/q5", can_interview=True)
    assert isinstance(page, HomePage)
    page.left.others.fold.set_open(True)
    return page


def home_asks_day() -> QWidget:
    page = home(agenda=agendas.NEW, answered=False, last=None)
    assert isinstance(page, HomePage)
    page.interview.ask.click()
    return page


def settings(section: str, **changes: object) -> QWidget:
    page = SettingsPage()
    page.show_state(examples.settings(**changes))
    page.open_section(section)
    return page


def settings_busy() -> QWidget:
    page = settings(
        "sound",
        settings=Settings(whisper_folder="/models/base.en"),
        shelf=examples.shelf(
            baseen=examples.ready(suggested=True),
            smallen=examples.model("small.en", 484, 20.0, phase="damaged", problem=DAMAGED),
        ),
        embedding=Embedding(ready=False, fetched=0.43),
        check=CheckView("listening", 3.2, room="Room noise −46 dB, quiet"),
    )
    assert isinstance(page, SettingsPage)
    page.show_level(Loudness(-24.0, -12.0, clipped=False, noise_dbfs=-46.0))
    return page


def settings_language() -> QWidget:
    page = settings("sound", settings=Settings(language="de"), english_only=True)
    assert isinstance(page, SettingsPage)
    bar = page.sound.verticalScrollBar()
    bar.rangeChanged.connect(lambda _low, high: bar.setValue(high))
    return page


def models(open_all: bool = False, **changes: object) -> QWidget:
    """Show the speech models with nothing above them."""
    page = settings("sound", **changes)
    assert isinstance(page, SettingsPage)
    page.sound.microphone.hide()
    page.sound.model.all_models.set_open(open_all)
    return page


def models_arriving() -> QWidget:
    arrival = Arrival(62_000_000, 145_000_000, 3_100_000, 27.0)
    return models(
        shelf=examples.shelf(
            baseen=examples.model("base.en", 145, 5.6, phase="downloading", arrival=arrival),
            tinyen=examples.ready("tiny.en"),
            smallen=examples.model("small.en", 484, 20.0, kept_bytes=210_000_000, problem=STOPPED),
        ),
        settings=Settings(whisper_folder="/models/tiny.en"),
        drafts=DraftsView(count=10, possible=True, running=True, done=2, total=12, fraction=0.4),
    )


def models_odd() -> QWidget:
    other = ModelView("/mine/mine", "mine", size_bytes=90_000_000, phase="ready", folder="/mine")
    shelf = examples.shelf(
        smallen=examples.model("small.en", 484, None, phase="damaged", problem=DAMAGED),
        tinyen=examples.ready("tiny.en"),
    )
    page = models(
        open_all=True,
        shelf=replace(shelf, models=(*shelf.models, other), measuring=True, problem=NO_MODEL),
        drafts=DraftsView(count=3, failed=1, done=4, total=4, problem="The recording is gone."),
    )
    assert isinstance(page, SettingsPage)
    page.sound.model.rows["tiny.en"].buttons[1].click()
    return page


def storage(asks: bool = False, old: OldSoundView = examples.OLD_SOUND) -> QWidget:
    page = settings("storage", storage=replace(examples.STORAGE, old=old))
    assert isinstance(page, SettingsPage)
    if asks:
        page.storage.old.remove.click()
    return page


def trash(number: int, asks: bool = False, stories: int = 0) -> QWidget:
    page = TrashPage(lambda: answers.NOW)
    page.show_state(examples.trash(number, stories))
    page.table.selectRow(1)
    if asks:
        page.empty.click()
    return page


def data(name: str) -> QWidget:
    page = settings("data")
    assert isinstance(page, SettingsPage)
    page.data.show_data(STATES[name])
    return page


PAGES: Final[dict[str, Callable[[], QWidget]]] = {
    "home": lambda: home(can_interview=True, stories={"mlops/q2": "The shifted hour"}),
    "home-first": lambda: home(agenda=agendas.NEW, answered=False, last=None),
    "home-asks-day": home_asks_day,
    "home-none-due": lambda: home(agenda=agendas.NONE_DUE),
    "home-all-tried": lambda: home(agenda=agendas.ALL_TRIED, draft_count=2),
    "home-planned": home_planned,
    "home-goal": lambda: home(agenda=agendas.with_goal(), settings=GROUP, today=agendas.THURSDAY),
    "home-hidden": lambda: home(week_hidden=True, settings=Settings(show_habits=False)),
    "home-picking": home_picking,
    "home-all": lambda: home(settings=Settings(ask_due=False, question_count=ALL)),
    "home-interview": lambda: home(can_interview=True, settings=Settings(mode="interview")),
    "home-reading": lambda: home(packs=(), agenda=None, last=None, reading=True),
    "home-recovered": lambda: home(recovered=(examples.UNKNOWN_TAKE,), last=None),
    "home-nothing": lambda: home(packs=(), agenda=None, last=None),
    "settings-sound": lambda: settings(
        "sound",
        embedding=Embedding(ready=False),
        check=CheckView(
            verdict="Clear: voice −22 dB, 36 dB above the room.", room="Room noise −58 dB, quiet"
        ),
    ),
    "settings-microphone": lambda: settings(
        "sound",
        settings=Settings(microphone="desk", microphone_label="Desk microphone"),
        microphones=(
            Microphone(
                "", "System default (Monitor of Speakers)", "hears the loudspeakers, not you"
            ),
            Microphone("headset", "Headset"),
            Microphone("desk", "Desk microphone", "not connected"),
        ),
        microphone_problem="“Desk microphone” is not connected. System default is a monitor of "
        "the loudspeakers: it will not hear you.",
        check=CheckView(
            verdict="Noisy: voice −24 dB, 8 dB above the room. Words will be misheard.",
            good=False,
            room="Room noise −32 dB, noisy: move closer or turn the fan off",
        ),
    ),
    "settings-busy": settings_busy,
    "settings-language": settings_language,
    "settings-models": models,
    "settings-models-all": lambda: models(open_all=True),
    "settings-models-arriving": models_arriving,
    "settings-models-odd": models_odd,
    "settings-times": lambda: settings("times"),
    "settings-rehearsal": lambda: settings(
        "rehearsal", settings=Settings(interview_on="2030-01-17", goal_min=60)
    ),
    "settings-looks": lambda: settings("looks"),
    "settings-folders": lambda: settings("folders", pack_problems=examples.PROBLEMS),
    "settings-storage": storage,
    "settings-storage-asks": lambda: storage(asks=True),
    "settings-storage-busy": lambda: storage(
        old=replace(examples.OLD_SOUND, task="smaller", done=80, total=212)
    ),
    "settings-storage-done": lambda: storage(
        old=OldSoundView(
            known=True,
            last="smaller",
            done=212,
            failed=1,
            saved_bytes=310_000_000,
            problem="20250314-184205-7f3a.wav is damaged, or not a recording.",
        ),
    ),
    "history-trash": lambda: trash(7),
    "history-trash-asks": lambda: trash(3, asks=True),
    "history-trash-empty": lambda: trash(0),
    "history-trash-stories": lambda: trash(7, stories=2),
    "history-trash-only-stories": lambda: trash(0, stories=2),
    **{f"settings-data-{name}": partial(data, name) for name in STATES},
    "settings-shortcuts": lambda: settings("shortcuts"),
    "stories": lambda: story_examples.page(story_examples.state(*story_examples.STORIES)),
    "stories-none": lambda: story_examples.page(story_examples.state()),
    "stories-new": lambda: story_examples.page(
        story_examples.state(*story_examples.STORIES, open=Story(""))
    ),
    "stories-questions": lambda: story_examples.page(
        story_examples.state(*story_examples.STORIES), story_examples.open_questions
    ),
    "stories-shows": lambda: story_examples.page(
        story_examples.state(*story_examples.STORIES), story_examples.show_matrix
    ),
    "stories-shows-many": lambda: story_examples.page(
        story_examples.state(*story_examples.many(14)), story_examples.show_matrix
    ),
    "trends": lambda: trend_examples.pointing(trend_examples.view(44, drafts=3), 0, 20),
    "trends-years": lambda: trend_examples.page(trend_examples.view(3000, days=1000)),
    "trends-one": lambda: trend_examples.page(trend_examples.view(1)),
    "trends-three": lambda: trend_examples.page(trend_examples.view(3, days=5)),
    "trends-none": lambda: trend_examples.page(trend_examples.view(0)),
    "trends-drafts": lambda: trend_examples.page(trend_examples.view(2, drafts=2)),
    "trends-loading": lambda: trend_examples.page(trend_examples.view(44), charts=False),
}
# Name, theme, text size in percent, width and height.
LOOKS: Final[tuple[tuple[str, Theme, int, tuple[int, int]], ...]] = (
    ("light", "light", 100, (1280, 800)),
    ("dark", "dark", 100, (1280, 800)),
    ("large", "light", 200, (1280, 800)),
    ("narrow", "light", 100, (800, 560)),
)


# Rows that fold, and words that wrap, ask for another height: again and again.
SETTLING: Final = 5


def window(page: QWidget, key: str) -> QWidget:
    """Return a window with the sidebar and a page."""
    result = QWidget()
    row = QHBoxLayout(result)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    side = Sidebar(TOP, BOTTOM)
    side.set_current(key)
    lines = [(Icon.MICROPHONE, "Desk microphone"), (Icon.CPU, "Draft engine")]
    side.set_footer([*lines, (Icon.LOCK_SIMPLE, "Works offline")])
    row.addWidget(side)
    row.addWidget(page, 1)
    result.resize(1280, 800)
    return result


def take(
    pages: Mapping[str, Callable[[], QWidget]], folder: Path, names: Sequence[str] = ()
) -> None:
    """Take pictures in every look.

    Args:
        pages: What is shown, by name.
        folder: Where the pictures go.
        names: Beginnings of the names wanted; none for all.
    """
    app = QApplication(list(ARGUMENTS))
    style = Style(app, FONTS)
    folder.mkdir(parents=True, exist_ok=True)
    for look, theme, percent, size in LOOKS:
        style.show(theme, percent)
        for name, build in pages.items():
            if names and not name.startswith(tuple(names)):
                continue
            shown = build()
            shown.resize(*size)
            shown.show()
            for _ in range(SETTLING):
                app.processEvents()
            shown.grab().save(str(folder / f"{name}-{look}.png"))
            shown.close()


def framed(name: str) -> QWidget:
    """Return a page beside the sidebar."""
    return window(PAGES[name](), name.split("-")[0])


if __name__ == "__main__":
    take({name: partial(framed, name) for name in PAGES}, Path(sys.argv[1]), sys.argv[2:])
