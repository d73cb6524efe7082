"""Words and transcripts as values."""

import pickle

import pytest

from app.core.transcript import Gap, Transcript, Word


def test_a_transcript_is_the_same_after_it_has_crossed_to_another_process() -> None:
    words = (Word("drift", 0.5, 1.0, 0.3), Word("is", 1.0, 1.2))
    transcript = Transcript(words, "whisper", "base.en", gaps=(Gap(2.0, 3.0),))
    assert pickle.loads(pickle.dumps(transcript)) == transcript


def test_a_word_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="backwards"):
        Word("drift", 1.0, 0.5)
