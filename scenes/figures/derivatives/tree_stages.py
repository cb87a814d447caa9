"""`Stage`: how far a tree of derivatives has grown, and what is spoken of then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from scenes._kit import theme

Path: TypeAlias = tuple[str, ...]


def levels_of(paths: Collection[Path]) -> list[list[Path]]:
    """The paths of a tree by their lengths, from the root on."""
    return [[p for p in paths if len(p) == n] for n in range(max(map(len, paths)) + 1)]


@dataclass(frozen=True)
class Stage:
    """What is spoken of: how many times f is differentiated, and how much it counts that formulas
    are shown: of f itself, of a first derivative, of both mixed ones, and of another second one;
    and the largest font size."""

    depth: int
    root: float
    first: float
    mixed: float = 0.0
    other: float = 0.0
    largest: float = theme.FORMULA

    def weight(self, shown: Sequence[Path]) -> float:
        """How much is shown: f, and pairs of derivatives that only count together; the first ones
        count alone where they are not compared."""
        first = [path for path in shown if len(path) == 1]
        mixed = [path for path in shown if len(set(path)) > 1]
        other = [path for path in shown if len(path) > len(set(path))]
        weight = self.root * (() in shown)
        pairs = [(mixed, self.mixed), (other, 2 * self.other)]
        if self.depth > 1:
            pairs.append((first, 2 * self.first))
        else:
            weight += self.first * len(first)
        return weight + sum(both * (len(pair) == 2) - len(pair) % 2 for pair, both in pairs)


BRANCHING = Stage(depth=1, root=5, first=4, largest=theme.TITLE)
WHOLE = Stage(depth=2, root=1, first=4, mixed=12, other=3)
MEETING = Stage(depth=2, root=5, first=2, mixed=12, other=0.5)
"""The two first derivatives; then the second ones, which count most; the two mixed ones of f."""
