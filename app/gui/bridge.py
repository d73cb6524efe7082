"""The only way from another thread to the GUI thread."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)


class Bridge(QObject):
    """Runs calls on the thread that created it, in the order they were posted.

    Signals:
        failed: An exception that a call raised; it has been logged and ended that call only.
    """

    failed = Signal(object)
    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have call run on the GUI thread soon. Safe from any thread."""
        self._posted.emit(call)

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:  # the edge: it must not reach Qt
            log.exception("A posted call failed")
            self.failed.emit(error)
