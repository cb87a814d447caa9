"""The bench compares like with like."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

from bench import measures


def test_plain_manim_encodes_as_the_pipeline_does() -> None:
    parser = ConfigParser(interpolation=None)
    parser.read(Path(measures.__file__).with_name("manim.cfg"))
    assert dict(parser["video_encoder.options"]) == measures.SETTINGS
