from hypothesis import given
from hypothesis import strategies as st

from app.analysis.windows import RUN_WORDS, cut


def stretches(text: str) -> list[str]:
    return [text[start:end] for start, end in cut(text).windows]


def test_sentences_end_at_full_stops_but_not_inside_a_version_number() -> None:
    assert stretches("Use Python 3.11 here. Then test it.") == [
        "Use Python 3.11 here.",
        "Then test it.",
    ]


def test_a_run_on_sentence_is_also_cut_into_clauses() -> None:
    text = "we pin every library version and the image goes to staging first"
    assert "and the image goes to staging first" in stretches(text)
    assert text in stretches(text)


def test_a_few_words_stay_with_the_clause_before_them() -> None:
    text = "we pin every version of it, and the image goes out, and then rest"
    assert "and the image goes out, and then rest" in stretches(text)
    assert "and then rest" not in stretches(text)


def test_text_without_punctuation_is_cut_into_overlapping_runs() -> None:
    words = [f"word{index}" for index in range(100)]
    pieces = stretches(" ".join(words))
    assert " ".join(words[10 : 10 + RUN_WORDS]) in pieces
    assert max(len(piece.split()) for piece in pieces) <= 45


def test_text_without_a_word_has_no_window() -> None:
    assert cut("").windows == ()
    assert cut("  ... - ! ").windows == ()


@given(st.text(alphabet="ab1 ,.;!?\n-and", max_size=400))
def test_every_window_holds_a_word_and_every_word_is_in_a_window(text: str) -> None:
    spans = cut(text).windows
    assert len(spans) == len(set(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert any(letter.isalnum() for letter in text[start:end])
        assert text[start:end] == text[start:end].strip()
    assert covered >= {place for place, letter in enumerate(text) if letter.isalnum()}
