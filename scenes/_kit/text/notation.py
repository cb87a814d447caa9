"""Formulas that several scenes write: Typst sources with their symbols labelled for colour."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Table
from contextlib import suppress

from calclib import Mapping, Slice
from calclib.numeric.real_function import RealFunction
from calclib.tree.nodes import Node, Variable, variables
from calclib.typesetting.decimals import decimals_shown, is_exact
from calclib.typesetting.formulas import to_typst, to_typst_terms, with_held_number
from calclib.typesetting.multiples_of_pi import pi_text
from calclib.typesetting.typst_strings import number, quoted, text
from scenes._kit import theme
from scenes._kit.text.narration import PLACEHOLDER

Statement = tuple[str, list[str]]
"""What stands left of the equals sign, and the terms of what stands right of it."""


def part(label: str, source: str) -> str:
    """A labelled part of a formula."""
    return f"part({quoted(label)}, {source})"


def symbol(name: str) -> str:
    """A variable, in its colour if it has one."""
    return part(name, name) if name in theme.SYMBOLS else name


def value(shown: float) -> str:
    """A number, rounded as it is printed everywhere; an infinite one as such."""
    return number(shown, decimals_shown(shown) if math.isfinite(shown) else 0)


def place(shown: float) -> str:
    """A coordinate: a fraction of pi as such, any other number like `value`."""
    with suppress(ValueError):
        top, _, bottom = pi_text(shown).partition("/")
        return f"frac({top}, {bottom})" if bottom else top
    return value(shown)


def coordinate(shown: float) -> str:
    """A coordinate on one line: pi/4 with a slash, any other number like `value`."""
    with suppress(ValueError):
        return flat(pi_text(shown))
    return value(shown)


def flat(label: str) -> str:
    """A tick's label as a source, its fraction on one line."""
    return label.replace("/", "\\/")


def tuple_of(sources: Sequence[str]) -> str:
    """(a, b); a alone without brackets."""
    return sources[0] if len(sources) == 1 else vector(sources)


def column(sources: Sequence[str]) -> str:
    """The sources one above another in brackets; one alone as it is."""
    if len(sources) == 1:
        return sources[0]
    entries = ", ".join(f"display({each})" for each in sources)
    return f"vec({entries}, gap: #{1.2 if 'frac(' in entries else 0.6}em)"


def rule(mapping: Mapping) -> str:
    """x |-> x^2 - 3; (x, y) |-> the column of the outputs."""
    outputs = [to_typst(component.tree, labels()) for component in mapping.components]
    return maps_to(mapping, column(outputs))


def maps_to(mapping: Mapping, source: str = "") -> str:
    """(x, y) |-> a source."""
    return f"{tuple_of([symbol(name) for name in mapping.inputs])} |-> {source}"


def outputs(mapping: Mapping) -> list[Statement]:
    """f = x^2 - 3; f_1 = ... and f_2 = ... where there are several."""
    trees = [component.tree for component in mapping.components]
    names = ["f"] if len(trees) == 1 else [f"f_{k}" for k in range(1, len(trees) + 1)]
    return [(name, to_typst_terms(tree, labels())) for name, tree in zip(names, trees, strict=True)]


def point(numbers: Sequence[float]) -> str:
    """(-1, 1), in the colour of the input point."""
    return vector([part("point", coordinate(each)) for each in numbers])


def vector(sources: Sequence[str]) -> str:
    """(a, b), of their sources."""
    return f"({', '.join(sources)})"


def listed(sources: Sequence[str]) -> str:
    """a, b, c, of their sources."""
    return ", ".join(sources)


def of_inputs(field: RealFunction, held: Sequence[str] = ()) -> str:
    """f(x, y); held variables in the colour of what is held."""
    return f"f{vector([part('held', v) if v in held else symbol(v) for v in field.variables])}"


def defined(field: RealFunction, held: Sequence[str] = ()) -> Statement:
    """f(x, y) = ...; held variables in the colour of what is held."""
    return of_inputs(field, held), to_typst_terms(field.tree, labels(held))


def at_inputs(piece: Slice, running: str, name: str = "f") -> str:
    """f(running, 1): the function with a source in the place of the running variable."""
    inputs = [
        running if v == piece.variable else part("held", coordinate(piece.held[v]))
        for v in piece.field.variables
    ]
    return f"{name}{vector(inputs)}"


def narrowed(piece: Slice) -> list[Statement]:
    """f(x, y) = ...; where one is held, that goes grey, and then its number stands there."""
    field = piece.field
    if not piece.held:
        return [defined(field)]
    ((held, number_held),) = piece.held.items()
    return [
        defined(field),
        defined(field, (held,)),
        (
            at_inputs(piece, symbol(piece.variable)),
            with_held_number(field.tree, held, number_held, labels()),
        ),
    ]


def equals(numbers: Iterable[float]) -> str:
    """The equals sign where all of the numbers are printed exactly as they are, else that for
    about equal."""
    exact = (is_exact(number, decimals_shown(number)) for number in numbers)
    return "=" if all(exact) else "approx"


def phrase(words: str, sources: Table[str, str]) -> str:
    """Typst markup of plain words, shown as written, with math sources for their {placeholders}."""
    pieces = PLACEHOLDER.split(words)  # words and names in turn
    return "".join(
        text(piece) if k % 2 == 0 else f"${sources[piece]}$" for k, piece in enumerate(pieces)
    )


def factor(shown: float, source: str | None = None) -> str:
    """A number (or its source) as a factor or a later term: in brackets where it is negative."""
    source = source or value(shown)
    return f"({source})" if shown < 0 else source


def constants(held: Sequence[str]) -> Callable[[Node], str | None]:
    """Labels variables as `labels` does, and whole parts in which only held ones occur as held."""

    def label(node: Node) -> str | None:
        names = variables(node)
        if names and names <= set(held):
            return "held"
        return _label_of(node.name) if isinstance(node, Variable) else None

    return label


def labels(held: Sequence[str] = ()) -> Callable[[Node], str | None]:
    """Labels every variable with its own name, the held ones as held."""

    def label(node: Node) -> str | None:
        if not isinstance(node, Variable):
            return None
        return "held" if node.name in held else _label_of(node.name)

    return label


def _label_of(variable: str) -> str | None:
    """The label of a variable that has a colour of its own."""
    return variable if variable in theme.SYMBOLS else None
