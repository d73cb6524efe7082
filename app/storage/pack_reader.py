"""One file of a question pack: all its good questions, and every mistake with its line."""

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.core.question import Question
from app.storage.pack_format import (
    DESCRIPTIONS,
    MIN_KNOWLEDGE_POINTS,
    FileHead,
    PackHead,
    QuestionEntry,
    keys_of,
)
from app.storage.pack_problem import PackProblem, Words, explain
from app.storage.yaml_tree import Mistake, Place, Tree, read_yaml

# Twenty times the longest shipped file; more is no question pack.
MAX_BYTES: Final = 2_000_000

_EXAMPLE: Final = "A pack begins with pack:, and under it id: my-pack and title: My pack."

Part = TypeVar("Part", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a pack file holds.

    Attributes:
        file: The file.
        pack: The pack it belongs to.
        order: Its rank among the files of the pack.
        questions: Its good questions, with the line each begins in.
        mix_lines: Name of each mix of the pack's head -> the line it stands in.
    """

    file: Path
    pack: PackHead
    order: int
    questions: tuple[tuple[int, Question], ...]
    mix_lines: Mapping[str, int]


def read_pack_file(file: Path) -> tuple[ReadFile | None, list[PackProblem]]:
    """Return what a file holds, None when nothing of use, and all that is wrong with it."""
    content = _text_of(file)
    if isinstance(content, PackProblem):
        return None, [content]
    tree = read_yaml(content)
    if isinstance(tree, Mistake):
        words = Words(tree.text, tree.expected)
        return None, [PackProblem.about(file, words, tree.line)]
    return _Reader(file, tree).read()


class _Reader:
    """Reads one tree and gathers what is wrong with it."""

    def __init__(self, file: Path, tree: Tree) -> None:
        self._file = file
        self._tree = tree
        self._problems: list[PackProblem] = []

    def read(self) -> tuple[ReadFile | None, list[PackProblem]]:
        for mistake in self._tree.mistakes:
            self._add(Words(mistake.text, mistake.expected), mistake.place, mistake.line)
        found = self._read_file(self._tree.value)
        self._problems.sort(key=lambda problem: problem.line or 0)
        return found, self._problems

    def _read_file(self, top: object) -> ReadFile | None:
        if top is None:
            self._add(Words("the file is empty", _EXAMPLE))
            return None
        if not isinstance(top, dict) or "pack" not in top:
            self._add(Words('there is no "pack:", so this is not a question pack', _EXAMPLE))
            return None
        entries = top.get("questions")
        head = self._part(FileHead, {k: v for k, v in top.items() if k != "questions"}, ())
        if not isinstance(entries, list) or not entries:
            what = "should be" if "questions" in top else "is missing; it should be"
            self._add(Words(f'"questions" {what} {DESCRIPTIONS["questions"]}'), ("questions",))
            return None
        questions = tuple(self._questions(entries, head))
        if head is None:
            return None
        lines = {name: self._tree.line_of(("pack", "mixes", name)) or 1 for name in head.pack.mixes}
        return ReadFile(self._file, head.pack, head.order, questions, lines)

    def _questions(
        self, entries: list[object], head: FileHead | None
    ) -> Iterator[tuple[int, Question]]:
        """Check every question, also when the head is bad: all mistakes are told at once."""
        for index, value in enumerate(entries):
            place: Place = ("questions", index)
            entry = self._part(QuestionEntry, value, place)
            if entry is None or not self._has_enough_points(entry, place) or head is None:
                continue
            group = head.group or head.pack.title
            yield self._tree.line_of(place), entry.to_question(head.pack, group)

    def _has_enough_points(self, entry: QuestionEntry, place: Place) -> bool:
        if not entry.has_enough_points:
            text = f'a knowledge question needs at least {MIN_KNOWLEDGE_POINTS} "key_points"'
            self._add(Words(text, f"It has {len(entry.key_points)}."), (*place, "key_points"))
        return entry.has_enough_points

    def _part(self, kind: type[Part], value: object, place: Place) -> Part | None:
        """Read one part. Unknown keys are told, and then passed over."""
        if not isinstance(value, dict):
            self._add(Words("here should be a key and a value, such as id: model-drift"), place)
            return None
        try:
            return kind.model_validate(value)
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False)
        for detail in details:
            self._tell(detail, place)
        if any(detail["type"] != "extra_forbidden" for detail in details):
            return None
        return kind.model_validate(_without(value, [detail["loc"] for detail in details]))

    def _tell(self, detail: ErrorDetails, place: Place) -> None:
        where = (*place, *detail["loc"])
        around = [key for key in where[:-1] if isinstance(key, str)]
        known = keys_of(around[-1] if around else "") if detail["type"] == "extra_forbidden" else ()
        self._add(explain(detail, DESCRIPTIONS, known), where)

    def _add(self, words: Words, place: Place = (), line: int | None = None) -> None:
        self._problems.append(
            PackProblem(
                file=self._file,
                line=line or self._tree.line_of(place),
                text=words.text,
                expected=words.expected,
                question_id=self._question_id(place),
            )
        )

    def _question_id(self, place: Place) -> str | None:
        """Return the id of the question a place is in, as far as it has one."""
        value = self._tree.value
        for step in place[:2]:
            if isinstance(value, list) and isinstance(step, int):
                value = value[step]
            elif isinstance(value, dict):
                value = value.get(step)
        name = value.get("id") if len(place) >= 2 and isinstance(value, dict) else None
        return name if isinstance(name, str) else None


def _without(value: object, places: list[Place]) -> object:
    """Return plain values without the keys at some places."""
    heads = {place[0] for place in places if len(place) == 1}
    rest = [place for place in places if len(place) > 1]
    if isinstance(value, dict):
        return {
            key: _without(item, [place[1:] for place in rest if place[0] == key])
            for key, item in value.items()
            if key not in heads
        }
    if isinstance(value, list):
        return [
            _without(item, [place[1:] for place in rest if place[0] == index])
            for index, item in enumerate(value)
        ]
    return value


def _text_of(file: Path) -> str | PackProblem:
    """Return the text of a file; a mark of UTF-8 at its beginning is accepted."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            return PackProblem.about(file, Words("this is not a file", "Move it elsewhere."))
        if status.st_size > MAX_BYTES:
            advice = f"A pack has at most {MAX_BYTES // 1_000_000} MB; divide it."
            return PackProblem.about(file, Words("the file is too large for a pack", advice))
        data = file.read_bytes()
    except OSError as error:
        return PackProblem.about(file, Words(f"it cannot be read: {error.strerror}"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        advice = "Save the file as UTF-8 in your editor."
        return PackProblem.about(file, Words("the text is not in UTF-8", advice), line)
