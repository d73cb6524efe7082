"""Help in the whole program: what it opens and what it copies."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

import app
from app.core.settings import Settings
from app.gui.pages.help import HelpPage
from app.gui.pages.help_values import CopyReport
from tests.driver import Program

pytestmark = [pytest.mark.gui, pytest.mark.slow]


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    with closing(Program(tmp_path / "data", Settings())) as opened:
        yield opened


def help_page(program: Program) -> HelpPage:
    program.press(Qt.Key.Key_F1)
    program.wait_for_page(HelpPage)
    page = program.page
    assert isinstance(page, HelpPage)
    return page


def test_a_report_names_versions_and_nothing_personal(program: Program, tmp_path: Path) -> None:
    preferences = program.services.preferences
    mine = str(tmp_path / "Ana's model")
    preferences.change(replace(preferences.value, whisper_folder=mine, microphone="Ana's headset"))
    help_page(program).happened.emit(CopyReport())
    copied = QGuiApplication.clipboard().text()
    assert f"Greenroom {app.__version__}" in copied
    for expected in ("System ", "Python ", "ctranslate2 ", "a Whisper model"):
        assert expected in copied
    for personal in ("Ana", str(tmp_path), str(Path.home())):
        assert personal not in copied


def test_the_folders_are_opened_and_a_computer_that_cannot_says_where_they_are(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def refuse(url: QUrl) -> bool:
        opened.append(url)
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    page = help_page(program)
    page.data.log.open.click()
    places = program.services.places
    assert [url.toLocalFile() for url in opened] == [str(places.logs)]
    message = program.window.notices.message
    assert message is not None
    assert str(places.logs) in message.text


def test_f1_waits_while_a_question_is_being_answered(program: Program) -> None:
    program.home.start.click()
    program.wait(lambda: program.window.page_key == "practice")
    program.press(Qt.Key.Key_F1)
    assert program.window.page_key == "practice"
