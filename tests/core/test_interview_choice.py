"""What an interview asks: by role, by weakness, at random; and in which order."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.interview import Choice
from app.core.interview_choice import LastAnswer, Wish, choose_questions
from app.core.question import Difficulty, Kind, Question


def question(
    name: str, group: str = "A", difficulty: Difficulty = 2, kind: Kind = "knowledge"
) -> Question:
    return Question(name, "test", "Test", group, f"{name}?", kind, difficulty=difficulty)


TEN_OF_EACH = [question(f"{group}{n}", group) for group in "ABC" for n in range(10)]


def choose(
    questions: list[Question], wish: Wish, last: dict[str, LastAnswer] | None = None, seed: int = 1
) -> list[str]:
    chosen = choose_questions(questions, wish, last or {}, random.Random(seed))
    return [each.id for each in chosen]


def groups(names: list[str]) -> Counter[str]:
    return Counter(name[0] for name in names)


def test_without_a_mix_all_groups_are_asked_alike() -> None:
    assert groups(choose(TEN_OF_EACH, Wish(6))) == {"A": 2, "B": 2, "C": 2}


def test_a_mix_gives_each_group_its_share() -> None:
    chosen = choose(TEN_OF_EACH, Wish(9, mix={"A": 2, "B": 3, "C": 4}))
    assert groups(chosen) == {"A": 2, "B": 3, "C": 4}


def test_what_a_mix_does_not_name_is_not_asked() -> None:
    assert groups(choose(TEN_OF_EACH, Wish(5, mix={"A": 1, "B": 1}))) in (
        {"A": 3, "B": 2},
        {"A": 2, "B": 3},
    )


def test_a_mix_of_other_packs_leaves_the_groups_even() -> None:
    assert groups(choose(TEN_OF_EACH, Wish(3, mix={"Sales": 1}))) == {"A": 1, "B": 1, "C": 1}


def test_what_a_group_lacks_the_others_give() -> None:
    few = [question("A0", "A"), *(question(f"B{n}", "B") for n in range(9))]
    assert groups(choose(few, Wish(6, mix={"A": 5, "B": 1}))) == {"A": 1, "B": 5}


def test_the_weakest_come_first_and_what_was_never_tried_last() -> None:
    last = {
        "test/A1": LastAnswer(5, 0.9),
        "test/A2": LastAnswer(None, 0.1),
        "test/A3": LastAnswer(2, None),
        "test/A4": LastAnswer(4, 0.2),
    }
    questions = [question(f"A{n}") for n in range(5)]
    wish = Wish(3, "weakest")
    assert set(choose(questions, wish, last)) == {"A2", "A3", "A4"}
    assert "A0" not in choose(questions, Wish(4, "weakest"), last)


def test_only_questions_of_the_difficulty_that_was_wished_for_are_asked() -> None:
    questions = [question("A1", difficulty=1), question("A2"), question("A3", difficulty=3)]
    assert choose(questions, Wish(5, difficulty=3)) == ["A3"]
    assert set(choose(questions, Wish(5))) == {"A1", "A2", "A3"}


def test_it_begins_with_an_easy_experience_and_goes_from_group_to_group() -> None:
    questions = [
        *(question(f"A{n}", "A", 3) for n in range(3)),
        question("B0", "B", 1),
        question("C0", "C", 1, "behavioural"),
        question("C1", "C", 2, "behavioural"),
    ]
    for seed in range(20):
        chosen = choose(questions, Wish(6), seed=seed)
        assert chosen[0] == "C0"
        assert all(one[0] != other[0] for one, other in pairwise(chosen))


def test_chance_decides_what_nothing_else_decides() -> None:
    seen = {tuple(choose(TEN_OF_EACH, Wish(3, "random"), seed=seed)) for seed in range(20)}
    assert len(seen) > 10


@given(
    st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from([1, 2, 3])), max_size=30),
    st.integers(1, 20),
    st.sampled_from(["mix", "weakest", "random"]),
    st.sampled_from([None, 1, 2, 3]),
)
def test_as_many_as_there_are_and_none_twice(
    made: list[tuple[str, Difficulty]], count: int, choice: Choice, difficulty: int | None
) -> None:
    questions = [question(f"{g}{n}", g, hard) for n, (g, hard) in enumerate(made)]
    right = [each for each in questions if difficulty in (None, each.difficulty)]
    chosen = choose(questions + questions, Wish(count, choice, difficulty))
    assert len(chosen) == len(set(chosen)) == min(count, len(right))


@pytest.mark.parametrize(
    ("last", "strength"),
    [
        (LastAnswer(), 0.5),
        (LastAnswer(1), 0.0),
        (LastAnswer(5, 0.5), 0.75),
        (LastAnswer(None, 0.25), 0.25),
    ],
)
def test_the_strength_of_an_answer_is_the_mean_of_what_is_known(
    last: LastAnswer, strength: float
) -> None:
    assert last.strength == strength
