"""Settings: state in, words out; every change is an event with the new settings."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.gui.pages.settings import SECTIONS, SettingsPage
from app.gui.pages.settings_sections import time_options
from app.gui.pages.settings_values import (
    CancelFetch,
    ChangeSettings,
    CheckMicrophone,
    Embedding,
    FetchEmbedding,
    LookForMicrophones,
    Microphone,
    OpenPath,
    ReadPacksAgain,
    SettingsState,
    StopCheck,
)
from app.gui.style import Style
from app.gui.widgets.page import ScrollPage
from app.session.model_views import Arrival
from app.session.ports import Loudness
from app.session.views import CheckView
from tests.gui import examples
from tests.gui.stage import Stage, click

BASE = examples.ready("base.en")
SHELVES = {
    "as it is": examples.SHELF,
    "with one here": examples.shelf(baseen=BASE),
    "with one on its way": examples.shelf(
        baseen=replace(examples.SUGGESTED, phase="downloading", arrival=Arrival(62, 145, 3.1, 27))
    ),
}


class Shown(Stage):
    """A Settings page in a window, and what happened on it."""

    page: SettingsPage

    def __init__(self, qtbot: QtBot, state: SettingsState, section: str = "sound") -> None:
        self.asked: list[str] = []
        self.answer = "/chosen"
        super().__init__(qtbot, SettingsPage(self._ask), width=1072)
        self.page.show_state(state)
        self.page.open_section(section)

    def _ask(self, parent: QWidget, title: str, begin: str) -> str:
        self.asked.append(begin)
        return self.answer


def test_the_microphone_is_chosen_by_its_name(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings())
    qtbot.keyClick(shown.page.sound.microphone.choice, Qt.Key.Key_Down)
    chosen = Settings(microphone="headset", microphone_label="Headset")
    assert shown.events == [ChangeSettings(chosen)]


def test_a_missing_microphone_is_marked_and_keeps_its_own_name(qtbot: QtBot) -> None:
    gone = Microphone("headset", "Headset", "not connected")
    both = (Microphone("", "System default"), gone)
    wanted = Settings(microphone="headset", microphone_label="Headset")
    shown = Shown(qtbot, examples.settings(microphones=both, settings=wanted))
    choice = shown.page.sound.microphone.choice
    assert choice.currentText() == "Headset, not connected"
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert shown.events[-1] == ChangeSettings(wanted)


def test_the_noise_of_the_room_is_said_below_the_level(qtbot: QtBot) -> None:
    check = CheckView(verdict="Clear.", room="Room noise −58 dB, quiet")
    assert "Room noise −58 dB, quiet" in Shown(qtbot, examples.settings(check=check)).words()


def test_a_missing_microphone_is_said_in_the_page(qtbot: QtBot) -> None:
    gone = "“Headset” is not connected. The system’s default is used until it is back."
    shown = Shown(qtbot, examples.settings(microphone_problem=gone))
    assert "“Headset” is not connected\nThe system’s default is used" in shown.words()
    click(qtbot, shown.button("Look again"))
    assert shown.events == [LookForMicrophones()]


def test_without_any_microphone_nothing_can_be_tested(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(microphones=()))
    assert "No microphone was found" in shown.words()
    assert not shown.page.sound.microphone.test.isEnabled()
    qtbot.keyClick(shown.page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert shown.events == []


def test_ctrl_t_tests_the_microphone_from_any_section(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(), "looks")
    qtbot.keyClick(shown.page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert shown.events == [CheckMicrophone()]
    assert "Speech model" in shown.words()


def test_a_running_test_can_be_stopped_and_shows_the_level(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(check=CheckView("listening", 3.2)))
    shown.page.show_level(Loudness(-12.0, -6.0, clipped=False, noise_dbfs=-50.0))
    assert shown.page.sound.microphone.meter.lit == (24, 27)
    assert shown.page.sound.microphone.meter.noise_bars == 5
    assert "Say something: 3 s left" in shown.words()
    click(qtbot, shown.button("Stop"))
    assert shown.events == [StopCheck()]
    shown.page.show_state(examples.settings(check=CheckView(verdict="Clear, loudest −9 dB.")))
    assert "Clear, loudest −9 dB." in shown.words()
    assert shown.page.sound.microphone.meter.lit == (0, 0)


def test_the_key_point_model_is_fetched_only_on_request(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(embedding=Embedding(ready=False)))
    assert "uses the network" in shown.words()
    click(qtbot, shown.button("Fetch (91 MB)"))
    shown.page.show_state(examples.settings(embedding=Embedding(ready=False, fetched=0.43)))
    assert "39 of 91 MB" in shown.words()
    click(qtbot, shown.button("Cancel"))
    assert shown.events == [FetchEmbedding(), CancelFetch()]
    broken = Embedding(ready=False, problem="There is no connection.")
    shown.page.show_state(examples.settings(embedding=broken))
    assert "There is no connection." in shown.words()
    shown.page.show_state(examples.settings())
    assert "MiniLM is ready" in shown.words()


def test_times_are_the_question_s_own_or_fixed(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(), "times")
    qtbot.keyClick(shown.page.times.prep, Qt.Key.Key_Down)
    qtbot.keyClick(shown.page.times.answer, Qt.Key.Key_Down)
    click(qtbot, shown.page.times.hard)
    click(qtbot, shown.page.times.auto)
    click(qtbot, shown.page.times.typed)
    assert shown.events == [
        ChangeSettings(Settings(prep_s=0.0)),
        ChangeSettings(Settings(answer_s=30.0)),
        ChangeSettings(Settings(hard_stop=True)),
        ChangeSettings(Settings(auto_start=False)),
        ChangeSettings(Settings(typed=True)),
    ]


def test_reading_aloud_is_offered_where_there_is_a_voice(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(), "times")
    assert shown.page.times.aloud.isHidden()
    shown.page.show_state(examples.settings(can_read_aloud=True))
    click(qtbot, shown.page.times.aloud)
    assert shown.events == [ChangeSettings(Settings(read_aloud=True))]


def test_an_odd_time_of_the_settings_file_is_not_lost() -> None:
    options = time_options((30.0, 60.0), 45.5)
    assert [words for _, words in options] == ["Each question’s own", "0:30", "0:45", "1:00"]


def test_looks_change_at_once(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(), "looks")
    shown.page.looks.theme._segments["dark"].click()
    shown.page.looks.text_size._segments[150].click()
    assert shown.events == [
        ChangeSettings(Settings(theme="dark")),
        ChangeSettings(Settings(text_percent=150)),
    ]


def test_folders_are_shown_opened_and_chosen(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(settings=Settings(packs_folder="/mine")), "folders")
    assert "/home/ana/.local/share/greenroom" in shown.words()
    click(qtbot, shown.page.folders.open_data)
    click(qtbot, shown.page.folders.choose_packs)
    click(qtbot, shown.page.folders.usual_packs)
    click(qtbot, shown.page.folders.again)
    assert shown.events == [
        OpenPath("/home/ana/.local/share/greenroom"),
        ChangeSettings(Settings(packs_folder="/chosen")),
        ChangeSettings(Settings(packs_folder="")),
        ReadPacksAgain(),
    ]


def test_mistakes_in_packs_are_listed_with_file_and_line(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(pack_problems=examples.PROBLEMS), "folders")
    words = shown.words()
    for expected in ("3 packs read, 2 mistakes found", "mlops.yaml, line 48", '"answer_s"'):
        assert expected in words
    click(qtbot, shown.button("Open file"))
    assert shown.events == [OpenPath("/home/ana/packs/mlops.yaml")]
    shown.page.show_state(examples.settings())
    assert "no mistakes found" in shown.words()


def test_single_keys_can_be_switched_off_and_all_keys_are_listed(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings(), "shortcuts")
    assert "Choose the pack" in shown.words()
    click(qtbot, shown.page.shortcuts.single)
    assert shown.events == [ChangeSettings(Settings(single_keys=False))]


def test_each_section_can_be_reached_from_the_list(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings())
    entries = shown.page.sections.findChildren(QRadioButton)
    seen = set[str]()
    for entry in entries:
        entry.click()
        seen.add(shown.words())
    assert len(seen) == len(SECTIONS) == len(entries)


def test_showing_a_state_causes_no_event(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.settings())
    other = Settings("headset", BASE.folder, "en", 60.0, 90.0, True, False, "dark", 150, "/mine")
    shown.page.show_state(examples.settings(settings=other, shelf=SHELVES["with one here"]))
    shown.page.show_state(examples.settings())
    assert shown.events == []


@pytest.mark.parametrize(
    ("section", "shelf"),
    [(entry.key, "as it is") for entry in SECTIONS]
    # No other section shows the models.
    + [("sound", name) for name in SHELVES if name != "as it is"],
)
def test_no_section_needs_to_scroll_sideways_at_200_percent(
    qtbot: QtBot, style: Style, section: str, shelf: str
) -> None:
    style.show("light", 200)
    state = examples.settings(pack_problems=examples.PROBLEMS, shelf=SHELVES[shelf])
    page = Shown(qtbot, state, section).page
    page.resize(1000, 800)
    for _ in range(5):  # what folds asks for another size, again and again
        QApplication.processEvents()
    for area in page.findChildren(ScrollPage):
        if area.isVisible():
            assert area.horizontalScrollBar().maximum() == 0
