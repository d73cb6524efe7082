"""An answer that was written with the keyboard, as a transcript."""

from app.core.transcript import TYPED, Transcript, Word


def written_words(text: str, duration_s: float, language: str = "en") -> Transcript:
    """Return a written answer as the words of a take without sound.

    Everything that reads an answer works by the time of its words. They are spread evenly over
    the time it took to write, so that shares of the answer are shares of its words; nothing about
    delivery may be read from them.

    Args:
        text: The answer; may be empty.
        duration_s: How long it took, in seconds.
        language: Language code.
    """
    parts = text.split()
    step_s = duration_s / len(parts) if parts else 0.0
    words = (Word(part, i * step_s, (i + 1) * step_s) for i, part in enumerate(parts))
    return Transcript(tuple(words), TYPED, language=language)
