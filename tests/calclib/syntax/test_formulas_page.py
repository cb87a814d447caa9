"""docs/formulas.md: every example is read, or refused, as the page says."""

import math
import re
from pathlib import Path

import pytest

from calclib.errors import ExpressionError
from calclib.expression import parse_mapping
from calclib.tree.evaluation import evaluate
from calclib.tree.functions import FUNCTIONS

PAGE = (Path(__file__).parents[3] / "docs" / "formulas.md").read_text(encoding="utf-8")
PLACE = {"t": 0.3, "s": 0.45, "x": 0.7, "y": 1.3, "z": 2.1}
PLACE |= {"x_0": 0.2, "x_1": 0.6, "x_2": 1.4, "x_s": 0.9, "x_t": 1.1}


def examples(*, refused: bool) -> list[tuple[str, str]]:
    """The pairs of a typed text and its reading in the tables, without readings where refused."""
    pages = PAGE.split("## Refused")
    found = []
    for line in pages[refused].splitlines():
        cells = re.split(r"(?<!\\)\|", line)
        if len(cells) == 4 and "`" in cells[1]:
            typed, read = (re.findall("`([^`]+)`", cell.replace(r"\|", "|")) for cell in cells[1:3])
            found += zip(typed, typed if refused else read, strict=True)
    return found


def values(text: str) -> list[float]:
    trees, names = parse_mapping(text)
    return [float(evaluate(tree, {name: PLACE[name] for name in names})) for tree in trees]


@pytest.mark.parametrize(("typed", "read"), examples(refused=False))
def test_the_page_shows_how_texts_are_read(typed, read):
    assert values(typed) == pytest.approx(values(read), nan_ok=True)
    assert not any(map(math.isinf, values(typed)))


@pytest.mark.parametrize("typed", [typed for typed, _ in examples(refused=True)])
def test_the_page_shows_what_is_refused(typed):
    with pytest.raises(ExpressionError):
        parse_mapping(typed)


def test_the_page_names_all_functions():
    listed = PAGE.split("Functions:")[1].split("Numbers:")[0]
    spelled = set(re.findall("`(\\w+)`", listed))
    assert spelled >= set(FUNCTIONS)
