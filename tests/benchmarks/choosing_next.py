"""How long it takes to choose the next question among thousands.

    python -m tests.benchmarks.choosing_next [--questions 5000] [--attempts 50000] [--folder FOLDER]

Fills a history (FOLDER, else a new one) with made-up answers over three years, and measures the
first agenda after such an import, with all cards to make; one after a start, with all cards there;
and then, while the program runs, one more, and one after each of several new answers. "cpu" is
what the thread itself has computed: the rest it waited for a disk, or for others on this computer.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from app.core.attempt import SelfRating, Take
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import KeyPoint, Question
from app.core.settings import Settings
from app.session.agenda import Planner
from app.session.background import Background
from app.session.inbox import Inbox
from app.storage.attempt_writing import snapshot_of, stamp
from app.storage.backups import Backups
from app.storage.cards import Cards
from app.storage.codec import STATES
from app.storage.database import Database
from app.storage.history import History

T = TypeVar("T")
NOW: Final = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
DAYS: Final = 1000
BEGIN: Final = NOW - timedelta(days=DAYS, hours=1)
PER_GROUP: Final = 50
STATES_OF_POINTS: Final = tuple(PointState)
NEW: Final = 20  # of a hundred questions are never answered
REPEAT: Final = 9
WORDS: Final = "inputs change and meanings change and somebody has to watch that " * 25
COLUMNS: Final = {
    "attempts": "id, pack_id, question_id, snapshot_id, made_at, changed_at, take_name, duration_s,"
    " self_score, uid",
    "transcripts": "attempt_id, engine, model, language, draft, text",
    "review_cache": "attempt_id, version, states_json, covered_share",
}


def questions(count: int) -> list[Question]:
    """Return made-up questions with five key points each."""
    return [
        Question(
            f"q{number:05}",
            f"pack{number // 500}",
            f"Pack {number // 500}",
            f"Group {number // PER_GROUP}",
            f"What is {number}?",
            key_points=tuple(KeyPoint(f"Fact {each} about {number}.") for each in range(5)),
        )
        for number in range(count)
    ]


def fill(database: Database, asked: Sequence[Question], attempts: int) -> None:
    """Put answers into a history, each with a transcript, a review and, mostly, a rating."""
    chance = random.Random(1)
    answered = len(asked) * (100 - NEW) // 100
    tables = {table: list[tuple[object, ...]]() for table in COLUMNS}
    with database.writing() as db:
        snapshots = [snapshot_of(db, each) for each in asked]
        for number in range(1, attempts + 1):
            at = chance.randrange(answered)
            question, uid = asked[at], UUID(int=chance.getrandbits(128)).hex
            made_at = stamp(BEGIN + timedelta(days=DAYS * number / attempts))
            score = chance.choice((None, 1, 2, 3, 3, 4, 4, 5))
            key = (number, question.pack_id, question.id, snapshots[at])
            tables["attempts"].append((*key, made_at, made_at, f"{number}.wav", 90.0, score, uid))
            draft = int(chance.random() < 0.02)
            tables["transcripts"].append((number, "whisper", "base.en", "en", draft, WORDS))
            states = tuple(chance.choice(STATES_OF_POINTS) for _ in range(5))
            share = states.count(PointState.COVERED) / 5
            tables["review_cache"].append((number, "made up", STATES.dump(states), share))
        for table, rows in tables.items():
            marks = ", ".join("?" for _ in COLUMNS[table].split(","))
            db.conn.executemany(f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({marks})", rows)


class Watch:
    """Measures from its making on."""

    def __init__(self) -> None:
        self._begun_s, self._begun_cpu_s = time.perf_counter(), time.thread_time()

    def read_ms(self) -> tuple[float, float]:
        """Return the time that has passed, and how much of it this thread has computed."""
        now_s, cpu_s = time.perf_counter(), time.thread_time()
        return 1000 * (now_s - self._begun_s), 1000 * (cpu_s - self._begun_cpu_s)


def line(what: str, ms: tuple[float, float], more: str = "") -> None:
    """Print how long something took."""
    print(f"{what:50} {ms[0]:8.1f} ms   cpu {ms[1]:8.1f} ms   {more}".rstrip())


def timed(what: str, work: Callable[[], T]) -> T:
    """Do work once, and print how long it took."""
    watch = Watch()
    result = work()
    line(what, watch.read_ms())
    return result


def typical(what: str, before: Callable[[], object], work: Callable[[], object]) -> None:
    """Print the median and the worst of several times, each after something else has happened."""
    times_ms = list[tuple[float, float]]()
    for _ in range(REPEAT):
        before()
        watch = Watch()
        work()
        times_ms.append(watch.read_ms())
    passed, computed = zip(*times_ms, strict=True)
    median = statistics.median(passed), statistics.median(computed)
    line(
        what, median, f"median of {REPEAT}, worst {max(passed):.1f} ms, cpu {max(computed):.1f} ms"
    )


def answer(history: History, question: Question, take: int) -> None:
    """Give one more answer."""
    attempt = history.add(question, Take(f"new-{time.time_ns()}-{take}.wav", 60.0), NOW)
    history.rate(attempt, SelfRating(3))
    findings = tuple(PointFinding("", state, 0.5) for state in STATES_OF_POINTS)
    history.remember_review(attempt, "1", Coverage(findings, "lexical"), 120.0, 2.0)


class Thread:
    """The session's thread: runs what is posted, and notes how long each call held it up."""

    def __init__(self) -> None:
        self._inbox = Inbox()
        self.longest_ms = (0.0, 0.0)

    def post(self, call: Callable[[], None]) -> None:
        """Have call run in `live`. Safe from any thread."""

        def run() -> None:
            watch = Watch()
            call()
            self.longest_ms = max(self.longest_ms, watch.read_ms())

        self._inbox.post(run)

    def live(self, until: Callable[[], bool]) -> None:
        """Run what is posted until something is so."""
        self._inbox.run_until(until)


def after_import(planner: Planner, asked: Sequence[Question], thread: Thread) -> None:
    """Print what making all cards costs, and how long it holds up the session's thread."""
    done = list[bool]()
    planner.on_change = lambda: done.append(True)
    watch = Watch()
    agenda = timed("after an import: the first agenda", lambda: planner.agenda(asked, NOW))
    assert not agenda.complete
    thread.live(until=lambda: bool(done))
    line("all cards made behind it, after", watch.read_ms())
    line("the longest the thread was held up meanwhile", thread.longest_ms)
    assert timed("the agenda then", lambda: planner.agenda(asked, NOW)).complete


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=5000)
    parser.add_argument("--attempts", type=int, default=50_000)
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    asked = questions(wanted.questions)
    with tempfile.TemporaryDirectory() as name:
        folder = wanted.folder or Path(name)
        folder.mkdir(exist_ok=True)
        database = Database(folder / "history.db", Backups(folder / "backups"))
        timed("filling the history", lambda: fill(database, asked, wanted.attempts))
        measure(database, asked)
        database.close()


def measure(database: Database, asked: Sequence[Question]) -> None:
    """Print all figures of a history."""
    thread = Thread()
    background = Background(thread.post)
    after_import(Planner(Cards(database), Settings, background.run), asked, thread)
    background.close()
    settings = [Settings()]
    planner = Planner(Cards(database), lambda: settings[0], background.run)
    timed("after a start: the first agenda", lambda: planner.agenda(asked, NOW))
    history, chance = History(database), random.Random(2)

    def ask() -> None:
        assert len(planner.agenda(asked, NOW).to_ask(1)) == 1

    def add() -> None:
        answer(history, chance.choice(asked), chance.randrange(10**9))

    typical("the next question, nothing new", lambda: None, ask)
    typical("the next question, after one new answer", add, ask)
    agenda = planner.agenda(asked, NOW)
    typical("fifty questions of an agenda", lambda: None, lambda: agenda.to_ask(50))
    settings[0] = Settings(interview_on=(NOW + timedelta(days=20)).date().isoformat())
    typical("the next question, with an interview in 20 days", add, ask)
    few = asked[:40]
    typical("the same for a choice of 40", add, lambda: planner.agenda(few, NOW).to_ask(1))
    print(
        f"due {len(agenda.due)}, new {len(agenda.never_tried)}, later {len(agenda.later)},"
        f" weak {len(agenda.weakest)}, cards {len(planner.cards())}"
    )


if __name__ == "__main__":
    main()
