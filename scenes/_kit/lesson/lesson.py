"""`Lesson`: a manim scene made of named beats, with typed parameters, checked numbers, narration.

A beat is a method: one section, one chapter, one unit of preview and caching. It lasts at least
as long as its narration takes to read in the slowest language, and ends on a still picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar, cast, get_args

from manim import Animation, FadeIn, FadeOut, ManimColor, Scene, config

from calclib import Number
from calclib.typesetting.decimals import decimals_shown
from engine.camera import EngineCamera
from engine.renderer import EngineRenderer
from scenes._kit import theme
from scenes._kit.lesson.answers import follow
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.facts import names_said
from scenes._kit.lesson.fades import leaving, take_lists, visible
from scenes._kit.lesson.observer import Observer
from scenes._kit.lesson.pacing import MAX_WAIT, TIME_TO_APPEAR, beat_length, hold
from scenes._kit.lesson.title_picture import TitlePicture
from scenes._kit.names import names_of
from scenes._kit.parameters.base import Parameters
from scenes._kit.parameters.conditions import beats_played
from scenes._kit.parameters.naming import snake_case
from scenes._kit.parameters.transition import Transition
from scenes._kit.roles import roles_of
from scenes._kit.text import notation
from scenes._kit.text.formula import phrase_markup, words
from scenes._kit.text.languages import DEFAULT_LANGUAGE
from scenes._kit.text.narration import Narration
from scenes._kit.text.reading import reading_time

P = TypeVar("P", bound=Parameters)


class Lesson(Scene, Generic[P]):
    """A scene of the lecture: `class TangentLine(Lesson[SliceAtPoint])`.

    A subclass names the model of its parameters in brackets and defines their `defaults`, the
    names of its `beats`, a method for each, and the conditions of optional beats (`only_if`). All
    of these are literals: `pipeline.catalog` reads them without running the file.
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
        transition: Transition | None = None,
    ) -> None:
        """Without an `observer`, manim's own file writer gets every frame.

        `sentences`, by beat and language, replace those of the scene's narration; they may have the
        same placeholders. The `transition` is that of a clip in a lecture.
        """
        self.parameters: P = parameters or cast(P, self.model.with_defaults({}, self.defaults))
        self.language = language
        self.narration = Narration.load(snake_case(type(self).__name__))
        self.custom_sentences = sentences or {}
        self.transition = transition or Transition()
        self._leaving: list[FadeOut] = []
        self.played: list[Beat] = []
        self.observer = observer or Observer()
        self.sentence_key, self.extra_facts, self.readable_at = "", dict[str, str](), 0.0
        self.answers: tuple[Any, ...] = ()
        self.engine = EngineRenderer(observer, camera_class=EngineCamera)
        super().__init__(renderer=self.engine)
        self.engine.camera.background_color = ManimColor(theme.BACKGROUND)

    @classmethod
    def beats_played(cls, parameters: Parameters) -> tuple[str, ...]:
        """The names of the beats played with these parameters, in order."""
        return beats_played(cls.beats, cls.only_if, parameters)

    def construct(self) -> None:
        given = self.parameters
        with roles_of(given.inputs), names_of(given.function_name, given.letters):
            self._play()

    def _play(self) -> None:
        """All beats, and what is between this lesson and its neighbours in a lecture."""
        self.prepare()
        if self.transition.follows is not None:
            title = TitlePicture(self.transition.follows, self.language)
            self._leaving = leaving([title])
            self.add(title)
        for name in self.beats_played(self.parameters):
            if self.engine.finished:
                return
            self._play_beat(name)
        self._lead_on()

    def _lead_on(self) -> None:
        """Turns the last picture to the title of what follows in a lecture, or fades it."""
        following = self.transition.leads_to
        if following is None and not self.transition.fades:
            return
        title = [] if following is None else [TitlePicture(following, self.language).heading]
        gone = [FadeOut(each, run_time=theme.QUICK) for each in visible(self.mobjects)]
        self.play(*gone, *map(FadeIn, title))
        self.played[-1].end = self.frame

    def prepare(self) -> None:
        """Makes what several beats need: fields, plots. Nothing is shown yet."""

    def facts(self) -> dict[str, str]:
        """The values of the narration's placeholders, beside the names of the inputs."""
        return {}

    def _play_beat(self, name: str) -> None:
        beat = Beat(name, start=self.frame)
        self.played.append(beat)
        self.next_section(name)
        self.observer.on_beat_begin(self, beat)
        self.use_sentence(name)
        self.answers = ()
        getattr(self, name)()
        beat.tell(*self._said(beat))
        self._hold(beat)
        beat.end = self.frame
        self.observer.on_beat_end(self, beat)

    def _said(self, beat: Beat) -> tuple[Narration, str, dict[str, str], dict[str, str]]:
        """The narration, the key of the sentence, the facts and an author's own sentences."""
        facts = names_said(self.parameters.inputs) | self.facts() | self.extra_facts
        return self.narration, self.sentence_key, facts, self.custom_sentences.get(beat.name, {})

    def _hold(self, beat: Beat) -> None:
        """Holds the last picture of a beat for the rest of its time, in which answers follow."""
        rate = self.frame_rate
        beat.complete = self.frame if beat.complete is None else beat.complete
        elapsed, complete = ((each - beat.start) / rate for each in (self.frame, beat.complete))
        reading = max(reading_time(beat.narration), self.readable_at - beat.start / rate)
        length = beat_length(complete, elapsed, reading)
        end = beat.start + self.whole_frames(length)
        follow(self, self.answers, hold(length - elapsed).in_frames(rate))
        last = max(end - self.frame, self.whole_frames(theme.MIN_HOLD))
        self.wait(last / rate)

    def complete(self, *answers: Any) -> None:
        """What the beat is about is complete, and stands from now on.

        While the rest of the sentence is read, the `answers` follow in turn: mobjects pulse,
        animations are played. Without any, what was shown last pulses.
        """
        self.played[-1].complete, self.answers = self.frame, answers

    def when(self, mark: str) -> None:
        """The next play begins when the voice comes to `[mark]` in the sentence, which is chosen
        before, and the voice goes on then; without a voice, once it is read up to there."""
        beat = self.played[-1]
        unread = beat.read_by(mark, *self._said(beat)) - (self.frame - beat.start) / self.frame_rate
        if unread * self.frame_rate >= 1:
            self.wait(min(unread, MAX_WAIT))
        beat.marks[mark] = self.frame - beat.start

    def stays(self, seconds: float) -> None:
        """The current beat lasts at least so many seconds."""
        self.readable_at = max(self.readable_at, self.played[-1].start / self.frame_rate + seconds)

    def use_sentence(self, key: str, **facts: str) -> None:
        """Chooses what is said and seen in the current beat by a key; adds `facts` for it."""
        self.sentence_key, self.extra_facts = key, facts

    @property
    def camera(self) -> EngineCamera:
        """The camera, with its own type."""
        return cast(EngineCamera, self.engine.camera)

    @property
    def frame_rate(self) -> float:
        return config.frame_rate

    @property
    def frame(self) -> int:
        """The number of the current frame."""
        return self.engine.frame

    def whole_frames(self, seconds: float) -> int:
        """A duration in frames, rounded, at least one."""
        return max(1, round(seconds * self.frame_rate))

    def play(self, *args: Any, **kwargs: Any) -> None:
        """manim's; plays nothing without animations: what is drawn of a function may be empty."""
        if args:
            super().play(*args, **kwargs)

    def get_run_time(self, animations: list[Animation]) -> float:
        """Rounds to whole frames: manim would drop or add a fraction of one."""
        return self.whole_frames(super().get_run_time(animations)) / self.frame_rate

    def compile_animations(self, *args: Any, **kwargs: Any) -> list[Animation]:
        """manim's; fades take lists as vectors; the title before the scene fades with the first."""
        animations = super().compile_animations(*args, **kwargs) + self._leaving
        self._leaving = []
        for each in animations:
            take_lists(each)
        return animations

    def typeset(self, number: Number, digits: int | None = None) -> str:
        """The Typst source of a result, rounded (to `digits` decimals, if not as usual); recorded.

        Raises Mismatch if the number's cross-check does not agree with the printed digits.
        """
        number.check(decimals_shown(number.value) if digits is None else digits)
        source = notation.value(number.value, digits)
        self.played[-1].record(number, source)
        return source

    def typeset_given(self, number: float) -> str:
        """The Typst source of an input, such as a step, which has no cross-check.

        `render.py check` reports any other number on the screen that is not a checked result.
        """
        self.played[-1].given.append(number)
        return notation.value(number)

    def typeset_equal(self, number: Number, *others: Any, point: Sequence[float] = ()) -> str:
        """`= -2`, or `≈ 1.540` if the number is rounded; checked and recorded as by `typeset`.

        Also `≈` if one of the other numbers, or a coordinate of the `point`, before it is.
        """
        sign = notation.equals_sign([number, *others], point)
        return f"{sign} {notation.part('value', self.typeset(number))}"

    def phrase(self, key: str, **sources: str) -> str:
        """Typst markup of an on-screen phrase; its {placeholders} take math sources.

        The next play is assumed to show it; the beat does not end before it can be read.
        """
        markup = phrase_markup(self.narration.phrase(key, self.language), sources)
        reading = self.narration.phrase_reading_time(key, self.language, len(words(markup)))
        shown = self.frame / self.frame_rate + TIME_TO_APPEAR
        self.readable_at = max(self.readable_at, shown + reading)
        return markup
