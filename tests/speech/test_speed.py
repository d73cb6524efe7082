"""The speed test: real models, but with layers far narrower than real ones."""

import math
import tempfile
from pathlib import Path
from typing import Final

import pytest

from app.core.errors import SpeechError
from app.speech import messages as m
from app.speech.jobs import MeasureSpeed, SpeedMeasured
from app.speech.shapes import ENGLISH_TOKENS, LARGE_V3_TOKENS, SHAPES, Shape
from app.speech.speed import PIECES_PER_MIN, SpeedTest, Trial, _Known, _Line, _line, _Width
from app.speech.worker import Handler, Worker
from tests.speech.sounds import ANSWER
from tests.speech.tools import Inbox

pytestmark = pytest.mark.slow

NARROW: Final = (
    Trial(Shape(64, 1, 1, ENGLISH_TOKENS), (1, 3)),
    Trial(Shape(128, 1, 1, LARGE_V3_TOKENS, mel_bands=128), (1, 3)),
)


def unpack() -> dict[type, Handler]:
    return dict(SpeedTest(NARROW).handlers)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[SpeedMeasured]:
    """What a test says, with a look at the disk after each step."""
    folder = tmp_path_factory.mktemp("models")
    said = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        for step in SpeedTest(NARROW).measure(MeasureSpeed(ANSWER)):
            assert list(folder.iterdir()) == [], "something is left on the disk"
            said.append(step)
    return said


def test_every_model_gets_a_time_and_so_does_the_draft_engine(steps: list[SpeedMeasured]) -> None:
    last = steps[-1]
    assert set(last.models_s) == set(SHAPES)
    assert all(math.isfinite(seconds) and seconds > 0 for seconds in last.models_s.values())
    assert last.draft_s is not None
    assert last.draft_s > 0


def test_more_layers_and_wider_ones_take_longer() -> None:
    quick = _Width(_Line(0.01, 0.02), _Line(0.01, 0.01))
    wide = _Width(_Line(0.03, 0.15), _Line(0.04, 0.06))
    times_s = _Known({384: quick, 1280: wide}, processors=2.0, sound_s=0.01).estimates()
    assert times_s["tiny.en"] == pytest.approx(PIECES_PER_MIN * (0.01 + (0.09 + 0.05) / 2))
    assert times_s["tiny.en"] < times_s["base.en"] < times_s["small.en"] < times_s["large-v3"]
    assert times_s["distil-large-v3"] < times_s["large-v3-turbo"] < times_s["large-v3"]


def test_one_width_alone_tells_something_about_the_others() -> None:
    only = {384: _Width(_Line(0.01, 0.02), _Line(0.01, 0.01))}
    times_s = _Known(only, processors=1.0, sound_s=0.01).estimates()
    assert times_s["tiny.en"] < times_s["small.en"] < times_s["large-v3"]


def test_a_measurement_that_was_disturbed_gives_no_negative_time() -> None:
    assert _line(1, 0.5, 3, 0.4) == _Line(0.4, 0.0)
    assert _line(1, 0.1, 3, 0.5).fixed_s == 0.0


def test_a_slow_computer_is_spared_the_wider_models_and_all_have_a_time() -> None:
    draft, only = SpeedTest(NARROW, enough_s=0.0).measure(MeasureSpeed(ANSWER))
    assert draft.models_s == {}
    assert set(only.models_s) == set(SHAPES)


def test_a_sound_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="no file"):
        list(SpeedTest(NARROW).measure(MeasureSpeed(tmp_path / "gone.wav")))


def test_a_worker_measures_and_says_so_step_by_step() -> None:
    inbox = Inbox()
    worker = Worker(unpack, inbox.put)
    worker.send(m.Do(1, MeasureSpeed(ANSWER)))
    got = inbox.until(m.Done, m.Failed, m.Died)
    worker.close()
    parts = [message.value for message in got if isinstance(message, m.Part)]
    assert len(parts) == 2
    assert all(isinstance(part, SpeedMeasured) for part in parts)
