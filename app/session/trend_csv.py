"""The figures of answers as a table for other programs."""

import codecs
import csv
import io
from collections.abc import Iterable
from typing import Final

from app.core.trend import MeasuredAnswer

HEADERS: Final = (
    "made_at",
    "pack",
    "group",
    "question",
    "question_key",
    "covered_percent",
    "pace_words_per_min",
    "fillers_per_min_at_least",
    "length_s",
    "target_s",
    "length_percent_of_target",
    "self_rating_1_to_5",
    "rated_above_covered_percent",
)


def csv_of(answers: Iterable[MeasuredAnswer]) -> bytes:
    """Return a line for each answer under one with the names and units of the columns.

    UTF-8 with a byte order mark, without which some spreadsheets take it for another encoding;
    dates as ISO 8601 with time zone; a cell is empty where there is no figure.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows(_cells(answer) for answer in answers)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _cells(answer: MeasuredAnswer) -> tuple[object, ...]:
    question = answer.question
    return (
        answer.made_at.isoformat(timespec="seconds"),
        question.pack_title or question.pack_id,
        question.group,
        question.ask,
        question.key,
        _percent(answer.covered_share),
        _rounded(answer.pace_wpm),
        _rounded(answer.fillers_per_min),
        _rounded(answer.duration_s),
        _rounded(question.target_s),
        _percent(answer.length_share),
        "" if answer.score is None else answer.score,
        _percent(answer.rated_above),
    )


def _percent(share: float | None) -> object:
    return "" if share is None else round(100 * share, 1)


def _rounded(value: float | None) -> object:
    return "" if value is None else round(value, 1)
