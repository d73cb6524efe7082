"""The report of an interview: totals, strengths, what to work on, and question by question."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.interview_answers import AnswerList
from app.gui.pages.interview_events import CloseReport, Hear, OpenAnswer, SaveReport
from app.gui.pages.interview_remarks import RemarkList
from app.gui.pages.interview_report_values import ReportState, totals
from app.gui.widgets.button import Button
from app.gui.widgets.focus_keys import press_focused
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text
from app.session.interview_views import SoundBite

GAP_PX: Final = 24


class InterviewReportPage(ScrollPage):
    """Shows a ReportState; it fills in while answers are still being judged.

    Signals:
        happened: A ReportEvent.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._playing: SoundBite | None = None
        self.back = Button("Home", "quiet", icon=Icon.ARROW_LEFT, key="Esc", size="small")
        self.save = Button("Export", icon=Icon.EXPORT, key="Ctrl+E", size="small")
        self.save.setToolTip("Write the report into a Markdown file")
        self._title = Text("", "page", wrap=True)
        self._totals = Text("", ink="text_2", wrap=True)
        self.waiting = _Waiting()
        self._note = Text("", ink="text_2", wrap=True)
        self._note.setContentsMargins(0, 0, 0, 16)
        self.strengths = RemarkList("strength", "strengths", Icon.MEDAL)
        self.to_work_on = RemarkList("thing to work on", "things to work on", Icon.TARGET)
        self.answers = AnswerList()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.back)

    def show_state(self, state: ReportState) -> None:
        """Make the page look like state; what has not changed stays as it is."""
        report = state.report
        self._title.setText(state.title)
        self._totals.setText(totals(report))
        self.back.setText(state.back)
        self.save.setEnabled(report.complete)
        self.waiting.show_count(state.judged, state.answered, complete=report.complete)
        attempts = [each.attempt for each in report.answers if each.attempt is not None]
        audible = [each.id for each in attempts if each.take.name]
        for remarks, shown in (
            (report.strengths, self.strengths),
            (report.to_work_on, self.to_work_on),
        ):
            shown.show_remarks(remarks, audible, complete=report.complete)
        # Said once, and not in both columns.
        self._note.setText(report.note)
        self._note.setVisible(bool(report.note))
        self.answers.show_answers(report)
        self.show_playing(self._playing)
        reading_order(self.back, self.save, self.strengths, self.to_work_on, self.answers)

    def show_playing(self, playing: SoundBite | None) -> None:
        """Show what is heard; None for nothing."""
        self._playing = playing
        self.strengths.show_playing(playing)
        self.to_work_on.show_playing(playing)

    def show_top(self) -> None:
        """Show the beginning of the report."""
        self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.save)
        self.column.addLayout(row)
        self.column.addSpacing(8)
        self.column.addWidget(self._title)
        self.column.addSpacing(4)
        self.column.addWidget(self._totals)
        self.column.addSpacing(GAP_PX)
        self.column.addWidget(self.waiting)
        self.column.addWidget(self._note)
        self._add_remarks()
        self.column.addSpacing(32)
        self.column.addWidget(Text("Question by question", "section"))
        self.column.addSpacing(12)
        self.column.addWidget(self.answers)
        self.column.addStretch()

    def _add_remarks(self) -> None:
        halves: QBoxLayout = QHBoxLayout()
        halves.setSpacing(GAP_PX)
        for part in (self.strengths, self.to_work_on):
            halves.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.fold(halves)
        self.column.addLayout(halves)

    def _connect(self) -> None:
        emit = self.happened.emit
        self.back.clicked.connect(lambda: emit(CloseReport()))
        self.save.clicked.connect(lambda: emit(SaveReport()))
        for remarks in (self.strengths, self.to_work_on):
            remarks.heard.connect(lambda bite: emit(Hear(bite)))
            remarks.opened.connect(lambda number: emit(OpenAnswer(number)))
        self.answers.opened.connect(lambda number: emit(OpenAnswer(number)))
        keys = Keys(self)
        keys.bind("Esc", lambda: emit(CloseReport()))
        keys.bind("Ctrl+E", self.save.click)
        keys.bind("Space", self._press_space)

    def _press_space(self) -> None:
        """Press what Tab has brought the person to; else fall silent."""
        if not press_focused(self) and self._playing is not None:
            self.happened.emit(Hear(self._playing))


class _Waiting(QWidget):
    """That answers are still being judged; hidden when all are."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", ink="text_2", wrap=True)
        self._progress = Progress("Judging the answers")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP_PX)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self._progress)

    def show_count(self, judged: int, answered: int, *, complete: bool) -> None:
        """Show how many answers have been judged."""
        self.setVisible(not complete)
        words = f"{judged} of {answered} answers have been judged. The report fills in by itself."
        self._words.setText(words)
        self._progress.set_fraction(judged / answered if answered else 0.0)
