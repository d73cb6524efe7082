"""Measures how an answer sounded: pace, pauses, fillers and length.

Every band names its source; where research gives no limit there is no band.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.analysis.fillers import find_fillers
from app.core.feedback import Delivery, Measure, Pause
from app.core.languages import UNSPACED, base_code, is_english
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
# Words differ in length from language to language, and so do the rates at which they are spoken.
FILLERS_IN_ENGLISH: Final = "Fillers are counted in English only."
BAND_IN_ENGLISH: Final = "A usual pace is known for English only."
WRITTEN: Final = "This answer was written with the keyboard."
NO_WORDS: Final = "This language is written without spaces, so its words are not counted."
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
        transcript: What was said; may be empty. A draft has no fillers to
            count, and what fillers are is known for English only.
        duration_s: Length of the take in seconds; 0 or more.
        answer_s: Time the answer should take, in seconds; 0 for no target.
    """
    if transcript.typed:
        return _of_written(transcript, duration_s)
    words, language = transcript.words, transcript.language
    counts_fillers = not transcript.draft and is_english(language)
    fillers = find_fillers(words) if counts_fillers else []
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
    return Delivery(
        duration_s=duration_s,
        word_count=speech.word_count,
        pace=_pace("Pace", speech, PACE, language),
        articulation=_pace("Pace while speaking", speech, ARTICULATION, language),
        pauses=pauses,
        longest_pause=_measure("Longest pause", longest_s, "s", PAUSES),
        first_word=_measure("Time to first word", first_s, "s", FIRST_WORD),
        fillers=filler_words,
        filler_rate=_filler_rate(speech, len(fillers), _why_no_fillers(transcript)),
        length=_length(duration_s, answer_s),
    )


def _of_written(transcript: Transcript, duration_s: float) -> Delivery:
    """Return the delivery of an answer that was written: there is none, only words and time."""

    def none(name: str, unit: str) -> Measure:
        return Measure(name, None, unit, note=WRITTEN)

    return Delivery(
        duration_s=duration_s,
        word_count=_count_words(transcript.words),
        pace=none("Pace", "words/min"),
        articulation=none("Pace while speaking", "words/min"),
        pauses=(),
        longest_pause=none("Longest pause", "s"),
        first_word=none("Time to first word", "s"),
        fillers=(),
        filler_rate=none("Fillers", "per min"),
        length=Measure("Time to write", duration_s, "s", note=WRITTEN),
    )


def _measure(name: str, value: float | None, unit: str, band: Band) -> Measure:
    return Measure(name, value, unit, band.low, band.high, band.source)


def _pace(name: str, speech: _Speech, band: Band, language: str) -> Measure:
    """Return a speaking rate; the pace outside of pauses where the band is for that."""
    rate = speech.per_minute(speech.word_count, without_pauses=band is ARTICULATION)
    if base_code(language) in UNSPACED:
        return Measure(name, None, "words/min", note=NO_WORDS)
    if is_english(language):
        return _measure(name, rate, "words/min", band)
    return Measure(name, rate, "words/min", source=BAND_IN_ENGLISH, note=BAND_IN_ENGLISH)


def _why_no_fillers(transcript: Transcript) -> str:
    """Return why fillers cannot be counted; empty when they can."""
    if not is_english(transcript.language):
        return FILLERS_IN_ENGLISH
    return "A draft transcript hears no fillers." if transcript.draft else ""


def _filler_rate(speech: _Speech, count: int, why_not: str) -> Measure:
    rate = None if why_not else speech.per_minute(count)
    if why_not:
        note = why_not
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
