"""The bench itself: what the other tests stand on."""

import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.bench import Bench

pytestmark = pytest.mark.mic


def test_the_microphone_is_the_default_source(microphone: Bench) -> None:
    assert "Default Source: mic" in microphone.pactl("info")


def test_a_rendered_sentence_is_16_khz_mono_speech(render_speech: Callable[[str], Path]) -> None:
    with wave.open(str(render_speech("I led a team of four"))) as spoken:
        assert spoken.getframerate() == 16000
        assert spoken.getnchannels() == 1
        assert spoken.getnframes() > 16000


def test_a_bench_of_its_own_can_be_unplugged_without_harm(
    microphone: Bench, own_bench: Bench
) -> None:
    own_bench.unplug()
    assert not own_bench.runs("pulseaudio")
    assert microphone.runs("pulseaudio")
