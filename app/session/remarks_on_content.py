"""What may be remarked on what was said in an interview: points, follow-ups, phrases."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from app.core.feedback import PointState
from app.session.interview_evidence import (
    Candidate,
    Judged,
    best_of,
    candidate,
    evidence_bite,
    strength,
    whole_bite,
    words_bite,
)
from app.session.interview_views import SoundBite

# Chosen by us: what lies between is ordinary, and needs no remark.
WELL_COVERED: Final = 0.7
LITTLE_COVERED: Final = 0.5
MIN_POINTS: Final = 4
# Fewer words than these answer no follow-up, and more are an answer.
SHORT_FOLLOW_UP: Final = 15
FULL_FOLLOW_UP: Final = 30
# A phrase that came as often is a habit, whatever it says.
HABIT: Final = 4


def on_content(answers: Sequence[Judged]) -> Iterator[Candidate | None]:
    """Yield what may be said of the words; drafts are left out, for theirs are not sure."""
    exact = [each for each in answers if each.exact]
    with_points = [each for each in exact if each.points]
    if sum(len(each.points) for each in with_points) >= MIN_POINTS:
        yield _points(with_points)
        yield _one_answer(with_points)
    yield _follow_ups([each for each in exact if each.step.follow_up])
    yield _phrases(exact)


def _share(answer: Judged) -> float:
    return answer.feedback.coverage.count(PointState.COVERED) / len(answer.points)


def _overall(answers: Sequence[Judged]) -> tuple[int, int]:
    total = sum(len(each.points) for each in answers)
    return sum(each.feedback.coverage.count(PointState.COVERED) for each in answers), total


def _points(answers: Sequence[Judged]) -> Candidate | None:
    covered, total = _overall(answers)
    share = covered / total
    if share >= WELL_COVERED:
        words = f"You brought in {covered} of {total} key points."
        best = chain.from_iterable(_said(each) for each in best_of(answers, _share))
        return strength("points", share, ("You say what counts", words), best)
    missed = _most_important(answers)
    if share > LITTLE_COVERED or not missed:
        return None
    words = f"{covered} of {total} key points were heard. " + _such_as(missed)
    # Of what is nearest to a point that was not heard, little is near; the answer as a whole is.
    places = (whole_bite(each) for each, _ in missed)
    return candidate("points", 1.0 - share / 2, ("Bring in more of the key points", words), places)


def _said(answer: Judged) -> Iterator[SoundBite | None]:
    """Yield where the clearest point of an answer was said."""
    found = [each for each in answer.points if each.state is PointState.COVERED and each.evidence]
    if found:
        clearest = max(found, key=lambda each: (each.overruled, each.score))
        yield evidence_bite(answer, clearest.evidence)


def _most_important(answers: Sequence[Judged]) -> list[tuple[Judged, int]]:
    """Return the points that were not heard, the weightiest first, one of each answer first."""
    missed: list[tuple[int, float, Judged, int]] = []
    for answer in answers:
        weights = [point.weight for point in answer.step.question.key_points]
        indices = [
            i
            for i, state in enumerate(answer.feedback.coverage.states)
            if state is PointState.NOT_FOUND
        ]
        indices.sort(key=lambda i: -(weights[i] if i < len(weights) else 1.0))
        for rank, index in enumerate(indices):
            weight = weights[index] if index < len(weights) else 1.0
            missed.append((rank, -weight, answer, index))
    missed.sort(key=lambda each: each[:2])
    return [(answer, index) for _, _, answer, index in missed]


def _such_as(missed: Sequence[tuple[Judged, int]]) -> str:
    points = [answer.points[index].point.rstrip(".") for answer, index in missed[:2]]
    return f"Not heard, for instance: {'; '.join(points)}."


def _one_answer(answers: Sequence[Judged]) -> Candidate | None:
    """Remark on the one answer that differs from the others: only where it is clear which."""
    covered, total = _overall(answers)
    ordered = best_of(answers, _share)
    best, worst = ordered[0], ordered[-1]
    if len(answers) < 2:
        return None
    if covered / total < WELL_COVERED and _share(best) >= WELL_COVERED and len(best.points) > 2:
        count = best.feedback.coverage.count(PointState.COVERED)
        words = f"You brought in {count} of {len(best.points)} key points of “{_ask(best)}”."
        return strength("one answer", 0.6, ("One answer stood out", words), _said(best))
    if covered / total >= WELL_COVERED and _share(worst) < LITTLE_COVERED:
        words = f"“{_ask(worst)}” had less than the others. " + _such_as(_most_important([worst]))
        places = [whole_bite(worst)]
        return candidate("one answer", 0.6, ("Go over one of the questions", words), places)
    return None


def _ask(answer: Judged) -> str:
    return answer.step.question.ask


def _follow_ups(answers: Sequence[Judged]) -> Candidate | None:
    if not answers:
        return None
    full = [each for each in answers if len(each.words) >= FULL_FOLLOW_UP]
    short = [each for each in answers if len(each.words) < SHORT_FOLLOW_UP]
    if len(full) == len(answers):
        words = "Asked a follow-up, you had something to say each time."
        if len(answers) == 1:
            words = "Asked a follow-up, you had something to say."
        return strength(
            "follow-ups", 0.5, ("You are ready for follow-ups", words), map(whole_bite, full)
        )
    if len(short) * 2 >= len(answers):
        words = (
            "Asked a follow-up, you said little. One example or one reason more is enough; it "
            "helps to think beforehand of what an interviewer may ask next."
        )
        title = "Have something ready for follow-ups"
        return candidate("follow-ups", 0.5, (title, words), map(whole_bite, short))
    return None


def _phrases(answers: Sequence[Judged]) -> Candidate | None:
    counts: Counter[str] = Counter()
    for each in answers:
        if each.feedback.content is not None:
            counts.update({said.text: said.count for said in each.feedback.content.phrases})
    if not counts:
        return None
    text, count = counts.most_common(1)[0]
    if count < HABIT:
        return None
    places = (
        words_bite(each, place.first_word, place.last_word + 6)
        for each in answers
        if each.feedback.content is not None
        for said in each.feedback.content.phrases
        if said.text == text
        for place in said.places
    )
    words = f"You said “{text}” {count} times. A short pause does the same work."
    return candidate("phrases", 0.3, ("One phrase comes back often", words), places)
