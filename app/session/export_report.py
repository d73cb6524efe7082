"""One attempt as a report: what it says, in words and in order, whatever it is written as."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.core.attempt import Attempt
from app.core.carrying import moment_in_full
from app.core.feedback import Delivery, Feedback, Measure, PointFinding, PointState
from app.core.languages import is_english, language_name
from app.core.replay import sentences
from app.core.structure import Structure
from app.core.transcript import Transcript
from app.session.structure_words import ESTIMATE, guide, shares, summary

_LONGEST_NAME: Final = 80
_NOT_IN_NAMES: Final = re.compile(r"[\x00-\x1f<>:\"/\\|?*]+")
# Names that Windows keeps for devices, whatever the ending.
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)

DRAFT: Final = "This is a draft by the built-in engine, which mishears about every third word."
BY_WORDS: Final = "Key points were compared by their words only."
NO_WORDS: Final = "This take has not been written down yet."
NO_SPEECH: Final = "No speech was found in this take."


@dataclass(frozen=True, slots=True)
class AttemptReport:
    """What there is to tell of one attempt.

    Attributes:
        attempt: The attempt as it is now, with the person's corrections.
        take_number: 1 for the first attempt at the question, 2 for the second ...
        feedback: What it showed, the person's own ticks in place; None when it was not judged.
    """

    attempt: Attempt
    take_number: int
    feedback: Feedback | None = None

    @property
    def file_stem(self) -> str:
        """A name for its file without ending, such as "2026-11-25 What is drift (take 3)"."""
        made_at = self.attempt.made_at.astimezone()
        asked = plain_name(self.attempt.question.ask)
        return f"{made_at:%Y-%m-%d} {asked} (take {self.take_number})"

    @property
    def transcript(self) -> Transcript | None:
        """The words, when there are any."""
        found = self.attempt.transcript
        return found if found and found.words else None


@dataclass(frozen=True, slots=True)
class PointLine:
    """A key point in the report.

    Attributes:
        number: Its number, from 1.
        point: What it says.
        state: Whether it was covered.
        by_person: Whether the person says so.
        quote: The words that show it; empty for none.
        first_word: Index of the first of them in the transcript.
        last_word: Index of the last.
        start_s: When they begin, in seconds.
    """

    number: int
    point: str
    state: PointState
    by_person: bool
    quote: str = ""
    first_word: int = 0
    last_word: int = -1
    start_s: float = 0.0


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A number about delivery: its name, the value with unit, the usual band, and a remark."""

    name: str
    value: str
    band: str
    remark: str


def plain_name(text: str) -> str:
    """Return a text as a part of a file name that every system takes."""
    words = " ".join(_NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", text)).split())
    if len(words) > _LONGEST_NAME:
        words = words[:_LONGEST_NAME].rpartition(" ")[0] or words[:_LONGEST_NAME]
    words = words.strip(" .")
    return f"{words}_" if _RESERVED.fullmatch(words) else words or "Answer"


def facts(report: AttemptReport) -> list[tuple[str, str]]:
    """Return what the head of the report says: labels and values."""
    attempt, question = report.attempt, report.attempt.question
    part = f"{question.pack_title}, {question.group}" if question.group else question.pack_title
    found = [
        ("Question from", part),
        ("Answered", moment_in_full(attempt.made_at.astimezone())),
        ("Take", f"{report.take_number}{', marked as best' if attempt.best else ''}"),
        ("Length", f"{clock(attempt.take.duration_s)} of {clock(question.answer_s)}"),
        ("Mode", attempt.mode.capitalize()),
    ]
    if question.story:
        found.append(("Story", question.story.title))
    if rating := attempt.self_rating:
        anchor = (question.anchors or {}).get(rating.score, "")
        found.append(("Own rating", f"{rating.score} of 5{f': {anchor}' if anchor else ''}"))
    return found


def points(report: AttemptReport) -> list[PointLine]:
    """Return the key points; without feedback there are none."""
    found = report.feedback.coverage.findings if report.feedback else ()
    return [_point(index + 1, finding) for index, finding in enumerate(found)]


def points_in_words(report: AttemptReport) -> str:
    """Return such as "4 covered, 1 unclear, 1 not found"."""
    if report.feedback is None:
        return ""
    return ", ".join(f"{report.feedback.coverage.count(state)} {state}" for state in PointState)


def remarks(report: AttemptReport) -> list[str]:
    """Return what to know before one reads the rest."""
    found: list[str] = []
    attempt = report.attempt
    if attempt.transcript is None:
        return [NO_WORDS]
    if report.transcript is None:
        return [NO_SPEECH]
    if attempt.draft:
        found.append(DRAFT)
    if attempt.edited:
        found.append("The words were corrected by hand.")
    if report.feedback and report.feedback.coverage.method == "lexical":
        found.append(BY_WORDS)
    if not is_english(attempt.transcript.language):
        language = language_name(attempt.transcript.language)
        found.append(f"This answer is in {language}; key points are compared by English rules.")
    if attempt.transcript.gaps:
        found.append("A part of the take could not be read.")
    return found


def measures(report: AttemptReport) -> list[MeasureLine]:
    """Return the numbers about delivery that were measured."""
    if report.feedback is None or report.transcript is None:
        return []
    return [_measure(each) for each in _shown(report.feedback.delivery) if each.value is not None]


def story_shares(report: AttemptReport) -> list[MeasureLine]:
    """Return the shares of a story against where they usually lie; none where nobody looked."""
    told = _told(report)
    return [
        MeasureLine(each.name, f"{each.value:.0f} {each.unit}", guide(each), "")
        for each in (shares(told) if told else ())
    ]


def story_lines(report: AttemptReport) -> list[str]:
    """Return what else there is to say of how a story was told, and how sure that is."""
    told = _told(report)
    return [*summary(told, typed=report.attempt.typed), ESTIMATE] if told else []


def paragraphs(report: AttemptReport) -> list[range]:
    """Return the sentences of the transcript, as ranges of words."""
    return sentences(report.transcript) if report.transcript else []


def clock(seconds: float) -> str:
    """Return seconds as "1:05", or "1:02:05" from an hour on; rounded down."""
    minutes, rest_s = divmod(int(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest_s:02}" if hours else f"{minutes}:{rest_s:02}"


def marked_words(lines: Sequence[PointLine], count: int) -> list[PointLine | None]:
    """Return for each word the key point it shows; a covered one before an unclear one."""
    found: list[PointLine | None] = [None] * count
    for line in sorted(lines, key=lambda line: (line.state is PointState.COVERED, -line.number)):
        for index in range(line.first_word, min(line.last_word + 1, count)):
            found[index] = line
    return found


def _told(report: AttemptReport) -> Structure | None:
    found = report.feedback.structure if report.feedback and report.transcript else None
    return found if found and found.sentences else None


def _point(number: int, finding: PointFinding) -> PointLine:
    line = PointLine(number, finding.point, finding.state, finding.overruled)
    evidence = finding.evidence
    if evidence is None or finding.state is PointState.NOT_FOUND:
        return line
    return PointLine(
        number,
        finding.point,
        finding.state,
        finding.overruled,
        evidence.text,
        evidence.first_word,
        evidence.last_word,
        evidence.start_s,
    )


def _shown(delivery: Delivery) -> tuple[Measure, ...]:
    return (
        delivery.pace,
        delivery.articulation,
        delivery.filler_rate,
        delivery.longest_pause,
        delivery.first_word,
        delivery.length,
    )


def _measure(measure: Measure) -> MeasureLine:
    value = f"{measure.value:.1f}".removesuffix(".0")
    return MeasureLine(measure.name, f"{value} {measure.unit}", _band(measure), measure.note)


def _band(measure: Measure) -> str:
    match measure.low, measure.high:
        case None, None:
            return ""
        case None, high:
            return f"up to {high:g}"
        case low, None:
            return f"from {low:g}"
        case low, high:
            return f"{low:g} to {high:g}"
