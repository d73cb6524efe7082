"""The level of the microphone as a row of bars, with a peak mark that falls slowly."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import look

BARS: Final = 30
HOT_BARS: Final = 3
# 30 bars of 2 dB: the last three are the last 6 dB before clipping.
QUIETEST_DBFS: Final = -60.0
PEAK_FALL_DB_PER_S: Final = 12.0
BAR_PX: Final = 5
STEP_PX: Final = 8
HEIGHT_PX: Final = 12


def bars_lit(level_dbfs: float) -> int:
    """Return how many of the bars a level lights, 0..BARS."""
    share = (level_dbfs - QUIETEST_DBFS) / -QUIETEST_DBFS
    return max(0, min(BARS, round(share * BARS)))


class LevelMeter(QWidget):
    """Bars for the level now, and one mark for the loudest lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._level_dbfs = QUIETEST_DBFS
        self._peak_dbfs = QUIETEST_DBFS
        self._peak_at_s = 0.0
        self._drawn = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Microphone level")

    @property
    def lit(self) -> tuple[int, int]:
        """How many bars are lit, and the bar of the peak mark; 0 for none."""
        return bars_lit(self._level_dbfs), bars_lit(self._peak_dbfs)

    def set_level(self, rms_dbfs: float, peak_dbfs: float) -> None:
        """Show a level; called some 30 times a second while the microphone is on.

        Args:
            rms_dbfs: How loud it is, in dB below full scale.
            peak_dbfs: The loudest sample since the last call, in dB below full scale.
        """
        now_s = self._clock()
        fallen_dbfs = self._peak_dbfs - PEAK_FALL_DB_PER_S * (now_s - self._peak_at_s)
        self._level_dbfs = rms_dbfs
        self._peak_dbfs = max(peak_dbfs, fallen_dbfs, QUIETEST_DBFS)
        self._peak_at_s = now_s
        if self.lit != self._drawn:
            self._drawn = self.lit
            self.update()

    def clear(self) -> None:
        """Show silence."""
        self._level_dbfs = self._peak_dbfs = QUIETEST_DBFS
        self._drawn = (0, 0)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all bars."""
        return QSize(look.px(BARS * STEP_PX), look.px(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / BARS
        lit, peak = self.lit
        for bar in range(BARS):
            hot = bar >= BARS - HOT_BARS
            colour = colours.line
            if bar < lit:
                colour = colours.amber if hot else colours.accent
            elif bar == peak - 1:
                colour = colours.text_3
            painter.setBrush(QColor(colour))
            rect = QRectF(bar * step, 0, step * BAR_PX / STEP_PX, self.height())
            painter.drawRoundedRect(rect, 2, 2)
