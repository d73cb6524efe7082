"""Measures how an answer sounded: pace, pauses, fillers and length.

Every band names its source; where research gives no limit there is no band.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.analysis.fillers import find_fillers
from app.core.feedback import Delivery, Measure, Pause
from app.core.transcript import Transcript, Word

PAUSE_S: Final = 2.0
# Rates of shorter answers jump about: one word more changes them by ten percent.
MIN_WORDS_FOR_RATE: Final = 10
MIN_SPEECH_S_FOR_RATE: Final = 5.0

MANY_FILLERS_PER_MIN: Final = 10.0
SHORT_ANSWER: Final = 0.5
LONG_ANSWER: Final = 1.1


@dataclass(frozen=True, slots=True)
class Band:
    """Where a measure is fine, and who says so."""

    low: float | None
    high: float | None
    source: str


PACE: Final = Band(100.0, 165.0, "Microsoft Speaker Coach: 100 to 165 words a minute")
ARTICULATION: Final = Band(
    110.0, 190.0, "speechaway.co: worth attention only below 110 or above 190"
)
FILLERS: Final = Band(
    None, 5.0, "Laske and DiGennaro Reed 2024 (JABA): 5 a minute did no harm, 12 did"
)
PAUSES: Final = Band(None, None, "Research gives no limit for pauses; compare with your own takes")
FIRST_WORD: Final = Band(None, None, "Research gives no limit; compare with your own takes")
LENGTH_SOURCE: Final = (
    "50 to 110 % of the time to answer; advice for two-minute answers is one to two minutes "
    "(climbtheladder.com, mythicintel.com)"
)


@dataclass(frozen=True, slots=True)
class _Speech:
    """The stretch from the first to the last word.

    Attributes:
        word_count: Words without fillers.
        length_s: Its length, pauses included.
        paused_s: How much of it are pauses over 2 s.
    """

    word_count: int
    length_s: float
    paused_s: float

    def per_minute(self, count: int, *, without_pauses: bool = False) -> float | None:
        """Return a rate; None when there is too little speech for one."""
        if self.word_count < MIN_WORDS_FOR_RATE or self.length_s < MIN_SPEECH_S_FOR_RATE:
            return None
        spoken_s = self.length_s - (self.paused_s if without_pauses else 0.0)
        return 60.0 * count / spoken_s if spoken_s > 0.0 else None


def assess_delivery(transcript: Transcript, duration_s: float, answer_s: float) -> Delivery:
    """Return how an answer sounded.

    Args:
        transcript: What was said; may be empty. A draft has no fillers to count.
        duration_s: Length of the take in seconds; 0 or more.
        answer_s: Time the answer should take, in seconds; 0 for no target.
    """
    words = transcript.words
    fillers = [] if transcript.draft else find_fillers(words)
    filler_words = tuple(index for filler in fillers for index in filler)
    silences = _silences(words)
    pauses = tuple(silence for silence in silences if silence.length_s > PAUSE_S)
    speech = _Speech(
        word_count=_count_words(words) - len(filler_words),
        length_s=_speech_end(words) - words[0].start_s if words else 0.0,
        paused_s=sum(pause.length_s for pause in pauses),
    )
    longest_s = max((silence.length_s for silence in silences), default=None)
    first_s = words[0].start_s if words else None
    articulation = speech.per_minute(speech.word_count, without_pauses=True)
    return Delivery(
        duration_s=duration_s,
        word_count=speech.word_count,
        pace=_measure("Pace", speech.per_minute(speech.word_count), "words/min", PACE),
        articulation=_measure("Pace while speaking", articulation, "words/min", ARTICULATION),
        pauses=pauses,
        longest_pause=_measure("Longest pause", longest_s, "s", PAUSES),
        first_word=_measure("Time to first word", first_s, "s", FIRST_WORD),
        fillers=filler_words,
        filler_rate=_filler_rate(speech, len(fillers), draft=transcript.draft),
        length=_length(duration_s, answer_s),
    )


def _measure(name: str, value: float | None, unit: str, band: Band) -> Measure:
    return Measure(name, value, unit, band.low, band.high, band.source)


def _filler_rate(speech: _Speech, count: int, *, draft: bool) -> Measure:
    rate = None if draft else speech.per_minute(count)
    if draft:
        note = "A draft transcript hears no fillers."
    elif rate is not None and rate > MANY_FILLERS_PER_MIN:
        note = f"At least {count}: worth working on. Recognisers leave many out."
    else:
        note = f"At least {count}. Recognisers leave many out."
    return Measure(
        "Fillers", rate, "per min", FILLERS.low, FILLERS.high, source=FILLERS.source, note=note
    )


def _length(duration_s: float, answer_s: float) -> Measure:
    if answer_s <= 0.0:
        return Measure("Length", duration_s, "s", note="This question has no target length.")
    return Measure(
        "Length",
        duration_s,
        "s",
        low=SHORT_ANSWER * answer_s,
        high=LONG_ANSWER * answer_s,
        source=LENGTH_SOURCE,
        note=f"Target: {answer_s:.0f} s.",
    )


def _silences(words: Sequence[Word]) -> list[Pause]:
    """Return the gaps between words; words that overlap have none."""
    gaps: list[Pause] = []
    end_s = words[0].end_s if words else 0.0
    for index, word in enumerate(words[1:]):
        if word.start_s > end_s:
            gaps.append(Pause(index, end_s, word.start_s))
        end_s = max(end_s, word.end_s)
    return gaps


def _speech_end(words: Sequence[Word]) -> float:
    return max(word.end_s for word in words)


def _count_words(words: Sequence[Word]) -> int:
    """Return how many are words; engines also write lone dashes and dots."""
    return sum(any(character.isalnum() for character in word.text) for word in words)
