"""What is done while clips are rendered in a test."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.clips import segments
from pipeline.clips.recording import ContentPass, DrawingPass, Survey
from pipeline.video import encode


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done in the test: the kinds of passes, and the beats that are drawn."""
    done: list[str] = []

    class Drawing(DrawingPass):
        def on_beat_begin(self, scene: Any, beat: Any) -> None:
            super().on_beat_begin(scene, beat)
            if self._encoder is not None:
                done.append(beat.name)

    def noted(kind: type, name: str) -> Any:
        def make(*given: Any) -> Any:
            done.append(name)
            return kind(*given)

        return make

    monkeypatch.setattr(segments, "DrawingPass", Drawing)
    monkeypatch.setattr(segments, "ContentPass", noted(ContentPass, "content"))
    monkeypatch.setattr(segments, "Survey", noted(Survey, "survey"))
    return done


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The frames of each segment that is encoded in the test."""
    counts: list[int] = []
    end = encode.VideoEncoder._end

    def noted(self: encode.VideoEncoder) -> None:
        end(self)
        counts.append(self.frames)

    monkeypatch.setattr(encode.VideoEncoder, "_end", noted)
    return counts
