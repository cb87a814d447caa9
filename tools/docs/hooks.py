"""What MkDocs asks while it builds the site: the pages that the program makes.

`make docs` runs it; `extra.stills` in mkdocs.yml says whether pictures are rendered.
"""

from __future__ import annotations

import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from tools.docs import commands, example, gallery, kit, recorder, reference

_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
_CODE = re.compile(r"`[^`]+`")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that are made from the sources, and the gallery's pictures."""
    pictures = bool(config.extra["stills"])
    made = {
        "gallery.md": gallery.page(pictures),
        "kit.md": kit.page(),
        "commands.md": commands.page(),
        "calclib.md": reference.page(),
    }
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    shown = gallery.stills() | example.clip() | recorder.picture() if pictures else {}
    for name, path in shown.items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, config: MkDocsConfig, **_: Any) -> str:
    r"""Shows the example's clip; in tables code is as Python-Markdown reads it: | instead of \|."""
    if config.extra["stills"]:
        markdown = recorder.with_picture(example.with_clip(markdown))
    return _ROW.sub(lambda row: _CODE.sub(lambda c: c[0].replace(r"\|", "|"), row[0]), markdown)
