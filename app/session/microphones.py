"""The microphones there are, the one in use, and what happens to them meanwhile."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from app.audio.devices import SYSTEM_DEFAULT, Devices, InputDevice, chosen, offered
from app.audio.hotplug import HotPlug
from app.audio.portaudio import PortAudio
from app.audio.source import Microphone, Source
from app.core.errors import AppError
from app.session.background import Background
from app.session.ports import RunSoon
from app.session.views import MicrophoneOption

# A sound server says that a device is new before it has settled which one is the default.
SETTLE_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class MicrophoneList:
    """What is known about the microphones.

    Attributes:
        inputs: The system's default, then all others; empty when there is none.
        chosen: The one that will be used.
        missing: Name of the one the settings ask for when it is not there; else empty.
        problem: Why microphones cannot be used at all; else empty.
        default_name: Which one the system's default is; empty when that is not known.
    """

    inputs: tuple[InputDevice, ...] = (SYSTEM_DEFAULT,)
    chosen: InputDevice = SYSTEM_DEFAULT
    missing: str = ""
    problem: str = ""
    default_name: str = ""

    @property
    def in_use(self) -> InputDevice:
        """The one that will be used, with the label of the list."""
        return next((each for each in self.inputs if each.name == self.chosen.name), self.chosen)

    @property
    def can_hear(self) -> bool:
        """Whether there is any that hears the person, and not only the loudspeakers."""
        return any(not each.is_monitor for each in self.inputs)

    def options(self, missing_label: str) -> tuple[MicrophoneOption, ...]:
        """Return what one can choose, the missing one among them.

        Args:
            missing_label: What the missing one was called when it was chosen.
        """
        options = [
            MicrophoneOption(each.name, each.label, "hears the loudspeakers, not you")
            if each.is_monitor
            else MicrophoneOption(each.name, each.label)
            for each in self.inputs
        ]
        if self.missing:
            if not options:
                options.append(MicrophoneOption("", SYSTEM_DEFAULT.label))
            label = missing_label or self.missing
            options.append(MicrophoneOption(self.missing, label, "not connected"))
        return tuple(options)

    def notice(self, missing_label: str) -> str:
        """Return what is wrong, and what to do about it; empty for nothing."""
        if self.problem:
            return self.problem
        if not self.inputs:
            return "No microphone was found. Connect one, or allow programs to use it."
        deaf = ""
        if self.in_use.is_monitor:
            name = "System default" if not self.chosen.name else f"“{self.chosen.label}”"
            deaf = f"{name} is a monitor of the loudspeakers: it will not hear you."
        if self.missing:
            label = missing_label or self.missing
            instead = deaf or "The system’s default is used until it is back."
            return f"“{label}” is not connected. {instead}"
        return f"{deaf} Choose a microphone, or connect one." if deaf else ""


class Microphones:
    """Keeps the list, and makes a source of sound from the chosen one.

    Looking takes up to 4 s, so it happens in the background; lives on the session's thread. The
    list is never touched while something records or plays: what changed meanwhile is looked at
    afterwards, in `tick()`.
    """

    def __init__(self, portaudio: PortAudio, background: Background, run_soon: RunSoon) -> None:
        """Prepare; nothing is looked at yet.

        Args:
            portaudio: The way to the microphones.
            background: Where looking happens; best one that nothing else keeps busy.
            run_soon: Brings what was noticed to the session's thread.
        """
        self.list = MicrophoneList()
        self.on_change: Callable[[], None] = lambda: None
        self.on_gone: Callable[[], None] = lambda: None
        self._portaudio = portaudio
        self._devices = Devices(portaudio)
        self._background = background
        self._hot_plug = HotPlug(lambda: run_soon(self._changed))
        self._wanted = ""
        self._recording = ""
        self._looking = False
        self._stale = False

    @property
    def label(self) -> str:
        """Name of the microphone in use, for showing."""
        return self.list.in_use.label

    def look(self, wanted: str) -> None:
        """Look again which there are, and take the wanted one; the list changes a little later.

        Args:
            wanted: Name of the microphone in the settings; empty for the system's default.
        """
        self._wanted = wanted
        self._stale = True
        known = (*self.list.inputs, SYSTEM_DEFAULT)
        if device := next((each for each in known if each.name == wanted), None):
            self.list = replace(self.list, chosen=device, missing="")  # good until it is looked at
        self._look_when_free()

    def follow(self) -> None:
        """Begin to notice what is plugged in and unplugged."""
        self._hot_plug.start()

    def set_awake(self, awake: bool) -> None:
        """Say whether somebody sees the window; some systems are asked only then."""
        self._hot_plug.awake = awake

    def tick(self) -> None:
        """Look at what changed while something recorded or played. Call about once a second."""
        if self._stale:
            self._look_when_free()

    def source(self) -> Source:
        """Return the chosen microphone, switched off."""
        self._recording = self.list.chosen.name or self.list.default_name
        return Microphone(self._portaudio, self.list.chosen)

    def close(self) -> None:
        """Notice nothing any more."""
        self._hot_plug.close()

    def _changed(self) -> None:
        """Look again, or, while something records, whether its microphone is still there."""
        self._stale = True
        if self._portaudio.in_use:
            self._background.run(self._devices.source_names, self._miss, lambda _error: None)
        else:
            self._look_when_free(SETTLE_S)

    def _miss(self, names: list[str]) -> None:
        """Tell that the microphone in use was unplugged: the server records from another one."""
        if self._portaudio.in_use and self._recording and names and self._recording not in names:
            self._recording = ""
            self.on_gone()

    def _look_when_free(self, settle_s: float = 0.0) -> None:
        if self._looking or self._portaudio.in_use:
            return
        self._looking, self._stale = True, False
        wanted = self._wanted
        self._background.run(lambda: self._look(wanted, settle_s), self._found, self._fail)

    def _look(self, wanted: str, settle_s: float) -> MicrophoneList:
        time.sleep(settle_s)
        self._devices.refresh()
        devices = self._devices.list_all()
        choice = chosen(devices, wanted)
        default = next((each.name for each in devices if each.is_default), "")
        return MicrophoneList(
            tuple(offered(devices, wanted)),
            choice.device,
            wanted if choice.fell_back else "",
            default_name=default,
        )

    def _found(self, found: MicrophoneList) -> None:
        self._looking = False
        self.list = found
        self.on_change()
        if self._stale:  # something changed while it was looked at
            self._look_when_free()

    def _fail(self, error: AppError) -> None:
        missing = self._wanted
        self._found(MicrophoneList((), missing=missing, problem=f"{error} {error.hint}".strip()))
