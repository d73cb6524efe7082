"""Asking for a file to write or to read: the system's own dialogs, which ask before replacing."""

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_new_file(parent: QWidget, title: str, begin: str, kind: str) -> str:
    """Ask where to save; blocks until the dialog is closed.

    Args:
        parent: What it belongs to.
        title: Its title.
        begin: Where to begin.
        kind: As in "PDF (*.pdf)".

    Returns:
        A path; empty when cancelled.
    """
    return QFileDialog.getSaveFileName(parent, title, begin, kind)[0]


def ask_old_file(parent: QWidget, title: str, begin: str, kind: str) -> str:
    """Ask for a file that is there; blocks until the dialog is closed.

    Args:
        parent: What it belongs to.
        title: Its title.
        begin: Where to begin.
        kind: As in "PDF (*.pdf)".

    Returns:
        A path; empty when cancelled.
    """
    return QFileDialog.getOpenFileName(parent, title, begin, kind)[0]
