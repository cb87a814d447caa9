"""The shape of the frame, from a request to the file, and back from its recipe."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from pipeline.cli.explanation import explanation
from pipeline.cli.spelling import command
from pipeline.handout.plan import handout_job
from pipeline.lecture.plan import lecture_job
from pipeline.rendering.plan import Job, check_jobs, clip_job, clip_path, still_job
from pipeline.rendering.quality import ASPECTS, QUALITIES
from pipeline.requests import (
    CheckRequest,
    ClipRequest,
    HandoutRequest,
    LectureRequest,
    StillRequest,
)
from pipeline.video.recipe import read, recipe
from scenes._kit.parameters.errors import ParameterError
from tests.pipeline.clips.drawing import rendered
from tests.ran import Ran

TALK = """
title = "Shapes"
{aspect}
[[scenes]]
scene = "slicing"
"""
OTHERS = [aspect for aspect in ASPECTS if aspect != "16:9"]


def card(**options: Any) -> ClipRequest:
    given = {"title": "A title of several words"}
    return ClipRequest(scene="title_card", parameters=given, quality="draft", fps=2, **options)


def size_of(video: Path) -> tuple[int, int]:
    with av.open(str(video)) as container:
        frame = next(container.decode(video=0))
        return frame.width, frame.height


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("format", ["mp4", "gif"])
def test_video_poster_manifest_and_recipe_have_the_shape(
    aspect: str, format: str, tmp_path: Path
) -> None:
    request = card(aspect=aspect, format=format)
    target = tmp_path / f"a.{format}"
    record = rendered(replace(clip_job(request), target=target))
    shaped = QUALITIES["draft"].shaped(aspect)
    size = (shaped.width, shaped.height)
    assert size_of(target) == size == (record.width, record.height)
    ending = ".png" if format == "mp4" else ".gif.png"
    assert Image.open(target.with_name(f"a{ending}")).size == size
    assert read(target).request == request
    line = shlex.split(explanation(target)[0])
    assert line == command(request)
    assert ("--aspect" in line) == (aspect != "16:9")


def test_the_default_shape_is_not_written() -> None:
    """Recipes, and so the bytes of videos and the names of cached files, are as they were."""
    for request in (card(), card(aspect="16:9"), card(aspect=None)):
        assert "aspect" not in recipe(request, {}).as_comment()
    tall = recipe(card(aspect="9:16"), {})
    assert '"aspect":"9:16"' in tall.as_comment()
    talk = LectureRequest(file=Path("talk.toml"))
    assert "aspect" not in recipe(talk, {}).as_comment()


def test_clips_of_other_shapes_have_names_of_their_own() -> None:
    names = [clip_path(clip_job(card(aspect=aspect)), "mp4").name for aspect in ASPECTS]
    assert [name.split(".")[-2] for name in names] == ["draft", *(
        f"draft-{aspect.replace(':', 'x')}" for aspect in OTHERS
    )]  # fmt: skip


def shapes(jobs: list[Job[Any]]) -> set[str]:
    return {job.quality.aspect for job in jobs}


@pytest.mark.parametrize(
    ("written", "asked", "aspect"),
    [
        ("", None, "16:9"),
        ('aspect = "9:16"', None, "9:16"),
        ('aspect = "9:16"', "4:3", "4:3"),
        ('aspect = "9:16"', "16:9", "16:9"),
        ("", "1:1", "1:1"),
    ],
)
def test_a_lecture_file_has_a_shape_unless_another_is_asked_for(
    written: str, asked: str | None, aspect: str, tmp_path: Path
) -> None:
    file = tmp_path / "talk.toml"
    file.write_text(TALK.format(aspect=written))
    talk = lecture_job(LectureRequest(file=file, aspect=asked, output=tmp_path / "a.mp4"))
    assert shapes([job for _, job in talk.planned]) == {aspect}
    sheet = HandoutRequest(source=str(file), aspect=asked, output=tmp_path / "a.pdf")
    assert shapes([job for _, job in handout_job(sheet).clips]) == {aspect}
    again = command(talk.request)
    given = again[again.index("--aspect") + 1] if "--aspect" in again else "16:9"
    assert given == aspect


def test_a_wrong_shape_in_a_lecture_file(nabla, tmp_path: Path) -> None:
    (tmp_path / "talk.toml").write_text(TALK.format(aspect='aspect = "16x9"'))
    ran: Ran = nabla("lecture", "talk.toml")
    assert ran.code == 2
    assert ran.err == "error: talk.toml: aspect: unknown aspect '16x9'; did you mean 16:9?\n"


@pytest.mark.parametrize("command", ["render", "still", "check", "storyboard", "preview"])
def test_a_wrong_shape_is_refused_by_every_command(nabla, command: str) -> None:
    ran: Ran = nabla(command, "slicing", "--aspect", "cinema")
    assert ran.code == 2
    assert ran.err == ("error: --aspect: unknown aspect 'cinema'; there are 16:9, 4:3, 1:1, 9:16\n")


def test_stills_and_checks_have_it(tmp_path: Path) -> None:
    still = StillRequest(scene="slicing", aspect="1:1", output=tmp_path / "a.png")
    assert still_job(still).quality.width == still_job(still).quality.height == 720
    checked = check_jobs(CheckRequest(scenes=("slicing",), aspect="9:16"))
    assert shapes(checked) == {"9:16"}
    with pytest.raises(ParameterError, match="unknown aspect"):
        StillRequest.read({"scene": "slicing", "aspect": "1:2"})
