"""`STAGES`: the stage for each kind of mapping R^n -> R^m, by the beat that shows it."""

from __future__ import annotations

from scenes.figures.mapping.sheets_in_space import PlaneToSpace
from scenes.figures.mapping.solids_in_space import SpaceToSpace
from scenes.figures.mapping.stages_in_space import LineToSpace
from scenes.figures.mapping.stages_of_lines import LineToLine, LineToPlane
from scenes.figures.mapping.stages_of_planes import PlaneToLine, PlaneToPlane

STAGES = {
    "line_to_line": LineToLine,
    "line_to_plane": LineToPlane,
    "plane_to_line": PlaneToLine,
    "plane_to_plane": PlaneToPlane,
    "line_to_space": LineToSpace,
    "plane_to_space": PlaneToSpace,
    "space_to_space": SpaceToSpace,
}
BENDING = STAGES.keys() - {"line_to_line", "plane_to_line"}
"""The stages in which lines or sheets bend, unless the mapping is affine."""
