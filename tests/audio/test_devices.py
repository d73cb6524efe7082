"""The list of microphones."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.audio import pactl
from app.audio.devices import SYSTEM_DEFAULT, Choice, Devices, InputDevice, offered
from app.audio.portaudio import PortAudio
from tests.bench.bench import Bench


@pytest.fixture
def devices(portaudio: PortAudio) -> Devices:
    return Devices(portaudio)


@pytest.mark.mic
def test_the_default_comes_first_and_says_which_it_is(microphone: Bench, devices: Devices) -> None:
    first, *others = devices.list_inputs()
    assert (first.name, first.label) == ("", "System default (BenchMicrophone)")
    assert others == [InputDevice("mic", "BenchMicrophone", is_default=True, route="pulse")]


@pytest.mark.mic
def test_monitors_of_loudspeakers_are_left_out(microphone: Bench, devices: Devices) -> None:
    monitors = {device.name for device in devices.list_all() if device.is_monitor}
    assert monitors == {"mic_feed.monitor", "speakers.monitor"}
    assert not any(device.is_monitor for device in devices.list_inputs())


@pytest.mark.mic
def test_a_microphone_that_was_plugged_in_later_is_listed(
    microphone: Bench, devices: Devices
) -> None:
    arguments = ("master=speakers.monitor", "source_name=usb", "source_properties=x=y")
    number = microphone.pactl("load-module", "module-remap-source", *arguments).strip()
    try:
        devices.refresh()
        assert "usb" in {device.name for device in devices.list_inputs()}
    finally:
        microphone.pactl("unload-module", number)


@pytest.mark.mic
def test_a_missing_microphone_falls_back_to_the_default(
    microphone: Bench, devices: Devices
) -> None:
    assert devices.choose("a headset left at work") == Choice(SYSTEM_DEFAULT, fell_back=True)
    assert devices.choose("") == Choice(SYSTEM_DEFAULT)


@pytest.mark.mic
def test_without_pactl_the_devices_of_portaudio_are_listed(
    microphone: Bench, devices: Devices, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {device.name for device in devices.list_inputs()} >= {"", "pulse", "default"}


@pytest.mark.mic
def test_an_older_pactl_without_json_is_understood(
    microphone: Bench, devices: Devices, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = tmp_path / "pactl"
    old.write_text('#!/bin/sh\n[ "$1" = -f ] && exit 1\nexec /usr/bin/pactl "$@"\n')
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert InputDevice("mic", "mic", is_default=True, route="pulse") in devices.list_inputs()


@pytest.mark.mic
def test_a_sound_server_that_does_not_answer_is_given_up(
    microphone: Bench, devices: Devices, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pactl, "TIMEOUT_S", 0.1)
    hanging = tmp_path / "pactl"
    hanging.write_text("#!/bin/sh\nexec sleep 20\n")
    hanging.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert all(device.route == "portaudio" for device in devices.list_inputs())


DESK = InputDevice("desk", "Desk microphone", is_default=True)
HEADSET = InputDevice("headset", "Headset")
MONITOR = InputDevice("monitor", "Monitor of Speakers", is_monitor=True)


def test_a_monitor_that_was_chosen_before_stays_in_the_list() -> None:
    assert MONITOR not in offered([DESK, MONITOR])
    assert offered([DESK, MONITOR], "monitor") == [*offered([DESK]), MONITOR]


def test_a_default_that_is_a_monitor_is_marked() -> None:
    (default,) = offered([replace(MONITOR, is_default=True)])
    assert (default.name, default.label) == ("", "System default (Monitor of Speakers)")
    assert default.is_monitor


def test_two_microphones_of_one_make_are_told_apart() -> None:
    labels = [each.label for each in offered([HEADSET, replace(HEADSET, name="second")])[1:]]
    assert labels == ["Headset (headset)", "Headset (second)"]


def test_no_device_at_all_offers_nothing() -> None:
    assert offered([]) == []
