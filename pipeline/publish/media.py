"""The media of a page in a language: videos, captions, chapters, manifest, posters, thumbnails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image

from pipeline.clips.clip import REMOVED, SegmentRemovedError
from pipeline.publish.assembly import Assembly
from pipeline.publish.plan import TRANSPARENT
from pipeline.publish.reencode import WEB, reencoded
from pipeline.publish.thumbnails import Thumbnails, write_thumbnails
from pipeline.store.store import Segment
from pipeline.video.codecs import CODECS
from pipeline.video.companions import Record, write_companions
from pipeline.video.join import MuxMetadata, join

MAIN = CODECS["mp4"]
CLEAR, CLEAR_POSTER = f"transparent.{TRANSPARENT}", "transparent.png"
"""How the names of a video without background and of its poster end."""
LESS_MOTION = "less-motion"
"""In the names of videos with reduced motion."""
REDUCED = "(prefers-reduced-motion: reduce)"
"""Media query of viewers who ask for less motion (Media Queries Level 5, 12.1)."""
_JPEG: dict[str, Any] = {"quality": 88, "optimize": True}
_AVIF: dict[str, Any] = {"quality": 70, "speed": 6, "max_threads": 1}
"""One thread: the same bytes on every machine."""


@dataclass(frozen=True)
class Media:
    """The files of a video, all in one folder, named `stem` with several endings."""

    folder: Path
    stem: str
    record: Record
    thumbnails: Thumbnails
    shown_captions: str | None
    """The language of the caption track that is switched on; None: they stand in the picture."""
    has_less_motion: bool
    """Whether there is a second video, with reduced motion."""

    @property
    def sources(self) -> list[tuple[str, str]]:
        """How the names of the videos end that a player chooses from, each with the media query of
        the viewers whom it is for; "": all others."""
        kinds = [(f"{LESS_MOTION}.", REDUCED), ("", "")][not self.has_less_motion :]
        return [(f"{kind}{each.suffix}", asked) for kind, asked in kinds for each in (MAIN, WEB)]

    def name(self, ending: str) -> str:
        """The name of one of the files."""
        return f"{self.stem}.{ending}"

    def size(self, ending: str) -> int:
        """The bytes of one of the files."""
        return (self.folder / self.name(ending)).stat().st_size


def file_type(ending: str) -> str:
    """The media type of a video whose name has an ending."""
    return f"video/{ending.rpartition('.')[2]}"


def write_media(assembly: Assembly, calmer: Assembly | None, folder: Path, name: str) -> Media:
    """Writes the media of a page into a folder, with the video with reduced motion, if there is
    one. Raises SegmentRemovedError."""
    language = assembly.record.language
    stem = f"{name}.{language}"
    video = folder / f"{stem}.{MAIN.suffix}"
    record = replace(assembly.record, file=str(video))
    _join(assembly, folder / stem)
    if calmer is not None:
        _join(calmer, folder / f"{stem}.{LESS_MOTION}")
    with Image.open(_poster(assembly)) as poster:
        poster.load()
    record = write_companions(record, poster, video, assembly.made)
    poster.convert("RGB").save(folder / f"{stem}.jpg", **_JPEG)
    poster.convert("RGB").save(folder / f"{stem}.avif", **_AVIF)
    thumbnails = write_thumbnails(video, record, folder / f"{stem}.thumbnails.jpg")
    shown = None if assembly.made.request.edition.open_captions else language
    return Media(folder, stem, record, thumbnails, shown, calmer is not None)


def _join(assembly: Assembly, stem: Path) -> None:
    """Joins a video in both codecs."""
    record, made = assembly.record, assembly.made
    captions = {} if made.request.edition.open_captions else record.all_captions()
    metadata = MuxMetadata(record.chapters, captions, made.as_comment(), assembly.tracks)
    parts = [(each.video, each.frames) for each in assembly.segments]
    join(parts, record.fps, MAIN, metadata, stem.with_name(f"{stem.name}.{MAIN.suffix}"))
    web = [(_web(assembly, each).video, each.frames) for each in assembly.segments]
    join(web, record.fps, WEB, metadata, stem.with_name(f"{stem.name}.{WEB.suffix}"))


def _poster(assembly: Assembly) -> Path:
    """The last picture of a clip; of a lecture that of its title."""
    return assembly.clips[0].segments()[-1].still


def _web(assembly: Assembly, segment: Segment) -> Segment:
    found = reencoded(assembly.store, segment)
    if found is None:
        raise SegmentRemovedError(assembly.record.scene, "", REMOVED)
    return found
