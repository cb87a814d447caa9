"""The hand-out as Markdown, its stills in a folder beside it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import quote

from pipeline.handout.content import Document, Moment, Section, clock
from pipeline.output import staged


def stills_folder(target: Path) -> Path:
    """The folder of the stills: `talk.stills` beside `talk.md`."""
    return target.with_suffix(".stills")


def write_markdown(document: Document, target: Path) -> None:
    """Writes the hand-out and the folder of its stills."""
    with staged(target.parent) as stage:
        _write(document, stage / target.name)


def _write(document: Document, page: Path) -> None:
    folder = stills_folder(page)
    folder.mkdir()
    blocks = [f"# {escaped(document.title)}"]
    blocks += [escaped(document.subtitle)] if document.subtitle else []
    for number, section in enumerate(document.scenes, start=1):
        blocks.append(f"## {escaped(section.title)} ({_time(section)})")
        blocks += [_code(section.typed)] if section.typed else []
        for place, moment in enumerate(section.spoken, start=1):
            picture = folder / f"{number:02}-{place:02}.png"
            shutil.copyfile(moment.still, picture)
            blocks += _moment(moment, f"{folder.name}/{picture.name}")
    page.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _moment(moment: Moment, picture: str) -> list[str]:
    name = escaped(moment.title)
    values = [f"- {escaped(f'{number} {shown}')}" for number, shown in moment.numbers]
    blocks = [f"### {name} ({_time(moment)})", f"![{name}]({quote(picture)})"]
    blocks += [escaped(moment.said)] if moment.said else []
    blocks += [f"<small>{escaped(moment.seen)}</small>"] if moment.seen else []
    return blocks + (["\n".join(values)] if values else [])


def _time(span: Section | Moment) -> str:
    return f"{clock(span.start)} – {clock(span.end)}"


def _code(text: str) -> str:
    """A text as a code span, on one line (CommonMark 0.31, 6.1)."""
    line = " ".join(text.split())
    fence = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"


def escaped(text: str) -> str:
    """A text of one line, shown as written: nothing in it is a mark of Markdown or HTML.

    A backslash before a punctuation character makes it that character alone (CommonMark 0.31, 2.4).
    """
    marks = re.sub(r"([\\`*_{}\[\]<>#|~$&!])", r"\\\1", text)
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", marks)
