"""`EngineRenderer`: draws chosen frames of a scene, each one once, counted exactly.

manim's own renderer steps through time by floating-point sums, so that a play may gain a frame and
a wait lose one, and its cache of plays goes stale where updaters are at work. Here a play of n
frames is n frames; which of them are drawn is a range that the caller chooses, and the plays
outside it are only stepped to their ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import CairoRenderer, Mobject
from manim.utils.exceptions import EndSceneEarlyException
from manim.utils.iterables import list_update

from engine.camera import EngineCamera
from engine.drawing.draw_list import draw_list
from engine.drawing.painter import Painter
from engine.frames import FrameTap
from engine.gl.context import ChannelOrder
from engine.gl.driver_threads import pin_driver_threads
from engine.items import Item
from engine.observer import FrameObserver


class NoMoreFrames(EndSceneEarlyException):
    """All frames wanted are drawn; the rest of the scene need not be played."""


class EngineRenderer(CairoRenderer):
    """A renderer for scenes whose pictures are drawn on OpenGL; text is Cairo's.

    An `observer` says which frames are drawn, and gets them; without one manim's own file writer
    gets all. `frame` counts the frames of the plays that are over.
    """

    def __init__(self, observer: FrameObserver | None = None, **kwargs) -> None:
        writer = {} if observer is None else {"file_writer_class": FrameTap}
        super().__init__(**{"camera_class": EngineCamera, **writer, **kwargs})
        self.observer = observer or FrameObserver()
        self._writes_files = observer is None
        self.frame = 0
        self._painter: Painter | None = None
        self._last_key: tuple | None = None
        self._pixels: dict[ChannelOrder, np.ndarray] = {}
        self._pending_repeats = 0

    @property
    def frame_rate(self) -> float:
        """Frames a second."""
        return float(self.camera.frame_rate or 0.0)

    @property
    def finished(self) -> bool:
        """Whether no frame from here on is wanted."""
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
        chosen = [k for k in range(frames) if first + k in self.observer.frames]
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
        self.observer.on_play_end(scene, first, scene.is_current_animation_frozen_frame())

    def _draw(self, scene, chosen: list[int]) -> None:
        if scene.is_current_animation_frozen_frame():
            if chosen:
                self.show(scene, self.frame + chosen[0], len(chosen))
                self.flush()
            return
        for k in chosen:
            scene.update_to_time(k / self.frame_rate)
            self.show(scene, self.frame + k)
        self.flush()
        scene.update_to_time(scene.duration)
        for animation in scene.animations:
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)

    def show(self, scene, frame: int, count: int = 1) -> None:
        """Draws the scene as it stands, to be the frame of that number and those after it."""
        self.update_frame(scene)
        self._pending_repeats += count
        self.observer.on_drawn(scene, frame)

    def update_frame(self, scene, mobjects: Iterable[Mobject] | None = None, *_, **__) -> None:
        """Draws the scene as it stands, unless it shows what the last frame showed.

        There is no static image: whatever manim asks for, the whole scene is drawn.
        """
        camera = self._viewer
        shown = list_update(scene.mobjects, scene.foreground_mobjects)
        found = draw_list(shown, camera.fixed_in_frame_mobjects)
        items = tuple((type(item), item.fixed, item.key) for item in found)
        key = (camera.size, camera.key(), items)
        if self._last_key != key:
            self.flush()
            self.painter(camera.size).paint(found, camera)
            self._last_key, self._pixels = key, {}

    def flush(self) -> None:
        """Reads the pending frame and passes it on. Until then OpenGL draws it while Python moves
        the scene on."""
        if self._pending_repeats and self._writes_files:
            self.add_frame(self._frame("RGBA"), num_frames=self._pending_repeats)
        elif self._pending_repeats:
            self.observer.on_frame(self._frame("BGRA"), self._pending_repeats)
        self._pending_repeats = 0

    @property
    def _viewer(self) -> EngineCamera:
        assert isinstance(self.camera, EngineCamera)
        return self.camera

    def pin_threads(self) -> None:
        """Binds each thread of OpenGL's driver to a core of its own, for a process that renders
        and does nothing else."""
        self.painter(self._viewer.size)  # the threads are there from now on
        pin_driver_threads()

    def painter(self, size: tuple[int, int]) -> Painter:
        """The painter of this process, for pictures of a size; a forked child gets its own."""
        if self._painter is None or self._painter.size != size or not self._painter.context.usable:
            self._painter = Painter(size)
        return self._painter

    def get_frame(self) -> np.ndarray:
        """The frame drawn last: RGBA, uint8, (height, width, 4); not to be changed."""
        return self._frame("RGBA")

    def _frame(self, order: ChannelOrder) -> np.ndarray:
        assert self._last_key is not None
        assert self._painter is not None
        if order not in self._pixels:
            self._pixels[order] = self._painter.pixels(order)
        return self._pixels[order]

    def picture_of(self, found: Sequence[Item]) -> np.ndarray:
        """Other items, drawn as the camera stands: RGBA, as in `get_frame`, which still returns the
        frame."""
        self.get_frame()
        painter = self.painter(self._viewer.size)
        painter.paint(found, self._viewer)
        return painter.pixels()

    def still(self, scene) -> np.ndarray:
        """The frame as the scene stands now: RGBA, uint8, shape (height, width, 4)."""
        self.update_frame(scene)
        return self.get_frame()
