"""`Timeline`: what is known of the beats of a scene while it is played through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.cli.spelling import shell_line
from pipeline.preview.connection import Message

START: Message = {"beat": "", "seconds": 0.0}
"""No moment in particular: the end of the first beat."""
NOWHERE = 10**8
"""A frame that no scene has."""


def moment_of(at: Any) -> Message | None:
    """A moment as the page gives it, or None."""
    match at:
        case {"beat": str(beat), "seconds": int() | float() as seconds}:
            return {"beat": beat, "seconds": float(seconds)}
    return None


@dataclass
class Timeline:
    """A scene's beats, in frames; those after the last one over are not known yet.

    The page may show only `chosen` ones, one after the other: then its frames are counted from the
    begin of the first of these, and the scene's own frames are others.
    """

    scene: str = ""
    lesson: str = ""
    file: str = ""
    source: str = ""
    beats: list[str] = field(default_factory=list)
    chosen: list[str] | None = None
    fps: float = 15.0
    size: list[int] = field(default_factory=lambda: [854, 480])
    command: list[str] = field(default_factory=list)
    over: list[Message] = field(default_factory=list)
    formulas: dict[str, list[str]] = field(default_factory=dict)
    complete: bool = False

    def add(self, beat: Message) -> None:
        """Takes in a beat that is over."""
        self.over.append(beat)

    def cut(self, beat: str) -> None:
        """Forgets a beat and those after it."""
        index = self.beats.index(beat)
        self.over = [each for each in self.over if self.beats.index(each["name"]) < index]
        self.complete = False

    @property
    def shown(self) -> list[str]:
        """The names of the beats that the page shows, in its order."""
        return self.beats if self.chosen is None else self.chosen

    def saying(self, language: str, scene: str, beat: str, text: str) -> Message | None:
        """The beat that is over in which a text is said, with the clip's `fps`; None for none."""
        named = [each for each in self.over if scene == self.scene and each["name"] == beat]
        said = (each for each in named if each["narration"].get(language) == text)
        return next(({**each, "fps": self.fps} for each in said), None)

    def placed(self) -> Iterator[tuple[Message, int]]:
        """The beats that the page shows, as far as their places are known: each in the scene's
        frames, with what to add to them for the page's."""
        over, end = {beat["name"]: beat for beat in self.over}, 0
        for name in self.shown:
            if name not in over:
                return
            beat = over[name]
            yield beat, end - beat["start"]
            end += beat["end"] - beat["start"]

    def moment(self, frame: int) -> Message | None:
        """The beat that a frame of the page belongs to, and the seconds since it began; None for
        none."""
        for beat, offset in self.placed():
            if beat["start"] <= frame - offset < beat["end"]:
                begun = beat["start"] + offset
                return {"beat": beat["name"], "seconds": (frame - begun) / self.fps}
        return None

    def in_scene(self, frame: int) -> Message | None:
        """A frame of the page in the scene: its `frame`, the `offset` of the page's to the scene's,
        and `until` which frame the scene is to be played on from there (None: to its end).

        None for a frame that the page does not have.
        """
        if self.chosen is None:
            return {"frame": frame, "offset": 0, "until": None}
        found: Message | None = None
        for beat, offset in self.placed():
            if found is None and beat["start"] <= frame - offset < beat["end"]:
                found = {"frame": frame - offset, "offset": offset, "until": beat["end"]}
            elif found is not None and (beat["start"], offset) == (found["until"], found["offset"]):
                found["until"] = beat["end"]
        return found

    def on_page(self, frame: int) -> int | None:
        """A frame of the scene on the page; None for one that it does not show, or not yet."""
        if self.chosen is None:
            return frame
        for beat, offset in self.placed():
            if beat["start"] <= frame < beat["end"]:
                return frame + offset
        return None

    def as_json(self) -> Message:
        """What the page is sent."""
        command, placed = shell_line(self.command), [*self.placed()]
        return {
            "fps": self.fps,
            "size": self.size,
            "frames": max((beat["end"] + offset for beat, offset in placed), default=0),
            "complete": self.complete,
            "all_beats": self.shown,
            "beats": [
                {
                    **{name: of for name, of in beat.items() if name != "told"},
                    "start": beat["start"] + offset,
                    "end": beat["end"] + offset,
                    "title": beat["name"].replace("_", " ").capitalize(),
                    "formulas": self.formulas.get(beat["name"], []),
                }
                for beat, offset in placed
            ],
            "command": command,
            "beat_command": command and f"{command} --beat {{beat}}",
        }
