"""What is said about the difference between two takes, in words a person uses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from app.core.comparison import Course, MeasureChange, PointChange
from app.core.feedback import Measure
from app.gui.wording import clock, count

UNKNOWN: Final = "–"
TOO_LITTLE: Final = "Too little was said to measure it."
# Less than this is no difference one could hear.
LEAST_RATE: Final = 0.05
LEAST_S: Final = 0.5

Write = Callable[[float], str]
"""Writes a number as it is shown."""

_INKS: Final = {
    Course.CAME_IN: "accent_ink",
    Course.LEFT: "amber_ink",
    Course.NEARER: "amber_ink",
    Course.FURTHER: "amber_ink",
    Course.AS_FAR: "amber_ink",
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One measure in both takes, as it is shown.

    Attributes:
        name: What it is.
        older: The number of the older take.
        newer: The number of the newer take.
        words: How they differ; empty for nothing to say.
        ink: The colour of the words in the palette: quiet inside of the band.
        source: Where the band comes from.
    """

    name: str
    older: str
    newer: str
    words: str
    ink: str = "text_3"
    source: str = ""


def tally_words(changes: Sequence[PointChange]) -> str:
    """Return "2 gained, 1 lost", or that nothing was; empty while a take is not judged."""
    known = [each for each in changes if each.older and each.newer]
    gained, lost = sum(each.gained for each in known), sum(each.lost for each in known)
    if not known:
        return ""
    parts = [
        f"{number} {words}" for number, words in ((gained, "gained"), (lost, "lost")) if number
    ]
    return ", ".join(parts) or "None gained or lost"


def rows_of(measures: Sequence[MeasureChange]) -> tuple[ChangeRow, ...]:
    """Return pace, fillers, pauses and length of both takes; none when there are no measures."""
    if not measures:
        return ()
    pace, fillers, pauses, longest, length = measures
    return (_pace(pace), _fillers(fillers), _pauses(pauses, longest), _length(length))


def share_rows_of(shares: Sequence[MeasureChange]) -> tuple[ChangeRow, ...]:
    """Return how the time of both stories is shared out; none when there are no stories."""
    return tuple(map(_share, shares))


def _share(change: MeasureChange) -> ChangeRow:
    name = next(each.name for each in (change.newer, change.older) if each)
    words = ""
    if change.difference is not None:
        off = round(abs(change.difference))
        words = f"{off} {'more' if change.difference > 0 else 'less'}" if off else "As much"
    return _row(f"{name}, %", change, lambda value: f"{value:.0f}", words)


def _pace(change: MeasureChange) -> ChangeRow:
    difference = change.difference
    words = _why_not(change)
    if difference is not None:
        off = round(abs(difference))
        side = "faster" if difference > 0 else "slower"
        words = f"{off} words a minute {side}" if off else "The same pace"
    return _row("Pace, words/min", change, lambda value: f"{value:.0f}", words)


def _fillers(change: MeasureChange) -> ChangeRow:
    difference = change.difference
    words = _why_not(change)
    if difference is not None:
        side = "more" if difference > 0 else "fewer"
        words = f"{abs(difference):.1f} a minute {side}"
        words = words if abs(difference) >= LEAST_RATE else "As many"
    return _row("Fillers a minute", change, lambda value: f"{value:.1f}", words)


def _pauses(number: MeasureChange, longest: MeasureChange) -> ChangeRow:
    words = ""
    if number.difference is not None:
        off = round(abs(number.difference))
        side = "more" if number.difference > 0 else "fewer"
        words = f"{off} {side}" if off else "As many"
    if longest.difference is not None and abs(longest.difference) >= LEAST_S:
        side = "longer" if longest.difference > 0 else "shorter"
        words += f", the longest {abs(longest.difference):.1f} s {side}"
    return _row("Pauses over 2 s", number, lambda value: f"{value:.0f}", words)


def _length(change: MeasureChange) -> ChangeRow:
    words = ""
    if change.difference is not None:
        side = "longer" if change.difference > 0 else "shorter"
        off_s = round(abs(change.difference))
        words = f"{count(off_s, 'second')} {side}" if off_s < 60 else f"{clock(off_s)} {side}"
        words = words if off_s else "As long"
    return _row("Length", change, clock, words)


def _row(name: str, change: MeasureChange, write: Write, words: str) -> ChangeRow:
    said = ", ".join(filter(None, (words, _course_words(change, write))))
    return ChangeRow(
        name=name,
        older=_value(change.older, write),
        newer=_value(change.newer, write),
        words=said,
        ink=_INKS.get(change.course, "text_3"),
        source=next((each.source for each in (change.newer, change.older) if each), ""),
    )


def _value(measure: Measure | None, write: Write) -> str:
    return UNKNOWN if measure is None or measure.value is None else write(measure.value)


def _course_words(change: MeasureChange, write: Write) -> str:
    """Return where the measure went; nothing when it stayed inside its band."""
    band, outside = _band_words(change.newer, write)
    match change.course:
        case Course.CAME_IN:
            return f"now within {band}"
        case Course.LEFT:
            return f"now {outside} {band}"
        case Course.NEARER:
            return f"closer to {band}"
        case Course.FURTHER:
            return f"further from {band}"
        case Course.AS_FAR:
            return f"still {outside} {band}"
        case Course.STAYED | Course.UNKNOWN:
            return ""
        case _:
            assert_never(change.course)


def _band_words(measure: Measure | None, write: Write) -> tuple[str, str]:
    """Return a band, and what lies outside of it is to it."""
    if measure is None or measure.high is None:
        return "the band", "outside"
    if measure.low is None:
        return f"{measure.high:.0f}", "over"
    return f"{write(measure.low)} to {write(measure.high)}", "outside"


def _why_not(change: MeasureChange) -> str:
    """Return why a measure cannot be compared; empty while a take is not judged."""
    if change.older is None or change.newer is None:
        return ""
    missing = [each for each in (change.older, change.newer) if each.value is None]
    return next((each.note for each in missing if each.note), TOO_LITTLE if missing else "")
