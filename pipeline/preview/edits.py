"""What an edit of a scene's file changes: later beats alone, or what cannot be known.

What is played before the first beat that runs a changed method is as it was: so a checkpoint at the
begin of that beat can go on with the new code. An edit of anything but methods may change
everything.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import TypeGuard


def first_changed_beat(before: str, after: str, scene: str, beats: Sequence[str]) -> str | None:
    """The first of the beats played that an edit changes; "" where it changes nothing, None where
    more than what beats run may have changed. Raises SyntaxError for a broken file.
    """
    old, new = ast.parse(before), ast.parse(after)
    changed = _changed_methods(old, new, scene)
    if changed is None:
        return None
    uses = _uses(new, scene)
    others = uses.keys() - set(beats)
    called_by_others = set[str]().union(*uses.values())
    roots = {name for name in others if name not in called_by_others}
    if any(_reached(root, uses) & changed for root in roots):
        return None
    return next((beat for beat in beats if _reached(beat, uses) & changed), "")


def _changed_methods(old: ast.Module, new: ast.Module, scene: str) -> set[str] | None:
    """The plain methods of a scene that differ; None where anything else does."""
    changed = set[str]()
    for one, other in zip_longest(old.body, new.body):
        if not (_is_class(one, scene) and _is_class(other, scene) and _head(one) == _head(other)):
            if not _same(one, other):
                return None
            continue
        for a, b in zip_longest(one.body, other.body):
            if not _same(a, b):
                if not (_is_plain(a) and _is_plain(b) and _declared(a) == _declared(b)):
                    return None
                changed.add(a.name)
    return changed


def _is_class(node: ast.AST | None, name: str) -> TypeGuard[ast.ClassDef]:
    return isinstance(node, ast.ClassDef) and node.name == name


def _is_plain(node: ast.AST | None) -> TypeGuard[ast.FunctionDef]:
    """Whether it is a method whose code alone can be exchanged."""
    return (
        isinstance(node, ast.FunctionDef)
        and not node.decorator_list
        and not any(isinstance(each, ast.Name) and each.id == "super" for each in ast.walk(node))
    )


def _declared(method: ast.FunctionDef) -> tuple[str, str]:
    return method.name, ast.dump(method.args)


def _same(one: ast.AST | None, other: ast.AST | None) -> bool:
    return one is not None and other is not None and ast.dump(one) == ast.dump(other)


def _head(node: ast.ClassDef) -> list[str]:
    return [ast.dump(each) for each in (*node.bases, *node.keywords, *node.decorator_list)]


def _uses(module: ast.Module, scene: str) -> dict[str, set[str]]:
    """By the names of a scene's methods, what each uses of them: whatever is an attribute of that
    name counts. What stands outside of the methods is the entry "".
    """
    methods: dict[str, list[ast.AST]] = {"": []}
    for node in module.body:
        for part in node.body if isinstance(node, ast.ClassDef) and node.name == scene else [node]:
            name = part.name if isinstance(part, ast.FunctionDef) and node is not part else ""
            methods.setdefault(name, []).append(part)
    return {name: _attributes(parts) & methods.keys() for name, parts in methods.items()}


def _attributes(parts: Iterable[ast.AST]) -> set[str]:
    nodes = (node for part in parts for node in ast.walk(part))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def _reached(name: str, uses: Mapping[str, set[str]]) -> set[str]:
    """A method with all that it may run, directly or not."""
    found, waiting = set[str](), [name]
    while waiting:
        each = waiting.pop()
        if each in uses and each not in found:
            found.add(each)
            waiting += uses[each]
    return found


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
