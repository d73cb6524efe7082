"""YAML as values with lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.yaml_tree import Mistake, Tree, read_yaml
from tests.storage.values import FUZZ


def tree_of(text: str) -> Tree:
    tree = read_yaml(text)
    assert isinstance(tree, Tree), tree
    return tree


def mistake_in(text: str) -> Mistake:
    mistake = read_yaml(text)
    assert isinstance(mistake, Mistake), mistake
    return mistake


def test_values_come_with_the_lines_of_their_keys() -> None:
    tree = tree_of("a: 1\nb:\n  - x\n  - c: >-\n      long\n      text\n    d: yes\n")
    assert tree.value == {"a": 1, "b": ["x", {"c": "long text", "d": "yes"}]}
    assert tree.lines == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 1): 4,
        ("b", 1, "c"): 4,
        ("b", 1, "d"): 7,
    }
    assert tree.line_of(("b", 1, "missing", 5)) == 4


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-0.5", -0.5),
        ("1e3", 1000.0),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("true", True),
        ("no", "no"),
        ("~", None),
        ("2024-01-02", "2024-01-02"),
        ("1:30", "1:30"),
        ("9" * 5000, "9" * 5000),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        ("", None),
    ],
)
def test_plain_scalars_follow_yaml_1_2(text: str, value: object) -> None:
    assert tree_of(f"a: {text}\n").value == {"a": value}


def test_keys_are_always_text() -> None:
    assert tree_of("1: a\ntrue: b\n").value == {"1": "a", "true": "b"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b\na: c\n", 2, '"a" stands here twice, first in line 1'),
        ("a: &x b\n", 1, "&x is not used in packs"),
        ("a: b\nc: *x\n", 2, "*x refers to another place"),
        ("a: !!python/object:os.system ls\n", 1, "the tag"),
        ("? [a]\n: b\n", 1, "this key is not a word"),
        ("a: 1\n---\nb: 2\n", 2, "a second document"),
    ],
)
def test_what_packs_do_not_use_is_told_and_passed_over(text: str, line: int, words: str) -> None:
    (mistake,) = tree_of(text).mistakes
    assert mistake.line == line
    assert mistake.text.startswith(words)


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("a: 1\nb:\n\t- x\n", 3, "there is a tab"),
        ("a: 1\nask: Why: because\n", 2, 'Put quotes around a text that holds ": "'),
        ("a: @x\n", 1, "begins with @"),
        ('a: "unclosed\nb: 2\n', 1, "the quotes"),
        ("a: 1\n b: 2\n", 2, ""),
        ("a: [1, 2\nb: 3\n", 2, "the brackets"),
        ('a: "\\q"\n', 1, ""),
        ("a: 1\nb: x\x07y\n", 2, "Delete it"),
        ("[" * 100_000, 1, "stray brackets"),
        ("- " * 50_000, 1, "stray brackets"),
    ],
)
def test_text_that_does_not_parse_is_located(text: str, line: int, advice: str) -> None:
    mistake = mistake_in(text)
    assert mistake.line == line
    assert advice in mistake.expected


def test_an_alias_bomb_stays_small() -> None:
    levels = ["a0: &a0 [x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    tree = tree_of("\n".join(levels))
    assert tree.value == {"a0": ["x", "x"], **{f"a{n}": [None] * 9 for n in range(1, 12)}}
    assert len(tree.mistakes) == 12 + 11 * 9


@FUZZ
@given(st.text(alphabet=st.sampled_from("ab:-?#&*!|>'\"%@`{}[], \n\t~01.\\\ufeff\x85\u2028\ud800")))
def test_any_text_gives_a_tree_or_a_mistake(text: str) -> None:
    found = read_yaml(text)
    lines = text.count("\n") + text.count("\x85") + text.count("\u2028") + 1
    if isinstance(found, Mistake):
        assert 1 <= found.line <= lines
    else:
        assert all(1 <= line <= lines + 1 for line in found.lines.values())
