"""Which microphones there are, and finding the one that was chosen before."""

import json
import logging
import os
import shutil
import subprocess
from dataclasses import dataclass
from types import ModuleType
from typing import Final, Literal

from app.audio.portaudio import PortAudio

log = logging.getLogger(__name__)

PACTL_TIMEOUT_S: Final = 2.0

Route = Literal["portaudio", "pulse"]


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone one can choose.

    Attributes:
        name: What is remembered; empty for the system's default, whichever that is.
        label: What is shown.
        is_monitor: Whether it hears what the loudspeakers play, not the person.
        is_default: Whether the system takes it when nothing is chosen.
        route: How it is reached: as a PortAudio device, or as a source of the sound
            server (PulseAudio, PipeWire), which PortAudio shows as one device only.
    """

    name: str
    label: str
    is_monitor: bool = False
    is_default: bool = False
    route: Route = "portaudio"


SYSTEM_DEFAULT: Final = InputDevice("", "System default", is_default=True)


@dataclass(frozen=True, slots=True)
class Choice:
    """The microphone to use.

    Attributes:
        device: The microphone.
        fell_back: Whether the remembered one is missing, so that this is the default instead.
    """

    device: InputDevice
    fell_back: bool = False


class Devices:
    """The microphones of this computer. May be used from any thread; takes up to 2 s."""

    def __init__(self, portaudio: PortAudio) -> None:
        self._portaudio = portaudio

    def list_inputs(self) -> list[InputDevice]:
        """Return the system's default and then every microphone; empty when there is none.

        Monitors of loudspeakers are left out: chosen by mistake they record silence.

        Raises:
            AudioError: The PortAudio library is not installed.
        """
        inputs = [device for device in self.list_all() if not device.is_monitor]
        if not inputs:
            return []
        default = next((device for device in inputs if device.is_default), None)
        label = f"{SYSTEM_DEFAULT.label} ({default.label})" if default else SYSTEM_DEFAULT.label
        return [InputDevice("", label, is_default=True), *inputs]

    def list_all(self) -> list[InputDevice]:
        """Return every device that gives sound, monitors included, without 'system default'.

        Raises:
            AudioError: The PortAudio library is not installed.
        """
        sounddevice = self._portaudio.load()
        if not any(device["name"] == "pulse" for device in sounddevice.query_devices()):
            return _portaudio_inputs(sounddevice)
        return _pulse_inputs() or _portaudio_inputs(sounddevice)

    def refresh(self) -> bool:
        """Look again for microphones that were plugged in since; False while a stream is open.

        Raises:
            AudioError: The PortAudio library is not installed.
        """
        return self._portaudio.refresh()

    def choose(self, name: str) -> Choice:
        """Return the remembered microphone, or the system's default when it is missing.

        Args:
            name: As in `InputDevice.name`; empty for the default.

        Raises:
            AudioError: The PortAudio library is not installed.
        """
        if not name:
            return Choice(SYSTEM_DEFAULT)
        for device in self.list_all():
            if device.name == name:
                return Choice(device)
        return Choice(SYSTEM_DEFAULT, fell_back=True)


def _portaudio_inputs(sounddevice: ModuleType) -> list[InputDevice]:
    """Return the inputs of the default host API; others show the same hardware once more."""
    apis = sounddevice.query_hostapis()
    default = sounddevice.default.device[0]
    found = sounddevice.query_devices()
    api = apis[found[default]["hostapi"]] if default >= 0 else None
    return [
        InputDevice(
            device["name"],
            device["name"],
            is_monitor="monitor" in device["name"].lower(),
            is_default=index == default,
        )
        for index, device in enumerate(found)
        if device["max_input_channels"] > 0 and (api is None or index in api["devices"])
    ]


def _pulse_inputs() -> list[InputDevice]:
    """Return the sources of the sound server; empty when it cannot be asked."""
    default = _pactl("get-default-source").strip()
    listing = _pactl("-f", "json", "list", "sources")
    try:
        sources = json.loads(listing)
    except json.JSONDecodeError:  # pactl before 16.0 has no JSON
        return _from_short_list(_pactl("list", "short", "sources"), default)
    return [
        InputDevice(
            source["name"],
            source.get("description") or source["name"],
            is_monitor=bool(source.get("monitor_source")) or source["name"].endswith(".monitor"),
            is_default=source["name"] == default,
            route="pulse",
        )
        for source in sources
    ]


def _from_short_list(listing: str, default: str) -> list[InputDevice]:
    names = [line.split("\t")[1] for line in listing.splitlines() if "\t" in line]
    return [
        InputDevice(name, name, name.endswith(".monitor"), name == default, "pulse")
        for name in names
    ]


def _pactl(*arguments: str) -> str:
    """Return what pactl prints; empty when it is missing, fails, or does not answer."""
    program = shutil.which("pactl")
    if program is None:
        return ""
    # LC_ALL: with a decimal comma pactl 16 writes JSON that is none.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            [program, *arguments],
            env=environment,
            capture_output=True,
            timeout=PACTL_TIMEOUT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.info("the sound server could not be asked: %s", error)
        return ""
    return done.stdout.decode("utf-8", errors="replace")
