"""Asking for a file to write or to read: the system's own dialogs, which ask before replacing."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

AskFile = Callable[[QWidget, str, str, str], str]
"""Called with the parent, the title, where to begin, and the kind as in "PDF (*.pdf)"; returns a
path, empty when cancelled."""


def ask_new_file(parent: QWidget, title: str, begin: str, kind: str) -> str:
    """Ask where to save; blocks until the dialog is closed."""
    return QFileDialog.getSaveFileName(parent, title, begin, kind)[0]


def ask_old_file(parent: QWidget, title: str, begin: str, kind: str) -> str:
    """Ask for a file that is there; blocks until the dialog is closed."""
    return QFileDialog.getOpenFileName(parent, title, begin, kind)[0]
