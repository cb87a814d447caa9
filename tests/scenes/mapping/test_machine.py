"""A machine holds its rule on a line, beside what goes in and out and arrows that are seen."""

from __future__ import annotations

from itertools import chain

import pytest

from calclib import Mapping
from scenes._kit import theme
from scenes._kit.layout.slots import safe_area
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.mapping.machine import Fed, Machine, rule_and_fed
from tests.playing import dry_run


def fed_at(size: float) -> Fed:
    return [(Formula("-1.5", font_size=size), Formula("≈ -0.0837", font_size=size))]


@pytest.mark.parametrize("text", ["ln(x+4)-1", "x^3-2*x^2+5*x-1", "[x*exp(-x)+1, sin(3*x)-x]"])
def test_the_rule_is_on_a_line_and_arrows_are_not_tiny(text: str) -> None:
    mapping = Mapping.parse(text)
    written, fed = rule_and_fed(mapping, safe_area(), fed_at)
    line = Formula(notation.rule(mapping), font_size=written.font_size)
    assert written.height == pytest.approx(line.height)
    machine = Machine(safe_area(), written, list(chain(*fed)))
    *_, entering, leaving = machine
    assert min(entering.width, leaving.width) > 2 * theme.GAP
    sizes = [each.font_size for each in chain(*fed)]
    machine.feed(*fed[0])
    assert [each.font_size for each in chain(*fed)] == pytest.approx(sizes)


def test_the_given_point_is_fed_last_so_that_its_output_stays(monkeypatch, media) -> None:
    fed: list[str] = []
    feed = Machine.feed

    def recorded(machine: Machine, given: Formula, result: Formula):
        fed.append(given.markup)
        return feed(machine, given, result)

    monkeypatch.setattr(Machine, "feed", recorded)
    dry_run(media, "transformation", last="machine", function="x^2-3", at="2.5")
    assert len(fed) > 1
    assert [k for k, each in enumerate(fed) if "2.5" in each] == [len(fed) - 1]
