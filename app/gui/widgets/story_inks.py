"""The colours of the parts of a story; a word or a letter always stands on them."""

from dataclasses import dataclass

from app.core.structure import Part
from app.gui import look


@dataclass(frozen=True, slots=True)
class PartInks:
    """The ground of a part, and what is written on it."""

    ground: str
    ink: str


def inks_of(part: Part) -> PartInks:
    """Return the colours of a part: the more of it is the person's own doing, the more colour."""
    colours = look.colours()
    match part:
        case Part.SITUATION | Part.TASK:
            return PartInks(colours.line, colours.text)
        case Part.ACTION:
            return PartInks(colours.band, colours.text)
        case Part.RESULT:
            return PartInks(colours.accent, colours.on_accent)
