"""A broken scene file is named, with the line, and left out; everything else works."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import catalog
from pipeline.errors import InputError
from pipeline.rendering.execute import Outcome
from pipeline.scene_files import SceneFileError, lessons
from tests.pipeline.fakes import record as fake_record
from tests.pipeline.videos import ROOT

WHOLE = '''"""A scene."""
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.title import TitleText


class Evil(Lesson[TitleText]):
    """A scene."""

    defaults = {"title": "none"}
    beats = ("good",)

    def good(self):
        """A beat."""
'''
BROKEN = [
    (WHOLE + "    def f(:\n", 14, "invalid syntax"),
    (WHOLE + "\n)", 15, "unmatched ')'"),
    ("x = '" + "\n", 1, "unterminated string"),
    (WHOLE.replace('("good",)', 'tuple("a b".split())'), 10, 'such as beats = ("first", "second")'),
    (WHOLE.replace('("good",)', '"good"'), 10, "beats takes a literal"),
    (WHOLE.replace('("good",)', "(1, 2)"), 10, "beats takes a literal"),
    (WHOLE.replace('{"title": "none"}', "dict(title='none')"), 9, "defaults takes a literal"),
    (WHOLE.replace('    beats = ("good",)\n', ""), 6, "Evil lacks beats = "),
    (WHOLE.replace("beats = (", "beats: tuple = ("), None, None),
    (WHOLE.replace("[TitleText]", ""), 6, "write class Evil(Lesson[Model])"),
    (WHOLE.replace("Lesson[T", "lesson.Lesson[T"), 6, "write class Evil(Lesson[Model])"),
    (WHOLE.replace("[TitleText]", "[title.TitleText]"), 6, "write class Evil(Lesson[Model])"),
    (WHOLE.replace("(Lesson", "(Mixin, Lesson"), 6, "write class Evil(Lesson[Model])"),
    (WHOLE.replace("def good", "def god"), 6, "beats names 'good', and Evil has no such method"),
    (WHOLE.replace("import TitleText", "import Other"), 6, "import TitleText from the module"),
    (WHOLE.replace("TitleText", "Misspelt"), 3, "AttributeError: "),
    (WHOLE.replace("parameters.title", "nowhere"), 3, "ModuleNotFoundError: "),
    (WHOLE + "    only_if = {'bad': 'title'}\n", 6, "'bad': 'title': no such beat"),
    (WHOLE + "    only_if = {'good': 'funny'}\n", 6, "TitleText has no such property"),
    (WHOLE + "    only_if = ('good',)\n", 14, "only_if takes a literal, such as only_if = {"),
    (WHOLE + "x = (" + "(" * 500, 14, "too many nested"),
    (WHOLE + "\0", None, "null bytes"),
    (WHOLE.encode() + b"\xff", None, ""),
]


@pytest.mark.parametrize(("content", "line", "message"), BROKEN, ids=lambda each: repr(each)[-20:])
def test_a_fault_is_named_with_its_line(
    content: str | bytes, line: int | None, message: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "scenes" / "evil.py"
    file.parent.mkdir()
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    if message is None:
        assert [each["beats"] for each in lessons(file)] == [("good",)]
        return
    with pytest.raises(SceneFileError) as caught:
        list(lessons(file))
    place = f", line {line}" if line else ""
    assert str(caught.value).startswith(f"scenes/evil.py{place}")
    assert message in str(caught.value)


@pytest.fixture
def one_broken(monkeypatch: pytest.MonkeyPatch, tmp_path_factory) -> Iterator[None]:
    """A catalogue of two scenes, one of them broken."""
    folder = tmp_path_factory.mktemp("checkout") / "scenes"
    folder.mkdir()
    shutil.copy(ROOT / "scenes" / "title_card.py", folder)
    (folder / "evil_scene.py").write_text("class Evil(\n")
    monkeypatch.setattr(catalog, "SCENES", folder)
    catalog._catalog.cache_clear()
    yield
    catalog._catalog.cache_clear()


@pytest.mark.usefixtures("one_broken")
def test_the_other_scenes_are_found_and_the_broken_one_is_explained() -> None:
    assert [entry.scene for entry in catalog.entries()] == ["TitleCard"]
    for name in ("evil_scene", "EvilScene"):
        with pytest.raises(InputError, match=r"^scenes/evil_scene\.py, line 1: '\(' was never"):
            catalog.find(name)
    with pytest.raises(InputError, match="unknown scene 'evil'"):
        catalog.find("evil")


@pytest.mark.usefixtures("one_broken")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("render", "title_card"), 0), (("render", "--all"), 1), (("list",), 0), (("check",), 1),
     (("check", "title_card"), 0), (("render", "evil_scene"), 2)],
    ids=str,
)  # fmt: skip
def test_every_command_still_works(
    nabla, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int
) -> None:
    rendered = []

    def render_clips(jobs, *_) -> Iterator[Outcome]:
        for job in jobs:
            rendered.append(job.entry.scene)
            yield Outcome(job, fake_record(job))

    monkeypatch.setattr("pipeline.clips.render.render_clips", render_clips)
    monkeypatch.setattr("pipeline.lint.linter.judge", lambda jobs: ())
    ran = nabla(*arguments)
    warning, *others = ran.err.splitlines()
    assert ran.code == code
    assert warning.startswith("warning: scenes/evil_scene.py, line 1: '(' was never closed")
    assert len(others) == (1 if code == 2 else 0)
    assert rendered == (["TitleCard"] if arguments[0] == "render" and code != 2 else [])


def test_a_checkout_with_a_broken_scene(tmp_path: Path) -> None:
    """As a program: what an author of a scene sees first."""
    for name in ("calclib", "engine", "pipeline", "scenes", "render.py"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "scenes" / "evil.py").write_text(WHOLE + "    def f(:\n")
    ran = subprocess.run(
        [sys.executable, tmp_path / "render.py", "list"], capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0
    assert "TangentLine (tangent_line): " in ran.stdout
    assert ran.stderr == "warning: scenes/evil.py, line 14: invalid syntax; left out\n"
