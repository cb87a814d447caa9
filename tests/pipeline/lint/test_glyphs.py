"""Characters that no font has are found before anything is rendered, in few pages."""

from __future__ import annotations

import pytest

from pipeline.lint.glyphs import first_missing
from scenes._kit.text import typst_compiler

HANGUL = "".join(map(chr, range(0xAC00, 0xAC00 + 64)))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that Typst is asked to set."""
    pages: list[str] = []
    svg = typst_compiler.svg

    def watched(page: str) -> str:
        pages.append(page)
        return svg(page)

    monkeypatch.setattr(typst_compiler, "svg", watched)
    return pages


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ([], None),
        (["A lecture", "편미분: 한 번에", "½ × π − ∂"], None),
        (["ก"], "ก"),
        (["ab", "강ก의"], "ก"),
        (["ก ข"], "ก"),
        ([HANGUL, HANGUL[::-1] + "ข" + "ก"], "ข"),
    ],
)
def test_the_first_missing_character(words: list[str], missing: str | None) -> None:
    assert first_missing(words) == missing


def test_it_is_found_by_halving(compiled: list[str]) -> None:
    assert first_missing([HANGUL[:-1] + "ก"]) == "ก"
    assert len(compiled) <= 8  # 64 characters
    compiled.clear()
    assert first_missing([HANGUL] * 9) is None
    assert len(compiled) == 1
