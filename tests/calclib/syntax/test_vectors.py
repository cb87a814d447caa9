"""Vectors in texts: lists, brackets, and unit vectors."""

import pytest

from calclib.errors import ExpressionError
from calclib.expression import parse, parse_mapping
from calclib.tree.evaluation import evaluate


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2x i + 3y j", "[2*x, 3*y]"),
        ("x i - y j", "[x, -y]"),
        ("-x j + k", "[0, -x, 1]"),
        ("y i", "[y, 0]"),
        ("xi - zk", "[x, 0, -z]"),
        ("i + 2j - 3k", "[1, 2, -3]"),
        ("<y, 3x>", "[y, 3x]"),
        ("⟨y, 3x, z⟩", "[y, 3x, z]"),
        ("(x cos(t), x sin(t))", "[x cos(t), x sin(t)]"),
        ("{x, y}", "[x, y]"),
        ("<{x, y}>", "[x, y]"),
        ("cos t i + sin 2t j + t k", "[cos(t), sin(2t), t]"),
        ("-y/(x^2+y^2) i + x/(x^2+y^2) j", "[-y/(x^2+y^2), x/(x^2+y^2)]"),
        ("(x i + y j)/sqrt(x^2+y^2)", "[x/sqrt(x^2+y^2), y/sqrt(x^2+y^2)]"),
        ("i/2 + x*j*y", "[1/2, x*y]"),
        ("-(x i + y j)", "[-(x), -(y)]"),
        ("2<x, y>", "[2*x, 2*y]"),
        ("<x, y> + <1, 2>/3", "[x + 1/3, y + 2/3]"),
        ("x(i - j) + y(i + j)", "[x*1 + y*1, x*(-1) + y*1]"),
        ("[2x - y] i + [ -x^2] j", "[2x - y, -x^2]"),
        ("e^(-t) i +t^2 j +tan t k", "[e^(-t), t^2, tan(t)]"),
        ("+ 3 j", "[0, 3]"),
        ("<x, y>·<y, 1>", "x*y + y*1"),
        ("(x i + y j) ⋅ (2 i - k)", "x*2"),
        ("(x i + y j) ⋅ k + 1", "0 + 1"),
        ("2<x, y>·<y, 1> x", "2(x*y + y*1)*x"),
        ("i × j", "[0, 0, 1]"),
        ("<x, y, z> × <1, 2, 3>", "[y*3 - z*2, z*1 - x*3, x*2 - y*1]"),
        (r"\langle x, y \rangle \cdot \langle y, x \rangle", "x*y + y*x"),
        (r"x \cdot y \times 2", "x*y*2"),
    ],
)
def test_vectors_as_books_write_them(text, plain):
    place = {"t": 0.3, "s": 0.45, "x": 0.7, "y": 1.3, "z": 2.1}
    found, expected = (parse_mapping(each)[0] for each in (text, plain))
    assert len(found) == len(expected)
    for left, right in zip(found, expected, strict=True):
        assert evaluate(left, place) == pytest.approx(float(evaluate(right, place)))
    if "(i" not in text and not set("·⋅×") & set(text):
        assert found == expected


def test_letters_of_unit_vectors_may_be_variables():
    assert parse_mapping("[i, 2k]", ("i", "k"))[0] == (
        parse("i", ("i",)),
        parse("2k", ("k",)),
    )


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("x + y j", 0, "a number beside vectors"),
        ("<x, y> + <1, 2, 3>", 0, "2 components are added to 3"),
        ("<x, y> + z k", 0, "2 components are added to 3"),
        ("<x, y>*<y, x>", 7, "a dot or a cross product"),
        ("x i y j", 6, "a dot or a cross product"),
        ("<x, y> × <y, x>", 0, "takes vectors of 3 components"),
        ("<x, y> · <y, x, 1>", 0, "3 components do not fit to 2"),
        ("<x, y> · 2 <y, x>", 11, "a dot or a cross product"),
        ("1/<x, y>", 2, "cannot be a divisor"),
        ("<x, <y, z>>", 4, "not a vector"),
        ("sin(x i)", 4, "not a vector"),
        ("|x i + y j|", 1, "not a vector"),
        ("<x, y>^2", 0, "not a vector"),
        ("2^(x i)", 2, "not a vector"),
        ("√<x, y>", 1, "not a vector"),
        ("<x, y", 0, "not closed"),
        ("x, y>", 1, "unexpected ,"),
    ],
)
def test_rejected_vectors(text, position, words):
    with pytest.raises(ExpressionError, match=words) as caught:
        parse_mapping(text)
    assert caught.value.position == position
