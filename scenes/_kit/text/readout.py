"""`Readout`: a formula that is typeset anew whenever its source changes: a number that counts."""

from __future__ import annotations

from collections.abc import Callable

from manim import LEFT, UP

from scenes._kit.text.formula import Formula


class Readout(Formula):
    """A formula whose source is a function; its top left corner stays where it is."""

    def __init__(self, source: Callable[[], str], **style) -> None:
        self.source, self.shown = source, source()
        super().__init__(self.shown, **style)
        self.add_updater(lambda m: m.typeset())

    def __deepcopy__(self, memo):
        """A copy shares the source."""
        memo[id(self.source)] = self.source
        return super().__deepcopy__(memo)

    def typeset(self) -> None:
        """Typesets the present source, if it is another one than before."""
        shown = self.source()
        if shown == self.shown:
            return
        self.shown = shown
        new = Formula(shown, font_size=self.font_size).align_to(self, UP + LEFT)
        self.markup, self.glyph_labels = new.markup, new.glyph_labels
        self._height_as_set = new._height_as_set
        self.submobjects = new.submobjects
