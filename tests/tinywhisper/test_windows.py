"""The examples the model was trained on, as far as they can be checked without torch."""

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from tests.speech.sounds import plain
from tests.tinywhisper.clips import Clip
from tests.tinywhisper.grammar import sentences
from tests.tinywhisper.shape import MEL_BANDS, MEL_FRAMES_PER_S
from tests.tinywhisper.tokens import END, START, build_tokenizer, id_of
from tests.tinywhisper.voices import TimedWord
from tests.tinywhisper.windows import IGNORED, SILENCE, Shape, WindowMaker, _Scene

MODEL = Path(__file__).parent / "model"
SHORT, FULL = Shape(600, 1, 300), Shape(3000, 6, 0)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def clip(text: str, frames: int) -> Clip:
    words = text.split()
    edges = np.linspace(0.1, frames / MEL_FRAMES_PER_S - 0.1, len(words) + 1)
    timed = [TimedWord(w, a, b) for w, a, b in zip(words, edges[:-1], edges[1:], strict=True)]
    return Clip(text, np.zeros((MEL_BANDS, frames), np.float16), tuple(timed))


@pytest.fixture(scope="module")
def maker(tokenizer: Tokenizer) -> WindowMaker:
    texts = sentences().for_training[:200]
    return WindowMaker([clip(text, 250 + 2 * i) for i, text in enumerate(texts)], tokenizer, 1)


@pytest.mark.parametrize("shape", [SHORT, FULL], ids=["short", "full"])
def test_every_example_is_well_formed(
    maker: WindowMaker, tokenizer: Tokenizer, shape: Shape
) -> None:
    words = set(plain(" ".join(sentences().for_training)))
    for _ in range(300):
        window = maker.window(shape)
        assert window.mel.shape == (MEL_BANDS, shape.frames)
        assert np.isfinite(window.mel).all()
        assert len(window.frame_words) == shape.frames // 2
        assert len(window.tokens) == len(window.targets)
        assert window.targets[-1] == id_of(tokenizer, END)
        start = window.tokens.index(id_of(tokenizer, START))
        learnt = [target for target in window.targets if target != IGNORED]
        assert learnt == [*window.tokens[len(window.tokens) - len(learnt) + 1 :], learnt[-1]]
        assert len(window.tokens) - len(learnt) <= start + 1
        assert set(plain(tokenizer.decode(learnt))) <= words


def test_a_sentence_that_lacks_a_few_frames_only_is_cut_off_like_others(
    maker: WindowMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WindowMaker, "_chance", lambda _self, _share: True)
    scene = _Scene(np.full((MEL_BANDS, FULL.frames), SILENCE, np.float32), at=2500)
    almost = clip("One two three.", 498)
    assert scene.room < almost.length < FULL.frames - scene.at
    maker._cut_off(scene, almost, FULL)
    assert (scene.cut_at, scene.at) == (2500, FULL.frames)


def test_an_example_says_where_its_words_are_heard(maker: WindowMaker) -> None:
    heard = 0
    for _ in range(50):
        window = maker.window(FULL)
        for given, said, start, end in window.looks:
            assert (said, 0 <= start < end) == (given + 1, True)
            heard += 1
    assert heard > 500


def test_a_batch_is_filled_up_with_what_is_not_learnt(maker: WindowMaker) -> None:
    batch = maker.batch(4, SHORT)
    assert batch.tokens.shape == batch.targets.shape == batch.said_next.shape[:2]
    assert batch.said_next.shape[2] == SHORT.frames // 2
    assert (batch.targets != IGNORED).any(axis=1).all()


def test_the_tokenizer_of_the_model_is_the_one_the_scripts_make(tmp_path: Path) -> None:
    build_tokenizer(tmp_path / "tokenizer.json")
    assert (tmp_path / "tokenizer.json").read_text() == (MODEL / "tokenizer.json").read_text()


def test_sentences_held_out_are_never_spoken_in_training() -> None:
    known = sentences()
    assert not set(known.held_out) & set(known.for_training)
    assert len(known.fixed) + len(known.held_out) + len(known.others) == 12 * 18 * 9
