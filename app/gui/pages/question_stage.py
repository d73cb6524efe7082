"""Where a question is thought about and answered: words on the left, clock on the right."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui import look
from app.gui.pages.practice_parts import UNDER_RING_PX, GoOnWith, UnderRing
from app.gui.widgets.bars import BOTTOM_PX, TOP_PX
from app.gui.widgets.button import Button
from app.gui.widgets.notice import NoticeBar
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.side_column import GUTTER_PX, SideColumn
from app.gui.widgets.text import Text
from app.gui.widgets.timer_ring import SIZE_PX, TimerRing
from app.session.ports import Loudness

STAGE_PX: Final = 1080
SIDE_PX: Final = 304
SIDE_SHARE: Final = 0.4
TOP_GAP_PX: Final = 112
GAP_PX: Final = 24
BETWEEN_PX: Final = 88
MAIN_PX: Final = 56
# Below this width, at the normal text size, the ring stands below the question.
NARROW_PX: Final = 560


class QuestionStage(ScrollPage):
    """Question, notices, clock and the main button, between the two bars. It decides nothing.

    Where there is little height, the main button goes to the foot of the page. The page adds what
    it has to say below the question to `left`, and calls `fit` when its size changes.
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
        self.ring, self.under = TimerRing(), UnderRing()
        self._page = QSize()
        self._main = main
        self._foot = foot
        self._halves = QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        self._halves.addWidget(self._left_half(), 1)
        self._halves.addWidget(self._right_half(), alignment=top | Qt.AlignmentFlag.AlignHCenter)
        self.column.addLayout(self._halves, 1)

    def show_level(self, loudness: Loudness) -> None:
        """Show how loud it is; after a clipped moment the peak mark stands at the very end."""
        peak_dbfs = 0.0 if loudness.clipped else loudness.peak_dbfs
        self.under.meter.set_level(
            loudness.rms_dbfs, peak_dbfs, noise_dbfs=loudness.noise_dbfs, clipped=loudness.clipped
        )

    def bring_into_sight(self, *below: QWidget) -> None:
        """Scroll to what is below a long question: why it was interrupted, or what else is."""
        # What has just been shown counts only once it is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for widget in (self.go_on_with, self.notice, *below):
            if not widget.isHidden():
                self._question_side.ensureWidgetVisible(widget)
                self.ensureWidgetVisible(widget)

    def fit(self, page: QSize) -> None:
        """Give the question its distance from the top, as far as there is room.

        Args:
            page: Size of the page, with both bars. Not that of the stage: it has less height once
                the main button is in the foot, and the button would come and go.
        """
        self._page = page
        side = look.px(SIZE_PX + UNDER_RING_PX + MAIN_PX) + 2 * GAP_PX
        room = page.height() - look.px(TOP_PX + BOTTOM_PX) - side - 2 * GAP_PX
        gap = max(GAP_PX, min(TOP_GAP_PX, GAP_PX + room // 2))
        margin = max(GAP_PX, (page.width() - look.px(STAGE_PX)) // 2)
        self.column.setContentsMargins(margin, gap, margin, 0)
        self._halves.setSpacing(max(GAP_PX, min(BETWEEN_PX, page.width() // 14)) - GUTTER_PX)
        widest = max(look.px(SIZE_PX), round(page.width() * SIDE_SHARE))
        self._side.setFixedWidth(min(look.px(SIDE_PX), widest))
        self._arrange(narrow=page.width() < look.px(NARROW_PX), cramped=room < 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._page.isValid():
            self.fit(self._page)

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
        self.left = self._question_side.column
        self.left.addWidget(self.eyebrow)
        self.left.addSpacing(4)
        self.left.addWidget(self.question)
        self.left.addSpacing(28)
        self.notice.setContentsMargins(0, 0, 0, GAP_PX // 2)
        self.left.addWidget(self.notice)
        self.left.addWidget(self.go_on_with)
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
