"""The page of calclib: its example does what it shows, and every public name has a place."""

from __future__ import annotations

import doctest
import re

import calclib
from tools.docs.reference import page


def test_the_example_gives_what_it_shows() -> None:
    example = re.findall(r"```pycon\n(.*?)```", page(), re.DOTALL)
    assert len(example) == 1
    test = doctest.DocTestParser().get_doctest(example[0], {}, "calclib.md", None, None)
    ran = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert (ran.failed, ran.attempted) == (0, 7)


def test_every_public_name_has_one_place() -> None:
    named = re.findall(r"^::: calclib\.(\w+)$", page(), re.MULTILINE)
    assert sorted(named) == sorted(dir(calclib))
