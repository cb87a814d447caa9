"""What is said and what is seen is edited: pictures that stay are not drawn again."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenes._kit.text.narration import Narration
from tests.pipeline.clips.drawing import BEATS, job, rendered
from tests.pipeline.videos import Video

pytestmark = pytest.mark.xdist_group("segments")
WORDS = {"machine": {"en": "A rule carries every input to one output.", "ko": "규칙이다."}}
LONG = {"machine": {"en": "A rule. " * 40, "ko": "규칙. " * 60}}


def test_another_word_that_takes_as_long(tmp_path: Path, passes: list[str]) -> None:
    rendered(job(tmp_path))
    record = rendered(job(tmp_path, narration=WORDS))
    assert passes == [*BEATS, "survey"]
    assert record.beats[0].narration == WORDS["machine"]
    assert record.beats[0].seen["en"].startswith("A box has the rule written in it")


def test_a_description_is_edited_and_no_frame_is_drawn(
    tmp_path: Path, passes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it is: nobody waits for it to be read. Another run finds it."""
    before = rendered(job(tmp_path))
    longer, load = "A box. " * 40, Narration.load

    def edited(scene: str) -> Narration:
        english, *others = load(scene).tables.items()
        code, table = english
        table = {**table, "seen": table["seen"] | {"machine": longer}}
        return Narration(scene, {code: table, **dict(others)})

    monkeypatch.setattr(Narration, "load", edited)
    after = rendered(job(tmp_path))
    assert passes == [*BEATS, "survey"]
    assert after.beats[0].seen == {**before.beats[0].seen, "en": longer}
    assert after.beats[1] == before.beats[1]
    assert after.sha256 == before.sha256
    assert (rendered(job(tmp_path)), passes) == (after, [*BEATS, "survey"])


def test_a_sentence_that_takes_longer(tmp_path: Path, passes: list[str]) -> None:
    """The beat is drawn again; what the next one shows is computed, as it begins later."""
    before = rendered(job(tmp_path))
    after = rendered(job(tmp_path, narration=LONG))
    assert passes == [*BEATS, "survey", "content", "machine"]
    assert after.beats[0].end > before.beats[0].end
    assert len(Video.read(job(tmp_path).target).frames) == after.frames
