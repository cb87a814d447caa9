"""The formats of a hand-out: a new one is one entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.handout.content import Document
from pipeline.handout.markdown import write_markdown
from pipeline.handout.pdf import write_pdf

WRITERS: dict[str, Callable[[Document, Path], None]] = {"pdf": write_pdf, "md": write_markdown}
"""What writes a document into a file, by the ending of its name."""
