import pytest

from app.analysis.said_numbers import find_numbers
from tests.analysis.answers import spoken


def numbers(text: str) -> list[str]:
    """Return the words of each number that is found."""
    words = spoken(text).words
    return [
        " ".join(word.text for word in words[place.first_word : place.last_word + 1])
        for place in find_numbers(words)
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("It fell by 40%, then to 3.5 seconds.", ["40%,", "3.5"]),
        ("We saved £12,000 and 50k more.", ["£12,000", "50k"]),
        ("It fell by thirty percent.", ["thirty percent."]),
        ("It fell by thirty per cent.", ["thirty per cent."]),
        ("It cost three hundred and twenty thousand.", ["three hundred and twenty thousand."]),
        ("From two and then three people.", ["two", "three"]),
        ("Sales doubled, and errors halved.", ["doubled,", "halved."]),
        ("It was twice as fast, in half the time.", ["twice", "half"]),
        ("A third of them came, and two thirds stayed.", ["third", "two thirds"]),
        ("One in five left.", ["One in five"]),
        ("It took one hour and twenty-one minutes.", ["one", "twenty-one"]),
        ("About a dozen customers.", ["dozen"]),
        ("It was three point five times faster.", ["three point five"]),
        ("Uptime was 99.9 percent over 10x the load.", ["99.9 percent", "10x"]),
    ],
)
def test_figures_and_numbers_in_words_are_found_whole(said: str, expected: list[str]) -> None:
    assert numbers(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "One of my colleagues was the one who knew.",
        "First I called them, the second time I wrote.",
        "It was my third year, and a third party helped.",
        "In 2019 I joined.",
        "One day I asked.",
        "The 1st and the 2nd of May.",
        "We kept it on S3 with EC2 and v2 of the API.",
        "By the end of the quarter we were done.",
        "Give me a second.",
        "",
    ],
)
def test_what_only_looks_like_a_number_is_none(said: str) -> None:
    assert numbers(said) == []


def test_an_answer_of_numbers_alone_has_one_for_each() -> None:
    assert numbers("40%. 50%. 60%.") == ["40%.", "50%.", "60%."]
