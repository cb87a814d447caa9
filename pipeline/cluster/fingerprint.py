"""`Fingerprint`: all that the pictures of a scene depend on, item by item, to be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from pipeline.clips.keys import ENCODER, PAINTER, PLAYER
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import Job
from pipeline.store.keys import key_of
from pipeline.store.sources import Sources
from pipeline.store.versions import drawing_versions, fonts, package_versions
from scenes._kit.text.narration import Narration, NarrationError

NAMED = 4
"""How many differences are named; where a version of Python differs, hundreds may."""


class Fingerprint(BaseModel):
    """What a scene's pictures depend on: versions, and hashes of fonts and sources, by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scene: str
    modules: tuple[str, ...]
    """The modules whose code the scene runs, with all that they import."""
    opengl: str
    versions: dict[str, str]
    fonts: dict[str, str]
    sources: dict[str, str]

    @classmethod
    def of(cls, job: Job, sources: Sources) -> Fingerprint:
        """That of a job on this machine. Raises MachineError without OpenGL."""
        entry = job.entry
        modules = (entry.module, entry.model_module, PLAYER, PAINTER, ENCODER)
        return cls.here(entry.name, modules, sources)

    @classmethod
    def here(cls, scene: str, modules: Sequence[str], sources: Sources) -> Fingerprint:
        """That of a scene on this machine, also of one that it does not know."""
        return cls(
            scene=scene,
            modules=tuple(modules),
            opengl=require_opengl(),
            versions=package_versions() | drawing_versions(),
            fonts=fonts(),
            sources={**sources.codes(*modules), "narration": _narration(scene)},
        )

    def differences(self, there: Fingerprint) -> list[str]:
        """What differs on another machine, in words; nothing where all is the same."""
        found = [
            *([f"OpenGL is {there.opengl}, not {self.opengl}"] * (there.opengl != self.opengl)),
            *(
                f"{name} is {there.versions.get(name, 'missing')}, not {self.versions.get(name)}"
                for name in _unequal(self.versions, there.versions)
            ),
            *(f"the font {name} differs" for name in _unequal(self.fonts, there.fonts)),
            *(f"the source {name} differs" for name in _unequal(self.sources, there.sources)),
        ]
        more = len(found) - NAMED
        return found if more <= 0 else [*found[:NAMED], f"{more} more differences"]


def _unequal(one: dict[str, str], other: dict[str, str]) -> Iterator[str]:
    return (name for name in sorted({*one, *other}) if one.get(name) != other.get(name))


def _narration(scene: str) -> str:
    try:
        return key_of(Narration.load(scene).tables)
    except NarrationError:
        return ""
