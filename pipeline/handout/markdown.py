"""The hand-out as Markdown, its stills in a folder beside it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import quote

from pipeline.handout.content import Document, Section, Shot, clock, relation
from pipeline.output import replaced_when_whole


def stills_folder(target: Path) -> Path:
    """The folder of the stills: `talk.stills` beside `talk.md`."""
    return target.with_suffix(".stills")


def write_markdown(document: Document, target: Path) -> None:
    """Writes the hand-out and the folder of its stills."""
    folder = stills_folder(target)
    folder.mkdir(exist_ok=True)
    blocks = [f"# {_escaped(document.title)}"]
    for number, section in enumerate(document.sections, start=1):
        blocks.append(f"## {_escaped(section.title)} ({_time(section)})")
        blocks += [f"`{section.typed}`"] if section.typed else []
        for place, shot in enumerate(section.shots, start=1):
            picture = folder / f"{number:02}-{place:02}.png"
            with replaced_when_whole(picture) as temporary:
                shutil.copyfile(shot.picture, temporary)
            blocks += _shot(shot, f"{folder.name}/{picture.name}")
    with replaced_when_whole(target) as temporary:
        temporary.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _shot(shot: Shot, picture: str) -> list[str]:
    name = _escaped(shot.title)
    values = [
        f"- {_escaped(each.name)} {relation(each)}" + (f" (`{each.exact}`)" if each.exact else "")
        for each in shot.values
    ]
    blocks = [f"### {name} ({_time(shot)})", f"![{name}]({quote(picture)})"]
    blocks += [_escaped(shot.sentence)] if shot.sentence else []
    return blocks + (["\n".join(values)] if values else [])


def _time(span: Section | Shot) -> str:
    return f"{clock(span.start)} – {clock(span.end)}"


def _escaped(text: str) -> str:
    """A text of one line, shown as written: nothing in it is a mark of Markdown or HTML.

    A backslash before a sign of punctuation makes it that sign alone (CommonMark 0.31, 2.4).
    """
    marks = re.sub(r"([\\`*_{}\[\]<>#|~$&!])", r"\\\1", text)
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", marks)
