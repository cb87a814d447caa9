"""The catalogue of scenes, read from their source files without running them.

Importing a scene loads manim, which takes seconds; a wrong name or a bad point must be refused
sooner. So the names of beats and the defaults are literals in the class, read by `scene_files`, and
the parameters' models are in `scenes._kit.parameters`, which is free of manim.
"""

from __future__ import annotations

import difflib
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.messages import shortened
from pipeline.scene_files import SceneFileError, lessons
from scenes._kit.parameters.conditions import beats_played
from scenes._kit.parameters.naming import snake_case

if TYPE_CHECKING:
    from scenes._kit.parameters.base import Parameters

_log = logging.getLogger(__name__)
INSERTS = "inserts"
"""The folder of what lecture files have keys of their own for; they are not listed as scenes."""
SCENES = Path(__file__).resolve().parent.parent / "scenes"


@dataclass(frozen=True)
class Entry:
    """One scene: its class, its module, and the literals of the class body."""

    scene: str
    module: str
    summary: str
    model: str
    model_module: str
    defaults: dict[str, Any]
    beats: tuple[str, ...]
    only_if: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The scene's name in snake_case, as in file names."""
        return snake_case(self.scene)

    @property
    def parameter_model(self) -> type[Parameters]:
        """The pydantic model of its parameters."""
        return getattr(import_module(self.model_module), self.model)

    def parameter_defaults(self) -> dict[str, Any]:
        """The scene's parameters with their defaults (None: follows from the others)."""
        fields = self.parameter_model.model_fields.items()
        defaults = {name: None if field.is_required() else field.default for name, field in fields}
        return defaults | self.defaults

    def as_json(self) -> dict[str, Any]:
        """The scene as in `list --json`."""
        return {
            "scene": self.scene,
            "name": self.name,
            "summary": self.summary,
            "beats": list(self.beats),
            "parameters": self.parameter_defaults(),
        }

    def parameters(self, given: dict[str, Any]) -> Any:
        """The scene's parameters: the given ones, completed by the defaults, checked.

        Raises ParameterError.
        """
        from scenes._kit.parameters.errors import ParameterError

        known = self.parameter_model.model_fields
        for name in given.keys() - known.keys():
            known_names = ", ".join(f"{{{each}}}" for each in known)
            message = f"{self.scene} takes no {{{name}}}; it takes {known_names}"
            raise ParameterError("", message)
        parameters = self.parameter_model.read(given, self.defaults)
        if not self.beats_played(parameters):
            message = f"{self.scene} plays no beat with these parameters; choose others"
            raise ParameterError("", message)
        return parameters

    def beats_played(self, parameters: Any) -> tuple[str, ...]:
        """The names of the beats played with some parameters, in order."""
        return beats_played(self.beats, self.only_if, parameters)

    def require_beat(self, beat: str) -> None:
        """Raises InputError for a beat that the scene does not have."""
        if beat not in self.beats:
            raise InputError(unknown("beat", beat, self.beats, f"{self.scene} has"))


@dataclass(frozen=True)
class _Catalog:
    entries: tuple[Entry, ...]
    inserts: tuple[Entry, ...]
    faults: dict[str, str]


@cache
def _catalog() -> _Catalog:
    """All scenes; a file that cannot be read is left out, with one warning."""
    found, faults = [], {}
    for path in sorted(SCENES.glob("*.py")):
        try:
            found += [Entry(**each) for each in lessons(path)]
        except SceneFileError as error:
            faults[path.stem] = str(error)
            _log.warning("%s; left out", error)
    inserts = [
        Entry(**each)
        for path in sorted((SCENES / INSERTS).glob("[!_]*.py"))
        for each in lessons(path, f"{SCENES.name}.{INSERTS}")
    ]
    return _Catalog(tuple(sorted(found, key=lambda entry: entry.name)), tuple(inserts), faults)


def entries() -> tuple[Entry, ...]:
    """All scenes, in alphabetical order."""
    return _catalog().entries


def inserts() -> tuple[Entry, ...]:
    """What lecture files have keys of their own for: slides."""
    return _catalog().inserts


def faults() -> tuple[str, ...]:
    """The faults of the files that are left out, each with file and line."""
    return tuple(_catalog().faults.values())


def find(name: str) -> Entry:
    """The scene of that class name or snake_case name. Raises InputError naming similar ones."""
    for entry in (*entries(), *inserts()):
        if name in (entry.scene, entry.name):
            return entry
    broken = _catalog().faults
    if name in broken or snake_case(name) in broken:
        raise InputError(broken.get(name) or broken[snake_case(name)])
    raise InputError(unknown("scene", name, [entry.name for entry in entries()]))


def unknown(kind: str, name: str, known: Iterable[str], prefix: str = "there are") -> str:
    """The message for a name that is not among the known ones."""
    known = list(known)
    similar = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(similar)}?" if similar else f"{prefix} {', '.join(known)}"
    return f"unknown {kind} {shortened(name)!r}; {hint}"
