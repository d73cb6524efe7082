"""The report of an interview question by question, each a way to its review."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.interviewing import answer_rules
from app.gui.icons import Icon
from app.gui.pages.interview_report_values import figures_of, points_words
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.flow import Flow
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.state_dots import StateDots
from app.gui.widgets.text import Text
from app.session.interview_views import AnswerReport, InterviewReport

NUMBER_PX: Final = 28


class AnswerList(Card):
    """One row for each question, follow-ups set in.

    Signals:
        opened: The person wants to see an answer; carries the number of its attempt.
    """

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__((32, 8, 8))
        self._shown: list[object] = []

    def show_answers(self, report: InterviewReport) -> None:
        """Show another; a row about which nothing new is known stays, and keeps the focus."""
        plan, answers = report.interview, report.answers
        reached = len(answers) if plan.step is None else plan.position
        number = 0
        for index, answer in enumerate(answers):
            number += not answer.step.follow_up
            limit_s = answer_rules(answer.step, plan.rules).answer_s
            here, complete = index < reached, report.complete
            figures = figures_of(answer, limit_s, reached=here, complete=complete)
            self._show(index, answer, number, figures)
        while len(self._shown) > len(answers):
            self._remove(len(self._shown) - 1)

    def _show(self, index: int, answer: AnswerReport, number: int, figures: str) -> None:
        shown = (answer, number, figures)
        if index < len(self._shown):
            if self._shown[index] == shown:
                return
            self._remove(index)
        self._shown.insert(index, shown)
        row = AnswerRow(answer, number, figures, first=index == 0)
        row.opened.connect(lambda attempt_id: self.opened.emit(attempt_id))
        self.column.insertWidget(index, row)

    def _remove(self, index: int) -> None:
        self._shown.pop(index)
        item = self.column.takeAt(index)
        if item is not None and (widget := item.widget()):
            widget.hide()
            widget.deleteLater()


class AnswerRow(QWidget):
    """A question, what came of it, and a way to the review of its answer.

    Signals:
        opened: The person wants to see it; carries the number of the attempt.
    """

    opened = Signal(int)

    def __init__(self, answer: AnswerReport, number: int, figures: str, *, first: bool) -> None:
        """Build the row; number counts questions from 1, follow-ups not counted."""
        super().__init__()
        self._attempt_id = answer.attempt.id if answer.attempt is not None else None
        row = QHBoxLayout()
        row.setContentsMargins(NUMBER_PX if answer.step.follow_up else 0, 12, 0, 12)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        if answer.step.follow_up:
            row.addWidget(Glyph(Icon.ARROW_BEND_DOWN_RIGHT, 18, ink="text_3"), alignment=top)
        else:
            mark = Text(str(number), "strong", ink="text_3")
            mark.setMinimumWidth(NUMBER_PX - 12)
            row.addWidget(mark, alignment=top)
        row.addLayout(_words(answer, figures), 1)
        if self._attempt_id is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.open = Button("Open", "quiet", size="small")
            self.open.setAccessibleName(f"Open the review: {answer.step.question.ask}")
            self.open.clicked.connect(lambda: self._open())
            row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not first:
            column.addWidget(Rule())
        column.addLayout(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click: what was pressed here is let go here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the review by a click anywhere on the row."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self._open()

    def _open(self) -> None:
        if self._attempt_id is not None:
            self.opened.emit(self._attempt_id)


def _words(answer: AnswerReport, figures: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(4)
    ink = "" if answer.attempt is not None else "text_2"
    words.addWidget(Text(answer.step.question.ask, "strong", ink=ink, wrap=True))
    if answer.feedback is not None and (said := points_words(answer.feedback)):
        points = Flow(10)
        points.add(Text(said, "caption"))
        points.add(StateDots(answer.feedback.coverage.states))
        words.addLayout(points)
    words.addWidget(Text(figures, "caption", wrap=True))
    return words
