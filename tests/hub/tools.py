"""What is fetched in tests, and somebody who watches it."""

import hashlib
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from app.hub.errand import Errand
from app.hub.files import HubFile
from app.hub.patience import Patience
from tests.hub.hub import REPOSITORY, Fault, Hub

LARGE: Final = random.Random(1).randbytes(1_500_000)
OTHER_LARGE: Final = random.Random(2).randbytes(1_500_000)
FILES: Final = {
    ".gitattributes": b"* text",
    "config.json": b'{"suppress_ids": []}',
    "model.bin": LARGE,
    "README.md": b"# A model",
    "vocabulary.json": b'["the"]',
}
WANTED: Final = ("config.json", "model.bin", "tokenizer.json", "vocabulary.json", "vocabulary.txt")
HERE: Final = {"config.json", "model.bin", "vocabulary.json"}

MODEL: Final = "/model.bin"
CUT: Final = Fault(MODEL, cut_after=600_000)

# Everything quick; the counts are those of the program.
QUICK: Final = Patience(
    silence_s=10, tries=5, first_wait_s=0.01, longest_wait_s=2, progress_bytes=1
)


@dataclass
class Notes:
    """A watch that writes down what it is told, and cancels when asked to."""

    cancel_if: Callable[[int], bool] = lambda _done_bytes: False
    counts: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    stop: bool = False

    def arrived(self, done_bytes: int) -> None:
        self.counts.append(done_bytes)
        self.stop = self.stop or self.cancel_if(done_bytes)

    def waits(self, words: str) -> None:
        if words:
            self.words.append(words)

    def cancelled(self) -> bool:
        return self.stop


def bring(
    folder: Path,
    notes: Notes | None = None,
    patience: Patience = QUICK,
    repository: str = REPOSITORY,
) -> dict[str, str]:
    """Ask the hub what there is, and fetch it."""
    errand = Errand(notes or Notes(), patience)
    return errand.fetch(errand.files_of(repository, WANTED), folder)


def fetch_one(address: str, folder: Path, notes: Notes | None = None) -> None:
    """Fetch the large file from an address without asking for a list first."""
    file = HubFile("model.bin", address, len(LARGE), sha256=sha256(LARGE))
    Errand(notes or Notes(), QUICK).fetch([file], folder)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def names(folder: Path) -> set[str]:
    """Return the names of the files that are complete."""
    return {path.name for path in folder.iterdir() if path.suffix != ".part"}


def is_right(folder: Path) -> bool:
    """Return whether every complete file in a folder is the true one."""
    return all((folder / name).read_bytes() == FILES[name] for name in names(folder))


def kept(folder: Path) -> bytes:
    """Return what is kept of the large file."""
    (part,) = folder.glob("model.bin.*.part")
    return part.read_bytes()


def ask(monkeypatch: pytest.MonkeyPatch, hub: Hub) -> None:
    """Have the program ask this hub, over an open line."""
    monkeypatch.setenv("HF_ENDPOINT", hub.address)
    # Each request reads what the system trusts, for 47 ms, even where nothing has to be trusted.
    monkeypatch.setenv("SSL_CERT_FILE", os.devnull)


def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this computer says about its network."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("HF_ENDPOINT", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
