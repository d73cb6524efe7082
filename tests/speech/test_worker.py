"""A real worker process with small jobs."""

import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from app.speech import messages as m
from app.speech.worker import BUG_HINT, BUG_TEXT, Worker
from tests.speech import tools as t

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.fixture
def inbox() -> t.Inbox:
    return t.Inbox()


@pytest.fixture
def worker(inbox: t.Inbox) -> Generator[Worker]:
    worker = Worker(t.toolbox, inbox.put)
    yield worker
    worker.close()


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + t.PATIENCE_S
    while is_alive(pid):
        assert time.monotonic() < deadline, "the process is still there"
        time.sleep(0.02)


def test_a_job_answers_its_values_in_order_then_done(worker: Worker, inbox: t.Inbox) -> None:
    worker.send(m.Do(1, t.Count(3)))
    assert inbox.until(m.Done) == [m.Ready(), *(m.Part(1, i) for i in range(3)), m.Done(1)]


def test_jobs_are_done_in_the_order_they_were_sent(worker: Worker, inbox: t.Inbox) -> None:
    worker.send(m.Do(1, t.Count(2)))
    worker.send(m.Do(2, t.Count(1)))
    inbox.until(m.Ready)
    assert inbox.until(m.Done) == [m.Part(1, 0), m.Part(1, 1), m.Done(1)]
    assert inbox.until(m.Done) == [m.Part(2, 0), m.Done(2)]


def test_a_running_job_can_be_cancelled_between_two_values(worker: Worker, inbox: t.Inbox) -> None:
    worker.send(m.Do(1, t.Count(100_000, pause_s=0.01)))
    inbox.until(m.Part)
    worker.send(m.Cancel(1))
    assert inbox.until(m.Done)[-1] == m.Done(1, cancelled=True)


def test_a_waiting_job_can_be_cancelled(worker: Worker, inbox: t.Inbox) -> None:
    worker.send(m.Do(1, t.Count(100_000, pause_s=0.01)))
    worker.send(m.Do(2, t.Count(1)))
    worker.send(m.Cancel(2))
    worker.send(m.Cancel(1))
    ends = [inbox.until(m.Done)[-1], inbox.until(m.Done)[-1]]
    assert ends == [m.Done(2, cancelled=True), m.Done(1, cancelled=True)]
    worker.send(m.Do(3, t.Count(0)))
    assert inbox.until(m.Done) == [m.Done(3)], "and is not done later"


def test_cancelling_what_has_ended_means_nothing(worker: Worker, inbox: t.Inbox) -> None:
    worker.send(m.Do(1, t.Count(1)))
    inbox.until(m.Done)
    worker.send(m.Cancel(1))
    worker.send(m.Do(2, t.Count(1)))
    assert inbox.until(m.Done) == [m.Part(2, 0), m.Done(2)]


def test_a_foreseen_problem_arrives_in_words_and_the_worker_goes_on(
    worker: Worker, inbox: t.Inbox
) -> None:
    worker.send(m.Do(1, t.Refuse("The file cannot be read.", hint="Record it again.")))
    failed = inbox.until(m.Failed)[-1]
    assert failed == m.Failed(1, "The file cannot be read.", "Record it again.")
    worker.send(m.Do(2, t.Count(1)))
    assert inbox.until(m.Done)[-1] == m.Done(2)


def test_a_bug_arrives_with_its_lines_but_without_what_was_said(
    worker: Worker, inbox: t.Inbox
) -> None:
    worker.send(m.Do(1, t.Blunder("I was fired in May")))
    failed = inbox.until(m.Failed)[-1]
    assert isinstance(failed, m.Failed)
    assert (failed.job_id, failed.text, failed.hint) == (1, BUG_TEXT, BUG_HINT)
    assert "tools.py" in failed.traceback
    assert "builtins.KeyError\nwhich led to" in failed.traceback
    assert failed.traceback.endswith("builtins.ValueError\n")
    assert "fired" not in failed.traceback


def test_a_job_nobody_can_do_fails_alone(worker: Worker, inbox: t.Inbox) -> None:
    worker.send(m.Do(1, t.Unknown()))
    assert isinstance(inbox.until(m.Failed)[-1], m.Failed)
    worker.send(m.Do(2, t.Count(1)))
    assert inbox.until(m.Done)[-1] == m.Done(2)


def test_an_answer_that_cannot_be_sent_fails_alone(worker: Worker, inbox: t.Inbox) -> None:
    worker.send(m.Do(1, t.AnswerWithALambda()))
    assert isinstance(inbox.until(m.Failed)[-1], m.Failed)
    worker.send(m.Do(2, t.Count(1)))
    assert inbox.until(m.Done)[-1] == m.Done(2)


def test_a_job_that_cannot_be_sent_is_refused_where_it_is_sent(
    worker: Worker, inbox: t.Inbox
) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        worker.send(m.Do(1, lambda: None))
    worker.send(m.Do(2, t.Count(1)))
    assert inbox.until(m.Done)[-1] == m.Done(2)


def test_a_toolbox_that_cannot_be_sent_is_refused(inbox: t.Inbox) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        Worker(lambda: {}, inbox.put)


def test_a_toolbox_that_cannot_be_unpacked_is_reported_in_words(inbox: t.Inbox) -> None:
    worker = Worker(t.RefusingToolbox("The speech engine is not installed."), inbox.put)
    assert inbox.until(m.Died) == [
        m.Failed(None, "The speech engine is not installed."),
        m.Died(0),
    ]
    worker.close()


def test_a_crash_is_reported_and_a_new_worker_serves(worker: Worker, inbox: t.Inbox) -> None:
    worker.send(m.Do(1, t.Crash(exit_code=9)))
    assert inbox.until(m.Died)[-2:] == [m.Part(1, "last words"), m.Died(9)]
    worker.send(m.Do(2, t.Count(1)))  # dropped, no exception
    fresh = Worker(t.toolbox, inbox.put)
    fresh.send(m.Do(2, t.Count(1)))
    assert inbox.until(m.Done)[-1] == m.Done(2)
    fresh.close()


@pytest.mark.parametrize("deaf", [False, True], ids=["hanging", "deaf to terminate"])
def test_a_hanging_worker_can_be_closed(worker: Worker, inbox: t.Inbox, deaf: bool) -> None:
    worker.send(m.Do(1, t.Hang(deaf)))
    inbox.until(m.Part)
    pid = worker.pid
    assert pid is not None
    worker.close(grace_s=0.2)
    assert not is_alive(pid)
    assert inbox.rest() == [], "closing is no death"


def test_closing_twice_and_sending_afterwards_does_no_harm(worker: Worker, inbox: t.Inbox) -> None:
    inbox.until(m.Ready)
    worker.close()
    worker.close()
    worker.send(m.Do(1, t.Count(1)))
    assert inbox.rest() == []


def test_ctrl_c_does_not_end_the_worker(worker: Worker, inbox: t.Inbox) -> None:
    inbox.until(m.Ready)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGINT)
    worker.send(m.Do(1, t.Count(1)))
    assert inbox.until(m.Done)[-1] == m.Done(1)


@pytest.mark.parametrize("job", ["Count(1)", "Hang(deaf=True)"], ids=["idle", "hanging"])
def test_a_killed_program_leaves_no_worker_behind(job: str) -> None:
    script = f"""
        import time
        from app.speech import messages as m
        from app.speech.worker import Worker
        from tests.speech import tools as t
        if __name__ == "__main__":
            inbox = t.Inbox()
            worker = Worker(t.toolbox, inbox.put)
            worker.send(m.Do(1, t.{job}))
            inbox.until(m.Part)
            print(worker.pid, flush=True)
            time.sleep(600)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, cwd=ROOT
    ) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        program.kill()
    wait_until_gone(pid)


def test_nothing_heavy_is_imported_to_have_a_worker() -> None:
    script = """
        import sys
        import app.speech.engine, app.speech.jobs, app.speech.messages, app.speech.worker
        heavy = {"numpy", "av", "faster_whisper", "ctranslate2", "onnxruntime", "pocketsphinx"}
        sys.exit(", ".join(heavy & set(sys.modules)) or None)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True, cwd=ROOT)
