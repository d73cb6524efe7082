"""No wrong file is ever accepted, and a part is gone on with only where it fits."""

from pathlib import Path

import pytest

from app.core.errors import HubError
from app.hub.patience import Cancelled
from tests.hub.hub import Fault, Hub
from tests.hub.tools import (
    CUT,
    FILES,
    HERE,
    LARGE,
    MODEL,
    OTHER_LARGE,
    Notes,
    bring,
    is_right,
    kept,
    names,
    sha256,
)


@pytest.mark.parametrize("name", sorted(HERE))
def test_wrong_bytes_of_the_right_size_are_never_accepted(
    hub: Hub, tmp_path: Path, name: str
) -> None:
    wrong = bytes(byte ^ 1 for byte in FILES[name])
    hub.always = Fault(f"/{name}", content=wrong)
    with pytest.raises(HubError, match=f"What arrived as {name} is not the file"):
        bring(tmp_path)
    assert name not in names(tmp_path)
    assert is_right(tmp_path)
    hub.always = Fault()
    bring(tmp_path)
    assert names(tmp_path) == HERE
    assert is_right(tmp_path)


@pytest.mark.parametrize("content", [LARGE + b"more", LARGE[:-1], b"<html>Log in</html>", b""])
def test_a_file_of_another_size_is_refused_before_it_is_fetched(
    hub: Hub, tmp_path: Path, content: bytes
) -> None:
    hub.always = Fault(MODEL, content=content)
    with pytest.raises(HubError, match=r"offers another model\.bin"):
        bring(tmp_path)
    assert "model.bin" not in names(tmp_path)


def test_more_bytes_than_listed_are_not_taken(hub: Hub, tmp_path: Path) -> None:
    hub.always = Fault(MODEL, content=LARGE + bytes(5_000_000), says_length=False)
    bring(tmp_path)
    assert is_right(tmp_path)


def test_a_file_that_has_changed_between_two_tries_is_not_glued_together(
    hub: Hub, tmp_path: Path
) -> None:
    hub.faults = [CUT]
    with pytest.raises(Cancelled):
        bring(tmp_path, Notes(lambda done_bytes: done_bytes >= 600_000))
    assert kept(tmp_path) == LARGE[:600_000]
    hub.files["model.bin"] = OTHER_LARGE
    bring(tmp_path)
    assert (tmp_path / "model.bin").read_bytes() == OTHER_LARGE
    assert hub.asked_for("model.bin")[-1].range == ""
    assert not list(tmp_path.glob("*.part"))


def test_a_complete_file_that_has_changed_on_the_hub_is_fetched_again(
    hub: Hub, tmp_path: Path
) -> None:
    bring(tmp_path)
    hub.files["model.bin"] = OTHER_LARGE
    bring(tmp_path)
    assert (tmp_path / "model.bin").read_bytes() == OTHER_LARGE


@pytest.mark.parametrize("size_bytes", [600_000, len(LARGE), len(LARGE) + 10])
def test_a_part_with_wrong_bytes_is_thrown_away_and_the_file_fetched_anew(
    hub: Hub, tmp_path: Path, size_bytes: int
) -> None:
    (tmp_path / f"model.bin.{sha256(LARGE)[:16]}.part").write_bytes(bytes(size_bytes))
    bring(tmp_path)
    assert is_right(tmp_path)
    assert hub.asked_for("model.bin")[-1].range == ""


def test_a_part_that_is_complete_needs_no_request(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / f"model.bin.{sha256(LARGE)[:16]}.part").write_bytes(LARGE)
    bring(tmp_path)
    assert is_right(tmp_path)
    assert hub.asked_for("model.bin") == []


def test_a_damaged_file_that_is_there_is_fetched_again(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(bytes(len(LARGE)))
    (tmp_path / "config.json").write_bytes(FILES["config.json"])
    bring(tmp_path)
    assert is_right(tmp_path)
    assert hub.asked_for("config.json") == []


# Ranges -----------------------------------------------------------------------------


def test_a_server_that_knows_no_ranges_sends_it_all_again(hub: Hub, tmp_path: Path) -> None:
    hub.faults = [CUT, Fault(MODEL, ignores_range=True)]
    bring(tmp_path)
    assert is_right(tmp_path)


def test_a_server_that_refuses_the_range_is_asked_for_the_whole(hub: Hub, tmp_path: Path) -> None:
    hub.faults = [CUT, Fault(MODEL, 416)]
    bring(tmp_path)
    assert is_right(tmp_path)
    assert [each.range for each in hub.asked_for("model.bin")] == ["", "bytes=600000-", ""]


@pytest.mark.parametrize(
    "content_range", ["bytes 0-1499999/1500000", "bytes 600000-1499999/7", "bytes 1-2", "?"]
)
def test_another_part_than_was_asked_for_is_refused(
    hub: Hub, tmp_path: Path, content_range: str
) -> None:
    hub.faults = [CUT, Fault(MODEL, content_range=content_range)]
    with pytest.raises(HubError, match=r"offers another model\.bin"):
        bring(tmp_path)
    assert kept(tmp_path) == LARGE[:600_000]
    bring(tmp_path)
    assert is_right(tmp_path)
