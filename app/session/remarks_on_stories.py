"""What may be remarked on how stories were told in an interview; all of it is soft."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.core.structure import ACTION, LATE_ACTION, Part, Structure
from app.session.interview_evidence import (
    Candidate,
    Judged,
    candidate,
    sentence_bite,
    strength,
    times,
    whole_bite,
    words_bite,
)
from app.session.interview_views import SoundBite

# Of fewer sentences one wrong tag is half of the story.
MIN_SENTENCES: Final = 4
# From so many on one can say of whom somebody speaks.
MIN_PRONOUNS: Final = 6
MOSTLY_I: Final = 0.75
MOSTLY_WE: Final = 0.5

# One story, and how it was told.
Told = tuple[Judged, Structure]

_WE: Final = frozenset({"we", "us", "our", "ours", "ourselves", "we're", "we've", "we'd", "we'll"})
_I: Final = frozenset({"i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll"})


def on_stories(answers: Sequence[Judged]) -> Iterator[Candidate | None]:
    """Yield what may be said of the stories; drafts are left out, for their words are not sure."""
    told = [
        (each, each.feedback.structure)
        for each in answers
        if each.exact and each.feedback.structure is not None and not each.step.follow_up
    ]
    stories = [(each, shape) for each, shape in told if len(shape.sentences) >= MIN_SENTENCES]
    if stories:
        yield _result(stories)
        yield _action(stories)
        yield _whose(stories)


def _result(stories: Sequence[Told]) -> Candidate | None:
    without = [each for each in stories if Part.RESULT in each[1].missing]
    if len(without) * 2 > len(stories):
        words = (
            f"In {_stories(len(without), len(stories))} no Result was heard. "
            "One sentence at the end is enough: what came of it, best with a number."
        )
        return candidate("result", 0.9, ("Say how it ended", words), map(_last_sentence, without))
    bare = [each for each in stories if each[1].result_number is None]
    with_number = [each for each in stories if each[1].result_number is not None]
    if len(bare) * 2 > len(stories):
        words = (
            f"In {_stories(len(bare), len(stories))} no number was heard in the Result. "
            "How much, how many, how long, before and after: one is enough."
        )
        places = (_sentence(each, Part.RESULT) or _last_sentence(each) for each in bare)
        return candidate("result", 0.8, ("Put a number on your Results", words), places)
    if with_number and not bare:
        words = f"A number was heard in the Result of {_all(len(stories))}."
        places = (_number(each) for each in with_number)
        return strength("result", 0.9, ("Your Results have numbers", words), places)
    return None


def _action(stories: Sequence[Told]) -> Candidate | None:
    late = [each for each in stories if (each[1].action_from or 0.0) > LATE_ACTION]
    none = [each for each in stories if Part.ACTION in each[1].missing]
    if len(late) + len(none) and (len(late) + len(none)) * 2 >= len(stories):
        count = _stories(len(late) + len(none), len(stories))
        words = (
            f"In {count} what you did came after half of the time, or was not heard. "
            "Two or three sentences are enough to set the scene."
        )
        places = (_sentence(each, Part.ACTION) or _last_sentence(each) for each in (*late, *none))
        return candidate("action", 0.75, ("Come to what you did sooner", words), places)
    full = [each for each in stories if each[1].share(Part.ACTION) >= ACTION.low]
    if full and len(full) * 3 >= len(stories) * 2:
        words = (
            f"In {_stories(len(full), len(stories))} at least half of the time went "
            "to what you did, which is where interviewers listen most."
        )
        places = (_sentence(each, Part.ACTION) for each in full)
        return strength("action", 0.7, ("You tell what you did", words), places)
    return None


def _whose(stories: Sequence[Told]) -> Candidate | None:
    singular = sum(shape.singular for _, shape in stories)
    plural = sum(shape.plural for _, shape in stories)
    if singular + plural < MIN_PRONOUNS:
        return None
    words = f"You spoke of yourself {singular} times and of a group {plural} times."
    if plural >= MOSTLY_WE * (singular + plural):
        advice = f"{words} Where it was you, “I” says so."
        places = (_first_of(each, _WE) for each, _ in stories)
        return candidate("whose", 0.6, ("Say what your own part was", advice), places)
    if singular >= MOSTLY_I * (singular + plural):
        places = (_first_of(each, _I) for each, _ in stories)
        return strength("whose", 0.4, ("Your own part is clear", words), places)
    return None


def _stories(count: int, total: int) -> str:
    return times(count, total, "story", "stories")


def _all(count: int) -> str:
    return "the story you told" if count == 1 else f"each of the {count} stories you told"


def _sentence(told: Told, part: Part) -> SoundBite | None:
    found = told[1].sentences_of(part)
    return sentence_bite(told[0], found[0]) if found else None


def _last_sentence(told: Told) -> SoundBite | None:
    return sentence_bite(told[0], told[1].sentences[-1]) or whole_bite(told[0])


def _number(told: Told) -> SoundBite | None:
    place = told[1].result_number
    if place is None:
        return None
    for sentence in told[1].sentences:
        if sentence.first_word <= place.first_word <= sentence.last_word:
            return sentence_bite(told[0], sentence)
    return words_bite(told[0], place.first_word, place.last_word)


def _first_of(answer: Judged, wanted: frozenset[str]) -> SoundBite | None:
    """Return the first words of an answer that name somebody, with what follows."""
    for index, word in enumerate(answer.words):
        if word.text.strip('.,;:!?"“”()').lower().replace("’", "'") in wanted:
            return words_bite(answer, index, index + 11)
    return None
