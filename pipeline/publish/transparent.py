"""Videos without a background, beside those of the pages: for other pages, of any colour."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.clips.clip import Clip
from pipeline.publish.assembly import assembly
from pipeline.publish.media import CLEAR
from pipeline.publish.plan import TRANSPARENT, Page
from pipeline.video.codecs import CODECS
from pipeline.video.join import MuxMetadata, join


def write_transparent(page: Page, language: str, clips: Sequence[Clip], root: Path) -> None:
    """Writes the video of a page without background beside the page's own, and its poster. Raises
    SegmentRemovedError."""
    parts = assembly(page, language, clips)
    record, made = parts.record, parts.made
    captions = {} if made.request.edition.open_captions else record.all_captions()
    metadata = MuxMetadata(record.chapters, captions, made.as_comment(), parts.tracks)
    pieces = [(each.video, each.frames) for each in parts.segments]
    folder = root / page.name
    folder.mkdir(exist_ok=True)
    video = folder / f"{page.name}.{language}.{CLEAR}"
    join(pieces, record.fps, CODECS[TRANSPARENT], metadata, video)
    shutil.copyfile(clips[0].segments()[-1].still, video.with_suffix(".png"))
