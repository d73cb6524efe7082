"""How many words are written down that nobody said, and what the filters cost of those said.

    python -m tests.benchmarks.invented_words [--model FOLDER] [--recordings FOLDER]

Three ways to read: the model alone, the model on what the voice detector found, and with the
filters of `app.speech.truth` as the program has them. The first table has sounds without a word,
alone and between two sentences; the second has speech, with its word error rate. The test model
knows 121 words; with a real one, --model adds the spoken answers of `tests/data`. A folder of
recordings has a MANIFEST.csv with the columns `file` and `text`.
"""

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from app.core.transcript import Word
from app.session.listening import terms_of
from app.speech.decode import read_blocks
from app.speech.engines.whisper import WhisperEngine, load
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Request
from app.speech.truth import Passage
from app.speech.voice import Voice, hear_voice
from app.storage.packs import load_packs
from tests.speech.noises import SOUNDS, make
from tests.speech.sounds import ANSWER, ANSWER_TEXT, TINY_MODEL, plain, read_wav, word_error_rate
from tests.tinywhisper.grammar import sentences
from tests.tinywhisper.voices import HELD_OUT_ESPEAK, PITCH, RATE, Espeak, speak_with_flite

ROOT: Final = Path(__file__).parents[2]
ANSWERS: Final = ROOT / "tests" / "data" / "answers.jsonl"
SPOKEN_ANSWERS: Final = 6
BEFORE: Final = "We tracked every experiment with MLflow and it saved us a lot of time."
AFTER: Final = "In production, we monitored feature drift every day."
ALONE_S, BETWEEN_S = 6.0, 4.0

Read = Callable[[Audio, tuple[str, ...]], str]


class Believing(WhisperEngine):
    """Believes all that the model writes, as the program did once."""

    def _said(self, piece: object, voice: Voice, prompt: object) -> list[Word]:
        del voice
        passages: Iterable[Passage] = self._read(piece.audio, prompt)  # type: ignore[attr-defined, arg-type]  # as its base
        return [word for passage in passages for word in passage.words]


@dataclass(frozen=True, slots=True)
class Ways:
    """The three ways to read a sound."""

    alone: Read
    cut: Read
    filtered: Read


def ways(folder: Path) -> Ways:
    """Load a model once, and return the ways to read with it."""
    engine = load(folder)
    believing = Believing(engine._model, "believing")

    def alone(sound: Audio, _terms: tuple[str, ...]) -> str:
        segments, _info = engine._model.transcribe(
            sound, language="en", beam_size=1, condition_on_previous_text=False
        )
        return " ".join(segment.text for segment in segments)

    return Ways(alone, _reader(believing), _reader(engine))


def _reader(engine: WhisperEngine) -> Read:
    def read(sound: Audio, terms: tuple[str, ...]) -> str:
        heard = engine.transcribe([sound], Request("en", terms))
        return " ".join(word.text for step in heard for word in step.words)

    return read


def invented(said: str, heard: str) -> int:
    """Return how many words of a text were not said."""
    return (Counter(plain(heard)) - Counter(plain(said))).total()


def lost(said: str, heard: str) -> int:
    """Return how many words that were said are missing."""
    return (Counter(plain(said)) - Counter(plain(heard))).total()


# What is heard -------------------------------------------------------------------------


def between(sound: Audio, first: Audio, second: Audio) -> Audio:
    """Return two sentences with a sound around and between them."""
    edge = sound[: SAMPLE_RATE_HZ // 2]
    return np.concatenate([edge, first, sound, second, edge])


def grammar_answers() -> Iterator[tuple[str, Audio, tuple[str, ...]]]:
    """Yield answers of six sentences, each in a voice the test model never heard."""
    espeak, rng = Espeak(), random.Random(5)
    held_out = sentences().held_out
    for number, voice in enumerate((*HELD_OUT_ESPEAK, "slt")):
        said = held_out[6 * number : 6 * number + 6]
        parts = [
            speak_with_flite(text, voice).sound
            if voice == "slt"
            else espeak.speak(text, voice, {RATE: rng.randint(140, 190), PITCH: 50}).sound
            for text in said
        ]
        pauses = [np.zeros(round(rng.uniform(0.2, 2.0) * SAMPLE_RATE_HZ), np.float32)] * len(parts)
        sound = np.concatenate([x for pair in zip(parts, pauses, strict=True) for x in pair])
        yield " ".join(said), sound, ("Kubeflow", "MLflow", "DVC", "Kubernetes", "REST", "Docker")


def spoken_answers() -> Iterator[tuple[str, Audio, tuple[str, ...]]]:
    """Yield some of the answers of tests/data, in flite's voices, with their questions' terms."""
    packs = load_packs([ROOT / "questions"]).packs
    questions = {question.key: question for pack in packs for question in pack.questions}
    lines = ANSWERS.read_text("utf-8").splitlines()
    for number, line in enumerate(lines[:: len(lines) // SPOKEN_ANSWERS][:SPOKEN_ANSWERS]):
        row = json.loads(line)
        spoken = speak_with_flite(row["answer"], ("slt", "rms")[number % 2])
        yield row["answer"], spoken.sound, terms_of(questions[row["question"]])


def recordings(folder: Path) -> Iterator[tuple[str, Audio, tuple[str, ...]]]:
    """Yield the recordings of a folder."""
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["text"], np.concatenate(list(read_blocks(folder / row["file"]))), ()


# The tables ------------------------------------------------------------------------------


def show_sounds(read: Ways) -> None:
    """Print how many words are made up of each sound, and lost around it."""
    first, second = (speak_with_flite(text, "slt").sound for text in (BEFORE, AFTER))
    said = f"{BEFORE} {AFTER}"
    print("words invented        alone             between two sentences (lost)")
    print("sound            model  cut  filters    model        cut          filters")
    totals: Counter[str] = Counter()
    for name in SOUNDS:
        alone = make(name, ALONE_S)
        around = between(make(name, BETWEEN_S), first, second)
        cells = []
        for way in ("alone", "cut", "filtered"):
            reader: Read = getattr(read, way)
            made_up = invented("", reader(alone, ()))
            heard = reader(around, ())
            cells.append((made_up, invented(said, heard), lost(said, heard)))
            totals[way] += made_up + cells[-1][1]
        print(
            f"{name:<16} {cells[0][0]:>5} {cells[1][0]:>4} {cells[2][0]:>8}    "
            + "  ".join(f"{made_up:>3} ({gone:>2})   " for _, made_up, gone in cells)
        )
    print("all:", ", ".join(f"{way} {totals[way]}" for way in ("alone", "cut", "filtered")))


def show_speech(
    read: Ways, name: str, answers: Iterable[tuple[str, Audio, tuple[str, ...]]]
) -> None:
    """Print the word error rates of some speech, all together."""
    texts: dict[str, list[str]] = {"said": [], "cut": [], "filtered": []}
    voiced_s = 0.0
    for said, sound, terms in answers:
        texts["said"].append(said)
        texts["cut"].append(read.cut(sound, terms))
        texts["filtered"].append(read.filtered(sound, terms))
        voiced_s += hear_voice(sound).voiced_s
    said = " ".join(texts["said"])
    rates = [word_error_rate(said, " ".join(texts[way])) for way in ("cut", "filtered")]
    print(f"{name:<28} {len(plain(said)):>5} {voiced_s:>6.0f} s {rates[0]:>8.4f} {rates[1]:>9.4f}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=TINY_MODEL)
    parser.add_argument("--recordings", type=Path)
    arguments = parser.parse_args()
    read = ways(arguments.model)
    show_sounds(read)
    print()
    print("words wrong                  words  voice   before     after")
    demo = (ANSWER_TEXT.read_text("utf-8"), read_wav(ANSWER), ("canary", "Kubernetes"))
    show_speech(read, "the shipped answer", [demo])
    show_speech(read, "sentences, unseen voices", grammar_answers())
    if arguments.model != TINY_MODEL:
        show_speech(read, "spoken answers of tests/data", spoken_answers())
    if arguments.recordings:
        show_speech(read, "recordings", recordings(arguments.recordings))


if __name__ == "__main__":
    main()
