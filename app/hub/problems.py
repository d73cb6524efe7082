"""Says in words what went wrong on the line, and whether trying again may help."""

import re
import ssl
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from socket import gaierror
from time import time
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from app.core.errors import HubError

OTHER_WAY: Final = "Or get the model in another way, on a USB stick say, and import its folder."
KEPT: Final = "Try again later; what has arrived is kept."
CHECK_NETWORK: Final = f"Check the network, then try again; what has arrived is kept. {OTHER_WAY}"

_PASSING: Final = (408, 429, 500, 502, 503, 504)


class LineError(HubError):
    """What went wrong on the line.

    Attributes:
        passing: Whether another try may help.
        unreachable: Whether there was no answer at all.
        status: The HTTP status; 0 when there was none.
        wait_s: How long the hub asks to wait; None when it does not say.
    """

    def __init__(
        self, text: str, *, hint: str = "", passing: bool = False, unreachable: bool = False
    ) -> None:
        super().__init__(text, hint=hint)
        self.passing = passing
        self.unreachable = unreachable
        self.status = 0
        self.wait_s: float | None = None


def cut(host: str) -> LineError:
    """Return the error for a connection that ended too soon."""
    return LineError(f"The connection to {host} was cut.", hint=KEPT, passing=True)


def silent(host: str) -> LineError:
    """Return the error for a line on which nothing comes."""
    return LineError(f"{host} has stopped answering.", hint=CHECK_NETWORK, passing=True)


def in_words(error: OSError | HTTPException | ValueError, address: str) -> LineError:
    """Translate what the standard library raises for an address."""
    host = urlsplit(address).netloc
    if isinstance(error, HTTPError):
        return refusal(error.code, error.headers.get("Retry-After", ""), address)
    if isinstance(error, URLError) and isinstance(error.reason, OSError):
        error = error.reason
    match error:
        case ssl.SSLCertVerificationError():
            return _distrusted(host, error)
        case ssl.SSLError():
            return LineError(f"No safe connection to {host} came about.", hint=CHECK_NETWORK)
        case gaierror():
            return _unreachable(f"The name {host} was not found.")
        case TimeoutError():
            return silent(host)
        case ConnectionRefusedError():
            return _refused_by(address)
        case ConnectionError() | HTTPException() | ValueError():
            return cut(host)
        case _:
            return _other(error, address)


def refusal(status: int, retry_after: str, address: str) -> LineError:
    """Say what an answer that is no success means."""
    parts = urlsplit(address)
    error = _refusal(status, parts.netloc, parts.path.rpartition("/")[2])
    error.status = status
    if status in _PASSING:
        error.passing = True
        error.wait_s = _asked_wait_s(retry_after)
    if error.wait_s:
        error.hint = f"It asks to wait {_span(error.wait_s)}. {error.hint}"
    return error


def _refusal(status: int, host: str, name: str) -> LineError:
    if 300 <= status < 400:
        return LineError(
            f"{host} sends the request round in circles.",
            hint=f"Check HF_ENDPOINT if you set it. {OTHER_WAY}",
        )
    match status:
        case 401 | 403:
            text = f"{host} does not let the program have {name} (error {status})."
            hint = f"A company's network may forbid it: ask who looks after it. {OTHER_WAY}"
        case 404 | 410:
            text = f"{host} does not have {name} (error {status})."
            hint = f"Check HF_ENDPOINT if you set it. {OTHER_WAY}"
        case 407:
            return _proxy_wants_password()
        case 429:
            text, hint = f"{host} has had too many requests from here (error 429).", KEPT
        case _:
            text, hint = f"{host} cannot answer just now (error {status}).", KEPT
    return LineError(text, hint=hint)


def _asked_wait_s(retry_after: str) -> float | None:
    """Read a Retry-After header: seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110"""
    if re.fullmatch(r"\d{1,9}", retry_after.strip()):
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time())
    except (ValueError, TypeError, OverflowError):
        return None


def _span(seconds: float) -> str:
    return f"{round(seconds / 60)} minutes" if seconds >= 90 else f"{max(1, round(seconds))} s"


def _distrusted(host: str, error: ssl.SSLCertVerificationError) -> LineError:
    return LineError(
        f"This computer does not trust the certificate of {host} ({error.verify_message}).",
        hint="A company's proxy or a virus scanner may look into connections: its root "
        "certificate has to be among those of the system, or in a file that SSL_CERT_FILE names. "
        f"A wrong date on this computer does the same. {OTHER_WAY}",
    )


def _unreachable(text: str) -> LineError:
    return LineError(text, hint=CHECK_NETWORK, passing=True, unreachable=True)


def _refused_by(address: str) -> LineError:
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme, "")
    if proxy and not proxy_bypass(parts.hostname or ""):
        error = _unreachable(f"The proxy {_without_password(proxy)} takes no connection.")
        error.hint = f"The system's settings, or a variable such as https_proxy, name it. {KEPT}"
        return error
    return _unreachable(f"No connection to {parts.netloc}.")


def _without_password(proxy: str) -> str:
    return proxy.rpartition("@")[2].rpartition("//")[2].rstrip("/")


def _other(error: OSError, address: str) -> LineError:
    # A proxy's answer to CONNECT comes as text alone: http.client, HTTPConnection._tunnel.
    if tunnel := re.match(r"Tunnel connection failed: (\d{3})", str(error)):
        status = int(tunnel[1])
        if status == 407:
            return _proxy_wants_password()
        return LineError(
            f"The proxy lets no connection to {urlsplit(address).netloc} through (error {status}).",
            hint=f"Ask who looks after the network. {OTHER_WAY}",
            passing=status in _PASSING,
        )
    return _unreachable(f"No connection to {urlsplit(address).netloc}.")


def _proxy_wants_password() -> LineError:
    return LineError(
        "The proxy of this network asks for a name and a password (error 407).",
        hint="Put them into the variable https_proxy, as http://name:password@host:port, and "
        f"start the program again. {OTHER_WAY}",
    )
