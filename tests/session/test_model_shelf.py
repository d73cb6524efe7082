"""The shelf of models on real folders, real threads and a hub of our own: downloads."""

import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from app.core.errors import SpeechError
from app.session.model_views import ModelView
from app.speech.model_folder import check_model_folder
from app.storage.model_store import INCOMING
from tests.driver import TINY_MODEL
from tests.hub.hub import Fault, Hub
from tests.session.shelf_desk import GIGABYTE, HALF, MODEL, TINY, Desk, copy_of_tiny


@pytest.mark.usefixtures("hub")
def test_a_downloaded_model_is_whole_and_in_use_when_none_was(desk: Desk, folder: Path) -> None:
    views: list[ModelView] = []
    desk.looked().shelf.on_change = lambda: views.append(desk.model())
    assert desk.model().phase == "absent"
    desk.shelf.download("tiny.en")
    assert desk.model().phase == "downloading"
    desk.wait()
    model = desk.model()
    assert (model.phase, model.problem, model.kept_bytes) == ("ready", "", 0)
    assert model.removable
    assert check_model_folder(folder / TINY).name == TINY
    assert desk.settings.whisper_folder == model.folder == str(folder / TINY)
    last = [view.arrival for view in views if view.arrival][-1]
    assert (
        last.done_bytes
        == last.total_bytes
        == sum(len((TINY_MODEL / file.name).read_bytes()) for file in TINY_MODEL.iterdir())
    )


@pytest.mark.usefixtures("hub")
def test_a_model_in_use_stays_in_use_when_another_arrives(desk: Desk, tmp_path: Path) -> None:
    mine = copy_of_tiny(tmp_path / "mine")
    desk.use(str(mine))
    desk.shelf.download("tiny.en")
    desk.wait()
    assert desk.settings.whisper_folder == str(mine)


def test_a_failed_download_says_what_to_do_and_goes_on_later(desk: Desk, hub: Hub) -> None:
    hub.faults = [Fault(MODEL, cut_after=HALF), Fault(MODEL, 403)]
    desk.shelf.download("tiny.en")
    desk.wait()
    model = desk.model()
    assert model.phase == "absent"
    assert "error 403" in model.problem
    assert "import its folder" in model.problem
    assert model.kept_bytes >= HALF
    desk.shelf.download("tiny.en")
    assert desk.model().arrival is not None
    desk.wait()
    assert desk.model().phase == "ready"
    assert hub.asked_for("model.bin")[-1].range == f"bytes={HALF}-"


def test_a_cancelled_download_is_listed_and_can_go_on_after_a_restart(
    desk: Desk, hub: Hub, folder: Path
) -> None:
    hub.faults = [Fault(MODEL, cut_after=HALF, stalls=True)]
    desk.shelf.download("tiny.en")
    desk.wait(lambda: (arrival := desk.model().arrival) is not None and arrival.done_bytes >= HALF)
    desk.shelf.cancel("tiny.en")
    assert desk.model().phase == "absent"
    desk.wait()
    desk.close()
    again = Desk(folder).looked()
    assert again.model().kept_bytes >= HALF
    assert again.model().problem == ""
    again.shelf.download("tiny.en")
    again.wait()
    assert again.model().phase == "ready"
    assert hub.asked_for("model.bin")[-1].range == f"bytes={HALF}-"
    again.close()


def test_closing_stops_a_stalled_download_quickly_and_keeps_the_part(
    desk: Desk, hub: Hub, folder: Path
) -> None:
    hub.faults = [Fault(MODEL, cut_after=HALF, stalls=True)]
    desk.shelf.download("tiny.en")
    desk.wait(lambda: (arrival := desk.model().arrival) is not None and arrival.done_bytes >= HALF)
    closing = threading.Thread(target=desk.close)
    closing.start()
    closing.join(5)
    assert not closing.is_alive()
    assert Desk(folder).looked().model().kept_bytes >= HALF


def test_downloads_wait_in_order_and_one_that_waits_can_be_cancelled(desk: Desk, hub: Hub) -> None:
    hub.faults = [Fault(MODEL, cut_after=HALF, stalls=True)]
    for key in ("tiny.en", "base.en", "small.en"):
        desk.shelf.download(key)
    desk.wait(lambda: (arrival := desk.model().arrival) is not None and arrival.done_bytes >= HALF)
    assert [desk.model(key).phase for key in ("base.en", "small.en")] == ["downloading"] * 2
    assert not any("base.en" in asked.path for asked in hub.asked)
    desk.shelf.cancel("base.en")
    assert desk.model("base.en").phase == "absent"
    desk.shelf.cancel("tiny.en")
    desk.wait()
    assert desk.model("small.en").phase == "ready"
    assert not any("base.en" in asked.path for asked in hub.asked)


def test_a_download_can_be_taken_up_right_after_it_was_cancelled(desk: Desk, hub: Hub) -> None:
    hub.faults = [Fault(MODEL, cut_after=HALF, stalls=True)]
    desk.shelf.download("tiny.en")
    desk.wait(lambda: (arrival := desk.model().arrival) is not None and arrival.done_bytes >= HALF)
    desk.shelf.cancel("tiny.en")
    desk.shelf.download("tiny.en")
    desk.wait()
    assert desk.model().phase == "ready"


def test_what_is_kept_can_be_discarded(desk: Desk, hub: Hub, folder: Path) -> None:
    hub.faults = [Fault(MODEL, cut_after=HALF, stalls=True)]
    desk.shelf.download("tiny.en")
    desk.wait(lambda: (arrival := desk.model().arrival) is not None and arrival.done_bytes >= HALF)
    desk.shelf.cancel("tiny.en")
    desk.shelf.discard("tiny.en")
    desk.wait()
    assert desk.looked().model().kept_bytes == 0
    assert not list((folder / INCOMING).rglob("*.part"))


@pytest.mark.usefixtures("hub")
def test_too_little_room_is_told_before_anything_is_fetched(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, hub: Hub
) -> None:
    usage = shutil.disk_usage("/")._replace(free=10_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    desk.shelf.download("tiny.en")
    desk.wait()
    assert "52 MB are needed, and 10 MB are free" in desk.model().problem
    assert hub.asked_for("model.bin") == []


def test_a_small_disk_that_fills_up_keeps_what_has_come(
    desk: Desk, hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(folder)], check=False
    ).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        usage = shutil.disk_usage("/")._replace(free=GIGABYTE)  # another program fills it meanwhile
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
        desk.shelf.download("tiny.en")
        desk.wait()
        assert "the disk is full" in desk.model().problem
        assert desk.model().kept_bytes >= HALF
        subprocess.run(["mount", "-o", "remount,size=20m", str(folder)], check=True)
        desk.shelf.download("tiny.en")
        desk.wait()
        assert desk.model().phase == "ready"
        assert hub.asked_for("model.bin")[-1].range
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_repository_without_a_whole_model_becomes_none(desk: Desk, hub: Hub) -> None:
    del hub.files["tokenizer.json"]
    desk.shelf.download("tiny.en")
    desk.wait()
    assert desk.model().phase == "absent"
    assert "tokenizer.json is missing" in desk.model().problem


def test_a_name_that_is_in_no_catalogue_is_refused(desk: Desk) -> None:
    with pytest.raises(SpeechError, match=r"There is no model tiny\.de") as caught:
        desk.shelf.download("tiny.de")
    assert "large-v3-turbo" in caught.value.hint
