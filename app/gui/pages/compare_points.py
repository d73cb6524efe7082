"""The key points of two takes beside each other, and what was gained and lost."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.comparison import PointChange
from app.core.feedback import PointFinding, PointState
from app.gui import look
from app.gui.evidence import is_heard
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.chip import Chip
from app.gui.widgets.emptying import empty
from app.gui.widgets.state_icon import StateIcon
from app.gui.widgets.text import Text
from app.gui.wording import clock
from app.session.compare_views import Side

CELL_PX: Final = 98
NOT_THEN: Final = "The question did not have this point then"


class PointChanges(QWidget):
    """A table: each point, its state in either take, and where that is heard.

    Signals:
        played: The person wants to hear a point; carries the take ("older" or "newer") and the
            finding.
    """

    played = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PointChangeRow] = []
        self._tally = Text("", "second")
        self._heads = (Text("", "caption"), Text("", "caption"))
        head = QHBoxLayout()
        head.addWidget(Text("Key points", "section"))
        head.addStretch()
        head.addWidget(self._tally)
        self._names = QHBoxLayout()
        self._names.setSpacing(0)
        self._names.addStretch()
        for each in self._heads:
            self._names.addWidget(each)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self._names)
        column.addLayout(self._list)

    def show_changes(
        self, changes: Sequence[PointChange], tally: str, heads: tuple[str, str]
    ) -> None:
        """Show the points of both takes; none hides everything.

        Args:
            changes: The points in pairs.
            tally: How many were gained and lost, in words.
            heads: What the older and the newer take are called.
        """
        self.setVisible(bool(changes))
        self._tally.setText(tally)
        for label, words in zip(self._heads, heads, strict=True):
            label.setText(words)
            label.setFixedWidth(look.px(CELL_PX))
        if len(self.rows) != len(changes):
            self._build(len(changes))
        for row, change in zip(self.rows, changes, strict=True):
            row.show_change(change, heads)

    def hide_times(self, side: Side) -> None:
        """Offer no moments of a take that was written: there is nothing to hear at them."""
        for row in self.rows:
            row.cell(side).play.hide()

    def _build(self, count: int) -> None:
        empty(self._list)
        self.rows = []
        for index in range(count):
            row = PointChangeRow(index + 1)
            row.played.connect(lambda side, finding: self.played.emit(side, finding))
            self._list.addWidget(Rule())
            self._list.addWidget(row)
            self.rows.append(row)


class PointChangeRow(QWidget):
    """One key point in both takes.

    Signals:
        played: As `PointChanges.played` has it.
    """

    played = Signal(str, object)

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._point = Text("", "strong", wrap=True)
        self.gained, self.lost = Chip("gained", "accent"), Chip("lost", "amber")
        self.older, self.newer = PointCell(), PointCell()
        self.older.played.connect(partial(self.played.emit, "older"))
        self.newer.played.connect(partial(self.played.emit, "newer"))
        words = QVBoxLayout()
        words.setContentsMargins(0, 3, 8, 3)
        words.setSpacing(4)
        words.addWidget(self._point)
        left = Qt.AlignmentFlag.AlignLeft
        words.addWidget(self.gained, alignment=left)
        words.addWidget(self.lost, alignment=left)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(0)
        row.addLayout(words, 1)
        row.addWidget(self.older, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.newer, alignment=Qt.AlignmentFlag.AlignTop)

    def cell(self, side: Side) -> "PointCell":
        """Return what one of the takes has of the point."""
        return self.older if side == "older" else self.newer

    def show_change(self, change: PointChange, heads: tuple[str, str]) -> None:
        """Show a point; heads says what the takes are called."""
        self._point.setText(f"{self._number}\u2002{change.point}")
        self.gained.setVisible(change.gained)
        self.lost.setVisible(change.lost)
        named = f"point {self._number}, {heads[0]}", f"point {self._number}, {heads[1]}"
        both_known = change.older is not None and change.newer is not None
        self.older.show_finding(change.older, named[0], is_asked=both_known)
        self.newer.show_finding(change.newer, named[1], is_asked=both_known)


class PointCell(QWidget):
    """The state of a point in one take, and a button to hear it.

    Signals:
        played: The person wants to hear it; carries the finding.
    """

    played = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._finding: PointFinding | None = None
        self.state = StateIcon(PointState.NOT_FOUND)
        self._none = Text("–", ink="text_3")
        self.play = Button("", "quiet", icon=Icon.PLAY, size="tiny")
        self.play.clicked.connect(lambda: self.played.emit(self._finding))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2)
        grid.addWidget(self.state, 0, 0)
        grid.addWidget(self._none, 0, 0)
        grid.addWidget(self.play, 0, 1)
        grid.setColumnStretch(2, 1)

    def show_finding(self, finding: PointFinding | None, name: str, *, is_asked: bool) -> None:
        """Show what was heard in a take; None for nothing known.

        Args:
            finding: The finding.
            name: Which point of which take it is.
            is_asked: Whether the other take has the point, too.
        """
        self._finding = finding
        self.setFixedWidth(look.px(CELL_PX))
        self.setMinimumHeight(look.px(26))
        self.state.setVisible(finding is not None)
        self._none.setVisible(finding is None)
        self._none.setToolTip("" if is_asked else NOT_THEN)
        evidence = finding.evidence if finding and is_heard(finding) else None
        self.play.setVisible(evidence is not None)
        if finding is not None:
            self.state.set_state(finding.state, overruled=finding.overruled)
            self.state.setAccessibleName(f"{name}: {self.state.accessibleName()}")
        if evidence is not None:
            self.play.setText(clock(evidence.start_s))
            self.play.setToolTip(f"“{evidence.text}”")
            self.play.setAccessibleName(f"Play {name}")
            self.play.setAccessibleDescription(evidence.text)
