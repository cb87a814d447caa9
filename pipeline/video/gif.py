"""Additions to the GIF muxer (GIF89a): a comment, and a check for completeness."""

from __future__ import annotations

from pathlib import Path

_HEADER = 13
"""Bytes of the signature and the logical screen descriptor (17, 18)."""
_COMMENT = b"\x21\xfe"
_TRAILER = b"\x3b"


def insert_comment(path: Path, text: str) -> None:
    """Writes a comment extension (24) before the first picture, in blocks of at most 255 bytes."""
    content = path.read_bytes()
    packed = content[10]
    start = _HEADER + (
        3 << (packed & 7) + 1 if packed & 0x80 else 0
    )  # after the global colour table
    data = text.encode()
    blocks = (data[k : k + 255] for k in range(0, len(data), 255))
    comment = b"".join([_COMMENT, *(bytes([len(each)]) + each for each in blocks), b"\0"])
    path.write_bytes(content[:start] + comment + content[start:])


def is_complete(path: Path) -> bool:
    """Whether the file ends with a GIF's trailer (27)."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 1))
        return file.read() == _TRAILER
