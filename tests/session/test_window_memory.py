"""How the window looked last, also where the file of it makes no sense."""

import json
from pathlib import Path

import pytest

from app.session.window_memory import WindowLook, WindowMemory, shipped_fonts


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    look = WindowLook(900, 700, "dark", 150)
    WindowMemory(tmp_path, tmp_path / "usual").save(look)
    assert WindowMemory(tmp_path, tmp_path / "elsewhere").load() == look


def test_without_a_folder_of_ones_own_it_is_in_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GREENROOM_HOME", raising=False)
    WindowMemory(None, tmp_path).save(WindowLook(900, 700))
    assert (tmp_path / "window.json").is_file()


@pytest.mark.parametrize(
    "stored",
    ["", "no json", "[]", '{"width_px": "wide"}', '{"width_px": -5}', '{"theme": 3}', "\x00"],
)
def test_a_file_that_makes_no_sense_gives_the_usual_window(stored: str, tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text(stored)
    assert WindowMemory(tmp_path, tmp_path).load() == WindowLook()


def test_what_makes_sense_in_a_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text(json.dumps({"width_px": 900, "theme": "pink"}))
    assert WindowMemory(tmp_path, tmp_path).load() == WindowLook(width_px=900)


def test_a_folder_that_is_not_there_is_no_problem(tmp_path: Path) -> None:
    WindowMemory(None, tmp_path / "missing").save(WindowLook())
    assert shipped_fonts().is_dir()
