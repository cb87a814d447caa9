"""Who is let in by the server of the preview, and what is served: only its own page."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.pipeline.preview.served_copy import ServedCopy

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedCopy]:
    """A copy with a link that leads out of the page's folder."""
    copy = ServedCopy(tmp_path_factory.mktemp("copy"))
    secret = copy.folder / "secret.txt"
    secret.write_text("a secret")
    (copy.folder / "pipeline" / "preview" / "page" / "link.txt").symlink_to(secret)
    copy.start()
    yield copy
    copy.stop()


def answer(
    copy: ServedCopy, path: str = "/", method: str = "GET", **headers: str
) -> tuple[int, bytes, http.client.HTTPMessage]:
    """The answer to a request as it stands: no client cleans its path or its headers."""
    connection = http.client.HTTPConnection("127.0.0.1", copy.port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Host": f"127.0.0.1:{copy.port}", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    return response.status, response.read(), response.headers


def test_the_page_is_served_to_its_own_names_with_a_strict_policy(copy: ServedCopy) -> None:
    for host in (f"127.0.0.1:{copy.port}", f"localhost:{copy.port}"):
        status, body, headers = answer(copy, Host=host)
        assert (status, b"<main>" in body) == (200, True)
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
    status, _, headers = answer(copy, "/page/preview.js")
    assert (status, headers["Content-Type"].split(";")[0]) == (200, "text/javascript")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_requests_of_others_are_refused(copy: ServedCopy, headers: dict[str, str]) -> None:
    status, body, answered = answer(copy, **headers)
    assert status in (400, 403)
    assert b"<main>" not in body
    assert "Access-Control-Allow-Origin" not in answered


@pytest.mark.parametrize(
    "path",
    [
        "/page/../server.py",
        "/page/%2e%2e/server.py",
        "/page/..%2fserver.py",
        "/page/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.txt",
        "//secret.txt",
        "//127.0.0.1/secret.txt",
        "/page//etc/passwd",
        "/page/%2fetc%2fpasswd",
        "/page/..\\server.py",
        "/page/index.html%00.js",
        "/page/.",
        "/page/",
        "/page/link.txt",
        "/secret.txt",
        "/render.py",
        "/socket",
        "/page/" + "a" * 5000,
    ],
)
def test_nothing_else_is_served(copy: ServedCopy, path: str) -> None:
    status, body, _ = answer(copy, path)
    assert 400 <= status < 500
    assert not any(each in body for each in (b"import", b"a secret", b"root:"))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_is_changed_by_a_request(copy: ServedCopy, method: str) -> None:
    status, _, headers = answer(copy, method=method)
    assert status in (403, 404, 405)
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://localhost:1"])
def test_a_socket_of_another_site_is_refused(copy: ServedCopy, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused, socket_of(copy, origin):
        pass
    assert refused.value.response.status_code == 403


def socket_of(copy: ServedCopy, origin: str | None) -> ClientConnection:
    """A page's socket."""
    named = None if origin is None else Origin(origin)
    return connect(f"ws://127.0.0.1:{copy.port}/socket", origin=named, max_size=None)


STRANGE = (
    "not json",
    "[]",
    "null",
    "1",
    "[" * 30_000,
    '{"do": "close"}',
    '{"do": "__class__"}',
    '{"do": "show"}',
    '{"do": "show", "frame": "x", "request": 1}',
    '{"do": "show", "frame": 1e999, "request": 1}',
    '{"do": "show", "frame": -5, "request": 1}',
    '{"do": "play", "frame": null, "request": 1}',
    '{"do": "open"}',
    '{"do": "open", "part": 99}',
    '{"do": "open", "part": -1}',
    '{"do": "open", "part": 0, "parameters": 5}',
    '{"do": "open", "part": 0, "parameters": {"nonsense": "1"}}',
    '{"do": "open", "part": 0, "parameters": {"function": {"a": 1}}}',
    '{"do": "open", "part": 0, "parameters": {}, "quality": "huge"}',
    '{"do": "open", "part": 0, "parameters": {}, "language": 5}',
    '{"do": "open", "part": 0, "parameters": {}, "fps": -1}',
    '{"do": "open", "part": 0, "parameters": {}, "at": {"beat": "x", "seconds": "y"}}',
    '{"do": "open", "part": 0, "parameters": {}, "at": {"beat": "x", "seconds": 1e999}}',
    '{"do": "clock", "frame": 10}',
    '{"do": "stop"}',
    '{"do": "still", "request": 3}',
)


@pytest.mark.parametrize("message", STRANGE, ids=lambda text: text[:70])
def test_a_strange_message_breaks_nothing(copy: ServedCopy, message: str) -> None:
    """It is passed over or refused: what is asked next on the same socket is answered as ever."""
    with socket_of(copy, f"http://127.0.0.1:{copy.port}") as socket:
        parts = json.loads(socket.recv(60))["parts"]
        title = next(n for n, part in enumerate(parts) if part["scene"] == "title_card")
        socket.send(message)
        opened = {"do": "open", "part": title, "parameters": {"title": "After"}, "at": None}
        socket.send(json.dumps({**opened, "language": "en", "quality": "draft", "fps": None}))
        while True:  # a picture of the title: its timeline is the only one with this command
            heard = socket.recv(60)
            if isinstance(heard, str) and "title_card" in heard and '"timeline"' in heard:
                break


def test_a_message_that_is_too_long_ends_its_socket_only(copy: ServedCopy) -> None:
    with socket_of(copy, f"http://127.0.0.1:{copy.port}") as socket:
        socket.recv(60)
        with pytest.raises(ConnectionClosed):
            send_for_ever(socket)
    assert answer(copy)[0] == 200


def send_for_ever(socket: ClientConnection) -> None:
    """Sends what is too long, until the other side has enough of it."""
    while True:
        socket.send("x" * 2_000_000)
