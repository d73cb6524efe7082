"""The structure of an answer, by time, and as the person overrules it."""

import pytest

from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Place

S, T, A, R = Part


def told(*parts: tuple[Part, float], numbers: tuple[Place, ...] = ()) -> Structure:
    sentences, at_s = [], 0.0
    for index, (part, length_s) in enumerate(parts):
        sentences.append(TaggedSentence(2 * index, 2 * index + 1, at_s, at_s + length_s, part))
        at_s += length_s
    return Structure(tuple(sentences), numbers=numbers)


def test_shares_are_by_time() -> None:
    answer = told((S, 20.0), (T, 10.0), (A, 60.0), (R, 10.0))
    assert [answer.share(part) for part in Part] == pytest.approx([0.2, 0.1, 0.6, 0.1])
    assert answer.share(S, T) == pytest.approx(0.3)
    assert answer.action_from == pytest.approx(0.3)
    assert answer.missing == ()


def test_what_was_not_heard_is_missing_but_of_nothing_nothing_is() -> None:
    assert told((S, 5.0), (A, 5.0)).missing == (T, R)
    assert Structure().missing == ()
    assert Structure().share(A) == 0.0
    assert told((S, 5.0)).action_from is None


def test_a_number_counts_in_the_result_only() -> None:
    numbers = (Place(0, 0), Place(3, 3))
    assert told((S, 5.0), (A, 5.0), numbers=numbers).result_number is None
    assert told((S, 5.0), (R, 5.0), numbers=numbers).result_number == Place(3, 3)


def test_the_person_overrules_the_sentence_that_holds_a_moment() -> None:
    answer = told((S, 5.0), (A, 5.0), (A, 5.0)).overruled_by({12.0: R})
    assert [each.part for each in answer.sentences] == [S, A, R]
    assert [each.overruled for each in answer.sentences] == [False, False, True]


def test_what_the_person_said_of_a_sentence_is_found_whenever_they_said_it() -> None:
    answer = told((S, 5.0), (A, 5.0), (A, 5.0))
    marks = {9.0: R, 5.5: S, 11.0: A}
    assert answer.moments_in(answer.sentences[1], marks) == (5.5, 9.0)
    assert answer.moments_in(answer.sentences[0], marks) == ()
