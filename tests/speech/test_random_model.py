"""Models with random weights, made for measuring."""

from pathlib import Path

import pytest
from faster_whisper import WhisperModel

from app.speech.random_model import END, NO_TIMES, token_names
from app.speech.shapes import SHAPES, Shape
from tests.benchmarks.random_whisper import build
from tests.speech.sounds import ANSWER, read_wav

TOKENS = 20


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_vocabulary_has_the_published_size_and_order(shape: Shape) -> None:
    names = token_names(shape)
    assert len(names) == len(set(names)) == shape.tokens
    assert names.index(END) == (50_256 if shape.tokens == 51_864 else 50_257)
    assert names[-1501:][0] == "<|0.00|>"
    assert names.index(NO_TIMES) == shape.tokens - 1502


def test_a_shape_no_model_can_have_is_refused() -> None:
    with pytest.raises(ValueError, match="multiple"):
        Shape(100, 1, 1)
    with pytest.raises(ValueError, match="one layer"):
        Shape(64, 0, 1)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["tiny.en", "tiny"])
def test_a_random_model_writes_the_words_it_is_made_for_and_is_sure(
    size: str, tmp_path: Path
) -> None:
    # Not by our engine, which rightly doubts that anybody says twenty words in a moment.
    model = WhisperModel(str(build(size, tmp_path / size, TOKENS)), compute_type="int8")
    for start in (0, 6 * 16_000):
        piece = read_wav(ANSWER)[start : start + 6 * 16_000]
        segments, _info = model.transcribe(
            piece, "en", beam_size=1, word_timestamps=True, initial_prompt="Um.", hotwords="canary"
        )
        words = [word for segment in segments for word in segment.words or ()]
        assert len(words) == TOKENS
        assert min(word.probability for word in words) > 0.9
