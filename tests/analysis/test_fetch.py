"""Fetching from a hub of our own; no test leaves this computer."""

import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.analysis import fetch
from app.analysis.fetch import TOTAL_BYTES, fetch_file, fetch_weights
from app.analysis.published import WeightFile
from app.analysis.weights import is_ready
from app.core.errors import AnalysisError
from tests.analysis.hub import Hub, hub_of, serving

CONTENT = bytes(range(256)) * 4096  # 1 MiB
EXPECTED = WeightFile("part.bin", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(Hub({EXPECTED.name: CONTENT})) as running:
        yield running


def fetch_part(hub: Hub, folder: Path) -> list[int]:
    counts: list[int] = []
    address = f"{hub.address}/{EXPECTED.name}"
    fetch_file(address, folder / EXPECTED.name, EXPECTED, counts.append)
    return counts


def test_a_file_arrives_whole_and_progress_rises_to_its_size(hub: Hub, tmp_path: Path) -> None:
    counts = fetch_part(hub, tmp_path)
    assert (tmp_path / EXPECTED.name).read_bytes() == CONTENT
    assert counts == sorted(counts)
    assert counts[-1] == len(CONTENT)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_broken_connection_is_told_and_the_next_try_goes_on(hub: Hub, tmp_path: Path) -> None:
    hub.stop_after = 300_000
    with pytest.raises(AnalysisError, match="broke off") as caught:
        fetch_part(hub, tmp_path)
    assert "kept" in caught.value.hint
    assert not (tmp_path / EXPECTED.name).exists()
    hub.stop_after = None
    fetch_part(hub, tmp_path)
    assert hub.asked[-1][1] == "bytes=300000-"
    assert (tmp_path / EXPECTED.name).read_bytes() == CONTENT


def test_a_server_that_knows_no_ranges_sends_it_all_again(hub: Hub, tmp_path: Path) -> None:
    hub.stop_after = 300_000
    with pytest.raises(AnalysisError):
        fetch_part(hub, tmp_path)
    hub.stop_after, hub.ignores_ranges = None, True
    assert fetch_part(hub, tmp_path)[0] < 300_000
    assert (tmp_path / EXPECTED.name).read_bytes() == CONTENT


@pytest.mark.parametrize("wrong", [CONTENT[:-1] + b"!", CONTENT + b"more"])
def test_a_wrong_file_is_refused_and_not_kept(hub: Hub, tmp_path: Path, wrong: bytes) -> None:
    hub.files[EXPECTED.name] = wrong
    if len(wrong) > len(CONTENT):
        (tmp_path / "part.bin.part").write_bytes(wrong)
    with pytest.raises(AnalysisError, match="damaged"):
        fetch_part(hub, tmp_path)
    assert list(tmp_path.iterdir()) == []
    hub.files[EXPECTED.name] = CONTENT
    fetch_part(hub, tmp_path)
    assert (tmp_path / EXPECTED.name).read_bytes() == CONTENT


def test_a_file_that_is_not_there_is_told_by_name(hub: Hub, tmp_path: Path) -> None:
    hub.files.clear()
    with pytest.raises(AnalysisError, match=r"refused part\.bin \(error 404\)"):
        fetch_part(hub, tmp_path)


def test_no_connection_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody answers there
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(AnalysisError, match=r"No connection to 127\.0\.0\.1") as caught:
            fetch_weights(tmp_path / "minilm", lambda *_: None, lambda: False)
    assert "network" in caught.value.hint


def test_an_endpoint_that_is_no_web_address_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "file:///etc")
    with pytest.raises(AnalysisError, match="not a web address"):
        fetch_weights(tmp_path / "minilm", lambda *_: None, lambda: False)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AnalysisError, match="could not be written"):
        fetch_weights(tmp_path / "file" / "minilm", lambda *_: None, lambda: False)


@pytest.fixture
def whole_hub(published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with serving(hub_of(published)) as running:
        monkeypatch.setenv("HF_ENDPOINT", running.address + "/")
        yield running


@pytest.mark.usefixtures("whole_hub")
def test_fetched_weights_become_a_model(tmp_path: Path) -> None:
    counts: list[tuple[int, int]] = []
    target = tmp_path / "models" / "minilm"
    assert fetch_weights(target, lambda *count: counts.append(count), lambda: False)
    assert is_ready(target)
    assert counts[-1] == (TOTAL_BYTES, TOTAL_BYTES)
    assert counts == sorted(counts)
    assert [path.name for path in target.parent.iterdir()] == ["minilm"]


def test_a_cancelled_fetch_makes_no_model_and_can_go_on(whole_hub: Hub, tmp_path: Path) -> None:
    target = tmp_path / "minilm"
    counts: list[int] = []
    cancelled = lambda: counts[-1] > TOTAL_BYTES // 2  # noqa: E731 - reads best here
    assert not fetch_weights(target, lambda done, _: counts.append(done), cancelled)
    assert not target.exists()
    before = len(whole_hub.asked)
    assert fetch_weights(target, lambda *_: None, lambda: False)
    assert is_ready(target)
    ((path, wanted),) = whole_hub.asked[before:]
    assert fetch.REVISION in path
    assert wanted.startswith("bytes=")
