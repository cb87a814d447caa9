"""A scene is prose: short beats, and what they share is made before the first of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.videos import ROOT

LONGEST_BEAT = 25
FILES = sorted((ROOT / "scenes").glob("[!_]*.py"))
LATE = """
class Late(Lesson[TitleText]):
    def prepare(self):
        self.early = 1
        self.measure()
    def measure(self):
        self.measured = 2
    @cached_property
    def named(self):
        return 3
    def first(self):
        self.early = self.measured = 4
        self.late, self.later = 5, 6
        self.late.attribute = 7
"""


def lessons(source: str) -> Iterator[ast.ClassDef]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and "Lesson" in ast.unparse(node.bases[0]):
            yield node


def methods(lesson: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in lesson.body if isinstance(node, ast.FunctionDef)}


def of_self(method: ast.FunctionDef, kind: type[ast.expr_context]) -> set[str]:
    """The attributes of `self` that a method reads (ast.Load) or gives values to (ast.Store)."""
    return {
        node.attr
        for node in ast.walk(method)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, kind)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


def late_attributes(lesson: ast.ClassDef) -> set[str]:
    """The attributes that a beat makes, and that neither `prepare` nor what it calls has made."""
    known, waiting, preparing = methods(lesson), ["prepare"], set[str]()
    while waiting:
        name = waiting.pop()
        if name in known and name not in preparing:
            preparing.add(name)
            waiting += of_self(known[name], ast.Load)
    made = set[str]().union(*(of_self(known[name], ast.Store) for name in preparing))
    others = (of_self(known[name], ast.Store) for name in known.keys() - preparing)
    return set[str]().union(*others) - made


def long_methods(lesson: ast.ClassDef) -> set[str]:
    """The methods that have more lines than a beat may have."""
    lengths = {
        name: (node.end_lineno or 0) - node.lineno + 1 for name, node in methods(lesson).items()
    }
    return {name for name, lines in lengths.items() if lines > LONGEST_BEAT}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_beats_share_only_what_is_made_before_them(path: Path) -> None:
    for lesson in lessons(path.read_text("utf-8")):
        assert late_attributes(lesson) == set()


def test_what_a_beat_adds_is_found() -> None:
    (lesson,) = lessons(LATE)
    assert late_attributes(lesson) == {"late", "later"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_beat_is_short(path: Path) -> None:
    for lesson in lessons(path.read_text("utf-8")):
        assert long_methods(lesson) == set()


def test_a_method_that_is_too_long_is_found() -> None:
    short = "def short(self):\n" + "        pass\n" * (LONGEST_BEAT - 1)
    (lesson,) = lessons(
        f"class A(Lesson[B]):\n    {short}    {short.replace('short', 'long')}        pass\n"
    )
    assert long_methods(lesson) == {"long"}
