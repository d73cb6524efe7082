"""How fast this computer is with each speech model: measured once, and kept."""

import json
import logging
import os
import platform
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from app.session.assistant import Assistant, Reply
from app.session.ports import RunSoon
from app.session.toolbox import SpeedToolbox
from app.speech.jobs import MeasureSpeed, SpeedMeasured
from app.speech.worker import Toolbox
from app.storage.files import write_private
from app.storage.places import shipped_resources

log = logging.getLogger(__name__)

LIBRARY: Final = "ctranslate2"
_NAMES_OF_PROCESSORS: Final = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Speeds:
    """Seconds of work for one minute of speech.

    Attributes:
        models_s: By the name of a model, such as "base.en"; empty when not measured.
        draft_s: Of the draft engine; None when not measured, or when there is none.
    """

    models_s: Mapping[str, float] = field(default_factory=dict)
    draft_s: float | None = None


class SpeedTest:
    """Measures in a process of its own, which ends with it; lives on the session's thread.

    What was measured on another computer, or with another version of the library, is forgotten.

    Attributes:
        on_change: Called whenever something else is known, or measuring has begun or ended.
        speeds: What is known.
        problem: Why the last test did not come to its end; empty when it did.
    """

    def __init__(
        self,
        file: Path,
        run_soon: RunSoon,
        toolbox: Toolbox | None = None,
        computer: str | None = None,
    ) -> None:
        """Read what was measured before.

        Args:
            file: Where it is kept; it may be lost without harm.
            run_soon: Brings calls to the session's thread.
            toolbox: What the process can do; None for the real test.
            computer: What this computer is called; None for what the system says.
        """
        self.on_change: Callable[[], None] = lambda: None
        self.problem = ""
        self._file = file
        self._run_soon = run_soon
        self._toolbox = toolbox or SpeedToolbox()
        self._computer = computer or describe_computer()
        self._assistant: Assistant | None = None
        self.speeds = self._load()

    @property
    def measuring(self) -> bool:
        """Whether a test is running."""
        return self._assistant is not None

    def start(self) -> None:
        """Begin a test, unless one is running; takes some ten seconds of all processors."""
        if self._assistant is None:
            self.problem = ""
            self._assistant = Assistant(self._toolbox, self._run_soon)
            sound = shipped_resources() / "demo" / "answer.wav"
            reply = Reply(self._hear, self._fail, self._finish)
            self._assistant.ask(MeasureSpeed(sound), reply, tries=1)
            self.on_change()

    def start_once(self) -> None:
        """Begin a test if nothing is known yet and none has failed since the program began."""
        if not self.speeds.models_s and not self.problem:
            self.start()

    def cancel(self) -> None:
        """End a test at once; what is known by then stays for now, but is not kept."""
        if self._assistant:
            self._end()
            self.on_change()

    def watch(self) -> None:
        """End a test that hangs. Call about once a second."""
        if self._assistant:
            self._assistant.watch()

    def close(self) -> None:
        """End what is running."""
        self.on_change = lambda: None
        self._end()

    def _hear(self, value: object) -> None:
        if isinstance(value, SpeedMeasured):
            known = value.models_s or self.speeds.models_s  # the draft engine is measured first
            self.speeds = Speeds(known, value.draft_s)
            self.on_change()

    def _finish(self) -> None:
        self._save()
        self._end()
        self.on_change()

    def _fail(self, problem: str) -> None:
        self.problem = problem
        self._end()
        self.on_change()

    def _end(self) -> None:
        if self._assistant:
            self._assistant.close()
            self._assistant = None

    def _load(self) -> Speeds:
        with suppress(OSError, ValueError):
            stored = json.loads(self._file.read_text("utf-8"))
            if isinstance(stored, dict) and stored.get("computer") == self._computer:
                return _speeds_of(stored)
        return Speeds()

    def _save(self) -> None:
        content = {"computer": self._computer, **asdict(self.speeds)}
        try:
            write_private(self._file, json.dumps(content, indent=2).encode())
        except OSError as error:
            log.info("the speed of this computer is not remembered: %s", error)


def describe_computer() -> str:
    """Return what a measurement depends on: the processor, how many, and the library."""
    try:
        library = version(LIBRARY)
    except PackageNotFoundError:
        library = ""
    return f"{_processor()}, {os.cpu_count()}, {LIBRARY} {library}"


def _processor() -> str:
    """Return the name of the processor; Linux tells it in a file only."""
    with suppress(OSError):
        for line in _NAMES_OF_PROCESSORS.read_text("utf-8", errors="replace").splitlines():
            if line.lower().startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _speeds_of(stored: Mapping[str, object]) -> Speeds:
    """Return what of a file makes sense."""
    models, draft = stored.get("models_s"), stored.get("draft_s")
    known = models.items() if isinstance(models, dict) else ()
    return Speeds(
        {str(name): float(seconds) for name, seconds in known if _is_time(seconds)},
        float(draft) if isinstance(draft, int | float) and _is_time(draft) else None,
    )


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and 0 < value < float("inf")
