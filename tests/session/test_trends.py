"""What is said of answers over time, and when nothing is said."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.core.trend import (
    EVERY_ANSWER,
    Measured,
    MeasuredAnswer,
    Period,
    Scope,
    Step,
    TrendsView,
)
from app.session import trend_words as words
from app.session.trend_csv import csv_of
from app.session.trend_lines import MOST_POINTS
from app.session.trends import save_file, view_of
from tests.session.trend_answers import CANARY, DRIFT, NOW, STORY, answer, answers

COVERED, PACE, FILLERS, LENGTH = range(4)


def view(found: list[MeasuredAnswer], scope: Scope = EVERY_ANSWER) -> TrendsView:
    return view_of(found, scope, NOW)


# Few answers ---------------------------------------------------------------------


def test_without_answers_there_is_nothing_to_say() -> None:
    empty = view([])
    assert (empty.known, empty.count, empty.questions, empty.groups) == (0, 0, (), ())
    for line in empty.lines:
        assert (line.points, line.now, line.before) == ((), None, None)
        assert words.basis_words(line) == "Nothing measured yet"
    assert words.rating_words(empty.ratings) == "No answer was rated yet"


def test_one_answer_is_a_number_and_no_more() -> None:
    line = view(answers(0.75)).lines[COVERED]
    assert words.figure(line.measured, line.now) == "75 %"
    assert words.basis_words(line) == "One answer so far"
    assert words.before_words(line) == ""


def test_five_answers_are_too_few_to_tell_a_change() -> None:
    line = view(answers(0.0, 0.2, 0.4, 0.6, 0.8)).lines[COVERED]
    assert (line.now, line.before) == (0.8, None)
    assert words.before_words(line) == ""
    assert words.basis_words(line) == "Latest of 5; changes are told from 6 on"


def test_from_six_answers_on_the_first_and_the_last_third_are_compared() -> None:
    line = view(answers(0.4, 0.56, 0.1, 0.9, 0.7, 0.8)).lines[COVERED]
    assert words.figure(line.measured, line.now) == "75 %"
    assert words.before_words(line) == "was 48 %"


def test_one_bad_day_among_many_changes_nothing() -> None:
    line = view(answers(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.0)).lines[COVERED]
    assert words.before_words(line) == "as before"


# What counts ---------------------------------------------------------------------


def test_drafts_are_left_out_and_counted() -> None:
    found = view([answer(1, 1.0), answer(2, 0.0, draft=True), answer(3, 0.0, draft=True)])
    assert (found.known, found.count, found.drafts) == (3, 1, 2)
    assert found.lines[COVERED].now == 1.0
    assert [row.count for row in found.questions] == [1]
    assert words.count_words(found) == "1 answer, 2 drafts left out"


def test_an_answer_nobody_has_read_yet_has_a_length_alone() -> None:
    unread = answer(1, None, pace_wpm=None, fillers_per_min=None, language="")
    found = view([unread])
    assert [line.count for line in found.lines] == [0, 0, 0, 1, 0]
    assert words.count_words(found) == "1 answer, 1 not compared yet"


def test_length_is_a_share_of_the_target_where_there_is_one() -> None:
    found = view([answer(1, question=CANARY), answer(2, question=STORY)])
    assert [point.value for point in found.lines[LENGTH].points] == [1.5]


def test_the_guides_are_those_of_the_delivery() -> None:
    found = view(answers(0.5))
    said = [words.guide_words(line.measured, line.guide) for line in found.lines]
    *delivery, own_view = said
    assert delivery == ["", "usual 100 to 165", "fine up to 5", "guide 50 to 110 %"]
    assert own_view == "close within 15 %"


def test_the_pace_of_other_languages_is_not_mixed_with_english() -> None:
    german = answer(2, language="de", pace_wpm=90.0)
    line = view([answer(1), german]).lines[PACE]
    assert [point.value for point in line.points] == [140.0]
    assert line.note == "1 answer that is not in English is left out."
    alone = view([german]).lines[PACE]
    assert (alone.now, alone.guide) == (90.0, None)
    assert "English only" in alone.note


# Where one looks -----------------------------------------------------------------


def test_a_scope_narrows_by_pack_group_question_and_time() -> None:
    old = answer(0, question=CANARY)
    found = [old, answer(95, question=CANARY), answer(96), answer(97, question=STORY)]

    def count(**scope: object) -> int:
        return view(found, Scope(**scope)).count  # type: ignore[arg-type]  # told by name

    assert count() == 4
    assert count(pack_id="mlops") == 3
    assert count(pack_id="mlops", group="Technical") == 2
    assert count(question_key=CANARY.key, period=Period.MONTH) == 1
    assert count(period=Period.QUARTER) == 3
    assert count(period=Period.YEAR) == 4


def test_one_can_look_at_what_there_are_answers_to() -> None:
    found = [answer(1), answer(2, question=STORY), answer(3, question=CANARY)]
    choices = view(found, Scope(pack_id="mlops")).choices
    assert choices.packs == (("people", "Behaviour"), ("mlops", "MLOps"))
    assert choices.groups == (("mlops", "MLOps", "Basics"), ("mlops", "MLOps", "Technical"))
    assert [key for key, _ in choices.questions] == [CANARY.key, DRIFT.key]


def test_questions_are_told_by_their_first_latest_and_best_answer() -> None:
    found = [*answers(0.2, 0.9, 0.6), answer(4, 0.3, question=CANARY)]
    weakest, drift = view(found).questions
    assert (weakest.key, weakest.count) == (CANARY.key, 1)
    assert (drift.words, drift.count) == ("What is drift?", 3)
    assert (drift.first, drift.latest, drift.best) == (0.2, 0.6, 0.9)


def test_a_question_that_was_reworded_is_one_question_in_its_latest_words() -> None:
    reworded = DRIFT._replace(ask="What is model drift?")
    (row,) = view([answer(1), answer(2, question=reworded)]).questions
    assert (row.words, row.count) == ("What is model drift?", 2)


def test_groups_are_compared_by_thirds_and_only_with_each_other() -> None:
    basics = answers(0.0, 0.2, 0.5, 0.5, 0.6, 0.8)
    assert view(basics).groups == ()
    technical, drift = view([*basics, answer(9, 0.4, question=CANARY)]).groups
    assert (technical.words, technical.first, technical.latest) == ("MLOps: Technical", None, 0.4)
    assert (drift.first, drift.latest) == pytest.approx((0.1, 0.7))


# Many answers --------------------------------------------------------------------


def test_many_answers_become_medians_of_a_day() -> None:
    found = [
        answer(day * 3 + hour, share, made_at=NOW - timedelta(days=30 - day, hours=3 - hour))
        for day in range(30)
        for hour, share in enumerate((0.1, 0.9, 0.3))
    ]
    line = view(found).lines[COVERED]
    assert (line.step, len(line.points), line.count) == (Step.DAY, 30, 90)
    point = line.points[0]
    assert (point.value, point.count, point.attempt_id) == (0.3, 3, 2)
    assert words.point_words(line, point) == "24 Oct 2026: 30 %, 3 answers"


def test_years_of_answers_become_medians_of_weeks_and_then_of_months() -> None:
    year = [answer(n, made_at=NOW - timedelta(days=364 - n)) for n in range(365)]
    assert view(year).lines[COVERED].step is Step.WEEK
    years = [answer(n, made_at=NOW - timedelta(days=3000 - n)) for n in range(3000)]
    line = view(years).lines[COVERED]
    assert line.step is Step.MONTH
    assert all(point.at.day == 1 for point in line.points)
    assert sum(point.count for point in line.points) == 3000
    assert words.point_words(line, line.points[-1]).startswith("Nov 2026: 50 %")


def test_as_many_answers_as_can_be_told_apart_stay_answers() -> None:
    assert view(answers(*[0.5] * MOST_POINTS)).lines[COVERED].step is Step.ANSWER
    line = view(answers(*[0.5] * (MOST_POINTS + 1))).lines[COVERED]
    assert line.step is not Step.ANSWER


# Ratings -------------------------------------------------------------------------


def test_ratings_far_above_what_was_heard_are_mentioned_softly_from_ten_on() -> None:
    found = [answer(n, 0.25, score=5) for n in range(9)]
    assert view(found).ratings.apart is None
    assert "compared from 10 on" in words.rating_words(view(found).ratings)
    found.append(answer(9, 0.25, score=5))
    assert words.rating_words(view(found).ratings) == (
        "You tend to rate yourself higher than what was heard."
    )


def test_ratings_near_what_was_heard_are_said_to_be_so() -> None:
    near = [answer(n, 0.5, score=3) for n in range(10)]
    assert words.rating_words(view(near).ratings) == "Your ratings are close to what was heard."
    low = [answer(n, 0.9, score=2) for n in range(10)]
    assert "lower than" in words.rating_words(view(low).ratings)


def test_answers_alike_in_both_are_one_larger_spot() -> None:
    found = [answer(1, 0.5, score=3), answer(2, 0.51, score=3), answer(3, 0.9, score=3)]
    first, second = view(found).ratings.spots
    assert (first.count, first.attempt_id, second.count) == (2, 2, 1)


# Words ---------------------------------------------------------------------------


def test_a_line_can_be_told_without_being_seen() -> None:
    line = view([*answers(0.4, 0.56, 0.1, 0.9, 0.7, 0.8)]).lines[COVERED]
    assert words.line_summary(line) == (
        "Points covered: 75 %, was 48 %. Medians of the last and first 2 of 6. "
        "15 Aug 2026 to 20 Aug 2026. Each point is an answer."
    )
    pace = words.line_summary(view(answers(0.5)).lines[PACE])
    assert pace == "Pace, words per minute: 140, usual 100 to 165. One answer so far."


def test_a_picture_says_what_was_looked_at() -> None:
    found = [answer(1), answer(2, question=STORY)]
    assert words.scope_words(view(found)) == "All questions, all time"
    scope = Scope("mlops", "Basics", period=Period.YEAR)
    assert words.scope_words(view(found, scope)) == "MLOps: Basics, a year"
    one = Scope(question_key=DRIFT.key)
    assert words.scope_words(view(found, one)) == "What is drift?, all time"


# The table -----------------------------------------------------------------------


def test_the_table_opens_in_a_spreadsheet() -> None:
    odd = DRIFT._replace(ask='Was heißt "Drift", und\nwarum?')
    data = csv_of([answer(1, 0.75, question=odd, score=4), answer(2, None, question=STORY)])
    assert data.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert first["made_at"] == "2026-08-16T19:00:00+00:00"
    assert first["question"] == odd.ask
    assert first["covered_percent"] == "75.0"
    assert first["length_percent_of_target"] == "75.0"
    assert first["self_rating_1_to_5"] == "4"
    assert (second["covered_percent"], second["length_percent_of_target"]) == ("", "")


def test_a_file_is_replaced_only_when_that_was_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    save_file(path, b"mine")
    with pytest.raises(StorageError, match="already"):
        save_file(path, b"other")
    assert path.read_bytes() == b"mine"
    save_file(path, b"other", replace=True)
    assert path.read_bytes() == b"other"
    with pytest.raises(StorageError, match="could not be written"):
        save_file(tmp_path / "nowhere" / "a.csv", b"")


def test_how_far_a_rating_lies_above_what_was_heard_is_followed_over_time() -> None:
    rated = [answer(day, 0.5, score=score) for day, score in enumerate((5, 5, 4, 4, 3, 3))]
    *_, line = view(rated).lines
    assert line.measured is Measured.OWN_VIEW
    assert [point.value for point in line.points] == [0.5, 0.5, 0.25, 0.25, 0.0, 0.0]
    assert (line.before, line.now) == (0.5, 0.0)
    assert words.figure(line.measured, line.before) == "+50 %"
    assert words.figure(line.measured, -0.124) == "−12 %"
    unrated = answer(7, 0.5)
    assert view([unrated]).lines[-1].count == 0
