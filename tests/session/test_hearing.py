"""What is said of voice and room."""

import pytest

from app.audio.noise import Hearing
from app.session.hearing import judge, room_words


@pytest.mark.parametrize(
    ("noise_dbfs", "words"),
    [
        (-96.0, "Room noise: none, the microphone takes it away"),
        (-58.2, "Room noise −58 dB, quiet"),
        (-40.0, "Room noise −40 dB, can be heard: closer to the microphone is better"),
        (-30.0, "Room noise −30 dB, noisy: move closer or turn the fan off"),
    ],
)
def test_a_room_is_judged_by_its_distance_to_speech(noise_dbfs: float, words: str) -> None:
    assert room_words(noise_dbfs) == words


@pytest.mark.parametrize(
    ("hearing", "begins", "good"),
    [
        (Hearing(-58.0, -22.0, -9.0, False), "Clear: voice −22 dB, 36 dB above the room", True),
        (Hearing(-96.0, -22.0, -9.0, False), "Clear: voice −22 dB, no noise at all", True),
        (Hearing(-38.0, -22.0, -9.0, False), "Good enough", True),
        (Hearing(-30.0, -22.0, -9.0, False), "Noisy", False),
        (Hearing(-40.0, -38.0, -30.0, False), "No voice was heard, only the room (−40 dB)", False),
        (Hearing(-80.0, -52.0, -40.0, False), "Very quiet (−52 dB)", False),
        (Hearing(-50.0, -8.0, 0.0, True), "Too loud", False),
        (Hearing(-96.0, -96.0, -96.0, False), "Only silence was heard", False),
    ],
)
def test_a_test_recording_gets_its_verdict(hearing: Hearing, begins: str, good: bool) -> None:
    verdict, is_good = judge(hearing)
    assert verdict.startswith(begins)
    assert is_good == good
