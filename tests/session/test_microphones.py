"""The list of microphones, live: against a real sound server that the tests change."""

from collections.abc import Callable, Iterator

import pytest

from app.audio.devices import SYSTEM_DEFAULT, InputDevice
from app.audio.portaudio import PortAudio
from app.core.errors import AudioError
from app.session.background import Background
from app.session.inbox import Inbox
from app.session.microphones import MicrophoneList, Microphones
from app.session.views import MicrophoneOption
from tests.bench.bench import Bench

DESK = InputDevice("desk", "Desk microphone", is_default=True, route="pulse")
MONITOR = InputDevice("speakers.monitor", "Monitor of Speakers", is_monitor=True)
USB = ("master=speakers.monitor", "source_name=usb", "source_properties=device.description=Usb")


class Room:
    """Microphones that are followed, and a thread that waits for them."""

    def __init__(self) -> None:
        self.inbox = Inbox()
        self.changes = 0
        self.gone = 0
        self.portaudio = PortAudio()
        self.background = Background(self.inbox.post)
        self.microphones = Microphones(self.portaudio, self.background, self.inbox.post)
        self.microphones.on_change = self._change
        self.microphones.on_gone = self._lose

    def _change(self) -> None:
        self.changes += 1

    def _lose(self) -> None:
        self.gone += 1

    def look(self, wanted: str = "") -> None:
        before = self.changes
        self.microphones.look(wanted)
        self.wait(lambda: self.changes > before)

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.inbox.run_until(is_so, tick=self.microphones.tick, every_s=0.2)

    def names(self) -> set[str]:
        return {each.name for each in self.microphones.list.inputs}

    def close(self) -> None:
        self.microphones.close()
        self.background.close()


@pytest.fixture
def room(own_bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{own_bench.folder}/pulse.sock")
    room = Room()
    room.look()
    before = room.changes
    room.microphones.follow()
    room.wait(lambda: room.changes > before)  # it listens
    yield room
    room.close()


@pytest.mark.mic
@pytest.mark.timeout(60)
def test_a_microphone_that_is_plugged_in_appears_and_goes_without_being_asked_for(
    own_bench: Bench, room: Room
) -> None:
    number = own_bench.pactl("load-module", "module-remap-source", *USB).strip()
    room.wait(lambda: "usb" in room.names())
    own_bench.pactl("unload-module", number)
    room.wait(lambda: "usb" not in room.names())


@pytest.mark.mic
@pytest.mark.timeout(60)
def test_the_wanted_microphone_is_taken_again_when_it_returns(own_bench: Bench, room: Room) -> None:
    number = own_bench.pactl("load-module", "module-remap-source", *USB).strip()
    room.look("usb")
    assert room.microphones.list.chosen.name == "usb"
    own_bench.pactl("unload-module", number)
    room.wait(lambda: room.microphones.list.missing == "usb")
    assert room.microphones.list.chosen == SYSTEM_DEFAULT
    assert room.microphones.list.options("Usb")[-1].words == "Usb, not connected"
    own_bench.pactl("load-module", "module-remap-source", *USB)
    room.wait(lambda: room.microphones.list.chosen.name == "usb")
    assert room.microphones.list.missing == ""


@pytest.mark.mic
@pytest.mark.timeout(60)
def test_the_list_empties_with_the_server_and_fills_with_its_return(
    own_bench: Bench, room: Room
) -> None:
    own_bench.unplug()
    room.wait(lambda: room.names() == set())
    own_bench.start("sound")
    room.wait(lambda: "mic" in room.names())


@pytest.mark.mic
@pytest.mark.timeout(60)
def test_while_something_records_the_list_stays_and_is_renewed_afterwards(
    own_bench: Bench, room: Room
) -> None:
    source = room.microphones.source()
    source.open(lambda frames, overflowed: None, lambda: None)
    before = room.changes
    own_bench.pactl("load-module", "module-remap-source", *USB)
    room.wait(lambda: room.microphones._stale)
    for _ in range(5):
        room.microphones.tick()
    assert room.changes == before
    assert room.gone == 0
    source.close()
    room.wait(lambda: "usb" in room.names())


@pytest.mark.mic
@pytest.mark.timeout(60)
def test_a_microphone_that_is_unplugged_while_it_records_is_told(
    own_bench: Bench, room: Room
) -> None:
    number = own_bench.pactl("load-module", "module-remap-source", *USB).strip()
    room.look("usb")
    source = room.microphones.source()
    source.open(lambda frames, overflowed: None, lambda: None)
    own_bench.pactl("unload-module", number)  # the server goes on with another source
    room.wait(lambda: room.gone == 1)
    source.close()


@pytest.mark.mic
@pytest.mark.timeout(60)
def test_a_default_that_hears_the_loudspeakers_is_said_in_words(
    own_bench: Bench, room: Room
) -> None:
    own_bench.pactl("set-default-source", "speakers.monitor")
    room.wait(lambda: room.microphones.list.in_use.is_monitor)
    assert "System default is a monitor of the loudspeakers: it will not hear you" in (
        room.microphones.list.notice("")
    )


def test_a_missing_microphone_stays_in_the_list_under_its_old_label() -> None:
    found = MicrophoneList((SYSTEM_DEFAULT,), missing="usb")
    assert found.options("Headset") == (
        MicrophoneOption("", "System default"),
        MicrophoneOption("usb", "Headset", "not connected"),
    )
    assert found.options("")[-1].label == "usb"
    assert found.notice("Headset") == (
        "“Headset” is not connected. The system’s default is used until it is back."
    )


def test_with_nothing_but_a_missing_microphone_the_default_can_still_be_chosen() -> None:
    assert [each.name for each in MicrophoneList((), missing="usb").options("")] == ["", "usb"]


def test_a_monitor_that_was_chosen_before_is_marked() -> None:
    found = MicrophoneList((SYSTEM_DEFAULT, DESK, MONITOR), chosen=MONITOR)
    assert found.options("")[-1].words == "Monitor of Speakers, hears the loudspeakers, not you"
    assert "it will not hear you" in found.notice("")


@pytest.mark.mic
@pytest.mark.timeout(60)
def test_one_that_is_known_is_taken_at_once(own_bench: Bench, room: Room) -> None:
    own_bench.pactl("load-module", "module-remap-source", *USB)
    room.wait(lambda: "usb" in room.names())
    room.microphones.look("usb")
    assert room.microphones.list.chosen.name == "usb"


def test_all_well_says_nothing() -> None:
    assert MicrophoneList((SYSTEM_DEFAULT, DESK)).notice("") == ""


def test_what_makes_microphones_impossible_is_the_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: PortAudio) -> None:
        raise AudioError("There is no PortAudio.", hint="Install it.")

    monkeypatch.setattr(PortAudio, "load", fail)
    room = Room()
    room.look("usb")
    assert room.microphones.list.notice("") == "There is no PortAudio. Install it."
    room.close()
