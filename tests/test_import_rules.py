"""Each import rule is broken once, in a copy of the program, and seen to be caught."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
LINT: Final = "from importlinter.cli import lint_imports_command as lint; lint()"

PLANTED: Final = {
    "core/planted.py": "import app.session\nimport time\n",
    "audio/planted.py": "import app.storage.places\n",
    "session/planted.py": "import PySide6.QtCore\nimport socket\nimport app.hub.line\n",
    "gui/planted.py": "import app.storage.history\nimport app.hub.errand\n",
    "cli/planted_a.py": "import app.cli.planted_b\n",
    "cli/planted_b.py": "import app.cli.planted_a\n",
    "planted/__init__.py": "",
}
# By the name of a contract in pyproject.toml: what is said about the lines above.
CAUGHT: Final = {
    "Imports point down": (
        "app.core.planted -> app.session",
        "app.audio.planted -> app.storage.places",
        "The following modules are not listed as layers:\n\n- app.planted",
    ),
    "Qt lives in app.gui only": ("app.session.planted -> PySide6",),
    "core touches no file, clock, thread or library": ("app.core.planted -> time",),
    "gui and cli open no database, microphone or engine themselves": (
        "app.gui.planted -> app.storage.history",
    ),
    "No import cycles between siblings": (".planted_b -> .planted_a",),
    "Only app.hub opens a connection": ("app.session.planted -> socket",),
    "Only what the person asks for by name can lead there": (
        "app.gui.planted -> app.hub.errand",
        "app.session.planted -> app.hub.line",
    ),
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said about a copy with all violations in it, by the name of the contract."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "app", copy / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, source in PLANTED.items():
        path = copy / "app" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, "utf-8")
    command = [sys.executable, "-c", LINT, "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    broken = done.stdout.partition("Broken contracts\n")[2]
    return {name: _section(broken, name) for name in CAUGHT}


def _section(broken: str, name: str) -> str:
    """Return what stands under a heading, up to the next contract's."""
    after = broken.partition(f"{name}\n{'-' * len(name)}\n")[2]
    ends = (after.find(f"{other}\n{'-' * len(other)}\n") for other in CAUGHT)
    return after[: min((end for end in ends if end >= 0), default=None)]


@pytest.mark.parametrize("contract", CAUGHT)
def test_a_planted_violation_is_caught(contract: str, findings: dict[str, str]) -> None:
    for finding in CAUGHT[contract]:
        assert finding in findings[contract]


def test_every_contract_is_broken_here_once() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert names == set(CAUGHT)
