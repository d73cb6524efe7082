"""Fetches the embedding weights over the network, because the person asked for it.

Nothing on the way from question to feedback imports this module. Plain urllib, so that progress and
cancelling work by the byte; HF_ENDPOINT names another hub, as it does for Hugging Face's own tools.
"""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Final, cast
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from app.analysis.published import FILES, WeightFile, check
from app.analysis.weights import convert
from app.core.errors import AnalysisError

_log = logging.getLogger(__name__)

HUB: Final = "https://huggingface.co"
REPOSITORY: Final = "sentence-transformers/all-MiniLM-L6-v2"
REVISION: Final = "1110a243fdf4706b3f48f1d95db1a4f5529b4d41"
TOTAL_BYTES: Final = sum(file.size_bytes for file in FILES)

# Small enough that a cancel is felt at once on a slow line.
CHUNK_BYTES: Final = 64 * 1024
# Silence on the line after which it counts as broken.
TIMEOUT_S: Final = 20.0
_PARTIAL_CONTENT: Final = 206

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes of all files together."""


class _Cancelled(Exception):  # noqa: N818 - no error
    """The person changed their mind."""


def fetch_weights(target: Path, progress: Progress, cancelled: Callable[[], bool]) -> bool:
    """Fetch the weights and convert them into target. Blocks; for a background thread.

    What has arrived is kept beside target, so a broken or cancelled fetch goes on where it ended.

    Args:
        target: The folder to load the model from afterwards.
        progress: Called in this thread after each chunk.
        cancelled: Asked in this thread after each chunk.

    Returns:
        Whether the model is there; False when it was cancelled.

    Raises:
        AnalysisError: No connection, wrong or missing files, or no room on the disk.
    """
    folder = target.with_name(target.name + "-download")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fetch_all(folder, progress, cancelled)
    except _Cancelled:
        _log.info("fetching the embedding weights was cancelled")
        return False
    except OSError as error:
        raise AnalysisError(
            f"The embedding weights could not be written: {error.strerror or error}.",
            hint=f"They need {TOTAL_BYTES // 10**6 + 25} MB of free space in {folder.parent}.",
        ) from error
    convert(folder, target)
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _fetch_all(folder: Path, progress: Progress, cancelled: Callable[[], bool]) -> None:
    before = 0
    for file in FILES:

        def on_bytes(count: int, before: int = before) -> None:
            progress(before + count, TOTAL_BYTES)
            if cancelled():
                raise _Cancelled

        fetch_file(_address(file.name), folder / file.name, file, on_bytes)
        before += file.size_bytes


def _address(name: str) -> str:
    hub = os.environ.get("HF_ENDPOINT", "").rstrip("/") or HUB
    if urlsplit(hub).scheme not in ("http", "https"):
        raise AnalysisError(
            f"HF_ENDPOINT is not a web address: {hub}", hint="Correct it or leave it out."
        )
    return f"{hub}/{REPOSITORY}/resolve/{REVISION}/{name}"


def fetch_file(
    address: str, path: Path, expected: WeightFile, on_bytes: Callable[[int], None]
) -> None:
    """Fetch one file to path, going on where an earlier try ended.

    The bytes go to `path.part`; path itself appears only once they are whole and checked.

    Raises:
        AnalysisError: No connection, not there, broken off, or not the expected file.
        OSError: The file could not be written.
    """
    if path.exists():
        return
    part = path.with_name(path.name + ".part")
    have = part.stat().st_size if part.exists() else 0
    if have < expected.size_bytes:
        _append(address, part, expected, on_bytes)
        have = part.stat().st_size
    if have < expected.size_bytes:
        raise AnalysisError(
            f"The connection broke off after {have // 10**6} MB of {expected.name}.",
            hint="Try again; what has arrived is kept.",
        )
    try:
        check(part, expected)
    except AnalysisError:
        part.unlink()  # no later try could mend it
        raise
    part.replace(path)


def _append(
    address: str, part: Path, expected: WeightFile, on_bytes: Callable[[int], None]
) -> None:
    with part.open("ab") as file:
        for from_start, chunk in _chunks(address, file.tell()):
            if from_start:
                file.seek(0)
                file.truncate()
            file.write(chunk)
            on_bytes(file.tell())
            if file.tell() >= expected.size_bytes:
                return


def _chunks(address: str, offset: int) -> Iterator[tuple[bool, bytes]]:
    """Yield the bytes from an offset on, and whether they are the first of the whole file.

    A server may ignore the offset; then the whole file comes again.
    """
    host = urlsplit(address).netloc
    request = Request(address, headers={"Range": f"bytes={offset}-"} if offset else {})
    try:
        with cast("HTTPResponse", urlopen(request, timeout=TIMEOUT_S)) as response:
            from_start = response.status != _PARTIAL_CONTENT
            while chunk := response.read(CHUNK_BYTES):
                yield from_start, chunk
                from_start = False
    except HTTPError as error:
        raise AnalysisError(
            f"{host} refused {Path(address).name} (error {error.code}).",
            hint="Try again later, or check HF_ENDPOINT if you set it.",
        ) from error
    except (OSError, HTTPException) as error:
        raise AnalysisError(
            f"No connection to {host}.", hint="Check the network and try again."
        ) from error
