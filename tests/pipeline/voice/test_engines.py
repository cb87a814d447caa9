"""Engines speak, or say in one line why they do not."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from pipeline.voice.choices import Choice
from pipeline.voice.engines.base import BREATH, COMMA, Engine
from pipeline.voice.engines.command import Command
from pipeline.voice.engines.espeak import Espeak
from pipeline.voice.engines.flite import Flite
from pipeline.voice.engines.program import require_program
from pipeline.voice.errors import VoiceError
from pipeline.voice.sentence import Sentence
from tests.pipeline.voice.sounds import said, tone, write_wav

ENGLISH = frozenset({"en"})
PROGRAM = """
import pathlib, shutil, subprocess, sys, time
what, text, out, *more = sys.argv[1:]
beside = pathlib.Path(__file__)
if what == "speaks":
    beside.with_name("asked").write_text(text + "|" + "|".join(more))
    shutil.copy(beside.with_name("tone.wav"), out)
elif what == "rubbish":
    pathlib.Path(out).write_bytes(b"RIFF" + bytes(5000))
elif what == "silence":
    shutil.copy(beside.with_name("silence.wav"), out)
elif what == "fails":
    sys.exit("no such voice \\x1b[31m")
elif what == "hangs":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    beside.with_name("child").write_text(str(child.pid))
    time.sleep(600)
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that does what it is told."""
    write_wav(tmp_path / "tone.wav", tone(0.5, silence=0.3))
    write_wav(tmp_path / "silence.wav", np.zeros(4800, np.float32))
    path = tmp_path / "say it.py"
    path.write_text(PROGRAM)
    return path


def command(program: Path, what: str, more: str = "", seconds: float = 30) -> Command:
    text = f"'{sys.executable}' '{program}' {what} {{text}} {{out}} {more}"
    return Command(Choice("command", text), ENGLISH, seconds)


def test_a_command_gets_words_and_no_shell(program: Path) -> None:
    sentence = said("Take {x}; rm $HOME `id` {{out}} 'now'.")
    speech = command(program, "speaks", "l={lang}").speak(sentence)
    assert program.with_name("asked").read_text() == f"{sentence.spoken}|l=en"
    assert "minus one" in sentence.spoken
    assert speech.seconds == pytest.approx(0.56, abs=0.03)  # the silence around it is gone
    assert speech.ends == ((1.0, speech.seconds),)


def test_what_a_place_is_filled_with_is_not_filled_again(program: Path) -> None:
    spoken = Sentence("slicing", "cut", "en", "x", said("braces").pieces)
    command(program, "speaks", "{lang}{lang}").speak(spoken)
    assert program.with_name("asked").read_text() == "braces|enen"


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("nothing", "the command has written no sound"),
        ("rubbish", r"speech\.wav is no sound"),
        ("silence", "the command has written silence"),
        ("fails", r"failed with exit code 1: no such voice \?\[31m"),
    ],
)
def test_a_command_that_does_not_speak(program: Path, what: str, why: str) -> None:
    with pytest.raises(VoiceError, match=why) as caught:
        command(program, what).speak(said())
    assert str(caught.value).isprintable()


def test_a_command_that_hangs_is_ended_with_its_children(program: Path) -> None:
    with pytest.raises(VoiceError, match=r"has not ended after 2 s"):
        command(program, "hangs", seconds=2).speak(said())
    process = Path("/proc", program.with_name("child").read_text())
    deadline = time.monotonic() + 10
    while _lives(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(process)


def _lives(process: Path) -> bool:
    try:
        return process.joinpath("stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_program_that_is_missing_is_named_with_a_remedy() -> None:
    with pytest.raises(VoiceError, match="no-such-program is not installed; do this"):
        require_program("no-such-program", advice="do this")
    missing = Command(Choice("command", "no-such-program {text} {out}"), ENGLISH)
    with pytest.raises(VoiceError, match="no-such-program is not installed"):
        missing.check()


def test_another_program_is_another_voice(program: Path) -> None:
    before = command(program, "speaks").settings(said())
    assert command(program, "speaks").settings(said()) == before
    program.write_text(PROGRAM + "# better\n")
    assert command(program, "speaks").settings(said()) != before


def test_a_command_is_asked_from_mark_to_mark(program: Path) -> None:
    speech = command(program, "speaks").speak(said("[a] One. Two; [b] three."))
    assert program.with_name("asked").read_text() == "three.|"
    (share, end), (whole, last) = speech.ends
    assert (share, whole, last) == (9 / 15, 1.0, speech.seconds)
    first, second = speech.marks
    assert (first.silent, second.silent) == (0.0, pytest.approx(end + COMMA))
    assert first.second == pytest.approx(0.03, abs=0.002)
    assert second.second == pytest.approx(end + COMMA + first.second)


ENGINES = pytest.mark.parametrize("engine", [Espeak(), Flite()], ids=lambda engine: engine.name)


@ENGINES
def test_an_engine_tells_when_it_speaks_a_mark(engine: Engine) -> None:
    """There is silence before it, and speech after it."""
    require(engine)
    sentence = said("The plane cuts the surface. [cut] The cut is a curve, [on] on {x}.")
    speech = engine.speak(sentence)
    cut, on = speech.marks
    assert 1.0 < cut.second < on.second < speech.seconds - 0.3
    assert sentence.spoken == said("The plane cuts the surface. The cut is a curve, on {x}.").spoken
    for mark, silence in ((cut, BREATH), (on, COMMA)):
        assert mark.silent is not None
        assert not speech.samples[at(mark.silent - silence) : at(mark.silent)].any()
        assert np.abs(speech.samples[at(mark.silent) : at(mark.second)]).max() < 0.01
        assert np.abs(speech.samples[at(mark.second) : at(mark.second + 0.1)]).max() > 0.03


@ENGINES
def test_an_engine_speaks_sentence_by_sentence(engine: Engine) -> None:
    require(engine)
    engine.check()
    sentence = said("Take {x}, and a second one. Stop.")
    speech = engine.speak(sentence)
    (share, first), (whole, last) = speech.ends
    assert share == pytest.approx(27 / 32, abs=0.03)
    assert whole == 1.0
    assert last == pytest.approx(speech.seconds, abs=0.01)
    assert first + BREATH < last < 8
    pause = speech.samples[round((first + 0.05) * 48_000) : round((first + 0.3) * 48_000)]
    assert np.abs(pause).max() < 0.01
    assert str(engine.settings(sentence)[0])
    longer = engine.speak(said("Take {x}, and a second one, and a third one. Stop."))
    assert longer.seconds > speech.seconds + 0.4


def at(second: float) -> int:
    """The sample of a second."""
    return round(second * 48_000)


def require(engine: Engine) -> None:
    if shutil.which({"espeak": "espeak-ng"}.get(engine.name, engine.name)) is None:
        pytest.skip(f"{engine.name} is not installed")


def test_espeak_speaks_korean() -> None:
    require(Espeak())
    speech = Espeak().speak(said("{x}을(를) 하나 정합니다.", language="ko"))
    assert 1.0 < speech.seconds < 5
