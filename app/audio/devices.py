"""Which microphones there are, and finding the one that was chosen before."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Final, Literal

from app.audio import pactl
from app.audio.portaudio import PortAudio

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
    """The microphones of this computer. May be used from any thread; takes up to 4 s."""

    def __init__(self, portaudio: PortAudio) -> None:
        self._portaudio = portaudio

    def list_inputs(self) -> list[InputDevice]:
        """Return what `offered()` does of every device there is.

        Raises:
            AudioError: PortAudio is not installed, or does not answer.
        """
        return offered(self.list_all())

    def list_all(self) -> list[InputDevice]:
        """Return every device that gives sound, monitors included, without 'system default'.

        Raises:
            AudioError: PortAudio is not installed, or does not answer.
        """
        found = self._portaudio.ask(_portaudio_inputs)
        if not any(device.name == "pulse" for device in found):
            return found
        return _pulse_inputs() or found

    def source_names(self) -> list[str]:
        """Return the names of the sound server's sources, without touching PortAudio.

        Empty when there is no server, or it does not answer.
        """
        return [device.name for device in _from_short_list(_short_list(), "")]

    def refresh(self) -> bool:
        """Look again for microphones that were plugged in since; False while a stream is open.

        Raises:
            AudioError: PortAudio is not installed, or does not answer.
        """
        return self._portaudio.refresh()

    def choose(self, name: str) -> Choice:
        """Return what `chosen()` does of every device there is.

        Raises:
            AudioError: PortAudio is not installed, or does not answer.
        """
        return chosen(self.list_all(), name)


def offered(devices: Sequence[InputDevice], wanted: str = "") -> list[InputDevice]:
    """Return the system's default and then every microphone; empty when there is none.

    Monitors of loudspeakers are left out, because chosen by mistake they do not hear the person:
    all but the wanted one, and the system's default when it is one.

    Args:
        devices: Every device that gives sound.
        wanted: Name of the one that was chosen before; empty for the default.
    """
    inputs = [each for each in devices if not each.is_monitor or each.name == wanted]
    default = next((each for each in devices if each.is_default), None)
    if not inputs and default is None:
        return []
    label = f"{SYSTEM_DEFAULT.label} ({default.label})" if default else SYSTEM_DEFAULT.label
    is_monitor = default is not None and default.is_monitor
    return [replace(SYSTEM_DEFAULT, label=label, is_monitor=is_monitor), *_told_apart(inputs)]


def chosen(devices: Sequence[InputDevice], wanted: str) -> Choice:
    """Return the remembered microphone, or the system's default when it is missing.

    Args:
        devices: Every device that gives sound.
        wanted: As in `InputDevice.name`; empty for the default.
    """
    if not wanted:
        return Choice(SYSTEM_DEFAULT)
    for device in devices:
        if device.name == wanted:
            return Choice(device)
    return Choice(SYSTEM_DEFAULT, fell_back=True)


def _told_apart(devices: list[InputDevice]) -> list[InputDevice]:
    """Add the name to labels that are there twice: two microphones of one make."""
    times = Counter(device.label for device in devices)
    return [
        replace(device, label=f"{device.label} ({device.name})")
        if times[device.label] > 1 and device.label != device.name
        else device
        for device in devices
    ]


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
    default = pactl.ask("get-default-source").strip()
    listing = pactl.ask("-f", "json", "list", "sources")
    try:
        sources = json.loads(listing)
    except json.JSONDecodeError:  # pactl before 16.0 has no JSON
        return _from_short_list(_short_list(), default)
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


def _short_list() -> str:
    return pactl.ask("list", "short", "sources")
