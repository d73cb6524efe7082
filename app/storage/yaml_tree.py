"""YAML text as plain values that remember their lines.

Only what a question pack needs: mappings, lists, texts, numbers, true/false and nothing. Anchors,
aliases and tags are refused, so no file can grow in memory or build an object. The grammar is
libyaml's, twenty times quicker than the Python one; plain scalars are read by the core schema of
YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), in which `no` is a word.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml  # type: ignore[import-untyped]  # PyYAML ships no types

# A pack is six levels deep; the limit keeps a file of 100,000 brackets from filling the stack.
MAX_DEPTH: Final = 16

Place = tuple[str | int, ...]

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_WORDS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT: Final = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in the text that cannot stand.

    Attributes:
        line: Where it is, from 1.
        text: What is wrong, as a sentence without its end.
        expected: What should be there instead, as a sentence.
        place: The value it belongs to, as keys and indices from the top.
    """

    line: int
    text: str
    expected: str
    place: Place = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """The values of a text.

    Attributes:
        value: Dicts with text keys, lists, str, int, float, bool and None. A value that cannot
            stand is None.
        lines: The line of each value, from 1; of a mapping's value, that of its key.
        mistakes: What else was wrong, in order.
    """

    value: object
    lines: Mapping[Place, int]
    mistakes: tuple[Mistake, ...]

    def line_of(self, place: Place) -> int:
        """Return the line of a value, or of the nearest thing around it that there is."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(text: str) -> Tree | Mistake:
    """Return the values of a text, or why nothing can be made of it."""
    if bad := _CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        name = f"U+{ord(bad[0]):04X}"
        return Mistake(line, f"there is an invisible character ({name})", "Delete it.")
    try:
        return _Builder(yaml.parse(text, Loader=_LOADER)).tree()
    except _TooDeepError as error:
        return Mistake(error.line, "the lists are nested too deeply", "Look for stray brackets.")
    except yaml.YAMLError as error:
        return _syntax_mistake(text, error)


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Builder:
    """Makes a tree of the parser's events, which are untyped: Any stands for one."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._lines: dict[Place, int] = {}
        self._mistakes: list[Mistake] = []

    def tree(self) -> Tree:
        value: object = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                self._lines.setdefault((), _line(event))
                built = self._value(next(self._events), ())
                if documents == 1:
                    value = built
                else:
                    text = "a second document begins here"
                    self._mistake(event, (), text, 'Write one pack in a file, and no second "---".')
                    break
        return Tree(value, self._lines, tuple(self._mistakes))

    def _value(self, event: Any, place: Place) -> object:  # noqa: ANN401
        self._lines.setdefault(place, _line(event))
        if len(place) > MAX_DEPTH:
            raise _TooDeepError(_line(event))
        if isinstance(event, yaml.AliasEvent):
            expected = "Write the text out; a text that begins with * needs quotes."
            self._mistake(event, place, f"*{event.anchor} refers to another place", expected)
            return None
        self._refuse_extras(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return _scalar(event)

    def _mapping(self, place: Place) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self._value(key, (*place, "?"))
                self._value(next(self._events), (*place, "?"))
                self._mistake(
                    key, place, "this key is not a word", "Write a word before the colon."
                )
                continue
            name = str(key.value)
            here = (*place, name)
            if name in values:
                first = self._lines[here]
                text = f'"{name}" stands here twice, first in line {first}'
                self._mistake(key, here, text, "Keep one of the two.")
                self._value(next(self._events), (*here, "?"))
                continue
            self._lines[here] = _line(key)
            values[name] = self._value(next(self._events), here)
        return values

    def _sequence(self, place: Place) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*place, len(values))))
        return values

    def _refuse_extras(self, event: Any, place: Place) -> None:  # noqa: ANN401
        if event.anchor is not None:
            expected = "A text that begins with & needs quotes."
            self._mistake(event, place, f"&{event.anchor} is not used in packs", expected)
        if event.tag not in (None, "!", _TEXT_TAG):
            expected = "A text that begins with ! needs quotes."
            self._mistake(event, place, f'the tag "{event.tag}" is not used in packs', expected)

    def _mistake(self, event: Any, place: Place, text: str, expected: str) -> None:  # noqa: ANN401
        self._mistakes.append(Mistake(_line(event), text, expected, place))


def _line(event: Any) -> int:  # noqa: ANN401
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> object:  # noqa: ANN401
    text = str(event.value)
    plain = event.style in (None, "") and event.tag is None
    if not plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text


def _syntax_mistake(text: str, error: yaml.YAMLError) -> Mistake:
    """Say what the parser stumbled over. An unclosed quote shows at the end: name its start."""
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    lines = text.splitlines() or [""]
    if mark is not None and start is not None and mark.line >= len(lines):
        mark = start
    number = min(mark.line, len(lines) - 1) if mark is not None else 0
    problem = getattr(error, "problem", None) or "it cannot be parsed"
    return Mistake(number + 1, f"this is not YAML ({problem})", _advice(lines[number][:500]))


def _advice(line: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "Indent with spaces; there is a tab at the beginning."
    if re.search(r":\s.*:(\s|$)", line):
        return 'Put quotes around a text that holds ": ".'
    if re.search(r"(^|:\s|-\s)\s*[@`%]", line):
        return "Put quotes around a text that begins with @, ` or %."
    return "Look at the indentation, the quotes and the brackets here and just above."
