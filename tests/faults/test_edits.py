"""Edits of sources and lecture files: exactly what looks different is drawn again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.project import BEATS, Project, hashes
from tests.pipeline.conftest import SMALL

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
SCENE = "scenes/counting.py"
WORDS = "scenes/narration/en.toml"
MUCH = "So many. " * 9
LECTURE = """
title = "Title"
[[scenes]]
scene = "counting"
title = "First part"
[[scenes]]
scene = "counting"
beats = ["one", "two"]
"""


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project.copied_to(tmp_path_factory.mktemp("edited"))


def test_edits_one_after_the_other(editable: Project, clean: Path, tmp_path: Path) -> None:
    """Each draws what looks different, and the picture is that of the clean run where none does."""
    shutil.copytree(clean, tmp_path, dirs_exist_ok=True)
    edits = [
        (SCENE, '"""The second."""', '"""The second."""  # a comment', []),
        (SCENE, 'self.count("two", LEFT)', 'self.count("two", LEFT + 0 * UP)', []),
        ("scenes/_kit/lesson/lesson.py", "class Lesson(", "UNUSED = 1\n\n\nclass Lesson(", []),
        ("scenes/slicing.py", "class Slicing(", "UNUSED = 1\n\n\nclass Slicing(", []),
        (WORDS, "There are three.", "There are seven", []),
        (
            SCENE,
            'self.count("three", RIGHT)',
            'self.count("three", 1.5 * RIGHT)',
            ["three", "four"],
        ),
        (WORDS, '"There are four."', f'"There are four. {MUCH}"', ["four"]),
        ("pipeline/video/encode.py", "LOW_PRIORITY = 10", "LOW_PRIORITY = 11", [*BEATS]),
    ]
    for file, before, after, drawn in edits:
        editable.replace(file, before, after)
        ran = editable.run(tmp_path)
        assert (ran.code, ran.errors, ran.drawn) == (0, [], drawn), file
        if not drawn:
            assert hashes(tmp_path) == hashes(clean)


def test_an_edited_lecture_file(project: Project, tmp_path: Path) -> None:
    """Another title draws what shows it; a comment, or a beat less, draws nothing."""
    file = tmp_path / "talk.toml"
    words = ("lecture", "talk.toml", *SMALL, "-o", "talk.mp4")
    file.write_text(LECTURE)
    first = project.run(tmp_path, *words)
    assert (first.code, first.errors, first.drawn) == (0, [], [*BEATS])
    file.write_text("# a comment\n" + LECTURE)
    again = project.run(tmp_path, *words)
    assert (again.code, " beat " in again.err) == (0, False)
    file.write_text(LECTURE.replace("First part", "Another part"))
    edited = project.run(tmp_path, *words)
    assert (edited.code, edited.drawn) == (0, ["one"])  # which begins with the title
    assert edited.err.count("TitleCard: beat 1 of 1") == 2  # the card before it turns to it
    file.write_text(LECTURE.replace('"one", "two"', '"one"'))
    shorter = project.run(tmp_path, *words)
    assert (shorter.code, " beat " in shorter.err) == (0, False)
