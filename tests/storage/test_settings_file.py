"""Settings that survive damage, old and new versions, and a full disk."""

import json
import stat
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import StorageError
from app.core.settings import Settings
from app.storage.settings_file import SettingsFile
from tests.storage.values import FUZZ


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    assert SettingsFile(path).load() == (Settings(), ())
    assert not path.exists()


def test_what_is_saved_comes_back(path: Path) -> None:
    chosen = Settings(microphone="Mic ü", prep_s=12.5, answer_s=None, theme="dark", hard_stop=True)
    SettingsFile(path).save(chosen)
    assert SettingsFile(path).load() == (chosen, ())
    assert json.loads(path.read_text("utf-8"))["version"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a POSIX thing")
def test_only_the_owner_may_read_it(path: Path) -> None:
    SettingsFile(path).save(Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text_percent", "big"),
        ("text_percent", 100.5),
        ("text_percent", True),
        ("theme", "blue"),
        ("theme", None),
        ("hard_stop", 1),
        ("prep_s", "30"),
        ("prep_s", float("nan")),
        ("microphone", 5),
        ("microphone", {"a": [1] * 100}),
        ("answer_s", 10**400),
    ],
)
def test_a_wrong_value_becomes_the_default_with_a_notice(
    path: Path, name: str, value: object
) -> None:
    path.write_text(json.dumps({"version": 1, name: value, "language": "de"}))
    loaded, notices = SettingsFile(path).load()
    assert loaded == Settings(language="de")
    assert len(notices) == 1
    assert f'"{name}"' in notices[0]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("text_percent", 900, 200),
        ("text_percent", 5, 80),
        ("prep_s", -3, 0),
        ("answer_s", 1e300, 1800),
        ("question_count", 0, 1),
    ],
)
def test_a_value_out_of_its_limits_becomes_the_nearest(
    path: Path, name: str, value: float, expected: float
) -> None:
    path.write_text(json.dumps({name: value}))
    loaded, notices = SettingsFile(path).load()
    assert asdict(loaded)[name] == expected
    assert notices == (f'The setting "{name}" was {value}; it is {expected} now.',)


def test_all_notices_come_at_once(path: Path) -> None:
    path.write_text('{"theme": 1, "text_percent": 1, "hard_stop": "no"}')
    assert len(SettingsFile(path).load()[1]) == 3


def test_unknown_keys_are_kept(path: Path) -> None:
    path.write_text('{"version": 1, "from_the_future": [1, 2], "theme": "dark"}')
    file = SettingsFile(path)
    loaded, notices = file.load()
    assert notices == ()
    file.save(replace(loaded, theme="light"))
    stored = json.loads(path.read_text())
    assert (stored["from_the_future"], stored["theme"]) == ([1, 2], "light")


def test_a_newer_version_is_read_as_far_as_possible_and_stays_newer(path: Path) -> None:
    path.write_text('{"version": 7, "theme": "dark", "language": {"spoken": "en"}}')
    loaded, notices = SettingsFile(path).load()
    assert loaded.theme == "dark"
    assert len(notices) == 1
    SettingsFile(path).save(loaded)
    assert json.loads(path.read_text())["version"] == 7


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b"\xff\xfe{", b"[" * 100_000, b'{"theme": "dark"']
)
def test_a_damaged_file_is_set_aside(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    loaded, notices = SettingsFile(path).load()
    assert loaded == Settings()
    assert "settings.json.damaged" in notices[0]
    assert path.with_name("settings.json.damaged").read_bytes() == damage
    assert SettingsFile(path).load() == (Settings(), ())


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    loaded, notices = SettingsFile(path).load()
    assert loaded == Settings()
    assert "could not be read" in notices[0]
    with pytest.raises(StorageError, match="settings could not be saved"):
        SettingsFile(path).save(Settings())


texts = st.text(alphabet=st.characters(codec=None), max_size=5)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=5,
)


@FUZZ
@given(stored=st.dictionaries(st.sampled_from([*asdict(Settings()), "version", "x"]), values))
def test_any_json_gives_settings_that_can_be_saved(path: Path, stored: dict[str, object]) -> None:
    path.write_text(json.dumps(stored))
    file = SettingsFile(path)
    loaded, _ = file.load()
    file.save(loaded)
    assert file.load() == (loaded, ())
