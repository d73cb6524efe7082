"""What was found in a text, shown in a corrected one until that has been judged."""

from dataclasses import replace

from app.core.corrections import add_filler, replace_words
from app.core.feedback import (
    Content,
    Coverage,
    Delivery,
    Evidence,
    Feedback,
    Measure,
    Pause,
    PointFinding,
    PointState,
    Said,
)
from app.core.moving import moved
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Place, Transcript, Word

NUMBER = Measure("Pace", 120.0, "words/min")
TEXTS = ("so", "um", "the", "inputs", "change")
SAID = Transcript(tuple(Word(text, i * 1.0, i + 0.8) for i, text in enumerate(TEXTS)), "whisper")


def feedback(*spans: tuple[int, int], fillers: tuple[int, ...] = (1,)) -> Feedback:
    findings = tuple(
        PointFinding("A point", PointState.COVERED, 0.7, Evidence("", first, last, 0.0, 1.0))
        for first, last in spans
    )
    delivery = Delivery(
        5.0, 5, NUMBER, NUMBER, (Pause(2, 2.8, 5.0),), NUMBER, NUMBER, fillers, NUMBER, NUMBER
    )
    return Feedback(Coverage(findings, "semantic"), delivery)


def spans(shown: Feedback) -> list[tuple[int, int] | None]:
    return [
        (each.evidence.first_word, each.evidence.last_word) if each.evidence else None
        for each in shown.coverage.findings
    ]


def test_what_stands_behind_a_change_moves_with_its_words() -> None:
    before = feedback((0, 0), (2, 4), fillers=(0, 4))
    after = moved(before, SAID, add_filler(SAID, 1.9))
    assert spans(after) == [(0, 0), (3, 5)]
    assert after.delivery.fillers == (0, 5)
    assert after.delivery.pauses[0].after_word == 3


def test_evidence_that_was_changed_spans_what_stands_there_now() -> None:
    after = moved(feedback((3, 3), (1, 4)), SAID, replace_words(SAID, 3, 3, "features we feed"))
    assert spans(after) == [(3, 5), (1, 6)]


def test_what_was_deleted_is_pointed_at_no_more() -> None:
    after = moved(feedback((1, 1), (0, 4)), SAID, replace_words(SAID, 1, 1, ""))
    assert spans(after) == [None, (0, 3)]
    assert after.delivery.fillers == ()


def test_nothing_is_pointed_at_when_all_is_gone() -> None:
    nothing = replace(SAID, words=())
    assert spans(moved(feedback((0, 4)), SAID, nothing)) == [None]


def test_the_same_text_changes_nothing() -> None:
    before = feedback((0, 2), (3, 4))
    assert moved(before, SAID, SAID) == before


def test_the_places_of_ones_words_move_too_and_those_that_were_changed_go() -> None:
    used = Said("inputs change", (Place(0, 0), Place(1, 1), Place(3, 4)))
    idea = feedback((3, 4)).coverage.findings[0]
    before = replace(feedback(), content=Content((used,), (used,), (used,), (idea,)))
    content = moved(before, SAID, replace_words(SAID, 1, 1, "well then")).content
    assert content is not None
    assert content.words[0].places == (Place(0, 0), Place(4, 5))
    assert content.words == content.terms == content.phrases
    assert content.ideas[0].evidence is not None
    assert content.ideas[0].evidence.first_word == 4


def told(*spans: tuple[int, int], numbers: tuple[Place, ...] = ()) -> Feedback:
    sentences = tuple(
        TaggedSentence(first, last, first * 1.0, last + 0.8, Part.ACTION) for first, last in spans
    )
    return replace(feedback(), structure=Structure(sentences, 2, 1, numbers))


def sentences(shown: Feedback) -> list[tuple[int, int]]:
    assert shown.structure is not None
    return [(each.first_word, each.last_word) for each in shown.structure.sentences]


def test_the_sentences_of_a_story_move_with_their_words() -> None:
    before = told((0, 2), (3, 4), numbers=(Place(1, 1), Place(3, 3)))
    after = moved(before, SAID, replace_words(SAID, 0, 0, "well then"))
    assert sentences(after) == [(0, 3), (4, 5)]
    assert after.structure is not None
    assert after.structure.numbers == (Place(2, 2), Place(4, 4))
    assert (after.structure.singular, after.structure.plural) == (2, 1)


def test_words_changed_across_the_end_of_a_sentence_are_in_one_of_the_two() -> None:
    after = moved(told((0, 2), (3, 4)), SAID, replace_words(SAID, 2, 3, "a b c"))
    assert sentences(after) == [(0, 4), (5, 5)]


def test_a_sentence_that_was_deleted_is_told_no_more() -> None:
    after = moved(told((0, 0), (1, 2), (3, 4)), SAID, replace_words(SAID, 1, 2, ""))
    assert sentences(after) == [(0, 0), (1, 2)]
