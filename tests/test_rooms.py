"""The project's structure: small documented packages, no import cycles, short files."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from pathlib import Path

from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from tests.project_sources import (
    FOLDERS,
    LAYERS,
    definers,
    imports,
    rule_tests,
    source_files,
    sources,
)

MAX_MODULES = 14
MAX_FILE_LINES = 250
MAX_FUNCTION_LINES = 30
ROOMS = {
    "calclib": (
        *("errors", "arrays", "tree", "spelling", "syntax", "expression", "typesetting", "number"),
        *("symbolic", "numeric", "mapping", "sampling", "geometry", "framing"),
    ),
    "engine": (
        *("errors", "memory", "gl", "view", "camera", "primitives", "mobjects", "items"),
        *("meshes", "text", "drawing", "plain"),
    ),
}
"""The subpackages of a package, from the bottom up; its other modules are above them."""


def crowded_folders(root: Path) -> list[str]:
    """Folders with too many modules to see at a glance."""
    folders = Counter(
        path.parent.relative_to(root).as_posix()
        for path in source_files(root, ".py")
        if path.name != "__init__.py"
    )
    return [f"{folder}: {n} modules" for folder, n in folders.items() if n > MAX_MODULES]


def undescribed_folders(root: Path) -> list[str]:
    """Packages without a docstring in `__init__`."""
    packages = {path.parent for path in source_files(root, ".py")} - {root}
    inits = [each / "__init__.py" for each in packages if each.relative_to(root).parts[0] in LAYERS]
    return [
        f"{path.relative_to(root).as_posix()}: no docstring"
        for path in sorted(inits)
        if not (path.exists() and ast.get_docstring(ast.parse(path.read_text("utf-8"))))
    ]


def import_cycles(root: Path) -> list[str]:
    """Modules that import each other, even only for types or within functions."""
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
    cycles = defaultdict(list)
    for module, label in zip(known, labels, strict=True):
        cycles[label].append(module)
    return [
        f"{known[module].path.relative_to(root).as_posix()}: in a cycle of {', '.join(cycle)}"
        for cycle in cycles.values()
        if len(cycle) > 1
        for module in cycle
    ]


def packages_out_of_order(root: Path) -> list[str]:
    """Subpackages that import from the ones above them."""
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
    """The position of a module's subpackage; None outside the package."""
    if not module.startswith(f"{package}."):
        return None
    room = module.removeprefix(f"{package}.").partition(".")[0]
    return rooms.index(room) if room in rooms else len(rooms)


def long_files(root: Path) -> list[str]:
    """Files with more than one idea."""
    return [
        f"{path.relative_to(root).as_posix()}: {lines} lines"
        for path in source_files(root, ".py", ".lark", ".glsl", ".js", ".css", ".html")
        if (lines := len(path.read_text("utf-8").splitlines())) > MAX_FILE_LINES
    ]


def long_functions(root: Path) -> list[str]:
    """Functions too long to read without scrolling."""
    return [
        f"{source.path.relative_to(root).as_posix()}: {node.name} in line {node.lineno} has {lines}"
        for source in sources(root, (*FOLDERS, "render")).values()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > MAX_FUNCTION_LINES
    ]


RULES = (
    crowded_folders,
    undescribed_folders,
    import_cycles,
    packages_out_of_order,
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
    "tests/test_all.py": "import render" + "\nx = 1" * (MAX_FILE_LINES - 1),
    **{f"tests/test_{n}.py": "" for n in range(MAX_MODULES - 1)},
}
PLANTED = [
    (crowded_folders, "tests/test_more.py", ""),
    (undescribed_folders, "pipeline/plan.py", ""),
    (undescribed_folders, "scenes/__init__.py", "import manim"),
    (import_cycles, "calclib/errors.py", "from calclib import Field"),
    (import_cycles, "calclib/numeric/limits.py", "def f():\n    import calclib.field"),
    (
        import_cycles,
        "scenes/slicing.py",
        "from typing import *\nif TYPE_CHECKING:\n  import render",
    ),
    (packages_out_of_order, "calclib/syntax/tree.py", "from calclib.numeric.limits import x"),
    (packages_out_of_order, "calclib/numeric/more.py", "def f():\n    from calclib import Field"),
    (packages_out_of_order, "calclib/errors.py", "from calclib.syntax import tree"),
    (long_files, "tests/test_all.py", "x = 1\n" * (MAX_FILE_LINES + 1)),
    (long_files, "engine/shaders/mesh.glsl", "\n" * (MAX_FILE_LINES + 1)),
    (long_functions, "render.py", "class A:\n  def f():\n" + "    x = 1\n" * MAX_FUNCTION_LINES),
]


test_the_project_keeps, test_what_is_legal_passes, test_planted_faults_are_found = rule_tests(
    RULES, LEGAL, PLANTED
)
