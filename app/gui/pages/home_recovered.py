"""Home: takes that a crash left behind."""

from typing import Final

from PySide6.QtCore import Signal

from app.gui.pages.home_values import RecoveredTake
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.wording import clock

GAP_PX: Final = 24


class RecoveredNotice(NoticeBar):
    """Offers the first of the takes a crash left behind; discarding asks once more.

    Signals:
        kept: The person keeps a take; carries its name.
        discarded: The person wants a take deleted, and said so twice; carries its name.
    """

    kept = Signal(str)
    discarded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._takes: tuple[RecoveredTake, ...] = ()
        self._asking = False
        self.setContentsMargins(0, 0, 0, GAP_PX)
        self.acted.connect(lambda: self._act())
        self.declined.connect(lambda: self._decline())

    def show_takes(self, takes: tuple[RecoveredTake, ...]) -> None:
        """Offer the first of some takes; hides when there are none."""
        if takes != self._takes:
            self._asking = False
        self._takes = takes
        if not takes:
            self.show_message(None)
        elif self._asking:
            self.show_message(_really(takes[0]))
        else:
            self.show_message(_offer(takes[0], len(takes)))

    def _act(self) -> None:
        name = self._takes[0].name
        (self.discarded if self._asking else self.kept).emit(name)

    def _decline(self) -> None:
        self._asking = not self._asking
        self.show_takes(self._takes)


def _offer(take: RecoveredTake, number: int) -> Message:
    title = f"A take of {clock(take.duration_s)} from {take.when} was saved"
    text = "The program ended unexpectedly while it was being recorded."
    if take.question:
        text += f" It answers: {take.question}"
    else:
        text += " Pick the question it answers in the list, then keep it."
    if number > 1:
        text += " There is one more." if number == 2 else f" There are {number - 1} more."
    return Message(title, text, action="Keep it", other="Discard…")


def _really(take: RecoveredTake) -> Message:
    title = f"Delete the take of {clock(take.duration_s)} from {take.when}?"
    text = "It cannot be brought back."
    return Message(title, text, "brick", action="Delete it", other="Go back")
