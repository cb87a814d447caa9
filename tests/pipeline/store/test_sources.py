"""The code that modules run: edits that matter change its hash, others do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store import sources
from pipeline.store.sources import Sources

FILES = {
    "calclib/__init__.py": (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n"
        "    from calclib.field import Field\n"
        "    from calclib.slow import Slow\n"
    ),
    "calclib/field.py": "Field = 1\n",
    "calclib/slow.py": "Slow = 1\n",
    "calclib/syntax/__init__.py": "",
    "calclib/syntax/parse.py": "GRAMMAR = 'grammar.lark'\n",
    "calclib/syntax/grammar.lark": "start: X\n",
    "engine/__init__.py": "",
    "engine/paint.py": "from engine.context import C\n",
    "engine/context.py": "C = 1\n",
    "engine/shaders/mesh.glsl": "void main() {}\n",
    "scenes/__init__.py": "",
    "scenes/one.py": "from calclib import Field\nimport engine.paint\n",
    "scenes/two.py": "def late():\n    from calclib.syntax import parse\n    return parse\n",
    "scenes/narration/en.toml": "[one]\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    sources._file_of.cache_clear()
    yield tmp_path
    sources._file_of.cache_clear()


def changed_by(project: Path, name: str, text: str) -> set[str]:
    """The scenes whose code an edit changes."""
    memory = project / "memory.json"
    before = {each: Sources(memory).code_of(f"scenes.{each}") for each in ("one", "two")}
    (project / name).write_text(text)
    after = {each: Sources(memory).code_of(f"scenes.{each}") for each in ("one", "two")}
    return {each for each in before if before[each] != after[each]}


@pytest.mark.parametrize(
    ("name", "text", "scenes"),
    [
        ("scenes/one.py", FILES["scenes/one.py"] + "x = 1\n", {"one"}),
        ("scenes/one.py", "# a comment\n" + FILES["scenes/one.py"] + "\n\n", set()),
        ("calclib/field.py", "Field = 2\n", {"one"}),
        ("calclib/slow.py", "Slow = 2\n", set()),
        ("calclib/__init__.py", FILES["calclib/__init__.py"] + "x = 1\n", {"one", "two"}),
        ("calclib/syntax/parse.py", "GRAMMAR = 'another.lark'\n", {"two"}),
        ("calclib/syntax/grammar.lark", "start: Y\n", {"two"}),
        ("engine/context.py", "C = 2\n", {"one"}),
        ("engine/shaders/mesh.glsl", "void main() { discard; }\n", {"one"}),
        ("scenes/narration/en.toml", "[two]\n", set()),
    ],
)
def test_an_edit_changes_the_scenes_that_run_it(
    project: Path, name: str, text: str, scenes: set[str]
) -> None:
    assert changed_by(project, name, text) == scenes


def test_a_lost_or_broken_memory_changes_nothing(project: Path) -> None:
    memory = project / "memory.json"
    first = Sources(memory).code_of("scenes.one")
    for content in ("", "{", "[1]", '{"a": 1}', '{"a": {"code": 1}}'):
        memory.write_text(content)
        assert Sources(memory).code_of("scenes.one") == first


def test_the_project_s_own_scenes(tmp_path: Path) -> None:
    """Only the scene that climbs runs the code that draws the climb; none runs the checks."""
    known = Sources(tmp_path / "memory.json")
    climbing, mapping = (known._closure([f"scenes.{n}"]) for n in ("hiking_ascent", "slicing"))
    assert any(name.startswith("scenes.figures.hiking.") for name in climbing)
    assert not any(name.startswith("scenes.figures.hiking.") for name in mapping)
    assert "calclib.field" in mapping
    assert "pipeline.cli.check" not in known._closure(["pipeline.rendering.play"])
