"""When the practice page shows what the person meant to do next time."""

from dataclasses import replace
from typing import Final

from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.gui.pages.practice import PracticePage
from tests.gui import answers
from tests.gui.stage import Stage

NOTE: Final = "say how I would detect drift before I talk about retraining."
AT_ONCE: Final = p.Rules(prep_s=0.0)


def shows_note(qtbot: QtBot, state: p.State) -> bool:
    page = PracticePage()
    shown = Stage(qtbot, page)
    page.show_state(answers.practice(state))
    return NOTE in shown.words()


def test_the_last_note_goes_when_the_answer_begins(qtbot: QtBot) -> None:
    assert shows_note(qtbot, answers.think())
    assert not shows_note(qtbot, answers.answer(3.0))


def test_the_last_note_stays_where_nobody_had_time_to_read_it(qtbot: QtBot) -> None:
    assert shows_note(qtbot, p.Opening(AT_ONCE))
    assert shows_note(qtbot, replace(answers.answer(3.0), rules=AT_ONCE))


def test_whoever_began_when_they_were_ready_has_read_it(qtbot: QtBot) -> None:
    waited = replace(AT_ONCE, auto_start=False)
    assert not shows_note(qtbot, replace(answers.answer(3.0), rules=waited))
