"""The rows of a list of answers: heads of sessions, and pages that are read when looked at."""

from dataclasses import replace

from app.core.listing import Entry
from app.gui.widgets.attempt_rows import (
    KEPT_PAGES,
    MOST_MEMBERS,
    PAGE_ROWS,
    SNIPPET_ROWS,
    Listing,
    SessionHead,
    grouped,
)
from tests.gui.history_examples import Rows, attempts


def listing(count: int, *, text: str = "", by_session: bool = False) -> tuple[Listing, Rows]:
    found = attempts(count)
    rows = Rows(found)
    entries = [Entry(each.id, each.session_id) for each in found]
    return Listing(entries, rows, text=text, by_session=by_session), rows


def test_a_session_gets_one_head_above_all_its_answers() -> None:
    rows = grouped([Entry(1, "a"), Entry(2, "b"), Entry(3, "a")])
    assert rows == [
        SessionHead("a", (1, 3)),
        Entry(1, "a"),
        Entry(3, "a"),
        SessionHead("b", (2,)),
        Entry(2, "b"),
    ]


def test_answers_without_a_session_stay_where_they_are() -> None:
    rows = grouped([Entry(1, ""), Entry(2, ""), Entry(3, "a"), Entry(4, "")])
    heads = [row for row in rows if isinstance(row, SessionHead)]
    assert heads == [SessionHead("", (1, 2)), SessionHead("a", (3,)), SessionHead("", (4,))]


def test_nothing_is_read_before_a_row_is_looked_at() -> None:
    shown, rows = listing(1000)
    assert rows.asked == []
    assert shown.summary(450) is not None
    assert [len(ids) for ids in rows.asked] == [PAGE_ROWS]


def test_neighbouring_rows_come_with_one_reading() -> None:
    shown, rows = listing(1000)
    for row in range(400, 400 + PAGE_ROWS):
        assert shown.summary(row) is not None
    assert len(rows.asked) == 1


def test_only_the_last_pages_are_kept_however_far_one_scrolls() -> None:
    pages = KEPT_PAGES + 5
    shown, rows = listing(pages * PAGE_ROWS)
    for row in range(0, pages * PAGE_ROWS, PAGE_ROWS):
        shown.summary(row)
    assert len(shown._summaries) == KEPT_PAGES
    shown.summary((pages - 1) * PAGE_ROWS)  # still there
    assert len(rows.asked) == pages
    shown.summary(0)  # read again
    assert len(rows.asked) == pages + 1


def test_a_head_tells_what_its_session_came_to_in_whole() -> None:
    found = attempts(200)[1:]
    entries = [Entry(each.id, each.session_id) for each in found]
    shown = Listing(entries, Rows(found), by_session=True)
    place = PAGE_ROWS - 1  # its answers are on the next page
    head = shown.head(place)
    assert head is not None
    assert (head.count, head.spoken_s) == (4, 4 * 78.0)
    assert (head.covered, head.total) == (8, 12)
    assert shown.summary(place) is None


def test_of_a_session_without_end_only_the_number_is_told() -> None:
    found = [replace(each, session_id="one") for each in attempts(MOST_MEMBERS + 1)]
    rows = Rows(found)
    entries = [Entry(each.id, each.session_id) for each in found]
    head = Listing(entries, rows, by_session=True).head(0)
    assert head is not None
    assert (head.count, head.began_at) == (MOST_MEMBERS + 1, None)


def test_snippets_are_looked_for_a_screenful_at_a_time_and_only_when_searching() -> None:
    shown, rows = listing(200)
    assert shown.snippet(3) == ()
    shown, rows = listing(200, text="store")
    assert shown.snippet(3)[1].hit
    assert shown.snippet(4)
    assert rows.searched == [(SNIPPET_ROWS, "store")]


def test_an_answer_is_found_in_the_list_by_its_number() -> None:
    shown, _ = listing(12, by_session=True)
    entry = shown.rows[7]
    assert isinstance(entry, Entry)
    assert shown.place_of(entry.attempt_id) == 7
    assert shown.place_of(999_999) is None
