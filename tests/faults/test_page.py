"""docs/faults.md: every row names tests, and every test that it names exists."""

from __future__ import annotations

import ast
import re

from tests.pipeline.videos import ROOT

PAGE = ROOT / "docs" / "faults.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_row_names_a_test() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 25
    assert [row for row in rows if not TEST.search(row.rpartition(" | ")[2])] == []


def test_the_tests_that_are_named_exist() -> None:
    named = set(TEST.findall(PAGE.read_text("utf-8")))
    trees = {file: ast.parse((ROOT / file).read_bytes()) for file, _ in named}
    defined = {
        (file, node.name)
        for file, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    assert named - defined == set()
