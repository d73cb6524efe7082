"""A model hub on the loopback interface, with the faults that real ones have."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar


@dataclass(slots=True)
class Hub:
    """What a server serves, and how it misbehaves.

    Attributes:
        files: Content by file name.
        stop_after: Bytes of an answer after which the connection breaks; None for never.
        ignores_ranges: Whether it sends whole files whatever is asked.
        address: Where it listens.
        asked: Path and Range header of each request so far.
    """

    files: dict[str, bytes]
    stop_after: int | None = None
    ignores_ranges: bool = False
    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)


def hub_of(folder: Path) -> Hub:
    """Return a hub with the files of a folder."""
    return Hub({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """Serve a hub on a free port for as long as the block runs."""
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    hub: ClassVar[Hub]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        self.hub.asked.append((self.path, wanted))
        content = self.hub.files.get(Path(self.path).name)
        if content is None:
            self.send_error(404)
            return
        first = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
        partial = bool(wanted) and not self.hub.ignores_ranges
        body = content[first:] if partial else content
        self.send_response(206 if partial else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.hub.stop_after])

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output clean."""
