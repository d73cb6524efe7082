"""Export and import in the whole program, with real files and a real database."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.attempt import Take
from app.core.settings import Settings
from app.core.transcript import Transcript, Word
from app.gui.pages import data_events as d
from app.gui.pages.history import HistoryPage
from app.gui.pages.review import ReviewPage
from app.gui.pages.settings import SettingsPage
from tests.driver import Program
from tests.storage.values import NOW, question, take

pytestmark = [pytest.mark.gui, pytest.mark.slow]

WORDS = ("The", "inputs", "change.", "<b>Then</b>", "we", "retrain.")


class Asked:
    """Answers the file dialogs."""

    def __init__(self) -> None:
        self.answer = ""
        self.begun: list[str] = []

    def __call__(self, parent: QWidget, title: str, begin: str, kind: str) -> str:
        self.begun.append(begin)
        return self.answer


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked = Asked()
    monkeypatch.setattr("app.gui.exporting.ask_new_file", asked)
    monkeypatch.setattr("app.gui.exporting.ask_old_file", asked)
    return asked


Open = Callable[[str], Program]


@pytest.fixture
def open_program(qapp: object, tmp_path: Path, asked: Asked) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened(name: str) -> Program:
            program = Program(tmp_path / name, Settings())
            stack.callback(program.close)
            return program

        yield opened


@pytest.fixture
def program(open_program: Open) -> Program:
    program = open_program("home")
    add_answer(program)
    return program


def add_answer(program: Program, name: str = "drift") -> int:
    services = program.services
    named = take() if name == "drift" else Take(f"{name}.wav", 3.0)
    attempt_id = services.history.add(question(name), named, NOW)
    spoken = (Word(word, i * 0.5, i * 0.5 + 0.4) for i, word in enumerate(WORDS))
    services.history.set_transcript(attempt_id, Transcript(tuple(spoken), "whisper"))
    return attempt_id


def review(program: Program, attempt_id: int) -> ReviewPage:
    program.conductor.open_attempt(attempt_id)
    program.wait_for_page(ReviewPage)
    page = program.page
    assert isinstance(page, ReviewPage)
    program.wait(lambda: len(page.points.rows) > 0)
    return page


def notice(program: Program) -> str:
    message = program.window.notices.message
    return f"{message.title} {message.text}" if message else ""


@pytest.mark.parametrize(
    ("kind", "suffix", "words"),
    [
        ("md", ".md", "The inputs change. \\<b\\>Then\\</b\\> we retrain."),
        ("html", ".html", "&lt;b&gt;Then&lt;/b&gt;"),
        ("pdf", ".pdf", "%PDF"),
        ("srt", ".srt", "00:00:00,000 --> "),
        ("vtt", ".vtt", "WEBVTT"),
    ],
)
def test_an_answer_is_exported_from_its_review(
    kind: d.AttemptKind, suffix: str, words: str, program: Program, asked: Asked, tmp_path: Path
) -> None:
    page = review(program, 1)
    asked.answer = str(tmp_path / "mine")
    page.export.chosen.emit(kind)
    target = tmp_path / f"mine{suffix}"
    program.wait(target.exists)
    program.wait(lambda: "Saved" in notice(program))
    assert words in target.read_text("utf-8", errors="replace")
    assert Path(asked.begun[0]).name == f"2026-03-14 What is drift (take 1){suffix}"
    assert str(tmp_path) in notice(program)


def test_the_recording_goes_into_the_page(program: Program, asked: Asked, tmp_path: Path) -> None:
    (program.services.places.takes / take().name).write_bytes(b"RIFF")
    asked.answer = str(tmp_path / "mine.html")
    review(program, 1).export.chosen.emit("html-sound")
    program.wait((tmp_path / "mine.html").exists)
    assert ";base64,UklGRg==" in (tmp_path / "mine.html").read_text("utf-8")


def test_a_file_that_could_not_be_saved_is_told(
    program: Program, asked: Asked, tmp_path: Path
) -> None:
    asked.answer = str(tmp_path / "gone" / "mine.md")
    review(program, 1).export.chosen.emit("md")
    program.wait(lambda: "could not be saved" in notice(program))


def test_an_ending_that_is_added_overwrites_nothing(
    program: Program, asked: Asked, tmp_path: Path
) -> None:
    (tmp_path / "mine.md").write_text("precious")
    asked.answer = str(tmp_path / "mine")
    review(program, 1).export.chosen.emit("md")
    program.wait((tmp_path / "mine (2).md").exists)
    assert (tmp_path / "mine.md").read_text() == "precious"


def test_no_answer_of_the_dialog_is_no_export(program: Program, asked: Asked) -> None:
    review(program, 1).export.chosen.emit("md")
    assert asked.begun
    assert notice(program) == ""


def test_the_text_goes_to_the_clipboard(program: Program) -> None:
    review(program, 1).export.chosen.emit("copy")
    assert QGuiApplication.clipboard().text() == "The inputs change. <b>Then</b> we retrain."
    assert "clipboard" in notice(program)


@pytest.mark.parametrize("opens", [True, False])
def test_the_notice_opens_the_folder_or_copies_the_path(
    opens: bool, program: Program, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return opens

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    asked.answer = str(tmp_path / "mine.md")
    review(program, 1).export.chosen.emit("md")
    program.wait(lambda: "Saved" in notice(program))
    program.window.notices.acted.emit(program.window.notices.message)
    assert opened == [str(tmp_path)]
    assert ("path is on the clipboard" in notice(program)) is not opens
    if not opens:
        assert QGuiApplication.clipboard().text() == str(tmp_path / "mine.md")


def test_the_history_is_saved_from_its_page(program: Program, asked: Asked, tmp_path: Path) -> None:
    program.conductor.go("history")
    page = program.page
    assert isinstance(page, HistoryPage)
    asked.answer = str(tmp_path / "all.json")
    page.export.chosen.emit(d.ExportHistory("json"))
    program.wait(lambda: "1 answer." in notice(program))
    assert len(json.loads((tmp_path / "all.json").read_text("utf-8"))["answers"]) == 1


def test_answers_chosen_in_a_list_are_exported(
    program: Program, asked: Asked, tmp_path: Path
) -> None:
    second = add_answer(program, "canary")
    asked.answer = str(tmp_path / "one")
    program.conductor.exporting.answers([second])
    program.wait((tmp_path / "one.html").exists)
    asked.answer = str(tmp_path / "both")
    program.conductor.exporting.answers([1, second])
    program.wait((tmp_path / "both.csv").exists)
    program.wait(lambda: "2 answers." in notice(program))


def test_everything_goes_to_another_computer_through_the_window(
    program: Program, open_program: Open, asked: Asked, tmp_path: Path
) -> None:
    (program.services.places.takes / take().name).write_bytes(b"RIFF")
    program.services.preferences.change(
        replace(program.services.preferences.value, theme="dark", microphone="mine")
    )
    program.conductor.go("history")
    page = program.page
    assert isinstance(page, HistoryPage)
    asked.answer = str(tmp_path / "all.zip")
    page.export.chosen.emit(d.ExportAll())
    program.wait_for_page(SettingsPage)
    program.wait(lambda: program.services.data.view.exported is not None)

    other = open_program("other")
    other.conductor.go("settings")
    settings = other.page
    assert isinstance(settings, SettingsPage)
    settings.open_section("data")
    settings.data.choose.click()
    other.wait(settings.data.preview.isVisible)
    assert other.services.history_list.summaries([1]) == {}
    settings.data.preview.settings.setChecked(True)
    settings.data.preview.bring_in.click()
    other.wait(lambda: other.services.data.view.imported is not None)
    other.wait(lambda: other.services.preferences.value.theme == "dark")
    assert other.services.preferences.value.microphone == ""
    assert len(other.services.history.summaries()) == 1
    assert (other.services.places.takes / take().name).read_bytes() == b"RIFF"
    other.conductor.go("home")
    assert list(other.services.places.backups.glob("history-*.db"))


def test_a_zip_that_is_none_is_told_and_nothing_waits(
    program: Program, asked: Asked, tmp_path: Path
) -> None:
    (tmp_path / "letter.zip").write_text("Dear Sir or Madam")
    asked.answer = str(tmp_path / "letter.zip")
    program.conductor.exporting.handle(d.ChooseArchive())
    program.wait_for_page(SettingsPage)
    program.wait(lambda: bool(program.services.data.view.problem))
    page = program.page
    assert isinstance(page, SettingsPage)
    message = page.data.notice.message
    assert message is not None
    assert message.title == "That file is not an archive of Greenroom"


def test_an_export_that_is_stopped_leaves_nothing(
    program: Program, asked: Asked, tmp_path: Path
) -> None:
    (program.services.places.takes / take().name).write_bytes(bytes(200_000_000))
    asked.answer = str(tmp_path / "all.zip")
    program.conductor.exporting.handle(d.ExportAll())
    program.wait(lambda: program.services.data.view.done_bytes > 0)
    program.conductor.exporting.handle(d.StopData())
    program.wait(lambda: not program.services.data.view.busy)
    assert program.services.data.view.exported is None
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []
