"""Lists of answers: what is in them, and in which order."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.attempt import SelfRating, Take
from app.core.errors import StorageError
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.listing import Choices, Filter, Order, Piece, SortBy
from app.core.transcript import Transcript, Word
from app.storage.database import Database
from app.storage.history import History
from app.storage.history_list import HistoryList
from app.storage.search_words import SearchWords, search_words
from tests.storage.values import FUZZ, NOW, question

COVERED, UNCLEAR = PointState.COVERED, PointState.UNCLEAR
NEWEST = Order()


@pytest.fixture
def listed(database: Database) -> HistoryList:
    return HistoryList(database)


def say(history: History, text: str, minutes: int = 0, of: str = "drift", **more: object) -> int:
    """Add an answer; `more` are fields of its transcript."""
    asked = question(of, str(more.pop("pack", "mlops")))
    seconds = float(str(more.pop("seconds", 60)))
    made_at = NOW + timedelta(minutes=minutes)
    take = Take(f"{len(history.take_names())}.wav", seconds)
    attempt_id = history.add(asked, take, made_at, session_id=str(more.pop("session", "")))
    words = tuple(Word(word, 0.5 * i, 0.5 * i + 0.4) for i, word in enumerate(text.split()))
    history.set_transcript(attempt_id, Transcript(words, "whisper", draft="draft" in more))
    return attempt_id


def judge(history: History, attempt_id: int, *states: PointState, pace: float | None) -> None:
    coverage = Coverage(tuple(PointFinding("x", state, 0.5) for state in states), "semantic")
    history.remember_review(attempt_id, "1", coverage, pace, pace and pace / 100)


def found(listed: HistoryList, order: Order = NEWEST, **wanted: object) -> list[int]:
    return [entry.attempt_id for entry in listed.entries(Filter(**wanted), order)]  # type: ignore[arg-type]  # the tests name fields


def test_a_list_holds_everything_newest_first(history: History, listed: HistoryList) -> None:
    old, new = say(history, "one", 1, session="s"), say(history, "two", 2)
    assert listed.entries(Filter(), NEWEST) == [(new, ""), (old, "s")]


def test_what_was_said_noted_or_asked_is_found(history: History, listed: HistoryList) -> None:
    said = say(history, "We watch the Überwachung of inputs.", 1)
    noted = say(history, "Nothing much.", 2)
    history.set_note(noted, "Name the inputs")
    assert found(listed, text="inputs") == [noted, said]
    assert found(listed, text="uberwachung") == [said]
    assert found(listed, text="what is drift") == [noted, said]
    history.set_note(noted, "Name a number")
    assert found(listed, text="inputs") == [said]
    history.set_transcript(said, Transcript((Word("Silence.", 0, 1),), "whisper"))
    assert found(listed, text="inputs") == []
    assert found(listed, text="silence number") == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("data drift", ["plain", "apart"]),
        ('"data drift"', ["plain"]),
        ("“data drift”", ["plain"]),
        ('"data drift', ["plain"]),
        ("retr", ["plain"]),
        ("retr* data", ["plain"]),
        ("retr data", []),
        ("data -cause", ["plain"]),
        ('data -"the cause"', ["plain", "apart"]),
        ("-cause", ["plain"]),
        ("DATA", ["plain", "apart"]),
        ("data OR cause", []),
        ("???", ["plain", "apart"]),
        ("", ["plain", "apart"]),
    ],
)
def test_words_phrases_beginnings_and_exceptions(
    history: History, listed: HistoryList, text: str, hits: list[str]
) -> None:
    ids = {
        "plain": say(history, "First data drift, then we retrain.", 2),
        "apart": say(history, "Drift has a cause in the data.", 1),
    }
    assert found(listed, text=text) == [ids[name] for name in hits]


@FUZZ
@given(st.text(max_size=40) | st.text(alphabet="\"*-()^:+ aNORDET{}'\\", max_size=20))
def test_no_search_is_ever_an_error(listed: HistoryList, text: str) -> None:
    listed.entries(Filter(text=text), NEWEST)
    listed.snippets([1, 2], text)


def test_operators_of_the_database_are_only_words() -> None:
    assert search_words('a NEAR/2 (b) col:c "d"') == SearchWords(
        '"a" AND "NEAR/2" AND "(b)" AND "col:c" AND "d"'
    )


def test_a_snippet_shows_where_it_was_found(history: History, listed: HistoryList) -> None:
    hit = say(history, "So we retrain when the data drifts and the alert fires.", 1)
    miss = say(history, "Nothing.", 2)
    (pieces,) = listed.snippets([hit, miss], "retrain dr").values()
    assert [piece.text for piece in pieces if piece.hit] == ["retrain", "drifts"]
    assert Piece("So we ", hit=False) == pieces[0]
    assert "".join(piece.text for piece in pieces) == history_text(history, hit)
    assert listed.snippets([hit], "") == {}


def history_text(history: History, attempt_id: int) -> str:
    transcript = history.attempt(attempt_id).transcript
    assert transcript is not None
    return transcript.text


def test_filters_narrow_one_another(history: History, listed: HistoryList) -> None:
    first = say(history, "one", 1, pack="other")
    second = say(history, "two", 2, of="skew")
    third = say(history, "three", 3, draft=True)
    history.rate(second, SelfRating(4))
    history.rate(third, SelfRating(2))
    history.set_best(second, on=True)
    history.set_note(first, "More.")
    assert found(listed, pack_id="other") == [first]
    assert found(listed, question_key="mlops/skew") == [second]
    assert found(listed, group="Basics") == [third, second, first]
    assert found(listed, tag="drift", pack_id="mlops") == [third, second]
    assert found(listed, since=NOW + timedelta(minutes=2)) == [third, second]
    assert found(listed, until=NOW + timedelta(minutes=2)) == [first]
    assert found(listed, score_from=3) == [second]
    assert found(listed, score_to=3) == [third]
    assert found(listed, draft=True) == [third]
    assert found(listed, draft=False) == [second, first]
    assert found(listed, best=True) == [second]
    assert found(listed, noted=True) == [first]
    assert found(listed, mode="practice", tag="none") == []
    assert found(listed, mode="interview") == []
    history.confirm(third)
    assert found(listed, draft=True) == []


def test_a_list_is_sorted_by_any_column_and_what_has_no_value_comes_last(
    history: History, listed: HistoryList
) -> None:
    a = say(history, "one", 1, seconds=30)
    b = say(history, "two", 2, of="skew", seconds=90)
    c = say(history, "three", 3, seconds=60)
    d = say(history, "four", 4, draft=True, seconds=10)
    judge(history, a, COVERED, UNCLEAR, pace=150)
    judge(history, b, COVERED, COVERED, pace=120)
    judge(history, d, COVERED, COVERED, COVERED, pace=90)
    history.tick(d, 0, said=False)
    history.rate(a, SelfRating(5))
    history.rate(c, SelfRating(1))
    by = {each: found(listed, Order(each)) for each in SortBy}
    assert by[SortBy.WHEN] == [d, c, b, a]
    assert by[SortBy.TAKE] == [d, c, b, a]
    assert by[SortBy.COVERED] == [b, d, a, c]
    assert by[SortBy.PACE] == [a, b, d, c]
    assert by[SortBy.FILLERS] == [a, b, d, c]
    assert by[SortBy.LENGTH] == [b, c, a, d]
    assert by[SortBy.SCORE] == [a, c, d, b]
    assert found(listed, Order(SortBy.SCORE, descending=False)) == [c, a, d, b]
    assert found(listed, Order(SortBy.QUESTION)) == [d, c, b, a]


def test_summaries_come_for_what_is_asked(history: History, listed: HistoryList) -> None:
    ids = [say(history, "one", minutes) for minutes in range(3)]
    summaries = listed.summaries([ids[2], ids[0], 99])
    assert {key: value.take_number for key, value in summaries.items()} == {ids[0]: 1, ids[2]: 3}


def test_what_is_in_the_trash_is_in_no_list(
    history: History, listed: HistoryList, database: Database
) -> None:
    gone, kept = say(history, "alert", 1, of="skew", draft=True), say(history, "alert", 2)
    history.set_note(gone, "More.")
    history.set_best(gone, on=True)
    with database.writing() as db:
        db.table("attempts").update(gone, {"deleted_at": "2026-03-15"})
    assert found(listed, text="alert") == [kept]
    assert listed.summaries([gone, kept]).keys() == {kept}
    assert [summary.id for summary in history.summaries()] == [kept]
    assert history.question_keys() == {"mlops/drift"}
    assert history.drafts() == []
    choices = listed.choices()
    assert (choices.drafts, choices.notes, choices.best) == (False, False, False)


def test_one_can_filter_by_what_there_is(history: History, listed: HistoryList) -> None:
    assert listed.choices() == Choices()
    say(history, "one", 1, pack="other", draft=True)
    noted = say(history, "two", 2)
    history.set_note(noted, "More.")
    assert listed.choices() == Choices(
        packs=(("mlops", "MLOps"), ("other", "MLOps")),
        groups=(("mlops", "Basics"), ("other", "Basics")),
        tags=("drift",),
        modes=("practice",),
        drafts=True,
        notes=True,
    )


def test_the_search_knows_exactly_what_is_there(
    history: History, database: Database, listed: HistoryList
) -> None:
    one, two = say(history, "inputs change", 1), say(history, "targets change", 2)
    transcript = history.attempt(one).transcript
    assert transcript is not None
    history.correct(one, Transcript(transcript.words[:1], "whisper"))
    history.put_back(one, history.words(one))
    history.set_note(one, "Say more.")
    with database.writing() as db:
        db.table("attempts").delete(two)
    assert check_search(database)
    assert found(listed, text="change") == []
    assert found(listed, text="inputs") == [one]
    with database.writing() as db:
        db.execute("INSERT INTO search (rowid, said) VALUES (77, 'nobody said this')")
    assert not check_search(database)


def check_search(database: Database) -> bool:
    """Compare the search with what it was made from."""
    try:
        with database.writing() as db:
            db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except StorageError:
        return False
    return True
