"""Stories in the whole program: written, undone, brought in, and what answers are measured by."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.story import Story
from app.core.structure import Part
from app.gui.pages import stories_values as v
from app.gui.pages.stories import StoriesPage
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]

CTRL = Qt.KeyboardModifier.ControlModifier
STORY = Story("The shifted hour", bullets={Part.SITUATION: ("Error tripled on a Monday",)})
MARKDOWN = """# The shifted hour

## Result

- Back to normal

# The move

## Action

- Asked everybody first
"""


class Asked:
    """Answers the file dialogs."""

    def __init__(self) -> None:
        self.answer = ""

    def __call__(self, parent: QWidget, title: str, begin: str, kind: str) -> str:
        return self.answer


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked = Asked()
    monkeypatch.setattr("app.gui.exporting.ask_new_file", asked)
    monkeypatch.setattr("app.gui.exporting.ask_old_file", asked)
    return asked


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, asked: Asked) -> Iterator[Program]:
    settings = replace(settings_with_tiny_model(), prep_s=180)
    program = Program(tmp_path / "data", settings)
    yield program
    program.close()


def stories_page(program: Program) -> StoriesPage:
    program.press(Qt.Key.Key_4, CTRL)
    program.wait_for_page(StoriesPage)
    page = program.page
    assert isinstance(page, StoriesPage)
    return page


def titles(program: Program) -> list[str]:
    return sorted(story.title for story in program.services.stories.stories())


def notice(program: Program) -> str:
    message = program.window.notices.message
    return f"{message.title} {message.text}" if message else ""


def press_notice(program: Program) -> None:
    message = program.window.notices.message
    assert message is not None
    program.window.notices.acted.emit(message)


def write(page: StoriesPage, title: str, bullet: str) -> None:
    QTest.keyClicks(page.editor.title, title)
    QTest.keyClicks(page.editor.bullets[Part.SITUATION], bullet)


def test_a_first_story_is_written_and_is_there_after_a_restart(
    program: Program, tmp_path: Path
) -> None:
    page = stories_page(program)
    page.nothing.write.click()
    assert page.editor.title.hasFocus()
    write(page, "The shifted hour", "Error tripled on a Monday")
    program.close()  # at once: nothing has been stored by then
    again = Program(tmp_path / "data", None)
    try:
        (story,) = again.services.stories.stories()
        assert (story.title, story.bullets) == (STORY.title, STORY.bullets)
    finally:
        again.close()


def test_another_page_is_opened_without_losing_a_word(program: Program) -> None:
    page = stories_page(program)
    page.nothing.write.click()
    write(page, "The shifted hour", "Error tripled on a Monday")
    program.press(Qt.Key.Key_1, CTRL)
    assert titles(program) == ["The shifted hour"]


def test_what_is_typed_is_undone_and_done_again_by_key(program: Program) -> None:
    story = program.services.stories.add(STORY)
    page = stories_page(program)
    QTest.keyClicks(page.editor.title, " again")
    field = page.editor.title
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert titles(program) == ["The shifted hour"]
    assert page.editor.title.text() == "The shifted hour"
    assert "undone" in notice(program)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    stored = program.services.stories.story(story.uid)
    assert stored is not None
    assert page.editor.title.text() == stored.title == "The shifted hour again"


def test_a_deleted_story_comes_back_by_the_button_of_the_notice(program: Program) -> None:
    for title in ("The move", "The shifted hour"):
        program.services.stories.add(replace(STORY, title=title))
    page = stories_page(program)
    first = page.list.rows[0]
    page.editor.delete.click()
    assert len(titles(program)) == 1
    assert first.words in notice(program)
    assert page.editor.story.title != first.words
    press_notice(program)
    assert titles(program) == ["The move", "The shifted hour"]
    assert notice(program) == ""


def test_undo_is_not_offered_once_something_else_was_done(program: Program) -> None:
    for title in ("The move", "The shifted hour"):
        program.services.stories.add(replace(STORY, title=title))
    page = stories_page(program)
    page.editor.delete.click()
    QTest.keyClicks(page.editor.title, "!")
    page.keep()
    assert notice(program) == ""


def test_a_list_keeps_its_order_while_one_writes(program: Program) -> None:
    for title in ("The move", "The shifted hour"):
        program.services.stories.add(replace(STORY, title=title))
    page = stories_page(program)
    before = [row.key for row in page.list.rows]
    page.happened.emit(v.OpenStory(before[1]))
    QTest.keyClicks(page.editor.title, "!")
    page.keep()
    assert [row.key for row in page.list.rows] == before
    assert page.list.rows[1].words == "The move!"


def test_a_hole_is_filled_from_the_table(program: Program) -> None:
    program.services.stories.add(STORY)
    page = stories_page(program)
    page.show_tab("shows")
    program.wait(lambda: bool(page.shows.buttons))
    name, button = next(iter(page.shows.buttons.items()))
    button.click()
    assert page.editor.competencies.chosen == (name,)
    QTest.keyClicks(page.editor.title, "Another")
    page.keep()
    page.show_tab("shows")
    assert name not in page.shows.buttons
    uid = page.shows.table.matrix.uids[0]
    page.shows.table.toggled.emit(uid, name)
    assert name in page.shows.buttons
    page.happened.emit(v.UndoChange())
    assert name not in page.shows.buttons


def test_stories_come_from_a_file_and_go_again(
    program: Program, asked: Asked, tmp_path: Path
) -> None:
    program.services.stories.add(STORY)
    page = stories_page(program)
    file = tmp_path / "mine.md"
    file.write_text(MARKDOWN, "utf-8")
    asked.answer = str(file)
    page.happened.emit(v.ImportStories())
    assert titles(program) == ["The move", "The shifted hour"]
    assert "1 story added and 1 changed from “mine.md”." in notice(program)
    page.happened.emit(v.ImportStories())
    assert "here already" in notice(program)
    program.services.stories.undo()
    page.happened.emit(v.ImportStories())
    press_notice(program)
    (left,) = program.services.stories.stories()
    assert (left.title, left.bullets) == (STORY.title, STORY.bullets)


def test_a_file_that_holds_no_stories_is_refused_in_words(
    program: Program, asked: Asked, tmp_path: Path
) -> None:
    page = stories_page(program)
    for name, data, words in (
        ("words.md", b"hello", "begins with its title"),
        ("picture.md", b"\x89PNG\xff", "no text"),
        ("wide.md", "# The move".encode("utf-16"), "Save it as UTF-8"),
        ("large.md", b"# The move\n" * 500_000, "too large"),
        ("empty.md", b"", "no stories in it"),
        ("gone.md", None, "could not be read"),
    ):
        file = tmp_path / name
        if data is not None:
            file.write_bytes(data)
        asked.answer = str(file)
        program.window.notices.show_message(None)
        page.happened.emit(v.ImportStories())
        assert words in notice(program), name
    assert titles(program) == []


def test_all_stories_are_written_into_a_file(
    program: Program, asked: Asked, tmp_path: Path
) -> None:
    program.services.stories.add(STORY)
    page = stories_page(program)
    asked.answer = str(tmp_path / "out")
    page.happened.emit(v.ExportStories())
    target = tmp_path / "out.md"
    program.wait(target.exists)
    program.wait(lambda: "Saved" in notice(program))
    assert "- Error tripled on a Monday" in target.read_text("utf-8")
