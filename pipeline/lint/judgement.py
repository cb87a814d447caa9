"""`Judgement`: the result of linting one scene: its counts and the violations found."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.lint.composition import Composition
from pipeline.lint.pacing import Pacing
from pipeline.lint.rules import Violation


@dataclass(frozen=True)
class Finding:
    """A violation, with its beat and its moment: seconds from the beat's start, or its end."""

    beat: str
    moment: str
    violation: Violation


@dataclass(frozen=True)
class Judgement:
    """What was seen of a scene: by beat pictures, checked numbers, how the frame is used at its
    end and how its time is, texts, and the findings."""

    scene: str
    language: str
    seconds: float = 0.0
    pictures: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    compositions: dict[str, Composition] = field(default_factory=dict)
    pacings: dict[str, Pacing] = field(default_factory=dict)
    texts: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
