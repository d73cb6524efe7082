"""One request to a hub, read on a thread of its own: whoever waits can leave at any moment.

A blocking read cannot be interrupted, and neither can the search for a host's name. So the reader
is a daemon that hands over what comes, and that ends by itself when nobody takes it any more.
"""

import queue
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from types import TracebackType
from typing import IO, Final, Self, cast
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from app.hub.patience import LOOK_UP_S, Watch, stop_if_cancelled
from app.hub.problems import LineError, in_words, silent

# The same for everybody: it tells nothing about the person or the computer.
HEADERS: Final = {"User-Agent": "greenroom", "Accept-Encoding": "identity"}
CHUNK_BYTES: Final = 64 * 1024
# What the reader may be ahead of the disk.
_QUEUED_CHUNKS: Final = 16


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an answer.

    Attributes:
        status: The HTTP status, a success.
        length: Bytes that follow; None when it does not say.
        content_range: Such as "bytes 100-199/200"; empty when the answer is no part.
    """

    status: int
    length: int | None
    content_range: str


class _End:
    """All of the answer has come."""


_Message = Head | bytes | LineError | _End


class Line:
    """One GET request. Close it at the end; with a `with` block that happens by itself."""

    def __init__(self, address: str, headers: Mapping[str, str], silence_s: float) -> None:
        self._host = urlsplit(address).netloc
        self._silence_s = silence_s
        self._messages: queue.Queue[_Message] = queue.Queue(_QUEUED_CHUNKS)
        self._left = threading.Event()
        request = Request(address, headers={**HEADERS, **headers})
        threading.Thread(target=self._read, args=(request,), name="hub", daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take no more; the reader ends as soon as it notices."""
        self._left.set()

    def head(self, watch: Watch) -> Head:
        """Wait for the beginning of the answer.

        Raises:
            LineError: There is none, or it is a refusal.
            Cancelled: The person has no more patience.
        """
        message = self._next(watch)
        assert isinstance(message, Head)  # it is what the reader sends first
        return message

    def chunks(self, watch: Watch) -> Iterator[bytes]:
        """Yield what follows, as it comes; the end may be too soon.

        Raises:
            LineError: It broke off.
            Cancelled: The person has no more patience.
        """
        while isinstance(message := self._next(watch), bytes):
            yield message

    def _next(self, watch: Watch) -> Head | bytes | _End:
        until_s = time.monotonic() + self._silence_s
        while True:
            stop_if_cancelled(watch)
            try:
                message = self._messages.get(timeout=LOOK_UP_S)
            except queue.Empty:
                if time.monotonic() > until_s:
                    raise silent(self._host) from None
                continue
            if isinstance(message, LineError):
                raise message
            return message

    # On the reader's thread ---------------------------------------------------------

    def _read(self, request: Request) -> None:
        try:
            opened = _opener().open(request, timeout=self._silence_s)
            with cast("HTTPResponse", opened) as response:
                self._hand_over(_head(response))
                while not self._left.is_set() and (chunk := response.read1(CHUNK_BYTES)):
                    self._hand_over(chunk)
            self._hand_over(_End())
        except LineError as error:
            self._hand_over(error)
        except (OSError, HTTPException, ValueError) as error:
            if isinstance(error, HTTPError):
                error.close()
            self._hand_over(in_words(error, request.full_url))

    def _hand_over(self, message: _Message) -> None:
        while not self._left.is_set():
            try:
                self._messages.put(message, timeout=LOOK_UP_S)
            except queue.Full:
                continue
            return


def _head(response: HTTPResponse) -> Head:
    length = response.headers.get("Content-Length", "")
    content_range = response.headers.get("Content-Range", "")
    return Head(response.status, int(length) if length.isdecimal() else None, content_range)


class _Redirects(HTTPRedirectHandler):
    """Follows a hub to its stores, never from a safe connection to an open one."""

    max_redirections = 5

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """Return the next request; see the standard library."""
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            fp.close()
            raise LineError(
                f"{req.host} wants to go on over a connection that others can read.",
                hint="The program does not follow. Check HF_ENDPOINT if you set it.",
            )
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None:
            # The password of a proxy is for the proxy; it is added again where it belongs.
            following.headers.pop("Proxy-authorization", None)
        return following


def _opener() -> OpenerDirector:
    """Return what opens connections: no cookies, no passwords, nothing but HTTP."""
    opener = OpenerDirector()
    opener.addheaders = []
    for handler in (
        ProxyHandler(),
        UnknownHandler(),
        HTTPHandler(),
        HTTPSHandler(context=ssl.create_default_context()),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener
