"""The ways to write a video; a new one is one entry in the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

KEY_FRAME_SECONDS = 2
"""The longest time between two key frames: a player that seeks decodes no more than that.

With those at beats they make a quarter of a file where little moves: 80 s at 1280x720 are 3.2 MB,
2.3 MB without them.
"""


@dataclass(frozen=True)
class Codec:
    """One way to write a video; `alpha` is the pixel format that keeps transparency, if any, and
    `max_fps` the rate above which players do not show what is written.
    """

    suffix: str
    encoder: str
    pixels: str = "yuv420p"
    alpha: str | None = None
    alpha_encoder: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    container: dict[str, str] = field(default_factory=dict)
    max_fps: int | None = None

    def playable(self, fps: Fraction) -> Fraction:
        """The rate at which players show every frame: the one asked for, or the highest."""
        return fps if self.max_fps is None else min(fps, Fraction(self.max_fps))


def key_frame_distance(fps: Fraction) -> int:
    """The most frames from one key frame to the next."""
    return max(1, floor(KEY_FRAME_SECONDS * fps))


_X264 = {
    "preset": "superfast",
    "crf": "18",
    "threads": "2",
    "x264-params": "mbtree=1:rc-lookahead=10:bframes=0:weightp=0:scenecut=0",
}
"""Against the preset veryfast, at 1080p60: 55 % of the work for the same PSNR where all is moving
(a turning surface: 47.6 dB against 47.3), about 70 % in lectures, in files 1.5 to 2 times as large
(a lecture's scene of 80 s: 5 MB). The tree of macroblocks is what static pictures gain most from.
"""
_VP9 = {"crf": "24", "b": "0", "deadline": "realtime", "cpu-used": "6", "threads": "2"}
"""The number of threads sways what an encoder writes, so it is no machine's number of cores. One
thread costs as much work as two at 1280x720 and takes 1.5 times as long.
"""

CODECS = {
    "mp4": Codec(
        "mp4",
        "libx264",
        options=_X264,
        container={"movflags": "+faststart"},
    ),
    "mov": Codec(
        "mov",
        "libx264",
        alpha="yuva444p10le",
        alpha_encoder="prores_ks",
        options=_X264,
        container={"movflags": "+faststart"},
    ),
    "webm": Codec(
        "webm",
        "libvpx-vp9",
        alpha="yuva420p",
        options=_VP9,
        container={"fflags": "+bitexact"},  # else each file gets identifiers by chance
    ),
    "gif": Codec(
        "gif",
        "gif",
        pixels="pal8",
        max_fps=50,  # delays are whole hundredths, and browsers stretch one of 1/100 s to 1/10 s
    ),
}
