"""Steps a scene in time as manim does, with less work for mobjects without updaters."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

from manim import Animation, AnimationGroup, Mobject, Transform
from manim.utils.bezier import interpolate

from engine.blending import Blend


class Stepper:
    """Steps a scene through its current play.

    What an animation moves is collected once a play, not once a frame, where no updater can change
    it meanwhile.
    """

    def __init__(self, scene: Any) -> None:
        self._scene = scene
        self._families: dict[Animation, tuple[list[tuple[Mobject, ...]], Blend | None]] = {}
        self._copies: dict[Animation, list[Mobject]] = {}

    def advance(self, time: float) -> None:
        """Brings the scene to a time of the play, in seconds: `Scene.update_to_time`."""
        scene = self._scene
        step = time - scene.last_t
        scene.last_t = time
        for animation in scene.animations:
            self._update_copies(animation, step)
            self._interpolate(animation, time / animation.run_time)
        for mobject in scene.mobjects:
            update(mobject, step)
        scene.update_meshes(step)
        scene.update_self(step)

    def _interpolate(self, animation: Animation, alpha: float) -> None:
        """Sets an animation's progress: `Animation.interpolate`. manim computes the share of each
        member of a family anew, also where all have the same."""
        kind = type(animation)
        if (
            animation.lag_ratio
            or kind.interpolate is not Animation.interpolate
            or kind.interpolate_mobject is not Animation.interpolate_mobject
            or kind.get_sub_alpha is not Animation.get_sub_alpha
        ):
            animation.interpolate(alpha)
            return
        share = animation.get_sub_alpha(alpha, 0, 1)
        step: Any = animation.interpolate_submobject  # takes as many members as families are zipped
        families, blend = self._families_of(animation)
        for members in families:
            step(*members, share)
        if blend:
            blend.show(share)

    def _families_of(self, animation: Animation) -> tuple[list[tuple[Mobject, ...]], Blend | None]:
        """The members of an animation's families, zipped (`Animation.get_all_families_zipped`);
        those that a `Transform` moves straight on are taken together."""
        if animation in self._families:
            return self._families[animation]
        found = list(animation.get_all_families_zipped())
        is_still = not self._copies_of(animation) and (
            animation.suspend_mobject_updating or not _has_updaters(animation.mobject)
        )
        if not (isinstance(animation, Transform) and is_still):
            return found, None
        is_plain = type(animation).interpolate_submobject is Transform.interpolate_submobject
        joined = [each for each in found if is_plain and animation.path_func is interpolate]
        joined = [each for each in joined if Blend.takes(*each)]
        ids = {id(members[0]) for members in joined}
        rest = [each for each in found if id(each[0]) not in ids]
        self._families[animation] = rest, Blend(joined) if joined else None
        return self._families[animation]

    def _update_copies(self, animation: Animation, step: float) -> None:
        """Updates what an animation starts from and leads to: `Animation.update_mobjects`."""
        method = type(animation).update_mobjects
        if method is Animation.update_mobjects:
            for mobject in self._copies_of(animation):
                update(mobject, step)
        elif method is AnimationGroup.update_mobjects:
            assert isinstance(animation, AnimationGroup)
            running = animation.anims_begun & ~animation.anims_finished
            for part in animation.anims_with_timings["anim"][running]:
                self._update_copies(part, step)
        else:
            animation.update_mobjects(step)

    def _copies_of(self, animation: Animation) -> list[Mobject]:
        """Those of an animation's mobjects to be updated that have updaters in their families."""
        if animation not in self._copies:
            found = animation.get_all_mobjects_to_update()
            self._copies[animation] = [each for each in found if _has_updaters(each)]
        return self._copies[animation]


def _has_updaters(mobject: Mobject) -> bool:
    return bool(mobject.updaters) or any(map(_has_updaters, mobject.submobjects))


def update(mobject: Mobject, step: float) -> None:
    """Calls the updaters of a mobject and of its family: `Mobject.update`.

    manim inspects the signature of every updater on every frame, which may take longer than to
    run it.
    """
    if mobject.updating_suspended:
        return
    for updater in mobject.updaters:
        function: Any = updater
        function(mobject, step) if _takes_step(function) else function(mobject)
    for child in mobject.submobjects:
        if child.updaters or child.submobjects:  # not so for a character of a formula
            update(child, step)


def _takes_step(updater: Callable) -> bool:
    """Whether an updater has a parameter `dt`."""
    if type(updater) is FunctionType and not updater.__dict__:  # nothing that it wraps
        code = updater.__code__
        return "dt" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return "dt" in inspect.signature(updater).parameters
