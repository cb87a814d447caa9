"""`Rewrite` and `Gather`: transform formulas glyph by glyph."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from manim import Animation, AnimationGroup, FadeIn, FadeOut, ReplacementTransform

from scenes._kit import theme
from scenes._kit.text.formula import Formula


class Rewrite(AnimationGroup):
    """Transforms a formula into another: equal glyphs move, the others fade out or in."""

    def __init__(self, old: Formula, new: Formula, **kwargs) -> None:
        super().__init__(
            *_moves(old.submobjects, old.shapes(), new.submobjects, new.shapes()),
            **{"run_time": theme.MODERATE, **kwargs},
        )
        self.old, self.new = [old], new

    def clean_up_from_scene(self, scene) -> None:
        super().clean_up_from_scene(scene)
        for old in self.old:
            scene.remove(old, *old.submobjects)
        scene.remove(*self.new.submobjects)
        scene.add(self.new)


class Gather(Rewrite):
    """Transforms several formulas into one: equal glyphs move, whatever their colours."""

    def __init__(self, olds: Sequence[Formula], new: Formula, **kwargs) -> None:
        glyphs = [glyph for old in olds for glyph in old.submobjects]
        shapes = [shape for old in olds for _, shape in old.shapes()]
        AnimationGroup.__init__(
            self,
            *_moves(glyphs, shapes, new.submobjects, [shape for _, shape in new.shapes()]),
            **{"run_time": theme.SLOW, **kwargs},
        )
        self.old, self.new = list(olds), new


def _moves(before: Sequence, shapes: Sequence, after: Sequence, goals: Sequence) -> list[Animation]:
    """Moves glyphs to those of the same shape, in order; fades the others."""
    matcher = SequenceMatcher(a=shapes, b=goals, autojunk=False)
    moves: list[Animation] = []
    removed, added = set(range(len(before))), set(range(len(after)))
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size):
            moves.append(ReplacementTransform(before[a + k], after[b + k]))
            removed.discard(a + k)
            added.discard(b + k)
    moves += [FadeOut(before[k]) for k in sorted(removed)]
    return moves + [FadeIn(after[k]) for k in sorted(added)]
