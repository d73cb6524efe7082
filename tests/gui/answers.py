"""Questions, takes, transcripts and feedback to show the pages of an answer with."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from math import sin
from typing import Final

from app.core import practice as p
from app.core.attempt import Attempt, AttemptSummary, EarlierNote, SelfRating, Take
from app.core.feedback import (
    Coverage,
    Delivery,
    Evidence,
    Feedback,
    Measure,
    Pause,
    PointFinding,
    PointState,
)
from app.core.question import KeyPoint, Question
from app.core.transcript import Transcript, Word
from app.core.written import written_words
from app.session.views import MicrophoneOption, PracticeView, ReviewView, SessionPlace, TakeLabel

NOW: Final = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
RULES: Final = p.Rules(prep_s=60.0, answer_s=120.0)
LONG_ASK: Final = (
    "Tell me about a time when a model you were responsible for went wrong in production, how you "
    "found out about it, whom you told first, what you did in the first hour, what you changed "
    "afterwards so that it could not happen again, and what you would do differently if you were "
    "in the same place again today."
)
RTL_ASK: Final = "ما هو انحراف النموذج أو المفهوم؟"
UMLAUT_ASK: Final = "Wie prüfst du, ob Überwachungsgrößen für ein Modell ausreichend schön sind?"
POINTS: Final = (
    "Data drift: the inputs change",
    "Concept drift: what the inputs mean changes",
    "With labels: watch recent accuracy",
    "Without labels: compare input distributions",
    "Find the cause before retraining",
    "Keep a fallback: earlier model or a rule",
)
SAID: Final = (
    "So, drift is what happens when the world moves on and the model stays where it was. I'd split "
    "it in two. The first is data drift: the inputs start to look different from what we trained "
    "on, say a new group of customers signs up, but the rule that links them to the outcome still "
    "holds. The second is concept drift, and that one is worse, because the same inputs now mean "
    "something else. Um, think of spam: a message that was harmless last year is a scam today. How "
    "would I notice? If labels come back quickly I just watch accuracy on the most recent week "
    "against the week of the release. In our case labels came after a month, so we compared the "
    "distribution of every input with the training set, mostly with the population stability "
    "index. And if it goes past a limit, we get an alert and, well, we retrain."
)
EVIDENCE: Final = (
    "the inputs start to look different from what we trained on,",
    "the same inputs now mean something else.",
    "watch accuracy on the most recent week",
    "we compared the distribution of every input",
    "we get an alert and, well, we retrain.",
)
DURATION_S: Final = 78.0
PAUSES_S: Final = ((7.2, 9.6), (40.0, 42.6))
TAKE: Final = Take("take-3.wav", DURATION_S)


def question(**changes: object) -> Question:
    """Return the question of the mock-ups, or one that differs from it."""
    values: dict[str, object] = {
        "id": "drift",
        "pack_id": "mlops",
        "pack_title": "MLOps interview",
        "group": "MLOps basics",
        "ask": "What is model or concept drift?",
        "why": "Whether you know that a model rots in silence, and whether you would notice.",
        "key_points": tuple(KeyPoint(text) for text in POINTS),
        "model_answer": "Drift is what happens when the world moves on and the model does not.",
        "follow_ups": ("How would you notice without labels?", "When would you not retrain?"),
        "anchors": {
            1: "I could say the word, but not what it means.",
            3: "I told what changes, and one way to notice it.",
            5: "I told both kinds apart, how to detect each, and what I would do next, with an "
            "example.",
        },
        "prep_s": 60.0,
        "answer_s": 120.0,
    }
    return Question(**(values | changes))  # type: ignore[arg-type]  # one place for many tests


def practice(state: p.State, **changes: object) -> PracticeView:
    """Return a view of the first question of three."""
    values: dict[str, object] = {
        "question": question(),
        "index": 0,
        "total": 3,
        "take_number": 3,
        "note": "say how I would detect drift before I talk about retraining.",
        "microphone": "Desk microphone",
        "state": state,
    }
    return PracticeView(**(values | changes))  # type: ignore[arg-type]  # as above


def think(now_s: float = 18.2, problem: str = "", rules: p.Rules = RULES) -> p.Think:
    """Return a countdown that began at 0 s."""
    return p.Think(rules, since_s=0.0, now_s=now_s, problem=problem)


def answer(now_s: float = 47.0, notice: str = "") -> p.Answer:
    """Return an answer that began at 0 s."""
    return p.Answer(RULES, since_s=0.0, now_s=now_s, notice=notice)


LOST: Final = (
    "The microphone was lost at 0:47. What you said up to there is saved. Plug it in again, or "
    "choose another one."
)
MICROPHONES: Final = (
    MicrophoneOption("", "System default (Desk microphone)"),
    MicrophoneOption("headset", "Headset", "not connected"),
)


def typing() -> p.Typing:
    return p.Typing(RULES, SAID[:420], since_s=0.0, now_s=95.0)


def interrupted(notice: str = LOST, *, opening: bool = False) -> p.Interrupted:
    """Return an answer whose microphone is off."""
    return p.Interrupted(RULES, 47.0, notice, opening)


@cache  # 20,000 answers that say the same need it once, not for 4 s
def transcript(
    text: str = SAID, *, duration_s: float = DURATION_S, draft: bool = False
) -> Transcript:
    """Return a text as if it had been spoken evenly; every ninth word of a draft is unsure."""
    words = text.split()
    step_s = duration_s / max(1, len(words))
    return Transcript(
        tuple(
            Word(word, i * step_s, (i + 0.8) * step_s, 0.2 if draft and i % 9 == 4 else 0.95)
            for i, word in enumerate(words)
        ),
        "pocketsphinx" if draft else "whisper",
        draft=draft,
    )


def evidence(spoken: Transcript, words: str) -> Evidence:
    """Return where some words of a transcript are said."""
    start = spoken.text.index(words)
    span = spoken.words_in(start, start + len(words))
    first, last = span[0], span[-1]
    return Evidence(
        words.rstrip(".,"), first, last, spoken.words[first].start_s, spoken.words[last].end_s
    )


def coverage(spoken: Transcript | None = None, *, lexical: bool = False) -> Coverage:
    """Return four points covered, one unclear and one not found."""
    spoken = spoken or transcript()
    found = [PointState.COVERED] * 4 + [PointState.UNCLEAR]
    findings = [
        PointFinding(point, state, 0.7, evidence(spoken, words))
        for point, state, words in zip(POINTS[:5], found, EVIDENCE, strict=True)
    ]
    findings.append(PointFinding(POINTS[5], PointState.NOT_FOUND, 0.1))
    return Coverage(tuple(findings), "lexical" if lexical else "semantic")


def delivery(**changes: object) -> Delivery:
    """Return an answer that sounded fine."""
    values: dict[str, object] = {
        "duration_s": DURATION_S,
        "word_count": 152,
        "pace": Measure("Pace", 119.0, "words/min", 100, 165, "Microsoft Speaker Coach"),
        "articulation": Measure("Pace while speaking", 135.0, "words/min", 110, 190),
        "pauses": (Pause(14, *PAUSES_S[0]), Pause(79, *PAUSES_S[1])),
        "longest_pause": Measure("Longest pause", 2.6, "s", source="No limit is known"),
        "first_word": Measure("Time to first word", 0.4, "s"),
        "fillers": (75, 152),
        "filler_rate": Measure(
            "Fillers", 1.5, "per min", None, 5.0, "Laske and DiGennaro Reed 2024",
            "At least 2. Recognisers leave many out.",
        ),
        "length": Measure("Length", DURATION_S, "s", 60.0, 132.0, "advice", "Target: 120 s."),
    }  # fmt: skip
    return Delivery(**(values | changes))  # type: ignore[arg-type]  # as above


def feedback(spoken: Transcript | None = None, **changes: object) -> Feedback:
    """Return the feedback of the mock-ups."""
    values: dict[str, object] = {"coverage": coverage(spoken), "delivery": delivery()}
    return Feedback(**(values | changes))  # type: ignore[arg-type]  # as above


def draft_delivery() -> Delivery:
    """Return the delivery of a draft, which hears no fillers."""
    note = "A draft transcript hears no fillers."
    return delivery(fillers=(), filler_rate=Measure("Fillers", None, "per min", None, 5, "", note))


def waveform(count: int = 400) -> tuple[float, ...]:
    """Return peaks with pauses in them."""
    loud = (0.35 + 0.5 * abs(sin(i * 0.37)) * abs(sin(i * 1.7 + 1)) for i in range(count))
    step_s = DURATION_S / count
    quiet = [range(round(a / step_s), round(b / step_s)) for a, b in PAUSES_S]
    return tuple(0.02 if any(i in q for q in quiet) else peak for i, peak in enumerate(loud))


def attempt(**changes: object) -> Attempt:
    """Return the third answer to the question, rated and read."""
    values: dict[str, object] = {
        "id": 7,
        "made_at": NOW - timedelta(minutes=18),
        "question": question(),
        "take": TAKE,
        "transcript": transcript(),
        "self_rating": SelfRating(3),
    }
    return Attempt(**(values | changes))  # type: ignore[arg-type]  # as above


TAKES: Final = (
    TakeLabel(2, 1, NOW - timedelta(days=40)),
    TakeLabel(5, 2, NOW - timedelta(days=2)),
    TakeLabel(7, 3, NOW - timedelta(minutes=18)),
)


def review(reading: p.Reading | None = None, **changes: object) -> ReviewView:
    """Return the review of the mock-ups."""
    words = transcript()
    shown = feedback(words)
    values: dict[str, object] = {
        "attempt": attempt(),
        "takes": TAKES,
        "reading": reading or p.Read(words, shown),
        "feedback": shown if reading is None or isinstance(reading, p.Read) else None,
        "waveform": waveform(),
        "place": SessionPlace(0, 3),
    }
    return ReviewView(**(values | changes))  # type: ignore[arg-type]  # as above


NOTED: Final = EarlierNote(5, "say how I would detect drift before I talk about retraining.")


def noted_review() -> ReviewView:
    """Return a review with a note of the take before, in no session."""
    return review(earlier_note=NOTED, place=None)


def best_review() -> ReviewView:
    """Return a review of the best take, in which the note of the take before was kept."""
    takes = (*TAKES[:2], replace(TAKES[2], best=True))
    kept = replace(NOTED, kept=True)
    return review(attempt=attempt(best=True), takes=takes, earlier_note=kept)


def german_review() -> ReviewView:
    """Return an answer in German, read by rules made for English."""
    words = replace(transcript(), language="de")
    note = "A usual pace is known for English only."
    spoken = delivery(
        fillers=(),
        filler_rate=Measure(
            "Fillers", None, "per min", None, 5, "", "Fillers are counted in English only."
        ),
        pace=Measure("Pace", 119.0, "words/min", source=note, note=note),
    )
    shown = feedback(words, delivery=spoken, coverage=replace(coverage(words), language="de"))
    return review(p.Read(words, shown), feedback=shown)


def draft_review(*, can_read_again: bool = False) -> ReviewView:
    """Return the review of an answer that only the draft engine has read."""
    words = transcript(draft=True)
    shown = feedback(words, delivery=draft_delivery())
    view = review(p.Read(words, shown), can_read_again=can_read_again)
    return replace(view, feedback=shown, attempt=attempt(transcript=words))


def overruled_review() -> ReviewView:
    """Return a review in which the person overruled two points, both ways."""
    view = review()
    assert view.feedback is not None
    ruled = view.feedback.coverage.overruled_by({0: False, 4: True})
    return replace(view, feedback=replace(view.feedback, coverage=ruled))


def long_review(minutes: int = 10) -> ReviewView:
    """Return the review of a long answer: some 160 words for each minute."""
    words = transcript(" ".join([SAID] * minutes), duration_s=minutes * 60.0)
    shown = feedback(words)
    answered = attempt(take=Take("long.wav", minutes * 60.0), transcript=words)
    return replace(review(p.Read(words, shown)), attempt=answered, feedback=shown)


def many_points_review(count: int = 12) -> ReviewView:
    """Return a review with many and long key points."""
    view = review()
    assert view.feedback is not None
    text = "Monitoring watches the inputs, the outputs and the business metric, each with a limit"
    findings = tuple(
        replace(view.feedback.coverage.findings[i % 6], point=f"{text} ({i + 1})")
        for i in range(count)
    )
    shown = replace(view.feedback, coverage=Coverage(findings, "semantic"))
    return replace(view, feedback=shown)


def summary(
    of: Attempt,
    take_number: int,
    coverage: Coverage | None = None,
    pace_wpm: float | None = None,
    fillers_per_min: float | None = None,
) -> AttemptSummary:
    """Return what a list shows of an attempt."""
    return AttemptSummary(
        id=of.id,
        made_at=of.made_at,
        question_key=of.question.key,
        ask=of.question.ask,
        group=of.question.group,
        target_s=of.question.answer_s,
        take_number=take_number,
        take=of.take,
        points=coverage.states if coverage else None,
        pace_wpm=pace_wpm,
        fillers_per_min=fillers_per_min,
        score=of.self_rating.score if of.self_rating else None,
        note=of.note,
        transcribed=of.transcript is not None,
        draft=of.draft,
        recovered=of.recovered,
    )


def summaries(count: int = 9) -> tuple[AttemptSummary, ...]:
    """Return attempts for the history: the first draft, untranscribed, recovered, then plain."""
    covered = coverage()
    special = (
        attempt(id=1000, transcript=transcript(draft=True), self_rating=None),
        attempt(id=1001, transcript=None, recovered=True, self_rating=None),
        attempt(id=1002, question=question(ask=LONG_ASK), recovered=True),
        attempt(id=1003, question=question(ask=RTL_ASK)),
    )
    rows = [summary(special[0], 4, covered), summary(special[1], 1)]
    rows += [summary(each, 2, covered, 121.0, 0.8) for each in special[2:]]
    for index in range(count - len(rows)):
        made_at = NOW - timedelta(hours=7 * (index + 1))
        made = attempt(id=index, made_at=made_at, self_rating=SelfRating(1 + index % 5))
        points = covered if index % 4 else Coverage(covered.findings * 2, "semantic")
        rows.append(summary(made, 1 + index % 3, points, 119.0 + index % 40, 1.5))
    return tuple(rows[:count])


def typed_review() -> ReviewView:
    """Return the review of an answer that was written with the keyboard."""
    words = written_words(SAID, 190.0)
    made = attempt(take=Take("", 190.0), transcript=words)
    return review(
        p.Read(words, feedback(words)), attempt=made, waveform=(), feedback=feedback(words)
    )
