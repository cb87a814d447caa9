"""The slides of a publication: its titles, and each beat as a video with the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from pipeline.clips.clip import Clip
from pipeline.clips.stretch import stretch
from pipeline.destination import require_output
from pipeline.handout.content import Moment, Section
from pipeline.lecture.jobs import is_card
from pipeline.output import atomic_file, scratch_folder
from pipeline.publish.assembly import Assembly, assembly
from pipeline.publish.content import content_of
from pipeline.publish.deck import Deck, TitleSlide, VideoSlide
from pipeline.publish.media import MAIN
from pipeline.publish.pages.addresses import page_address
from pipeline.publish.pages.words import words
from pipeline.publish.plan import ClipPage, LecturePage, Page, Publication
from pipeline.store.store import Segment
from pipeline.video.captions import cues
from pipeline.video.companions import BeatRecord
from pipeline.video.join import MuxMetadata, join
from pipeline.video.tracks import Sound, Track
from scenes._kit.parameters.errors import ParameterError

SUFFIX = "pptx"


def require_slides(path: Path) -> None:
    """Raises ParameterError where the slides cannot be written."""
    try:
        require_output(path, [SUFFIX])
    except ParameterError as error:
        parameter = error.parameter.replace("output", "slides")
        template = error.template.replace("{output}", "{slides}")
        raise ParameterError(parameter, template, error.values) from None


def write_slides(
    publication: Publication,
    pages: Sequence[tuple[Page, Sequence[Clip]]],
    others: Sequence[Clip],
    target: Path,
) -> None:
    """Writes the slides of pages, whose clips are in the default language.

    A lecture's parts have their slides in the lecture's: they begin and end as on their own pages,
    or are the `others` in order. Raises SegmentRemovedError.
    """
    language = publication.languages[0]
    lectures = [page for page, _ in pages if isinstance(page, LecturePage)]
    within = {name for page in lectures for name in page.parts.values()}
    whole = {page.name: clips for page, clips in pages}
    own = [(page, clips) for page, clips in pages if page.name not in within]
    (first, clips), *_ = own
    aspect, palette = clips[0].job.quality.aspect, clips[0].job.request.palette
    link = words(language)["on_the_page"]
    deck = Deck(first.title(language), language, aspect, palette, link)
    left = iter(others)
    with scratch_folder() as scratch, atomic_file(target) as file:
        for page, clips in own:
            parts, alone = assembly(page, language, clips), _alone(page, clips, whole, left)
            address = page_address(publication, page, language)
            for slide in _slides(page, parts, alone, address, Path(scratch)):
                deck.add(slide)
        deck.save(file, Path(scratch) / target.name)


def _alone(
    page: Page, clips: Sequence[Clip], whole: dict[str, Sequence[Clip]], others: Iterator[Clip]
) -> list[Clip]:
    """The clips of a page, each ending with its last picture, not by turning to the next."""
    if isinstance(page, ClipPage):
        return [*clips]
    found: list[Clip] = []
    for place, clip in enumerate(clips):
        if place in page.parts:
            found += whole[page.parts[place]]
        else:
            found.append(clip if is_card(clip.job) else next(others))
    return found


def _slides(
    page: Page, parts: Assembly, clips: Sequence[Clip], address: str | None, scratch: Path
) -> Iterator[TitleSlide | VideoSlide]:
    shots = _shots(parts.record.beats, clips)
    for number, section in enumerate(content_of(page, parts, address).sections):
        yield from _titles(page, section, parts.record.language, number == 0, address)
        for moment in section.moments:
            beat, clip, segment = next(shots)
            if not moment.is_card:
                video = scratch / f"{moment.anchor}.{MAIN.suffix}"
                _write_video(parts, beat, segment, video)
                link = address and f"{address}#{quote(moment.anchor)}"
                yield _video_slide(moment, clip, segment, video, link)


def _titles(
    page: Page, section: Section, language: str, is_first: bool, address: str | None
) -> Iterator[TitleSlide]:
    """The title of a lecture; that of a scene, or of another part that has a title card."""
    if is_first and isinstance(page, LecturePage):
        yield TitleSlide(page.title(language), page.subtitle(language), address)
    elif isinstance(page, ClipPage) or section.page or section.moments[0].is_card:
        link = address and f"{address}#{quote(section.anchor)}"
        yield TitleSlide(section.title, section.typed or "", link)


def _shots(
    beats: Iterable[BeatRecord], clips: Iterable[Clip]
) -> Iterator[tuple[BeatRecord, Clip, Segment]]:
    """The beats of a video, each with its clip and its segment."""
    own = ((clip, segment) for clip in clips for segment in _segments(clip))
    for beat, (clip, segment) in zip(beats, own, strict=True):
        yield beat, clip, segment


def _segments(clip: Clip) -> Sequence[Segment]:
    """The segments of a clip's beats, without passages; on slides only the speaker speaks."""
    request = clip.job.request.model_copy(update={"voice": None})
    job = replace(clip.job, request=request, passages=(False, False))
    return stretch(Clip(job, clip.keys)).segments


def _video_slide(
    moment: Moment, clip: Clip, segment: Segment, video: Path, address: str | None
) -> VideoSlide:
    quality = clip.job.quality
    numbers = [f"{name} {number}" for name, number in moment.numbers]
    return VideoSlide(
        title=moment.title,
        video=video,
        poster=segment.still,
        aspect=quality.aspect,
        milliseconds=round(segment.frames / quality.fps * 1000),
        seen=moment.seen or moment.title,
        notes=[moment.said, *numbers],
        address=address,
    )


def _write_video(parts: Assembly, beat: BeatRecord, segment: Segment, target: Path) -> None:
    """Joins a beat's video, with its captions and its sounds."""
    record = parts.record
    stretch = record.width / record.height
    captions = {
        language: cues(sentence, language, 0, segment.frames, stretch)
        for language, sentence in beat.narration.items()
        if not parts.made.request.edition.open_captions
    }
    sounds = [
        Sound(each.path, 0, min(each.end - each.start, segment.frames))
        for each in parts.sounds
        if beat.start <= each.start < beat.end
    ]
    join(
        [(segment.video, segment.frames)],
        record.fps,
        MAIN,
        MuxMetadata([], captions, "", [Track(sounds)] if sounds else []),
        target,
    )
