"""The files of a hub, and how to know that what has arrived is what it listed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BLOCK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file to be fetched; it has one of the two digests.

    Attributes:
        name: Its name, without a folder.
        address: Where it is.
        size_bytes: Its size.
        sha256: SHA-256 of its content, in hex.
        git_sha1: SHA-1 as git has it for small files: of a header and the content.
    """

    name: str
    address: str
    size_bytes: int
    sha256: str = ""
    git_sha1: str = ""

    def __post_init__(self) -> None:
        if not (self.sha256 or self.git_sha1):
            raise ValueError("a file without a digest cannot be checked")

    @property
    def part_name(self) -> str:
        """Name while it is incomplete; says of which content, so that two are never mixed up."""
        return f"{self.name}.{(self.sha256 or self.git_sha1)[:16]}.part"


def sha256_if_whole(path: Path, file: HubFile, look_up: Callable[[], None]) -> str | None:
    """Return the SHA-256 of what is in path; None when that is not the file.

    Args:
        path: Where it is on this computer.
        file: What it should be.
        look_up: Called after each block; may raise to stop.

    Raises:
        OSError: It could not be read.
    """
    if path.stat().st_size != file.size_bytes:
        return None
    sha256 = hashlib.sha256()
    # Git's own, in https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
    sha1 = hashlib.sha1(f"blob {file.size_bytes}\0".encode(), usedforsecurity=False)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            sha256.update(block)
            if file.git_sha1:
                sha1.update(block)
            look_up()
    expected, found = file.sha256, sha256.hexdigest()
    if file.git_sha1:
        expected, matched = file.git_sha1, sha1.hexdigest()
    else:
        matched = found
    return found if matched == expected else None
