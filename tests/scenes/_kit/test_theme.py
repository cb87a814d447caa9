"""Text is legible: contrast and size."""

from __future__ import annotations

import pytest

from scenes._kit import theme

TEXT_COLORS = {
    "FOREGROUND": theme.FOREGROUND,
    "MUTED": theme.MUTED,
    **theme.SYMBOLS,
}
FRAME_HEIGHT = 8.0
"""Scene units, manim's default."""
SIZES = ("LARGE", "FORMULA", "RULE", "TEXT", "LABEL", "TICK")


def luminance(color: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.1)."""
    shares = [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_ratio() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", TEXT_COLORS)
def test_text_stands_out_from_the_background(name: str) -> None:
    assert contrast(TEXT_COLORS[name], theme.BACKGROUND) >= 4.5


@pytest.mark.parametrize("name", SIZES)
def test_text_is_at_least_a_thirtieth_of_the_frame(name: str) -> None:
    """manim sets an em at size / 96 of a scene unit."""
    assert getattr(theme, name) / 96 >= FRAME_HEIGHT / 30


def test_symbols_have_different_colours() -> None:
    used = [
        theme.X,
        theme.Y,
        theme.POINT,
        theme.OUTPUT,
        theme.SECANT,
        theme.GRADIENT,
        theme.MUTED,
    ]
    assert len(set(used)) == len(used)


@pytest.mark.parametrize("name", ["FOREGROUND", "X", "Y", "OUTPUT", "SECANT", "POINT"])
def test_dimmed_text_is_legible(name: str) -> None:
    channels = [
        [int(color[k : k + 2], 16) for k in (1, 3, 5)]
        for color in (getattr(theme, name), theme.BACKGROUND)
    ]
    mixed = [
        round(theme.DIMMED * own + (1 - theme.DIMMED) * behind)
        for own, behind in zip(*channels, strict=True)
    ]
    assert contrast("#" + "".join(f"{each:02x}" for each in mixed), theme.BACKGROUND) >= 4.5
