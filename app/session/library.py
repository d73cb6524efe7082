"""The questions there are, and finding one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from app.core.errors import PackError
from app.core.question import Pack, Question
from app.storage.pack_problem import PackProblem
from app.storage.packs import load_packs


@dataclass(frozen=True, slots=True)
class Library:
    """All packs that could be read, and what is wrong with the others.

    Attributes:
        packs: The packs.
        problems: Every mistake found, in the order of files and lines.
    """

    packs: tuple[Pack, ...]
    problems: tuple[PackProblem, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of all packs."""
        return tuple(question for pack in self.packs for question in pack.questions)

    def chosen(self, pack_id: str = "", group: str = "") -> tuple[Question, ...]:
        """Return the questions of a pack and a group; empty text means all of them."""
        return tuple(
            question
            for question in self.questions
            if pack_id in ("", question.pack_id) and group in ("", question.group)
        )

    def find(self, name: str) -> Question:
        """Return a question by `pack/question`, or by the latter alone where one has it.

        Raises:
            PackError: There is none of that name, or more than one.
        """
        found = [question for question in self.questions if name in (question.key, question.id)]
        if len(found) == 1:
            return found[0]
        if found:
            keys = ", ".join(question.key for question in found)
            raise PackError(
                f"More than one question is called '{name}'.", hint=f"Say which: {keys}"
            )
        names = [question.key for question in self.questions]
        names += [question.id for question in self.questions]
        close = get_close_matches(name, names, n=3, cutoff=0.4)
        hint = f"Did you mean {' or '.join(close)}?" if close else "See: greenroom questions"
        raise PackError(f"There is no question called '{name}'.", hint=hint)


def open_library(folders: Sequence[Path]) -> Library:
    """Read the packs in some folders, the first ones first; mistakes become problems."""
    loaded = load_packs(folders)
    return Library(loaded.packs, loaded.problems)
