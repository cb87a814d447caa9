"""Names of inputs and values of letters in a lecture file."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from pipeline.errors import InputError
from tests.pipeline.lecture.test_file import SLICING, plan


def test_letters_and_named_numbers_in_a_table(tmp_path: Path) -> None:
    text = SLICING + 'function = "a r cos(k theta)"\nlet = { a = 2, k = "pi/3" }\n'
    _, (_, job) = plan(tmp_path, text + "at = { theta = 0.5, r = 1 }").planned
    parameters = job.parameters
    assert parameters.at == (1, 0.5)
    assert parameters.field.at((1, 0.5)) == pytest.approx(2 * math.cos(math.pi / 6))
    with pytest.raises(InputError, match=r"let: unknown variable r"):
        plan(tmp_path, text.replace('"pi/3"', '"r"'))
    with pytest.raises(InputError, match=r"the letter a has no value.*\(let a=2\)"):
        plan(tmp_path, SLICING + 'function = "a x y"')
