"""Up to where a take that is still being recorded can be written down already.

A stretch ends in a pause, so that no word is cut in two and nothing that was written down changes
when the person goes on speaking. Short stretches leave little to do when the recording stops; but
a window costs an engine the same however little is said in it, so that one that cannot keep up is
given longer ones: all that has come in the meantime, up to LIMIT.
"""

from collections.abc import Sequence
from typing import Final

from app.speech.hearing import SAMPLE_RATE_HZ, Audio
from app.speech.pieces import Span, quietest

# Half a second in which nobody speaks; the voice detector keeps 0.15 s of it with the speech.
PAUSE: Final = 35 * SAMPLE_RATE_HZ // 100
# Whisper hears 30 s at a time; beyond this a stretch without a pause is cut at its quietest moment.
LIMIT: Final = 25 * SAMPLE_RATE_HZ
# A take is looked at in parts of this length, so that a job is bounded however much has come.
PART: Final = 30 * SAMPLE_RATE_HZ
# Of a silence this much is kept: soft sounds at the beginning of a word are not speech yet.
KEPT_SILENCE: Final = SAMPLE_RATE_HZ // 2


def settled_until(speech: Sequence[Span], audio: Audio, least: int) -> int:
    """Return how many samples from the beginning on can be written down now; 0 for none yet.

    More sound will follow. In a part of PART samples it is never 0, so whoever goes on where this
    ends comes to the end of the take.

    Args:
        speech: Where somebody speaks in it, in order.
        audio: What has not been written down yet, at most PART samples.
        least: How long a stretch should be at least, from the beginning of its speech.
    """
    if not speech:
        return max(0, len(audio) - KEPT_SILENCE)
    first = speech[0].start
    pauses = _pauses(speech, len(audio), first + least)
    if pauses:
        return pauses[-1]
    if len(audio) - first < LIMIT:
        return max(0, first - KEPT_SILENCE)
    half = first + LIMIT // 2
    return half + quietest(audio[half : first + LIMIT])


def _pauses(speech: Sequence[Span], length: int, earliest: int) -> list[int]:
    """Return the moments inside of pauses that are long and late enough, but not too late."""
    latest = speech[0].start + LIMIT
    nexts = [*(span.start for span in speech[1:]), length]
    return [
        span.end + min((following - span.end) // 2, KEPT_SILENCE)
        for span, following in zip(speech, nexts, strict=True)
        if following - span.end >= PAUSE and earliest <= span.end <= latest
    ]
