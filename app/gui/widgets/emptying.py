"""Emptying what is filled anew."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout, keep: int = 0) -> None:
    """Take all widgets out of a layout but the first few, and delete them.

    They are hidden at once: what is deleted later would be seen over its successors until then.
    """
    while (item := layout.takeAt(keep)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
