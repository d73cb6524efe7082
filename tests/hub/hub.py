"""A model hub on the loopback interface, with the faults that real ones have."""

import hashlib
import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import ClassVar, Final

REPOSITORY: Final = "Systran/faster-whisper-tiny.en"
COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
# A certificate nobody trusts, valid for 127.0.0.1; it protects nothing.
CERTIFICATE: Final = Path(__file__).with_name("loopback.pem")
BLOCK_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """What one request meets.

    Attributes:
        only: Part of the paths that meet it.
        status: The status to answer with; 0 for the true one.
        headers: Headers of such an answer.
        cut_after: Bytes after which the connection ends; None for never.
        stalls: Whether it stays open there, and nothing comes any more.
        content: What is sent for the file; None for the true content.
        says_length: Whether the answer says how long it is.
        content_range: What it says instead of the true range.
        ignores_range: Whether the whole file is sent whatever is asked.
    """

    only: str = "/"
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    cut_after: int | None = None
    stalls: bool = False
    content: bytes | None = None
    says_length: bool = True
    content_range: str = ""
    ignores_range: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came.

    Attributes:
        path: What was asked for.
        range: The Range header; empty when there was none.
        headers: All headers.
    """

    path: str
    range: str
    headers: dict[str, str]


@dataclass(slots=True)
class Hub:
    """What a server serves, and how it misbehaves.

    Attributes:
        files: Content by file name.
        large_bytes: From this size on a file has a SHA-256 in the listing, else git's SHA-1.
        faults: What the next requests meet; each is met once.
        always: What every request meets that meets no other fault.
        pause_s: Pause after each block, which makes the line slow.
        store: Address files are sent for, as a hub does for large ones; empty for none.
        address: Where it listens.
        asked: All requests so far.
        sent_bytes: How much has been sent of files.
        closing: Set when it stops, so that stalled answers end.
    """

    files: dict[str, bytes]
    large_bytes: int = 100_000
    faults: list[Fault] = field(default_factory=list)
    always: Fault = Fault()
    pause_s: float = 0.0
    store: str = ""
    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    sent_bytes: int = 0
    closing: Event = field(default_factory=Event)

    def fault_of(self, path: str) -> Fault:
        """Return what a request for a path meets."""
        for fault in self.faults:
            if fault.only in path:
                self.faults.remove(fault)
                return fault
        return self.always if self.always.only in path else Fault()

    def asked_for(self, name: str) -> list[Asked]:
        """Return the requests for a file."""
        return [each for each in self.asked if each.path.endswith(f"/{name}")]

    def tree(self) -> list[dict[str, object]]:
        """Return the listing of the files, as a hub makes it."""
        return [{"type": "directory", "oid": "0" * 40, "size": 0, "path": "docs"}] + [
            self._entry(name, content) for name, content in self.files.items()
        ]

    def _entry(self, name: str, content: bytes) -> dict[str, object]:
        blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        entry: dict[str, object] = {"type": "file", "oid": blob, "size": len(content), "path": name}
        if len(content) >= self.large_bytes:
            sha256 = hashlib.sha256(content).hexdigest()
            entry["lfs"] = {"oid": sha256, "size": len(content), "pointerSize": 134}
            entry["oid"] = "1" * 40  # that of the pointer, not of the content
        return entry


def hub_of(folder: Path) -> Hub:
    """Return a hub with the files of a folder."""
    return Hub({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})


@contextmanager
def serving(hub: Hub, *, safely: bool = False) -> Iterator[Hub]:
    """Serve a hub on a free port for as long as the block runs; safely is with TLS."""
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = _Server(("127.0.0.1", 0), handler)
    if safely:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    hub.address = f"{'https' if safely else 'http'}://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        hub.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Keep the test output clean: a client that leaves is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    hub: ClassVar[Hub]

    def do_GET(self) -> None:
        hub = self.hub
        headers = {name.lower(): value for name, value in self.headers.items()}
        hub.asked.append(Asked(self.path, headers.get("range", ""), headers))
        fault = hub.fault_of(self.path)
        if fault.status:
            self._send(fault.status, b"", fault, dict(fault.headers))
            return
        match self.path.strip("/").split("/"):
            case ["api", "models", *repository, "revision", "main"]:
                answer = json.dumps({"id": "/".join(repository), "sha": COMMIT}).encode()
                self._send(200, answer if fault.content is None else fault.content, fault)
            case ["api", "models", _, _, "tree", commit] if commit == COMMIT:
                answer = json.dumps(hub.tree()).encode()
                self._send(200, answer if fault.content is None else fault.content, fault)
            case [*_, "resolve", _, name] if name in hub.files and hub.store:
                self._send(302, b"", Fault(), {"Location": f"{hub.store}/store/{name}"})
            case [*_, name] if name in hub.files:
                self._send_file(hub.files[name], fault)
            case _:
                self._send(404, b"Not found", Fault())

    def _send_file(self, true: bytes, fault: Fault) -> None:
        content = true if fault.content is None else fault.content
        wanted = self.headers.get("Range", "")
        first = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
        if not wanted or fault.ignores_range:
            self._send(200, content, fault)
        elif first >= len(content):
            self._send(416, b"", fault, {"Content-Range": f"bytes */{len(content)}"})
        else:
            span = f"bytes {first}-{len(content) - 1}/{len(content)}"
            headers = {"Content-Range": fault.content_range or span}
            self._send(206, content[first:], fault, headers)

    def _send(
        self, status: int, body: bytes, fault: Fault, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        if fault.says_length:
            self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        body = body[: fault.cut_after]
        for start in range(0, len(body), BLOCK_BYTES):
            self.wfile.write(body[start : start + BLOCK_BYTES])
            self.hub.sent_bytes += len(body[start : start + BLOCK_BYTES])
            if self.hub.pause_s:
                time.sleep(self.hub.pause_s)
        if fault.stalls:
            self.hub.closing.wait(30)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output clean."""
