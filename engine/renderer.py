"""`EngineRenderer`: draws selected frames of a scene, with an exact frame count.

manim's own renderer sums up time steps in floating point, so that a play may gain a frame and a
wait lose one, and its cache of plays is wrong with updaters. Here a play of n frames has exactly n
frames; only those in the observer's range are drawn, and plays outside it are only stepped to their
ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import CairoRenderer, Mobject
from manim.utils.exceptions import EndSceneEarlyException
from manim.utils.iterables import list_update

from engine.camera import EngineCamera
from engine.drawing.draw_list import DrawList
from engine.drawing.painter import Painter
from engine.frames import FrameTap, FrameWriter
from engine.gl.context import ChannelOrder
from engine.gl.driver_threads import pin_driver_threads
from engine.items import Item
from engine.observer import FrameObserver, FramePainter
from engine.plain.cameras import FlatCamera, FramedCamera, SpaceCamera, camera_for
from engine.plain.items_of import plain_items
from engine.stepping import Stepper


class NoMoreFrames(EndSceneEarlyException):
    """All requested frames are drawn; the rest of the scene is not played."""


class EngineRenderer(CairoRenderer):
    """A renderer that draws scenes with OpenGL, and text with Cairo.

    An `observer` selects the frames to draw and receives them; without one manim's own file writer
    receives all. `frame` counts the frames of finished plays. The camera is one for the kind of
    scene, which draws as manim does; `camera_class` gives another, such as that of lessons.
    """

    def __init__(self, observer: FrameObserver | None = None, **kwargs) -> None:
        writer = FrameWriter if observer is None else FrameTap
        super().__init__(**{"camera_class": EngineCamera, "file_writer_class": writer, **kwargs})
        self._camera_is_given = "camera_class" in kwargs
        self.observer = observer or FrameObserver()
        self._writes_files = observer is None
        self.frame = 0
        self._painter: FramePainter | None = None
        self._last_key: tuple | None = None
        self._pixels: dict[ChannelOrder, np.ndarray] = {}
        self._pending_repeats = 0
        self._draw_list = DrawList()

    def init_scene(self, scene, session_spec, file_writer_settings) -> None:
        if not self._camera_is_given:
            self.camera = camera_for(scene.camera_class)
        super().init_scene(scene, session_spec, file_writer_settings)

    @property
    def frame_rate(self) -> float:
        """Frames per second."""
        return float(self.camera.frame_rate or 0.0)

    @property
    def finished(self) -> bool:
        """Whether all requested frames are drawn."""
        return self.frame >= self.observer.frames.stop

    def play(self, scene, *args, **kwargs) -> None:
        if self.finished:
            raise NoMoreFrames
        self.observer.on_play_begin(scene)
        first = self.frame
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        frames = round(scene.duration * self.frame_rate)
        frames_to_draw = [k for k in range(frames) if first + k in self.observer.frames]
        self.skip_animations = self.skip_animations or not frames_to_draw
        is_drawn = not self.skip_animations
        self.file_writer.add_partial_movie_file(
            f"play_{self.num_plays:05}" if is_drawn else None,
        )
        self.file_writer.begin_animation(is_drawn, animation_index=self.num_plays)
        scene.begin_animations()
        self.observer.on_play_begun(scene)
        self._draw_list = DrawList(scene.static_mobjects)
        frames = self._draw_frames(scene, frames_to_draw if is_drawn else [], frames)
        self._draw_list = DrawList()
        self.file_writer.end_animation(is_drawn)
        self.num_plays += 1
        self.frame += frames
        self.time = self.frame / self.frame_rate
        self.observer.on_play_end(scene, first, scene.is_current_animation_frozen_frame())

    def _draw_frames(self, scene, frames_to_draw: list[int], frames: int) -> int:
        """Draws these of a play's frames; returns how many it has, fewer if it is broken off."""
        if scene.is_current_animation_frozen_frame():
            if frames_to_draw:
                self.show(scene, self.frame + frames_to_draw[0], len(frames_to_draw))
                self.settle()
            return frames
        stepper = Stepper(scene)
        if scene.stop_condition is not None:
            frames = self._draw_until_stopped(scene, stepper, frames_to_draw, frames)
        else:
            for k in frames_to_draw:
                if self.observer.skips(self.frame + k):
                    continue
                stepper.advance(k / self.frame_rate)
                self.show(scene, self.frame + k)
            self.settle()
            stepper.advance(scene.duration)
        for animation in scene.animations:
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        return frames

    def _draw_until_stopped(
        self, scene, stepper: Stepper, frames_to_draw: list[int], frames: int
    ) -> int:
        """Steps through all frames of a wait, until its condition holds."""
        for k in range(frames):
            stepper.advance(k / self.frame_rate)
            if k in frames_to_draw:
                self.show(scene, self.frame + k)
            if scene.stop_condition():
                frames = k + 1
                break
        self.settle()
        return frames

    def show(self, scene, frame: int, count: int = 1) -> None:
        """Draws the scene's current state as the frame of that number, shown `count` times."""
        self.update_frame(scene)
        self._pending_repeats += count
        self.observer.on_drawn(scene, frame)

    def update_frame(self, scene, mobjects: Iterable[Mobject] | None = None, *_, **__) -> None:
        """Draws the scene's current state, unless it looks like the last frame.

        Always the whole scene, whatever `mobjects` manim passes: there is no static image.
        """
        camera = self._engine_camera
        shown = list_update(scene.mobjects, scene.foreground_mobjects)
        items = self._items(shown)
        keys = tuple((type(item), item.fixed, item.key) for item in items)
        key = (camera.size, camera.key(), keys)
        if self._last_key != key:
            self.settle()
            self.painter(camera.size).paint(items, camera)
            self._last_key, self._pixels = key, {}

    def _items(self, shown: list[Mobject]) -> list[Item]:
        """The items of a frame: by a lesson's conventions, or by manim's."""
        camera = self._engine_camera
        if isinstance(camera, FramedCamera):
            camera.look_through_sub_cameras(shown)
        if isinstance(camera, SpaceCamera | FlatCamera):
            return plain_items(shown, camera)
        return self._draw_list.items(shown, camera.fixed_in_frame_mobjects)

    def settle(self) -> None:
        """Reads the pending frame and delivers it. Until then OpenGL draws it in the background
        while Python advances the scene."""
        if self._pending_repeats and self._writes_files:
            writer = self.file_writer
            order: ChannelOrder = writer.order if isinstance(writer, FrameWriter) else "RGBA"
            self.add_frame(self._frame(order), num_frames=self._pending_repeats)
        elif self._pending_repeats:
            self.observer.on_frame(self._frame("BGRA"), self._pending_repeats)
        self._pending_repeats = 0

    @property
    def _engine_camera(self) -> EngineCamera:
        assert isinstance(self.camera, EngineCamera)
        return self.camera

    def pin_threads(self) -> None:
        """Pins each of the OpenGL driver's threads to a core, for a process that only renders."""
        self.painter(self._engine_camera.size)  # starts the threads
        pin_driver_threads()

    def painter(self, size: tuple[int, int]) -> FramePainter:
        """Who draws pictures of a size for this process; a forked child gets its own."""
        if self._painter is None or self._painter.size != size or not self._painter.usable:
            self._painter = self.observer.painter(size) or Painter(size)
        return self._painter

    def get_frame(self) -> np.ndarray:
        """The last frame: RGBA, uint8, (height, width, 4); must not be modified."""
        return self._frame("RGBA")

    def _frame(self, order: ChannelOrder) -> np.ndarray:
        assert self._last_key is not None
        assert self._painter is not None
        if order not in self._pixels:
            self._pixels[order] = self._painter.pixels(order)
        return self._pixels[order]

    def picture_of(self, items: Sequence[Item]) -> np.ndarray:
        """A picture of other items from the camera's position: RGBA, as `get_frame`, which still
        returns the frame afterwards."""
        self.get_frame()
        painter = self.painter(self._engine_camera.size)
        painter.paint(items, self._engine_camera)
        return painter.pixels()

    def still(self, scene) -> np.ndarray:
        """A picture of the scene's current state: RGBA, uint8, (height, width, 4)."""
        self.update_frame(scene)
        return self.get_frame()
