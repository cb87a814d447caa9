"""The text of a PDF made by Typst, read back through its fonts' own tables (PDF 1.7, 9.10).

Every text is a string of two-byte glyph numbers; the font's ToUnicode table tells what they stand
for. Enough for what we write, and no more.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf"  # a font is chosen; glyphs are shown, in brackets that may nest
    rb"|\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)"
    rb"|<([0-9A-Fa-f]*)>(?=[\d\s.(<\]-]*\]?TJ?)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class Page:
    """A page: its text without blanks (they are mere distances), size in points, its pictures."""

    text: str
    size: tuple[float, float]
    pictures: int


def pages(path: Path) -> list[Page]:
    """The pages of a file, in their order."""
    objects = {int(n): body for n, body in _OBJECT.findall(path.read_bytes())}
    kids = next(body for body in objects.values() if b"/Type/Pages" in body)
    order = re.findall(rb"(\d+) 0 R", re.search(rb"/Kids ?\[([^]]*)\]", kids)[1])  # type: ignore[index]
    return [_page(objects, objects[int(n)]) for n in order]


def _page(objects: dict[int, bytes], page: bytes) -> Page:
    resources = _pointed(objects, page, b"Resources")
    fonts = re.search(rb"/Font<<(.*?)>>", resources)
    tables = {
        name: _table(objects, objects[int(number)])
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", fonts[1] if fonts else b"")
    }
    width, height = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", page).groups()  # type: ignore[union-attr]
    pictures = len(re.findall(rb"/x\d+ Do", _stream(_pointed(objects, page, b"Contents"))))
    text = _text(_stream(_pointed(objects, page, b"Contents")), tables)
    return Page(text, (float(width), float(height)), pictures)


def _text(content: bytes, tables: dict[bytes, dict[int, str]]) -> str:
    shown, table = "", {}
    for font, literal, hexadecimal in _SHOWN.findall(content):
        table = tables[font] if font else table
        plain = _ESCAPE.sub(_sign, literal) or bytes.fromhex(hexadecimal.decode())
        shown += "".join(
            table.get(int.from_bytes(plain[k : k + 2], "big"), "") for k in range(0, len(plain), 2)
        )
    return "".join(shown.split())


def _sign(escape: re.Match[bytes]) -> bytes:
    told = escape[1]
    return bytes([int(told, 8)]) if told.isdigit() else _LETTERS.get(told, told)


def _table(objects: dict[int, bytes], font: bytes) -> dict[int, str]:
    rows = re.findall(
        rb"^<(?!0000)([0-9A-F]{4})> <([0-9A-F]+)>$",
        _stream(_pointed(objects, font, b"ToUnicode")),
        re.MULTILINE,
    )
    return {
        int(glyph, 16): bytes.fromhex(sign.decode()).decode("utf-16-be") for glyph, sign in rows
    }


def _pointed(objects: dict[int, bytes], body: bytes, name: bytes) -> bytes:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None
    return objects[int(found[1])]


def _stream(body: bytes) -> bytes:
    found = re.search(rb"stream\r?\n(.*)\r?\nendstream", body, re.DOTALL)
    assert found is not None
    return zlib.decompress(found[1]) if b"FlateDecode" in body else found[1]
