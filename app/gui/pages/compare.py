"""The page of two takes side by side: what was gained and lost, and how each sounds."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.core.feedback import PointFinding
from app.core.replay import LEAD_S, TAIL_S
from app.gui import look
from app.gui.evidence import is_heard
from app.gui.keys import Keys, reading_order
from app.gui.pages.compare_events import (
    Choose,
    CloseComparison,
    ComparePageEvent,
    MarkBest,
    PauseTakes,
    PlayTake,
    SeekTake,
)
from app.gui.pages.compare_measures import MeasureChanges
from app.gui.pages.compare_points import PointChanges
from app.gui.pages.compare_take import TakeCard
from app.gui.pages.compare_words import rows_of, share_rows_of, tally_words
from app.gui.widgets.bars import TopBar
from app.gui.widgets.focus_keys import press_focused
from app.gui.widgets.page import ScrollPage, stack
from app.gui.widgets.side_column import GUTTER_PX, SideColumn
from app.gui.widgets.text import Text
from app.session.compare_views import CompareView, Side
from app.session.structure_words import ESTIMATE

SIDE_PX: Final = 40
GAP_PX: Final = 16
STEP_S: Final = 5.0
POINT_KEYS: Final = 9
LEFT_PX: Final = 452
LEFT_SHARE: Final = 0.38
# Below these widths, at the normal text size, the takes stand above what is found in them, and
# then above each other.
NARROW_PX: Final = 1000
SLIM_PX: Final = 560
CARD_PX: Final = 400


class ComparePage(QWidget):
    """Shows a CompareView.

    Signals:
        happened: A ComparePageEvent.
    """

    happened = Signal(object)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        """Build the page; `now` tells the present, for naming the takes."""
        super().__init__()
        self._now = now
        self._view: CompareView | None = None
        self._playing: Side | None = None
        self._positions_s: dict[Side, float] = {"older": 0.0, "newer": 0.0}
        self.top = TopBar()
        self.top.show_alone("Two takes compared")
        self.top.leave.setText("Back")
        self._group = Text("", "caption")
        self._question = Text("", "title", wrap=True)
        self.points = PointChanges()
        self.shares = MeasureChanges("Story shape")
        self.shares.setToolTip(ESTIMATE)
        self.measures = MeasureChanges("Delivery")
        self._nothing = Text("", ink="text_3", wrap=True)
        self.cards: dict[Side, TakeCard] = {
            "older": TakeCard("older", "O"),
            "newer": TakeCard("newer", "N"),
        }
        self._lay_out()
        self._connect()
        self._bind_keys()

    def show_state(self, view: CompareView) -> None:
        """Make the page look like view; cheap where nothing has changed."""
        before, self._view = self._view, view
        question = view.newer.attempt.question
        self._group.setText(question.group)
        self._question.setText(question.ask)
        now = self._now()
        for side, card in self.cards.items():
            other = view.newer if side == "older" else view.older
            options = [each for each in view.takes if each.attempt_id != other.attempt.id]
            card.show_take(view.side(side), tuple(options), now)
        heads = f"Take {view.older.label.number}", f"Take {view.newer.label.number}"
        self.points.show_changes(view.points, tally_words(view.points), heads)
        for side in self.cards:
            if view.side(side).attempt.typed:
                self.points.hide_times(side)
        self.shares.show_rows(share_rows_of(view.shares))
        self.measures.show_rows(rows_of(view.measures))
        self._nothing.setText(_what_is_missing(view))
        self._nothing.setVisible(bool(self._nothing.text()))
        if before is None or len(before.points) != len(view.points):
            reading_order(self.top, self.points, *self.cards.values())

    def start_anew(self) -> None:
        """Stand at the top, for two takes that have just been opened."""
        self._view = None
        self._side.verticalScrollBar().setValue(0)
        self._page.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_position(self, side: Side, position_s: float, playing: bool) -> None:
        """Show which moment of a take is heard, in seconds; called 30 times a second."""
        self._positions_s[side] = position_s
        if playing:
            self._playing = side
        elif self._playing == side:
            self._playing = None
        self.cards[side].show_position(position_s, playing)

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters and digits as shortcuts on or off."""
        self._keys.set_single_keys(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the takes above the tables, and above each other, where there is little width."""
        super().resizeEvent(event)
        narrow, slim = self.width() < look.px(NARROW_PX), self.width() < look.px(SLIM_PX)
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.BottomToTop if narrow else direction.LeftToRight)
        self._pair.setDirection(direction.TopToBottom if slim else direction.LeftToRight)
        self._side.set_unrolled(narrow)
        width = min(look.px(LEFT_PX), round((self.width() - 3 * SIDE_PX) * LEFT_SHARE))
        self._side.setMinimumWidth(0 if narrow else width)
        self._side.setMaximumWidth(self.width() if narrow else width)
        for card in self.cards.values():
            card.setMinimumHeight(look.px(CARD_PX) if narrow else look.px(260))

    # What the person does ---------------------------------------------------------------

    def _send(self, event: ComparePageEvent) -> None:
        self.happened.emit(event)

    def _toggle(self, side: Side) -> None:
        if self._view and self._view.side(side).audible:
            self._send(PauseTakes() if self._playing == side else PlayTake(side))

    def _press_space(self) -> None:
        if not press_focused(self) and self._view:
            self._toggle(self._view.current)

    def _step(self, seconds: float) -> None:
        if self._view is None:
            return
        side = self._view.current
        end_s = self._view.side(side).attempt.take.duration_s
        if self._view.side(side).audible:
            self._send(SeekTake(side, max(0.0, min(end_s, self._positions_s[side] + seconds))))

    def _play_finding(self, side: Side, finding: PointFinding | None) -> None:
        heard = finding is not None and is_heard(finding)
        if not heard or self._view is None or not self._view.side(side).audible:
            return
        assert finding is not None  # is_heard says so
        assert finding.evidence is not None
        from_s = max(0.0, finding.evidence.start_s - LEAD_S)
        self._send(PlayTake(side, from_s, finding.evidence.end_s + TAIL_S))

    def _play_point(self, index: int) -> None:
        if self._view and index < len(self._view.points):
            side, change = self._view.current, self._view.points[index]
            self._play_finding(side, change.older if side == "older" else change.newer)

    def _play_word(self, side: Side, index: int) -> None:
        take = self._view.side(side) if self._view else None
        if take and take.audible and take.attempt.transcript:
            self._send(PlayTake(side, take.attempt.transcript.words[index].start_s))

    def _mark_current(self) -> None:
        if self._view:
            self.cards[self._view.current].best.click()

    # Building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._page = ScrollPage((SIDE_PX, 20, SIDE_PX, 20))
        self._page.column.addWidget(self._group)
        self._page.column.addWidget(self._question)
        self._page.column.addSpacing(16)
        self._side = SideColumn()
        self._side.column.setSpacing(20)
        for widget in (self._nothing, self.points, self.shares, self.measures):
            self._side.column.addWidget(widget)
        self._side.column.addStretch()
        self._pair = QHBoxLayout()
        self._pair.setSpacing(GAP_PX)
        for card in self.cards.values():
            self._pair.addWidget(card, 1)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(SIDE_PX - GUTTER_PX)
        self._halves.addWidget(self._side)
        self._halves.addLayout(self._pair, 1)
        self._page.column.addLayout(self._halves, 1)
        stack(self, self.top, self._page, growing=self._page)

    def _connect(self) -> None:
        self.top.left.connect(lambda: self._send(CloseComparison()))
        self.points.played.connect(lambda side, finding: self._play_finding(side, finding))
        for side, card in self.cards.items():
            card.picked.connect(lambda attempt_id, side=side: self._send(Choose(side, attempt_id)))
            card.toggled.connect(partial(self._toggle, side))
            card.word_picked.connect(partial(self._play_word, side))
            card.marked.connect(lambda on, side=side: self._send(MarkBest(side, on)))

    def _bind_keys(self) -> None:
        self._keys = Keys(self)
        self._keys.bind("Space", self._press_space)
        self._keys.bind("Esc", lambda: self._send(CloseComparison()))
        self._keys.bind("Left", lambda: self._step(-STEP_S))
        self._keys.bind("Right", lambda: self._step(STEP_S))
        self._keys.bind("O", partial(self._toggle, "older"))
        self._keys.bind("N", partial(self._toggle, "newer"))
        self._keys.bind("B", self._mark_current)
        for index in range(POINT_KEYS):
            self._keys.bind(str(index + 1), partial(self._play_point, index))


def _what_is_missing(view: CompareView) -> str:
    """Return why less is compared than could be; empty when nothing is missing."""
    takes = (view.older, view.newer)
    if any(take.waiting for take in takes):
        return "" if view.points else "The takes are being compared with the key points."
    unread = [take for take in takes if take.attempt.transcript is None]
    if unread:
        names = " and ".join(f"take {take.label.number}" for take in unread)
        return f"Nothing has been written down of {names} yet, so there is little to compare."
    return ""
