"""The first run: one proposal at a time, each step skippable, all of it by keyboard."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.gui.pages.settings_values import (
    ChangeSettings,
    CheckMicrophone,
    LookForMicrophones,
    SettingsState,
    StopCheck,
)
from app.gui.pages.welcome import WelcomePage
from app.gui.pages.welcome_values import (
    ALL_STEPS,
    AnswerSample,
    GoBack,
    GoOn,
    ShowDemo,
    SkipAll,
    Step,
    WelcomeState,
    proposal_of,
)
from app.gui.style import Style
from app.gui.widgets.page import ScrollPage
from app.session.ports import Loudness
from app.session.views import CheckView
from tests.gui import examples
from tests.gui.guide_examples import welcome
from tests.gui.stage import Stage

GONE = examples.settings(microphones=(), microphone_problem="No microphone was found.")


class Shown(Stage):
    """The first run in a window, and what happened on it."""

    page: WelcomePage

    def __init__(self, qtbot: QtBot, state: WelcomeState) -> None:
        self.asked = 0
        super().__init__(qtbot, WelcomePage(lambda *_: "/chosen"))
        self.page.show_state(state)


def checked(check: CheckView, **changes: object) -> WelcomeState:
    return welcome("microphone", examples.settings(check=check), **changes)


def proposed(state: WelcomeState) -> tuple[str, object]:
    proposal = proposal_of(state)
    return proposal.words, proposal.event


def test_the_first_step_says_what_the_program_does_and_that_nothing_leaves(qtbot: QtBot) -> None:
    shown = Shown(qtbot, welcome("hello"))
    words = shown.words()
    for expected in ("Nothing leaves this computer", "works with no network", "Step 1 of 4"):
        assert expected in words
    shown.press(Qt.Key.Key_Return)
    shown.press(Qt.Key.Key_Escape)
    assert shown.events == [GoOn(), SkipAll()]


@pytest.mark.parametrize("step", ALL_STEPS[1:])
def test_enter_does_what_is_proposed_and_escape_skips(qtbot: QtBot, step: Step) -> None:
    state = welcome(step)
    shown = Shown(qtbot, state)
    shown.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    qtbot.keyClick(shown.page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.events == [proposal_of(state).event, GoOn(), GoBack()]
    shown.click("Skip all")
    assert shown.events[-1] == SkipAll()


def test_the_microphone_is_tested_first_and_then_left() -> None:
    good, bad = CheckView(verdict="Clear."), CheckView(verdict="Too quiet.", good=False)
    assert proposed(checked(CheckView())) == ("Record 5 s", CheckMicrophone())
    assert proposed(checked(CheckView("opening", 5.0))) == ("Stop", StopCheck())
    assert proposed(checked(CheckView("listening", 3.0))) == ("Stop", StopCheck())
    assert proposed(checked(CheckView("playing", 0.0, "Clear."))) == ("Go on", GoOn())
    assert proposed(checked(good)) == ("Go on", GoOn())
    assert proposed(checked(bad)) == ("Record again", CheckMicrophone())
    gone = welcome("microphone", GONE, can_record=False)
    assert proposed(gone) == ("Go on without one", GoOn())


def test_the_last_step_never_proposes_what_cannot_be_done() -> None:
    assert proposed(welcome("sample")) == ("Answer it", AnswerSample())
    silent = welcome("sample", GONE, can_record=False)
    assert proposed(silent) == ("See the demo answer", ShowDemo())
    nothing = welcome("sample", question=None, demo=None)
    assert proposed(nothing) == ("To Home", GoOn())


def test_without_a_microphone_it_says_what_to_do(qtbot: QtBot) -> None:
    shown = Shown(qtbot, welcome("microphone", GONE, can_record=False))
    words = shown.words()
    for expected in ("No microphone yet", "Connect a microphone", "go on without one"):
        assert expected in words
    shown.click("Look again")
    assert shown.events == [LookForMicrophones()]


def test_a_further_test_can_be_made_after_a_good_one(qtbot: QtBot) -> None:
    shown = Shown(qtbot, welcome("microphone"))
    assert "Record 5 s and play back" not in [each.text() for each in shown.buttons()]
    shown.page.show_state(checked(CheckView(verdict="Clear, loudest −9 dB.")))
    assert "Clear, loudest −9 dB." in shown.words()
    shown.click("Record 5 s and play back")
    qtbot.keyClick(shown.page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert shown.events == [CheckMicrophone(), CheckMicrophone()]


def test_the_level_is_shown_during_the_test(qtbot: QtBot) -> None:
    shown = Shown(qtbot, checked(CheckView("listening", 3.0)))
    shown.page.show_level(Loudness(-12.0, -6.0, clipped=False))
    assert shown.page.microphone.part.meter.lit == (24, 27)


def test_the_draft_engine_is_said_to_be_there_only_where_it_is(qtbot: QtBot) -> None:
    shown = Shown(qtbot, welcome("speech"))
    assert "A draft engine is here already" in shown.words()
    shown.page.show_state(welcome("speech", has_draft=False))
    assert "A draft engine is here already" not in shown.words()
    assert "recorded and kept" in shown.words()


def test_a_model_can_be_chosen_on_the_way(qtbot: QtBot) -> None:
    chosen = ChangeSettings(Settings(whisper_folder="/models/base.en"))
    shown = Shown(qtbot, welcome("speech"))
    shown.page.speech.part.happened.emit(chosen)
    assert shown.events == [chosen]


def test_the_question_is_shown_with_its_times_and_a_demo_beside_it(qtbot: QtBot) -> None:
    shown = Shown(qtbot, welcome("sample"))
    words = shown.words()
    assert "Tell me a little about yourself" in words
    assert "0:20 to think, 1:30 to answer" in words
    shown.click("See a demo answer first")
    assert shown.events == [ShowDemo()]


def test_an_answer_that_nothing_can_read_is_said_to_be_kept(qtbot: QtBot) -> None:
    shown = Shown(qtbot, welcome("sample", has_draft=False))
    assert "your answer is kept" in shown.words()
    in_use = examples.settings(settings=Settings(whisper_folder="/models/base.en"))
    shown.page.show_state(welcome("sample", in_use, has_draft=False))
    assert "your answer is kept" not in shown.words()


def test_one_step_alone_has_no_others_around_it(qtbot: QtBot) -> None:
    shown = Shown(qtbot, welcome("speech", steps=("speech",)))
    assert "Step" not in shown.words()
    texts = [each.text() for each in shown.buttons()]
    assert "Close" in texts
    assert "Done" in texts
    assert not {"Back", "Skip", "Skip all"} & set(texts)
    shown.press(Qt.Key.Key_Escape)
    assert shown.events == [SkipAll()]


@pytest.mark.parametrize("step", ALL_STEPS)
def test_tab_reaches_every_control_from_top_to_bottom(qtbot: QtBot, step: Step) -> None:
    shown = Shown(qtbot, welcome(step, checked(CheckView(verdict="Clear.")).sound))
    assert shown.unnamed() == []
    shown.tab_to(proposal_of(shown_state(shown)).words)


def shown_state(shown: Shown) -> WelcomeState:
    state = shown.page._state
    assert state is not None
    return state


@pytest.mark.parametrize("sound", [examples.settings(), GONE], ids=["microphone", "none"])
@pytest.mark.parametrize("step", ALL_STEPS)
def test_no_step_needs_to_scroll_sideways_at_200_percent(
    qtbot: QtBot, style: Style, step: Step, sound: SettingsState
) -> None:
    style.show("light", 200)
    page = Shown(qtbot, welcome(step, sound, can_record=bool(sound.microphones))).page
    areas = [each for each in page.findChildren(ScrollPage) if each.isVisible()]
    for width_px in (1280, 1000, 800):
        page.resize(width_px, 800)
        qtbot.waitUntil(lambda: all(each.horizontalScrollBar().maximum() == 0 for each in areas))
