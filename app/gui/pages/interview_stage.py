"""Where a question of an interview is asked and answered: words on the left, clock on the right."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui import look
from app.gui.pages.practice_parts import UNDER_RING_PX, GoOnWith, UnderRing
from app.gui.widgets.answer_edit import AnswerEdit
from app.gui.widgets.button import Button
from app.gui.widgets.notice import NoticeBar
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.side_column import GUTTER_PX, SideColumn
from app.gui.widgets.text import Text
from app.gui.widgets.timer_ring import SIZE_PX, TimerRing

STAGE_PX: Final = 1080
SIDE_PX: Final = 304
SIDE_SHARE: Final = 0.4
TOP_GAP_PX: Final = 112
GAP_PX: Final = 24
BETWEEN_PX: Final = 88
MAIN_PX: Final = 56
EDIT_PX: Final = 160
# Below this width, at the normal text size, the ring stands below the question.
NARROW_PX: Final = 560


class InterviewStage(ScrollPage):
    """Question, notices, what is written, clock and the main button. It decides nothing.

    Where there is little height, the main button goes to the foot of the page.
    """

    def __init__(self, main: Button, foot: QBoxLayout) -> None:
        """Build the stage.

        Args:
            main: The main button; it stands below the clock, or in the foot.
            foot: The row of the bar below.
        """
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.eyebrow = Text("", "second", wrap=True)
        self.question = Text("", "question", wrap=True)
        self.notice = NoticeBar()
        self.go_on_with = GoOnWith()
        self.edit = AnswerEdit()
        self.edit.setMinimumHeight(look.px(EDIT_PX))
        self.edit.hide()
        self.ring, self.under = TimerRing(), UnderRing()
        self._main = main
        self._foot = foot
        self._halves = QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        self._halves.addWidget(self._left_half(), 1)
        self._halves.addWidget(self._right_half(), alignment=top | Qt.AlignmentFlag.AlignHCenter)
        self.column.addLayout(self._halves, 1)

    def set_writing(self, writing: bool) -> None:
        """Show the field for the answer; the question makes room for it."""
        if writing == self.edit.isHidden():
            self.edit.setVisible(writing)
            self.question.setProperty("role", "title" if writing else "question")
            self.question.style().unpolish(self.question)
            self.question.style().polish(self.question)

    def bring_into_sight(self) -> None:
        """Scroll to what is below a long question: why it was interrupted, or the field."""
        # What has just been shown counts only once it is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for widget in (self.go_on_with, self.notice, self.edit):
            if not widget.isHidden():
                self._question_side.ensureWidgetVisible(widget)
                self.ensureWidgetVisible(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the question its distance from the top, as far as there is room."""
        super().resizeEvent(event)
        side = look.px(SIZE_PX + UNDER_RING_PX + MAIN_PX) + 2 * GAP_PX
        room = self.height() - side - 2 * GAP_PX
        gap = max(GAP_PX, min(TOP_GAP_PX, GAP_PX + room // 2))
        margin = max(GAP_PX, (self.width() - look.px(STAGE_PX)) // 2)
        self.column.setContentsMargins(margin, gap, margin, 0)
        self._halves.setSpacing(max(GAP_PX, min(BETWEEN_PX, self.width() // 14)) - GUTTER_PX)
        widest = max(look.px(SIZE_PX), round(self.width() * SIDE_SHARE))
        self._side.setFixedWidth(min(look.px(SIDE_PX), widest))
        self._arrange(narrow=self.width() < look.px(NARROW_PX), cramped=room < 0)

    def _arrange(self, *, narrow: bool, cramped: bool) -> None:
        """Fold what stands side by side; keep the main button in sight in any case."""
        direction = QBoxLayout.Direction
        folded = direction.TopToBottom if narrow else direction.LeftToRight
        self._halves.setDirection(folded)
        self._question_side.set_unrolled(narrow)
        self._foot.setDirection(folded)
        if cramped or narrow:
            self._foot.insertWidget(0, self._main)
        else:
            self._side_column.addWidget(self._main)

    def _left_half(self) -> QWidget:
        self._question_side = SideColumn()
        column = self._question_side.column
        column.addWidget(self.eyebrow)
        column.addSpacing(4)
        column.addWidget(self.question)
        column.addSpacing(28)
        self.notice.setContentsMargins(0, 0, 0, GAP_PX // 2)
        column.addWidget(self.notice)
        column.addWidget(self.go_on_with)
        column.addWidget(self.edit, 1)
        column.addStretch()
        return self._question_side

    def _right_half(self) -> QWidget:
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(GAP_PX)
        self._side_column.addWidget(self.ring, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._side_column.addWidget(self.under)
        self._side_column.addWidget(self._main)
        return self._side
