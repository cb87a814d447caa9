"""Voices behind one another: who cannot speak is named, and the next one is asked."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from pipeline.store.shelf import Shelf
from pipeline.voice.chain import Chain
from pipeline.voice.engines.base import Engine
from pipeline.voice.errors import VoiceError
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import Speech
from pipeline.voice.takes import take
from scenes._kit.parameters.errors import ParameterError
from tests.pipeline.voice.sounds import record, said, tone

BROKEN = f"{sys.executable} -c 'import sys; sys.exit(3)' {{text}} {{out}}"


class Fake(Engine):
    """Speaks as long as it is told, and counts how often."""

    name = "fake"
    languages = frozenset({"en"})

    def __init__(self, seconds: float = 1.0, version: str = "1") -> None:
        self.seconds, self.version, self.asked = seconds, version, 0

    def check(self) -> None:
        """It can speak."""

    def settings(self, sentence: Sentence) -> str:
        return self.version

    def has(self, sentence: Sentence) -> bool:
        return True

    def speak(self, sentence: Sentence) -> Speech:
        self.asked += 1
        return Speech(tone(self.seconds), ((0.5, 0.4), (1.0, self.seconds)))


def test_a_sentence_is_spoken_once(tmp_path: Path) -> None:
    engine, shelf = Fake(), Shelf(tmp_path)
    first = take(shelf, engine, said())
    assert take(Shelf(tmp_path), engine, said()) == first
    assert (engine.asked, first.seconds, first.engine) == (1, 1.0, "fake")
    assert first.ends == ((0.5, 0.4), (1.0, 1.0))
    others = [said("Another."), said(beat="nudge")]
    assert [take(shelf, engine, each).path == first.path for each in others] == [False, True]
    assert engine.asked == 2
    assert take(shelf, Fake(version="2"), said()).path != first.path


@pytest.mark.parametrize("damage", ["emptied", "cut", "removed"])
def test_a_damaged_take_is_spoken_again(tmp_path: Path, damage: str) -> None:
    engine, shelf = Fake(), Shelf(tmp_path)
    path = take(shelf, engine, said()).path
    content = path.read_bytes()
    if damage == "removed":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2 if damage == "cut" else 0])
    assert take(shelf, engine, said()).path.read_bytes() == content
    assert engine.asked == 2


def test_takes_count_and_are_cleared_with_the_store(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    path = take(shelf, Fake(), said()).path
    assert path in [*shelf.files()]
    assert shelf.size() > path.stat().st_size
    shelf.clear()
    assert not path.exists()


def test_the_second_voice_speaks_what_is_not_recorded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    record(tmp_path / "takes", "slicing.cut", 1.0)
    record(tmp_path / "more", "slicing.nudge", 2.0)
    chain, shelf = Chain(f"{tmp_path}/takes,{tmp_path}/more", "en"), Shelf(tmp_path / "store")
    found = [chain.speak(said(beat=beat), shelf) for beat in ("cut", "nudge")]
    assert [round(each.seconds) for each in found if each] == [1, 2]
    with pytest.raises(VoiceError, match=r"no recording of en/slicing\.plane; record it, or name"):
        chain.speak(said(beat="plane"), shelf)
    silent = Chain(f"{tmp_path}/takes,none", "en")
    assert silent.speak(said(beat="plane"), shelf) is None
    assert caplog.messages == []


def test_a_voice_that_fails_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    record(tmp_path / "takes", "slicing.cut", 1.0)
    shelf = Shelf(tmp_path / "store")
    with caplog.at_level(logging.WARNING):
        found = Chain(f"{BROKEN},{tmp_path}/takes", "en").speak(said(), shelf)
        assert found is not None
        assert Chain(f"{BROKEN},none", "en").speak(said(), shelf) is None
    failed = "failed with exit code 3"
    assert [failed in message for message in caplog.messages] == [True, True]
    assert caplog.messages[0].endswith("spoken by the recordings")
    assert caplog.messages[1].endswith("it stays silent")
    with pytest.raises(VoiceError, match=failed):
        Chain(BROKEN, "en").speak(said(), shelf)


def test_another_language_may_stay_silent(tmp_path: Path) -> None:
    """It is the video's own that must be spoken."""
    for language in ("en", "ko"):
        record(tmp_path / "takes", "slicing.cut", 1.0, language)
    shelf, lacking = Shelf(tmp_path / "store"), said(beat="nudge", language="ko")
    assert Chain(f"{tmp_path}/takes", "en").speak(lacking, shelf) is None
    with pytest.raises(VoiceError, match=r"no recording of ko/slicing\.nudge"):
        Chain(f"{tmp_path}/takes", "ko").speak(lacking, shelf)


def test_what_cannot_speak_at_all_is_refused_before(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    missing = "no-such-program {text} {out}"
    with pytest.raises(ParameterError, match="no-such-program is not installed"):
        Chain(missing, "en").check()
    record(tmp_path, "slicing.cut", 1.0)
    with pytest.raises(ParameterError, match="speaks English, not Korean; add a voice that does"):
        Chain(str(tmp_path), "ko").check()
    with caplog.at_level(logging.WARNING):
        Chain(f"{missing},none", "en").check()
        Chain(f"{missing},{tmp_path}", "en").check()
    assert [message.endswith("going on without it") for message in caplog.messages] == [True, True]
