"""What a hub lists of a repository: its files at one commit, with sizes and digests."""

import json
import os
import re
from collections.abc import Container, Iterator
from typing import Final
from urllib.parse import urlsplit

from app.core.errors import HubError
from app.hub.files import HubFile
from app.hub.problems import OTHER_WAY

HUB: Final = "https://huggingface.co"
# A listing of a model is some kilobytes.
MAX_LISTING_BYTES: Final = 5_000_000


def hub_address() -> str:
    """Return the hub's address; HF_ENDPOINT names another, as for Hugging Face's own tools.

    Raises:
        HubError: HF_ENDPOINT is no web address.
    """
    hub = os.environ.get("HF_ENDPOINT", "").strip().rstrip("/") or HUB
    parts = urlsplit(hub)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise HubError(f"HF_ENDPOINT is not a web address: {hub}", hint="Correct it or remove it.")
    return hub


def file_address(hub: str, repository: str, revision: str, name: str) -> str:
    """Return the address of a file."""
    return f"{hub}/{repository}/resolve/{revision}/{name}"


def commit_address(hub: str, repository: str) -> str:
    """Return where the hub says what the newest commit is."""
    return f"{hub}/api/models/{repository}/revision/main"


def tree_address(hub: str, repository: str, commit: str) -> str:
    """Return where the hub lists the files of a commit."""
    return f"{hub}/api/models/{repository}/tree/{commit}"


def read_commit(answer: bytes, hub: str) -> str:
    """Return the commit in an answer.

    Raises:
        HubError: There is none.
    """
    match _json(answer, hub):
        case {"sha": str(commit)} if re.fullmatch(r"[0-9a-f]{40}", commit):
            return commit
        case _:
            raise _no_hub(hub)


def read_tree(
    answer: bytes, hub: str, repository: str, commit: str, wanted: Container[str]
) -> tuple[HubFile, ...]:
    """Return the wanted ones among the files in an answer.

    Raises:
        HubError: It is no list of files.
    """
    entries = _json(answer, hub)
    if not isinstance(entries, list):
        raise _no_hub(hub)
    return tuple(_files(entries, hub, f"{hub}/{repository}/resolve/{commit}", wanted))


def _files(
    entries: list[object], hub: str, folder: str, wanted: Container[str]
) -> Iterator[HubFile]:
    for entry in entries:
        match entry:
            case {"type": "file", "path": str(name)} if name in wanted:
                pass
            case _:
                continue
        address = f"{folder}/{name}"
        match entry:
            case {"lfs": {"oid": str(sha256), "size": int(size)}} if _is_hex(sha256, 64, size):
                yield HubFile(name, address, size, sha256=sha256)
            case {"oid": str(sha1), "size": int(size)} if _is_hex(sha1, 40, size):
                yield HubFile(name, address, size, git_sha1=sha1)
            case _:
                raise _no_hub(hub)


def _is_hex(digest: str, length: int, size: int) -> bool:
    return size >= 0 and bool(re.fullmatch(f"[0-9a-f]{{{length}}}", digest))


def _json(answer: bytes, hub: str) -> object:
    try:
        return json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise _no_hub(hub) from error


def _no_hub(hub: str) -> HubError:
    return HubError(
        f"{urlsplit(hub).netloc} did not answer as a model hub does.",
        hint="A network's log-in page may be in the way: open a web page, then try again. "
        f"Check HF_ENDPOINT if you set it. {OTHER_WAY}",
    )
