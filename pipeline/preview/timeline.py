"""`Timeline`: what is known of the beats of a scene while it is played through."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

from pipeline.preview.connection import Message


@dataclass
class Timeline:
    """A scene's beats, in frames; those after the last one over are not known yet."""

    scene: str = ""
    lesson: str = ""
    file: str = ""
    source: str = ""
    beats: list[str] = field(default_factory=list)
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

    def moment(self, frame: int) -> Message | None:
        """The beat that a frame belongs to, and the seconds since it began; None for none."""
        for beat in self.over:
            if beat["start"] <= frame < beat["end"]:
                return {"beat": beat["name"], "seconds": (frame - beat["start"]) / self.fps}
        return None

    def as_json(self) -> Message:
        """What the page is sent."""
        return {
            "fps": self.fps,
            "size": self.size,
            "frames": self.over[-1]["end"] if self.over else 0,
            "complete": self.complete,
            "all_beats": self.beats,
            "beats": [
                {
                    **beat,
                    "title": beat["name"].replace("_", " ").capitalize(),
                    "formulas": self.formulas.get(beat["name"], []),
                }
                for beat in self.over
            ],
            "command": shlex.join(self.command),
            "beat_command": f"{shlex.join(self.command)} --beat {{beat}}",
        }
