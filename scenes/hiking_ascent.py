"""HikingAscent: the gradient is the hiker's navigator."""

from __future__ import annotations

from typing import ClassVar

from manim import FadeIn, FadeOut, Write, linear

from calclib import ScalarField, readings
from calclib.expression import parse_domain, parse_point
from calclib.framing.hike import Hike, hike, rest
from calclib.typesetting.decimals import decimal_text
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.slots import Column, Slot, frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.field import FieldOverPlane
from scenes._kit.plane.plot import Plot
from scenes._kit.space.reveal import draw
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula, words
from scenes.figures.gradient.arrows import scale_told
from scenes.figures.gradient.board import (
    definition,
    gradient_at,
    length_of,
    relation,
    slope_at,
    slopes_at,
)
from scenes.figures.hiking.compass import SLOPE, SLOPE_ALONG, STOPS, Compass, SlopeBar
from scenes.figures.hiking.hiker import ARRIVED, HALFWAY, NEARLY, PAIR, Hiker, standing
from scenes.figures.hiking.landscape import Landscape


class HikingAscent(Lesson[FieldOverPlane]):
    """The gradient is the hiker's navigator: steepest ascent on map and land."""

    defaults = {
        "function": "4*exp(-(x^2/2 + y^2/8))",
        "at": "-1.5,-2",
        "domain": "-4:4,-3:3",
    }
    beats = ("terrain", "directions", "walk", "profile", "summit", "second_terrain")
    second: ClassVar = {
        "function": "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2)"
        " - exp(-(x+1)^2-y^2)/3",
        "domain": "-3:3,-3:3",
        "starts": ("2,1.5", "2,1.1"),
    }

    endings: ClassVar = {
        "summit": "summit",
        "left the region": "summit_beyond",
        "saddle": "summit_saddle",
        "undefined": "summit_pole",
        "did not settle": "summit_edge",
    }

    def prepare(self) -> None:
        told = self.parameters
        views, self.strip = frame().rows(0.66)
        self.views = views.columns(0.5)
        self.column = Column(self.strip, gap=theme.GAP / 2)
        self.figure = ()
        self.hike = hike(told.field, told.at, told.domain, aspect=views.width / views.height / 2)
        self.start = readings.value_at(told.field, told.at)
        self.end = readings.value_at(told.field, self.hike.points[-1])
        self.slopes, self.steepest = slopes_at(told.field, told.at), None
        if all(self.slopes.values()):
            self.steepest = readings.gradient_length(told.field, told.at)
        self.enter(told.field, self.hike)

    def enter(self, field: ScalarField, *hikes: Hike) -> None:
        """Takes up a terrain: its map, its land, and where it is looked at from."""
        ways = [way.points for way in hikes]
        self.landscape = Landscape(field, hikes[0].region, self.viewer, self.views, ways)
        self.landscape.viewpoint.take(self.viewer)

    def facts(self) -> dict[str, str]:
        told = self.parameters
        facts = {"x": decimal_text(told.at[0]), "y": decimal_text(told.at[1])}
        facts |= {"start": decimal_text(self.start.value), "end": decimal_text(self.end.value)}
        if self.steepest is not None:
            facts["steepest"] = decimal_text(self.steepest.value)
        if self.played[-1].name == "second_terrain":
            facts |= {
                "first": decimal_text(self.summits[0]),
                "other": decimal_text(self.summits[1]),
            }
        return facts

    def terrain(self) -> None:
        """The map on one side, the land on the other, and one hiker in both."""
        told = self.parameters
        self.hiker = Hiker(self.landscape, self.hike)
        self.show_terrain(told.field, self.strip.rows(0.7)[0])
        self.markers = self.hiker.markers()
        self.play(*map(FadeIn, self.markers))
        at = notation.point(told.at)
        self.put(f"f{at} {self.show_equal(self.start)}")

    def show_terrain(self, field: ScalarField, room: Slot) -> None:
        """Its formula, where there is room for it, its map, its land."""
        formula = definition(field, room)
        if formula:
            self.play(Write(self.column.put(formula)))
        plot, lines = self.landscape.map()
        axes, surface, levels = self.landscape.land()
        self.play(FadeIn(plot, axes))
        self.play(draw(surface), draw(lines), run_time=theme.SLOW)
        self.play(FadeIn(levels), run_time=theme.QUICK)

    def directions(self) -> None:
        """A unit direction turns once around; a bar shows how steep that way is."""
        self.play(FadeOut(self.column.clear()))
        self.column = Column(self.strip.columns(0.5)[0], gap=theme.GAP / 2)
        if self.steepest is None:
            self.tell("directions_none")
            self.state_slopes()
            return
        slopes = [slope for slope in self.slopes.values() if slope]
        numbers = [self.show(slope) for slope in slopes]
        self.put(gradient_at(self.parameters.at, numbers, relation(slopes)))
        steepest = self.show(self.steepest)
        if not self.steepest.value:
            self.tell("directions_level")
            return
        gradient = [slope.value for slope in slopes]
        self.compass = Compass(self.landscape, self.hike.at(0), gradient)
        self.turn_around(steepest)

    def state_slopes(self) -> None:
        """Each partial derivative at the point, or that it does not exist."""
        at = self.parameters.at
        stated = [
            slope_at(name, at, self.show_equal(slope) if slope else None)
            for name, slope in self.slopes.items()
        ]
        self.put(" quad ".join(stated))

    def turn_around(self, steepest: str) -> None:
        """The direction turns from along the level curve to up the gradient, and on."""
        compass = self.compass
        self.put(SLOPE_ALONG)
        keys = ("steepest_down", "level", "steepest_up")
        meanings = [words(self.phrase(key), font_size=theme.LABEL) for key in keys]
        numbers = [f"−{steepest}", self.choose(0), steepest]
        bar = SlopeBar(self.strip.columns(0.5)[1], compass, SLOPE, numbers, meanings)
        circles, arrows = compass.circles(), compass.direction()
        mark, names = compass.gradient_mark(), compass.names()
        self.play(FadeIn(mark), *map(draw, circles))
        self.play(*map(FadeIn, (*arrows, *names, bar)))
        for stop in STOPS:
            self.play(compass.angle.animate.set_value(stop))
        if compass.factor != 1:
            key, times = scale_told(compass.factor)
            self.put_words(key, n=self.choose(times))
        self.figure = (*circles, *arrows, *names, mark, bar)

    def walk(self) -> None:
        """Short steps along the gradient: the path bends, across every level curve."""
        if not self.hike.length:
            self.tell("walk_stays")
            return
        if self.hike.is_straight:
            self.tell("walk_straight")
        self.play(*map(FadeOut, self.figure))
        if not self.hike.is_straight:
            self.play(draw(self.hiker.chord()))
        self.add(*self.hiker.ways(), self.hiker.right_angles(), *self.markers)
        self.go(HALFWAY, self.hiker)

    def profile(self) -> None:
        """The height over the way: it grows beside the walk."""
        if not self.hike.length:
            self.tell("profile_stays")
            return
        self.play(FadeOut(self.column.clear()))
        left, right = self.strip.columns(0.58)
        plot = Plot(left, self.landscape.profile_window(self.hike), ("s", notation.symbol("z")))
        self.column = Column(right)
        curve, dot = self.hiker.profile(plot), self.hiker.profile_dot(plot)
        self.play(FadeIn(in_frame(plot)))
        self.play(draw(curve), FadeIn(dot))
        self.put(f"f{notation.point(self.parameters.at)} {self.show_equal(self.start)}")
        self.go(NEARLY, self.hiker)

    def summit(self) -> None:
        """Where the walk ends, and why."""
        end, ending = self.hike.points[-1], self.hike.outcome
        if self.hike.length:
            self.go(ARRIVED, self.hiker)
        self.tell(self.endings[ending] if self.hike.length else "summit_stays")
        if ending == "undefined":
            return
        self.put(f"f{notation.point(end)} {self.show_equal(self.end)}")
        if ending in ("summit", "saddle"):
            zero = self.show(rest(self.parameters.field, self.hike))
            self.put(f"{length_of(end)} = {notation.part('value', zero)}")

    def second_terrain(self) -> None:
        """A land of several summits: two hikers start side by side, and part."""
        self.play(*map(FadeOut, standing(self.mobjects)))
        field = ScalarField.parse(self.second["function"])
        region = parse_domain(self.second["domain"])
        ways = [hike(field, parse_point(start), region) for start in self.second["starts"]]
        self.enter(field, *ways)
        upper, lower = self.strip.rows(0.72)
        self.column, results = Column(upper), map(Column, lower.columns(0.5))
        self.show_terrain(field, upper)
        hikers = [Hiker(self.landscape, way, paint) for way, paint in zip(ways, PAIR, strict=True)]
        for hiker in hikers:
            self.add(*hiker.ways(), *hiker.markers())
        self.go(ARRIVED, *hikers)
        ends = [readings.value_at(field, way.points[-1]) for way in ways]
        self.summits = [end.value for end in ends]
        for place, hiker, end in zip(results, hikers, ends, strict=True):
            self.play(Write(place.put(Formula(f"{hiker.told} {self.show_equal(end)}"))))

    def go(self, share: float, *hikers: Hiker) -> None:
        """The hikers walk on, up to that share of their ways."""
        steps = [hiker.walked.animate.set_value(share) for hiker in hikers]
        self.play(*steps, run_time=2 * theme.SLOW, rate_func=linear)

    def put(self, source: str) -> None:
        """Writes the next formula of the column."""
        self.play(Write(self.column.put(Formula(source))))

    def put_words(self, key: str, **sources: str) -> None:
        """A phrase as the next row of the column."""
        phrase = words(self.phrase(key, **sources), font_size=theme.LABEL)
        self.play(FadeIn(self.column.put(phrase)))
