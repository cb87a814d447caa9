"""Typst sources of formulas that several scenes use, with symbols labelled for colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from calclib import Mapping, Number, Slice
from calclib.number import is_shown_exactly
from calclib.numeric.real_function import RealFunction
from calclib.tree.nodes import Letter, Node, Variable, variables, walk
from calclib.typesetting.coordinates import fraction_text, is_coordinate_exact
from calclib.typesetting.formulas import (
    to_factors,
    to_inline_typst,
    to_typst,
    to_typst_terms,
    with_held_number,
)
from calclib.typesetting.typst_strings import bracketed_list, number, quoted
from scenes._kit.names import function_name, slice_names
from scenes._kit.roles import role

Statement = tuple[str, list[str]]
"""The left side of an equation, and the terms of its right side."""


def part(label: str, source: str) -> str:
    """A labelled part of a formula."""
    return f"part({quoted(label)}, {source})"


def symbol(name: str) -> str:
    """A variable, in its colour if it has one."""
    return colored(name, name)


def colored(variable: str, source: str) -> str:
    """A source in the colour of a variable, if it has one."""
    label = role(variable)
    return part(label, source) if label else source


def axis_names(field: RealFunction) -> tuple[str, ...]:
    """The symbols of the inputs, and of the height: z, or f where an input has that name."""
    height = function_name() if "z" in field.variables else "z"
    return (*map(symbol, field.variables), part("output", height))


def value(shown: float, digits: int | None = None) -> str:
    """A number, rounded as everywhere, or to so many decimals; or infinity."""
    return number(shown, digits)


def display_coordinate(shown: float) -> str:
    """A coordinate: pi/4 and 1/3 as upright fractions, any other number like `value`."""
    sign, fraction = ("−", -shown) if shown < 0 else ("", shown)
    top, _, bottom = (fraction_text(fraction) or value(fraction)).partition("/")
    return f"{sign}frac({top}, {bottom})" if bottom else sign + top


def coordinate(shown: float) -> str:
    """A coordinate on one line: pi/4 and 1/3 with a slash, any other number like `value`."""
    return inline_fraction(fraction_text(shown) or value(shown))


def coordinates(numbers: Sequence[float]) -> list[str]:
    """Those of one point: without fractions where one of them is rounded."""
    exact = all(map(is_coordinate_exact, numbers))
    return [coordinate(each) if exact else value(each) for each in numbers]


def inline_fraction(label: str) -> str:
    """A tick's label with its fraction on one line."""
    return label.replace("/", "\\/")


def tuple_of(sources: Sequence[str]) -> str:
    """(a, b); a single source without brackets."""
    return sources[0] if len(sources) == 1 else vector(sources)


def column(sources: Sequence[str]) -> str:
    """A column vector; a single source without brackets."""
    if len(sources) == 1:
        return sources[0]
    entries = ", ".join(f"display({each})" for each in sources)
    return f"vec({entries}, gap: #{1.2 if 'frac(' in entries else 0.6}em)"


def column_of(numbers: Sequence[float]) -> str:
    """A column of coordinates."""
    return column([display_coordinate(each) for each in numbers])


def rule(mapping: Mapping, head: str = "") -> str:
    """x |-> x^2 - 3; (x, y) |-> the column of the outputs; after `head`, as f :"""
    outputs = [to_typst(component.tree, labels()) for component in mapping.components]
    written = f"{head} {maps_to(mapping, column(outputs))}"
    return " quad ".join([written, *where(*mapping.components)])


def maps_to(mapping: Mapping, source: str = "") -> str:
    """(x, y) |-> a source."""
    return f"{tuple_of([symbol(name) for name in mapping.inputs])} |-> {source}"


def output_statements(mapping: Mapping) -> list[Statement]:
    """f = x^2 - 3; f_1 = ... and f_2 = ... where there are several."""
    trees = [component.tree for component in mapping.components]
    name = function_name()
    names = [name] if len(trees) == 1 else [f"{name}_{k}" for k in range(1, len(trees) + 1)]
    return [(name, to_typst_terms(tree, labels())) for name, tree in zip(names, trees, strict=True)]


def point(numbers: Sequence[float]) -> str:
    """(-1, 1), in the colour of the input point."""
    return vector([part("point", each) for each in coordinates(numbers)])


def vector(sources: Sequence[str]) -> str:
    """(a, b), of their sources."""
    return f"({', '.join(sources)})"


def tuple_in_pieces(sources: Sequence[str]) -> list[str]:
    """(a, b) in pieces between which it may be broken: its numbers with their commas."""
    if len(sources) == 1:
        return list(sources)
    opened = [f"\\( {sources[0]}", *sources[1:]]
    return [*(f"{each} \\," for each in opened[:-1]), f"{opened[-1]} \\)"]


def comma_separated(sources: Sequence[str]) -> str:
    """a, b, c, of their sources."""
    return ", ".join(sources)


def function_call(field: RealFunction, held: Sequence[str] = ()) -> str:
    """f(x, y), with held variables grey."""
    inputs = [part("held", v) if v in held else symbol(v) for v in field.variables]
    return f"{function_name()}{vector(inputs)}"


def called_at(numbers: Sequence[float]) -> str:
    """f(-1, 1), the point in its colour."""
    return f"{function_name()}{point(numbers)}"


def function_statement(
    field: RealFunction, held: Sequence[str] = (), *, in_factors=False
) -> Statement:
    """f(x, y) = ..., with held variables grey; `in_factors`: in pieces for more line breaks."""
    pieces = to_factors if in_factors else to_typst_terms
    return function_call(field, held), [*pieces(field.tree, labels(held)), *where(field)]


def where(*functions: RealFunction) -> list[str]:
    """(a = 2, k = 0.5): the values of the letters in functions as typed, if there are any."""
    nodes = (node for f in functions if not f.derived_by for node in walk(f.tree))
    letters = dict.fromkeys(node for node in nodes if isinstance(node, Letter))
    values = [f"{each.name} = {to_inline_typst(each.value)}" for each in letters]
    return [part("held", each) for each in bracketed_list(values)]


def slice_name(piece: Slice) -> str:
    """The name of a slice: g along the first variable, k along the other; f if nothing is held.

    Another letter where the formula has one of that name.
    """
    if not piece.held:
        return function_name()
    return slice_names()[piece.field.variables.index(piece.variable)]


def slice_call(piece: Slice, running: str) -> str:
    """g(running): the call of a slice, with a source for its variable."""
    return f"{slice_name(piece)}({running})"


def slice_head(piece: Slice) -> str:
    """g(x) = f(x, 1): what a slice is."""
    running = symbol(piece.variable)
    inputs = [
        running if v == piece.variable else part("held", coordinate(piece.held[v]))
        for v in piece.field.variables
    ]
    return f"{slice_call(piece, running)} = {function_name()}{vector(inputs)}"


def held_equation(piece: Slice) -> str:
    """y = 1: the plane of a slice."""
    ((held, number_held),) = piece.held.items()
    return part("held", f"{held} {equals_sign([], [number_held])} {coordinate(number_held)}")


def slice_statements(piece: Slice, *, in_factors: bool = False) -> list[Statement]:
    """f(x, y) = ...; then with the held variable grey; then g(x) = f(x, 1), its value inserted."""
    field, held = piece.field, tuple(piece.held)
    stated = [function_statement(field, grey, in_factors=in_factors) for grey in ((), held)]
    for name, number_held in piece.held.items():
        put_in = with_held_number(field.tree, name, number_held, labels(), in_factors=in_factors)
        stated.append((slice_head(piece), put_in))
    return stated if held else stated[:1]


def equals_sign(
    numbers: Iterable[Number | float],
    coordinates: Iterable[float] = (),
    decimals: Iterable[int] = (),
) -> str:
    """The sign = if all that it stands between is printed exactly, else ≈.

    `coordinates`: those that are printed by `coordinate` or `display_coordinate`. `decimals`: those
    that the first numbers are printed with, if not as usual.
    """
    exact = [is_shown_exactly(*each) for each in zip_longest(numbers, decimals)]
    return "=" if all(exact) and all(map(is_coordinate_exact, coordinates)) else "≈"


def factor(shown: float, source: str | None = None) -> str:
    """A number (or its source) as a factor: in brackets if it is negative."""
    return f"({source or value(shown)})" if shown < 0 else source or value(shown)


def constant_labels(held: Sequence[str]) -> Callable[[Node], str | None]:
    """Labels variables as `labels` does, and subtrees with only held variables as held."""

    def label(node: Node) -> str | None:
        names = variables(node)
        if names and names <= set(held):
            return "held"
        return role(node.name) if isinstance(node, Variable) else None

    return label


def labels(held: Sequence[str] = ()) -> Callable[[Node], str | None]:
    """Labels every variable with its role, held ones as held."""

    def label(node: Node) -> str | None:
        if not isinstance(node, Variable):
            return None
        return "held" if node.name in held else role(node.name)

    return label
