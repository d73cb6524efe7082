"""The folder of models, when several want to work on it and when the system refuses."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.storage import model_store
from app.storage.model_store import COPY, INCOMING, ModelStore, copy_file


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    monkeypatch.setattr(model_store, "LOCK_TRIES", 2)
    return ModelStore(tmp_path)


def test_what_arrives_is_no_model_before_it_is_installed(store: ModelStore) -> None:
    with store.arriving("tiny") as folder:
        (folder / "model.bin").write_bytes(b"weights")
        assert store.folders() == []
        assert store.kept_bytes() == {"tiny": 7}
        assert store.install(folder) == store.folder / "tiny"
    assert store.folders() == [store.folder / "tiny"]
    assert store.kept_bytes() == {}


def test_two_processes_never_write_into_one_part(store: ModelStore) -> None:
    script = (
        "import sys; from pathlib import Path; from app.storage.model_store import ModelStore\n"
        f"with ModelStore(Path({str(store.folder)!r})).arriving('tiny'):\n"
        "    print('mine', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "mine\n"
        with (
            pytest.raises(StorageError, match="on its way already"),
            store.arriving("tiny"),
        ):
            pass
        with store.arriving("base"):  # another one may
            pass
        other.kill()  # its lock goes with it
        other.communicate()
    with store.arriving("tiny"):
        pass


def test_a_copy_in_progress_elsewhere_is_not_cleared_away(store: ModelStore) -> None:
    with store.arriving(f"tiny{COPY}") as folder:
        store.tidy()
        assert folder.is_dir()
    assert not folder.exists()


def test_an_old_model_comes_back_when_the_new_one_cannot_take_its_place(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    (store.folder / "tiny").mkdir()
    (store.folder / "tiny" / "model.bin").write_bytes(b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    with store.arriving("tiny") as folder:
        (folder / "model.bin").write_bytes(b"new")
        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(StorageError, match="could not be stored"):
            store.install(folder)
    assert (store.folder / "tiny" / "model.bin").read_bytes() == b"old"
    assert store.kept_bytes() == {"tiny": 3}


def test_nothing_outside_the_folder_is_deleted(store: ModelStore, tmp_path: Path) -> None:
    inside = tmp_path / "models"
    inside.mkdir()
    for folder in (tmp_path, inside / INCOMING, inside / ".." / "elsewhere", Path("/")):
        with pytest.raises(StorageError, match="not in the folder of models"):
            ModelStore(inside).delete(folder)


def test_a_copy_has_the_digest_of_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    counts: list[int] = []
    digest = copy_file(tmp_path / "a", tmp_path / "b", counts.append)
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (tmp_path / "b").read_bytes() == b"abc"
    assert counts == [3]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that cannot be read")
def test_a_source_that_fails_is_not_mistaken_for_the_target(store: ModelStore) -> None:
    with store.arriving(f"tiny{COPY}") as folder:
        for source in (Path("/proc/self/mem"), Path("/gone/model.bin")):
            with pytest.raises(StorageError, match=f"{source.name} could not be read"):
                copy_file(source, folder / source.name, lambda _: None)
