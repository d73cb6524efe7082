"""Asking where to save a file, with the system's own dialog."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

AskSave = Callable[[QWidget, str, str, str], str]
"""Called with the parent, the title, a name to propose and the kind, such as "PNG (*.png)";
returns a path, empty when cancelled. A file that is there may be replaced: it has been asked."""


def ask_save(parent: QWidget, title: str, name: str, kind: str) -> str:
    """Ask for a file to write with the system's dialog; blocks until it is closed."""
    return QFileDialog.getSaveFileName(parent, title, name, kind)[0]
