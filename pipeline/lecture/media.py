"""The author's own files: checked before anything is rendered, and named by their content."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

from pipeline.destination import is_file
from pipeline.errors import InputError
from pipeline.messages import shortened

PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
VIDEOS = {".mp4": "mp4", ".m4v": "mp4", ".mov": "mov", ".webm": "matroska", ".mkv": "matroska"}
MAX_PICTURE, MAX_VIDEO = 50_000_000, 1_000_000_000
"""The most bytes of a file."""
MAX_SIDE = 8192
"""The most pixels of a side."""
MAX_SECONDS = 600
_SHORT = 0.5
"""Seconds by which a video may end sooner than it says."""


def checked_picture(folder: Path, name: str) -> tuple[Path, str]:
    """The path of a picture and its SHA-256. Raises InputError in one line."""
    path = _file(folder, name, PICTURES, MAX_PICTURE)
    import PIL.Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
        try:
            with PIL.Image.open(path, formats=[PICTURES[path.suffix.lower()]]) as picture:
                _require_size(name, picture.size)
                picture.load()
        except InputError:
            raise
        except (OSError, ValueError, SyntaxError, Warning, PIL.Image.DecompressionBombError):
            kind = PICTURES[path.suffix.lower()]
            raise InputError(f"{shortened(name)} is not a whole {kind} file") from None
    return path, _sha256(path)


def checked_video(folder: Path, name: str) -> tuple[Path, str]:
    """The path of a video and its SHA-256. Raises InputError in one line."""
    path = _file(folder, name, VIDEOS, MAX_VIDEO)
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(path), format=VIDEOS[path.suffix.lower()]) as container:
            if not container.streams.video:
                raise InputError(f"{shortened(name)} contains no video")
            stream = container.streams.video[0]
            _require_size(name, (stream.width, stream.height))
            seconds = (container.duration or 0) / av.time_base
            if not 0 < seconds <= MAX_SECONDS:
                message = f"takes {seconds:.0f} s; a video takes at most {MAX_SECONDS} s"
                raise InputError(f"{shortened(name)} {message}")
            next(container.decode(stream))
            ends = [p.pts * p.time_base for p in container.demux() if p.pts is not None]
            if not ends or max(ends) < seconds - max(_SHORT, 0.1 * seconds):
                raise InputError(f"{shortened(name)} is cut off")
    except InputError:
        raise
    except (FFmpegError, StopIteration, OSError, ValueError):
        raise InputError(f"{shortened(name)} is not a video, or is cut off") from None
    return path, _sha256(path)


def _file(folder: Path, name: str, kinds: dict[str, str], most: int) -> Path:
    """The path of a regular file, of a kind, that is not too large."""
    path = (folder / name).absolute()
    if path.suffix.lower() not in kinds:
        raise InputError(f"{shortened(name)}: takes a file that ends in {', '.join(kinds)}")
    if not is_file(path):
        why = "is not a file" if path.exists() else "does not exist"
        message = "names are from the lecture file's folder on"
        raise InputError(f"{shortened(name)} {why}; {message}")
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        raise InputError(f"{shortened(name)}: {error.strerror}") from None
    if size > most:
        raise InputError(f"{shortened(name)} is larger than {most // 10**6} MB")
    return path


def _require_size(name: str, size: tuple[int, int]) -> None:
    if not 1 < min(size) <= max(size) <= MAX_SIDE:
        width, height = size
        message = f"has {width}x{height} pixels; a side has 2 to {MAX_SIDE}"
        raise InputError(f"{shortened(name)} {message}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
