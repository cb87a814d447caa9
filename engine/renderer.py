"""`EngineRenderer`: draws chosen frames of a scene, each one once, counted exactly.

manim's own renderer steps through time by floating-point sums, so that a play may gain a frame and
a wait lose one, and its cache of plays goes stale where updaters are at work. Here a play of n
frames is n frames; which of them are drawn is a range that the caller chooses, and the plays
outside it are only stepped to their ends.
"""

from __future__ import annotations

from manim import CairoRenderer
from manim.utils.exceptions import EndSceneEarlyException

ALL_FRAMES = range(10**9)
NO_FRAMES = range(10**9, 10**9)


class EngineRenderer(CairoRenderer):
    """A Cairo renderer for lessons.

    `wanted` is the range of frames, counted from the start of the scene, to be drawn and written;
    once it lies behind, the scene ends early.
    """

    def __init__(self, wanted: range = ALL_FRAMES, **kwargs) -> None:
        super().__init__(**kwargs)
        self.wanted = wanted
        self.frame = 0

    def play(self, scene, *args, **kwargs) -> None:
        if self.frame >= self.wanted.stop:
            raise EndSceneEarlyException
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        frames = round(scene.duration * self.camera.frame_rate)
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
        self.time = self.frame / self.camera.frame_rate

    def _draw(self, scene, chosen: list[int]) -> None:
        self.save_static_frame_data(scene, scene.static_mobjects if chosen else [])
        if scene.is_current_animation_frozen_frame():
            if chosen:
                self.update_frame(scene, mobjects=scene.moving_mobjects)
                self.add_frame(self.get_frame(), num_frames=len(chosen))
            self.static_image = None
            return
        for k in chosen:
            scene.update_to_time(k / self.camera.frame_rate)
            self.render(scene, scene.last_t, scene.moving_mobjects)
        scene.update_to_time(scene.duration)
        for animation in scene.animations:
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        self.static_image = None

    def still(self, scene):
        """The frame as the scene stands now: RGBA, uint8, shape (height, width, 4)."""
        self.static_image = None
        self.update_frame(scene)
        return self.get_frame()
