from collections.abc import Sequence
from dataclasses import replace

import pytest
from tokenizers import Encoding

from app.analysis.embedder import Embedder, Vectors
from app.analysis.review import Analyst
from app.analysis.structure import StoryReader
from app.core.question import Question
from app.core.structure import Part, Structure
from app.core.transcript import Transcript
from tests.analysis.answers import DEPLOY, spoken

STORY = (
    "So last year I was working in a bike shop, and customers kept waiting for repairs. "
    "My boss asked me to cut the waiting time in half. "
    "First I wrote down how long each repair took. "
    "Then I sorted the spare parts and I trained our apprentice. "
    "In the end the waiting time went down from eight days to three. "
    "Since then we have had hardly any complaints."
)
BEHAVIOURAL = replace(
    DEPLOY, kind="behavioural", ask="Tell me about a time you improved something."
)


@pytest.fixture(params=["semantic", "lexical"])
def reader(request: pytest.FixtureRequest) -> StoryReader:
    """A reader with the embedding model, and one without."""
    lexical = request.param == "lexical"
    return StoryReader(None if lexical else request.getfixturevalue("embedder"))


def parts(structure: Structure) -> str:
    """Return the first letters of the parts, in order."""
    return "".join(sentence.part[0].upper() for sentence in structure.sentences)


def bare(text: str) -> str:
    return "".join(sign for sign in text if sign not in ".,").lower()


def assert_whole(structure: Structure, transcript: Transcript) -> None:
    """Check that the sentences are all of the words, once each and in order."""
    words = [
        index
        for sentence in structure.sentences
        for index in range(sentence.first_word, sentence.last_word + 1)
    ]
    assert words == list(range(len(transcript.words)))
    for sentence in structure.sentences:
        assert sentence.start_s == transcript.words[sentence.first_word].start_s
        assert sentence.end_s == transcript.words[sentence.last_word].end_s
        assert 0.25 <= sentence.sure <= 1.0


def test_a_told_story_is_parted(reader: StoryReader) -> None:
    transcript = spoken(STORY)
    structure = reader.read(transcript)
    assert parts(structure) == "STAARR"
    assert_whole(structure, transcript)
    assert structure.missing == ()
    assert structure.result_number is not None


def test_whose_story_it_is_and_its_numbers_are_counted(reader: StoryReader) -> None:
    structure = reader.read(spoken(STORY))
    assert (structure.singular, structure.plural) == (6, 2)
    words = STORY.split()
    said = [words[number.first_word] for number in structure.numbers]
    assert said == ["half.", "eight", "three."]


def test_an_answer_without_a_task_misses_one(reader: StoryReader) -> None:
    sentences = STORY.split(". ")
    structure = reader.read(spoken(". ".join([sentences[0], *sentences[2:]])))
    assert structure.missing == (Part.TASK,)


def test_the_result_may_be_told_first(embedder: Embedder) -> None:
    first = "I saved my last employer ten thousand a year. They still do it my way today."
    rest = ". ".join(STORY.split(". ")[:4])
    assert parts(StoryReader(embedder).read(spoken(f"{first} {rest}."))) == "RRSTAA"


def test_a_transcript_without_marks_is_cut_where_statements_begin(reader: StoryReader) -> None:
    transcript = spoken(bare(STORY))
    structure = reader.read(transcript)
    assert_whole(structure, transcript)
    assert structure.missing == ()
    assert parts(structure) == "".join(sorted(parts(structure), key="STAR".index))


def test_a_draft_is_read_like_any_other(reader: StoryReader) -> None:
    assert reader.read(spoken(bare(STORY), draft=True)) == reader.read(spoken(bare(STORY)))


def test_a_pause_ends_a_statement_that_nothing_else_ends(reader: StoryReader) -> None:
    first = spoken("the shop was full of broken bikes in the spring of that cold and rainy year")
    later = spoken("repairs by then were done in three days in every shop", start_s=12.0)
    both = Transcript(first.words + later.words, engine="test")
    begins = [sentence.first_word for sentence in reader.read(both).sentences]
    assert len(first.words) in begins


def test_a_long_sentence_may_tell_several_parts(reader: StoryReader) -> None:
    text = (
        "Last year I was a waiter in a hotel and we kept getting the orders wrong, so I made a "
        "form with boxes and I showed everybody how to use it, "
        "and in the end the complaints went down by half."
    )
    assert parts(reader.read(spoken(text))) == "SAR"


def test_an_empty_answer_has_no_structure(reader: StoryReader) -> None:
    assert reader.read(spoken("")) == Structure()


@pytest.mark.parametrize(
    "text",
    ["Um.", "I", "40%. 50%. 60%.", "…", "— — —", '"I can\'t," she said, "not today."', "…um"],
)
def test_whatever_was_said_is_read(reader: StoryReader, text: str) -> None:
    transcript = spoken(text)
    assert_whole(reader.read(transcript), transcript)


@pytest.mark.parametrize("marks", [True, False])
def test_ten_minutes_are_read_whole(reader: StoryReader, marks: bool) -> None:
    text = " ".join([STORY] * 18)
    transcript = spoken(text if marks else bare(text))
    assert len(transcript.words) > 1200
    assert_whole(reader.read(transcript), transcript)


def test_one_endless_sentence_is_cut_in_even_pieces(reader: StoryReader) -> None:
    transcript = spoken("word " * 200)
    structure = reader.read(transcript)
    assert_whole(structure, transcript)
    lengths = [each.last_word - each.first_word + 1 for each in structure.sentences]
    assert max(lengths) <= 30


@pytest.mark.parametrize("question", [DEPLOY, BEHAVIOURAL], ids=["knowledge", "behavioural"])
def test_only_a_behavioural_question_asks_for_a_story(question: Question) -> None:
    structure = Analyst(None).assess(question, spoken(STORY), 60.0).structure
    assert (structure is None) is (question is DEPLOY)


def test_only_english_stories_are_read() -> None:
    german = replace(spoken("Ich habe das gemacht."), language="de")
    assert Analyst(None).assess(BEHAVIOURAL, german, 60.0).structure is None
    british = replace(spoken(STORY), language="en-GB")
    assert Analyst(None).assess(BEHAVIOURAL, british, 60.0).structure is not None


def test_the_sentences_of_an_answer_are_understood_once(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = Analyst(embedder)
    text = STORY.replace("bike", "boat")
    analyst.read_ahead(text)

    def none_is_left(self: Embedder, encodings: Sequence[Encoding]) -> list[Vectors]:
        assert not encodings
        return []

    monkeypatch.setattr(Embedder, "_token_states", none_is_left)
    assert StoryReader(embedder).read(spoken(text)).sentences
