"""What a speech engine is, and which engines there are.

Imports no heavy library, so that settings and the command line may name engines freely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from app.core.errors import SpeechError
from app.core.transcript import Gap, Transcript, Word

if TYPE_CHECKING:  # numpy is not needed to name an engine
    from app.speech.hearing import Audio, Heard, Request

WHISPER: Final = "whisper"
POCKETSPHINX: Final = "pocketsphinx"


class Engine(Protocol):
    """Turns sound into words."""

    @property
    def model(self) -> str:
        """Name of the loaded model; empty when the engine has only one."""
        ...

    def transcribe(self, blocks: Iterable[Audio], request: Request) -> Iterator[Heard]:
        """Yield what is heard, step by step; leaving the iterator early stops the work.

        blocks are consecutive stretches of one take, of any length; no more than two of them are
        held at a time. The words of all steps together are in order of start, and may end a
        moment after the take does. No speech: no words, rather than invented ones. One call at
        a time.

        Raises:
            SpeechError: The model failed, or does not know the language.
            ValueError: A block is no Audio.
        """
        ...


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Which engine shall listen, with what, and for what.

    Attributes:
        name: A name in ENGINES.
        folder: Folder of the model; None for an engine that brings its own.
        language: Language of the answer as a code, such as "en".
        terms: Words of the trade that may be said, the most important first.
        careful: Whether it may take several times as long for a few words that are right.
    """

    name: str = POCKETSPHINX
    folder: Path | None = None
    language: str = "en"
    terms: tuple[str, ...] = ()
    careful: bool = False

    def transcript(self, model: str, words: Iterable[Word], gaps: Iterable[Gap] = ()) -> Transcript:
        """Return the words of a take as this engine's transcript; model is the one it used."""
        draft = engine_spec(self.name).draft
        return Transcript(tuple(words), self.name, model, self.language, draft, tuple(gaps))


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """One row of the engine table.

    Attributes:
        name: Stable name, kept in each transcript.
        title: Name shown to the person.
        draft: Whether its text is too rough for trends, fillers and scheduling.
        stretch_s: How much of a take that is being recorded it should be given at least, in
            seconds of speech.
        needs: Modules that must be installed; looked for without importing them.
        load: Builds the engine from its model folder and imports its heavy libraries, in the
            worker. Raises SpeechError.
    """

    name: str
    title: str
    draft: bool
    stretch_s: float
    needs: tuple[str, ...]
    load: Callable[[Path | None], Engine]

    @property
    def installed(self) -> bool:
        """Whether every needed module can be found."""
        return all(find_spec(module) is not None for module in self.needs)


def _load_whisper(folder: Path | None) -> Engine:
    from app.speech.engines.whisper import load

    if folder is None:
        raise SpeechError(
            "No folder with a Whisper model is chosen.",
            hint="Choose one in Settings, or go on with the built-in draft engine.",
        )
    return load(folder)


def _load_pocketsphinx(_folder: Path | None) -> Engine:
    from app.speech.engines.pocketsphinx import load

    return load()


ENGINES: Final[Mapping[str, EngineSpec]] = {
    spec.name: spec
    for spec in (
        EngineSpec(
            name=WHISPER,
            title="Whisper",
            draft=False,
            stretch_s=3.0,
            needs=("faster_whisper", "ctranslate2", "onnxruntime"),
            load=_load_whisper,
        ),
        EngineSpec(
            name=POCKETSPHINX,
            title="Built-in draft engine (PocketSphinx)",
            draft=True,
            stretch_s=10.0,  # it needs a while to settle on a voice, see engines/pocketsphinx.py
            needs=("pocketsphinx", "faster_whisper", "onnxruntime"),
            load=_load_pocketsphinx,
        ),
    )
}


def engine_spec(name: str) -> EngineSpec:
    """Return the engine called name.

    Raises:
        SpeechError: There is none, or its libraries are not installed.
    """
    spec = ENGINES.get(name)
    if spec is None:
        raise SpeechError(
            f"There is no speech engine called '{name}'.",
            hint=f"There are: {', '.join(ENGINES)}.",
        )
    if not spec.installed:
        raise SpeechError(
            f"{spec.title} is not installed.",
            hint="Install the program again, or choose another speech engine in Settings.",
        )
    return spec
