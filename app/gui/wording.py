"""How numbers and times are written for a person."""

import math

from app.core.languages import is_english, language_name


def clock(seconds: float) -> str:
    """Return whole seconds as "1:05", or "1:02:05" from an hour on; rounded down."""
    minutes, rest_s = divmod(math.floor(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest_s:02}"
    return f"{minutes}:{rest_s:02}"


def countdown(seconds: float) -> str:
    """Return the time that is left, rounded up, so that 0:00 means none."""
    return clock(math.ceil(seconds))


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 question", "3 questions"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def long_time(minutes: int) -> str:
    """Return "9 minutes", at least one, or "1 h 56 min" from an hour on."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else count(max(1, rest), "minute")


def spelt(number: int) -> str:
    """Return a small number as a word, "Three", and a large one as it is."""
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[number] if 0 <= number < len(words) else str(number)


def about_language(code: str) -> str:
    """Return what to know about the key points of an answer in a language; empty for English."""
    if is_english(code):
        return ""
    return (
        f"This answer is in {language_name(code)}. Key points are compared by rules made for"
        " English, so more may be missed."
    )
