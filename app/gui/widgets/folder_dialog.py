"""Asking for a folder: the one dialog there is, and it is the system's own."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

AskFolder = Callable[[QWidget, str, str], str]
"""Called with the parent, the title and where to begin; returns a path, empty when cancelled."""


def ask_folder(parent: QWidget, title: str, begin: str) -> str:
    """Ask for a folder with the system's dialog; blocks until it is closed."""
    return QFileDialog.getExistingDirectory(parent, title, begin)
