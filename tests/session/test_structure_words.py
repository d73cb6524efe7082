"""How a story was told, in words."""

import pytest

from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Place
from app.session import structure_words as words

S, T, A, R = Part


def told(*lengths: tuple[Part, float], singular: int = 7, plural: int = 2) -> Structure:
    """Return a story of sentences of two words, one after the other; the last holds a number."""
    sentences, at_s = [], 0.0
    for index, (part, length_s) in enumerate(lengths):
        sentences.append(TaggedSentence(2 * index, 2 * index + 1, at_s, at_s + length_s, part))
        at_s += length_s
    last = 2 * len(lengths) - 1
    return Structure(tuple(sentences), singular, plural, (Place(last, last),))


FINE = told((S, 15.0), (T, 10.0), (A, 60.0), (R, 15.0))


def test_a_story_as_it_is_usually_told_gets_no_remark() -> None:
    assert words.remarks(FINE) == ()
    assert all(share.inside for share in words.shares(FINE))


def test_shares_are_whole_percents_with_where_they_usually_lie() -> None:
    found = [(each.name, each.value, words.guide(each)) for each in words.shares(FINE)]
    assert found == [
        ("Situation and Task", 25.0, "up to 30 %"),
        ("Action", 60.0, "50 to 65 %"),
        ("Result", 15.0, "10 to 20 %"),
    ]


def test_a_share_is_judged_as_it_is_shown() -> None:
    nearly = told((S, 30.4), (A, 55.0), (R, 14.6))
    assert words.shares(nearly)[0].value == 30.0
    assert words.shares(nearly)[0].inside
    assert not words.shares(told((S, 30.6), (A, 55.0), (R, 14.4)))[0].inside


@pytest.mark.parametrize(
    ("story", "remark"),
    [
        (
            told((S, 50.0), (T, 8.0), (A, 30.0), (R, 12.0)),
            "The first Action comes after 58 % of the time",
        ),
        (told((S, 10.0), (T, 10.0), (A, 80.0)), "No clear Result heard"),
        (told((A, 80.0), (R, 20.0)), "No clear Situation or Task heard"),
        (
            told((S, 20.0), (T, 10.0), (A, 60.0), (R, 10.0), singular=2, plural=3),
            "“We” comes more often than “I”: your own part may be hard to tell",
        ),
    ],
)
def test_what_is_unusual_is_said_softly(story: Structure, remark: str) -> None:
    assert words.remarks(story) == (remark,)


def test_of_a_written_answer_nothing_was_heard_and_it_took_words() -> None:
    story = told((S, 60.0), (T, 10.0), (A, 30.0))
    assert words.remarks(story, typed=True) == (
        "The first Action comes after 70 % of the words",
        "No clear Result found",
    )


def test_an_action_at_half_the_time_is_not_late() -> None:
    assert words.remarks(told((S, 25.0), (T, 25.0), (A, 40.0), (R, 10.0))) == ()


def test_whether_the_result_has_a_number_is_said_where_there_is_a_result() -> None:
    assert words.about_number(FINE) == "the Result has a number"
    assert words.about_number(told((S, 1.0), (R, 1.0), (A, 1.0))) == "no number heard in the Result"
    assert words.about_number(told((S, 1.0), (A, 1.0))) == ""


def test_all_that_is_said_beside_the_shares_is_a_few_lines() -> None:
    own = FINE.overruled_by({20.0: A})
    assert words.summary(own) == (
        "7 × I, 2 × we",
        "The Result has a number",
        "No clear Task heard",
        "Of 4 sentences, 1 as you say",
    )
    assert words.summary(told((S, 2.0), (T, 2.0), (A, 6.0))) == (
        "7 × I, 2 × we",
        "No clear Result heard",
    )


def test_i_and_we_are_counted() -> None:
    assert words.voice(FINE) == "7 × I, 2 × we"


def test_each_part_has_a_name_and_a_letter() -> None:
    assert [words.part_name(part) for part in Part] == ["Situation", "Task", "Action", "Result"]
    assert "".join(words.initial(part) for part in Part) == "STAR"


def test_of_nothing_nothing_is_said() -> None:
    assert words.remarks(Structure()) == ()
    assert words.about_number(Structure()) == ""
