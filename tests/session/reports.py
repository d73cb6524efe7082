"""Attempts to write reports of, with everything in them that could go wrong."""

from dataclasses import replace
from datetime import UTC, datetime

from app.core.attempt import Attempt, SelfRating, Take
from app.core.feedback import (
    Coverage,
    Delivery,
    Evidence,
    Feedback,
    Measure,
    PointFinding,
    PointState,
)
from app.core.question import KeyPoint, Question
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Transcript, Word
from app.session.export_report import AttemptReport

NASTY = "<script>alert(1)</script> *bold* _em_ [x](http://e.vil) `code` | & \\ $x$ ~~no~~ # 1. a"


def transcript(text: str, *, step_s: float = 0.4, language: str = "en") -> Transcript:
    words = (
        Word(word, i * step_s, i * step_s + 0.8 * step_s) for i, word in enumerate(text.split())
    )
    return Transcript(tuple(words), "whisper", "base.en", language)


def report(
    said: str = "The inputs change. Then, um, we retrain.", **changes: object
) -> AttemptReport:
    spoken = transcript(said)
    question = Question(
        "drift", "mlops", "MLOps", "Basics", "What is drift?",
        key_points=(KeyPoint("Inputs change."), KeyPoint("Retrain."), KeyPoint("Watch.")),
        model_answer="Drift is change.\n\nWatch it.",
        anchors={1: "Words.", 3: "One way to notice it.", 5: "Both."},
    )  # fmt: skip
    attempt = Attempt(
        3,
        datetime(2026, 11, 25, 12, 0, tzinfo=UTC),
        question,
        Take("20261125-120000-0001.wav", 78.0),
        spoken,
        SelfRating(3),
        note="Begin with an example.",
    )
    attempt = replace(attempt, **changes)  # type: ignore[arg-type]  # names of fields
    return AttemptReport(attempt, 3, feedback(spoken))


def told_report() -> AttemptReport:
    """Return the report of an answer of which it is known how its story is told."""
    made = report()
    assert made.feedback is not None
    told = Structure(
        (
            TaggedSentence(0, 2, 0.0, 2.0, Part.SITUATION),
            TaggedSentence(3, 6, 2.0, 3.0, Part.ACTION, overruled=True),
        ),
        singular=3,
        plural=1,
    )
    return replace(made, feedback=replace(made.feedback, structure=told))


def feedback(spoken: Transcript) -> Feedback:
    last = min(2, len(spoken.words) - 1)
    evidence = None
    if spoken.words:
        words = spoken.words[: last + 1]
        text = " ".join(word.text for word in words)
        evidence = Evidence(text, 0, last, words[0].start_s, words[-1].end_s)
    coverage = Coverage(
        (
            PointFinding("Inputs change.", PointState.COVERED, 0.7, evidence),
            PointFinding("Retrain.", PointState.UNCLEAR, 0.4, evidence, overruled=False),
            PointFinding("Watch.", PointState.NOT_FOUND, 0.1, overruled=True),
        ),
        "lexical",
    )
    pace = Measure("Pace", 119.4, "words/min", 100, 165, "Microsoft", "")
    none = Measure("Pace while speaking", None, "words/min")
    fillers = Measure("Fillers", 1.5, "per min", None, 5, note="At least 2.")
    pause, first = Measure("Longest pause", 2.0, "s"), Measure("Time to first word", 0.4, "s")
    length = Measure("Length", 78.0, "s", 60, 132, note="Target: 120 s.")
    delivery = Delivery(78.0, 7, pace, none, (), pause, first, (4,), fillers, length)
    return Feedback(coverage, delivery)
