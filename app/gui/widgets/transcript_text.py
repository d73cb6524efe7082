"""The text of a transcript as a document: words, pauses, numbers, and what is missing."""

from bisect import bisect_right
from dataclasses import dataclass, field

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from app.core.feedback import Pause
from app.core.structure import Part
from app.core.transcript import Transcript
from app.gui import look
from app.gui.evidence import Mark
from app.gui.widgets.transcript_inks import (
    block_format,
    char_format,
    gap_words,
    number_format,
    part_format,
    pause_format,
    pause_words,
    word_format,
)
from app.session.structure_words import initial

Span = tuple[int, int]
"""Where something stands in a document, as [start, end) positions."""


@dataclass(frozen=True, slots=True)
class PartMark:
    """Where another part of a story begins: before which word, and whether the person says so."""

    first_word: int
    part: Part
    own: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a view of a transcript shows.

    Attributes:
        transcript: The words.
        marks: The stretches that speak for key points.
        fillers: Indices of filler words.
        pauses: Long silences between words, in order.
        attempt_id: Whose words they are; others of the same attempt stay scrolled where they are.
        fixed: Whether they are only to be read and heard.
        parts: Where the parts of a story begin, in order.
        tagged: Whether one can say which part of a story a sentence tells.
    """

    transcript: Transcript
    marks: tuple[Mark, ...] = ()
    fillers: tuple[int, ...] = ()
    pauses: tuple[Pause, ...] = ()
    attempt_id: int = 0
    fixed: bool = False
    parts: tuple[PartMark, ...] = ()
    tagged: bool = False


@dataclass(slots=True)
class Written:
    """Where in a document everything stands.

    Attributes:
        words: The words, by their index.
        pauses: The pauses, by their index.
        parts: The letters of the parts of a story, each with its part.
    """

    words: list[Span] = field(default_factory=list)
    pauses: list[Span] = field(default_factory=list)
    parts: list[tuple[Span, PartMark]] = field(default_factory=list)

    def words_between(self, start: int, end: int) -> range:
        """Return the indices of the words that have a part between two positions."""
        first = bisect_right(self.words, (start, start))
        if first > 0 and self.words[first - 1][1] > start:
            first -= 1
        last = bisect_right(self.words, (end - 1, end + len(self.words)))
        return range(first, max(first, last))


def write(document: QTextDocument, spoken: Spoken | None) -> Written:
    """Replace the text of a document; return where everything stands."""
    writing = _Writing()
    if spoken:
        writing.write(spoken)
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(block_format())
    # All at once, and formats only where they differ: with a call for each of 1,500 words, building
    # the text took 10 ms instead of 8.
    cursor.insertText("".join(writing.texts), char_format(look.colours().text))
    for (start, end), style in writing.styled:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(style)
    cursor.endEditBlock()
    return writing.written


class _Writing:
    """Puts texts one after the other, and notes which of them are not plain."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.styled: list[tuple[Span, QTextCharFormat]] = []
        self.written = Written()
        self._at = 0

    def write(self, spoken: Spoken) -> None:
        transcript, light = spoken.transcript, char_format(look.colours().text_3)
        styles = {
            (filler, unsure): word_format(filler=filler, unsure=unsure)
            for filler, unsure in ((True, False), (False, True), (True, True))
        }
        fillers, unsure = frozenset(spoken.fillers), frozenset(transcript.unsure)
        behind = _behind_words(spoken)
        parts = {mark.first_word: mark for mark in spoken.parts}
        gaps = list(transcript.gaps)[::-1]
        for index, word in enumerate(transcript.words):
            while gaps and gaps[-1].start_s <= word.start_s:
                self._put(f"{gap_words(gaps.pop())} ", light)
            if mark := parts.get(index):
                self._put_part(mark)
            style = styles.get((index in fillers, index in unsure))
            self.written.words.append(self._put(word.text, style))
            for each in behind.get(index, ()):
                self._put_behind(each)
            self._put(" ")
        for gap in reversed(gaps):
            self._put(f"{gap_words(gap)} ", light)

    def _put_part(self, mark: PartMark) -> None:
        """Write the letter of a part, glued to the word it stands before."""
        style = part_format(mark.part, own=mark.own)
        span = self._put(f"\u00a0{initial(mark.part)}\u00a0", style)
        self.written.parts.append((span, mark))
        self._put("\u00a0")

    def _put_behind(self, each: Mark | Pause) -> None:
        if isinstance(each, Mark):
            self._put(f"\u2009{each.number}", number_format(unclear=each.unclear))
            return
        self._put(" ")
        style = pause_format(each)
        self.written.pauses.append(self._put(f"\u00a0{pause_words(each)}\u00a0", style))

    def _put(self, text: str, style: QTextCharFormat | None = None) -> Span:
        start = self._at
        # Qt counts in units of UTF-16.
        self._at += len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
        self.texts.append(text)
        if style is not None:
            self.styled.append(((start, self._at), style))
        return start, self._at


def _behind_words(spoken: Spoken) -> dict[int, list[Mark | Pause]]:
    """Return what stands behind which word: numbers first, then the pause."""
    last = len(spoken.transcript.words) - 1
    result: dict[int, list[Mark | Pause]] = {}
    for mark in spoken.marks:
        result.setdefault(min(mark.evidence.last_word, last), []).append(mark)
    for pause in spoken.pauses:
        result.setdefault(min(pause.after_word, last), []).append(pause)
    return result
