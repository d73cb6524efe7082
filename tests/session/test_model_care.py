"""Damaged models, deleting, and what is suggested for this computer."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from app.core.errors import SpeechError
from app.core.settings import Settings
from app.session.shelf_view import Speeds
from app.speech.model_folder import check_model_folder
from tests.driver import TINY_MODEL
from tests.hub.hub import Fault, Hub
from tests.session.shelf_desk import GIGABYTE, TINY, Desk, copy_of_tiny, flip


@pytest.mark.usefixtures("hub")
def test_flipped_bytes_are_found_and_only_that_file_is_fetched_again(
    desk: Desk, hub: Hub, folder: Path
) -> None:
    desk.shelf.download("tiny.en")
    desk.wait()
    told: list[tuple[str, bool]] = []
    desk.shelf.check("tiny.en", lambda *words: told.append(words))
    desk.wait()
    assert told.pop() == (f"{TINY} is whole: every file is as it arrived.", True)
    flip(folder / TINY / "model.bin")
    check_model_folder(folder / TINY)  # it loads all the same
    desk.shelf.check("tiny.en", lambda *words: told.append(words))
    desk.wait()
    words, whole = told.pop()
    assert not whole
    assert words.startswith(f"model.bin in {folder / TINY} is damaged")
    assert (desk.model().phase, desk.model().problem) == ("damaged", words)
    hub.asked.clear()
    desk.shelf.download("tiny.en")
    desk.wait()
    assert desk.model().phase == "ready"
    assert hub.asked_for("tokenizer.json") == []
    assert len(hub.asked_for("model.bin")) == 1
    assert (folder / TINY / "model.bin").read_bytes() == (TINY_MODEL / "model.bin").read_bytes()


def test_a_damaged_model_stays_until_the_new_one_is_whole(
    desk: Desk, hub: Hub, folder: Path
) -> None:
    copy_of_tiny(folder / TINY)
    (folder / TINY / "tokenizer.json").unlink()
    (folder / TINY / "notes.txt").write_text("mine")
    assert desk.looked().model().phase == "damaged"
    assert "tokenizer.json is missing" in desk.model().problem
    hub.always = Fault("/tokenizer.json", 404)
    desk.shelf.download("tiny.en")
    desk.wait()
    assert desk.model().phase == "damaged"
    assert "error 404" in desk.model().problem
    assert (folder / TINY / "notes.txt").exists()
    assert (folder / TINY / "model.bin").stat().st_size == (TINY_MODEL / "model.bin").stat().st_size


@pytest.mark.usefixtures("hub")
def test_a_file_of_another_size_than_arrived_shows_at_once(desk: Desk, folder: Path) -> None:
    desk.shelf.download("tiny.en")
    desk.wait()
    with (folder / TINY / "model.bin").open("ab") as file:
        file.write(b"more")
    assert desk.looked().model().phase == "damaged"
    assert "model.bin" in desk.model().problem


def test_a_model_without_checksums_is_checked_as_far_as_it_goes(desk: Desk, folder: Path) -> None:
    copy_of_tiny(folder / TINY)
    told: list[tuple[str, bool]] = []
    desk.looked().shelf.check("tiny.en", lambda *words: told.append(words))
    desk.wait()
    ((words, whole),) = told
    assert whole
    assert "no checksums" in words


# Deleting ---------------------------------------------------------------------------


def test_deleting_the_model_in_use_falls_back_to_the_draft_engine_in_words(
    desk: Desk, folder: Path
) -> None:
    copy_of_tiny(folder / TINY)
    desk.use(str(folder / TINY))
    desk.looked().shelf.delete("tiny.en")
    desk.wait()
    assert desk.settings.whisper_folder == ""
    assert "draft engine" in str(desk.complaints[0])
    assert desk.model().phase == "absent"
    assert not (folder / TINY).exists()


def test_a_model_elsewhere_is_shown_but_never_deleted(desk: Desk, tmp_path: Path) -> None:
    mine = copy_of_tiny(tmp_path / "elsewhere" / TINY)
    desk.use(str(mine))
    model = desk.looked().model()
    assert (model.phase, model.folder, model.removable) == ("ready", str(mine), False)
    with pytest.raises(SpeechError, match="not the program's to delete"):
        desk.shelf.delete("tiny.en")
    assert check_model_folder(mine)


def test_a_link_in_the_folder_of_models_is_deleted_without_what_it_leads_to(
    desk: Desk, tmp_path: Path, folder: Path
) -> None:
    mine = copy_of_tiny(tmp_path / "elsewhere" / TINY)
    (folder / TINY).symlink_to(mine)
    desk.looked().shelf.delete("tiny.en")
    desk.wait()
    assert not (folder / TINY).exists()
    assert check_model_folder(mine)


def test_a_model_that_has_gone_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.use(str(tmp_path / "unplugged" / TINY))
    model = desk.looked().model()
    assert model.phase == "damaged"
    assert "There is no folder" in model.problem


# What is suggested ------------------------------------------------------------------

SPEEDS: Final = {"tiny.en": 3.0, "base.en": 7.0, "small.en": 19.0, "medium.en": 60.0, "tiny": 3.0}


@pytest.mark.parametrize(
    ("work_s", "memory_bytes", "language", "expected"),
    [
        ({}, 8 * GIGABYTE, "en", "base.en"),
        ({}, 8 * GIGABYTE, "de", "base"),
        (SPEEDS, 8 * GIGABYTE, "en", "small.en"),
        (SPEEDS, 600_000_000, "en", "base.en"),
        (SPEEDS, None, "en", "small.en"),
        (SPEEDS, 8 * GIGABYTE, "de", "tiny"),
        (dict.fromkeys(SPEEDS, 100.0), 8 * GIGABYTE, "en", "tiny.en"),
        ({**SPEEDS, "large-v3-turbo": 12.0}, 8 * GIGABYTE, "de", "large-v3-turbo"),
        ({**SPEEDS, "large-v3-turbo": 12.0}, 2 * GIGABYTE, "en", "small.en"),
    ],
)
def test_the_best_model_that_fits_and_keeps_pace_is_suggested(
    folder: Path,
    work_s: dict[str, float],
    memory_bytes: int | None,
    language: str,
    expected: str,
) -> None:
    desk = Desk(folder, memory_bytes, Settings(language=language))
    desk.shelf.set_speeds(Speeds(work_s, draft_work_s=29.0))
    assert [each.key for each in desk.shelf.view.models if each.suggested] == [expected]
    assert desk.model("tiny.en").work_s == work_s.get("tiny.en")
    assert desk.shelf.view.draft_work_s == 29.0
    desk.close()


def test_the_catalogue_comes_in_the_order_of_size(desk: Desk) -> None:
    sizes = [model.size_bytes for model in desk.shelf.view.models]
    assert sizes == sorted(sizes)
    assert len(sizes) == 13


def test_nothing_that_opens_connections_is_loaded_before_it_is_asked_for(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.bootstrap import open_services\n"
        "from app.session.inbox import Inbox; inbox = Inbox()\n"
        f"with open_services(Path({str(tmp_path)!r}), inbox.post) as services:\n"
        "    services.shelf.refresh(); inbox.run_until(lambda: not services.shelf.busy)\n"
        "print([name for name in sys.modules if name.startswith('app.hub')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
