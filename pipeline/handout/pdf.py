"""The hand-out as a PDF on A4, set by Typst."""

from __future__ import annotations

import re
from pathlib import Path

import typst
from PIL import Image

from calclib import ExpressionError
from calclib.expression import parse
from calclib.typesetting.formulas import to_typst
from calclib.typesetting.typst_strings import quoted, text
from pipeline.handout.content import Document, Section, Shot, clock, closed_form, relation
from pipeline.handout.paper import for_paper
from pipeline.output import atomic_file, scratch_folder
from pipeline.video.companions import ValueRecord
from scenes._kit.text import fonts

_PAGE = """
#set page(paper: "a4", margin: (x: 1.6cm, y: 1.8cm), footer: context [
  #set text(8pt, fill: luma(45%))
  #heading-text #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set text(10pt, hyphenate: false)
#let raised = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".clusters().zip("−0123456789".clusters()).to-dict()
#show regex("[⁻⁰¹²³⁴-⁹]+"): it => super( // few fonts have all of them
  typographic: false, it.text.clusters().map(each => raised.at(each)).join())
#set par(leading: 0.6em)
#let part(label, body) = body
#let quiet(body) = text(fill: luma(40%), body)
#let fitting(whole, otherwise) = layout(size => {
  if measure(whole).width <= size.width { whole } else { otherwise }
})
#let value(short, exact) = block(spacing: 0.6em, {
  set par(leading: 0.1em) // formulas reach as far out of their line
  fitting(short + exact, short)
})
#let section(name, time, rule, typed) = block(
  sticky: true, above: 1.6em, below: 0.9em, width: 100%,
)[
  #text(14pt, weight: "bold", name) #h(1fr) #quiet(time)
  #line(length: 100%, stroke: 0.5pt + luma(70%))
  #fitting(rule, raw(typed))
]
#let shot(picture, width, name, time, sentence, seen, values) = block(
  breakable: false, below: 1em,
)[#grid(
  columns: (width, 1fr), gutter: 0.6cm,
  box(image(picture, width: 100%), radius: 3pt, clip: true, stroke: 0.4pt + luma(75%)),
  {
    [#strong(name) #h(1fr) #quiet(time) \\ #sentence]
    set text(9pt)
    if seen != [] { block(above: 0.8em, below: 0.9em, quiet(seen)) }
    v(0.2em)
    values
  },
)]
#text(22pt, weight: "bold", heading-text)
#if subtitle-text != "" { linebreak(); text(13pt, fill: luma(40%), subtitle-text) }
"""
_SIDE = 8.6
"""The longer side of a picture, in centimetres."""


def write_pdf(document: Document, target: Path) -> None:
    """Writes the hand-out; the stills are set in."""
    with scratch_folder() as folder:
        source = "\n".join([*_head(document), *_sections(document, Path(folder))])
        page = Path(folder) / "page.typ"
        page.write_text(source, encoding="utf-8")
        with atomic_file(target) as temporary:
            temporary.write_bytes(typst.compile(str(page), root=folder))


def _head(document: Document) -> list[str]:
    return [
        fonts.preamble(),
        f"#let heading-text = {quoted(document.title)}",
        f"#let subtitle-text = {quoted(document.subtitle)}",
        f"#set text(lang: {quoted(document.language)})",
        "#set document(title: heading-text, date: none)",
        _PAGE,
    ]


def _sections(document: Document, folder: Path) -> list[str]:
    lines = []
    for section in document.sections:
        lines.append(_heading(section))
        for shot in section.shots:
            name = f"{len(lines):04}.png"
            picture = for_paper(Image.open(shot.picture))
            picture.save(folder / name)
            lines.append(_shot(shot, name, min(_SIDE, _SIDE * picture.width / picture.height)))
    return lines


def _heading(section: Section) -> str:
    rule = f"$ {section.rule} $" if section.rule else ""
    typed = quoted(section.typed or "")
    return f"#section([{text(section.title)}], [{_time(section)}], [{rule}], {typed})"


def _shot(shot: Shot, picture: str, width: float) -> str:
    """`width` of the picture, in centimetres."""
    values = "".join(map(_value, shot.values))
    seen = text(shot.seen) if shot.seen else ""
    written = [text(shot.title), _time(shot), text(shot.sentence), seen, values]
    contents = ", ".join(f"[{each}]" for each in written)
    return f"#shot({quoted(picture)}, {width:g}cm, {contents})"


def _time(span: Section | Shot) -> str:
    return text(f"{clock(span.start)} – {clock(span.end)}")


def _value(value: ValueRecord) -> str:
    return f"#value([{_name(value.name)} {text(relation(value))}], [{_exact(value)}])"


def _name(name: str) -> str:
    """f_xy(0, 1) as mathematics; any other name as text."""
    name = re.sub(r"-(?=[\dπ])", "−", name)
    found = re.fullmatch(r"(\w)(?:_(\w+))?(\([^()]*\))", name)
    if found is None:
        return text(name)
    letter, below, inputs = found.groups()
    return f"${letter}{f'_({quoted(below)})' if below else ''}{text(inputs)}$"


def _exact(value: ValueRecord) -> str:
    """The closed form, where it says more than the number: printed where a line holds it."""
    exact = closed_form(value)
    if exact is None:
        return ""
    try:
        return f" $= {to_typst(parse(exact))}$"
    except ExpressionError:
        return ""
