"""What an edit of a scene's file changes: later beats alone, or what cannot be known.

A beat is a method; what comes before it is not changed by an edit of its body. So a checkpoint at
its begin can go on with the new body. Anything else in the file may change everything.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

Method = ast.FunctionDef | ast.AsyncFunctionDef


def first_changed_beat(before: str, after: str, scene: str, beats: Sequence[str]) -> str | None:
    """The first of the beats played whose method an edit changes; "" where nothing changes, None
    where more than methods of beats may have changed. Raises SyntaxError for a broken file.

    A beat that another method calls, or that is decorated, counts as more.
    """
    old, new = ast.parse(before), ast.parse(after)
    changed = set[str]()
    for one, other in _pairs(old.body, new.body):
        if one is None or other is None or type(one) is not type(other):
            return None
        if isinstance(one, ast.ClassDef) and isinstance(other, ast.ClassDef) and one.name == scene:
            found = _changed_methods(one, other)
            if found is None:
                return None
            changed |= found
        elif ast.dump(one) != ast.dump(other):
            return None
    if not changed <= set(beats) or _uses(new, changed) or _uses(old, changed):
        return None
    return next((beat for beat in beats if beat in changed), "")


def _pairs(one: Sequence[Any], other: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    longest = max(len(one), len(other))
    for k in range(longest):
        yield one[k] if k < len(one) else None, other[k] if k < len(other) else None


def _changed_methods(one: ast.ClassDef, other: ast.ClassDef) -> set[str] | None:
    """The methods whose bodies differ; None where anything else of the class does."""
    heads = [
        ast.dump(ast.ClassDef(each.name, each.bases, each.keywords, [], each.decorator_list))
        for each in (one, other)
    ]
    if heads[0] != heads[1]:
        return None
    changed = set[str]()
    for a, b in _pairs(one.body, other.body):
        if isinstance(a, ast.FunctionDef) and isinstance(b, ast.FunctionDef) and a.name == b.name:
            if ast.dump(a) != ast.dump(b):
                if a.decorator_list or b.decorator_list or ast.dump(a.args) != ast.dump(b.args):
                    return None
                changed.add(a.name)
        elif a is None or b is None or ast.dump(a) != ast.dump(b):
            return None
    return changed


def _uses(tree: ast.Module, names: set[str]) -> bool:
    """Whether anything reads an attribute of one of these names."""
    return any(isinstance(node, ast.Attribute) and node.attr in names for node in ast.walk(tree))


def renewed(lesson: type, file: Path) -> dict[str, FunctionType]:
    """The methods of a scene's class with the code that stands in its file now.

    Raises SyntaxError for a broken file.
    """
    code = compile(file.read_bytes(), str(file), "exec")
    body = _within(code, lesson.__name__)
    found = {}
    for name, method in vars(lesson).items():
        if isinstance(method, FunctionType) and method.__closure__ is None:
            new = _within(body, name)
            found[name] = FunctionType(new, method.__globals__, name, method.__defaults__)
            found[name].__kwdefaults__ = method.__kwdefaults__
    return found


def _within(code: CodeType, name: str) -> CodeType:
    return next(
        each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name
    )
