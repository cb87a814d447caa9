"""How the project is cut: small folders that say what they are, no circles, short files."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from tests.project_sources import (
    FOLDERS,
    LAYERS,
    definers,
    imports,
    plant,
    source_files,
    sources,
)

ROOT = Path(__file__).resolve().parents[1]
MOST_MODULES = 14
LONGEST_FILE = 250
LONGEST_FUNCTION = 30
ROOMS = {
    "calclib": (
        *("errors", "arrays", "number", "tree", "syntax", "expression", "typesetting"),
        *("symbolic", "numeric", "mapping", "sampling", "geometry", "framing"),
    ),
    "engine": (
        *("memory", "gl", "view", "camera", "primitives", "mobjects", "items"),
        *("meshes", "text", "drawing"),
    ),
}
"""Of a package the rooms, from the bottom up; all other modules in it stand above these."""


def crowded_folders(root: Path) -> list[str]:
    """A folder is taken in at a glance."""
    folders = Counter(
        path.parent.relative_to(root).as_posix()
        for path in source_files(root, ".py")
        if path.name != "__init__.py"
    )
    return [f"{folder}: {n} modules" for folder, n in folders.items() if n > MOST_MODULES]


def undescribed_folders(root: Path) -> list[str]:
    """Every package says in its `__init__` what lives there."""
    packages = {path.parent for path in source_files(root, ".py")} - {root}
    inits = [each / "__init__.py" for each in packages if each.relative_to(root).parts[0] in LAYERS]
    return [
        f"{path.relative_to(root).as_posix()}: no docstring"
        for path in sorted(inits)
        if not (path.exists() and ast.get_docstring(ast.parse(path.read_text("utf-8"))))
    ]


def import_circles(root: Path) -> list[str]:
    """No modules that need each other, be it only for types or within functions."""
    known = sources(root, (*FOLDERS, "render"))
    number = {module: index for index, module in enumerate(known)}
    needs = [
        (number[module], number[other])
        for module, source in known.items()
        for each in imports(source)
        for other in definers(known, each)
    ]
    starts, ends = zip(*needs, strict=True) if needs else ((), ())
    graph = csr_array(([True] * len(needs), (starts, ends)), shape=(len(known), len(known)))
    _, labels = connected_components(graph, connection="strong")
    circles = defaultdict(list)
    for module, label in zip(known, labels, strict=True):
        circles[label].append(module)
    return [
        f"{known[module].path.relative_to(root).as_posix()}: in a circle of {', '.join(circle)}"
        for circle in circles.values()
        if len(circle) > 1
        for module in circle
    ]


def rooms_out_of_order(root: Path) -> list[str]:
    """A room imports only from the rooms below it."""
    known = sources(root)
    return [
        f"{source.path.relative_to(root).as_posix()}: line {each.line} imports {other}"
        for package, rooms in ROOMS.items()
        for module, source in known.items()
        if (height := _height(package, rooms, module)) is not None
        for each in imports(source)
        for other in definers(known, each)
        if (_height(package, rooms, other) or 0) > height
    ]


def _height(package: str, rooms: tuple[str, ...], module: str) -> int | None:
    """The place of a module's room; None outside the package."""
    if not module.startswith(f"{package}."):
        return None
    room = module.removeprefix(f"{package}.").partition(".")[0]
    return rooms.index(room) if room in rooms else len(rooms)


def long_files(root: Path) -> list[str]:
    """A file that does not fit in one's head is two ideas."""
    return [
        f"{path.relative_to(root).as_posix()}: {lines} lines"
        for path in source_files(root, ".py", ".lark", ".glsl")
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    ]


def long_functions(root: Path) -> list[str]:
    """A function is read without scrolling."""
    return [
        f"{source.path.relative_to(root).as_posix()}: {node.name} in line {node.lineno} has {lines}"
        for source in sources(root, (*FOLDERS, "render")).values()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]


RULES = (
    crowded_folders,
    undescribed_folders,
    import_circles,
    rooms_out_of_order,
    long_files,
    long_functions,
)
LEGAL = {
    "calclib/__init__.py": '"""Numbers."""\nfrom typing import TYPE_CHECKING\n'
    "from calclib.errors import Fault\nif TYPE_CHECKING:\n    from calclib.field import Field",
    "calclib/errors.py": "class Fault(ValueError): ...",
    "calclib/field.py": "from calclib.numeric import limits\nfrom calclib import Fault",
    "calclib/numeric/__init__.py": '"""Values."""',
    "calclib/numeric/limits.py": "import calclib.errors\nfrom calclib.syntax import tree",
    "calclib/syntax/__init__.py": '"""Texts."""',
    "calclib/syntax/tree.py": "from calclib import Fault",
    "scenes/__init__.py": '"""Scenes."""',
    "scenes/slicing.py": "from calclib import Field",
    "render.py": "def main():\n    import scenes.slicing",
    "tests/test_all.py": "import render" + "\nx = 1" * (LONGEST_FILE - 1),
    **{f"tests/test_{n}.py": "" for n in range(MOST_MODULES - 1)},
}
PLANTED = [
    (crowded_folders, "tests/test_more.py", ""),
    (undescribed_folders, "pipeline/plan.py", ""),
    (undescribed_folders, "scenes/__init__.py", "import manim"),
    (import_circles, "calclib/errors.py", "from calclib import Field"),
    (import_circles, "calclib/numeric/limits.py", "def f():\n    import calclib.field"),
    (
        import_circles,
        "scenes/slicing.py",
        "from typing import *\nif TYPE_CHECKING:\n  import render",
    ),
    (rooms_out_of_order, "calclib/syntax/tree.py", "from calclib.numeric.limits import x"),
    (rooms_out_of_order, "calclib/numeric/more.py", "def f():\n    from calclib import Field"),
    (rooms_out_of_order, "calclib/errors.py", "from calclib.syntax import tree"),
    (long_files, "tests/test_all.py", "x = 1\n" * (LONGEST_FILE + 1)),
    (long_files, "engine/shaders/mesh.glsl", "\n" * (LONGEST_FILE + 1)),
    (long_functions, "render.py", "class A:\n  def f():\n" + "    x = 1\n" * LONGEST_FUNCTION),
]


@pytest.mark.parametrize("rule", RULES)
def test_the_project_keeps(rule: Callable[[Path], list[str]]) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", RULES)
def test_what_is_allowed_passes(rule: Callable[[Path], list[str]], tmp_path: Path) -> None:
    assert rule(plant(tmp_path, LEGAL)) == []


@pytest.mark.parametrize(("rule", "name", "text"), PLANTED)
def test_what_is_planted_is_found(
    rule: Callable[[Path], list[str]], name: str, text: str, tmp_path: Path
) -> None:
    assert rule(plant(tmp_path, {**LEGAL, name: text})) != []
