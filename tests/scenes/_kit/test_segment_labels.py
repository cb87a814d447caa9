"""What a leader line costs that crosses others' places; which boxes are near points."""

import numpy as np
import pytest

from scenes._kit.layout import segment_labels
from scenes._kit.layout.segment_labels import (
    Surroundings,
    box_distances,
    boxes_near,
    line_points,
    place_by_segments,
)
from scenes._kit.layout.slots import Slot
from scenes._kit.text.formula import Formula

NOTHING = np.empty((0, 3))


def _cost_of_all(ends: np.ndarray, around: Surroundings) -> float:
    """The cost by the distances of all places, however far they are."""
    way, cost = line_points(ends)[:-10], 0.0
    for points, each in ((around.lines, 1.5), (around.texts, 4.0)):
        gaps = [np.hypot(*(points[:, :2] - place).T).min(initial=np.inf) for place in way]
        touched = float(np.mean(np.array(gaps) < 0.06))
        cost += each * (touched + (touched > 0))
    return cost


@pytest.mark.parametrize("seed", range(40))
def test_far_places_cost_a_leader_line_nothing(seed: int) -> None:
    random = np.random.default_rng(seed)
    lines = [line_points(random.uniform(-3, 3, (2, 3))) for _ in range(6)]
    texts = random.uniform(-3, 3, (300, 3)) if seed % 2 else NOTHING
    around = Surroundings(Slot(0, 0, 8, 8), np.vstack(lines), texts, NOTHING)
    ends = random.uniform(-3, 3, (2, 2))
    if seed % 5 == 0:
        ends[1, 0] = ends[0, 0]  # upright: its box has no width
    assert segment_labels._crossing_cost(ends, around) == _cost_of_all(ends, around)


def test_boxes_near_points_are_those_at_a_small_distance() -> None:
    random = np.random.default_rng(7)
    half, clearance = np.array([0.5, 0.15]), 0.2
    for points in (random.uniform(0, 6, (90, 3)), np.empty((0, 3))):
        centers = random.uniform(0, 6, (800, 2))
        near = boxes_near(centers, half, points, clearance)
        assert (near == (box_distances(centers, half, points) < clearance)).all()
        assert 0 < near.mean() < 1 or not len(points)


def test_a_leader_line_does_not_look_like_a_minus_sign_before_its_label() -> None:
    """The nearest room is straight to its right."""
    short = np.array([[-0.1, 0.0, 0.0], [0.1, 0.0, 0.0]])
    left = np.array([[-0.3, -3.0, 0.0], [-0.3, 3.0, 0.0]])
    around = Surroundings(Slot(0, 0, 9, 6), line_points(left), NOTHING, NOTHING)
    ((label, leader),) = place_by_segments([Formula("0.2")], [short], around)
    start, end = leader.get_start_and_end()
    assert label.get_center()[0] > 0
    assert abs(start[1] - end[1]) > 0.25 * abs(start[0] - end[0])
