"""What one answer says and another to the same question does not."""

import time

from app.analysis.difference import only_in

OLD = (
    "Okay so model drift, that's when the model gets worse over time because the world moves on. "
    "Data drift means that the inputs look different from the ones we trained on. I once had a "
    "churn model which went bad after a price change, and nobody noticed it for three weeks. To "
    "notice it you can watch the accuracy if you have labels."
)
NEW = (
    "How would I notice? I watch accuracy, if the labels come. So drift is what happens when the "
    "world moves on and the model stays where it was. The first is data drift: the inputs start to "
    "look different from what we trained on. Think of spam: a message that was harmless last year "
    "is a scam today."
)


def marked(text: str, other: str) -> list[str]:
    words = text.split()
    return [" ".join(words[i] for i in each) for each in only_in(words, other.split())]


def test_a_story_that_only_one_take_tells_is_marked_as_a_whole() -> None:
    story = "I once had a churn model which went bad after a price change, and nobody noticed it"
    assert f"{story} for three weeks." in marked(OLD, NEW)
    spam = "Think of spam: a message that was harmless last year is a scam today."
    assert spam in marked(NEW, OLD)


def test_the_same_said_elsewhere_and_in_other_forms_is_not_marked() -> None:
    words = " ".join(marked(NEW, OLD))
    assert "accuracy" not in words
    assert "look different" not in words
    assert "world moves" not in words


def test_capitals_and_punctuation_do_not_count() -> None:
    assert marked(OLD.upper().replace(",", ""), OLD) == []


def test_a_single_other_word_is_not_marked() -> None:
    assert marked("The canary gets five percent.", "The canary gets ten percent.") == []


def test_a_known_word_in_a_new_sentence_does_not_make_it_known() -> None:
    other = "We retrain the model every week. The price of storage is low."
    assert marked("Our price list broke the weekly forecast.", other) == [
        "Our price list broke the weekly forecast."
    ]


def test_a_mark_keeps_to_its_sentence() -> None:
    other = "You can watch the accuracy if you have labels."
    text = f"{other} Otherwise compare predicted classes."
    assert marked(text, other) == ["Otherwise compare predicted classes."]


def test_nothing_is_marked_where_there_are_no_words() -> None:
    assert only_in([], OLD.split()) == ()
    assert marked("um, the and", OLD) == []


def test_all_of_an_answer_is_marked_against_silence() -> None:
    assert only_in(OLD.split(), []) == (range(len(OLD.split())),)


def test_two_takes_of_ten_minutes_are_told_apart_while_nobody_notices() -> None:
    old, new = (OLD.split() * 40)[:1600], (NEW.split() * 40)[:1600]
    only_in(old, new)  # the stems are known from then on
    began_s = time.perf_counter()
    only_in(old, new)
    assert time.perf_counter() - began_s < 0.25  # 5 ms on two quiet cores
