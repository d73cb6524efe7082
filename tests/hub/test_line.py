"""Where requests go: redirects, proxies and certificates."""

import base64
import http.server
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.errors import HubError
from tests.hub.hub import CERTIFICATE, Fault, Hub, serving
from tests.hub.tools import FILES, bring, fetch_one, is_right


def test_a_redirect_to_another_host_is_followed(hub: Hub, tmp_path: Path) -> None:
    with serving(Hub(dict(FILES))) as store:
        hub.store = store.address
        store.faults = [Fault("/model.bin", cut_after=600_000)]
        bring(tmp_path)
        assert is_right(tmp_path)
        assert [each.range for each in store.asked_for("model.bin")] == ["", "bytes=600000-"]
        assert len(hub.asked_for("model.bin")) == 2  # each try asks the hub: addresses expire


def test_a_redirect_in_circles_is_told(hub: Hub, tmp_path: Path) -> None:
    hub.store = f"{hub.address}/{{}}/resolve/main/model.bin?"
    hub.always = Fault("/model.bin", 302, (("Location", f"{hub.address}/a/model.bin"),))
    with pytest.raises(HubError, match="in circles"):
        bring(tmp_path)
    assert len(hub.asked_for("model.bin")) <= 7


def test_a_redirect_to_a_local_file_is_not_followed(hub: Hub, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    folder = tmp_path / "models"
    folder.mkdir()
    for scheme in ("file", "ftp"):
        hub.always = Fault("/model.bin", 302, (("Location", f"{scheme}://127.0.0.1{secret}"),))
        with pytest.raises(HubError):
            bring(folder)
        assert is_right(folder)


def test_a_redirect_to_an_open_connection_is_not_followed(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(Hub(dict(FILES), store=hub.address), safely=True) as safe:
        monkeypatch.setenv("HF_ENDPOINT", safe.address)
        with pytest.raises(HubError, match="others can read"):
            bring(tmp_path)
    assert hub.asked == []


def test_a_certificate_the_system_trusts_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(Hub(dict(FILES)), safely=True) as safe:
        monkeypatch.setenv("HF_ENDPOINT", safe.address)
        bring(tmp_path)
    assert is_right(tmp_path)


def test_a_certificate_nobody_trusts_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Hub(dict(FILES)), safely=True) as safe:
        monkeypatch.setenv("HF_ENDPOINT", safe.address)
        with pytest.raises(HubError, match=r"does not trust the certificate of 127\.0\.0\.1") as e:
            bring(tmp_path)
    assert "company's proxy" in e.value.hint
    assert "self-signed" in str(e.value)
    assert safe.asked == []


def test_a_server_that_speaks_no_tls_is_told(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hub.address.replace("http:", "https:"))
    with pytest.raises(HubError, match="No safe connection"):
        bring(tmp_path)


# Proxies ----------------------------------------------------------------------------


@contextmanager
def proxy(answer: bytes) -> Iterator[tuple[str, list[str]]]:
    """Give the address of a proxy that answers everything alike, and what it was asked."""
    heard: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            while (line := self.rfile.readline().decode("latin-1").strip()) != "":
                heard.append(line)
            self.wfile.write(answer)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


NEEDS_PASSWORD = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_a_password_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    with proxy(NEEDS_PASSWORD) as (address, heard):
        monkeypatch.setenv(f"{scheme}_proxy", f"http://{address}")
        monkeypatch.setenv("HF_ENDPOINT", f"{scheme}://hub.invalid")
        with pytest.raises(HubError, match="asks for a name and a password") as caught:
            bring(tmp_path)
    assert "https_proxy" in caught.value.hint
    assert "hub.invalid" in heard[0]


def test_the_name_and_password_of_a_proxy_are_given_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy(NEEDS_PASSWORD) as (address, heard):
        monkeypatch.setenv("https_proxy", f"http://me:secret@{address}")
        monkeypatch.setenv("HF_ENDPOINT", "https://hub.invalid")
        with pytest.raises(HubError) as caught:
            bring(tmp_path)
    token = base64.b64encode(b"me:secret").decode()
    assert any(token in line for line in heard)
    assert "secret" not in f"{caught.value} {caught.value.hint}"


def test_the_password_of_a_proxy_is_not_taken_along_to_another_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Hub(dict(FILES))) as store:
        moved = f"HTTP/1.1 302 Found\r\nLocation: {store.address}/store/model.bin\r\n\r\n"
        with proxy(moved.encode()) as (address, heard):
            monkeypatch.setenv("http_proxy", f"http://me:secret@{address}")
            monkeypatch.setenv("no_proxy", "127.0.0.1")
            fetch_one("http://hub.invalid/model.bin", tmp_path)
        assert any("Proxy-Authorization" in line or "Proxy-authorization" in line for line in heard)
        assert all("proxy-authorization" not in each.headers for each in store.asked)


def test_a_proxy_that_is_not_there_is_named_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy(b"") as (address, _):
        pass  # it has gone
    monkeypatch.setenv("https_proxy", f"http://me:secret@{address}")
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.invalid")
    with pytest.raises(HubError, match=f"The proxy {address} takes no connection"):
        bring(tmp_path)


def test_a_proxy_that_forbids_the_host_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy(b"HTTP/1.1 403 Forbidden\r\n\r\n") as (address, _):
        monkeypatch.setenv("https_proxy", f"http://{address}")
        monkeypatch.setenv("HF_ENDPOINT", "https://hub.invalid")
        with pytest.raises(
            HubError, match=r"lets no connection to hub\.invalid through \(error 403"
        ):
            bring(tmp_path)


def test_the_certificates_are_those_of_the_system() -> None:
    assert ssl.create_default_context().verify_mode == ssl.CERT_REQUIRED
