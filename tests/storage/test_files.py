"""Private files, whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.storage.files import explained, make_private_file, make_private_folder, write_private

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are a POSIX thing")


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    assert tmp_path.is_dir()  # made before: pytest's own folder would be closed to us by the last
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.usefixtures("umask")
def test_files_and_folders_are_for_their_owner_whatever_the_umask(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    write_private(tmp_path / "written", b"x")
    make_private_file(tmp_path / "made")
    assert mode_of(tmp_path / "a") == mode_of(tmp_path / "a" / "b") == 0o700
    assert mode_of(tmp_path / "written") == mode_of(tmp_path / "made") == 0o600


@posix
def test_a_file_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "open"
    path.write_bytes(b"kept")
    path.chmod(0o644)
    make_private_file(path)
    assert mode_of(path) == 0o600
    assert path.read_bytes() == b"kept"


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        make_private_file(tmp_path / "there", must_be_new=True)


def test_a_write_that_fails_leaves_the_old_content_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, b"old")
    script = (
        "import resource, signal, sys; from pathlib import Path;"
        "from app.storage.files import write_private;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "write_private(Path(sys.argv[1]), b'n' * 5000)"
    )
    if sys.platform == "win32":
        pytest.skip("no limit of file sizes there")
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert "OSError" in done.stderr
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "this account may not"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_the_system_refused_is_put_into_words(number: int, words: str, tmp_path: Path) -> None:
    with (
        pytest.raises(StorageError, match="It failed") as caught,
        explained("It failed", tmp_path),
    ):
        raise OSError(number, os.strerror(number))
    assert words in str(caught.value)
    assert str(tmp_path) in caught.value.hint
