"""Bad input gives one line and exit code 2, and leaves no files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bad_input import (
    BAD_TEXTS,
    MAPPING,
    PROGRAMS,
    REFUSALS,
    TANGENT,
    UNBOUNDED,
    formula,
)

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("scene", [TANGENT, MAPPING], ids=["field", "mapping"])
@pytest.mark.parametrize(
    ("text", "fragment", "place"), BAD_TEXTS, ids=[repr(row[0][:24]) for row in BAD_TEXTS]
)
def test_a_bad_text_is_refused(
    nabla, tmp_path: Path, scene: tuple[str, ...], text: str, fragment: str, place: int | None
) -> None:
    ran = nabla(*formula(text, scene))
    message, *caret = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert message.startswith("error: --function: ")
    assert fragment in message
    assert len(message) < 160
    assert len(caret) in (0, 2)
    if place is not None:
        assert caret[1].index("^") - 2 == place
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "fragments"), REFUSALS, ids=[" ".join(row[0])[:60] for row in REFUSALS]
)
def test_bad_input_is_refused(
    nabla, tmp_path: Path, arguments: tuple[str, ...], fragments: list[str]
) -> None:
    ran = nabla(*arguments)
    message, *caret = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert message.startswith("error: ")
    assert [each for each in fragments if each not in message] == []
    assert len(message) < 160
    assert len(caret) in (0, 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", UNBOUNDED, ids=lambda row: " ".join(map(repr, row))[:60])
def test_arbitrary_input_gives_one_short_printable_line(
    nabla, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = nabla(*arguments)
    lines = ran.err.removesuffix("\n").split("\n")
    assert (ran.code, ran.out) == (2, "")
    assert len(lines) in (1, 3)
    assert all(line.isprintable() and len(line) < 160 for line in lines)
    assert list(tmp_path.iterdir()) == []


def test_the_second_of_two_scenes_is_refused_before_anything_is_written(
    nabla, tmp_path: Path
) -> None:
    assert nabla("render", "transformation", "tangent_line", "--function", "[x,y]").code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("arguments", "fragment"), PROGRAMS, ids=[row[1] for row in PROGRAMS])
def test_a_refusal_imports_neither_manim_nor_sympy(
    arguments: tuple[str, ...], fragment: str, tmp_path: Path
) -> None:
    """As a program: Python reports each imported module in a line."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", ROOT / "render.py", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    lines = [line for line in ran.stderr.splitlines() if not line.startswith("import time:")]
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert (ran.returncode, ran.stdout) == (2, "")
    assert fragment in lines[0]
    assert len(lines) in (1, 3)
    assert "click" in loaded
    assert loaded.isdisjoint({"manim", "sympy", "scipy", "moderngl", "av", "rich"})
    assert list(tmp_path.iterdir()) == []
