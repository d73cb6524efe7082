"""Answers by question and by group, and ratings beside what was heard."""

from collections.abc import Iterable, Sequence
from statistics import fmean, median
from typing import Final

from app.core.own_view import as_share
from app.core.trend import (
    LEAST_FOR_RATING,
    Choices,
    MeasuredAnswer,
    Ratings,
    Row,
    Scope,
    Spot,
)
from app.session.trend_lines import thirds

# Answers that are nearer to each other than this share would lie on top of each other.
SPOT_STEPS: Final = 10


def question_rows(answers: Sequence[MeasuredAnswer]) -> tuple[Row, ...]:
    """Return a row for each question whose answers were compared, the least covered first."""
    shares: dict[str, list[float]] = {}
    words: dict[str, str] = {}
    for answer in answers:
        if answer.covered_share is not None:
            shares.setdefault(answer.question.key, []).append(answer.covered_share)
            words[answer.question.key] = answer.question.ask  # as it was asked last
    rows = [
        Row(key, words[key], len(found), found[0], found[-1], max(found))
        for key, found in shares.items()
    ]
    return _weakest_first(rows)


def group_rows(answers: Sequence[MeasuredAnswer]) -> tuple[Row, ...]:
    """Return a row for each group, the least covered first; none where there is only one."""
    shares: dict[str, list[float]] = {}
    words: dict[str, str] = {}
    for answer in answers:
        if answer.covered_share is not None:
            question = answer.question
            key = f"{question.pack_id}/{question.group}"
            shares.setdefault(key, []).append(answer.covered_share)
            words[key] = _group_words(question.pack_title or question.pack_id, question.group)
    if len(shares) < 2:  # then it is what is looked at already
        return ()
    rows = []
    for key, found in shares.items():
        compared = thirds(found)
        first, latest = compared or (None, median(found))
        rows.append(Row(key, words[key], len(found), first, latest))
    return _weakest_first(rows)


def ratings_of(answers: Sequence[MeasuredAnswer]) -> Ratings:
    """Return the ratings of the answers that were rated and compared."""
    places: dict[tuple[int, int], list[MeasuredAnswer]] = {}
    apart: list[float] = []
    for answer in answers:
        share = answer.covered_share
        if answer.score is None or share is None:
            continue
        places.setdefault((answer.score, round(share * SPOT_STEPS)), []).append(answer)
        apart.append(as_share(answer.score) - share)
    spots = tuple(_spot(score, alike) for (score, _), alike in sorted(places.items()))
    enough = len(apart) >= LEAST_FOR_RATING
    return Ratings(spots, len(apart), median(apart) if enough else None)


def choices_of(answers: Iterable[MeasuredAnswer], scope: Scope) -> Choices:
    """Return what one can look at; the questions are those of the scope's pack and group."""
    wider = Scope(scope.pack_id, scope.group)
    asked = {answer.question.key: answer.question for answer in answers}.values()
    packs = {(each.pack_id, each.pack_title or each.pack_id) for each in asked}
    groups = {(each.pack_id, each.pack_title or each.pack_id, each.group) for each in asked}
    questions = {(each.key, each.ask) for each in asked if wider.has(each)}
    return Choices(
        tuple(sorted(packs, key=lambda pack: pack[1])),
        tuple(sorted((each for each in groups if each[2]), key=lambda group: group[1:])),
        tuple(sorted(questions, key=lambda question: question[1])),
    )


def _group_words(pack: str, group: str) -> str:
    return f"{pack}: {group}" if group else pack


def _weakest_first(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.latest, -row.count, row.words)))


def _spot(score: int, alike: list[MeasuredAnswer]) -> Spot:
    newest = alike[-1]
    share = fmean(answer.covered_share or 0.0 for answer in alike)
    return Spot(score, share, len(alike), newest.attempt_id, newest.question.ask, newest.made_at)
