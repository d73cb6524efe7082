"""The key points of a question with what was heard of each, and the person's own verdict."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.feedback import Coverage, PointFinding, PointState
from app.core.structure import Part
from app.gui.evidence import is_heard
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.chip import Chip
from app.gui.widgets.emptying import empty
from app.gui.widgets.state_icon import StateIcon
from app.gui.widgets.text import ElidedText, Text
from app.gui.wording import about_language, clock
from app.session.structure_words import initial, part_name

ROW_PX: Final = 5
WORDS_ONLY: Final = (
    "Compared by words only, so other words for the same thing may be missed. "
    "Fetch the language model in the settings to compare meaning."
)


def tally(states: Sequence[PointState]) -> str:
    """Return "4 covered, 1 unclear, 1 not found"; states without points are left out."""
    counts = ((states.count(state), state.value) for state in PointState)
    return ", ".join(f"{count} {words}" for count, words in counts if count)


class KeyPoints(QWidget):
    """All key points, one below the other.

    Signals:
        ticked: The person overrules a point; carries its index and True, False or None, where
            None leaves it to the program again.
        played: The person wants to hear a point; carries its index.
        recheck_wanted: The person wants the answer to be judged again.
        settings_wanted: The person wants the settings.
    """

    ticked = Signal(int, object)
    played = Signal(int)
    recheck_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._coverage: Coverage | None = None
        self._draft = False
        self._rows: list[KeyPointRow] = []
        self._tally = Text("", "second")
        self._words_only = Text(WORDS_ONLY, "caption", wrap=True)
        self._language = Text("", "caption", wrap=True)
        self.settings = Button("Settings", "link", icon=Icon.ARROW_RIGHT, size="tiny")
        self.recheck = Button("Check again", "quiet", icon=Icon.ARROW_CLOCKWISE, size="tiny")
        self.recheck.setToolTip("Compares the text with the key points once more; your ticks stay")
        self.recheck.clicked.connect(lambda: self.recheck_wanted.emit())
        self.settings.clicked.connect(lambda: self.settings_wanted.emit())
        head = QHBoxLayout()
        head.addWidget(Text("Key points", "section"))
        head.addStretch()
        head.addWidget(self._tally)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._language)
        column.addWidget(self._words_only)
        column.addWidget(self.settings, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(2)
        column.addLayout(self._list)
        column.addWidget(self.recheck, alignment=Qt.AlignmentFlag.AlignRight)

    @property
    def rows(self) -> list["KeyPointRow"]:
        """The rows, in the order of the points."""
        return self._rows

    def show_coverage(self, coverage: Coverage | None, *, draft: bool) -> None:
        """Show what was heard; None hides everything.

        Args:
            coverage: The key points, overruled where the person did.
            draft: Whether the text they were looked for in is a draft.
        """
        self.setVisible(coverage is not None)
        if coverage is None or (coverage, draft) == (self._coverage, self._draft):
            return
        self._coverage, self._draft = coverage, draft
        self._tally.setText(tally(coverage.states))
        lexical = coverage.method == "lexical"
        about = about_language(coverage.language)
        self._language.setText(about)
        self._language.setVisible(bool(about))
        self._words_only.setVisible(lexical)
        self.settings.setVisible(lexical)
        if len(self._rows) != len(coverage.findings):
            self._build(len(coverage.findings))
        for row, finding in zip(self._rows, coverage.findings, strict=True):
            row.show_finding(finding, draft=draft)

    def show_parts(self, parts: Sequence[Part | None]) -> None:
        """Show which part of a story each point belongs to; None for a point of no story."""
        for row, part in zip(self._rows, parts, strict=False):
            row.show_part(part)

    def set_playable(self, on: bool, *, timed: bool = True) -> None:
        """Say whether there is a sound in which the points can be heard.

        Args:
            on: Whether there is one.
            timed: Whether there ever was one, so that the moments mean something.
        """
        for row in self._rows:
            row.play.setEnabled(on)
            row.play.setVisible(timed and row.heard)

    def _build(self, count: int) -> None:
        empty(self._list)
        self._rows = []
        for index in range(count):
            row = KeyPointRow(index + 1)
            row.ticked.connect(partial(self.ticked.emit, index))
            row.played.connect(partial(self.played.emit, index))
            self._list.addWidget(Rule())
            self._list.addWidget(row)
            self._rows.append(row)


class KeyPointRow(QWidget):
    """One key point: its state, its words, those that show it, and what can be done about it.

    Signals:
        ticked: Carries True, False or None, as `KeyPoints.ticked` has it.
        played: The person wants to hear it.
    """

    ticked = Signal(object)
    played = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._state = StateIcon(PointState.NOT_FOUND)
        self._count = Text(str(number), "strong")
        self.part = Chip("", "part")
        self.part.hide()
        self._point = Text("", "strong", wrap=True)
        self._evidence = ElidedText("", "second")
        self.heard = False  # whether there is a place to play
        self._yours = Chip("you", "accent")
        self._draft = Chip("draft", "amber")
        self.said = Button("I said it", "secondary", size="tiny")
        self.not_said = Button("Not said", "quiet", size="tiny")
        self.undo = Button("Undo", "quiet", size="tiny")
        self.play = Button("", "quiet", icon=Icon.PLAY, size="tiny")
        self._lay_out()
        self.said.clicked.connect(lambda: self.ticked.emit(True))
        self.not_said.clicked.connect(lambda: self.ticked.emit(False))
        self.undo.clicked.connect(lambda: self.ticked.emit(None))
        self.play.clicked.connect(lambda: self.played.emit())

    def take_focus(self) -> None:
        """Take the focus, on what can be done about the point."""
        for button in (self.said, self.undo, self.not_said):
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def show_finding(self, finding: PointFinding, *, draft: bool) -> None:
        """Show what was heard of the point."""
        self._state.set_state(finding.state, overruled=finding.overruled)
        self._point.setText(finding.point)
        self._evidence.setText(_evidence_words(finding))
        self._yours.setVisible(finding.overruled)
        self._draft.setVisible(draft and not finding.overruled)
        covered = finding.state is PointState.COVERED
        self.said.setVisible(not covered and not finding.overruled)
        self.not_said.setVisible(covered and not finding.overruled)
        self.undo.setVisible(finding.overruled)
        self.heard = is_heard(finding)
        self.play.setVisible(self.heard)
        if finding.evidence:
            self.play.setText(clock(finding.evidence.start_s))
        for button, words in (
            (self.said, "I said it"),
            (self.not_said, "Not said"),
            (self.undo, "Undo my verdict"),
            (self.play, "Play"),
        ):
            button.setAccessibleName(f"{words}: point {self._number}")

    def show_part(self, part: Part | None) -> None:
        """Show the letter of a part of a story; None for none."""
        self.part.setVisible(part is not None)
        if part is not None:
            self.part.setText(initial(part))
            self.part.setToolTip(part_name(part))
            self.part.setAccessibleName(part_name(part))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        for widget in (self._count, self.part):
            first.addWidget(widget, alignment=Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._point, 1)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._yours)
        second.addWidget(self._draft)
        second.addWidget(self._evidence, 1)
        words = QVBoxLayout()
        words.setContentsMargins(0, 3, 0, 3)
        words.setSpacing(2)
        words.addLayout(first)
        words.addLayout(second)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, ROW_PX, 0, ROW_PX)
        row.setSpacing(8)
        state = QVBoxLayout()
        state.setContentsMargins(0, 3, 0, 0)
        state.addWidget(self._state)
        state.addStretch()
        row.addLayout(state)
        row.addSpacing(4)
        row.addLayout(words, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        buttons.addStretch()
        for button in (self.play, self.said, self.not_said, self.undo):
            buttons.addWidget(button, alignment=Qt.AlignmentFlag.AlignRight)
        buttons.addStretch()
        row.addLayout(buttons)


def _evidence_words(finding: PointFinding) -> str:
    if finding.evidence is None or finding.state is PointState.NOT_FOUND:
        return "You say you did not say it" if finding.overruled else "Not found in this take"
    quoted = f"“{finding.evidence.text}”"
    return f"Closest: {quoted}" if finding.overruled else quoted
