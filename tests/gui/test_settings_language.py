"""The language of the answers: found by typing, and no dead end for an engine that knows none."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.languages import LANGUAGES
from app.core.settings import Settings
from app.gui.pages.settings_language import LanguagePart
from app.gui.pages.settings_values import ChangeSettings
from tests.gui import examples
from tests.gui.stage import Stage, click

WHISPER = "/models/base.en"


class Shown(Stage):
    """The part in a window, and what happened on it."""

    page: LanguagePart

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(qtbot, LanguagePart(), width=800)

    def show(self, *, english_only: bool = False, **settings: str) -> None:
        state = examples.settings(settings=Settings(**settings), english_only=english_only)  # type: ignore[arg-type]  # texts only
        self.page.show_state(state)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    result = Shown(qtbot)
    result.show()
    return result  # type: ignore[return-value]  # kept alive by qtbot


def test_every_language_is_there_english_first(shown: Shown) -> None:
    choice = shown.page.choice
    texts = [choice.itemText(index) for index in range(choice.count())]
    assert texts == list(LANGUAGES.values())
    assert choice.currentText() == "English"
    assert choice.accessibleName() == "Language of your answers"


def test_a_language_is_found_by_typing_its_name(shown: Shown, qtbot: QtBot) -> None:
    shown.page.choice.setFocus()
    qtbot.keyClicks(shown.page.choice, "ger")
    assert shown.page.choice.currentText() == "German"
    assert shown.events[-1] == ChangeSettings(Settings(language="de"))


def test_what_was_typed_is_not_forgotten_while_the_page_is_renewed(
    shown: Shown, qtbot: QtBot
) -> None:
    for letter in "portu":
        qtbot.keyClicks(shown.page.choice, letter)
        if shown.events:
            event = shown.events[-1]
            assert isinstance(event, ChangeSettings)
            shown.show(language=event.settings.language)
    assert shown.page.choice.currentText() == "Portuguese"


@pytest.mark.parametrize(
    ("folder", "engine"), [("", "The draft engine"), (WHISPER, "This speech model")]
)
def test_an_engine_for_english_alone_says_which_can_and_lets_go_back(
    shown: Shown, qtbot: QtBot, folder: str, engine: str
) -> None:
    shown.show(english_only=True, language="de", whisper_folder=folder)
    assert f"{engine} knows English only" in shown.words()
    assert "For German, choose a model above without ‘.en’ in its name" in shown.words()
    click(qtbot, shown.button("Use English"))
    assert shown.events == [ChangeSettings(Settings(language="en", whisper_folder=folder))]


def test_nothing_is_wrong_with_english_or_with_a_model_that_knows_the_language(
    shown: Shown,
) -> None:
    shown.show(english_only=True, language="en-GB")
    assert "knows English only" not in shown.words()
    assert "never has to guess" in shown.words()
    shown.show(language="fr", whisper_folder="/models/base")
    assert "knows English only" not in shown.words()
    assert "judged in English only" in shown.words()


def test_the_list_is_reached_by_the_keyboard_and_not_turned_by_the_wheel(shown: Shown) -> None:
    assert shown.page.choice.focusPolicy() == Qt.FocusPolicy.StrongFocus
