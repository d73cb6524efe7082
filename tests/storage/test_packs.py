"""Packs out of folders, and every mistake in them."""

import os
import sys
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]  # PyYAML ships no types
from hypothesis import given
from hypothesis import strategies as st

from app.core.question import KeyPoint
from app.storage.packs import LoadedPacks, load_packs
from tests.storage.values import FUZZ

HEAD = "pack:\n  id: mine\n  title: Mine\ngroup: Basics\nquestions:\n"
POINTS = "    key_points:\n      - point: One.\n      - point: Two.\n      - point: Three.\n"

EVERYTHING = """\
  - id: drift
    ask: What is drift?
    kind: behavioural
    group: Another
    why: To see.
    key_points:
      - point: It shifts.
        aliases: [It moves.]
        must:
          - [SHAP, LIME]
        weight: 2
    model_answer: >-
      It
      shifts.
    follow_ups: [And then?]
    anchors: {1: a, 3: b, 5: c}
    prep_s: 0
    answer_s: 90.5
    tags: [x, "1"]
    competencies: [planning]
    difficulty: hard
    source: A book
"""


def entry(name: str, extra: str = "", points: str = POINTS) -> str:
    return f"  - id: {name}\n    ask: What is {name}?\n{extra}{points}"


def load(folder: Path, text: str | bytes, name: str = "mine.yaml") -> LoadedPacks:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(data)
    return load_packs([folder])


def told(loaded: LoadedPacks) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def ids(loaded: LoadedPacks) -> list[str]:
    return [question.id for pack in loaded.packs for question in pack.questions]


def test_everything_in_a_question_arrives(tmp_path: Path) -> None:
    loaded = load(tmp_path, HEAD + EVERYTHING)
    assert told(loaded) == []
    (question,) = loaded.packs[0].questions
    assert question.key == "mine/drift"
    assert (question.pack_title, question.group, question.kind) == (
        "Mine",
        "Another",
        "behavioural",
    )
    assert question.key_points == (KeyPoint("It shifts.", ("It moves.",), (("SHAP", "LIME"),), 2),)
    assert question.anchors == {1: "a", 3: "b", 5: "c"}
    assert (question.prep_s, question.answer_s) == (0, 90.5)
    assert question.model_answer == "It shifts."
    assert question.tags == ("x", "1")
    assert (question.follow_ups, question.competencies) == (("And then?",), ("planning",))
    assert (question.why, question.source) == ("To see.", "A book")


def test_the_group_is_the_questions_or_the_files_or_the_packs(tmp_path: Path) -> None:
    loaded = load(tmp_path, HEAD + entry("a", "    group: Own\n") + entry("b"))
    assert [q.group for q in loaded.packs[0].questions] == ["Own", "Basics"]
    loaded = load(tmp_path, HEAD.replace("group: Basics\n", "") + entry("a"))
    assert loaded.packs[0].groups == ("Mine",)


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        (
            "    answer_s: long\n",
            '8: "answer_s" should be a number of seconds from 30 to 300, such as 120.',
        ),
        ("    answer_s: '120'\n", '8: "answer_s" should be a number of seconds from 30 to 300'),
        ("    answer_s: 3000\n", '8: "answer_s" should be a number of seconds from 30 to 300'),
        ("    prep_s: -1\n", '8: "prep_s" should be a number of seconds from 0 to 180'),
        ("    prep_s: true\n", '8: "prep_s" should be a number of seconds from 0 to 180'),
        ("    kind: hard\n", '8: "kind" should be knowledge or behavioural.'),
        ("    why:\n", '8: "why" should be a text'),
        ("    tags: drift\n", '8: "tags" should be a list of words.'),
        (
            "    tags:\n      - a\n      - 2024\n",
            '10: "tags" should be a list of words. Put quotes',
        ),
        ("    anchors: {1: a, 3: b}\n", '8: "5" is missing. It should be a sentence on what'),
        ("    anchors: {1: a, 3: b, 4: x, 5: c}\n", '8: "4" is not known here. The keys that can'),
        ("    follow_ups: {a: b}\n", '8: "follow_ups" should be a list of questions.'),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, extra: str, problem: str) -> None:
    loaded = load(tmp_path, HEAD + entry("bad", extra) + entry("good"))
    (text,) = told(loaded)
    assert text.startswith(f"mine.yaml, line {problem}")
    assert loaded.problems[0].question_id == "bad"
    assert ids(loaded)[-1] == "good"


@pytest.mark.parametrize(
    ("points", "line", "text"),
    [
        ("    key_points: [{point: One.}, {point: Two.}]\n", 8, "a knowledge question needs at"),
        ("", 6, "a knowledge question needs at least 3"),
        (POINTS + 6 * "      - point: More.\n", 8, '"key_points" should be a list of facts, each'),
        (POINTS + "        weight: 3\n", 12, '"weight" should be a number from 0.5 to 2'),
        (POINTS + "        must: [a]\n", 12, '"must" should be a list of groups of terms'),
        (POINTS + "        must: [[]]\n", 12, '"must" should be a list of groups of terms'),
        (POINTS + "      - Four.\n", 12, '"key_points" should be a list of facts'),
        (POINTS + "      - aliases: [x]\n", 12, '"point" is missing. It should be one fact'),
        (POINTS + "      - point: ''\n", 12, '"point" should be one fact in one short sentence'),
    ],
)
def test_a_bad_key_point_is_told(tmp_path: Path, points: str, line: int, text: str) -> None:
    loaded = load(tmp_path, HEAD + entry("bad", points=points) + entry("good"))
    (problem,) = told(loaded)
    assert problem.startswith(f"mine.yaml, line {line}: {text}")
    assert ids(loaded) == ["good"]


def test_behavioural_questions_need_no_key_points(tmp_path: Path) -> None:
    loaded = load(tmp_path, HEAD + entry("story", "    kind: behavioural\n", points=""))
    assert ids(loaded) == ["story"]


def test_unknown_keys_are_told_and_passed_over(tmp_path: Path) -> None:
    text = HEAD.replace("group:", "gruop: x\ngroup:") + entry(
        "a", "    anwser_s: 60\n", POINTS + "        alias: [x]\n"
    )
    loaded = load(tmp_path, text)
    assert told(loaded) == [
        'mine.yaml, line 4: "gruop" is not known here. Did you mean "group"?',
        'mine.yaml, line 9: "anwser_s" is not known here. Did you mean "answer_s"?',
        'mine.yaml, line 14: "alias" is not known here. Did you mean "aliases"?',
    ]
    assert ids(loaded) == ["a"]


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = "pack:\n  id: Not OK\ngroup: [x]\nquestions:\n" + entry(
        "a", "    kind: x\n    prep_s: y\n"
    )
    loaded = load(tmp_path, text)
    assert [p.line for p in loaded.problems] == [1, 2, 3, 7, 8]
    assert loaded.packs == ()


def test_a_duplicate_key_is_told_and_the_first_one_holds(tmp_path: Path) -> None:
    loaded = load(tmp_path, HEAD + entry("a", "    why: One.\n    why: Two.\n"))
    assert told(loaded) == [
        'mine.yaml, line 9: "why" stands here twice, first in line 8. Keep one of the two.'
    ]
    assert loaded.problems[0].question_id == "a"
    assert loaded.packs[0].questions[0].why == "One."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("a: 1\n", 'there is no "pack:", so this is not a question pack'),
        ("- a\n", 'there is no "pack:"'),
        ("just words\n", 'there is no "pack:"'),
        ("pack: mine\nquestions: [x]\n", '"pack" should be a part with "id:" and "title:"'),
        ("pack: {id: a, title: A}\n", '"questions" is missing; it should be a list'),
        ("pack: {id: a, title: A}\nquestions:\n", '"questions" should be a list of questions'),
        ("pack: {id: a, title: A}\nquestions: []\n", '"questions" should be a list of questions'),
        ("pack: {id: a, title: A}\nquestions: [x]\n", "here should be a key and a value"),
        (b"pack:\n  id: \xff\n", "the text is not in UTF-8"),
        ("pack: x\n".encode("utf-16"), "the text is not in UTF-8"),
        ("a:\n\t- b\n", "this is not YAML"),
    ],
)
def test_a_bad_file_loses_only_itself(tmp_path: Path, text: str | bytes, problem: str) -> None:
    load(tmp_path, HEAD + entry("good"), "good.yaml")
    loaded = load(tmp_path, text, "bad.yaml")
    assert any(problem in text for text in told(loaded)), told(loaded)
    assert {p.file.name for p in loaded.problems} == {"bad.yaml"}
    assert all(p.line is not None for p in loaded.problems)
    assert ids(loaded) == ["good"]


def test_a_mark_of_utf8_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    text = "\ufeff" + (HEAD + entry("a")).replace("\n", "\r\n")
    loaded = load(tmp_path, text)
    assert told(loaded) == []
    assert ids(loaded) == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links and pipes")
def test_what_is_no_file_is_told_without_reading_it(tmp_path: Path) -> None:
    (tmp_path / "a-folder.yaml").mkdir()
    (tmp_path / "b-loop.yaml").symlink_to(tmp_path / "b-loop.yaml")
    (tmp_path / "c-gone.yaml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "d-pipe.yaml")
    with (tmp_path / "e-huge.yaml").open("wb") as huge:
        huge.truncate(50_000_000)
    loaded = load(tmp_path, HEAD + entry("good"))
    assert [str(p).partition(":")[0] for p in loaded.problems] == [
        "a-folder.yaml",
        "b-loop.yaml",
        "c-gone.yaml",
        "d-pipe.yaml",
        "e-huge.yaml",
    ]
    assert ids(loaded) == ["good"]


def test_other_files_and_hidden_ones_are_left_alone(tmp_path: Path) -> None:
    for name in (".hidden.yaml", "notes.txt", "pack.schema.json"):
        (tmp_path / name).write_text("not: a pack")
    assert load_packs([tmp_path]) == LoadedPacks((), ())


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    loaded = load_packs([tmp_path / "missing"])
    assert "cannot be read" in told(loaded)[0]


def test_a_single_file_can_be_read(tmp_path: Path) -> None:
    load(tmp_path, HEAD + entry("a"))
    assert ids(load_packs([tmp_path / "mine.yaml"])) == ["a"]


def test_files_of_one_pack_come_in_order_then_by_name(tmp_path: Path) -> None:
    load(tmp_path, HEAD + entry("c"), "a.yaml")
    load(tmp_path, HEAD + entry("d"), "b.yaml")
    load(tmp_path, "order: 20\n" + HEAD + entry("b"), "y.yaml")
    loaded = load(tmp_path, "order: 10\n" + HEAD + entry("a"), "z.yml")
    assert told(loaded) == []
    assert ids(loaded) == ["a", "b", "c", "d"]


def test_ones_own_folder_may_add_to_a_pack(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    load(shipped, HEAD + entry("a"))
    load(own, "order: 1\n" + HEAD + entry("b"))
    loaded = load_packs([shipped, own, shipped])
    assert ids(loaded) == ["a", "b"]
    assert len(loaded.packs) == 1
    assert told(loaded) == []


def test_the_same_question_twice_is_told_and_the_first_one_holds(tmp_path: Path) -> None:
    load(tmp_path, HEAD + entry("same"), "a.yaml")
    text = HEAD + entry("same", "    why: Later.\n") + entry("other")
    loaded = load(tmp_path, text, "b.yaml")
    assert told(loaded) == [
        'b.yaml, line 6: the question id "same" stands in this pack already. Choose another.'
    ]
    assert ids(loaded) == ["same", "other"]
    assert loaded.packs[0].questions[0].why == ""


def test_a_pack_id_belongs_to_one_title(tmp_path: Path) -> None:
    load(tmp_path, HEAD + entry("a"), "a.yaml")
    loaded = load(tmp_path, HEAD.replace("Mine", "Yours") + entry("b"), "b.yaml")
    assert 'the id "mine" belongs to the pack "Mine"' in told(loaded)[0]
    assert ids(loaded) == ["a"]


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    loaded = load(tmp_path, bomb + HEAD + entry("a"))
    assert any("refers to another place" in text for text in told(loaded))


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
keys = st.sampled_from(
    ["pack", "id", "title", "questions", "key_points", "point", "must", "anchors", "1", "tags", "x"]
)
nested = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=5)),
    max_leaves=20,
)


@FUZZ
@given(value=nested, head=st.booleans())
def test_any_yaml_gives_packs_or_problems(tmp_path: Path, value: object, head: bool) -> None:
    top = {"pack": {"id": "a", "title": "A"}, "questions": value} if head else value
    loaded = load(tmp_path, yaml.safe_dump(top, allow_unicode=True).encode("utf8", "replace"))
    assert loaded.packs or loaded.problems
    assert all(str(problem) for problem in loaded.problems)


@FUZZ
@given(data=st.binary(max_size=200), at=st.integers(0, 400))
def test_any_damage_gives_packs_or_problems(tmp_path: Path, data: bytes, at: int) -> None:
    good = (HEAD + entry("a", "    anchors: {1: a, 3: b, 5: c}\n")).encode()
    loaded = load(tmp_path, good[:at] + data + good[at + len(data) :])
    assert loaded.packs or loaded.problems


MIXED = HEAD.replace("title: Mine\n", "title: Mine\n  mixes:\n    Clerk: {Basics: 2}\n")


def test_a_pack_can_say_what_an_interview_for_a_role_asks(tmp_path: Path) -> None:
    load(tmp_path, MIXED + entry("drift"))
    second = HEAD.replace("title: Mine\n", "title: Mine\n  mixes:\n    Chief: {Basics: 0.5}\n")
    loaded = load(tmp_path, second + entry("canary"), "second.yaml")
    assert told(loaded) == []
    assert loaded.packs[0].mixes == {"Clerk": {"Basics": 2.0}, "Chief": {"Basics": 0.5}}


def test_a_mix_of_a_group_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    loaded = load(tmp_path, MIXED.replace("{Basics", "{Basic") + entry("drift"))
    assert told(loaded) == [
        'mine.yaml, line 5: the mix "Clerk" names the group "Basic", which this pack has not. '
        "Its groups are Basics."
    ]
    assert ids(loaded) == ["drift"]


def test_a_single_file_may_mix_groups_of_other_files(tmp_path: Path) -> None:
    load(tmp_path, MIXED.replace("{Basics", "{Basic") + entry("drift"))
    assert told(load_packs([tmp_path / "mine.yaml"])) == []


@pytest.mark.parametrize("mix", ["{Basics: many}", "3", "{}", "{Basics: 0}"])
def test_a_mix_that_is_none_is_told_with_its_line_and_what_should_stand_there(
    tmp_path: Path, mix: str
) -> None:
    loaded = load(tmp_path, MIXED.replace("{Basics: 2}", mix) + entry("drift"))
    (problem,) = told(loaded)
    assert problem.startswith("mine.yaml, line 5: ")
    assert "There should be names of roles, each with groups of this pack" in problem


def test_a_difficulty_is_one_of_three_words(tmp_path: Path) -> None:
    easy = entry("drift", "    difficulty: easy\n")
    loaded = load(tmp_path, HEAD + easy + entry("canary"))
    assert [each.difficulty for each in loaded.packs[0].questions] == [1, 2]
    wrong = load(tmp_path, HEAD + entry("drift", "    difficulty: 3\n"))
    assert told(wrong) == ['mine.yaml, line 8: "difficulty" should be easy, ordinary or hard.']


def test_the_shipped_packs_mix_roles_and_have_easy_and_hard_questions() -> None:
    packs = load_packs([Path(__file__).parents[2] / "questions"]).packs
    for pack in packs:
        assert {each.difficulty for each in pack.questions} == {1, 2, 3}
        assert len(pack.mixes) >= 2
