"""One errand at the hub: ask what there is, and bring it."""

from collections.abc import Container, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from app.hub import listing
from app.hub.fetch import FileFetch
from app.hub.files import HubFile
from app.hub.line import Line
from app.hub.patience import Patience, Tries, Watch
from app.hub.problems import LineError, cut


class Errand:
    """Blocks while it works; for a thread of its own. The watch is told, and may stop it."""

    def __init__(self, watch: Watch, patience: Patience | None = None) -> None:
        self._watch = watch
        self._patience = patience or Patience()
        self._tries = Tries(self._patience, watch)

    def files_of(self, repository: str, wanted: Container[str]) -> tuple[HubFile, ...]:
        """Return the wanted files of a repository, all of its newest commit.

        Raises:
            HubError: No connection, or no such repository.
            Cancelled: The person has stopped it.
        """
        hub = listing.hub_address()
        answer = self._read(listing.commit_address(hub, repository))
        commit = listing.read_commit(answer, hub)
        answer = self._read(listing.tree_address(hub, repository, commit))
        return listing.read_tree(answer, hub, repository, commit, wanted)

    def fetch(self, files: Sequence[HubFile], folder: Path) -> dict[str, str]:
        """Bring files into a folder, and return the SHA-256 of each by its name.

        What an earlier errand left there is used, after a check, and not fetched again.

        Raises:
            HubError: One could not be had; what has arrived is kept.
            Cancelled: The person has stopped it; the same.
            OSError: The folder could not be written; the same.
        """
        _forget_other_parts(files, folder)
        before, digests = 0, {}
        for file in files:

            def arrived(done_bytes: int, before: int = before) -> None:
                self._watch.arrived(before + done_bytes)

            fetch = FileFetch(file, folder, self._watch, self._patience)
            digests[file.name] = fetch.run(self._tries, arrived)
            before += file.size_bytes
        return digests

    def _read(self, address: str) -> bytes:
        """Return an answer that is short."""
        while True:
            try:
                return self._read_once(address)
            except LineError as error:
                self._tries.wait_after(error)

    def _read_once(self, address: str) -> bytes:
        answer = bytearray()
        with Line(address, {}, self._patience.silence_s) as line:
            head = line.head(self._watch)
            self._tries.reached()
            for chunk in line.chunks(self._watch):
                answer += chunk
                if len(answer) > listing.MAX_LISTING_BYTES:
                    break
        if head.length is not None and len(answer) < head.length:
            raise cut(urlsplit(address).netloc)
        return bytes(answer[: listing.MAX_LISTING_BYTES])


def _forget_other_parts(files: Sequence[HubFile], folder: Path) -> None:
    """Delete what was begun of other versions of the files."""
    known = {file.part_name for file in files}
    for part in folder.glob("*.part"):
        if part.name not in known:
            part.unlink()
