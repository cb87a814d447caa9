"""The stages of mappings, as the tests play them."""

from __future__ import annotations

from typing import Any

from scenes.figures.mapping.kinds import STAGES


def shown(dry_run, function: str, **options) -> Any:
    """The stage of a mapping, with everything moved to the outputs."""
    lesson = dry_run("transformation", function=function, **options)
    (stage,) = [beat.name for beat in lesson.played if beat.name in STAGES]
    view = lesson.mapping_view(stage)
    figure: Any = STAGES[stage](
        view, [lesson.outputs(view, mark) for mark in view.marks], lesson.camera
    )
    figure.played = figure.animations()
    for animation in figure.played:
        animation.begin()
        animation.interpolate(1.0)
    return figure
