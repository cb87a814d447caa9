"""`Rewrite` and `Gather`: one formula turns into another, glyph by glyph."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from manim import Animation, AnimationGroup, FadeIn, FadeOut, ReplacementTransform

from scenes._kit import theme
from scenes._kit.text.formula import Formula


class Rewrite(AnimationGroup):
    """One formula becomes another: glyphs that stay move, what goes fades, what comes fades in."""

    def __init__(self, old: Formula, new: Formula, **kwargs) -> None:
        super().__init__(
            *_moves(old.submobjects, old.shapes(), new.submobjects, new.shapes()),
            **{"run_time": theme.STEADY, **kwargs},
        )
        self.old, self.new = [old], new

    def clean_up_from_scene(self, scene) -> None:
        super().clean_up_from_scene(scene)
        for old in self.old:
            scene.remove(old, *old.submobjects)
        scene.remove(*self.new.submobjects)
        scene.add(self.new)


class Gather(Rewrite):
    """Several formulas go into one: their glyphs move to the like ones, whatever their colours."""

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
    """Glyphs before go to those after that have the same shape, in order; the rest fades."""
    matcher = SequenceMatcher(a=shapes, b=goals, autojunk=False)
    moves: list[Animation] = []
    gone, come = set(range(len(before))), set(range(len(after)))
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size):
            moves.append(ReplacementTransform(before[a + k], after[b + k]))
            gone.discard(a + k)
            come.discard(b + k)
    moves += [FadeOut(before[k]) for k in sorted(gone)]
    return moves + [FadeIn(after[k]) for k in sorted(come)]
