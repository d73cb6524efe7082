"""The numbers of a sentence, in whatever way they are written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.spoken_numbers import in_words, number_terms


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("40 percent fewer calls", {"40", "forty"}),
        ("40% fewer calls", {"40", "forty"}),
        ("Forty percent fewer calls", {"40", "forty"}),
        ("1,200 customers", {"1200", "1,200", "one thousand two hundred", "twelve hundred"}),
        ("99.95 % of the time", {"99.95", "ninety nine point nine five"}),
        ("saved 40k a year", {"40k", "40000", "40,000", "forty thousand", "40 thousand"}),
        ("2 million rows", {"2 million", "two million", "2,000,000"}),
        ("1.5 million rows", {"1.5 million", "1500000", "one point five"}),
        ("3x faster", {"3x", "three times", "threefold", "tripled"}),
        ("half the waiting time", {"half", "halved", "50", "fifty"}),
        ("twenty-five people", {"25", "twenty five", "quarter"}),
        ("two hundred and ten orders", {"210", "two hundred ten"}),
        ("in 2023", {"2023", "twenty twenty three"}),
    ],
)
def test_a_number_is_known_by_all_its_ways(text: str, heard: set[str]) -> None:
    (terms,) = number_terms(text)
    assert heard <= {*terms}


def test_each_number_of_a_sentence_has_its_own_terms() -> None:
    first, second = number_terms("from 3 days to 20 minutes")
    assert "three" in first
    assert "twenty" in second


def test_what_has_no_number_asks_for_none() -> None:
    assert number_terms("one of the first, and nobody complained") == ()
    assert number_terms("no double bookings in the third branch") == ()


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_words_is_the_number_it_came_from(value: int) -> None:
    terms = number_terms(in_words(value))
    if value > 1:
        assert str(value) in terms[0]


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    number_terms(text)
