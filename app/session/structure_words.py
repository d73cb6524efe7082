"""How a story was told, in soft words: pages, terminal and exports say the same."""

from itertools import starmap, zip_longest
from typing import Final

from app.core.comparison import MeasureChange
from app.core.feedback import Measure
from app.core.structure import ACTION, LATE_ACTION, RESULT, SETUP, Part, Structure, Target

# `python -m tests.benchmarks.structure_answers`: of the sentences of a stranger's answers 90 in 100
# are tagged rightly, without punctuation, as drafts are, 80 to 85.
ESTIMATE: Final = (
    "This is an estimate: about 10 sentences in 100 are tagged wrongly, in a draft 20. "
    "You can correct them."
)
SOURCE: Final = (
    "How the time of a story is usually shared out, as career centres teach it: about 20 %"
    " situation, 10 % task, 60 % action and 10 % result."
)
_SHARES: Final = (
    ("Situation and Task", SETUP, (Part.SITUATION, Part.TASK)),
    ("Action", ACTION, (Part.ACTION,)),
    ("Result", RESULT, (Part.RESULT,)),
)


def part_name(part: Part) -> str:
    """Return a part as it is written, such as "Situation"."""
    return part.value.capitalize()


def initial(part: Part) -> str:
    """Return the letter that stands for a part: S, T, A or R."""
    return part_name(part)[0]


def shares(told: Structure) -> tuple[Measure, ...]:
    """Return the shares of situation and task, action, and result, in whole percent."""
    return tuple(_share(told, name, target, parts) for name, target, parts in _SHARES)


def compare_shares(older: Structure | None, newer: Structure | None) -> tuple[MeasureChange, ...]:
    """Return the shares in both takes; none where neither tells a story."""
    old, new = (shares(told) if told and told.sentences else () for told in (older, newer))
    return tuple(starmap(MeasureChange, zip_longest(old, new)))


def guide(share: Measure) -> str:
    """Return where a share usually lies, such as "50 to 65 %" or "up to 30 %"."""
    if share.low is None:
        return f"up to {share.high:g} %"
    return f"{share.low:g} to {share.high:g} %"


def voice(told: Structure) -> str:
    """Return how often the person spoke of themselves and of a group: "7 × I, 2 × we"."""
    return f"{told.singular} × I, {told.plural} × we"


def about_number(told: Structure) -> str:
    """Return whether the Result has a number; empty where there is no Result."""
    if not told.sentences_of(Part.RESULT):
        return ""
    return "the Result has a number" if told.result_number else "no number heard in the Result"


def remarks(told: Structure, *, typed: bool = False) -> tuple[str, ...]:
    """Return what one might look at, in soft words; nothing where all is as it usually is.

    Args:
        told: How the story was told.
        typed: Whether it was written, not spoken.
    """
    found = []
    late = told.action_from
    if late is not None and late > LATE_ACTION:
        of = "words" if typed else "time"
        found.append(f"The first Action comes after {late:.0%} of the {of}".replace("%", " %"))
    if told.missing:
        names = " or ".join(part_name(part) for part in told.missing)
        found.append(f"No clear {names} {'found' if typed else 'heard'}")
    if told.plural > told.singular:
        found.append("“We” comes more often than “I”: your own part may be hard to tell")
    return tuple(found)


def summary(told: Structure, *, typed: bool = False) -> tuple[str, ...]:
    """Return all that is said beside the shares, a line for each."""
    about = about_number(told)
    number = f"{about[0].upper()}{about[1:]}" if about else ""
    own = sum(sentence.overruled for sentence in told.sentences)
    yours = f"Of {len(told.sentences)} sentences, {own} as you say" if own else ""
    lines = (voice(told), number, *remarks(told, typed=typed), yours)
    return tuple(line for line in lines if line)


def _share(told: Structure, name: str, target: Target, parts: tuple[Part, ...]) -> Measure:
    """Return a share as a measure; judged as it is shown, so that 30.4 % is not outside 30 %."""
    low = round(100 * target.low) or None
    return Measure(
        name, float(round(100 * told.share(*parts))), "%", low, round(100 * target.high), SOURCE
    )
