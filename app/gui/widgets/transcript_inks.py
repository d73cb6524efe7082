"""How the words of a transcript are written: which size, colour and line under them."""

from typing import Final

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat

from app.core.feedback import Pause
from app.core.structure import Part
from app.core.transcript import Gap, Transcript
from app.gui import look
from app.gui.widgets.story_inks import inks_of
from app.gui.wording import clock
from app.session.structure_words import part_name

FONT_PX: Final = 16
LINE_PX: Final = 28
PAUSE_PX: Final = 12
PART_PX: Final = 11
NUMBER_PX: Final = 18  # Qt draws raised text at two thirds of its size

UNSURE_TIP: Final = "Unsure: this word may have been misheard."
FILLER_TIP: Final = "A filler"
UNSURE_LEGEND: Final = "Lighter words are unsure"
# A screen reader would be kept busy by more.
MOST_NAMED: Final = 12


def block_format() -> QTextBlockFormat:
    """Return how lines are set."""
    result = QTextBlockFormat()
    fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
    result.setLineHeight(look.px(LINE_PX), fixed)
    return result


def char_format(colour: str, size_px: int = FONT_PX) -> QTextCharFormat:
    """Return how plain words are written."""
    result = QTextCharFormat()
    result.setFont(look.font(size_px))
    result.setForeground(QColor(colour))
    return result


def word_format(*, filler: bool, unsure: bool) -> QTextCharFormat:
    """Return how a word is written: lighter when it is unsure, dotted when it is a filler."""
    colours = look.colours()
    result = char_format(colours.text_3 if filler or unsure else colours.text)
    if filler:
        result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        result.setUnderlineColor(QColor(colours.line_strong))
        result.setToolTip(FILLER_TIP)
    if unsure:
        result.setToolTip(UNSURE_TIP)
    return result


def number_format(*, unclear: bool) -> QTextCharFormat:
    """Return how the number after a stretch of evidence is written."""
    colours = look.colours()
    result = char_format(colours.amber_ink if unclear else colours.accent_ink, NUMBER_PX)
    result.setFontWeight(QFont.Weight.DemiBold.value)
    result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return result


def pause_format(pause: Pause) -> QTextCharFormat:
    """Return how the length of a pause is written."""
    result = char_format(look.colours().text_3, PAUSE_PX)
    result.setToolTip(f"A pause of {pause_words(pause)}. Click to hear it.")
    return result


def part_format(part: Part, *, own: bool) -> QTextCharFormat:
    """Return how the letter of a part of a story is written."""
    result = char_format(inks_of(part).ink, PART_PX)
    result.setFontWeight(QFont.Weight.DemiBold.value)
    result.setToolTip(f"{part_name(part)} from here on{', as you say' if own else ''}.")
    return result


def pause_words(pause: Pause) -> str:
    """Return what stands where there is a long pause."""
    return f"{pause.length_s:.1f} s"


def gap_words(gap: Gap) -> str:
    """Return what stands where a stretch could not be written down."""
    return f"[{clock(gap.start_s)} to {clock(gap.end_s)} not written down]"


def unsure_words(transcript: Transcript) -> str:
    """Return which words are unsure, for whoever does not see their ink; empty for none."""
    texts = [transcript.words[index].text.strip(".,;:!?") for index in transcript.unsure]
    if not texts:
        return ""
    more = len(texts) - MOST_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return f"Unsure words: {', '.join(texts[:MOST_NAMED])}{rest}."
