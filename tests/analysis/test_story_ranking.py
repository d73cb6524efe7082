"""Which stories are suggested for a question."""

from dataclasses import replace

import pytest

from app.analysis.embedder import Embedder, Vectors
from app.analysis.story_ranking import StoryRanker
from app.core.question import KeyPoint, Question
from app.core.story import Story, told_with
from app.core.structure import Part
from tests.benchmarks.story_suggestions import by_chance, cases, measures, places, stories

ASKED = Question(
    "mistake",
    "own",
    "Own",
    "",
    "Tell me about a mistake you made at work.",
    "behavioural",
    key_points=(KeyPoint("I spoke up at once, before anybody found out."),),
    competencies=("integrity",),
)
DELETED = Story("Gone", bullets={Part.ACTION: ("I told my boss that I had deleted the table.",)})
GARDEN = Story("Green", bullets={Part.ACTION: ("I planted roses behind the canteen.",)})


@pytest.mark.parametrize("with_model", [True, False])
def test_stories_that_fit_come_first_far_oftener_than_by_chance(
    embedder: Embedder, with_model: bool
) -> None:
    ranker = StoryRanker(embedder if with_model else None)
    first, three, mrr = measures(places(ranker.scores, cases(), stories()))
    by_luck, _, _ = measures(places(by_chance(), cases(), stories()))
    assert by_luck < 0.3
    assert first > (0.7 if with_model else 0.6)
    assert three > 0.8
    assert mrr > (0.8 if with_model else 0.75)


def test_meaning_finds_what_words_do_not(embedder: Embedder) -> None:
    assert StoryRanker(None).scores(ASKED, [GARDEN, DELETED]) == [0.0, 0.0]
    garden, deleted = StoryRanker(embedder).scores(ASKED, [GARDEN, DELETED])
    assert deleted > garden


def test_what_is_attached_comes_before_what_fits(embedder: Embedder) -> None:
    attached = replace(GARDEN, question_keys=("own/mistake",))
    ranked = StoryRanker(embedder).rank(ASKED, [DELETED, attached])
    assert [each.story.title for each in ranked] == ["Green", "Gone"]
    assert [each.attached for each in ranked] == [True, False]
    assert ranked[0].score < ranked[1].score


def test_a_competency_both_name_counts() -> None:
    shows = replace(GARDEN, competencies=("integrity",))
    garden, honest = StoryRanker(None).scores(ASKED, [GARDEN, shows])
    assert honest > garden == 0.0


def test_the_points_of_the_story_it_is_told_with_do_not_speak_for_that_story(
    embedder: Embedder,
) -> None:
    ranker = StoryRanker(embedder)
    plain = replace(ASKED, key_points=())
    told = told_with(plain, GARDEN)
    assert ranker.scores(told, [GARDEN, DELETED]) == ranker.scores(plain, [GARDEN, DELETED])


def test_no_stories_and_empty_ones_are_ranked(embedder: Embedder) -> None:
    ranker = StoryRanker(embedder)
    assert ranker.rank(ASKED, []) == ()
    assert len(ranker.rank(ASKED, [Story("Only a title")])) == 1
    assert len(ranker.rank(replace(ASKED, ask="?", key_points=()), [DELETED])) == 1


def test_stories_are_read_once(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    ranker, read = StoryRanker(embedder), list[str]()
    encode = embedder.encode

    def counted(texts: list[str]) -> Vectors:
        read.extend(texts)
        return encode(texts)

    monkeypatch.setattr(embedder, "encode", counted)
    other = replace(DELETED, bullets={Part.TASK: ("A sentence nobody has read.",)})
    ranker.rank(ASKED, [GARDEN, other])
    assert "A sentence nobody has read." in read
    read.clear()
    ranker.rank(ASKED, [other, GARDEN])
    assert read == []
