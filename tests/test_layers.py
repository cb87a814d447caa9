"""Import rules between layers, and forbidden calls, checked in the sources without running them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.project_sources import (
    LAYERS,
    ROOT,
    Source,
    imports,
    last_name,
    loaded_by,
    rule_tests,
    sources,
    with_parents,
)

LIGHT = ("render", "pipeline.catalog")
HEAVY = {"manim", "sympy", "numpy"}
BANNED_IN_CALCLIB = {"manim", "moderngl", "av", "click", "rich"}
BANNED_IN_SCENE_FILES = {"numpy", "sympy", "scipy"}
MANIM_SETTINGS = "pipeline.rendering.manim_settings"
SEES_MANIM = {"engine", "scenes", MANIM_SETTINGS}
DOORS = {("scenes", "pipeline.notebook")}
"""Upward imports that are meant, each by one module, in a function: `from scenes import Slicing` in
a notebook gets what the pipeline shows of a scene."""
CODE_FROM_TEXT = {"eval", "exec", "sympify", "parse_expr", "lambdify"}


def upward_imports(root: Path) -> list[str]:
    """calclib <- engine <- scenes <- pipeline <- render, one way only."""
    return [
        f"{source.module}:{each.line} imports {each.module}"
        for source in sources(root).values()
        for each in imports(source)
        if each.top in LAYERS
        and LAYERS.index(each.top) > LAYERS.index(source.module.partition(".")[0])
        and not (each.runs == "later" and (source.module, each.module) in DOORS)
    ]


def pictures_in_calclib(root: Path) -> list[str]:
    """The mathematics knows nothing of pictures, codecs or command lines."""
    return _forbidden_imports(
        root, lambda s: "calclib" in with_parents(s.module), BANNED_IN_CALCLIB
    )


def manim_outside_its_layers(root: Path) -> list[str]:
    """Only engine, scenes and the one module that makes manim's settings import manim."""
    return _forbidden_imports(
        root, lambda s: SEES_MANIM.isdisjoint(with_parents(s.module)), {"manim"}
    )


def arithmetic_in_scenes(root: Path) -> list[str]:
    """A scene is prose: its numbers come from calclib."""
    return _forbidden_imports(
        root, lambda s: s.path.parent == root / "scenes", BANNED_IN_SCENE_FILES
    )


def _forbidden_imports(root: Path, applies: Callable[[Source], bool], names: set[str]) -> list[str]:
    return [
        f"{source.module}:{each.line} imports {each.module}"
        for source in sources(root).values()
        if applies(source)
        for each in imports(source)
        if each.top in names
    ]


def text_run_as_code(root: Path) -> list[str]:
    """Users' text is never run: no function that could do so is called, imported or passed."""
    faults = []
    for source in sources(root).values():
        expressions = (node for node in ast.walk(source.tree) if isinstance(node, ast.expr))
        used = [(node.lineno, last_name(node)) for node in expressions]
        used += [(each.line, each.name) for each in imports(source)]
        faults += [f"{source.module}:{line} uses {x}" for line, x in used if x in CODE_FROM_TEXT]
    return faults


def heavy_starts(root: Path) -> list[str]:
    """What `--help` and `list` import at once includes no heavy package."""
    known = sources(root)
    return [f"{start} imports {heavy}" for start in LIGHT for heavy in _heavy_imports(known, start)]


def _heavy_imports(known: dict[str, Source], start: str) -> Iterator[str]:
    if start not in known:
        yield "nothing: there is no such module"
    seen, waiting = set[str](), [*with_parents(start)]
    while waiting:
        module = waiting.pop()
        if module in seen or module not in known:
            continue
        seen.add(module)
        for each in imports(known[module]):
            if each.runs == "at once":
                if each.top in HEAVY:
                    yield f"{each.module} by {module}:{each.line}"
                waiting += loaded_by(known, each)


def manim_read_with_its_files(root: Path) -> list[str]:
    """manim is always imported first by the module that keeps it from reading manim.cfg."""
    known = sources(root)
    late = {
        module
        for source in known.values()
        if source.module.partition(".")[0] in ("pipeline", "render")
        for each in imports(source)
        if each.runs == "later"
        for module in loaded_by(known, each)
    }
    first = {start: next(_importing_manim(known, start, set()), MANIM_SETTINGS) for start in late}
    return [f"{start} by {way}" for start, way in first.items() if way != MANIM_SETTINGS]


def _importing_manim(known: dict[str, Source], module: str, seen: set[str]) -> Iterator[str]:
    """The modules that import manim, in the order in which importing the module runs them."""
    if module in seen or module not in known:
        return
    seen.add(module)
    for each in imports(known[module]):
        if each.runs == "at once":
            if each.top == "manim":
                yield module
            for loaded in loaded_by(known, each):
                yield from _importing_manim(known, loaded, seen)


RULES = (
    upward_imports,
    pictures_in_calclib,
    manim_outside_its_layers,
    arithmetic_in_scenes,
    text_run_as_code,
    heavy_starts,
    manim_read_with_its_files,
)
LEGAL = {
    "calclib/__init__.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
    "    from calclib.fields import Field as Field\n    from calclib.errors import Fault as Fault",
    "calclib/fields.py": "import sympy, numpy",
    "calclib/errors.py": "class Fault(ValueError): ...",
    "engine/camera.py": "import manim, numpy\nfrom calclib import Field",
    "scenes/__init__.py": "def __getattr__(name):\n    return import_module('pipeline.notebook')",
    "scenes/_kit/plots.py": "import numpy as np\nfrom engine import camera",
    "scenes/slicing.py": "from manim import Scene\nfrom scenes._kit import plots",
    "pipeline/rendering/manim_settings.py": "from manim import config",
    "pipeline/rendering/job.py": "from pipeline.rendering.manim_settings import config\n"
    "from scenes.slicing import Slicing",
    "pipeline/catalog.py": "from calclib import Fault\ndef f():\n    import calclib.fields, numpy",
    "render.py": "import click\nfrom pipeline import catalog\nresult = model.evaluate('x')\n"
    "def f():\n    from pipeline.rendering.job import g",
}
PLANTED = [
    (upward_imports, "calclib/fields.py", "from engine.camera import Camera"),
    (upward_imports, "engine/camera.py", "def f():\n    import scenes"),
    (upward_imports, "scenes/slicing.py", "import importlib as i\ni.import_module('render')"),
    (upward_imports, "scenes/_kit/plots.py", "from pipeline import job"),
    (upward_imports, "scenes/__init__.py", "import pipeline.notebook"),
    (upward_imports, "scenes/__init__.py", "def f():\n    from pipeline import job"),
    (upward_imports, "scenes/slicing.py", "def f():\n    import pipeline.notebook"),
    (pictures_in_calclib, "calclib/fields.py", "import rich.progress"),
    (pictures_in_calclib, "calclib/deep/colour.py", "def f():\n    from manim import BLUE"),
    (manim_outside_its_layers, "pipeline/video/encode.py", "from manim.utils import color"),
    (manim_outside_its_layers, "pipeline/jobs.py", "import manim"),
    (manim_outside_its_layers, "render.py", "import manim"),
    (arithmetic_in_scenes, "scenes/slicing.py", "import numpy as np"),
    (arithmetic_in_scenes, "scenes/slicing.py", "from scipy.optimize import brentq"),
    (text_run_as_code, "calclib/fields.py", "f = eval('1')"),
    (text_run_as_code, "scenes/slicing.py", "import sympy as s\nf = s.sympify('x')"),
    (text_run_as_code, "pipeline/rendering/job.py", "from sympy import lambdify as fast"),
    (text_run_as_code, "render.py", "rows = map(exec, [])"),
    (heavy_starts, "render.py", "import numpy"),
    (heavy_starts, "pipeline/catalog.py", "from calclib import Field"),
    (heavy_starts, "pipeline/catalog.py", "from .rendering import job"),
    (heavy_starts, "pipeline/__init__.py", "class Late:\n    from .rendering.job import config"),
    (heavy_starts, "calclib/errors.py", "try:\n    import sympy.core\nexcept ImportError: ..."),
    (
        manim_read_with_its_files,
        "pipeline/rendering/job.py",
        "import scenes.slicing, pipeline.rendering.manim_settings",
    ),
    (manim_read_with_its_files, "render.py", "def f():\n    from engine import camera"),
]


test_the_project_keeps, test_what_is_legal_passes, test_planted_faults_are_found = rule_tests(
    RULES, LEGAL, PLANTED
)


@pytest.mark.parametrize("module", LIGHT)
def test_a_light_start_imports_nothing_heavy(module: str) -> None:
    """The same rule checked by importing: other packages may be heavy too."""
    report = f"import sys, {module}; print(*({HEAVY!r} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")
