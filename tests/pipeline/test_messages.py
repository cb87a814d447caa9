"""Messages are short and free of control characters, whatever text they contain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.messages import MAX_LENGTH, caret, one_line, printable, shortened

TEXTS = st.text(max_size=400)


@given(TEXTS)
def test_a_message_is_one_printable_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= MAX_LENGTH
    assert line.isprintable()
    assert one_line(line) == line


@given(TEXTS, st.integers(10, 300))
def test_beginning_and_end_of_a_long_text_are_kept(text: str, max_length: int) -> None:
    short = shortened(text, max_length)
    assert len(short) == min(len(text), max_length)
    if len(text) > max_length:
        start, end = short[: max_length // 2 - 2], short[len(short) - max_length // 2 + 2 :]
        assert (text.startswith(start), text.endswith(end)) == (True, True)
        assert "..." in short


def test_control_characters_are_not_printed() -> None:
    assert printable("a\x1b[31m\u202e한글 é\x00") == "a?[31m?한글 é?"
    assert caret("x\x1b+y", 1) == "  x?+y\n   ^"
