"""HikingAscent: the gradient is the hiker's navigator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import FadeIn, FadeOut, Group, Mobject, Write

from calclib import readings
from calclib.framing.hike import hike
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import Slot, above_captions, figure_scale, views_and_strip
from scenes._kit.lesson.facts import coordinate_facts, number_fact
from scenes._kit.lesson.fades import visible
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.motion import leaves
from scenes._kit.names import function_text, names_of_another
from scenes._kit.parameters.field import FieldOverPlane
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import definition
from scenes.figures.hiking import endings, turning
from scenes.figures.hiking.closer import CloserLook, move_to
from scenes.figures.hiking.compass import STOPS, Compass
from scenes.figures.hiking.hiker import ARRIVED, FIRST_PART, NEAR_END, PATH_COLORS, Hiker
from scenes.figures.hiking.landscape import Landscape, map_aspect
from scenes.figures.hiking.second_terrains import terrain_beside
from scenes.figures.hiking.strip import formula_and_height, strip_and_views


class HikingAscent(Lesson[FieldOverPlane]):
    """The gradient is the hiker's navigator: steepest ascent on map and land."""

    defaults = {
        "function": "4*exp(-(x^2/2 + y^2/8))",
        "at": "-1.5,-2",
        "domain": "-3:3,-3:3",
    }
    beats = ("terrain", "directions", "walk", "profile", "summit", "second_terrain")

    def prepare(self) -> None:
        given, (self.strip, self.views) = self.parameters, strip_and_views()
        self.hike = hike(given.field, given.at, given.domain, aspect=map_aspect(self.views))
        self.landscape = Landscape(
            given.field, self.hike.region, self.camera, self.views, [self.hike.points]
        )
        self.landscape.viewpoint.apply_to(self.camera)
        self.hiker = Hiker(self.landscape, self.hike)
        self.markers, self.figure = self.hiker.markers(), list[Mobject]()
        self.compass_parts, self.temporary = Group(), Group()
        self.begin_notes(self.strip)
        self.measure()

    def measure(self) -> None:
        """Computes the heights where the hike starts and ends, and the slopes at its start."""
        field, at = self.parameters.field, self.parameters.at
        self.start = readings.value_at(field, at)
        self.end = readings.value_at(field.extended(), self.hike.points[-1])
        self.slopes = {name: readings.partial_or_none(field, name, at) for name in field.variables}
        self.steepest = readings.gradient_length(field, at) if all(self.slopes.values()) else None

    def begin_notes(self, slot: Slot, gap: float = theme.GAP / 2) -> None:
        """Begins a column of notes in a slot."""
        self.notes = Notes(self, above_captions(slot), gap)

    def facts(self) -> dict[str, str]:
        facts = coordinate_facts("xy", self.parameters.at)
        facts |= {"start": number_fact(self.start), "end": number_fact(self.end)}
        if self.steepest is not None:
            facts["steepest"] = number_fact(self.steepest)
        return facts

    def terrain(self) -> None:
        """The map on one side, the surface on the other, and the hiker in both."""
        stated = endings.name_and_height(self, self.parameters.at, self.start)
        left, height = formula_and_height(self.strip, self.parameters.field, stated)
        self.begin_notes(left)
        self.figure += [*self.show_terrain(self.landscape, self.markers), *self.markers]
        self.complete(*self.markers)
        self.play(Write(height), run_time=theme.MODERATE)
        self.temporary.add(height)

    def show_terrain(
        self, landscape: Landscape, markers: Iterable[Mobject], gone: Sequence[FadeOut] = ()
    ) -> list[Mobject]:
        """Fades what is `gone`; shows the formula, if there is room, and both views with hikers.
        Returns the views."""
        formula = definition(landscape.field, self.notes.free_slot())
        written = [Write(self.notes.put(formula))] if formula else []
        plot, lines = landscape.map()
        axes, surface, levels = landscape.surface()
        self.play(*gone, FadeIn(plot), *written, run_time=theme.MODERATE)
        landscape.viewpoint.apply_to(self.camera)
        self.play(FadeIn(axes), Create(surface), Create(lines), run_time=theme.SLOW)
        self.play(FadeIn(levels), *map(FadeIn, markers), run_time=theme.QUICK)
        return [plot, lines, axes, surface, levels]

    def directions(self) -> None:
        """A unit direction turns once around; a bar shows the slope in it."""
        gone = FadeOut(self.notes.clear(), self.temporary)
        self.begin_notes(self.strip.halves(0.5)[0])
        if self.steepest is None:
            self.use_sentence("directions_none")
            self.play(gone)
            stated = self.notes.slopes_at(self.parameters.at, self.slopes)
            self.notes.write(" quad ".join(stated))
            on_kink = turning.CompassOnKink(self.landscape, self.hike)
            if on_kink.has_slopes:
                self.turn_once(on_kink)
            return
        slopes = [slope for slope in self.slopes.values() if slope]
        compass = Compass(self.landscape, self.hike.at(0), [slope.value for slope in slopes])
        rows = turning.gradient_and_slope(self.notes, compass, self.parameters.at, slopes)
        self.play(gone, Write(self.notes.put(rows[0])), run_time=theme.MODERATE)
        if not self.steepest.value:
            self.use_sentence("directions_level")
            slope = self.notes.put(rows[1])
            self.turn_once(compass)
            self.play(Write(slope), run_time=theme.MODERATE)
            return
        self.turn_around(compass, self.typeset(self.steepest), self.notes.put(rows[1]))

    def turn_once(self, compass: Compass) -> None:
        """Turns the direction once around, where no gradient tells one from the others."""
        compass.angle.set_value(0)
        circles, arrows = compass.circles(), compass.direction()
        parts = (*arrows, compass.name_alone(arrows[1]))
        quiet = self.landscape.level_lines.animate.set_opacity(theme.TRANSLUCENT)
        self.play(quiet, *map(FadeIn, parts), *map(Create, circles), run_time=theme.MODERATE)
        self.play(compass.angle.animate.set_value(STOPS[-1]), run_time=theme.LONG)
        self.complete(*arrows)
        self.compass_parts.add(*circles, *parts, *turning.written_scale(self.notes, compass))
        right = above_captions(self.strip.halves(0.5)[1])
        self.compass_parts.add(*turning.written_steepest(self, right, compass))

    def turn_around(self, compass: Compass, steepest: str, slope: Formula) -> None:
        """Turns the direction from along the level curve to uphill, and on, once around."""
        bar = turning.slope_bar(self, above_captions(self.strip.halves(0.5)[1]), compass, steepest)
        circles, arrows, mark = compass.circles(), compass.direction(), compass.gradient_mark()
        names = compass.names(arrows[1], mark)
        quiet = self.landscape.level_lines.animate.set_opacity(theme.TRANSLUCENT)
        self.play(Write(slope), FadeIn(mark), quiet, *map(Create, circles), run_time=theme.MODERATE)
        self.play(*map(FadeIn, (*arrows, *names, bar)), run_time=theme.QUICK)
        self.when("turn")
        for stop in STOPS:
            self.play(compass.angle.animate.set_value(stop), run_time=0.75 * theme.MODERATE)
        self.complete(mark, bar)
        scale = turning.written_scale(self.notes, compass)
        self.compass_parts.add(*circles, *arrows, *names, mark, bar, *scale)

    def walk(self) -> None:
        """Short steps along the gradient, across every level curve at a right angle."""
        if not self.hike.length:
            self.use_sentence("walk_stays")
            curves = (self.landscape.level_lines.set_opacity(1), self.landscape.lines_on_land)
            self.play(*map(FadeOut, self.compass_parts), *map(Create, curves), run_time=theme.LONG)
            return
        if self.hiker.follows_ridge or self.hike.is_straight:
            self.use_sentence("walk_ridge" if self.hiker.follows_ridge else "walk_straight")
        lines = self.landscape.level_lines.animate.set_opacity(1)
        chord = self.hiker.chord()
        self.play(*map(FadeOut, self.compass_parts), lines, *map(Create, chord))
        if chord:
            self.notes.phrase("chord", theme.LABEL)
        self.figure += (paths := self.hiker.paths())
        self.add(*paths, self.hiker.right_angles(), *self.markers)
        self.walk_to(FIRST_PART, self.hiker)
        self.complete(self.hiker.walk_on())

    def profile(self) -> None:
        """The height against the length of the path, which grows with the walk."""
        self.play(FadeOut(self.notes.clear()))
        views, strip = views_and_strip()
        if views != self.views:
            self.figure.append(move_to(views, self, self.landscape))
        left, right = strip.halves(0.58)
        if not self.hike.length:
            self.use_sentence("profile_stays")
            self.begin_notes(left)
            self.notes.write(endings.height_at(self, self.parameters.at, self.start))
            return
        plot = self.hiker.profile_plot(left)
        self.begin_notes(right)
        curve, dot = self.hiker.profile(plot), self.hiker.profile_dot(plot)
        self.play(FadeIn(in_frame(plot)), run_time=theme.QUICK)
        self.play(Create(curve), FadeIn(dot), run_time=theme.QUICK)
        self.walk_to(NEAR_END, self.hiker)
        self.complete(dot, self.hiker.walk_on())
        self.notes.phrase("start")
        self.notes.write(endings.height_at(self, self.parameters.at, self.start))

    def summit(self) -> None:
        """Where the walk ends, and why."""
        if self.hike.length:
            self.walk_to(ARRIVED, self.hiker, run_time=theme.SLOW)
        self.use_sentence(endings.ending_sentence(self.parameters.field, self.hike))
        stated = endings.stated_at_end(self, self.parameters.field, self.hike, self.end)
        self.come_closer(stated)
        endings.write_end(self.notes, self.parameters.field, self.hike, stated)

    def come_closer(self, stated: Sequence[str]) -> None:
        """What has been looked at leaves; map and land grow, with room for what is stated."""
        kept = Group(*self.figure).get_family()
        gone = [each for each in visible(self.mobjects) if each not in kept]
        look = CloserLook(self.landscape, self.camera, stated)
        self.begin_notes(look.notes)
        self.play(*map(leaves, gone), *look.moves(self.figure))

    @names_of_another()
    def second_terrain(self) -> None:
        """A terrain with several summits: two hikers start side by side and separate."""
        terrain = terrain_beside(self.parameters.field)
        field, hikes = terrain.field, terrain.hikes()
        points = [each.points for each in hikes]
        landscape = Landscape(field, hikes[0].region, self.camera, self.views, points)
        # where both are not legible at once the heights take the formula's place
        both_fit = figure_scale() == 1 or not self.strip.holds_two
        formula, stated = self.strip.halves(0.58) if both_fit else (self.strip, self.strip)
        self.begin_notes(formula)
        pairs = zip(hikes, PATH_COLORS, strict=True)
        hikers = [Hiker(landscape, each, label) for each, label in pairs]
        markers = [each for hiker in hikers for each in hiker.markers()]
        self.show_terrain(landscape, markers, [FadeOut(each) for each in visible(self.mobjects)])
        self.add(*(path for hiker in hikers for path in hiker.paths()), *markers)
        self.walk_to(ARRIVED, *hikers)
        self.complete(*markers)
        ends = [readings.value_at(field, each[-1], function_text()) for each in points]
        if not both_fit:
            self.play(FadeOut(self.notes.clear()))
        self.begin_notes(stated)
        self.notes.write_stacked(*endings.heights_of_ends(self, hikers, ends))
        first, other = map(number_fact, ends)
        self.use_sentence("second_terrain", first=first, other=other)

    def walk_to(self, share: float, *hikers: Hiker, run_time: float = theme.LONG) -> None:
        """The hikers walk on, up to a share of their paths."""
        self.play(*(hiker.walk_to(share) for hiker in hikers), run_time=run_time)
