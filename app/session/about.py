"""What this program consists of: its version and build, its libraries, its licences."""

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Final

import app
from app.speech.engine import ENGINES, POCKETSPHINX

LIBRARIES: Final = (
    "PySide6-Essentials", "faster-whisper", "ctranslate2", "pocketsphinx", "sounddevice", "numpy",
    "sqlite-utils",
)  # fmt: skip
LICENCE, NOTICES = "LICENSE", "THIRD_PARTY.md"
_COMMIT: Final = re.compile(r"[0-9a-f]{40}")
_TREE: Final = Path(app.__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Part:
    """A library: its name, and its version; empty where it is not installed."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class About:
    """The program, as a report about it should name it. Nothing in it says whose it is.

    Attributes:
        version: Such as "0.1.0".
        build: The commit it was started from, shortened; empty where that is not known.
        system: The kind of computer, such as "Linux 6.8 x86_64".
        python: Version of Python.
        parts: The main libraries.
    """

    version: str
    build: str
    system: str
    python: str
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """The program in a few words."""
        return f"Greenroom {self.version}" + (f", build {self.build}" if self.build else "")


def about() -> About:
    """Look at what is running; takes some milliseconds."""
    return About(
        version=app.__version__,
        build=build_of(_TREE),
        system=f"{platform.system()} {numbers_of(platform.release())} {platform.machine()}",
        python=platform.python_version(),
        parts=tuple(libraries()),
    )


def numbers_of(release: str) -> str:
    """Return a release without what its maker has added: that may be the name of a company."""
    numbers = re.match(r"[\d.]+", release)
    return numbers.group().rstrip(".") if numbers else ""


def libraries() -> Iterator[Part]:
    """Yield the main libraries."""
    for name in LIBRARIES:
        try:
            yield Part(name, version(name))
        except PackageNotFoundError:
            yield Part(name, "")


def build_of(tree: Path) -> str:
    """Return the commit a source tree stands at, in nine digits; empty where there is none."""
    try:
        git = tree / ".git"
        if git.is_file():  # a tree beside the one that was cloned
            git = tree / git.read_text("utf-8").removeprefix("gitdir: ").strip()
        head = (git / "HEAD").read_text("utf-8").strip()
        if head.startswith("ref: "):
            head = _commit_of(head.removeprefix("ref: "), git)
    except (OSError, UnicodeDecodeError):
        return ""
    return head[:9] if _COMMIT.fullmatch(head) else ""


def _commit_of(ref: str, git: Path) -> str:
    common = git / "commondir"
    if common.is_file():
        git = git / common.read_text("utf-8").strip()
    if (git / ref).is_file():
        return (git / ref).read_text("utf-8").strip()
    packed = (git / "packed-refs").read_text("utf-8").splitlines()
    return next((line.split()[0] for line in packed if line.endswith(f" {ref}")), "")


def legal_text(name: str) -> str:
    """Return one of LICENCE and NOTICES; empty where it did not come with the program."""
    in_tree = _TREE / name
    try:
        if (_TREE / "pyproject.toml").is_file():
            return in_tree.read_text("utf-8")
        return distribution("greenroom").read_text(f"licenses/{name}") or ""
    except (OSError, PackageNotFoundError):
        return ""


def has_draft_engine() -> bool:
    """Return whether speech can be written down before any model has been chosen."""
    return ENGINES[POCKETSPHINX].installed
