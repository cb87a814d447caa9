"""What is published: the pages in order, each with its clips in every language, all checked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.lecture.jobs import is_card
from pipeline.lecture.parts import Part, ScenePart
from pipeline.lecture.plan import LectureJob, planned_lecture
from pipeline.publish.motion import less_motion_jobs, main_edition
from pipeline.rendering.plan import Job, clip_job, note_rate, require_voice
from pipeline.request_bases import VideoRequest
from pipeline.requests import BOTH, ClipRequest, LectureRequest, PublishRequest
from scenes._kit.parameters.title import text_in_language
from scenes._kit.parameters.transition import Transition
from scenes._kit.text.languages import DEFAULT_LANGUAGE, LANGUAGES
from scenes._kit.text.narration import Narration

TRANSPARENT = "webm"
"""The format of videos without background: VP9 with transparency."""


@dataclass(frozen=True)
class ClipPage:
    """The page of one scene: the name of its folder, and by language its title and its job."""

    name: str
    titles: dict[str, str]
    clips: dict[str, Job]

    def title(self, language: str) -> str:
        """What stands above it."""
        return self.titles[language]

    def jobs(self, language: str) -> list[Job]:
        """The clips that its video is made of."""
        return [self.clips[language]]


@dataclass(frozen=True)
class LecturePage:
    """The page of a lecture: the name of its folder, the lecture by language, and the names of the
    pages of its parts, by their places among its clips."""

    name: str
    lectures: dict[str, LectureJob]
    parts: dict[int, str]

    def title(self, language: str) -> str:
        """What stands above it."""
        return text_in_language(self.lectures[language].lecture.title, language)

    def subtitle(self, language: str) -> str:
        """What stands below the title."""
        return text_in_language(self.lectures[language].lecture.subtitle or "", language)

    def jobs(self, language: str) -> list[Job]:
        """The clips that its video is made of."""
        return self._jobs[language]

    @cached_property
    def _jobs(self) -> dict[str, list[Job]]:
        return {
            language: lecture.jobs_in(Path(self.name, language, lecture.request.format_chosen))
            for language, lecture in self.lectures.items()
        }

    def alone(self, language: str) -> list[Job]:
        """Its slides, pictures and videos, as clips that begin and end by themselves."""
        return [
            _alone(job, Path(self.name, "alone", str(place)))
            for place, (_, job) in enumerate(self.lectures[language].planned)
            if place not in self.parts and not is_card(job)
        ]


Page = ClipPage | LecturePage


@dataclass(frozen=True)
class Publication:
    """What is published: its pages, and its languages, of which the first is the default."""

    request: PublishRequest
    languages: tuple[str, ...]
    pages: Sequence[Page]

    def jobs(self) -> list[Job]:
        """All clips: those of the pages, those that only the slides have, those of the pages
        without background, those with reduced motion."""
        clear = self._jobs_of(self.clear_pages)
        return [*self.page_jobs(), *self.slide_jobs(), *clear, *self.less_motion_jobs()]

    def less_motion_jobs(self) -> list[Job]:
        """The clips of the pages with reduced motion, of scenes that have moves of the camera; none
        if they are not asked for."""
        return less_motion_jobs(self.page_jobs()) if self.request.motion == BOTH else []

    def slide_jobs(self) -> list[Job]:
        """The clips that only the slides have, in the default language: parts of lectures that have
        no page of their own. None without slides."""
        if self.request.slides is None:
            return []
        lectures = (page for page in self.pages if isinstance(page, LecturePage))
        return [job for page in lectures for job in page.alone(self.languages[0])]

    def page_jobs(self) -> list[Job]:
        """The clips of all pages in all languages."""
        return self._jobs_of(self.pages)

    @cached_property
    def clear_pages(self) -> Sequence[Page]:
        """The pages, with clips that have no background, if these are asked for."""
        if not self.request.transparent:
            return []
        return [_without_background(page, self.request.theme) for page in self.pages]

    def _jobs_of(self, pages: Sequence[Page]) -> list[Job]:
        return [job for language in self.languages for page in pages for job in page.jobs(language)]


def publication(request: PublishRequest) -> Publication:
    """What a request asks for. Raises InputError and ParameterError."""
    names = _Names()
    lectures = {
        source: _lectures(request, source) for source in request.sources if _is_lecture(source)
    }
    own = next((each.lecture.language for found in lectures.values() for each in found), None)
    default = request.language or own or DEFAULT_LANGUAGE
    languages = (default, *(() if request.language else LANGUAGES.keys() - {default}))
    pages: list[Page] = []
    for source in request.sources:
        if _is_lecture(source):
            by_language = {each.planned[0][1].language: each for each in lectures[source]}
            pages += _lecture_pages(by_language, names)
        else:
            pages.append(_scene_page(request, source, languages, names))
    note_rate(pages[0].jobs(default)[0], request)
    for language in languages:
        require_voice(pages[0].jobs(language)[0].request.voice, language)
    return Publication(request, languages, pages)


def _is_lecture(source: str) -> bool:
    return source.endswith(".toml")


def _lectures(request: PublishRequest, source: str) -> list[LectureJob]:
    """The lecture in every language that is asked for."""
    shared = request.model_dump(include={*VideoRequest.model_fields, "voice"})
    shared |= main_edition(request)
    languages = [request.language] if request.language else LANGUAGES
    requests = (LectureRequest(file=Path(source), language=each, **shared) for each in languages)
    return [planned_lecture(each) for each in requests]


def _lecture_pages(lectures: dict[str, LectureJob], names: _Names) -> Iterator[Page]:
    """The page of a lecture, and those of its scenes, as clips that begin and end by themselves."""
    first = next(iter(lectures.values()))
    name, parts, clips = names.free(first.name), dict[int, str](), list[ClipPage]()
    for place, (part, job) in enumerate(first.planned):
        if _has_page(part, job):
            parts[place] = names.free(job.entry.name)
            alone = {code: each.planned[place][1] for code, each in lectures.items()}
            titles = {code: each.names[place] for code, each in lectures.items()}
            clips.append(_clip_page(parts[place], titles, alone))
    yield LecturePage(name, lectures, parts)
    yield from clips


def _has_page(part: Part | None, job: Job) -> bool:
    return isinstance(part, ScenePart) and not is_card(job)


def _scene_page(
    request: PublishRequest, scene: str, languages: Sequence[str], names: _Names
) -> ClipPage:
    shared: dict[str, Any] = {
        **main_edition(request),
        "parameters": request.parameters,
        "voice": request.speaks,
    }
    jobs = {
        each: clip_job(ClipRequest(scene=scene, language=each, **shared), request.time_limit)
        for each in languages
    }
    entry = jobs[languages[0]].entry
    return _clip_page(names.free(entry.name), Narration.load(entry.name).scene_titles(), jobs)


def _clip_page(name: str, titles: dict[str, str], jobs: dict[str, Job]) -> ClipPage:
    alone = {
        code: _alone(job, Path(name, f"{name}.{code}.{job.request.codec.suffix}"))
        for code, job in jobs.items()
    }
    return ClipPage(name, titles, alone)


def _alone(job: Job, target: Path) -> Job:
    """The job of a clip that begins and ends by itself."""
    request = job.request.model_copy(update={"transition": Transition()})
    return replace(job, request=request, target=target)


def _without_background(page: Page, theme: str | None) -> Page:
    """The page with clips that have no background, in a theme if one is asked for."""
    if isinstance(page, ClipPage):
        clips = {
            code: replace(_clear(job, theme), target=job.target.with_suffix(f".{TRANSPARENT}"))
            for code, job in page.clips.items()
        }
        return replace(page, clips=clips)
    lectures = {}
    for code, lecture in page.lectures.items():
        clear = {"transparent": True, "format": TRANSPARENT, "theme": theme}
        request = lecture.request.model_copy(update=clear)
        planned = [(part, _clear(job, theme)) for part, job in lecture.planned]
        lectures[code] = replace(lecture, request=request, planned=planned)
    return replace(page, lectures=lectures)


def _clear(job: Job, theme: str | None) -> Job:
    own = {"transparent": True, "format": TRANSPARENT, "theme": theme or job.request.theme}
    request = job.request.model_copy(update=own)
    return replace(job, request=request)


class _Names:
    """Names of folders, each given once: letters and digits of any language, `-`, `_`."""

    def __init__(self) -> None:
        self._taken = Counter[str]()

    def free(self, wanted: str) -> str:
        """The wanted name, or with a number behind it."""
        name = re.sub(r"[^\w-]+", "-", wanted).strip("-") or "clip"
        self._taken[name.lower()] += 1
        count = self._taken[name.lower()]
        return name if count == 1 else self.free(f"{name}-{count}")
