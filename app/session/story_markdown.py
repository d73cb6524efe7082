"""Stories as a Markdown file that people write by hand, too.

    # The shifted hour

    Competencies: ownership, problem solving
    Questions: behavioural/owning-a-mistake, behavioural/tight-deadline

    ## Situation

    - Calls were counted twice in one night of the year.

    ## Task ... ## Action ... ## Result ... ## Numbers

What is written is read back as it was. Read is more: headings in any case and of any depth below
the title, other bullets, lines such as "S: ...", any line ends; parts may be missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.core.errors import StoryError
from app.core.story import Story, tidied
from app.core.structure import Part

_NUMBERS: Final = "numbers"
_COMPETENCIES: Final = "competencies"
_QUESTIONS: Final = "questions"
# What people call the sections, one word each; an s at the end makes no difference.
_SECTIONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("s", "situation", "context", "background"), Part.SITUATION),
    **dict.fromkeys(("t", "task", "goal"), Part.TASK),
    **dict.fromkeys(("a", "action"), Part.ACTION),
    **dict.fromkeys(("r", "result", "outcome"), Part.RESULT),
    **dict.fromkeys(("number", "figure"), _NUMBERS),
    **dict.fromkeys(("competency", "competencie", "competence", "skill"), _COMPETENCIES),
    "question": _QUESTIONS,
}
_EXPECTED: Final = (
    "Situation, Task, Action, Result, Numbers, Competencies and Questions are known here."
)
_HEADING: Final = re.compile(r"(#{1,6})\s*(.*)")
_BULLET: Final = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+(.*)")
_LABEL: Final = re.compile(r"[*_]*(\w+)[*_]*:[*_]*(?:\s+(.*))?")
_RULE: Final = re.compile(r"-{3,}|\*{3,}|_{3,}|<!--.*-->")


def write_stories(stories: Sequence[Story]) -> str:
    """Return stories as Markdown; their uids are not in it."""
    return "\n".join("".join(f"{line}\n" for line in _lines_of(tidied(each))) for each in stories)


def read_stories(text: str) -> tuple[Story, ...]:
    """Return the stories of a Markdown text, without uids; none for an empty one.

    Raises:
        StoryError: A line has no place; its text names the line, its hint what is expected.
    """
    reader = _Reader()
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        reader.take(number, line.strip())
    return tuple(tidied(draft.story()) for draft in reader.drafts)


def _lines_of(story: Story) -> Iterator[str]:
    yield f"# {story.title}"
    for name, words in (
        (_COMPETENCIES, story.competencies),
        (_QUESTIONS, story.question_keys),
    ):
        if words:
            yield from ("", f"{name.capitalize()}: {', '.join(words)}")
    for name, lines in (*story.bullets.items(), (_NUMBERS, story.numbers)):
        if lines:
            yield from ("", f"## {name.capitalize()}", "", *(f"- {line}" for line in lines))


@dataclass
class _Draft:
    """A story that is being read."""

    title: str
    sections: dict[str, list[str]] = field(default_factory=dict)

    def story(self) -> Story:
        """Return it as it is so far."""
        sections = self.sections
        return Story(
            title=self.title,
            bullets={part: tuple(sections.get(part, ())) for part in Part},
            competencies=tuple(sections.get(_COMPETENCIES, ())),
            numbers=tuple(sections.get(_NUMBERS, ())),
            question_keys=tuple(sections.get(_QUESTIONS, ())),
        )


class _Reader:
    """Takes one line after the other, and knows where they belong."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self._section = ""
        self._headed = False  # whether a heading began the section: its bullets are no labels
        self._going_on = False  # whether the line before was text, which this one may go on

    def take(self, number: int, line: str) -> None:
        """Take in a line."""
        going_on, self._going_on = self._going_on, False
        if not line or _RULE.fullmatch(line):
            return
        if heading := _HEADING.fullmatch(line):
            self._head(number, len(heading[1]), heading[2])
            return
        bullet = _BULLET.fullmatch(line)
        label = None if bullet and self._headed else _LABEL.fullmatch(bullet[1] if bullet else line)
        section = _section(label[1]) if label else None
        if label and section and self.drafts:
            self._section, self._headed = section, False
            self._add(number, label[2] or "")
        elif going_on and not bullet:
            self._lines()[-1] += f" {line}"
            self._going_on = True
        else:
            self._add(number, bullet[1] if bullet else line)

    def _head(self, number: int, depth: int, title: str) -> None:
        section = _section(title.strip("*_: "))
        if depth == 1:
            if not title:
                raise _wrong(
                    number, "a story has no title", 'Write one, such as "# The late hour".'
                )
            self.drafts.append(_Draft(title))
            self._section, self._headed = "", False
        elif section is None:
            raise _wrong(number, f'"{title}" is no part of a story', _EXPECTED)
        elif not self.drafts:
            raise _untitled(number)
        else:
            self._section, self._headed = section, True

    def _add(self, number: int, text: str) -> None:
        if not self.drafts:
            raise _untitled(number)
        if not self._section:
            raise _wrong(
                number,
                "it is not clear what this belongs to",
                'Put a heading before it, such as "## Situation".',
            )
        if self._section in (_COMPETENCIES, _QUESTIONS):
            words = [word.strip() for word in text.split(",") if word.strip()]
            if self._section == _QUESTIONS:
                _check_keys(number, words)
            self._lines().extend(words)
        elif text:
            self._lines().append(text)
            self._going_on = True

    def _lines(self) -> list[str]:
        return self.drafts[-1].sections.setdefault(self._section, [])


def _section(name: str) -> str | None:
    return _SECTIONS.get(name.lower()) or _SECTIONS.get(name.lower().removesuffix("s"))


def _check_keys(number: int, keys: Sequence[str]) -> None:
    for key in keys:
        if not all(key.partition("/")) or len(key.split()) > 1:
            raise _wrong(
                number,
                f'"{key}" is no question',
                "Name its pack and its name, such as behavioural/owning-a-mistake; "
                "see: greenroom questions",
            )


def _untitled(number: int) -> StoryError:
    return _wrong(
        number, "a story begins with its title", 'Write it first, such as "# The late hour".'
    )


def _wrong(number: int, text: str, expected: str) -> StoryError:
    return StoryError(f"Line {number}: {text}.", hint=expected)
