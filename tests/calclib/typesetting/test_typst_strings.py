"""Numbers and texts as Typst: shown literally, never run as code."""

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from calclib.typesetting.typst_strings import number, text


def compiled(*lines: str) -> bytes:
    page = "#set page(width: auto, height: auto)"
    return typst.compile("\n".join([page, *lines]).encode(), format="svg")


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (1.8414, 3, "1.841"),
        (-2, 0, "−2"),
        (-0.0004, 3, "0.000"),
        (-0.0, 1, "0.0"),
        (float("-inf"), 2, "−infinity"),
        (-8.1e-7, 8, "−8.1 times 10^(-7)"),
        (3e7, None, "3 times 10^(7)"),
        (1.5403, None, "1.540"),
    ],
)
def test_numbers(value, digits, shown):
    assert number(value, digits) == shown


def test_nan_is_rejected():
    with pytest.raises(ValueError, match="NaN"):
        number(float("nan"), 2)


def test_numbers_compile():
    assert compiled(f"$ {number(-1.5, 2)} + {number(2e-9)} + {number(float('inf'), 2)} $")


HOSTILE = '#read("/etc/passwd") #import "@preview/x" $ \\write18 </script> *b* _i_ @a <b> // ` " \\'


@pytest.mark.parametrize("words", [HOSTILE, "한글 제목", "a\nb\tc", '"', "\\", "#", "", "\0\x1b"])
@pytest.mark.parametrize("place", ["{}", "$ x = {} $", "#box[{}]", "{}.len()", "{}(x)", "= {}"])
def test_any_text_is_shown_and_never_run(words, place):
    assert compiled(place.format(text(words)))


@settings(max_examples=5, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=50, max_size=50))
def test_any_text_compiles(texts):
    assert compiled(*(text(words) for words in texts))


def test_a_text_keeps_its_characters():
    """Typst itself compares the string with the characters' code points."""
    points = ", ".join(str(ord(character)) for character in HOSTILE)
    literal = text(HOSTILE).removeprefix("#").removesuffix(";")
    assert compiled(f"#assert.eq({literal}, ({points}).map(str.from-unicode).join())")
