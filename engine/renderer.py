"""`EngineRenderer`: draws chosen frames of a scene, each one once, counted exactly.

manim's own renderer steps through time by floating-point sums, so that a play may gain a frame and
a wait lose one, and its cache of plays goes stale where updaters are at work. Here a play of n
frames is n frames; which of them are drawn is a range that the caller chooses, and the plays
outside it are only stepped to their ends.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import CairoRenderer, Mobject
from manim.utils.exceptions import EndSceneEarlyException
from manim.utils.iterables import list_update

from engine.camera import EngineCamera
from engine.painter import Painter
from engine.sorting import items

ALL_FRAMES = range(10**9)
NO_FRAMES = range(10**9, 10**9)


class EngineRenderer(CairoRenderer):
    """A renderer for scenes whose pictures are drawn on OpenGL; text is Cairo's.

    `wanted` is the range of frames, counted from the start of the scene, to be drawn and written;
    once it lies behind, the scene ends early.
    """

    def __init__(self, wanted: range = ALL_FRAMES, **kwargs) -> None:
        super().__init__(**{"camera_class": EngineCamera, **kwargs})
        self.wanted = wanted
        self.frame = 0
        self._painter: Painter | None = None
        self._drawn: tuple[tuple, np.ndarray] | None = None

    @property
    def frame_rate(self) -> float:
        """Frames a second."""
        return float(self.camera.frame_rate or 0.0)

    def play(self, scene, *args, **kwargs) -> None:
        if self.frame >= self.wanted.stop:
            raise EndSceneEarlyException
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        frames = round(scene.duration * self.frame_rate)
        chosen = [k for k in range(frames) if self.frame + k in self.wanted]
        self.skip_animations = self.skip_animations or not chosen
        write = not self.skip_animations
        self.file_writer.add_partial_movie_file(
            f"play_{self.num_plays:05}" if write else None,
        )
        self.file_writer.begin_animation(write, animation_index=self.num_plays)
        scene.begin_animations()
        self._draw(scene, chosen if write else [])
        self.file_writer.end_animation(write)
        self.num_plays += 1
        self.frame += frames
        self.time = self.frame / self.frame_rate

    def _draw(self, scene, chosen: list[int]) -> None:
        if scene.is_current_animation_frozen_frame():
            if chosen:
                self.update_frame(scene)
                self.add_frame(self.get_frame(), num_frames=len(chosen))
            return
        for k in chosen:
            scene.update_to_time(k / self.frame_rate)
            self.update_frame(scene)
            self.add_frame(self.get_frame())
        scene.update_to_time(scene.duration)
        for animation in scene.animations:
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)

    def update_frame(self, scene, mobjects: Iterable[Mobject] | None = None, *_, **__) -> None:
        """Draws the scene as it stands; a frame that shows what the last one showed is that one.

        There is no static image: whatever manim asks for, the whole scene is drawn.
        """
        shown = list_update(scene.mobjects, scene.foreground_mobjects)
        camera = self.camera
        assert isinstance(camera, EngineCamera)
        found = items(shown, camera.fixed_in_frame_mobjects)
        size = camera.size
        key = (size, camera.key(), tuple((item.kind, item.fixed, item.key) for item in found))
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self.painter(size).paint(found, camera))

    def painter(self, size: tuple[int, int]) -> Painter:
        """What draws, in this process; a forked child gets its own."""
        if self._painter is None or self._painter.size != size or not self._painter.context.usable:
            self._painter = Painter(size)
        return self._painter

    def get_frame(self) -> np.ndarray:
        """The frame drawn last: RGBA, uint8, (height, width, 4); not to be changed."""
        assert self._drawn is not None
        return self._drawn[1]

    def still(self, scene) -> np.ndarray:
        """The frame as the scene stands now: RGBA, uint8, shape (height, width, 4)."""
        self.update_frame(scene)
        return self.get_frame()
