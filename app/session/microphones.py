"""The microphones there are, and the one in use."""

from collections.abc import Callable
from dataclasses import dataclass

from app.audio.devices import SYSTEM_DEFAULT, Devices, InputDevice
from app.audio.portaudio import PortAudio
from app.audio.source import Microphone, Source
from app.core.errors import AppError
from app.session.background import Background


@dataclass(frozen=True, slots=True)
class MicrophoneList:
    """What is known about the microphones.

    Attributes:
        inputs: The system's default, then all others; empty when there is none.
        chosen: The one that will be used.
        missing: Name of the one the settings ask for when it is not there; else empty.
        problem: Why microphones cannot be used at all; else empty.
    """

    inputs: tuple[InputDevice, ...] = (SYSTEM_DEFAULT,)
    chosen: InputDevice = SYSTEM_DEFAULT
    missing: str = ""
    problem: str = ""


class Microphones:
    """Keeps the list, and makes a source of sound from the chosen one.

    Looking takes up to 2 s, so it happens in the background; lives on the session's thread.
    """

    def __init__(
        self, portaudio: PortAudio, background: Background, on_change: Callable[[], None]
    ) -> None:
        self._portaudio = portaudio
        self._devices = Devices(portaudio)
        self._background = background
        self._on_change = on_change
        self.list = MicrophoneList()

    @property
    def label(self) -> str:
        """Name of the microphone in use, for showing."""
        default = next((d for d in self.list.inputs if d.name == self.list.chosen.name), None)
        return (default or self.list.chosen).label

    def look(self, wanted: str) -> None:
        """Look again which there are, and take the wanted one; the list changes a little later.

        Args:
            wanted: Name of the microphone in the settings; empty for the system's default.
        """
        self._background.run(lambda: self._look(wanted), self._set, self._fail)

    def source(self) -> Source:
        """Return the chosen microphone, switched off."""
        return Microphone(self._portaudio, self.list.chosen)

    def _look(self, wanted: str) -> MicrophoneList:
        self._devices.refresh()
        inputs = tuple(self._devices.list_inputs())
        choice = self._devices.choose(wanted)
        return MicrophoneList(inputs, choice.device, wanted if choice.fell_back else "")

    def _set(self, found: MicrophoneList) -> None:
        self.list = found
        self._on_change()

    def _fail(self, error: AppError) -> None:
        self._set(MicrophoneList((), problem=f"{error} {error.hint}".strip()))
