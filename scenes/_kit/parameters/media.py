"""`PictureFile` and `VideoFile`: files of a lecture's author, which were checked before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scenes._kit.parameters.base import Parameters, parameter
from scenes._kit.parameters.slide import Seconds

PICTURE_SECONDS = 5.0
"""How long a picture stands, where nothing is said."""


class PictureFile(Parameters):
    """A picture in a file."""

    picture: Path
    seconds: Seconds | None = parameter("SECONDS", "How long it stands at least.", None)
    sha256: str = ""

    @property
    def least_seconds(self) -> float:
        """The seconds for which it stands at least."""
        return self.seconds or PICTURE_SECONDS

    def as_json(self) -> dict[str, Any]:
        """The content of the file stands for it, wherever it lies."""
        return super().as_json() | {"picture": self.picture.name}


class VideoFile(Parameters):
    """A video in a file."""

    video: Path
    sha256: str = ""

    def as_json(self) -> dict[str, Any]:
        """The content of the file stands for it, wherever it lies."""
        return super().as_json() | {"video": self.video.name}
