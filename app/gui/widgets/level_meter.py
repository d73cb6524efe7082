"""The level of the microphone as bars: the room grey, the voice green, a falling peak mark."""

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
    """Bars for the level now, and one mark for the loudest lately.

    The bars of the room's noise are grey, so that what is green is the voice. When the sound was
    cut off, the last bars are amber whatever the level.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._level_dbfs = QUIETEST_DBFS
        self._peak_dbfs = QUIETEST_DBFS
        self._peak_at_s = 0.0
        self._noise_bars = 0
        self._clipped = False
        self._drawn: object = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Microphone level")

    @property
    def lit(self) -> tuple[int, int]:
        """How many bars are lit, and the bar of the peak mark; 0 for none."""
        return bars_lit(self._level_dbfs), bars_lit(self._peak_dbfs)

    @property
    def noise_bars(self) -> int:
        """How many bars stand for the noise of the room."""
        return self._noise_bars

    @property
    def clipped(self) -> bool:
        """Whether it shows that the sound was cut off."""
        return self._clipped

    def set_level(
        self,
        rms_dbfs: float,
        peak_dbfs: float,
        *,
        noise_dbfs: float | None = None,
        clipped: bool = False,
    ) -> None:
        """Show a level; called some 30 times a second while the microphone is on.

        Args:
            rms_dbfs: How loud it is, in dB below full scale.
            peak_dbfs: The loudest sample since the last call, in dB below full scale.
            noise_dbfs: The loudness of the room, in dB below full scale; None when not known.
            clipped: Whether the sound was cut off lately.
        """
        now_s = self._clock()
        fallen_dbfs = self._peak_dbfs - PEAK_FALL_DB_PER_S * (now_s - self._peak_at_s)
        self._level_dbfs = rms_dbfs
        self._peak_dbfs = max(peak_dbfs, fallen_dbfs, QUIETEST_DBFS)
        self._peak_at_s = now_s
        self._noise_bars = 0 if noise_dbfs is None else bars_lit(noise_dbfs)
        self._show_clipped(clipped)
        self._redraw()

    def clear(self) -> None:
        """Show silence."""
        self._level_dbfs = self._peak_dbfs = QUIETEST_DBFS
        self._noise_bars = 0
        self._show_clipped(False)
        self._redraw()

    def _show_clipped(self, clipped: bool) -> None:
        if clipped != self._clipped:
            self._clipped = clipped
            self.setAccessibleDescription("Too loud, the sound is cut off" if clipped else "")

    def _redraw(self) -> None:
        shown = (*self.lit, self._noise_bars, self._clipped)
        if shown != self._drawn:
            self._drawn = shown
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all bars."""
        return QSize(look.px(BARS * STEP_PX), look.px(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / BARS
        for bar in range(BARS):
            painter.setBrush(QColor(self._colour(bar)))
            rect = QRectF(bar * step, 0, step * BAR_PX / STEP_PX, self.height())
            painter.drawRoundedRect(rect, 2, 2)

    def _colour(self, bar: int) -> str:
        colours = look.colours()
        lit, peak = self.lit
        hot = bar >= BARS - HOT_BARS
        if hot and (self._clipped or bar < lit):
            return colours.amber
        if bar < lit:
            return colours.wave if bar < self._noise_bars else colours.accent
        return colours.text_3 if bar == peak - 1 else colours.line
