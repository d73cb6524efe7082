"""What all tests of sound share."""

import pytest

from app.audio.portaudio import PortAudio


@pytest.fixture(scope="session")
def portaudio() -> PortAudio:
    """The one of this process: it counts the open streams of all tests."""
    return PortAudio()
