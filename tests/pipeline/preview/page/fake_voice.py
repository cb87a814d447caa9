"""What the fake server says of sentences and of recordings."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Said = tuple[str, str]
"""`en/slicing/cut`, and the sentence."""


class FakeVoice:
    """`sound` is what every sentence sounds like (a WAV file), or None; `stops` where its picture
    waits; `refusal` why no recording is kept, or empty. What was asked for is in `spoken`, what was
    sent in `recordings`."""

    def __init__(self) -> None:
        self.sound: bytes | None = None
        self.stops: list[tuple[int, int]] = []
        self.spoken: list[Said] = []
        self.recordings: dict[Said, bytes] = {}
        self.refusal = ""

    @property
    def routes(self) -> list[Route]:
        """Where the page asks."""
        place = "{language}/{scene}/{beat}"
        return [
            Route(f"/voice/{place}", self._speak),
            Route(f"/recordings/{place}", self._record, methods=["GET", "PUT"]),
        ]

    async def _speak(self, request: Request) -> Response:
        self.spoken.append(_said(request))
        if self.sound is None:
            return Response("nobody speaks", 503)
        stops = {"Stops": json.dumps(self.stops)}
        return Response(self.sound, media_type="audio/wav", headers=stops)

    async def _record(self, request: Request) -> Response:
        said = _said(request)
        if request.method == "PUT" and self.refusal:
            return Response(self.refusal, 422)
        if request.method == "PUT":
            self.recordings[said] = await request.body()
        return JSONResponse({"recorded": f"takes/{said[0]}" if said in self.recordings else None})


def _said(request: Request) -> Said:
    return "/".join(request.path_params.values()), request.query_params["text"]
