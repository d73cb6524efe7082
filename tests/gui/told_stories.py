"""An answer to a behavioural question, and how its story is told, to show the pages with."""

from dataclasses import replace
from typing import Final

from app.core import practice as p
from app.core.attempt import Attempt, SelfRating, Take
from app.core.feedback import Coverage, Feedback, PointFinding, PointState
from app.core.question import KeyPoint, StoryName
from app.core.replay import sentences
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Place, Transcript
from app.core.written import written_words
from app.session.views import ReviewView, SessionPlace
from tests.gui import answers

S, T, A, R = Part

# Sentence by sentence, with the part each tells.
TOLD: Final = (
    (S, "Last spring I looked after the model that predicts delivery times."),
    (S, "One Monday the mean error went from six minutes to nineteen and support was getting"
        " calls."),
    (S, "We had changed an upstream service over the weekend."),
    (T, "I was on call, so I had to find the cause before the evening peak."),
    (A, "I started with the inputs rather than the model."),
    (A, "I plotted each feature against the week before, and one of them, the hour of the order,"
        " was shifted by exactly one hour: the new service sent local time and we expected UTC."),
    (A, "I went back to the old table, told support what to say, and then fixed the conversion."),
    (A, "After that I wrote a check that compares live features with the training set every"
        " hour."),
    (R, "Um, and by five o'clock the error was back at about six minutes."),
    (R, "It has not come back since."),
)  # fmt: skip
SAID: Final = " ".join(sentence for _, sentence in TOLD)
POINTS: Final = (
    (S, "Error tripled on a Monday", "the mean error went from six minutes to nineteen"),
    (T, "Find the cause before the peak", "I had to find the cause before the evening peak."),
    (A, "Inputs first, then the model", "I started with the inputs rather than the model."),
    (A, "Rolled the feature table back", "I went back to the old table,"),
    (A, "Live features checked hourly", "I wrote a check that compares live features"),
    (R, "Back to normal the same day", "the error was back at about six minutes."),
)
DURATION_S: Final = 72.0
TAKE: Final = Take("take-1.wav", DURATION_S)
QUESTION: Final = answers.question(
    id="trouble",
    group="Behavioural",
    ask="Describe a time you had to troubleshoot a model in production.",
    kind="behavioural",
    key_points=tuple(KeyPoint(point, part=part) for part, point, _ in POINTS),
    story=StoryName("uid", "The shifted hour"),
)


def transcript() -> Transcript:
    """Return the words, as if they had been spoken evenly."""
    return answers.transcript(SAID, duration_s=DURATION_S)


def structure(spoken: Transcript | None = None, parts: tuple[Part, ...] = ()) -> Structure:
    """Return how the story is told; with other parts than it is, where they are given."""
    spoken = spoken or transcript()
    words = spoken.words
    told = zip(sentences(spoken), parts or tuple(part for part, _ in TOLD), strict=True)
    tagged = tuple(
        TaggedSentence(
            each[0], each[-1], words[each[0]].start_s, words[each[-1]].end_s, part, sure=0.85
        )
        for each, part in told
    )
    numbers = tuple(
        Place(index, index)
        for index, word in enumerate(words)
        if word.text.strip(".") in ("six", "nineteen", "five", "one")
    )
    return Structure(tagged, 7, 2, numbers)


def feedback(spoken: Transcript | None = None, told: Structure | None = None) -> Feedback:
    """Return what was found: five points covered, one unclear, and the structure."""
    spoken = spoken or transcript()
    findings = tuple(
        PointFinding(
            point,
            PointState.UNCLEAR if index == 3 else PointState.COVERED,
            0.7,
            answers.evidence(spoken, words),
        )
        for index, (_, point, words) in enumerate(POINTS)
    )
    um = next(index for index, word in enumerate(spoken.words) if word.text == "Um,")
    delivery = answers.delivery(duration_s=DURATION_S, pauses=(), fillers=(um,))
    return Feedback(Coverage(findings, "semantic"), delivery, structure=told or structure(spoken))


def attempt(**changes: object) -> Attempt:
    """Return the answer as it is kept."""
    values: dict[str, object] = {
        "question": QUESTION,
        "take": TAKE,
        "transcript": transcript(),
        "self_rating": SelfRating(4),
    }
    return answers.attempt(**(values | changes))


def review(told: Structure | None = None, **changes: object) -> ReviewView:
    """Return its review."""
    spoken = transcript()
    shown = feedback(spoken, told)
    values: dict[str, object] = {
        "attempt": attempt(),
        "reading": p.Read(spoken, shown),
        "feedback": shown,
        "place": SessionPlace(2, 3),
    }
    return answers.review(**(values | changes))  # type: ignore[arg-type]  # one place for many tests


def corrected_review() -> ReviewView:
    """Return a review in which the person has said what two sentences tell."""
    marks = {19.0: S, 61.0: A}
    view = review(undo_label="call a sentence Action", attempt=attempt(marked_parts=marks))
    assert view.feedback is not None
    return replace(view, feedback=view.attempt.overrule(view.feedback))


def late_review() -> ReviewView:
    """Return a review of a story of which most is told before the first action, and no result."""
    parts = (S, S, S, T, S, S, A, A, A, A)
    return review(replace(structure(parts=parts), singular=2, plural=6))


def typed_review() -> ReviewView:
    """Return a review of the same answer, written with the keyboard."""
    spoken = written_words(SAID, 200.0)
    shown = feedback(spoken)
    return review(
        attempt=attempt(transcript=spoken, take=Take("", 200.0)),
        reading=p.Read(spoken, shown),
        feedback=shown,
        waveform=(),
        sound_problem="This answer was written. There is nothing to hear.",
    )
