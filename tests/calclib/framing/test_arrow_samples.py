"""The lengths in the legend of a field of arrows."""

from __future__ import annotations

import numpy as np
import pytest

from calclib.framing.arrow_samples import sample_lengths
from calclib.framing.arrows import arrow_scale


@pytest.mark.parametrize("top", [0.00083, 0.96, 1.0, 9.5, 96.0, 4200.0])
def test_samples_are_round_and_within_the_field(top: float) -> None:
    lengths = np.linspace(0.1 * top, top, 30)
    scale = arrow_scale(lengths, 0.5)
    assert scale is not None
    samples = sample_lengths(scale, lengths, 0.01)
    assert samples == tuple(sorted(samples, reverse=True))
    assert 0.4 * top < samples[0] <= scale.top
    assert float(f"{samples[0]:.0e}") == pytest.approx(samples[0])


@pytest.mark.parametrize("top", [1.95, 0.0195, 160.0])
def test_the_longest_arrows_are_in_the_legend(top: float) -> None:
    lengths = np.linspace(0.05 * top, top, 60)
    scale = arrow_scale(lengths, 0.5)
    assert scale is not None
    samples = sample_lengths(scale, lengths, 0.01)
    assert len(samples) == 3
    assert samples[0] >= 0.7 * top


LENGTHS = {
    "constant": np.full(81, 2**0.5),
    "two": np.repeat([1.0, 2.0], 40),
    "three": np.repeat([0.5, 3.0, 7.3], [3, 40, 20]),
    "nearly constant": np.linspace(1.93, 2.08, 81),
    "a narrow range": np.linspace(3.1, 4.7, 81),
    "a gap": np.concatenate([np.linspace(1, 1.6, 40), np.linspace(9.2, 9.9, 40)]),
    "many sizes": np.geomspace(1e-3, 40.0, 81),
    "one arrow": np.array([0.3]),
}


@pytest.mark.parametrize("name", LENGTHS)
def test_every_length_of_a_legend_occurs(name: str) -> None:
    lengths = LENGTHS[name]
    scale = arrow_scale(lengths, 0.5)
    assert scale is not None
    samples = sample_lengths(scale, lengths, 0.01)
    assert 1 <= len(samples) <= 3
    assert list(samples) == sorted(samples, reverse=True)
    for sample in samples:
        assert np.abs(lengths - sample).min() <= 0.1 * sample


@pytest.mark.parametrize(
    ("name", "samples"), [("constant", [2**0.5]), ("two", [2, 1]), ("three", [7.3, 3, 0.5])]
)
def test_a_field_of_few_lengths_has_them_in_its_legend(name: str, samples: list[float]) -> None:
    scale = arrow_scale(LENGTHS[name], 0.5)
    assert scale is not None
    assert sample_lengths(scale, LENGTHS[name], 0.01) == pytest.approx(samples)


def test_a_nearly_constant_field_has_one_short_number() -> None:
    lengths = np.linspace(0.9998, 1.0004, 81)
    scale = arrow_scale(lengths, 0.5)
    assert scale is not None
    assert sample_lengths(scale, lengths, 0.01) == (1.0,)


@pytest.mark.parametrize("span", [(0.5, 9.6), (0.02, 17.3), (3.1, 4.7), (1e-3, 40.0), (1.6, 340.0)])
@pytest.mark.parametrize("spread", [np.linspace, np.geomspace])
def test_the_samples_are_spread_over_the_colours(span: tuple[float, float], spread) -> None:
    lengths = spread(*span, 81)
    scale = arrow_scale(lengths, 0.5, shortest=0.1)
    assert scale is not None
    samples = sample_lengths(scale, lengths, 0.02)
    levels, shown = scale.levels(np.array(samples)), scale.levels(lengths[lengths <= scale.top])
    assert len(samples) == 3
    assert levels[0] == pytest.approx(shown[-1], abs=0.16)
    assert levels[1] == pytest.approx((levels[0] + levels[2]) / 2, abs=0.16)
    assert levels[2] == pytest.approx(shown[0], abs=0.16)
