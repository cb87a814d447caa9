"""The ways to write a video; a new one is one entry in the table."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Codec:
    """One way to write a video; `alpha` is the pixel format that keeps transparency, if any."""

    suffix: str
    encoder: str
    pixels: str = "yuv420p"
    alpha: str | None = None
    alpha_encoder: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    container: dict[str, str] = field(default_factory=dict)


CODECS = {
    "mp4": Codec(
        "mp4",
        "libx264",
        options={"preset": "veryfast", "crf": "18"},
        container={"movflags": "+faststart"},
    ),
    "mov": Codec(
        "mov",
        "libx264",
        alpha="yuva444p10le",
        alpha_encoder="prores_ks",
        options={"preset": "veryfast", "crf": "18"},
        container={"movflags": "+faststart"},
    ),
    "webm": Codec(
        "webm",
        "libvpx-vp9",
        alpha="yuva420p",
        options={"crf": "24", "b": "0", "deadline": "realtime", "cpu-used": "6", "row-mt": "1"},
    ),
    "gif": Codec("gif", "gif", pixels="pal8"),
}
