"""Reads the project's Python files and their imports, without running them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
Rule = Callable[[Path], list[str]]
"""Finds what breaks a rule in a project's folder: a line for each fault."""
LAYERS = ("calclib", "engine", "scenes", "pipeline", "render")
FOLDERS = ("calclib", "engine", "scenes", "pipeline", "bench", "tests")
"""The folders of the project's sources, besides `render.py`."""


@dataclass(frozen=True)
class Import:
    """One imported name: `module` (absolute, dotted), `name` (None for `import module`), the line,
    and when it runs: "at once", "later" (in a function) or "never" (for the type checker).
    """

    module: str
    name: str | None
    line: int
    runs: str

    @property
    def top(self) -> str:
        """The package it belongs to."""
        return self.module.partition(".")[0]


@dataclass(frozen=True)
class Source:
    """One Python file of the project: its dotted name, its path, its tree."""

    module: str
    path: Path
    tree: ast.Module

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.module if self.path.stem == "__init__" else self.module.rpartition(".")[0]


_parsed = cache(ast.parse)


def source_files(root: Path, *suffixes: str) -> list[Path]:
    """The project's files with one of these suffixes."""
    inside = (path for folder in FOLDERS for path in sorted((root / folder).rglob("*")))
    return [path for path in (*root.glob("*.py"), *inside) if path.suffix in suffixes]


def sources(root: Path, tops: Collection[str] = LAYERS) -> dict[str, Source]:
    """Every Python file of some top-level packages, by its dotted name."""
    found = {}
    for path in source_files(root, ".py"):
        if path.relative_to(root).with_suffix("").parts[0] not in tops:
            continue
        parts = path.relative_to(root).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[module] = Source(module, path, _parsed(path.read_text("utf-8")))
    return found


@cache
def imports(source: Source) -> tuple[Import, ...]:
    """All imports of a file, including `import_module("...")` with a literal."""
    return tuple(_imports(source, source.tree, "at once"))


def _imports(source: Source, node: ast.AST, runs: str) -> Iterator[Import]:
    match node:
        case ast.Import(names):
            for each in names:
                yield Import(each.name, None, node.lineno, runs)
        case ast.ImportFrom(module, names, level):
            package = source.package.split(".")
            base = [*package[: len(package) - level + 1]] if level else []
            origin = ".".join([*base, module] if module else base)
            for each in names:
                yield Import(origin, each.name, node.lineno, runs)
        case ast.Call(func, [ast.Constant(str(name)), *_]) if last_name(func) == "import_module":
            yield Import(name, None, node.lineno, runs)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        runs = "later" if runs == "at once" else runs
    if isinstance(node, ast.If) and last_name(node.test) == "TYPE_CHECKING":
        for child in node.body:
            yield from _imports(source, child, "never")
        for child in node.orelse:
            yield from _imports(source, child, runs)
        return
    for child in ast.iter_child_nodes(node):
        yield from _imports(source, child, runs)


def last_name(node: ast.AST) -> str | None:
    """The last part of a dotted name: `lambdify` for `sympy.lambdify`; None for anything else."""
    match node:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
    return None


def loaded_by(known: dict[str, Source], each: Import) -> list[str]:
    """The project's modules that an import runs.

    A package's lazy names are those that its `__init__` imports only for the type checker (PEP
    562).
    """
    modules = with_parents(each.module)
    if each.name is not None and f"{each.module}.{each.name}" in known:
        modules.append(f"{each.module}.{each.name}")
    elif each.name is not None and each.module in known:
        for lazy in imports(known[each.module]):
            if lazy.runs == "never" and lazy.name == each.name:
                modules += with_parents(lazy.module)
    return modules


def definers(known: dict[str, Source], each: Import) -> list[str]:
    """The project's module that defines an imported name, also through a package's `__init__`;
    none for other packages."""
    if each.name is not None and f"{each.module}.{each.name}" in known:
        return [f"{each.module}.{each.name}"]
    if each.module not in known:
        return []
    source = known[each.module]
    if source.package == source.module:
        for other in imports(source):
            if other.name is not None and other.name == each.name:
                return definers(known, other) or [each.module]
    return [each.module]


def with_parents(module: str) -> list[str]:
    """A module and its parent packages, all of which its import runs."""
    parts = module.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


def plant(root: Path, files: dict[str, str]) -> Path:
    """Writes a project of these files, by their paths."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def rule_tests(
    rules: Sequence[Rule], legal: dict[str, str], planted: Sequence[tuple[Rule, str, str]]
) -> tuple[Callable[..., None], ...]:
    """Tests of rules: the project keeps them, the `legal` files pass, and what is `planted` among
    those (by rule: a file's name and text) is found."""

    @pytest.mark.parametrize("rule", rules)
    def keeps(rule: Rule) -> None:
        found = rule(ROOT)
        assert not found, found

    @pytest.mark.parametrize("rule", rules)
    def passes(rule: Rule, tmp_path: Path) -> None:
        found = rule(plant(tmp_path, legal))
        assert not found, found

    @pytest.mark.parametrize(("rule", "name", "text"), planted)
    def finds(rule: Rule, name: str, text: str, tmp_path: Path) -> None:
        assert rule(plant(tmp_path, {**legal, name: text}))

    return keeps, passes, finds
