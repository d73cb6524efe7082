"""Old recordings: made smaller without a loss, or removed while their text stays.

One take after the other, giving way to whoever practises. Each step may be the last before a
crash: `tidy` sets right what that leaves.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from app.audio.flac import read_flac, write_flac
from app.audio.wav import read_frames
from app.core.ageing import months_before
from app.core.errors import AppError, StorageError
from app.session.background import Aside
from app.session.keep_views import OldSoundView, SoundTotal, Task
from app.session.ports import Clocks
from app.session.storage_used import recordings_of
from app.storage.kept_sound import KeptSound, KeptTake
from app.storage.take_files import WAV, Left, TakeFiles, flac_name, wav_name

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OldSoundTools:
    """What looking after old recordings needs.

    Attributes:
        sound: Which attempts have sound.
        files: The files of takes.
        clocks: The time.
        aside: Works on files; one thing after the other.
        quiet: Says whether nobody is answering, and no take is being read.
    """

    sound: KeptSound
    files: TakeFiles
    clocks: Clocks
    aside: Aside
    quiet: Callable[[], bool]


class OldSound:
    """Lives on the session's thread; begins only when it is asked to.

    Attributes:
        on_change: Called whenever the view has changed.
        on_done: Called when a run has come to its end.
    """

    def __init__(self, tools: OldSoundTools) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self.on_done: Callable[[], None] = lambda: None
        self._tools = tools
        self._waiting: deque[KeptTake] = deque()
        self._busy = False  # whether a take is in hand
        self._view = OldSoundView()

    @property
    def view(self) -> OldSoundView:
        """What there is to show."""
        return self._view

    def choose(self, months: int | None = None, *, keep_best: bool | None = None) -> None:
        """Say which recordings are old; None leaves it as it is. They are counted anew.

        Raises:
            StorageError: The history cannot be read.
        """
        if months is not None:
            self._view = replace(self._view, months=months, known=False)
        if keep_best is not None:
            self._view = replace(self._view, keep_best=keep_best)
        chosen = (self._view.months, self._view.keep_best)
        old = self._old()
        large, removable = _large(old), self._removable(old)
        unwritten = sum(not take.written for take in old)
        files = self._tools.files

        def count() -> tuple[SoundTotal, SoundTotal]:
            return (
                recordings_of(files, [take.sound for take in large]),
                recordings_of(files, [take.sound for take in removable]),
            )

        def show(counted: tuple[SoundTotal, SoundTotal]) -> None:
            if chosen == (self._view.months, self._view.keep_best):
                self._change(
                    large=counted[0], removable=counted[1], unwritten=unwritten, known=True
                )

        self._tools.aside(count, show, lambda error: log.warning("not counted: %s", error))
        self.on_change()

    def make_smaller(self) -> None:
        """Turn old WAVs into FLAC; every sample stays as it is. Does nothing while at work.

        Raises:
            StorageError: The history cannot be read.
        """
        self._start("smaller", _large(self._old()))

    def remove(self) -> None:
        """Remove the sound of old recordings, for good. Does nothing while at work.

        Raises:
            StorageError: The history cannot be read.
        """
        self._start("removing", self._removable(self._old()))

    def cancel(self) -> None:
        """End it after the take in hand; what is done stays done."""
        self._waiting.clear()
        if not self._busy:
            self._go_on()

    def look(self) -> None:
        """Go on where it had to wait. Call about once a second."""
        if self._view.task is not None and not self._busy:
            self._go_on()

    def tidy(self) -> None:
        """Set right what a crash has left; call at the start."""
        self._tools.aside(
            self._tools.files.left,
            self._settle,
            lambda error: log.warning("not tidied: %s", error),
        )

    # -------------------------------------------------------------------------------

    def _old(self) -> list[KeptTake]:
        now = self._tools.clocks.now()
        return self._tools.sound.before(months_before(now, self._view.months))

    def _removable(self, old: list[KeptTake]) -> list[KeptTake]:
        keep_best = self._view.keep_best
        return [take for take in old if take.written and not (keep_best and take.best)]

    def _start(self, task: Task, takes: list[KeptTake]) -> None:
        if self._view.task is not None or not takes:
            return
        self._waiting = deque(takes)
        self._view = replace(
            self._view,
            task=task,
            last=None,
            done=0,
            total=len(takes),
            saved_bytes=0,
            failed=0,
            problem="",
        )
        self._go_on()

    def _go_on(self) -> None:
        task = self._view.task
        if task is None:
            return
        if not self._waiting:
            self._change(task=None, waiting=False, last=task)
            self.on_done()
            self.choose()
            return
        if not self._tools.quiet():
            self._change(waiting=True)
            return
        self._busy = True
        self._change(waiting=False)
        take, files = self._waiting.popleft(), self._tools.files
        work, keep = (smaller, self._keep) if task == "smaller" else (set_aside, self._let_go)
        self._tools.aside(lambda: work(files, take), lambda saved: keep(take, saved), self._fail)

    def _keep(self, take: KeptTake, saved_bytes: int) -> None:
        """Have the history name the FLAC, and only then delete the WAV."""
        files = self._tools.files
        flac = flac_name(take.name)
        try:
            if self._tools.sound.change(take.attempt_id, take.name, flac):
                files.remove_wav(flac)
            else:  # it went to the trash for good meanwhile
                files.remove(take.name)
        except StorageError as error:
            self._fail(error)
        else:
            self._finish_one(saved_bytes)

    def _let_go(self, take: KeptTake, saved_bytes: int) -> None:
        """Have the history forget the sound, and only then delete it."""
        try:
            self._tools.sound.change(take.attempt_id, take.name, "")
            self._tools.files.remove(take.name)
        except StorageError as error:
            self._fail(error)
        else:
            self._finish_one(saved_bytes)

    def _settle(self, left: Left) -> None:
        try:
            for name in left.set_aside:
                self._forget(name)
            for flac in left.twice:
                self._keep_one(flac)
        except StorageError as error:  # the next start tries again
            log.warning("not tidied: %s", error)

    def _forget(self, name: str) -> None:
        owner = self._tools.sound.owner(name)
        if owner is not None:
            self._tools.sound.change(owner, name, "")
        self._tools.files.remove(name)

    def _keep_one(self, flac: str) -> None:
        sound, files = self._tools.sound, self._tools.files
        if sound.owner(flac) is not None:
            files.remove_wav(flac)
        elif sound.owner(wav_name(flac)) is not None:
            files.remove_flac(flac)

    def _fail(self, error: AppError) -> None:
        self._view = replace(
            self._view,
            failed=self._view.failed + 1,
            problem=f"{error} {error.hint}".strip(),
        )
        self._finish_one(0)

    def _finish_one(self, saved_bytes: int) -> None:
        self._busy = False
        self._view = replace(
            self._view,
            done=self._view.done + 1,
            saved_bytes=self._view.saved_bytes + saved_bytes,
        )
        self._go_on()

    def _change(self, **changes: object) -> None:
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]  # names of fields
        self.on_change()


def _large(old: list[KeptTake]) -> list[KeptTake]:
    return [take for take in old if take.name.endswith(WAV)]


def smaller(files: TakeFiles, take: KeptTake) -> int:
    """Write a take as FLAC and compare every sample; return how many bytes that saves.

    Raises:
        StorageError: It cannot be read or written, or would not be the same; the WAV is untouched.
    """
    path = files.path_of(take.name)
    samples = read_frames(path)
    if not samples.size:
        raise StorageError("There is no sound in a take.", hint="It stays as it is.")
    draft = files.begin_flac(take.name)
    try:
        write_flac(samples, draft)
        if not np.array_equal(read_flac(draft), samples):
            raise StorageError("A take would not be the same as FLAC.", hint="It stays as it is.")
        saved_bytes = path.stat().st_size - draft.stat().st_size
        files.keep_flac(draft)
    except OSError as error:
        raise StorageError(f"{path.name} is not there any more.") from error
    finally:
        draft.unlink(missing_ok=True)
    return saved_bytes


def set_aside(files: TakeFiles, take: KeptTake) -> int:
    """Hide a take that is to go; return how many bytes that will save.

    Raises:
        StorageError: The folder cannot be written.
    """
    saved_bytes = recordings_of(files, [take.sound]).size_bytes
    files.set_aside(take.name)
    return saved_bytes
