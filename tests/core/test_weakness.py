"""Which key points are left out again and again."""

from app.core.feedback import PointState
from app.core.question import KeyPoint, Question
from app.core.weakness import HeardTake, weakest

SAID, UNCLEAR, MISSED = PointState.COVERED, PointState.UNCLEAR, PointState.NOT_FOUND


def question(name: str, *points: KeyPoint) -> Question:
    return Question(name, "test", "Test", "Basics", f"What is {name}?", key_points=points)


def takes(point: str, *newest_first: PointState) -> list[HeardTake]:
    return [HeardTake(9 - number, {point: state}) for number, state in enumerate(newest_first)]


def order(*asked: tuple[Question, list[HeardTake]]) -> list[str]:
    return [weak.question.id for weak in weakest(asked, 10)]


def test_what_is_left_out_every_time_is_weaker_than_what_was_left_out_once() -> None:
    often, once = question("often", KeyPoint("One.")), question("once", KeyPoint("One."))
    assert order((once, takes("One.", MISSED)), (often, takes("One.", MISSED, MISSED, MISSED))) == [
        "often",
        "once",
    ]


def test_not_found_is_weaker_than_unclear() -> None:
    unclear, missed = question("unclear", KeyPoint("One.")), question("missed", KeyPoint("One."))
    assert order(
        (unclear, takes("One.", UNCLEAR, UNCLEAR)), (missed, takes("One.", MISSED, UNCLEAR))
    ) == ["missed", "unclear"]


def test_the_newest_take_says_most() -> None:
    better, worse = question("better", KeyPoint("One.")), question("worse", KeyPoint("One."))
    assert order(
        (better, takes("One.", SAID, MISSED, MISSED)), (worse, takes("One.", MISSED, MISSED, SAID))
    ) == ["worse", "better"]


def test_what_is_said_most_times_is_not_weak() -> None:
    asked = question("fine", KeyPoint("One."))
    assert order((asked, takes("One.", SAID, MISSED, SAID))) == []
    assert order((asked, [])) == []


def test_only_the_last_four_takes_count() -> None:
    asked = question("learnt", KeyPoint("One."))
    old = [MISSED] * 9
    assert order((asked, takes("One.", SAID, SAID, SAID, UNCLEAR, *old))) == []


def test_a_point_that_counts_more_is_weaker() -> None:
    plain, heavy = (
        question("plain", KeyPoint("One.")),
        question("heavy", KeyPoint("One.", weight=2)),
    )
    assert order((plain, takes("One.", MISSED)), (heavy, takes("One.", MISSED))) == [
        "heavy",
        "plain",
    ]


def test_one_bad_answer_does_not_fill_the_list() -> None:
    names = ["One.", "Two.", "Three.", "Four."]
    bad = question("bad", *map(KeyPoint, names))
    heard = [HeardTake(1, dict.fromkeys(names, MISSED))]
    other = question("other", KeyPoint("One."))
    assert order((bad, heard), (other, takes("One.", UNCLEAR))) == ["bad", "bad", "other"]
    assert len(weakest([(bad, heard), (other, takes("One.", UNCLEAR))], 1)) == 1


def test_the_states_go_from_the_oldest_to_the_newest() -> None:
    asked = question("drift", KeyPoint("One."))
    (weak,) = weakest([(asked, takes("One.", UNCLEAR, MISSED))], 10)
    assert weak.states == (MISSED, UNCLEAR)
    assert weak.attempt_id == 9
