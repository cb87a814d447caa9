"""Judging a scene: it is played once, and its picture looked at as it goes.

Pictures are drawn PERIOD seconds apart and at the end of every beat; a beat lasts as long as its
narration takes to read, so that there are three or more within. What can be told without a picture
(sizes, numbers, times) is looked at after every play.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.drawing.draw_list import draw_list
from engine.items import Item, TextItem
from engine.renderer import EngineRenderer
from pipeline.errors import RenderError
from pipeline.lint import layout, readouts, rules
from pipeline.lint.rules import Fault
from pipeline.lint.texts import SEEN, Text, formulas, signatures, texts
from pipeline.output import scratch_folder
from pipeline.rendering.job import on_stage
from pipeline.rendering.plan import Job
from scenes._kit.lesson.lesson import Beat, Lesson

PERIOD = 1.0
END = "end"


@dataclass(frozen=True)
class Found:
    """A fault, with its beat and its moment: seconds from the beat's start, or its end."""

    beat: str
    moment: str
    fault: Fault


@dataclass
class Judgement:
    """What was seen of a scene: pictures, texts and numbers, and the faults."""

    scene: str
    language: str
    seconds: float = 0.0
    pictures: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    texts: int = 0
    found: list[Found] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.found


def judge(jobs: Iterable[Job], period: float = PERIOD) -> Iterator[Judgement]:
    """Plays the scenes one after another and judges them; one that does not render has failed."""
    with scratch_folder() as folder:
        for job in jobs:
            try:
                yield _judged(job, period, folder)
            except RenderError as error:
                failed = Found(error.beat, "", Fault("renders", "", error.cause))
                yield Judgement(job.entry.scene, job.language, found=[failed])


def _judged(job: Job, period: float, folder: str) -> Judgement:
    with on_stage(job, Watched, folder) as (scene, play):
        judge = Judge(scene, job, period)
        play()
        return judge.closed()


class Watched(EngineRenderer):
    """A renderer that tells the judge of every frame, and after every play."""

    judge: Judge | None = None

    def play(self, scene, *args, **kwargs) -> None:
        assert self.judge is not None
        first = self.frame
        self.judge.before_play()
        super().play(scene, *args, **kwargs)
        self.judge.after_play(first, scene.is_current_animation_frozen_frame())

    def show(self, scene, frame: int, count: int = 1) -> None:
        super().show(scene, frame, count)
        assert self.judge is not None
        self.judge.at_frame(frame)


@dataclass
class Stay:
    """How long a text is there: frames from the middle of its coming to that of its going."""

    text: Text
    beat: str
    first: float
    last: float


class Judge:
    """Looks at one scene while it is played."""

    def __init__(self, scene: Lesson, job: Job, period: float) -> None:
        self.scene, self.language = scene, job.language
        self.result = Judgement(job.entry.scene, job.language)
        self.stays: dict[int, Stay] = {}
        self.gone: list[Stay] = []
        self.standing = 0
        self.worst: dict[tuple[str, str, str], Found] = {}
        self.beat: Beat | None = None
        self.sized: dict[int, tuple[Any, float]] = {}
        self.looked: tuple | None = None
        self.before: dict[int, Any] = {}
        step = scene.whole_frames(period)
        scene.engine.wanted = range(0, 10**9, step)
        scene.engine.file_writer.sink = self._count
        scene.on_beat = self.begin
        assert isinstance(scene.engine, Watched)
        scene.engine.judge = self

    # -- what calls ------------------------------------------------------------------------------

    def _count(self, _pixels: np.ndarray, repeat: int) -> None:
        assert self.beat is not None
        self.result.pictures[self.beat.name] += repeat

    def at_frame(self, frame: int) -> None:
        """A frame is drawn, and the scene stands as it shows it."""
        assert self.beat is not None
        seconds = (frame - self.beat.start) / self.scene.frame_rate
        self.look(f"{seconds:.1f} s")

    def begin(self, beat: Beat) -> None:
        """A beat begins; the one before has ended."""
        if self.beat is not None:
            self.end(self.beat)
        self.beat = beat
        self.result.pictures[beat.name] = 0

    def before_play(self) -> None:
        """What differs from now is on its way, as long as the play lasts."""
        self.before = signatures(self._items())

    def after_play(self, first: int, frozen: bool) -> None:
        """Sizes, numbers and stays, as the scene stands after a play."""
        assert self.beat is not None
        frames = self.scene.frame - first
        self.standing = self.standing + frames if frozen else 0
        if frozen:
            return
        here = {id(text.mobject): text for text in formulas(self.scene) if text.opacity >= SEEN}
        middle = first + frames / 2
        for gone in self.stays.keys() - here.keys():
            stay = self.stays.pop(gone)
            stay.last = middle
            self.gone.append(stay)
        for key, text in here.items():
            if key not in self.stays:
                self.stays[key] = Stay(text, self.beat.name, middle, middle)
            self._set(text)

    def end(self, beat: Beat) -> None:
        """The held end of a beat: its picture, its time, its numbers."""
        rate = self.scene.frame_rate
        self.scene.engine.still(self.scene)
        self.looked = None
        self.before_play()
        self.look(END)
        self.result.pictures[beat.name] += 1
        self.result.numbers[beat.name] = len(beat.values)
        self._note(rules.held(self.standing / rate), END)
        seconds = (self.scene.frame - beat.start) / rate
        self._note(rules.narrated(beat.narration, seconds, 1 / rate), END)

    def closed(self) -> Judgement:
        """The scene has ended: the judgement."""
        rate = self.scene.frame_rate
        if self.beat is not None:
            self.end(self.beat)
        for stay in self.stays.values():
            stay.last = self.scene.frame
        stays = [*self.gone, *self.stays.values()]
        for stay in stays:
            seconds = (stay.last - stay.first) / rate
            self._note(rules.reading(stay.text, seconds, self.language), "", stay.beat)
        self.result.texts = len(stays)
        self.result.seconds = self.scene.frame / rate
        self.result.found = list(self.worst.values())
        return self.result

    # -- how it judges ---------------------------------------------------------------------------

    def look(self, moment: str) -> None:
        """Judges the picture, unless it is the one judged last.

        What is on its way is passing: it is not held against the texts it passes.
        """
        scene, engine = self.scene, self.scene.engine
        camera, found = scene.viewer, self._items()
        key = (camera.key(), tuple((type(item), item.key) for item in found))
        if key == self.looked:
            return
        self.looked = key
        now = signatures(found)
        moving = {each for each, look in now.items() if self.before.get(each) != look}
        full = engine.get_frame()[..., :3]
        drawing = [
            item
            for item in found
            if not isinstance(item, TextItem) and moving.isdisjoint(map(id, item.mobjects))
        ]
        bare = engine.picture_of(drawing)[..., :3]
        ground = 255 * np.array(camera.background_color.to_rgb(), dtype=float)
        view = rules.View(bare, ground, camera.frame_size)
        seen = [text for text in texts(scene, moving) if not self._hidden(text, full, view)]
        self._note(rules.judged(seen, view), moment)

    def _items(self) -> list[Item]:
        scene = self.scene
        return draw_list([*scene.mobjects, *scene.foreground_mobjects], set())

    def _hidden(self, text: Text, full: np.ndarray, view: rules.View) -> bool:
        """Whether a text in the world stands behind something."""
        return text.in_world and not layout.changed(text.boxes, full, view.bare, view.frame)

    def _set(self, text: Text) -> None:
        """Judges size and numbers of a formula, anew when it was scaled."""
        em = text.mobject.em
        if self.sized.get(id(text.mobject), (None, 0.0))[1] == em:
            return
        self.sized[id(text.mobject)] = (text.mobject, em)
        height = self.scene.viewer.frame_size[1]
        self._note(rules.size(text, height), self._now())
        if not readouts.is_tick(text.mobject):
            known = readouts.accounted(self.scene)
            strange = readouts.unaccounted(text.source, known)
            if strange:
                amount = f"{', '.join(strange)}: from no checked number"
                self._note([Fault("number", text.source, amount)], self._now())

    def _now(self) -> str:
        assert self.beat is not None
        return f"{(self.scene.frame - self.beat.start) / self.scene.frame_rate:.1f} s"

    def _note(self, faults: Iterable[Fault], moment: str, beat: str = "") -> None:
        """Keeps the worst of each fault in a beat."""
        for fault in faults:
            name = beat or (self.beat.name if self.beat else "")
            key = (name, fault.rule, fault.text)
            if key not in self.worst or self.worst[key].fault.size < fault.size:
                self.worst[key] = Found(name, moment, fault)
