"""`TreeForms`: which formulas a tree of derivatives shows, in which form and size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, product
from typing import TypeAlias

from calclib.tree.nodes import Node
from calclib.typesetting.formulas import ways_to_break
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes.figures.derivatives.tree_columns import (
    COLUMN_GAPS,
    LEAST_BOX,
    LEAST_PADDING,
    PADDING,
    ROW_GAP,
    Gaps,
    Size,
    height_of_box,
    narrow_columns,
)
from scenes.figures.derivatives.tree_sources import (
    BROKEN,
    INLINE,
    LINE,
    SYMBOL,
    measured,
    source,
)
from scenes.figures.derivatives.tree_stages import WHOLE, Path, Stage, levels_of

_ROOT_HEIGHT = 1 / 3
"""The share of the slot's height that the root has at most: labels beside it are clear of it."""
_NARROW = 12.0
"""A slot narrower than this has a form of its own."""
_STEEP_GAP, _LEAF_GAP = 0.9, 1.3
"""The least room beside the root, where arrows are steep with their labels over it, and before the
leaves, where labels have to keep clear of the boxes."""
_LEAST_GAPS = (_STEEP_GAP, _LEAF_GAP)
_ONE_LINE = ((LINE, INLINE), (LINE, INLINE))
_TWO_LINES = ((BROKEN, LINE, INLINE), (BROKEN, LINE, INLINE))
"""The forms of the root, and of derivatives, tried in turn."""
_FORMS = (
    *((_ONE_LINE, COLUMN_GAPS), (_ONE_LINE, _LEAST_GAPS)),
    (_TWO_LINES, _LEAST_GAPS),
)
_TALL_FORMS, _SQUARE_FORMS = (
    (
        *((_ONE_LINE, COLUMN_GAPS), (_ONE_LINE, (1.5, 1.5))),
        (_TWO_LINES, gaps),
    )
    for gaps in ((0.5, 0.5), (0.5, 0.9))
)
"""Forms, the preferred ones first, with the least room between the columns; those of narrow slots
that are higher than broad, and of others, where labels before the leaves stand between the boxes.
"""
_SMALLEST = theme.LABEL / theme.FORMULA
"""The smallest factor by which formulas are scaled."""
_HARDLY_SMALLER = 0.93
"""Formulas may shrink to this share of their size so that one is not broken into two lines, or that
all of a column have fractions of one kind."""

Forms: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""The forms of the root, and of derivatives."""


@dataclass(frozen=True)
class TreeForms:
    """The form of each node, by its path, the factor by which all formulas are scaled, and the
    least room between the columns."""

    forms: Mapping[Path, str]
    scale: float
    gaps: Gaps

    @property
    def abbreviated(self) -> set[Path]:
        """The paths of the nodes that show only their symbols."""
        return {path for path, form in self.forms.items() if form == SYMBOL}

    @property
    def broken(self) -> int:
        """How many formulas stand in two lines."""
        return [*self.forms.values()].count(BROKEN)


def fitting_forms(slot: Slot, trees: Mapping[Path, Node], stage: Stage = WHOLE) -> TreeForms:
    """The forms in which most of what a stage speaks of is shown in a slot, in the largest size."""
    chooser = _Chooser(slot, trees, stage.largest / theme.FORMULA)
    ranked = []
    for rank, (tried, gaps) in enumerate(_forms_of(slot)):
        for shown in chooser.choices(tried):
            forms = chooser.forms(shown, tried)
            scale = chooser.scale(forms, gaps)
            if forms and scale >= _SMALLEST - 1e-9:
                ranked.append((stage.weight(shown), -rank, scale, forms, gaps))
    if not ranked:
        return TreeForms(dict.fromkeys(trees, SYMBOL), 1.0, _LEAST_GAPS)
    *_, scale, forms, gaps = max(ranked, key=lambda row: row[:3])
    found = TreeForms(forms, scale, gaps)
    # arrows' labels keep clear of the boxes of a narrow slot only as they are
    if slot.width < _NARROW:
        return found
    found = chooser.with_whole_lines(chooser.with_narrow_columns(found, stage))
    return chooser.with_columns_alike(found)


def _forms_of(slot: Slot) -> Sequence[tuple[Forms, Gaps]]:
    """The forms for a slot, with the least room between the columns."""
    if slot.width >= _NARROW:
        return _FORMS
    return _TALL_FORMS if slot.height > slot.width else _SQUARE_FORMS


class _Chooser:
    """Measures what the forms of a tree's nodes need, scaled by a factor at most."""

    def __init__(self, slot: Slot, trees: Mapping[Path, Node], most: float) -> None:
        self.slot, self.trees, self.most = slot, trees, most
        self.levels = levels_of(trees)
        self.size = cache(self._size)

    def choices(self, tried: Forms) -> Iterator[tuple[Path, ...]]:
        """The sets of nodes that may show their formulas."""
        paths = [path for path in self.trees if self.form(path, tried)]
        return chain.from_iterable(combinations(paths, n) for n in range(len(paths), -1, -1))

    def forms(self, shown: Sequence[Path], tried: Forms) -> dict[Path, str]:
        """The form of each node if some show their formulas."""
        return {p: self.form(p, tried) if p in shown else SYMBOL for p in self.trees}

    def form(self, path: Path, tried: Forms) -> str:
        """The form in which a node's formula is low enough for its row; "" if there is none."""
        fitting = (form for form in self._forms(path, tried) if self._is_low(path, form))
        return next(fitting, "")

    def _forms(self, path: Path, tried: Forms) -> Iterator[str]:
        """The forms of a node, tried in turn, of those that it can have."""
        is_long = bool(ways_to_break(self.trees[path]))
        yield from (form for form in tried[bool(path)] if form != BROKEN or is_long)

    def scale(self, forms: Mapping[Path, str], gaps: Gaps) -> float:
        """The factor at which formulas fit with so much room between the columns."""
        widths = [max(self.size(path, forms[path])[0] for path in level) for level in self.levels]
        broad = [width for width in widths if width + PADDING[0] > LEAST_BOX[0]]
        boxes = len(broad) * PADDING[0] + (len(widths) - len(broad)) * LEAST_BOX[0]
        room = self.slot.width - sum(gaps[: len(widths) - 1]) - boxes
        return min(room / (sum(broad) or room), *self._heights(forms), self.most)

    def _heights(self, forms: Mapping[Path, str]) -> Iterator[float]:
        """The factors at which formulas are low enough: each for its row, or all for their column,
        where rows may differ."""
        shown = {path: self.size(path, form)[1] for path, form in forms.items() if form != SYMBOL}
        if self.slot.width < _NARROW:
            yield from (self._room(path) / height for path, height in shown.items())
            return
        for level in self.levels:
            room = self.slot.height - len(level) * (LEAST_PADDING + ROW_GAP)
            yield room / sum(self.size(path, forms[path])[1] for path in level)
        if () in shown:
            yield self._room(()) / shown[()]

    def with_narrow_columns(self, found: TreeForms, stage: Stage) -> TreeForms:
        """Forms that show more of what a stage speaks of, if there are some, few of them in two
        lines: rows differ in height, and a column is as narrow as it has to be."""
        best = stage.weight([path for path in self.trees if path not in found.abbreviated])
        for shown in sorted(self.choices(_TWO_LINES), key=stage.weight, reverse=True):
            if stage.weight(shown) <= best:
                break
            columns = [narrow_columns(self._sizes(level, shown)) for level in self.levels]
            tried = [dict(chain(*map(dict.items, each))) for each in product(*columns)]
            scaled = [TreeForms(each, self.scale(each, _LEAST_GAPS), _LEAST_GAPS) for each in tried]
            large = [each for each in scaled if each.scale >= _SMALLEST - 1e-9]
            if large:
                return max(large, key=lambda each: (-each.broken, each.scale))
        return found

    def _sizes(self, level: Sequence[Path], shown: Sequence[Path]) -> dict[Path, dict[str, Size]]:
        """The sizes of the nodes of a column in all forms that they may have."""
        forms = {p: [*self._forms(p, _TWO_LINES)] if p in shown else [SYMBOL] for p in level}
        return {path: {form: self.size(path, form) for form in forms[path]} for path in level}

    def with_whole_lines(self, found: TreeForms) -> TreeForms:
        """Forms in which a formula stands in one line, not two, where that makes all of them
        hardly smaller: another one in its column is as broad."""
        least = max(_SMALLEST - 1e-9, _HARDLY_SMALLER * found.scale)
        for path, form in product(self.trees, (LINE, INLINE)):
            if found.forms[path] == BROKEN:
                found = self._changed(found, {path: form}, least)
        return found

    def with_columns_alike(self, found: TreeForms) -> TreeForms:
        """Forms in which the fractions of a column are all upright, or all have slashes, where that
        makes all formulas hardly smaller."""
        least = max(_SMALLEST - 1e-9, _HARDLY_SMALLER * found.scale)
        for level, form in product(self.levels, (LINE, INLINE)):
            whole = [path for path in level if found.forms[path] in (LINE, INLINE)]
            if len({found.forms[path] for path in whole}) > 1:
                found = self._changed(found, dict.fromkeys(whole, form), least)
        return found

    def _changed(self, found: TreeForms, forms: Mapping[Path, str], least: float) -> TreeForms:
        """Forms with others for some nodes, if those are low enough for their rows, and the factor
        is at least so large; else the forms as they are."""
        changed = {**found.forms, **forms}
        scale = self.scale(changed, found.gaps)
        fits = all(self._is_low(*each) for each in forms.items()) and scale >= least
        return TreeForms(changed, min(found.scale, scale), found.gaps) if fits else found

    def _is_low(self, path: Path, form: str) -> bool:
        return _SMALLEST * self.size(path, form)[1] <= self._room(path)

    def _room(self, path: Path) -> float:
        """The height of a node's row that its formula may have."""
        height = height_of_box(self.slot, len(self.levels[len(path)]))
        most = height if path else _ROOT_HEIGHT * self.slot.height
        return min(height, most) - LEAST_PADDING

    def _size(self, path: Path, form: str) -> tuple[float, float]:
        return measured(source(path, self.trees[path], form))
