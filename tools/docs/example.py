"""The scene that docs/new-scene.md shows, in a copy of the project, and its clip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scenes._kit.text.languages import LANGUAGES
from tools.docs.rendered import RENDERED, ROOT, is_current

SCENE = "directional_derivative"
PAGE = ROOT / "docs" / "new-scene.md"
_FILES = ROOT / "docs" / "example"
_PARTS = ("calclib", "engine", "scenes", "pipeline", "render.py", "pyproject.toml")
_SITE = f"example/{SCENE}"
"""The address of the clip in the site, without an ending."""
_PLACE = "<!-- the clip -->"


def write_project(folder: Path) -> None:
    """Writes a copy of the project with the scene, and with its words after those of the others."""
    for part in _PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    shutil.copy(_FILES / f"{SCENE}.py", folder / "scenes")
    for words in _FILES.glob("*.toml"):
        with (folder / "scenes" / "narration" / words.name).open("a", encoding="utf-8") as file:
            file.write("\n" + words.read_text("utf-8"))


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the copy's `render.py`."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "render.py", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, env=environment)


def clip() -> dict[str, Path]:
    """The clip, its captions and its poster, by their names in the site; rendered if need be."""
    target = RENDERED / f"{_SITE}.mp4"
    if not is_current(target, _FILES):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            write_project(Path(folder))
            ran = run(Path(folder), "render", SCENE, "--quality", "low", "-o", str(target))
        if ran.returncode:
            raise RuntimeError(f"the scene in {_FILES} was not rendered: {ran.stderr}")
    endings = ("mp4", "png", *(f"{code}.vtt" for code in LANGUAGES))
    return {f"{_SITE}.{each}": target.with_suffix(f".{each}") for each in endings}


def with_clip(markdown: str) -> str:
    """The page, with the clip in the place that it has for it."""
    lines = [
        '<video controls playsinline preload="metadata" style="width: 100%"',
        f'  poster="{_SITE}.png" aria-label="The clip of the scene">',
        f'  <source src="{_SITE}.mp4" type="video/mp4">',
    ]
    for code, language in LANGUAGES.items():
        track = f'kind="captions" srclang="{code}" label="{language.name}" src="{_SITE}.{code}.vtt"'
        lines.append(f"  <track {track}>")
    return markdown.replace(_PLACE, "\n".join([*lines, "</video>"]))
