"""Characters that no font has are found before anything is rendered, in few pages."""

from __future__ import annotations

import pytest
import typst

from pipeline.lint.glyphs import first_missing

HANGUL = "".join(map(chr, range(0xAC00, 0xAC00 + 64)))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The pages that Typst is asked to set."""
    pages: list[bytes] = []
    compile_page = typst.compile

    def watched(page: bytes, **options):
        pages.append(page)
        return compile_page(page, **options)

    monkeypatch.setattr(typst, "compile", watched)
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


def test_it_is_found_by_halving(compiled: list[bytes]) -> None:
    assert first_missing([HANGUL[:-1] + "ก"]) == "ก"
    assert len(compiled) <= 8  # 64 characters
    compiled.clear()
    assert first_missing([HANGUL] * 9) is None
    assert len(compiled) == 1
