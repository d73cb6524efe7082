"""How well a model folder understands the grammar, through plain faster-whisper.

    python -m tests.tinywhisper.evaluate [MODEL_FOLDER] [--count 40]

Needs espeak-ng and flite. Shows the share of words wrong, of sentences exactly right, and how far
off the starts of the words are.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from tests.speech.sounds import plain, word_error_rate
from tests.tinywhisper.grammar import sentences
from tests.tinywhisper.shape import SAMPLE_RATE_HZ
from tests.tinywhisper.voices import Espeak, Spoken, TimedWord, speak

MODEL: Final = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one sentence: share of words wrong, and errors of starts in milliseconds."""

    wrong: float
    starts_ms: tuple[float, ...]


def hear(model: WhisperModel, sound: NDArray[np.float32]) -> list[TimedWord]:
    """Return the words of a sound."""
    segments, _info = model.transcribe(
        sound,
        language="en",
        beam_size=1,
        temperature=0.0,
        word_timestamps=True,
        condition_on_previous_text=False,
    )
    return [TimedWord(w.word.strip(), w.start, w.end) for s in segments for w in s.words or ()]


def examine(model: WhisperModel, spoken: Spoken, lead_s: float) -> Result:
    """Have the model hear a sentence after lead_s seconds of faint noise."""
    lead = np.zeros(round(lead_s * SAMPLE_RATE_HZ), np.float32)
    sound = np.concatenate([lead, spoken.sound, np.zeros(SAMPLE_RATE_HZ // 2, np.float32)])
    noise = np.random.default_rng(len(sound)).normal(0, 0.0008, len(sound))
    heard = hear(model, sound + noise.astype(np.float32))
    wrong = word_error_rate(spoken.text, " ".join(word.text for word in heard))
    same = [plain(word.text) for word in heard] == [plain(word.text) for word in spoken.words]
    pairs = zip(heard, spoken.words, strict=True) if same else ()
    starts_ms = tuple(abs(a.start_s - b.start_s - lead_s) * 1000 for a, b in pairs)
    return Result(wrong, starts_ms)


def examine_all(
    model: WhisperModel, texts: Sequence[str], espeak: Espeak, *, unseen_voices: bool
) -> Iterator[Result]:
    """Examine each text, spoken by some voice."""
    rng = random.Random(99)
    for text in texts:
        spoken = speak(text, rng, espeak, held_out=unseen_voices)
        yield examine(model, spoken, rng.uniform(0.1, 0.6))


def summary(results: Sequence[Result]) -> str:
    """Return the figures of several sentences together."""
    wrong = [result.wrong for result in results]
    starts_ms = [ms for result in results for ms in result.starts_ms] or [np.nan]
    return (
        f"words wrong {np.mean(wrong):.3f}, exact {np.mean(np.equal(wrong, 0)):.2f}, starts off by "
        f"{np.median(starts_ms):.0f} ms (90 %: {np.quantile(starts_ms, 0.9):.0f} ms)"
    )


def main() -> None:
    """Examine and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("model", type=Path, nargs="?", default=MODEL)
    parser.add_argument("--count", type=int, default=40)
    options = parser.parse_args()
    model = WhisperModel(
        str(options.model), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
    )
    known, espeak = sentences(), Espeak()
    for title, texts in (("training", known.fixed), ("unseen", known.held_out)):
        for unseen_voices in (False, True):
            results = list(
                examine_all(model, texts[: options.count], espeak, unseen_voices=unseen_voices)
            )
            voices = "unseen" if unseen_voices else "training"
            print(f"{title} sentences, {voices} voices: {summary(results)}")


if __name__ == "__main__":
    main()
