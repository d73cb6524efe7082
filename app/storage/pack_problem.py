"""What is wrong in a question pack, in words for the person who wrote it."""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class Words:
    """What is wrong, without a full stop, and what to do, as a sentence."""

    text: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One mistake in a pack file.

    Attributes:
        file: The file, or the folder that could not be read.
        line: Where it is, from 1; None when it is about the file as a whole.
        text: What is wrong, as a sentence without its full stop.
        expected: What should be there instead; empty when the text says it.
        question_id: The question it belongs to; None when to none, or to one without a name.
    """

    file: Path
    line: int | None
    text: str
    expected: str = ""
    question_id: str | None = None

    @classmethod
    def about(cls, file: Path, words: Words, line: int | None = None) -> Self:
        """Return a problem of a file as a whole, or of one of its lines."""
        return cls(file, line, words.text, words.expected)

    def __str__(self) -> str:
        """Return it as one line: file, line, what is wrong, what is expected."""
        where = self.file.name if self.line is None else f"{self.file.name}, line {self.line}"
        return f"{where}: {self.text}. {self.expected}".rstrip()


def explain(error: ErrorDetails, described: Mapping[str, str], known: Iterable[str]) -> Words:
    """Put one finding of pydantic into words.

    Args:
        error: The finding.
        described: What each key of the format should hold, such as "a list of words".
        known: The keys that may stand where the finding is.
    """
    names = [part for part in reversed(error["loc"]) if isinstance(part, str)]
    name = next(iter(names), "")
    # A key that the author has named, such as a role, is explained by the one around it.
    around = next((each for each in names if each in described), "")
    if around not in ("", name) and error["type"] != "extra_forbidden":
        return Words(
            f'"{name}" is not right in "{around}"', f"There should be {described[around]}."
        )
    should = described.get(name, "something else")
    match error["type"]:
        case "extra_forbidden":
            return Words(f'"{name}" is not known here', _did_you_mean(name, known))
        case "missing":
            return Words(f'"{name}" is missing', f"It should be {should}.")
        case "string_type" if isinstance(error["input"], int | float):
            written = json.dumps(error["input"])
            return Words(f'"{name}" should be {should}', f"Put quotes around {written}.")
        case _:
            return Words(f'"{name}" should be {should}')


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    if close := difflib.get_close_matches(name.lower(), names, n=1):
        return f'Did you mean "{close[0]}"?'
    return f"The keys that can stand here are {', '.join(names)}."
