"""Several controls that are one stop of the Tab key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.gui.widgets.focus import only_tab_stop


class Roving(QWidget):
    """Tab comes to one of the controls inside, and arrow keys lead to the others."""

    def __init__(self, steps: Mapping[Qt.Key, int]) -> None:
        """Prepare, without controls.

        Args:
            steps: By how many controls a key goes on.
        """
        super().__init__()
        self._steps = steps
        self._stops: Sequence[QWidget] = ()

    @property
    def at(self) -> int | None:
        """Which of the controls has the focus; None where none has."""
        return next((n for n, stop in enumerate(self._stops) if stop.hasFocus()), None)

    def set_stops(self, stops: Sequence[QWidget]) -> None:
        """Take other controls; Tab comes to the first."""
        self._stops = stops
        if stops:
            only_tab_stop(stops[0], stops)

    def go_to(self, index: int) -> None:
        """Bring the focus to a control; beyond the last one, to the last."""
        stop = self._stops[min(max(0, index), len(self._stops) - 1)]
        only_tab_stop(stop, self._stops)
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        """Take the arrow keys before the page does, while one of the controls has the focus."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in self._steps:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from control to control."""
        step, at = self._steps.get(Qt.Key(event.key())), self.at
        if step is None or at is None:
            super().keyPressEvent(event)
        else:
            self.go_to(at + step)
