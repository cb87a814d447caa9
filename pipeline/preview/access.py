"""Who may ask: this machine's own page alone. Every answer says what the page may do."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class LocalAccess:
    """Lets in requests to our own names from our own page; 403 for all others.

    Another site's page that has its name resolve to this machine (DNS rebinding) sends its own
    name as Host; one that sends requests here is named in Origin. A websocket must name us, and so
    must a request that may change something.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif self._lets_in(scope):
            await self._app(scope, receive, _with_headers(send))
        else:
            refusal = PlainTextResponse("This is somebody's preview.", 403, HEADERS)
            await refusal(scope, receive, send)

    def _lets_in(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        ours = {f"http://{host}" for host in self._hosts}
        own = len(hosts) == 1 and hosts[0] in self._hosts and ours.issuperset(origins)
        changes = scope["type"] == "http" and scope["method"] not in ("GET", "HEAD")
        if scope["type"] == "websocket" or changes:
            own = own and len(origins) == 1
        fetched = headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        return own and (fetched or scope["type"] == "websocket")


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sending
