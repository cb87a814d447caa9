"""The keys of a job's clip: hashes of all that it is made from."""

from __future__ import annotations

from dataclasses import asdict

from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import Job
from pipeline.store.keys import ClipKeys, key_of
from pipeline.store.sources import Sources
from pipeline.store.versions import drawing_versions, fonts, package_versions
from scenes._kit.text.narration import Narration

PLAYER = "pipeline.rendering.play"
ENCODER = "pipeline.video.encode"
PAINTER = "engine.renderer"


def clip_keys(job: Job, sources: Sources) -> ClipKeys:
    """The keys of a job's clip. Raises MachineError without OpenGL."""
    request, quality, tables = job.request, job.quality, Narration.load(job.entry.name).tables
    size = [quality.width, quality.height, str(quality.fps)]
    family = {
        "scene": job.entry.scene,
        "parameters": job.parameters.as_json(),
        "size": [*size, *quality.frame],
        "transparent": request.transparent,
        "transition": request.transition.model_dump(mode="json"),
    }
    picture = family | {
        "code": sources.code_of(job.entry.module, job.entry.model_module, PLAYER),
        "language": job.language,
        "words": {code: table.get("words") for code, table in tables.items()},
        "versions": package_versions(),
        "fonts": fonts(),
        "opengl": require_opengl(),
    }
    drawing = {
        "code": sources.code_of(PAINTER, ENCODER),
        "codec": asdict(request.codec),
        "transparent": request.transparent,
        "size": size,
        "versions": drawing_versions(),
        "opengl": require_opengl(),
    }
    sentences = [{code: table["beats"] for code, table in tables.items()}, request.narration]
    return ClipKeys(
        clip=key_of([picture, sentences]),
        picture=key_of(picture),
        family=key_of(family),
        drawing=key_of(drawing),
    )
