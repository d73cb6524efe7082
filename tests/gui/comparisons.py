"""Two takes side by side, to show the page with in tests and in pictures."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.analysis.difference import only_in
from app.core.attempt import Attempt, SelfRating, Take
from app.core.comparison import compare_delivery, compare_points
from app.core.feedback import Coverage, Delivery, Measure, PointFinding, PointState
from app.core.transcript import Transcript
from app.session.compare_views import ComparedTake, CompareView
from app.session.structure_words import compare_shares
from app.session.views import TakeLabel
from tests.gui import answers, told_stories

SAID_BEFORE: Final = (
    "Okay, so model drift, that's when the model gets worse over time because the world moves on. "
    "Um, there are two kinds. Data drift means that the inputs look different from the ones we "
    "trained on, for example because a new group of customers signs up. I once had a churn model "
    "which went bad after a price change, because people suddenly left for other reasons, and "
    "nobody noticed it for three weeks. To notice it you can watch the accuracy if you have "
    "labels. Otherwise you would look at the predictions. When it happens you retrain, but you "
    "should find the cause first, it might just be a broken pipeline."
)
HEARD_BEFORE: Final = (
    "the inputs look different from the ones we trained on,",
    "",
    "watch the accuracy if you have labels.",
    "look at the predictions.",
    "find the cause first,",
    "",
)
STATES_BEFORE: Final = (
    PointState.COVERED,
    PointState.NOT_FOUND,
    PointState.COVERED,
    PointState.UNCLEAR,
    PointState.COVERED,
    PointState.NOT_FOUND,
)
TAKES: Final = (
    TakeLabel(2, 1, answers.NOW - timedelta(days=40)),
    TakeLabel(5, 2, answers.NOW - timedelta(days=2), best=True),
    TakeLabel(7, 3, answers.NOW - timedelta(minutes=18)),
)


def coverage_before(spoken: Transcript) -> Coverage:
    """Return what was heard of the key points in the older take."""
    findings = tuple(
        PointFinding(point, state, 0.5, answers.evidence(spoken, words) if words else None)
        for point, state, words in zip(answers.POINTS, STATES_BEFORE, HEARD_BEFORE, strict=True)
    )
    return Coverage(findings, "semantic")


def delivery_before() -> Delivery:
    """Return an answer that was rather fast and had a few more fillers."""
    usual = answers.delivery()
    return replace(
        usual,
        duration_s=52.0,
        pace=replace(usual.pace, value=174.0),
        pauses=usual.pauses * 2,
        longest_pause=replace(usual.longest_pause, value=4.4),
        filler_rate=replace(usual.filler_rate, value=2.3),
        length=replace(usual.length, value=52.0),
    )


def older(**changes: object) -> ComparedTake:
    """Return the second take, which is marked as the best."""
    spoken = answers.transcript(SAID_BEFORE, duration_s=52.0)
    attempt = Attempt(
        5,
        TAKES[1].made_at,
        answers.question(),
        Take("take-2.wav", 52.0),
        spoken,
        SelfRating(2),
        best=True,
    )
    values: dict[str, object] = {
        "attempt": attempt,
        "label": TAKES[1],
        "coverage": coverage_before(spoken),
        "delivery": delivery_before(),
        "audible": True,
    }
    return ComparedTake(**(values | changes))  # type: ignore[arg-type]  # one place for many tests


def newer(**changes: object) -> ComparedTake:
    """Return the third take, the one of the mock-ups."""
    values: dict[str, object] = {
        "attempt": answers.attempt(),
        "label": TAKES[2],
        "coverage": answers.coverage(),
        "delivery": answers.delivery(),
        "audible": True,
    }
    return ComparedTake(**(values | changes))  # type: ignore[arg-type]  # as above


def compared(before: ComparedTake | None = None, now: ComparedTake | None = None) -> CompareView:
    """Return two takes, with what follows from them."""
    before, now = before or older(), now or newer()
    said, then = _texts(now), _texts(before)
    both = bool(said and then)
    before = replace(before, only_here=only_in(then, said) if both else ())
    now = replace(now, only_here=only_in(said, then) if both else ())
    return CompareView(
        TAKES,
        before,
        now,
        compare_points(before.coverage, now.coverage),
        compare_delivery(before.delivery, now.delivery),
        compare_shares(before.structure, now.structure),
    )


def stories() -> CompareView:
    """Return two takes of a story; the newer comes to the point sooner."""
    late = told_stories.late_review().feedback
    question = told_stories.QUESTION
    assert late is not None
    before, now = (replace(each.attempt, question=question) for each in (older(), newer()))
    return compared(
        older(attempt=before, structure=late.structure),
        newer(attempt=now, structure=told_stories.structure()),
    )


def draft() -> CompareView:
    """Return a comparison with a take that only the draft engine has read."""
    spoken = answers.transcript(draft=True)
    attempt = answers.attempt(transcript=spoken)
    return compared(now=newer(attempt=attempt, delivery=answers.draft_delivery()))


def unread() -> CompareView:
    """Return a comparison with a take that nobody has read yet."""
    return compared(
        now=newer(attempt=answers.attempt(transcript=None), coverage=None, delivery=None)
    )


def silent() -> CompareView:
    """Return a comparison with a take whose file is gone."""
    return compared(older(audible=False, sound_problem="The file of this take is gone."))


def waiting() -> CompareView:
    """Return a comparison of takes that are being judged, of which one was judged before."""
    states = answers.coverage()
    known = Coverage(tuple(replace(each, evidence=None) for each in states.findings), "semantic")
    return compared(
        older(coverage=None, delivery=None, waiting=True),
        newer(coverage=known, delivery=None, waiting=True),
    )


def long() -> CompareView:
    """Return a comparison of two takes of ten minutes, to a long question with many points."""
    ask = answers.question(ask=answers.LONG_ASK)
    text = "Monitoring watches the inputs, the outputs and the business metric, each with a limit"
    view = compared()
    sides = []
    for take in (view.older, view.newer):
        assert take.coverage is not None
        found = take.coverage.findings
        findings = tuple(replace(found[i % 6], point=f"{text} ({i + 1})") for i in range(12))
        words = " ".join(_texts(take) * 10)
        attempt = replace(
            take.attempt, question=ask, transcript=answers.transcript(words, duration_s=600.0)
        )
        sides.append(replace(take, attempt=attempt, coverage=Coverage(findings, "semantic")))
    return compared(*sides)


def outside() -> CompareView:
    """Return a comparison in which the newer take has left the bands."""
    usual = answers.delivery()
    slow = replace(
        usual,
        pace=Measure("Pace", 82.0, "words/min", 100, 165, "Microsoft Speaker Coach"),
        filler_rate=replace(usual.filler_rate, value=7.4),
        length=replace(usual.length, value=210.0),
    )
    return compared(older(delivery=replace(usual, pauses=())), newer(delivery=slow))


def _texts(take: ComparedTake) -> list[str]:
    spoken = take.attempt.transcript
    return [word.text for word in spoken.words] if spoken else []
