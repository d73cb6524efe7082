"""Keeps what was said of what an engine wrote, and drops what it made up.

Whisper fills silence, noise and the ends of sentences with text it has often seen, and can be sure
of it. What gives such text away is the sound under it: it stands where nobody speaks, or has more
words than anybody could say there. No phrase is dropped for its words alone.

Measured on 969 words that were really said (30 recordings of people, a spoken answer; Whisper base
and the test model) and 80 words these two made up around coughs, noise and hum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.core.transcript import Word
from app.speech.voice import Voice

# A word's times are rough. Within this of every word really said the voice detector was sure of a
# voice: at least 0.72. Of the words made up a third had nothing of the kind.
SLACK_S: Final = 0.15
VOICED: Final = 0.7
# So much of a passage must have a voice, or none of it is believed: the words of an invented
# sentence are spread over its piece, and some of them meet somebody's last syllable.
VOICED_SHARE: Final = 0.5

# OpenAI drops a window above 0.6 if it is also less likely than -1 (whisper/transcribe.py), and
# faster-whisper the same. What is made up of a cough or a breath lies between: no_speech 0.3 to
# 0.6. Of words really said, one passage in 140 was less likely than -1, with no_speech 0.12.
DOUBTED_NO_SPEECH: Final = 0.3
DOUBTED_LOG_PROBABILITY: Final = -1.0
# Above OpenAI's limit a sure passage is kept only where there is a voice all along.
SURE_NO_SPEECH: Final = 0.6
SURE_VOICED_SHARE: Final = 0.9

# Fast talkers reach 6 words a second, the fastest ever some 10. A cough of half a second was
# written down as a sentence: 26. Counted in letters where there is a choice: Whisper's "words" of
# Chinese or Japanese are single signs.
MOST_WORDS_PER_S: Final = 8.0
MOST_LETTERS_PER_S: Final = 40.0
# Short passages have little sound to measure, and the detector is late by a chunk or two.
LEAST_VOICED_S: Final = 0.25

# "Very, very, very, very" is said, if there is the time to say it. Longer ones are the engine going
# round in circles: "I'm not sure if I can get a new one, but", three times.
REPEATS_SAID: Final = 2
LONGEST_LOOP: Final = 12
MOST_WORDS_OF_LOOP: Final = 12

# What Whisper writes at the end of silence, from subtitles of films (2501.11378 on arXiv has the
# measured list). People say it, too: it is dropped only where the sound leaves a doubt.
PHANTOMS: Final = frozenset(
    (
        "you", "thank you", "thanks", "thank you very much", "thank you so much", "bye", "bye bye",
        "thank you for watching", "thanks for watching", "thank you for listening", "the end",
        "please subscribe", "please subscribe to my channel", "see you next time", "i'm sorry",
        "see you in the next video", "subtitles by the amara org community", "oh", "so", "okay",
    )
)  # fmt: skip
PHANTOM_NO_SPEECH: Final = 0.3
PHANTOM_VOICE: Final = 0.9

_EDGES: Final = ".,;:!?…-–—\"'()[]♪ "


@dataclass(frozen=True, slots=True)
class Passage:
    """What an engine wrote in one go.

    Attributes:
        words: Its words, in order, in seconds from the start of the piece; anything else about
            their times may be wrong.
        no_speech: How likely the engine thinks it that nobody speaks, 0..1.
        log_probability: How sure it is of its words: mean logarithm of their probability.
    """

    words: tuple[Word, ...]
    no_speech: float = 0.0
    log_probability: float = 0.0


def keep_said(passages: Iterable[Passage], voice: Voice, length_s: float) -> list[Word]:
    """Return the words of a piece that were said, with times that fit the voice.

    Args:
        passages: What an engine wrote.
        voice: Where in the piece somebody speaks.
        length_s: Length of the piece.
    """
    said = [word for passage in passages for word in _believed(passage, voice)]
    return fit_times(said, voice, length_s)


def keep_voiced(words: Iterable[Word], voice: Voice, length_s: float) -> list[Word]:
    """Return the words of a piece with a voice under them: for an engine that tells no more."""
    return fit_times([word for word in words if is_voiced(word, voice)], voice, length_s)


def later(words: Iterable[Word], by_s: float) -> list[Word]:
    """Return words of a piece in the time of the take."""
    return [replace(w, start_s=w.start_s + by_s, end_s=w.end_s + by_s) for w in words]


def plain(words: Iterable[Word]) -> list[str]:
    """Return words in lower case and without the punctuation around them; never empty ones."""
    return [bare for word in words if (bare := word.text.lower().strip(_EDGES))]


def _believed(passage: Passage, voice: Voice) -> Sequence[Word]:
    """Return the words of a passage that have a voice under them; none of one that is made up."""
    words = without_loops(passage.words)
    if not words or _is_doubted(passage):
        return ()
    voiced = [word for word in words if is_voiced(word, voice)]
    own = sum(_own_voice(word, voice) >= VOICED for word in words) / len(words)
    sure = passage.no_speech <= SURE_NO_SPEECH
    if not voiced or own < (VOICED_SHARE if sure else SURE_VOICED_SHARE):
        return ()
    if _letters(words) > MOST_LETTERS_PER_S * _voiced_s(passage, voice):
        return ()
    looped = len(words) < len(passage.words)
    if " ".join(plain(words)) in PHANTOMS and (looped or _leaves_doubt(passage, voice)):
        return ()
    return voiced


def is_voiced(word: Word, voice: Voice) -> bool:
    """Return whether somebody speaks during a word, or close to it."""
    return voice.surest(word.start_s - SLACK_S, word.end_s + SLACK_S) >= VOICED


def _own_voice(word: Word, voice: Voice) -> float:
    return voice.surest(word.start_s, word.end_s)


def _is_doubted(passage: Passage) -> bool:
    return (
        passage.no_speech > DOUBTED_NO_SPEECH and passage.log_probability < DOUBTED_LOG_PROBABILITY
    )


def _letters(words: Sequence[Word]) -> int:
    return sum(len(bare) for bare in plain(words))


def _voiced_s(passage: Passage, voice: Voice) -> float:
    """Return how long somebody speaks during a passage, what is left out of it included."""
    start_s = min(word.start_s for word in passage.words) - SLACK_S
    end_s = max(word.end_s for word in passage.words) + SLACK_S
    return max(LEAST_VOICED_S, voice.between(start_s, end_s).voiced_s)


def _leaves_doubt(passage: Passage, voice: Voice) -> bool:
    surest = voice.surest(passage.words[0].start_s, passage.words[-1].end_s)
    return passage.no_speech > PHANTOM_NO_SPEECH or surest < PHANTOM_VOICE


# Going round in circles -------------------------------------------------------------


def without_loops(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out repetitions that nobody had the time to say, or that go on and on."""
    kept = list(words)
    for length in range(1, LONGEST_LOOP + 1):
        kept = _without_loops_of(kept, length)
    return kept


def _without_loops_of(words: Sequence[Word], length: int) -> list[Word]:
    texts = [word.text.lower().strip(_EDGES) for word in words]
    kept: list[Word] = []
    at = 0
    while at < len(words):
        times = _times_said(texts, at, length)
        if times <= REPEATS_SAID:
            kept.append(words[at])
            at += 1
            continue
        end = at + times * length
        believed = _repeats_believed(words[at:end], length)
        kept += words[at : at + believed * length]
        at = end
    return kept


def _times_said(texts: Sequence[str], at: int, length: int) -> int:
    """Return how often the words at an index come in a row, at least once."""
    times = 1
    wanted = texts[at : at + length]
    while len(wanted) == length and texts[at + times * length :][:length] == wanted:
        times += 1
    return times


def _repeats_believed(words: Sequence[Word], length: int) -> int:
    """Return how many repetitions of a loop of so many words somebody had the time to say."""
    lasted_s = words[-1].end_s - words[0].start_s
    if len(words) > min(MOST_WORDS_OF_LOOP, MOST_WORDS_PER_S * lasted_s):
        return 1
    return len(words) // length


# Times --------------------------------------------------------------------------------


def fit_times(words: Iterable[Word], voice: Voice, length_s: float) -> list[Word]:
    """Return words with times inside the piece, never backwards, and none across a pause.

    Whisper stretches the word before or after a pause over all of it (SYSTRAN/faster-whisper#57).
    """
    runs = voice.runs()
    fitted: list[Word] = []
    earliest_s = 0.0
    for word in words:
        start_s, end_s = _fit(word, runs)
        start_s = min(max(start_s, earliest_s), length_s)
        end_s = min(max(end_s, start_s), length_s)
        fitted.append(replace(word, start_s=start_s, end_s=end_s))
        earliest_s = start_s
    return fitted


def _fit(word: Word, runs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the part of a word's time that lies in one stretch of voice, or beside one."""
    best, longest_s = (word.start_s, min(word.end_s, word.start_s + SLACK_S)), 0.0
    for run_start_s, run_end_s in runs:
        start_s = max(word.start_s, run_start_s - SLACK_S)
        end_s = min(word.end_s, run_end_s + SLACK_S)
        if end_s - start_s > longest_s:
            best, longest_s = (start_s, end_s), end_s - start_s
    return best
