"""What was said as subtitles, SRT or WebVTT: short cues, broken where the speaker breaks.

At most two lines, 7 s and, where there is room, at least 5/6 s: Netflix, "Timed Text Style Guide:
General Requirements", sections 1 and 4; at most 42 characters a line: "English Template Timed Text
Style Guide", section 5 (both at partnerhelp.netflixstudios.com). The former also asks for breaks
after punctuation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil
from typing import Final

from app.core.replay import sentences
from app.core.transcript import Transcript, Word

LINE_CHARACTERS: Final = 42
LINES: Final = 2
LONGEST_S: Final = 7.0
SHORTEST_S: Final = 5 / 6
# A silence as long as this is heard as a break, even inside a sentence.
BREAK_S: Final = 1.5
_CLAUSE_ENDS: Final = (",", ";", ":", "–", "—", "،", "、")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle.

    Attributes:
        start_ms: When it appears, in milliseconds from the start of the take.
        end_ms: When it goes.
        lines: One or two lines.
    """

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def cues_of(transcript: Transcript) -> list[Cue]:
    """Return the subtitles of a take, in order; none overlaps the next."""
    groups = [
        group
        for sentence in sentences(transcript)
        for group in _split(_pieces(transcript.words[sentence.start : sentence.stop]))
    ]
    starts = [_ms(group[0].start_s) for group in groups]
    cues: list[Cue] = []
    for index, group in enumerate(groups):
        start = max(starts[index], cues[-1].end_ms if cues else 0)
        spoken = max(_ms(max(word.end_s for word in group)), start + _ms(SHORTEST_S))
        end = min(spoken, start + _ms(LONGEST_S))
        if index + 1 < len(groups):
            end = min(end, starts[index + 1])
        cues.append(Cue(start, max(start + 1, end), _lines([word.text for word in group])))
    return cues


def srt_of(transcript: Transcript) -> str:
    """Return the subtitles as SubRip (.srt)."""
    blocks = (
        f"{number}\n{_time(cue.start_ms, ',')} --> {_time(cue.end_ms, ',')}\n"
        + "\n".join(line.replace("-->", "→") for line in cue.lines)
        for number, cue in enumerate(cues_of(transcript), 1)
    )
    return "\n\n".join(blocks) + "\n"


def vtt_of(transcript: Transcript) -> str:
    """Return the subtitles as WebVTT (.vtt, https://www.w3.org/TR/webvtt1/)."""
    blocks = (
        f"{_time(cue.start_ms, '.')} --> {_time(cue.end_ms, '.')}\n"
        + "\n".join(escape(line, quote=False) for line in cue.lines)
        for cue in cues_of(transcript)
    )
    return "\n\n".join(("WEBVTT", *blocks)) + "\n"


def _split(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Split a sentence into stretches that fit into a cue, where it breaks best."""
    if _fits(words) or len(words) == 1:
        yield words
        return
    at = max(range(1, len(words)), key=lambda at: _worth(words, at))
    yield from _split(words[:at])
    yield from _split(words[at:])


def _fits(words: Sequence[Word]) -> bool:
    short = words[-1].end_s - words[0].start_s <= LONGEST_S
    paused = any(b.start_s - a.end_s >= BREAK_S for a, b in pairwise(words))
    return short and not paused and len(_lines([word.text for word in words])) <= LINES


def _worth(words: Sequence[Word], at: int) -> float:
    """Return how good a place a break before word `at` is: pauses, clauses, and the middle."""
    pause_s = words[at].start_s - words[at - 1].end_s
    clause = 1.0 if words[at - 1].text.endswith(_CLAUSE_ENDS) else 0.0
    balance = min(at, len(words) - at) / len(words)
    return 2.0 * min(pause_s, 3.0) + clause + 2.0 * balance


def _pieces(words: Sequence[Word]) -> list[Word]:
    """Return words without what would break the format; one longer than a line is cut in two."""
    found: list[Word] = []
    for word in words:
        text = _CONTROL.sub(" ", word.text).strip() or "…"
        count = ceil(len(text) / LINE_CHARACTERS)
        step_s = (word.end_s - word.start_s) / count
        for n in range(count):
            piece = text[n * LINE_CHARACTERS : (n + 1) * LINE_CHARACTERS].strip() or "…"
            start_s = word.start_s + n * step_s
            end_s = word.end_s if n + 1 == count else start_s + step_s
            found.append(Word(piece, start_s, max(start_s, end_s), word.probability))
    return found


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    """Return words on one line, or on two of even length; on more where those are too short."""
    whole = " ".join(texts)
    if len(whole) <= LINE_CHARACTERS:
        return (whole,)
    splits = ((" ".join(texts[:at]), " ".join(texts[at:])) for at in range(1, len(texts)))
    fitting = [each for each in splits if max(map(len, each)) <= LINE_CHARACTERS]
    if fitting:
        return min(fitting, key=lambda two: abs(len(two[0]) - len(two[1])))
    return tuple(texts) if len(texts) > LINES else (whole, "", "")


def _ms(seconds: float) -> int:
    return round(1000 * seconds)


def _time(ms: int, point: str) -> str:
    seconds, rest_ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{rest_ms:03}"
