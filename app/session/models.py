"""The speech model and the embedding model: which are there, and which is in use."""

from dataclasses import dataclass
from pathlib import Path

from app.analysis import weights
from app.core.errors import SpeechError
from app.core.settings import Settings
from app.speech.engine import POCKETSPHINX, WHISPER, EngineChoice
from app.speech.model_folder import check_model_folder


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """The Whisper model of the settings.

    Attributes:
        folder: Where it is.
        title: What it is called, for showing.
        problem: What is wrong with it; empty when it can be used.
    """

    folder: Path
    title: str
    problem: str = ""


def engine_choice(settings: Settings) -> EngineChoice:
    """Return the engine the settings choose; the draft engine when no model is chosen."""
    if settings.whisper_folder:
        folder = Path(settings.whisper_folder)
        return EngineChoice(WHISPER, folder, settings.language)
    return EngineChoice(POCKETSPHINX, None, settings.language)


def knows_english_only(settings: Settings) -> bool:
    """Return whether the engine the settings choose understands no other language.

    Takes some milliseconds. False for a model that cannot be used: that is said elsewhere.
    """
    if not settings.whisper_folder:
        return True
    try:
        return not check_model_folder(Path(settings.whisper_folder)).multilingual
    except SpeechError:
        return False


def look_at(folder: Path) -> SpeechModel:
    """Say what is in a model folder; takes some milliseconds."""
    try:
        info = check_model_folder(folder)
    except SpeechError as error:
        return SpeechModel(folder, folder.name, f"{error} {error.hint}".strip())
    return SpeechModel(info.folder, info.name)


def prepare_embedding(folder: Path) -> bool:
    """Convert the packaged embedding weights if that is not done yet; takes a second.

    Returns:
        Whether the embedding model is ready now; False when there are no weights.

    Raises:
        AnalysisError: The weights are damaged, or there is no room.
    """
    return weights.prepare(folder) is not None


def embedding_ready(folder: Path) -> bool:
    """Return whether the embedding model can be used, or can be prepared without a download."""
    return weights.is_ready(folder) or weights.packaged_folder() is not None
