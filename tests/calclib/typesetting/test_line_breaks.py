"""Formulas in pieces between which lines are broken."""

from __future__ import annotations

import pytest

from calclib.expression import parse
from calclib.typesetting.formulas import to_factors, to_typst, with_held_number


def words(pieces: list[str]) -> list[str]:
    """Pieces without what gives a lone bracket its height."""
    return [piece.split("#box")[0] for piece in pieces]


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("x + y", ["x", "+ y"]),
        ("exp(y)", ["exp(y)"]),
        ("x*exp(y)", ["x", "dot.op exp(y)"]),
        ("x*y*exp(y)/3", ["frac(x y, 3)", "dot.op exp(y)"]),
        ("exp(y)*(x + y - 1)", ["exp(y)", "dot.op lr(\\( x", "+ y", "- lr(1"]),
        ("-(x - y)*exp(y)", ["-lr(\\( x", "- lr(y", "dot.op exp(y)"]),
        ("2*(x - y)", ["2 lr(\\( x", "- lr(y"]),
        ("(x - y)/(1 + x)", ["frac(1, 1 + x)", "dot.op lr(\\( x", "- lr(y"]),
        ("3*pi*x*exp(y)/7", ["frac(3 pi x, 7)", "dot.op exp(y)"]),
        ("1.2*3.4*x*y/(x+y)", ["1.2 dot.op 3.4", "dot.op frac(x y, x + y)"]),
        ("(x - y)*exp(x)/5", ["frac(1, 5) lr(\\( x", "- lr(y", "dot.op exp(x)"]),
    ],
)
def test_a_formula_is_broken_before_factors_and_in_its_brackets(
    source: str, pieces: list[str]
) -> None:
    assert words(to_factors(parse(source, ("x", "y")))) == pieces


def test_lone_brackets_are_as_high_as_what_stands_between_them() -> None:
    tree = parse("exp(y)*(1/x + y)", ("x", "y"))
    inside = to_typst(parse("1/x + y", ("x", "y")))
    assert sum(f"hide($display({inside})$)" in piece for piece in to_factors(tree)) == 2


def test_a_held_number_is_put_in_before_lines_are_broken() -> None:
    tree = parse("exp(y)*(x + y)", ("x", "y"))
    pieces = with_held_number(tree, "x", 3.0, in_factors=True)
    assert words(pieces) == ["exp(y)", 'dot.op lr(\\( part("held", 3)', "+ lr(y"]
