"""How a frame is shared out, asked only for the room that there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from manim import UR, Rectangle, config, tempconfig

from pipeline.rendering.quality import ASPECTS, QUALITIES
from scenes._kit import theme
from scenes._kit.layout.columns import Column
from scenes._kit.layout.headed import figure_under_line, place_above
from scenes._kit.layout.slots import (
    Slot,
    diagram_and_line,
    figure_and_notes,
    figure_scale,
    figure_stretch,
    safe_area,
    views_and_strip,
)

NARROW = [aspect for aspect in ASPECTS if aspect != "16:9"]


@pytest.fixture
def frame(request: pytest.FixtureRequest) -> Iterator[str]:
    """A frame of a shape; its name."""
    width, height = QUALITIES["low"].shaped(request.param).frame
    with tempconfig({"frame_width": width, "frame_height": height}):
        yield request.param


def shapes(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("frame", names, indirect=True)


def overlap(one: Slot, other: Slot) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.top, other.top) - max(one.bottom, other.bottom)
    return min(across, along)


def captions() -> float:
    return config.frame_height * (theme.CAPTIONS - 0.5)


@shapes(*ASPECTS)
def test_figure_and_notes_share_the_safe_area(frame: str) -> None:
    for overlapping in (False, True):
        figure, notes = figure_and_notes(overlap=overlapping)
        area = safe_area()
        for slot in (figure, notes):
            assert area.inset(-1e-9, -1e-9).contains(slot.center[None]).all()
            assert min(slot.left - area.left, area.right - slot.right) >= -1e-9
            assert min(slot.bottom - area.bottom, area.top - slot.top) >= -1e-9
        assert notes.bottom >= captions() - 1e-9
        reaches_under = overlapping and frame == "16:9"
        assert (overlap(figure, notes) > 0) == reaches_under


@shapes(*ASPECTS)
def test_notes_are_as_wide_as_in_a_wide_frame_in_every_shape(frame: str) -> None:
    """So formulas need no smaller text."""
    _, notes = figure_and_notes()
    lanes = [notes.lane(k) for k in range(notes.lanes)]
    assert all(lane.width > 4.45 for lane in lanes)
    assert all(overlap(*pair) < 0 for pair in combinations(lanes, 2))
    assert sum(lane.height for lane in lanes) > 5


@shapes(*ASPECTS)
def test_a_line_above_a_figure_covers_neither_it_nor_the_notes(frame: str) -> None:
    for height in (0.6, 1.3):
        for width in (None, 2.9):
            figure, notes = figure_under_line(height, width)
            line = place_above(Rectangle(width=4, height=height), figure.left + 0.75)
            bottom = line.get_bottom()[1]
            assert bottom > figure.top - 0.5  # where the name of the upright axis stands
            assert bottom > notes.top - 1e-9
            assert safe_area().inset(-1e-9, -1e-9).contains(line.get_corner(UR)[None]).all()
            assert overlap(figure, notes) <= 1e-9
            assert notes.bottom >= captions() - 1e-9


@shapes("16:9")
def test_a_figure_under_a_line_gets_what_its_notes_do_not_need(frame: str) -> None:
    wide, notes = figure_under_line(0.6, 2.9)
    narrow, more = figure_under_line(0.6)
    assert wide.width > 0.68 * config.frame_width
    assert (notes.width, wide.height) == pytest.approx((2.9, narrow.height))
    assert narrow.width < wide.width
    assert more.width > 4.45


@shapes("1:1", "9:16")
def test_without_room_beside_it_the_notes_are_below_the_figure(frame: str) -> None:
    figure, notes = figure_and_notes()
    assert figure.bottom > notes.top
    assert figure.spans_frame
    assert figure.left_of(notes) == figure


@shapes("16:9", "4:3")
def test_notes_are_beside_a_figure_in_a_wide_frame(frame: str) -> None:
    figure, notes = figure_and_notes(overlap=False)
    assert notes.left > figure.right
    assert not figure.spans_frame


@shapes("16:9")
def test_the_wide_frame_is_as_it_was(frame: str) -> None:
    figure, notes = figure_and_notes()
    assert (figure.width, figure.height, notes.lanes) == pytest.approx((8.6388, 7.2, 1))
    assert notes.width == pytest.approx(4.5072)
    assert (figure_scale(), figure_stretch()) == (1.0, 1.0)
    views, strip = views_and_strip()
    assert (views.height, strip.height) == pytest.approx((0.66 * 6.92, 0.34 * 6.92))


@shapes(*NARROW)
def test_boxes_shrink_with_their_figures(frame: str) -> None:
    figure, _ = figure_and_notes()
    assert 0.65 < figure_scale() < 1
    assert (figure_stretch() > 1) == (frame == "1:1")
    assert figure.width >= 6


@shapes(*ASPECTS)
def test_two_views_and_a_diagram(frame: str) -> None:
    views, strip = views_and_strip()
    one, other = views.halves()
    assert views.bottom > strip.top
    assert overlap(one, other) < 0
    assert (one.y == other.y) == (frame != "9:16")  # else one above the other
    assert min(one.width, other.width) > 4.4
    diagram, line = diagram_and_line()
    assert diagram.bottom > line.top
    assert line.bottom == pytest.approx(captions())


def test_rows_flow_from_lane_to_lane() -> None:
    column = Column(Slot(0, 0, 10, 3, lanes=2), gap=0.5)
    rows = [column.put(Rectangle(width=2, height=1)) for _ in range(4)]
    lefts = [row.get_left()[0] for row in rows]
    tops = [row.get_top()[1] for row in rows]
    assert lefts == pytest.approx([-5, -5, column.lanes[1].left, column.lanes[1].left])
    assert tops == pytest.approx([1.5, 0, 1.5, 0])
    assert all(before.height == after.height for before, after in pairwise(rows))
    column.drop_last()
    assert column.free_slot().left == pytest.approx(column.lanes[1].left)
    column.clear()
    assert column.free_slot().left == pytest.approx(-5)
    assert column.largest_free_slot().height == 3


def test_room_is_left_for_what_replaces_a_row() -> None:
    column = Column(Slot(0, 0, 10, 3, lanes=2), gap=0.5)
    column.put(Rectangle(width=2, height=1), reserve=[Rectangle(width=2, height=2)])
    below = column.put(Rectangle(width=2, height=1))
    assert below.get_left()[0] == pytest.approx(column.lanes[1].left)


def test_a_row_wider_than_a_lane_has_the_slot_for_itself() -> None:
    slot = Slot(0, 0, 10, 3, lanes=2)
    assert slot.holding(Rectangle(width=4, height=1)) == slot
    assert slot.holding(Rectangle(width=6, height=1)).lanes == 1
