"""The graphical tests and documentation examples in a checkout of manim, as scenes to draw.

Both are code of the checkout that is given, and run as such: tests are imported, examples are
written into files of their own and run.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import runpy
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count, product
from pathlib import Path
from textwrap import dedent
from typing import Any

DIRECTIVE = re.compile(r"( *)\.\. manim:: (\w+)\s*$")
TESTS = Path("tests") / "test_graphical_units"
PROMPTS = (">>> ", "... ")


@dataclass(frozen=True)
class Example:
    """A scene to draw: `scene_class` makes its class; `settings` are manim's for it."""

    name: str
    kind: str
    scene_class: Callable[[], type]
    settings: dict[str, Any] = field(default_factory=dict)


def examples(checkout: Path, scratch: Path) -> list[Example]:
    """All tests, then all examples; files of examples are written to `scratch`."""
    return [*tests(checkout), *documented(checkout, scratch)]


def tests(checkout: Path) -> Iterator[Example]:
    """The graphical tests that Cairo draws."""
    from manim import CairoRenderer, Scene
    from manim.utils.testing import frames_comparison as comparison

    found: list[tuple[Callable, type, dict[str, Any]]] = []

    def recorded(function: Any = None, *, base_scene: type = Scene, **options: Any) -> Any:
        """In the place of the decorator that compares with manim's own pictures."""
        if function is None:
            return partial(recorded, base_scene=base_scene, **options)
        if options.get("renderer_class", CairoRenderer) is CairoRenderer:
            settings = {name: options[name] for name in options if name not in NOT_SETTINGS}
            found.append((function, base_scene, settings))
        return function

    comparison.frames_comparison = recorded
    sys.path.insert(0, str(checkout))
    for path in sorted((checkout / TESTS).glob("test_*.py")):
        importlib.import_module(".".join((*TESTS.parts, path.stem)))
    fixtures = importlib.import_module(".".join((*TESTS.parts, "conftest")))
    for function, base, settings in found:  # parameters are given by decorators further out
        yield from _of_test(function, base, settings, fixtures)


NOT_SETTINGS = ("last_frame", "renderer_class")


def _of_test(
    function: Any, base: type, settings: dict[str, Any], fixtures: Any
) -> Iterator[Example]:
    """A test as one example, or one for each set of its parameters and fixtures."""
    tables = []
    for name in inspect.signature(function).parameters:
        marker = getattr(getattr(fixtures, name, None), "_fixture_function_marker", None)
        if marker is not None and marker.params:
            tables.append([{name: value} for value in marker.params])
    for mark in getattr(function, "pytestmark", []):
        if mark.name == "parametrize":
            names, rows = mark.args[:2]
            several = [name.strip() for name in names.split(",")]
            tables.append([dict(zip(several, _row(row, several), strict=True)) for row in rows])
    for chosen in product(*tables):
        given = {name: value for each in chosen for name, value in each.items()}
        suffix = "".join(f"-{value}" for value in given.values())
        name = f"{function.__module__.rsplit('.', 1)[-1]}.{function.__name__}{suffix}"
        yield Example(name, "test", partial(_tested, base, function, given), settings)


def _row(row: Any, names: list[str]) -> Any:
    values = getattr(row, "values", row)
    return [values] if len(names) == 1 and values is row else values


def _tested(base: type, function: Callable, given: dict[str, Any]) -> type:
    def construct(scene: Any) -> None:
        function(scene=scene, **given)

    return type("Tested", (base,), {"construct": construct})


def documented(checkout: Path, scratch: Path) -> Iterator[Example]:
    """The examples of the documentation: those of docstrings, and of the guides."""
    scratch.mkdir(parents=True, exist_ok=True)
    assets = {"assets_dir": str(checkout / "docs" / "source" / "_static")}
    taken: set[str] = set()
    for path in sorted([*checkout.glob("manim/**/*.py"), *checkout.glob("docs/**/*.rst")]):
        for name, code in _directives(path):
            full = next(each for each in _numbered(f"{path.stem}.{name}") if each not in taken)
            taken.add(full)
            file = scratch / f"{full}.py"
            file.write_text(f"from manim import *\n{code}\n", "utf-8")
            yield Example(full, "example", partial(_example, file, name), assets)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _example(file: Path, name: str) -> type:
    return runpy.run_path(str(file), run_name="example")[name]


def _directives(path: Path) -> Iterator[tuple[str, str]]:
    """The name of the scene and the code of each `.. manim::` in a file."""
    text = path.read_text("utf-8")
    for page in _docstrings(text) if path.suffix == ".py" else [text]:
        lines = page.splitlines()
        for number, line in enumerate(lines):
            if start := DIRECTIVE.match(line):
                yield start[2], _code(lines[number + 1 :], len(start[1]))


def _docstrings(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def _code(lines: list[str], indent: int) -> str:
    """What is indented below a directive, without its options."""
    block = []
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        block.append(line)
    body = dedent("\n".join(block)).splitlines()
    kept = [line for line in body if not re.match(r":\w+:", line)]
    if any(line.startswith(PROMPTS[0]) for line in kept):
        kept = [line[len(PROMPTS[0]) :] for line in kept if line.startswith(PROMPTS)]
    return "\n".join(kept)
