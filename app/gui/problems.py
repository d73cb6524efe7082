"""How a foreseen problem is put into a notice."""

from app.core.errors import AppError, StorageError
from app.gui.widgets.notice import Message, Tone


def message_of(error: AppError, action: str = "") -> Message:
    """Return the notice for an error: brick only where data may be at risk.

    Args:
        error: Its first sentence becomes the title, the rest and the hint the text.
        action: Words of a button that helps; empty for none.
    """
    title, text = split(str(error))
    text = " ".join(part for part in (text, error.hint) if part)
    tone: Tone = "brick" if isinstance(error, StorageError) else "amber"
    return Message(title, text, tone, action)


def split(words: str) -> tuple[str, str]:
    """Return the first sentence without its full stop, and the rest."""
    first, stop, rest = words.partition(". ")
    return first.removesuffix("."), rest if stop else ""
