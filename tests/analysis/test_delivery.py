import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.delivery import PAUSE_S, assess_delivery
from app.core.transcript import Transcript, Word
from app.core.written import written_words
from tests.analysis.answers import spoken

TWELVE = "we test the model and then we ship it to the users"


def test_pace_counts_from_the_first_to_the_last_word() -> None:
    delivery = assess_delivery(spoken(TWELVE, start_s=3.0), 20.0, 60.0)
    assert delivery.pace.value is None  # under five seconds of speech tell nothing
    longer = assess_delivery(spoken(f"{TWELVE} {TWELVE}", start_s=3.0), 20.0, 60.0)
    assert longer.pace.value == pytest.approx(60 * 24 / (23 * 0.4 + 0.3))
    assert longer.pace.inside
    assert longer.first_word.value == 3.0


def test_long_pauses_slow_the_pace_but_not_the_pace_while_speaking() -> None:
    first, second = spoken(TWELVE).words, spoken(TWELVE, start_s=10.0).words
    delivery = assess_delivery(Transcript(first + second, "test"), 15.0, 60.0)
    (pause,) = delivery.pauses
    assert (pause.after_word, pause.end_s) == (11, 10.0)
    assert delivery.longest_pause.value == pytest.approx(pause.length_s)
    spoken_s = 14.7 - pause.length_s
    assert delivery.pace.value == pytest.approx(60 * 24 / 14.7)
    assert delivery.articulation.value == pytest.approx(60 * 24 / spoken_s)


def test_a_pause_of_exactly_two_seconds_is_no_long_one() -> None:
    words = (Word("so", 0.0, 0.5), Word("yes", 0.5 + PAUSE_S, 3.0))
    assert assess_delivery(Transcript(words, "test"), 3.0, 60.0).pauses == ()


def test_words_that_overlap_leave_no_pause() -> None:
    words = (Word("well", 0.0, 10.0), Word("yes", 1.0, 2.0), Word("so", 5.0, 6.0))
    delivery = assess_delivery(Transcript(words, "test"), 10.0, 60.0)
    assert delivery.pauses == ()
    assert delivery.longest_pause.value is None


def test_fillers_are_counted_at_least_and_not_as_words() -> None:
    delivery = assess_delivery(spoken(f"Um, {TWELVE}, you know, {TWELVE}"), 12.0, 60.0)
    assert delivery.fillers == (0, 13, 14)
    assert delivery.word_count == 24
    assert delivery.filler_rate.value == pytest.approx(60 * 2 / (26 * 0.4 + 0.3))
    assert "At least 2" in delivery.filler_rate.note
    assert not delivery.filler_rate.inside


def test_a_draft_counts_no_fillers() -> None:
    delivery = assess_delivery(spoken(f"um {TWELVE} um {TWELVE}", draft=True), 12.0, 60.0)
    assert delivery.fillers == ()
    assert delivery.filler_rate.value is None
    assert delivery.filler_rate.inside


@pytest.mark.parametrize(("duration_s", "inside"), [(20.0, False), (60.0, True), (90.0, False)])
def test_length_is_held_against_the_target(duration_s: float, inside: bool) -> None:
    length = assess_delivery(spoken(TWELVE), duration_s, 60.0).length
    assert length.value == duration_s
    assert length.inside is inside


def test_without_a_target_any_length_is_fine() -> None:
    assert assess_delivery(spoken(TWELVE), 500.0, 0.0).length.inside


def test_silence_is_measured_without_complaint() -> None:
    delivery = assess_delivery(Transcript((), "test"), 0.0, 60.0)
    assert delivery.word_count == 0
    for measure in (delivery.pace, delivery.first_word, delivery.longest_pause):
        assert measure.value is None
        assert measure.inside


def test_every_band_names_its_source() -> None:
    delivery = assess_delivery(spoken(TWELVE), 30.0, 60.0)
    for measure in (delivery.pace, delivery.articulation, delivery.filler_rate, delivery.length):
        assert measure.source
        assert (measure.low, measure.high) != (None, None)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Words in order of start that may overlap, touch or last no time at all."""
    words, start_s = [], 0.0
    for text in draw(
        st.lists(st.sampled_from(["um", "you", "know,", "so", "—", "a"]), max_size=40)
    ):
        start_s += draw(st.floats(0.0, 5.0))
        words.append(Word(text, start_s, start_s + draw(st.floats(0.0, 3.0))))
    return Transcript(tuple(words), "test", draft=draw(st.booleans()))


@given(transcripts(), st.floats(0.0, 4000.0), st.floats(0.0, 600.0))
def test_any_transcript_can_be_measured(
    transcript: Transcript, duration_s: float, answer_s: float
) -> None:
    delivery = assess_delivery(transcript, duration_s, answer_s)
    assert 0 <= delivery.word_count <= len(transcript.words)
    assert set(delivery.fillers) <= set(range(len(transcript.words)))
    assert all(pause.length_s > PAUSE_S for pause in delivery.pauses)
    pace, articulation = delivery.pace.value, delivery.articulation.value
    if pace is not None:
        assert pace >= 0.0
        assert articulation is None or articulation >= pace - 1e-9


GERMAN = "wir trainieren das Modell um drei Uhr und prüfen die Daten noch einmal"


def test_in_another_language_no_fillers_are_counted_and_no_pace_is_judged() -> None:
    words = spoken(f"{GERMAN} {GERMAN} {GERMAN}", start_s=0.0).words
    delivery = assess_delivery(Transcript(words, "whisper", language="de"), 20.0, 60.0)
    assert delivery.fillers == ()
    assert delivery.filler_rate.value is None
    assert delivery.filler_rate.note == "Fillers are counted in English only."
    assert delivery.word_count == 39  # "um" is a word here
    assert delivery.pace.value == pytest.approx(60 * 39 / (38 * 0.4 + 0.3))
    assert (delivery.pace.low, delivery.pace.high) == (None, None)
    assert delivery.pace.note == "A usual pace is known for English only."


def test_signs_are_not_counted_as_words() -> None:
    words = spoken("我 们 每 天 监 控 特 征 漂 移 并 且 每 周 重 新 训 练", start_s=0.0).words
    delivery = assess_delivery(Transcript(words, "whisper", language="zh"), 20.0, 60.0)
    assert delivery.pace.value is None
    assert "without spaces" in delivery.pace.note


def test_english_of_any_region_is_english() -> None:
    words = spoken(f"Um, {TWELVE} {TWELVE}", start_s=0.0).words
    delivery = assess_delivery(Transcript(words, "whisper", language="en-GB"), 20.0, 60.0)
    assert delivery.fillers == (0,)


def test_of_an_answer_that_was_written_only_words_and_time_are_told() -> None:
    delivery = assess_delivery(written_words(f"um {TWELVE}", 95.0), 95.0, 60.0)
    assert delivery.word_count == 13
    assert delivery.fillers == ()
    assert delivery.pauses == ()
    rates = (delivery.pace, delivery.articulation, delivery.filler_rate, delivery.first_word)
    assert [rate.value for rate in rates] == [None] * 4
    assert delivery.length.value == 95.0
    assert delivery.length.inside
