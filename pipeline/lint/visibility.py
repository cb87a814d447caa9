"""How long each text of a scene is visible: what the rule of reading time is applied to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.lint.texts import Text


@dataclass(frozen=True)
class Visibility:
    """How long a text is there: frames from the middle of its coming to that of its going."""

    text: Text
    beat: str
    first: float
    last: float


@dataclass
class Visibilities:
    """The texts that are there now, and those that were."""

    _here: dict[int, Visibility] = field(default_factory=dict)
    _gone: list[Visibility] = field(default_factory=list)

    def update(self, texts: Iterable[Text], beat: str, frame: float) -> None:
        """After a play whose middle is `frame` these texts, and no others, are there."""
        now = {id(text.mobject): text for text in texts}
        for key in self._here.keys() - now.keys():
            self._gone.append(replace(self._here.pop(key), last=frame))
        for key, text in now.items():
            self._here.setdefault(key, Visibility(text, beat, frame, frame))

    def until(self, frame: float) -> Iterator[Visibility]:
        """All of them, the scene ending at that frame."""
        yield from self._gone
        yield from (replace(each, last=frame) for each in self._here.values())
