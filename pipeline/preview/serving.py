"""Serves the preview to this machine: the request checked, a socket, the address, the browser."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from pathlib import Path

import uvicorn

from pipeline.catalog import find
from pipeline.errors import InputError
from pipeline.messages import name_of
from pipeline.output import scratch_folder, temporary_folder
from pipeline.preview.forked import ForkedProcesses
from pipeline.preview.server import LARGEST, Preview, application
from pipeline.preview.spawned import SpawnedProcesses
from pipeline.rendering.plan import clip_job, require_voice
from pipeline.request_bases import PictureRequest
from pipeline.requests import ClipRequest, PreviewRequest
from pipeline.streams import print_result
from pipeline.voice.choices import folder_of, or_silence
from pipeline.voice.serving import voice_of
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.languages import DEFAULT_LANGUAGE

FORKS = sys.platform == "linux"
"""Whether scenes are played by forks: Windows has none, and on macOS the libraries for text and
pictures may not be used in them."""
LONGEST_PLACE = 60
"""Bytes: a Unix socket's address has 108 at most (unix(7)), and ours stand two folders down."""


def serve(request: PreviewRequest) -> None:
    """Serves the preview until it is interrupted; prints the page's address."""
    _check(request)
    _check_voice(voice_of(request), request.language or DEFAULT_LANGUAGE)
    with _listening(request.port) as listening, scratch_folder(_place_of_sockets()) as folder:
        port = listening.getsockname()[1]
        processes = SpawnedProcesses if request.spawn or not FORKS else ForkedProcesses
        app = application(Preview(request, processes(Path(folder))), port)
        settings = uvicorn.Config(
            app, log_level="error", ws="websockets-sansio", ws_max_size=LARGEST, server_header=False
        )
        address = f"http://127.0.0.1:{port}/"
        print_result(address)
        if request.open:
            webbrowser.open(address)
        uvicorn.Server(settings).run([listening])


def _check(request: PreviewRequest) -> None:
    """Refuses at once what no page could show."""
    if request.lecture is not None:
        if request.parameters:
            first = next(iter(request.parameters))
            raise ParameterError("", f"{{{first}}} goes with a scene; a lecture file has its own")
        if not request.lecture.is_file():
            raise InputError(f"{name_of(request.lecture)}: is no file; give a lecture file")
    elif request.source:
        find(request.source)
        asked = request.model_dump(include={*PictureRequest.model_fields, "parameters"})
        clip_job(ClipRequest(scene=request.source, **asked))
    elif request.parameters:
        first = next(iter(request.parameters))
        raise ParameterError("", f"{{{first}}} goes with a SCENE; name the one to preview")


def _check_voice(voice: str | None, language: str) -> None:
    """Refuses a voice that cannot speak; what is missing of recordings may be recorded."""
    if voice is not None and folder_of(voice) is not None:
        voice = or_silence(voice)
    require_voice(voice, language)


def _place_of_sockets() -> Path | None:
    """The system's folder, where the one for temporary files is too deep for a socket's address."""
    return Path("/tmp") if len(os.fsencode(temporary_folder())) > LONGEST_PLACE else None


def _listening(port: int | None) -> socket.socket:
    """A socket on this machine alone, at the port, or at a free one."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port or 0))
    except OSError as error:
        listening.close()
        raise ParameterError(
            "port", f"{port} is taken ({error.strerror}); choose another"
        ) from None
    listening.listen()  # whoever reads the address may connect at once
    return listening
