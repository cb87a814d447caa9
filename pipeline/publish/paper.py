"""The hand-out of a page's video, its stills from the store."""

from __future__ import annotations

from pathlib import Path

from pipeline.handout.content import Document, document
from pipeline.publish.assembly import Assembly
from pipeline.publish.plan import LecturePage, Page
from pipeline.rendering.plan import Job


def document_of(page: Page, language: str, parts: Assembly) -> Document:
    """The hand-out of a page's video. Raises SegmentRemovedError."""
    is_lecture = isinstance(page, LecturePage)
    names = page.lectures[language].names if is_lecture else [page.title(language)]
    titles = page.title(language), page.subtitle(language) if is_lecture else ""
    jobs = [clip.job for clip in parts.clips]
    stills = {
        clip.job.target: [segment.still for segment in clip.segments()] for clip in parts.clips
    }

    def picture(job: Job, beat: int) -> Path:
        return stills[job.target][beat]

    records = [clip.record() for clip in parts.clips]
    return document(titles, [*zip(names, jobs, strict=True)], records, picture)
