"""Functions in the spelling of four open textbooks, each with its reading, and answers.

`corpus/functions.json`: texts, some in LaTeX, with their components in a plain spelling and the
values of these at two points; `corpus/answers.json`: values and derivatives at points. All were
computed in advance from independent readings (by another parser, or by hand), values in mpmath to
30 digits, derivatives by mpmath's differences and, as a check of these, by sympy's rules.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from calclib import ScalarField
from calclib.expression import parse_mapping
from calclib.tree.evaluation import evaluate

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    path = Path(__file__).with_name("corpus") / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


FUNCTIONS, ANSWERS = rows("functions"), rows("answers")


def values(text: str, row: Row) -> list[list[float]]:
    """The components' values at the points of a row."""
    trees, names = parse_mapping(text, row["variables"])
    return [
        [float(evaluate(tree, dict(zip(names, point, strict=True)))) for tree in trees]
        for point in row["at"]
    ]


@pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: row["text"])
def test_a_function_of_a_book_has_its_reading(row: Row) -> None:
    plain = ", ".join(row["reading"])
    for text in (row["text"], f"[{plain}]"):
        found = values(text, row)
        for at_point, expected in zip(found, row["values"], strict=True):
            assert at_point == pytest.approx(expected, rel=1e-13, abs=1e-14)


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: f"{row['text']} by {''.join(row['by'])}")
def test_an_answer(row: Row) -> None:
    field = ScalarField.parse(row["text"], row["variables"])
    found = field.partial(*row["by"]).at(row["at"]) if row["by"] else field.at(row["at"])
    assert found == pytest.approx(row["value"], rel=1e-11, abs=1e-12)


def test_the_corpus_is_large_enough() -> None:
    assert len({row["text"] for row in FUNCTIONS}) >= 200
    assert len({row["book"] for row in FUNCTIONS}) >= 4
    assert len(ANSWERS) >= 300
