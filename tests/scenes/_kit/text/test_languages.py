"""The table of languages: complete, and light enough for the start of the command line."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from scenes._kit.text import fonts
from scenes._kit.text.languages import DEFAULT_LANGUAGE, LANGUAGES, require_language

ROOT = Path(__file__).resolve().parents[4]


def test_it_imports_nothing_heavy() -> None:
    code = "import sys, scenes._kit.text.languages; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert not {"manim", "pydantic", "numpy", "typst"} & set(ran.stdout.split())
    assert ran.stderr == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_entry_is_complete(code: str) -> None:
    language = LANGUAGES[code]
    assert (len(code), len(language.iso639_2)) == (2, 3)
    assert 5 <= language.reading_speed <= 20
    assert 10 <= language.caption_width <= 60
    assert language.font in fonts.TEXT_FONTS
    assert files("scenes").joinpath("narration", language.narration).is_file()


def test_every_file_of_narration_belongs_to_a_language() -> None:
    found = {path.name for path in files("scenes").joinpath("narration").iterdir()}
    assert found == {language.narration for language in LANGUAGES.values()}


def test_the_default_is_the_first() -> None:
    assert next(iter(LANGUAGES)) == DEFAULT_LANGUAGE


def test_an_unknown_code_is_answered_with_the_known_ones() -> None:
    assert require_language("ko") == "ko"
    with pytest.raises(ValueError, match=r"takes 'en' or 'ko'.*, not 'xx'"):
        require_language("xx")
