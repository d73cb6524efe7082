import pytest

from app.analysis.fillers import find_fillers
from tests.analysis.answers import spoken


def fillers(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[found.start : found.stop]) for found in find_fillers(spoken(text).words)]


@pytest.mark.parametrize(
    "sound", ["um", "Um,", "umm", "uh", "Uh...", "uhm", "er", "erm,", "hmm", "hm", "mm", "ah", "eh"]
)
def test_sounds_are_fillers(sound: str) -> None:
    assert fillers(f"Well {sound} we test it.") == [sound]


@pytest.mark.parametrize(
    "text",
    [
        "The ER diagram is 5 mm wide.",
        "uh-huh, that works",
        "My umbrella, her hammer and an error.",
        "Do you know, we tested it?",
        "As you know, models drift.",
        "You know the answer, I think.",
        "That is what I mean, more or less.",
        "I mean the other one.",
        "Tools like, say, Airflow help.",
        "I like, above all, small steps.",
        "It looks like a spike.",
        "Some kind of queue, or a sort of log.",
    ],
)
def test_words_that_say_something_are_no_fillers(text: str) -> None:
    assert fillers(text) == []


def test_phrases_set_apart_are_fillers() -> None:
    text = "I mean, we, you know, pin it, and it was, like, easy, sort of, in the end, you know."
    assert fillers(text) == ["I mean,", "you know,", "like,", "sort of,", "you know."]


def test_no_words_have_no_fillers() -> None:
    assert find_fillers(()) == []


def test_a_filler_after_a_number_is_one_still() -> None:
    assert fillers("That was in 2024 um with 40 uh, models.") == ["um", "uh,"]
