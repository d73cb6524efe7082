"""A hub of our own for each test, and nothing of this computer's network settings."""

from collections.abc import Iterator

import pytest

from tests.hub.hub import Hub, serving
from tests.hub.tools import FILES, ask, without_proxies


@pytest.fixture(autouse=True)
def _own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    without_proxies(monkeypatch)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with serving(Hub(dict(FILES))) as running:
        ask(monkeypatch, running)
        yield running
