"""Rules that no linter checks."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
APP: Final = ROOT / "app"
MAX_MODULE_LINES, MAX_FUNCTION_LINES = 400, 40

# Where an import may wait until its function is called, and why.
LATE_IMPORTS: Final = {
    "app/__main__.py": "only what was asked for is loaded",
    "app/analysis/weights.py": "the converter is needed once in a lifetime",
    "app/audio/flac.py": "FFmpeg is for those who have made takes smaller",
    "app/audio/portaudio.py": "loading PortAudio opens the sound server, and fails without it",
    "app/audio/tempo.py": "FFmpeg is for those who want another speed",
    "app/gui/main.py": "the other pages are loaded after the first paint",
    "app/gui/presenters/trends.py": "what draws charts is loaded when they are first shown",
    "app/gui/widgets/notice.py": "what a screen reader needs can wait until there is a notice",
    "app/session/embedding.py": "what opens a connection is not there until it is asked for",
    "app/session/folding.py": "FSRS is for those who have answered something since last time",
    "app/session/model_download.py": "what opens a connection is not there until it is asked for",
    "app/session/toolbox.py": "heavy libraries are loaded in the worker process only",
    "app/speech/engine.py": "each engine brings a library of its own",
    "app/storage/places.py": "the usual folders are asked for after the first paint",
}

# Names that come with a declared library, or with the type checker.
COME_ALONG: Final = {"pydantic_core": "pydantic", "shiboken6": "PySide6", "_typeshed": "mypy"}

# The brackets keep these patterns from finding themselves.
REGISTRIES: Final = r"pypi[.]org|python[h]osted|npmjs[.]com|crates[.]io|debian[.]org/"
SOMEBODYS_FOLDER: Final = rf"(?<![\w.~-])(/(work|root|opt|mnt)/\w|{re.escape(str(Path.home()))}/)"
UNFINISHED: Final = r"TOD[O]\b|FIXM[E]\b|NotImplemente[d]"
IGNORED: Final = "# type[:] ignore"
IGNORED_WITH_REASON: Final = IGNORED + r"\[[\w, -]+\]  # \w"

MADE_BY_TOOLS: Final = {"build", "dist", "uv.lock", "__pycache__"}
TEXTS: Final = {"", ".in", ".json", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml"}


def texts(folder: Path = ROOT) -> Iterator[Path]:
    """Yield the project's own text files."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".gitignore"}
        if hidden or path.name in MADE_BY_TOOLS or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from texts(path)
        elif path.suffix in TEXTS:
            yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES: Final = [path for path in texts() if path.suffix == ".py"]
PROGRAM: Final = [path for path in MODULES if APP in path.parents]


def found(pattern: str, paths: Iterable[Path]) -> list[str]:
    """Return `file:line: text` of the lines that match."""
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


@cache  # several rules look at each module
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[str]:
    """Return the top-level names a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def run_python(script: str) -> str:
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def foreign_modules_after(statement: str) -> set[str]:
    """Return what a fresh Python has loaded besides the standard library and the program."""
    script = (
        f"import sys; before = set(sys.modules); {statement};"
        "print(*sorted(set(sys.modules) - before))"
    )
    ours = {*sys.stdlib_module_names, "app"}
    return {name for name in run_python(script).split() if name.partition(".")[0] not in ours}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    source = path.read_text("utf-8")
    tree = parsed(path)
    if path in PROGRAM:
        assert ast.get_docstring(tree), "say in one line what this module is for"
    assert len(source.splitlines()) <= MAX_MODULE_LINES
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"


def test_imports_wait_only_where_there_is_a_reason() -> None:
    late = set()
    for path in PROGRAM:
        for node in ast.walk(parsed(path)):
            inside = ast.walk(node) if isinstance(node, ast.FunctionDef) else ()
            if any(isinstance(part, ast.Import | ast.ImportFrom) for part in inside):
                late.add(name_of(path))
    assert late == set(LATE_IMPORTS)


def test_everything_but_the_window_runs_without_qt() -> None:
    # __main__ stays out: it is imported under that name only, and imports nothing at its top.
    names = [dotted(path) for path in PROGRAM if APP / "gui" not in path.parents]
    names.remove("app.__main__")
    run_python(f"import sys; sys.modules['PySide6'] = None; import {', '.join(names)}")


def test_reading_the_command_line_loads_no_library() -> None:
    assert foreign_modules_after("import app.__main__, app.cli.parser") == set()


def test_the_first_paint_waits_for_qt_alone() -> None:
    loaded = foreign_modules_after("import app.gui.main")
    parts = {"QtCore", "QtGui", "QtWidgets"}
    qt = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap", "__feature__"}
    assert {name.partition(".")[0] for name in loaded} - qt == set()
    assert {name.split(".")[1] for name in loaded if name.startswith("PySide6.Qt")} <= parts


def test_the_window_leaves_listening_and_judging_to_the_worker() -> None:
    # PyAV alone, once imported by the way, made the window's process 16 MB larger.
    loaded = foreign_modules_after("import app.bootstrap, app.gui.conductor")
    heavy = {"av", "ctranslate2", "faster_whisper", "onnxruntime", "pocketsphinx", "tokenizers"}
    assert {name.partition(".")[0] for name in loaded} & heavy == set()


def test_what_draws_charts_is_not_loaded_before_there_are_charts() -> None:
    loaded = foreign_modules_after("import app.bootstrap, app.gui.conductor")
    assert "pyqtgraph" not in loaded


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", entry)[0].lower() for entry in project["dependencies"]}
    owners = packages_distributions()
    names = set().union(*(imported(path) for path in PROGRAM))
    for name in names - {*sys.stdlib_module_names, *COME_ALONG, "app"}:
        theirs = {owner.lower().replace("_", "-") for owner in owners.get(name, [])}
        assert theirs & declared, f"{name} is imported but not in pyproject.toml"


def test_nothing_unfinished_is_left() -> None:
    assert found(UNFINISHED, MODULES) == []


def test_every_ignored_type_error_has_a_code_and_a_reason() -> None:
    lines = found(IGNORED, MODULES)
    assert [line for line in lines if not re.search(IGNORED_WITH_REASON, line)] == []


def test_no_file_knows_this_machine_or_a_package_registry() -> None:
    assert found(f"{REGISTRIES}|{SOMEBODYS_FOLDER}", texts()) == []
