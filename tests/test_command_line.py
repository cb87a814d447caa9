"""The command line's contract: bad input is one line and exit code 2, and leaves nothing behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import render

ROOT = Path(__file__).resolve().parents[1]
TANGENT = ("render", "tangent_line")
MAPPING = ("render", "transformation")


@dataclass(frozen=True)
class Ran:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def nabla(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., Ran]]:
    """`render.py` run in this process, in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGTERM)

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["render.py", *arguments])
        with pytest.raises(SystemExit) as done:
            render.main()
        assert isinstance(done.value.code, int)
        printed = capsys.readouterr()
        return Ran(done.value.code, printed.out, printed.err)

    yield run
    signal.signal(signal.SIGTERM, before)


def told(*arguments: str) -> tuple[str, ...]:
    return (*TANGENT, *arguments)


def of(text: str, scene: tuple[str, ...] = TANGENT) -> tuple[str, ...]:
    return (*scene, "--function", text)


BAD_TEXTS = [
    ('__import__("os").system("id")', "unknown function __import__", 0),
    ("open(x)", "unknown function open", 0),
    ("print(x)", "unknown function print", 0),
    ("x.__class__", "sign .", 1),
    ("().__class__", "sign .", 2),
    ("(lambda:1)()", "sign :", 7),
    ("[a for a in y]", "unknown variable a", 1),
    ('f"{x}"', 'sign "', 1),
    ("x;y", "sign ;", 1),
    ("x\0y", "U+0000", 1),
    ("9**9**9**9", "number too large", None),
    ("((9**9)**9999)**9999", "number too large", None),
    ("factorial(10**9)", "unknown function factorial", 0),
    ("1e999999", "number too large", 0),
    ("7^(exp(exp(exp(10))))", "number too large", None),
    ("(" * 300 + "x" + ")" * 300, "at most 50", None),
    ("(" * 10_000 + "x" + ")" * 10_000, "at most 1,000", None),
    ("x" * 1_000_000, "at most 1,000", None),
    ("(x+y+1)^5000", "too many terms", 0),
    ("\u0445^2", "U+0445", 0),
    ("x\u200b+y", "U+200B", 1),
    ("x\u202e+y", "U+202E", 1),
    ("", "empty", None),
    ("x+", "expected", 2),
    ("sin", "sin needs an argument", 3),
    ("sin()", "sin needs an argument", 4),
    ("sin(x,y)", "sin takes 1 argument, not 2", None),
    ("x^", "expected", 2),
    (")x(", "expected", 0),
]


@pytest.mark.parametrize("scene", [TANGENT, MAPPING], ids=["field", "mapping"])
@pytest.mark.parametrize(
    ("text", "fragment", "place"), BAD_TEXTS, ids=[repr(row[0][:24]) for row in BAD_TEXTS]
)
def test_a_bad_text_is_refused(
    nabla, tmp_path: Path, scene: tuple[str, ...], text: str, fragment: str, place: int | None
) -> None:
    ran = nabla(*of(text, scene))
    message, *caret = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert message.startswith("error: --function: ")
    assert fragment in message
    assert len(message) < 160
    assert len(caret) in (0, 2)
    if place is not None:
        assert caret[1].index("^") - 2 == place
    assert list(tmp_path.iterdir()) == []


REFUSALS = [
    (of("z+w"), ["unknown variable z", "x and y are allowed"]),
    (of("[x, y]"), ["--function", "brackets"]),
    (of("log(-1-x^2)"), ["--function", "log(-1-x^2)", "no real value"]),
    (of("sqrt(-1-x^2-y^2)"), ["--function", "no real value"]),
    ((*of("log(x)"), "--domain", "-2:-1"), ["no real value", "--domain"]),
    (of("log(-1-x^2)", MAPPING), ["--function", "no real value"]),
    ((*of("log(x)", MAPPING), "--domain", "-2:-1"), ["--function", "no real value"]),
    ((*of("1/x"), "--at", "0,1"), ["--at", "undefined at (0, 1)"]),
    ((*of("log(x)"), "--at", "-1,0"), ["--at", "undefined at (-1, 0)"]),
    ((*of("x/x"), "--at", "0,1"), ["--at", "undefined at (0, 1)"]),
    ((*of("1/x", MAPPING), "--at", "0"), ["--at", "undefined"]),
    (told("--domain=-3:3,-3:3", "--at", "4,0"), ["--at", "x = 4", "outside", "-3:3"]),
    ((*of("x", MAPPING), "--domain", "0:1", "--at", "5"), ["--at", "x = 5", "0:1"]),
    (told("--at", "1"), ["--at", "x and y", "given 1"]),
    (told("--at", "1,2,3"), ["--at", "given 3"]),
    (told("--at", "a,b"), ["--at", "unknown", "a"]),
    (told("--at", "nan,0"), ["--at", "nan"]),
    (told("--at", "1/0,0"), ["--at"]),
    (told("--at", ""), ["--at", "empty"]),
    (told("--domain", "1:0,0:1"), ["--domain", "1 < 0 is false"]),
    (told("--domain", "0:0,0:1"), ["--domain", "0 < 0 is false"]),
    (told("--domain", "0:1"), ["--domain", "interval", "given 1"]),
    (told("--domain", "0,1"), ["--domain"]),
    (told("--variable", "q"), ["--variable", "x or y", "'q'"]),
    (told("--fps", "0"), ["--fps", "1 to 240", "'0'"]),
    (told("--fps", "1000000"), ["--fps", "1 to 240", "'1000000'"]),
    (told("--fps", "9" * 5000), ["--fps", "1 to 240"]),
    (told("--fps", "2.5"), ["--fps", "whole number"]),
    (told("--jobs", "0"), ["--jobs", "1 to 256", "'0'"]),
    (told("--jobs", "-1"), ["--jobs", "1 to 256"]),
    (told("--beat", "secnt"), ["unknown beat 'secnt'", "did you mean secant"]),
    (told("--beat", "qqq"), ["unknown beat", "curve", "partial_other"]),
    ((*of("x^2"), "--at", "1", "--beat", "partial_limit"), ["--beat", "not played", "zoom"]),
    (told("--lang", "xx"), ["unknown language 'xx'", "en", "ko"]),
    (told("--quality", "hihg"), ["unknown quality 'hihg'", "high"]),
    (told("--format", "mp5"), ["unknown format 'mp5'", "mp4"]),
    (told("--transparent"), ["--transparent", "mov", "webm"]),
    (told("--bogus"), ["--bogus", "--help"]),
    (told("-o", "missing/a.mp4"), ["missing", "does not exist"]),
    (told("-o", f"{__file__}/a.mp4"), ["test_command_line.py", "is a file"]),
    (told("-o", "."), ["-o", "is a folder"]),
    (told("-o", ""), ["-o", "is a folder"]),
    (told("-o", "a.avi"), ["a.avi", ".mp4", "--format"]),
    (told("-o", "a" * 300 + ".mp4"), ["cannot write", "too long"]),
    (told("-o", "/proc/a.mp4"), ["cannot write", "/proc"]),
    (("render", "tangent_line", "transformation", "-o", "a.mp4"), ["-o", "one scene"]),
    (("render", "transformation", "--variable", "x"), ["--variable", "--function, --at"]),
    (("render", "transformation", "--at", "1"), ["--at", "--function"]),
    (of("[x, y, x]", MAPPING), ["2 -> 3", "2 -> 2"]),
    (("render",), ["--all"]),
    (("render", "--all", "tangent_line"), ["--all"]),
    (("render", "TangentLin"), ["unknown scene 'TangentLin'", "tangent_line"]),
    (("render", "../../x"), ["unknown scene '../../x'"]),
    (("render", "/abs"), ["unknown scene '/abs'"]),
    (("render", "CON"), ["unknown scene 'CON'", "tangent_line", "transformation"]),
    (("render", "a" * 300), ["unknown scene", "..."]),
    (("render", "tangent_line\n"), ["unknown scene", "\\n", "tangent_line"]),
    (("render", "os.system"), ["unknown scene 'os.system'"]),
    (("still", "tangent_line", "--time", "nan"), ["--time", "seconds", "nan"]),
    (("still", "tangent_line", "--time", "-1"), ["--time", "-1"]),
    (("still", "tangent_line", "--time", "1", "--beat", "zoom"), ["--time", "--beat"]),
    (("still", "tangent_line", "-o", "a.jpg"), ["a.jpg", ".png"]),
    (("still",), ["SCENE", "--help"]),
    (("nonsense",), ["nonsense", "--help"]),
    ((), ["--help"]),
]


@pytest.mark.parametrize(
    ("arguments", "fragments"), REFUSALS, ids=[" ".join(row[0])[:60] for row in REFUSALS]
)
def test_bad_input_is_refused(
    nabla, tmp_path: Path, arguments: tuple[str, ...], fragments: list[str]
) -> None:
    ran = nabla(*arguments)
    message, *caret = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert message.startswith("error: ")
    assert [each for each in fragments if each not in message] == []
    assert len(message) < 200
    assert len(caret) in (0, 2)
    assert list(tmp_path.iterdir()) == []


def test_the_second_of_two_scenes_is_refused_before_anything_is_written(
    nabla, tmp_path: Path
) -> None:
    assert nabla("render", "transformation", "tangent_line", "--function", "[x,y]").code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_of_the_clips_is_named(nabla, tmp_path: Path) -> None:
    (tmp_path / "media").write_text("")
    ran = nabla(*TANGENT)
    assert ran.code == 2
    assert str(tmp_path / "media" / "clips") in ran.err


def test_an_unforeseen_fault_of_the_system_is_exit_code_1(
    nabla, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_) -> None:
        raise OSError(28, "No space left on device", "/some/where")

    monkeypatch.setattr("pipeline.options.jobs", full)
    ran = nabla(*TANGENT)
    assert (ran.code, ran.err) == (1, "error: No space left on device (/some/where)\n")


def test_list_as_json(nabla) -> None:
    ran = nabla("list", "--json")
    scenes = {each["scene"]: each for each in json.loads(ran.out)}
    tangent = scenes["TangentLine"]
    assert (ran.code, ran.err) == (0, "")
    assert {"TangentLine", "Transformation"} <= scenes.keys()
    assert tangent["name"] == "tangent_line"
    assert tangent["beats"][:4] == ["curve", "secant", "shrinking", "zoom"]
    assert tangent["parameters"]["at"] == "-1,1"


def test_list_shows_scenes_beats_and_defaults(nabla) -> None:
    shown = nabla("list").out
    for fragment in ("TangentLine (tangent_line)", "partial_other", "--function x^2*y + sin(y)"):
        assert fragment in shown


@pytest.mark.parametrize("command", ["", "list", "render", "still", "check"])
def test_help(nabla, command: str) -> None:
    ran = nabla(*command.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: render.py {command}".rstrip())


PROGRAMS = [
    (of('__import__("os").system("id")'), "unknown function __import__"),
    (of("(" * 10_000), "at most 1,000"),
    ((*of("1/x"), "--at", "0,1"), "undefined at (0, 1)"),
    (("render", "../../x"), "unknown scene"),
    (told("--fps", "0"), "--fps"),
]


@pytest.mark.parametrize(("arguments", "fragment"), PROGRAMS, ids=[row[1] for row in PROGRAMS])
def test_a_refusal_loads_neither_manim_nor_sympy(
    arguments: tuple[str, ...], fragment: str, tmp_path: Path
) -> None:
    """As a program: each imported module is one line of Python's own report."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", ROOT / "render.py", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=20,
    )
    lines = [line for line in ran.stderr.splitlines() if not line.startswith("import time:")]
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert (ran.returncode, ran.stdout) == (2, "")
    assert fragment in lines[0]
    assert len(lines) in (1, 3)
    assert "click" in loaded
    assert loaded.isdisjoint({"manim", "sympy", "scipy", "moderngl", "av", "rich"})
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} {ROOT / 'render.py'} list --json | true"
    ran = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert ran.stderr == ""


def test_check_names_what_it_tried(nabla) -> None:
    ran = nabla("check")
    assert ran.code == 0
    for name in ("font, Korean", "OpenGL 3.3", "encoder libx264"):
        assert f"ok    {name}: " in ran.out
