"""Reads the literals of scene classes from their source files, without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.errors import cause_of

_EXAMPLES = {
    "defaults": 'defaults = {"at": "1,2"}',
    "beats": 'beats = ("first", "second")',
    "only_if": 'only_if = {"second": "has_two_inputs"}',
}


class SceneFileError(ValueError):
    """A fault in a scene's file; the message names the file and the line."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        place = f"{path.parent.name}/{path.name}" + (f", line {line}" if line else "")
        super().__init__(f"{place}: {message}")


def lessons(path: Path, package: str = "scenes") -> Iterator[dict[str, Any]]:
    """The fields of the catalogue entry of each `class Name(Lesson[Model])` in a file of a package.

    Raises SceneFileError for a file that is not Python, and for a class whose `beats`, `defaults`
    or model cannot be read.
    """
    imported: dict[str, tuple[str, int]] = {}
    for node in _parsed(path).body:
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                imported |= {alias.asname or alias.name: (module, node.lineno) for alias in names}
            case ast.ClassDef(bases=[ast.Subscript(ast.Name("Lesson"), ast.Name(model)), *_]):
                _require_methods(path, node)
                module = _module_of_model(path, node, model, imported)
                yield {
                    "scene": node.name,
                    "module": f"{package}.{path.stem}",
                    "summary": (ast.get_docstring(node) or "").partition("\n")[0],
                    "model": model,
                    "model_module": module,
                    "defaults": _literal(path, node, "defaults", dict),
                    "beats": _literal(path, node, "beats", tuple),
                    "only_if": _conditions(path, node, getattr(import_module(module), model)),
                }
            case ast.ClassDef(bases=bases) if any(map(_names_lesson, bases)):
                message = f"{node.name} names no model of its parameters"
                raise SceneFileError(
                    path, node.lineno, f"{message}; write class {node.name}(Lesson[Model])"
                )


@lru_cache(64)
def parsed(source: bytes) -> ast.Module:
    """The syntax tree of a file's bytes, in which Python finds the declared encoding itself.

    Not to be changed: the same bytes have the same tree, which takes most of a lookup's time.
    """
    return ast.parse(source)


def _parsed(path: Path) -> ast.Module:
    try:
        return parsed(path.read_bytes())
    except SyntaxError as error:
        raise SceneFileError(path, error.lineno, error.msg) from None
    except (ValueError, MemoryError, RecursionError, OSError) as error:
        raise SceneFileError(path, None, cause_of(error)) from None


def _literal(path: Path, lesson: ast.ClassDef, name: str, kind: type) -> Any:
    """The value of a class's literal: a tuple of names, or a dictionary with names as keys."""
    for statement in lesson.body:
        match statement:
            case ast.Assign([ast.Name(found)], value) | ast.AnnAssign(
                ast.Name(found), _, ast.expr() as value
            ) if found == name:
                literal = _evaluated(value)
                if isinstance(literal, kind) and all(isinstance(each, str) for each in literal):
                    return literal
                message = f"{name} takes a literal, such as {_EXAMPLES[name]}"
                raise SceneFileError(path, statement.lineno, message)
    raise SceneFileError(path, lesson.lineno, f"{lesson.name} lacks {_EXAMPLES[name]}")


def _names_lesson(base: ast.expr) -> bool:
    """Whether a base is `Lesson` in any spelling."""
    names = (getattr(each, "id", getattr(each, "attr", "")) for each in ast.walk(base))
    return "Lesson" in names


def _require_methods(path: Path, lesson: ast.ClassDef) -> None:
    """Raises SceneFileError for a beat without a method."""
    methods = {each.name for each in lesson.body if isinstance(each, ast.FunctionDef)}
    for beat in _literal(path, lesson, "beats", tuple):
        if beat not in methods:
            message = f"beats names {beat!r}, and {lesson.name} has no such method"
            raise SceneFileError(path, lesson.lineno, f"{message}; write def {beat}(self)")


def _conditions(path: Path, lesson: ast.ClassDef, model: Any) -> dict[str, str]:
    """The conditions of beats, each a property of the parameters, by beat."""
    if not any("only_if" in _targets(statement) for statement in lesson.body):
        return {}
    conditions = _literal(path, lesson, "only_if", dict)
    beats = _literal(path, lesson, "beats", tuple)
    for beat, condition in conditions.items():
        what = f"only_if, {beat!r}: {condition!r}"
        if beat not in beats:
            raise SceneFileError(path, lesson.lineno, f"{what}: no such beat")
        if not (isinstance(condition, str) and hasattr(model, condition)):
            message = f"{what}: {model.__name__} has no such property"
            raise SceneFileError(path, lesson.lineno, message)
    return conditions


def _targets(statement: ast.stmt) -> list[str]:
    """The names that a statement of a class assigns to."""
    match statement:
        case ast.Assign(targets):
            return [each.id for each in targets if isinstance(each, ast.Name)]
        case ast.AnnAssign(ast.Name(name), _, ast.expr()):
            return [name]
    return []


def _evaluated(literal: ast.expr) -> Any:
    try:
        return ast.literal_eval(literal)
    except ValueError:
        return None


def _module_of_model(
    path: Path, lesson: ast.ClassDef, model: str, imported: dict[str, tuple[str, int]]
) -> str:
    """The module that defines a model, imported to check that it does."""
    if model not in imported:
        message = f"import {model} from the module that defines it: from ... import {model}"
        raise SceneFileError(path, lesson.lineno, message)
    module, line = imported[model]
    try:
        getattr(import_module(module), model)
    except Exception as error:
        raise SceneFileError(path, line, cause_of(error)) from None
    return module
