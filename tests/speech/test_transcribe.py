"""Files in, transcripts out: directly and through a real worker."""

import subprocess
import sys
import textwrap
from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from app.core.errors import SpeechError
from app.core.transcript import Transcript, Word
from app.speech import messages as m
from app.speech.engine import ENGINES, POCKETSPHINX, WHISPER, EngineChoice, engine_spec
from app.speech.jobs import LoadEngine, TranscribeFile, TranscribeProgress
from app.speech.transcribe import Listener, _within, transcribe_file
from app.speech.worker import Handler, Worker
from tests.speech.sounds import (
    ANSWER,
    ANSWER_TEXT,
    ROOT,
    TINY_MODEL,
    encode,
    noise,
    read_wav,
    word_error_rate,
    write_wav,
)
from tests.speech.tools import Inbox

pytestmark = pytest.mark.slow

TINY: Final = EngineChoice(WHISPER, TINY_MODEL)
DRAFT: Final = EngineChoice(POCKETSPHINX)


def unpack() -> Mapping[type, Handler]:
    return Listener().handlers


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener()


def transcribe(listener: Listener, path: Path, choice: EngineChoice = TINY) -> Transcript:
    *progress, transcript = listener.transcribe(TranscribeFile(path, choice))
    fractions = [step.fraction for step in progress if isinstance(step, TranscribeProgress)]
    assert len(fractions) == len(progress)
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1
    assert isinstance(transcript, Transcript)
    return transcript


def test_a_transcript_says_who_wrote_it(listener: Listener) -> None:
    transcript = transcribe(listener, ANSWER)
    assert (transcript.engine, transcript.model) == (WHISPER, "model")
    assert (transcript.language, transcript.draft) == ("en", False)
    assert word_error_rate(ANSWER_TEXT.read_text(), transcript.text) <= 0.02


def test_the_draft_engine_writes_drafts(listener: Listener, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "short.wav", read_wav(ANSWER)[:96_000])
    transcript = transcribe(listener, path, DRAFT)
    assert (transcript.engine, transcript.model, transcript.draft) == (POCKETSPHINX, "", True)
    assert "deployment" in transcript.text


@pytest.mark.parametrize("choice", [TINY, DRAFT], ids=["whisper", "pocketsphinx"])
def test_a_take_without_speech_gives_an_empty_transcript(
    listener: Listener, tmp_path: Path, choice: EngineChoice
) -> None:
    for sound in (np.zeros(0, np.float32), np.zeros(48_000, np.float32), noise(3)):
        path = write_wav(tmp_path / "quiet.wav", sound)
        assert transcribe(listener, path, choice).words == ()


def test_a_compressed_stereo_recording_reads_the_same(listener: Listener, tmp_path: Path) -> None:
    sound = read_wav(ANSWER)
    path = encode(tmp_path / "phone.m4a", np.stack([sound, sound]), "aac", 16_000)
    transcript = transcribe(listener, path)
    assert word_error_rate(ANSWER_TEXT.read_text(), transcript.text) <= 0.05


def test_a_take_that_breaks_off_is_read_to_its_end(listener: Listener, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "cut.wav", read_wav(ANSWER))
    data = path.read_bytes()
    path.write_bytes(data[: 44 + 2 * 16_000 * 6 + 1])
    transcript = transcribe(listener, path)
    assert "canary" in transcript.text
    assert transcript.words[-1].end_s <= 6


def test_times_stay_inside_the_take_and_in_order() -> None:
    words = [Word("a", 1, 5), Word("b", 0.5, 2), Word("c", 9, 12), Word("d", 11, 13)]
    assert list(_within(words, 0, 10)) == [
        Word("a", 1, 5),
        Word("b", 1, 2),
        Word("c", 9, 10),
        Word("d", 10, 10),
    ]


def test_the_engine_stays_loaded_between_takes(listener: Listener, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "quiet.wav", noise(1))
    transcribe(listener, path)
    loaded = listener._engine
    transcribe(listener, path, replace(TINY, terms=("DVC",)))
    assert listener._engine is loaded
    transcribe(listener, path, DRAFT)
    assert listener._engine is not loaded


def test_one_file_can_be_read_without_a_worker(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "quiet.wav", noise(1))
    *_, last = transcribe_file(path, TINY)
    assert last == Transcript((), WHISPER, "model")


def test_a_model_that_cannot_be_used_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="There is no folder"):
        list(Listener().load(LoadEngine(EngineChoice(WHISPER, tmp_path / "gone"))))
    with pytest.raises(SpeechError, match="No folder with a Whisper model is chosen"):
        list(Listener().load(LoadEngine(EngineChoice(WHISPER))))


# The table -------------------------------------------------------------------------


def test_every_engine_of_the_table_is_installed_and_only_drafts_are_drafts() -> None:
    assert {name: spec.draft for name, spec in ENGINES.items()} == {
        WHISPER: False,
        POCKETSPHINX: True,
    }
    assert all(spec.installed for spec in ENGINES.values())


def test_an_unknown_engine_is_told_in_words() -> None:
    with pytest.raises(SpeechError, match="There is no speech engine called 'siri'"):
        engine_spec("siri")


def test_an_engine_that_is_not_installed_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.speech.engine.find_spec", lambda _name: None)
    with pytest.raises(SpeechError, match="Whisper is not installed"):
        engine_spec(WHISPER)


# Through the worker ------------------------------------------------------------------


@pytest.fixture(scope="module")
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture(scope="module")
def worker(inbox: Inbox) -> Generator[Worker]:
    worker = Worker(unpack, inbox.put)
    worker.send(m.Do(0, LoadEngine(TINY)))
    assert inbox.until(m.Done, m.Failed)[-1] == m.Done(0)
    yield worker
    worker.close()


def test_a_take_goes_through_the_worker(worker: Worker, inbox: Inbox) -> None:
    worker.send(m.Do(1, TranscribeFile(ANSWER, TINY)))
    *_, last, done = inbox.until(m.Done)
    assert done == m.Done(1)
    assert isinstance(last, m.Part)
    assert isinstance(last.value, Transcript)
    assert "canary deployment" in last.value.text


def test_a_take_can_be_cancelled_while_it_is_read(worker: Worker, inbox: Inbox) -> None:
    worker.send(m.Do(2, TranscribeFile(ANSWER, DRAFT)))
    inbox.until(m.Part)
    worker.send(m.Cancel(2))
    assert inbox.until(m.Done)[-1] == m.Done(2, cancelled=True)


def test_a_bad_file_and_a_bad_model_arrive_in_words(
    worker: Worker, inbox: Inbox, tmp_path: Path
) -> None:
    page = tmp_path / "take.wav"
    page.write_text("<html>")
    worker.send(m.Do(3, TranscribeFile(page, TINY)))
    failed = inbox.until(m.Failed)[-1]
    assert isinstance(failed, m.Failed)
    assert (failed.text, failed.traceback) == ("take.wav cannot be read as sound.", "")
    worker.send(m.Do(4, LoadEngine(EngineChoice(WHISPER, tmp_path))))
    failed = inbox.until(m.Failed)[-1]
    assert isinstance(failed, m.Failed)
    assert failed.text.startswith("model.bin is missing")
    assert failed.hint


# Offline --------------------------------------------------------------------------------

REFUSE_SOCKETS: Final = """
    import sys
    def refuse(event, _arguments):
        if event in ("socket.__new__", "socket.connect", "socket.getaddrinfo"):
            print("something wanted to reach the network:", event, file=sys.stderr)
            sys.stderr.flush()
            import os
            os._exit(7)
    sys.addaudithook(refuse)
"""

TRANSCRIBE: Final = """
    from pathlib import Path
    from app.speech.engine import EngineChoice
    from app.speech.transcribe import transcribe_file
    choice = EngineChoice(sys.argv[2], *map(Path, sys.argv[3:]))
    *_, transcript = transcribe_file(Path(sys.argv[1]), choice)
    print(transcript.text)
"""


def run_without_network(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    script = textwrap.dedent(REFUSE_SOCKETS) + textwrap.dedent(script)
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=ROOT, text=True)


@pytest.mark.parametrize("choice", [TINY, DRAFT], ids=["whisper", "pocketsphinx"])
def test_no_engine_opens_a_connection(choice: EngineChoice, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "short.wav", read_wav(ANSWER)[:96_000])
    folder = [choice.folder] if choice.folder else []
    done = run_without_network(TRANSCRIBE, path, choice.name, *folder)
    assert done.returncode == 0, done.stderr
    assert "deployment" in done.stdout


def test_a_connection_would_have_been_noticed() -> None:
    done = run_without_network("import socket\nsocket.create_connection(('127.0.0.1', 9))")
    assert done.returncode == 7
