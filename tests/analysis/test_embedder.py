"""The converted model against the published one."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Encoding

from app.analysis import embedder as embedder_module
from app.analysis.embedder import DIMENSION, Embedder, Vectors
from app.core.errors import AnalysisError
from tests.analysis.golden import COSINES, GOLDEN


def test_vectors_agree_with_those_of_the_published_weights(embedder: Embedder) -> None:
    vectors = embedder.encode(list(GOLDEN))
    for vector, golden in zip(vectors, GOLDEN.values(), strict=True):
        # Eight-bit weights: the cosine to the full model is .979 at worst over 1,000 texts.
        assert np.allclose(vector[: len(golden)], golden, atol=0.02)
    assert np.allclose(vectors @ vectors[0], COSINES, atol=0.02)


def test_each_text_has_a_row_of_unit_length(embedder: Embedder) -> None:
    texts = ["one", "two words", "a somewhat longer text with nine words in it", "", "日本語"]
    vectors = embedder.encode(texts)
    assert vectors.shape == (len(texts), DIMENSION)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_window_that_is_a_whole_sentence_means_what_the_sentence_means(
    embedder: Embedder,
) -> None:
    text = "We pin every library version. The image goes to staging first, and then we ship it."
    first, second = (0, 29), (30, len(text))
    windows = [first, second, (64, len(text)), (0, len(text))]
    vectors = embedder.encode_windows(text, [first, second], windows)
    whole = embedder.encode([text[start:end] for start, end in windows])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    cosines = (vectors * whole).sum(axis=1)
    assert cosines[:2].min() > 0.95
    assert cosines[2:].min() > 0.6  # understood from its sentence, so not the same as alone
    assert np.argmax(vectors @ whole[0]) == 0


def test_a_window_beyond_what_the_model_can_read_is_no_vector(embedder: Embedder) -> None:
    text = " ".join(["incomprehensibilities"] * 200)
    vectors = embedder.encode_windows(
        text, [(0, len(text))], [(0, 100), (len(text) - 100, len(text))]
    )
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1.0, 0.0], atol=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, DIMENSION)
    assert embedder.encode_kept([]).shape == (0, DIMENSION)


def test_a_text_means_the_same_alone_and_among_others(embedder: Embedder) -> None:
    text = "We roll back when the error rate rises."
    crowd = [text, *("word " * length for length in range(1, 40))]
    assert float(embedder.encode([text])[0] @ embedder.encode(crowd)[0]) > 0.995


def test_kept_phrases_are_computed_once_and_come_back_in_order(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = embedder.encode_kept(["kept alpha", "kept beta", "kept alpha"])
    monkeypatch.setattr(embedder, "encode", list)  # of no texts, makes no rows; of others, text
    again = embedder.encode_kept(["kept beta", "kept alpha"])
    assert np.array_equal(again, first[[1, 0]])
    assert np.array_equal(first[0], first[2])


def test_the_phrase_not_asked_for_longest_is_dropped_first(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder_module, "KEPT_PHRASES", 2)
    own = Embedder(model_folder, threads=1)
    for phrases in (["one", "two"], ["one"], ["three"]):
        own.encode_kept(phrases)
    monkeypatch.setattr(own, "encode", list)  # as above
    own.encode_kept(["one", "three"])
    with pytest.raises(ValueError, match="could not convert"):
        own.encode_kept(["two"])
    own.close()


def test_more_phrases_than_are_kept_still_all_come_back(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder_module, "KEPT_PHRASES", 2)
    own = Embedder(model_folder, threads=1)
    phrases = ["one", "two", "three"]
    assert np.allclose(own.encode_kept(phrases), own.encode(phrases), atol=1e-3)
    own.close()


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "vocabulary.json"])
def test_a_damaged_model_is_refused_in_words(model_folder: Path, tmp_path: Path, name: str) -> None:
    for path in model_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:1000])
    with pytest.raises(AnalysisError, match="could not be loaded") as caught:
        Embedder(tmp_path)
    assert str(tmp_path) in caught.value.hint


def test_a_missing_model_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="could not be loaded"):
        Embedder(tmp_path / "nowhere")


def test_a_sentence_of_an_answer_that_grows_is_read_once(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    compute = embedder._token_states

    def watched(encodings: Sequence[Encoding]) -> list[Vectors]:
        texts.extend(" ".join(each.tokens[1:-1]) for each in encodings)
        return compute(encodings)

    monkeypatch.setattr(embedder, "_token_states", watched)
    begun = "The otter swam upstream. A heron watched it."
    first, second = (0, 24), (25, len(begun))
    before = embedder.encode_windows(begun, [first, second], [first, second])
    whole = f"{begun} Nobody else did."
    third = (len(begun) + 1, len(whole))
    after = embedder.encode_windows(whole, [first, second, third], [first, second, third])
    assert texts == ["the otter swam upstream .", "a heron watched it .", "nobody else did ."]
    assert np.allclose(before, after[:2])
