"""The log and the crash reports, and what must not be in them."""

import logging
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.storage.crash_report import KEEP, careful_traceback, write_report
from app.storage.logs import MAX_BYTES, OLD_FILES, Logs

SECRET = "I lost my temper with my manager"

CRASH = """
import sys, threading
from pathlib import Path
from app.storage.logs import Logs
logs = Logs(Path(sys.argv[1]))
def work():
    raise ValueError(sys.argv[3])
if sys.argv[2] == "thread":
    thread = threading.Thread(target=work, name="writer")
    thread.start(); thread.join()
else:
    work()
"""


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Logs]:
    logs = Logs(tmp_path)
    yield logs
    logs.close()


def fail_with(error: Exception) -> BaseException:
    try:
        _fail_because(error)
    except type(error) as caught:
        return caught
    return error


def _fail_because(error: Exception) -> None:
    try:
        _choke()
    except ValueError as cause:
        raise error from cause


def _choke() -> None:
    raise ValueError(SECRET)


@pytest.mark.usefixtures("logs")
def test_our_messages_and_the_warnings_of_libraries_are_logged(tmp_path: Path) -> None:
    logging.getLogger("app.storage").info("opened %s", "history.db")
    logging.getLogger("some.library").info("chatter")
    logging.getLogger("some.library").warning("trouble")
    text = (tmp_path / "greenroom.log").read_text("utf-8")
    assert "INFO MainProcess MainThread app.storage: opened history.db" in text
    assert "trouble" in text
    assert "chatter" not in text


def test_debugging_logs_in_detail_and_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs = Logs(tmp_path, debug=True)
    logging.getLogger("app.storage").debug("detail")
    logs.close()
    assert "detail" in (tmp_path / "greenroom.log").read_text("utf-8")
    assert "detail" in capsys.readouterr().err


@pytest.mark.usefixtures("logs")
def test_a_long_log_is_cut_into_a_few_private_files(tmp_path: Path) -> None:
    logger = logging.getLogger("app.storage")
    for _ in range(OLD_FILES + 3):
        logger.info("x" * (MAX_BYTES - 1_000))
    files = list(tmp_path.iterdir())
    assert len(files) == OLD_FILES + 1
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.usefixtures("logs")
def test_a_logged_traceback_does_not_quote_data(tmp_path: Path) -> None:
    try:
        _choke()
    except ValueError:
        logging.getLogger("app.storage").exception("it failed")
    text = (tmp_path / "greenroom.log").read_text("utf-8")
    assert "test_logs.py" in text
    assert "ValueError: (message left out" in text
    assert SECRET not in text


def test_closing_puts_everything_back(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (sys.excepthook, threading.excepthook, root.level, list(root.handlers))
    Logs(tmp_path).close()
    assert (sys.excepthook, threading.excepthook, root.level, list(root.handlers)) == before


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="log cannot be written"):
        Logs(tmp_path / "missing")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (StorageError("The disk is full."), "The disk is full."),
        (OSError(28, "No space left"), "No space left"),
        (AttributeError("no attribute 'x'"), "no attribute 'x'"),
        (KeyError(SECRET), "(message left out"),
        (RuntimeError(SECRET), "(message left out"),
    ],
)
def test_only_messages_that_cannot_quote_a_person_are_written(
    error: Exception, message: str
) -> None:
    text = careful_traceback(fail_with(error))
    assert message in text
    assert SECRET not in text
    assert "which led to" in text
    assert text.index("ValueError") < text.index(message)


def test_an_error_that_causes_itself_is_written_once() -> None:
    error = RuntimeError("x")
    other = RuntimeError("y")
    error.__cause__, other.__cause__ = other, error
    assert careful_traceback(error).count("RuntimeError") == 2


def test_a_report_says_where_it_happened_and_few_are_kept(tmp_path: Path) -> None:
    reports = [write_report(tmp_path, fail_with(KeyError("k")), "writer") for _ in range(KEEP + 2)]
    text = reports[-1].read_text("utf-8")
    assert "Thread: writer" in text
    assert "in fail_with" in text
    assert sorted(tmp_path.iterdir()) == reports[2:]


def test_a_report_that_cannot_be_written_does_not_make_things_worse(
    logs: Logs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_folder", tmp_path / "missing")
    assert logs.report(fail_with(KeyError("k"))) is None
    assert "no crash report" in (tmp_path / "greenroom.log").read_text("utf-8")


def test_whoever_asked_is_told_of_a_crash(tmp_path: Path) -> None:
    told: list[tuple[BaseException, Path | None]] = []
    logs = Logs(tmp_path, on_crash=lambda error, path: told.append((error, path)))
    error = fail_with(KeyError("k"))
    sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    logs.close()
    ((seen, path),) = told
    assert seen is error
    assert path is not None
    assert path.exists()


@pytest.mark.slow
@pytest.mark.parametrize("where", ["main", "thread"])
def test_an_uncaught_error_leaves_a_report(tmp_path: Path, where: str) -> None:
    command = [sys.executable, "-c", CRASH, str(tmp_path), where, SECRET]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"ValueError: {SECRET}" in done.stderr  # the terminal is the person's own
    (report,) = tmp_path.glob("crash-*.txt")
    text = report.read_text("utf-8")
    assert f"Thread: {'writer' if where == 'thread' else 'MainThread'}" in text
    assert "ValueError: (message left out" in text
    assert SECRET not in text
