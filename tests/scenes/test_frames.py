"""Frames are functions of time: a beat has the same pixels whatever was drawn before it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from importlib import import_module
from pathlib import Path

import pytest
from manim import tempconfig

from engine.frames import FrameTap
from engine.renderer import ALL_FRAMES, NO_FRAMES, EngineRenderer
from pipeline.catalog import Entry, entries
from scenes._kit.lesson.lesson import Beat

Frames = dict[str, list[str]]
"""The hashes of the frames of each beat."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all, so that formulas are set once."""
    return tmp_path_factory.mktemp("media")


def drawn(entry: Entry, beats: Collection[str], folder: Path) -> Frames:
    """A scene with its defaults, stepped through whole, of which only these beats are drawn."""
    settings = {
        "media_dir": str(folder),
        "dry_run": True,
        "frame_rate": 1.0,
        "pixel_width": 213,
        "pixel_height": 120,
        "verbosity": "ERROR",
        "progress_bar": "none",
    }
    found: Frames = defaultdict(list)
    with tempconfig(settings):
        lesson = getattr(import_module(entry.module), entry.scene)
        scene = lesson(entry.parameters({}), renderer=EngineRenderer(file_writer_class=FrameTap))

        def begin(beat: Beat) -> None:
            scene.engine.wanted = ALL_FRAMES if beat.name in beats else NO_FRAMES

        def sink(pixels, repeat: int) -> None:
            found[scene.played[-1].name] += [hashlib.sha256(pixels).hexdigest()] * repeat

        scene.on_beat = begin
        scene.engine.file_writer.sink = sink
        scene.setup()
        scene.construct()
    return dict(found)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_a_beat_has_the_same_pixels_whatever_was_drawn_before_it(
    entry: Entry, folder: Path
) -> None:
    """The whole scene; every second beat without those between; the others likewise."""
    whole = drawn(entry, entry.beats, folder)
    beats = [beat for beat in entry.beats if entry.parameters({}).plays(beat)]
    assert list(whole) == beats
    for chosen in (beats[::2], beats[1::2]):
        alone = drawn(entry, chosen, folder)
        assert list(alone) == list(chosen)
        for beat, hashes in alone.items():
            pairs = enumerate(zip(hashes, whole[beat], strict=True))
            differing = [k for k, (one, other) in pairs if one != other]
            assert not differing, f"{beat}: frames {differing} of {len(hashes)} differ"
