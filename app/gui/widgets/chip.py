"""A small rounded word beside something it says more about."""

from typing import Literal

from PySide6.QtWidgets import QLabel, QSizePolicy


class Chip(QLabel):
    """One or two words, such as "In use", "draft" or "you", or the letter of a part of a story."""

    def __init__(
        self, text: str, tone: Literal["neutral", "accent", "amber", "part"] = "neutral"
    ) -> None:
        super().__init__(text)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
