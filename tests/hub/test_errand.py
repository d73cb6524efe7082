"""Fetching from a hub of our own, with every fault that a line can have."""

import resource
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from app.core.errors import HubError
from app.hub.patience import Cancelled
from tests.hub.hub import COMMIT, Fault, Hub
from tests.hub.tools import (
    CUT,
    FILES,
    HERE,
    LARGE,
    MODEL,
    QUICK,
    Notes,
    bring,
    is_right,
    kept,
    names,
    sha256,
)


def test_the_wanted_files_arrive_whole_with_their_digests(hub: Hub, tmp_path: Path) -> None:
    notes = Notes()
    digests = bring(tmp_path, notes)
    assert names(tmp_path) == HERE
    assert is_right(tmp_path)
    assert digests == {name: sha256(FILES[name]) for name in HERE}
    assert notes.counts == sorted(notes.counts)
    assert notes.counts[-1] == sum(len(FILES[name]) for name in HERE)
    assert not list(tmp_path.glob("*.part"))
    assert all(COMMIT in each.path for each in hub.asked[1:])


def test_a_request_tells_nothing_about_the_person(hub: Hub, tmp_path: Path) -> None:
    bring(tmp_path)
    for asked in hub.asked:
        del asked.headers["host"]
        assert asked.headers == {
            "user-agent": "greenroom",
            "accept-encoding": "identity",
            "connection": "close",
        }


# Connections that end ---------------------------------------------------------------


def test_a_cut_connection_goes_on_where_it_ended(hub: Hub, tmp_path: Path) -> None:
    hub.faults = [CUT, CUT]
    notes = Notes()
    bring(tmp_path, notes)
    assert is_right(tmp_path)
    ranges = [each.range for each in hub.asked_for("model.bin")]
    assert ranges == ["", "bytes=600000-", "bytes=1200000-"]
    assert notes.counts == sorted(notes.counts)
    assert "was cut" in notes.words[0]
    assert "Trying again in 1 s" in notes.words[0]


def test_a_line_that_is_cut_for_good_is_told_and_what_came_is_kept(
    hub: Hub, tmp_path: Path
) -> None:
    hub.faults = [CUT]
    hub.always = Fault(MODEL, cut_after=0)
    with pytest.raises(HubError, match=r"The connection to 127\.0\.0\.1:\d+ was cut") as caught:
        bring(tmp_path)
    assert "kept" in caught.value.hint
    assert len(hub.asked_for("model.bin")) == 1 + QUICK.tries
    assert kept(tmp_path) == LARGE[:600_000]
    hub.always = Fault()
    bring(tmp_path)
    assert hub.asked_for("model.bin")[-1].range == "bytes=600000-"
    assert is_right(tmp_path)


def test_a_line_that_brings_a_little_each_time_is_never_given_up(hub: Hub, tmp_path: Path) -> None:
    hub.always = Fault(MODEL, cut_after=100_000)
    bring(tmp_path)
    assert is_right(tmp_path)
    assert len(hub.asked_for("model.bin")) == 15


def test_a_cut_in_the_listing_is_tried_again(hub: Hub, tmp_path: Path) -> None:
    hub.faults = [Fault("/tree/", cut_after=50), Fault("/revision/", cut_after=10)]
    bring(tmp_path)
    assert is_right(tmp_path)


def test_a_file_without_a_length_is_known_to_be_incomplete(hub: Hub, tmp_path: Path) -> None:
    hub.faults = [replace(CUT, says_length=False), Fault(MODEL, says_length=False)]
    bring(tmp_path)
    assert is_right(tmp_path)


def test_a_stalled_line_is_left_and_taken_up_again(hub: Hub, tmp_path: Path) -> None:
    hub.faults = [replace(CUT, stalls=True)]
    notes = Notes()
    bring(tmp_path, notes, replace(QUICK, silence_s=1))
    assert is_right(tmp_path)
    assert hub.asked_for("model.bin")[-1].range == "bytes=600000-"
    assert any("has stopped answering" in words for words in notes.words)


def test_a_hub_that_is_silent_for_good_is_told(hub: Hub, tmp_path: Path) -> None:
    hub.always = Fault("/revision/", cut_after=0, stalls=True)
    with pytest.raises(HubError, match="has stopped answering") as caught:
        bring(tmp_path, patience=replace(QUICK, tries=1, silence_s=0.3))
    assert "Check the network" in caught.value.hint


def test_nobody_listening_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody answers there
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(HubError, match=r"No connection to 127\.0\.0\.1") as caught:
            bring(tmp_path, patience=replace(QUICK, first_wait_s=60))
    assert "USB stick" in caught.value.hint


def test_a_name_that_is_not_known_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://nowhere.invalid")
    with pytest.raises(HubError, match=r"(The name|No connection to) nowhere\.invalid"):
        bring(tmp_path, patience=replace(QUICK, silence_s=20, first_wait_s=60))


# Answers that are none --------------------------------------------------------------


@pytest.mark.parametrize("only", ["/revision/", "/tree/", MODEL])
@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_a_passing_error_is_tried_again(hub: Hub, tmp_path: Path, only: str, status: int) -> None:
    hub.faults = [Fault(only, status), Fault(only, status)]
    notes = Notes()
    bring(tmp_path, notes)
    assert is_right(tmp_path)
    assert len(notes.words) == 2
    assert str(status) in notes.words[0]


def test_errors_that_do_not_pass_are_told_after_some_tries(hub: Hub, tmp_path: Path) -> None:
    hub.always = Fault(MODEL, 503)
    with pytest.raises(HubError, match=r"cannot answer just now \(error 503\)"):
        bring(tmp_path)
    assert len(hub.asked_for("model.bin")) == 1 + QUICK.tries
    assert is_right(tmp_path)


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (404, r"does not have model\.bin \(error 404\)"),
        (403, r"does not let the program have model\.bin \(error 403\)"),
        (407, r"asks for a name and a password"),
    ],
)
def test_a_refusal_is_told_at_once(hub: Hub, tmp_path: Path, status: int, text: str) -> None:
    hub.always = Fault(MODEL, status)
    with pytest.raises(HubError, match=text) as caught:
        bring(tmp_path)
    assert len(hub.asked_for("model.bin")) == 1
    assert "import its folder" in caught.value.hint


def test_a_repository_that_is_not_there_is_told(hub: Hub, tmp_path: Path) -> None:
    hub.always = Fault("/revision/", 404)
    with pytest.raises(HubError, match="error 404"):
        bring(tmp_path)
    assert len(hub.asked) == 1


def test_the_pause_that_the_hub_asks_for_is_kept(hub: Hub, tmp_path: Path) -> None:
    hub.faults = [Fault(MODEL, 429, (("Retry-After", "1"),))]
    began_s = time.monotonic()
    bring(tmp_path)
    assert time.monotonic() - began_s >= 1
    assert is_right(tmp_path)


@pytest.mark.parametrize("later", ["600", formatdate(time.time() + 3600, usegmt=True)])
def test_a_longer_pause_than_one_waits_is_told(hub: Hub, tmp_path: Path, later: str) -> None:
    hub.faults = [Fault(MODEL, 429, (("Retry-After", later),))]
    with pytest.raises(HubError, match="too many requests") as caught:
        bring(tmp_path)
    assert "minutes" in caught.value.hint
    assert len(hub.asked_for("model.bin")) == 1


@pytest.mark.parametrize("odd", ["soon", "-5", "Wed, 99 Nov", "9" * 400])
def test_an_odd_retry_after_is_no_obstacle(hub: Hub, tmp_path: Path, odd: str) -> None:
    hub.faults = [Fault(MODEL, 429, (("Retry-After", odd),))]
    bring(tmp_path)
    assert is_right(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"<html>Please log in</html>", b"[]", b"null", b'{"sha": "main"}', b"[" * 100_000, b""],
)
@pytest.mark.parametrize("only", ["/revision/", "/tree/"])
def test_an_answer_that_is_no_listing_is_told(
    hub: Hub, tmp_path: Path, only: str, content: bytes
) -> None:
    hub.always = Fault(only, content=content)
    if (only, content) == ("/tree/", b"[]"):
        assert bring(tmp_path) == {}
        return
    with pytest.raises(HubError, match="did not answer as a model hub") as caught:
        bring(tmp_path)
    assert "log-in page" in caught.value.hint


@pytest.mark.parametrize(
    "entry",
    [
        '{"type": "file", "path": "model.bin", "size": 5, "oid": "short"}',
        '{"type": "file", "path": "model.bin", "oid": "%s"}' % ("0" * 40),
        '{"type": "file", "path": "model.bin", "size": -1, "oid": "%s"}' % ("0" * 40),
    ],
)
def test_a_listing_without_digests_is_not_trusted(hub: Hub, tmp_path: Path, entry: str) -> None:
    hub.always = Fault("/tree/", content=f"[{entry}]".encode())
    with pytest.raises(HubError, match="did not answer as a model hub"):
        bring(tmp_path)


def test_an_endpoint_that_is_no_web_address_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in ("file:///etc", "huggingface.co", "http://"):
        monkeypatch.setenv("HF_ENDPOINT", wrong)
        with pytest.raises(HubError, match="not a web address"):
            bring(tmp_path)


# Stopping ---------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_a_cancel_at_any_moment_keeps_what_is_right(hub: Hub, tmp_path: Path, share: float) -> None:
    whole = sum(len(FILES[name]) for name in HERE)
    with pytest.raises(Cancelled):
        bring(tmp_path, Notes(lambda done_bytes: done_bytes >= share * whole))
    assert is_right(tmp_path)
    for part in tmp_path.glob("*.part"):
        name, _, _ = part.name.rsplit(".", 2)
        assert FILES[name].startswith(part.read_bytes())
    bring(tmp_path)
    assert names(tmp_path) == HERE
    assert is_right(tmp_path)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("/revision/", cut_after=0, stalls=True),
        replace(CUT, stalls=True),
        Fault("/revision/", 429, (("Retry-After", "60"),)),
    ],
)
def test_a_cancel_is_felt_soon_while_nothing_comes(hub: Hub, tmp_path: Path, fault: Fault) -> None:
    hub.always = fault
    notes = Notes()
    cancelled_s: list[float] = []

    def cancel() -> None:
        notes.stop = True
        cancelled_s.append(time.monotonic())

    timer = threading.Timer(0.7, cancel)
    timer.start()
    with pytest.raises(Cancelled):
        bring(tmp_path, notes, replace(QUICK, silence_s=30, longest_wait_s=90))
    assert time.monotonic() - cancelled_s[0] < 1.0


# The disk ---------------------------------------------------------------------------


@contextmanager
def file_size_limit(size_bytes: int) -> Iterator[None]:
    """Let the system refuse longer files, as it does on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_loses_nothing(hub: Hub, tmp_path: Path) -> None:
    with file_size_limit(500_000), pytest.raises(OSError, match=r"large|space"):
        bring(tmp_path)
    assert kept(tmp_path) == LARGE[:500_000]
    bring(tmp_path)
    assert is_right(tmp_path)
    assert hub.asked_for("model.bin")[-1].range == "bytes=500000-"
