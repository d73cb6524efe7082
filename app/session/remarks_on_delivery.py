"""What may be remarked on how the answers of an interview sounded, and on their length."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from app.analysis.delivery import SHORT_ANSWER
from app.core.feedback import Measure
from app.session.interview_evidence import (
    Candidate,
    Judged,
    best_of,
    candidate,
    strength,
    times,
    whole_bite,
    words_bite,
)
from app.session.interview_views import SoundBite

# Fewer fillers than these are worth praise; what is too many is said by their band.
FEW_FILLERS_PER_MIN: Final = 2.0
MIN_WORDS: Final = 100
# Research knows no limit for either; these are where a listener begins to wonder, in our ears.
LONG_PAUSE_S: Final = 5.0
LATE_WORD_S: Final = 6.0
# An answer that ends so near to its limit was cut off.
CUT_S: Final = 1.0
AROUND: Final = 6  # words to both sides of a place
STRETCH: Final = 20  # words over which a rate is shown


def on_delivery(answers: Sequence[Judged]) -> Iterator[Candidate | None]:
    """Yield what may be said of pace, fillers, pauses and length; written answers have none."""
    spoken = [each for each in answers if each.heard and each.words]
    if spoken:
        yield _pace(spoken)
        yield _fillers([each for each in spoken if each.exact])
        yield _length(spoken)
        yield _pauses(spoken)
        yield _first_words(spoken)


def _pace(answers: Sequence[Judged]) -> Candidate | None:
    known = [each for each in answers if each.feedback.delivery.pace.value is not None]
    banded = [each for each in known if each.feedback.delivery.pace.high is not None]
    if not banded:
        return None
    rates = [_value(each.feedback.delivery.pace) for each in banded]
    low, high = f"{min(rates):.0f}", f"{max(rates):.0f}"
    between = f"{low} to {high} words a minute" if low != high else f"{low} words a minute"
    outside = [each for each in banded if not each.feedback.delivery.pace.inside]
    if not outside:
        words = f"You spoke {between}, which is easy to follow."
        return strength("pace", 0.45, ("An even pace", words), map(_middle, banded))
    if len(outside) * 2 < len(banded):
        return None
    band = banded[0].feedback.delivery.pace
    usual = f"usual are {band.low:g} to {band.high:g}"
    fast = [each for each in outside if _value(each.feedback.delivery.pace) > (band.high or 0.0)]
    if len(fast) * 2 >= len(outside):
        ordered = best_of(fast, lambda each: _value(each.feedback.delivery.pace))
        words = f"You spoke {between}; {usual}. A breath after each point gives it time to land."
        return candidate("pace", 0.6, ("Speak a little slower", words), map(_middle, ordered))
    ordered = best_of(outside, lambda each: -_value(each.feedback.delivery.pace))
    words = f"You spoke {between}; {usual}. Saying the answer aloud twice makes it flow."
    return candidate("pace", 0.5, ("Speak a little faster", words), map(_middle, ordered))


def _fillers(answers: Sequence[Judged]) -> Candidate | None:
    known = [each for each in answers if each.feedback.delivery.filler_rate.value is not None]
    if not known or sum(len(each.words) for each in known) < MIN_WORDS:
        return None
    rates = [_value(each.feedback.delivery.filler_rate) for each in known]
    many = [each for each in known if not each.feedback.delivery.filler_rate.inside]
    ordered = best_of(many, lambda each: _value(each.feedback.delivery.filler_rate))
    if many and len(many) * 2 >= len(known):
        words = (
            f"At least {median(rates):.0f} a minute, in the median. A silent pause is "
            "shorter than it feels, and sounds sure."
        )
        return candidate("fillers", 0.6, ("Fewer fillers", words), map(_around_filler, ordered))
    if max(rates) <= FEW_FILLERS_PER_MIN:
        words = "Hardly any were heard, though recognisers leave some out."
        return strength("fillers", 0.5, ("Few fillers", words), map(_middle, known))
    return None


def _length(answers: Sequence[Judged]) -> Candidate | None:
    main = [each for each in answers if not each.step.follow_up]
    if not main:
        return None
    cut = [each for each in main if each.attempt.take.duration_s >= each.limit_s - CUT_S]
    short = [each for each in main if _is_short(each)]
    if cut and len(cut) * 2 >= len(main):
        words = f"In {times(len(cut), len(main))} the time was up before you were. " + (
            "Saying the conclusion first leaves nothing important to lose."
        )
        return candidate("length", 0.7, ("Come to the end in time", words), map(_last_words, cut))
    if short and len(short) * 2 >= len(main):
        words = (
            f"{times(len(short), len(main))} took less than half of the time there was. "
            "An example or a reason fills it well."
        )
        ordered = best_of(short, lambda each: -each.attempt.take.duration_s)
        return candidate("length", 0.65, ("Say a little more", words), map(whole_bite, ordered))
    if len(main) > 1 and not cut and not short:
        words = "Every answer came to its end in time, and none was short."
        return strength("length", 0.4, ("You use your time well", words), map(_last_words, main))
    return None


def _is_short(answer: Judged) -> bool:
    return answer.attempt.take.duration_s < SHORT_ANSWER * answer.limit_s


def _pauses(answers: Sequence[Judged]) -> Candidate | None:
    found = [
        (pause.length_s, each, pause.after_word)
        for each in answers
        for pause in each.feedback.delivery.pauses
        if pause.length_s >= LONG_PAUSE_S
    ]
    if not found:
        return None
    found.sort(key=lambda each: -each[0])
    words = (
        f"The longest was {found[0][0]:.0f} s. Pauses are fine; saying that you are thinking "
        "tells the listener that there is more to come."
    )
    places = (words_bite(each, at - AROUND + 1, at + AROUND) for _, each, at in found)
    return candidate("pauses", 0.35, ("Long silences in the middle", words), places)


def _first_words(answers: Sequence[Judged]) -> Candidate | None:
    late = [each for each in answers if _value(each.feedback.delivery.first_word) >= LATE_WORD_S]
    if not late or len(late) * 2 < len(answers):
        return None
    ordered = best_of(late, lambda each: _value(each.feedback.delivery.first_word))
    words = (
        f"In {times(len(late), len(answers))} the first word came after more than "
        f"{LATE_WORD_S:.0f} s. A first sentence that is ready while you think helps."
    )
    places = (words_bite(each, 0, 2 * AROUND) for each in ordered)
    return candidate("first word", 0.3, ("Have the first sentence ready", words), places)


def _value(measure: Measure) -> float:
    return measure.value or 0.0


def _middle(answer: Judged) -> SoundBite | None:
    first = max(0, (len(answer.words) - STRETCH) // 2)
    return words_bite(answer, first, first + STRETCH - 1)


def _last_words(answer: Judged) -> SoundBite | None:
    return words_bite(answer, len(answer.words) - 2 * AROUND, len(answer.words) - 1)


def _around_filler(answer: Judged) -> SoundBite | None:
    fillers = answer.feedback.delivery.fillers
    if not fillers:
        return whole_bite(answer)
    # Where most of them come close together.
    near = [sum(abs(other - each) <= AROUND for other in fillers) for each in fillers]
    at = fillers[near.index(max(near))]
    return words_bite(answer, at - AROUND, at + AROUND)
