"""`Lesson`: a manim scene made of named beats, with typed parameters, checked numbers, narration.

A beat is a method. It is one section, one chapter, one unit of preview and caching, it lasts at
least as long as its narration takes to read in the slowest language, and it ends on a held state.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar, cast, get_args

from manim import Animation, ManimColor, Scene, config

from calclib import Number
from calclib.typesetting.decimals import decimals_shown
from engine.camera import EngineCamera
from engine.renderer import EngineRenderer
from scenes._kit import theme
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.fades import take_lists
from scenes._kit.lesson.observer import Observer
from scenes._kit.parameters.base import Parameters
from scenes._kit.parameters.conditions import beats_played
from scenes._kit.parameters.naming import snake_case
from scenes._kit.text import notation
from scenes._kit.text.formula import words
from scenes._kit.text.languages import DEFAULT_LANGUAGE
from scenes._kit.text.narration import Narration
from scenes._kit.text.reading import reading_time

P = TypeVar("P", bound=Parameters)

_HALF_SHOWN = theme.SLOW / 2
"""Seconds until a phrase that is being written or faded in can be seen."""


class Lesson(Scene, Generic[P]):
    """A scene of the lecture: `class TangentLine(Lesson[SliceAtPoint])`.

    A subclass names the model of its parameters in brackets and gives their `defaults`, the names
    of its `beats`, a method for each, and `only_if` some are not always played. All of these are
    literals: `pipeline.catalog` reads them without running the file.
    """

    model: ClassVar[type[Parameters]]
    defaults: ClassVar[dict[str, Any]]
    beats: ClassVar[tuple[str, ...]]
    only_if: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        (cls.model,) = get_args(cls.__orig_bases__[0])  # type: ignore[attr-defined]

    def __init__(
        self,
        parameters: P | None = None,
        language: str = DEFAULT_LANGUAGE,
        observer: Observer | None = None,
        sentences: dict[str, dict[str, str]] | None = None,
    ) -> None:
        """Without an `observer` manim's own file writer gets every frame, as with its command.

        `sentences` are of one's own, by beat and language, instead of the scene's, with the same
        placeholders.
        """
        self.parameters: P = parameters or cast(P, self.model.fitted({}, self.defaults))
        self.language = language
        self.narration = Narration.load(snake_case(type(self).__name__))
        self.own_sentences = sentences or {}
        self.played: list[Beat] = []
        self.observer = observer or Observer()
        self.sentence, self.own_facts = "", dict[str, str]()
        self.words_until = 0.0
        self.engine = EngineRenderer(observer)
        super().__init__(renderer=self.engine)
        self.engine.camera.background_color = ManimColor(theme.BACKGROUND)

    @classmethod
    def beats_played(cls, parameters: Parameters) -> tuple[str, ...]:
        """The names of the beats, in order, that these parameters call for."""
        return beats_played(cls.beats, cls.only_if, parameters)

    def construct(self) -> None:
        self.prepare()
        for name in self.beats_played(self.parameters):
            if self.engine.finished:
                break
            self._play_beat(name)

    def prepare(self) -> None:
        """What several beats need: fields, plots. Nothing is shown yet."""

    def facts(self) -> dict[str, str]:
        """The words and numbers that the narration's placeholders stand for."""
        return {}

    def _play_beat(self, name: str) -> None:
        beat = Beat(name, start=self.frame)
        self.played.append(beat)
        self.next_section(name)
        self.observer.on_beat_begin(self, beat)
        self.say(name)
        getattr(self, name)()
        facts = self.facts() | self.own_facts
        ours = self.narration.sentences(self.sentence, facts)
        beat.narration = ours | self.narration.own(self.own_sentences.get(name, {}), facts)
        spent = (self.frame - beat.start) / self.frame_rate
        unread = self.words_until - self.frame / self.frame_rate
        self.wait(max(theme.HELD_STILL, reading_time(beat.narration) - spent, unread))
        beat.end = self.frame
        self.observer.on_beat_end(self, beat)

    def say(self, key: str, **facts: str) -> None:
        """Takes another sentence for the beat under way than the one of its name; `facts` are
        added to those of all beats."""
        self.sentence, self.own_facts = key, facts

    @property
    def viewer(self) -> EngineCamera:
        """The camera."""
        return cast(EngineCamera, self.engine.camera)

    # -- time ------------------------------------------------------------------------------------

    @property
    def frame_rate(self) -> float:
        return config.frame_rate

    @property
    def frame(self) -> int:
        """The number of frames that have gone by."""
        return self.engine.frame

    def whole_frames(self, seconds: float) -> int:
        """A duration as a number of frames, at least one."""
        return max(1, round(seconds * self.frame_rate))

    def get_run_time(self, animations: list[Animation]) -> float:
        """Every play and wait lasts whole frames: manim would lose or add a fraction."""
        return self.whole_frames(super().get_run_time(animations)) / self.frame_rate

    def compile_animations(self, *args: Any, **kwargs: Any) -> list[Animation]:
        """manim's; the vectors of fades may be lists."""
        animations = super().compile_animations(*args, **kwargs)
        for each in animations:
            take_lists(each)
        return animations

    # -- numbers ---------------------------------------------------------------------------------

    def show(self, number: Number) -> str:
        """The Typst source of a number, rounded; it goes into the manifest of the clip.

        The number is computed the second way too: Mismatch where that does not agree with what is
        printed.
        """
        number.check(decimals_shown(number.value))
        self.played[-1].values.append(number)
        return notation.value(number.value)

    def show_given(self, number: float) -> str:
        """The Typst source of a number that is given, such as a step: no result, so there is no
        second way to it. `render.py check` takes any other number on the screen for a result.
        """
        self.played[-1].given.append(number)
        return notation.value(number)

    def show_equal(self, number: Number) -> str:
        """`= -2`, or `≈ 1.540` where digits are cut off, of a number checked like in `show`."""
        return f"{notation.equals([number.value])} {notation.part('value', self.show(number))}"

    def phrase(self, key: str, **sources: str) -> str:
        """Typst markup of an on-screen phrase; its {placeholders} take math sources.

        It is taken to be shown by the next play, and the beat does not end before it can be read.
        """
        markup = notation.phrase(self.narration.word(key, self.language), sources)
        reading = self.narration.time_for_words(key, self.language, len(words(markup)))
        shown = self.frame / self.frame_rate + _HALF_SHOWN
        self.words_until = max(self.words_until, shown + reading)
        return markup
