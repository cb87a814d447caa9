"""Bad input: arguments, and what the error message must contain."""

from __future__ import annotations

TANGENT = ("render", "tangent_line")
MAPPING = ("render", "transformation")


def tangent(*arguments: str) -> tuple[str, ...]:
    return (*TANGENT, *arguments)


def formula(text: str, scene: tuple[str, ...] = TANGENT) -> tuple[str, ...]:
    return (*scene, "--function", text)


BAD_TEXTS = [
    ('__import__("os").system("id")', "unknown function __import__", 0),
    ("open(x)", "unknown function open", 0),
    ("print(x)", "unknown function print", 0),
    ("x.__class__", "character .", 1),
    ("().__class__", "character .", 2),
    ("(lambda:1)()", "unexpected :", 7),
    ("[a for a in y]", "unknown name for", 3),
    ('f"{x}"', 'character "', 1),
    ("x;y", "character ;", 1),
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

REFUSALS = [
    (formula("z+w"), ["unknown variable z", "x and y are allowed"]),
    (formula("[x, y]"), ["--function", "not a vector"]),
    (formula("log(-1-x^2)"), ["--function", "log(-1-x^2)", "no real value"]),
    (formula("sqrt(-1-x^2-y^2)"), ["--function", "no real value"]),
    ((*formula("log(x)"), "--domain", "-2:-1"), ["no real value", "--domain"]),
    (formula("log(-1-x^2)", MAPPING), ["--function", "no real value"]),
    ((*formula("log(x)", MAPPING), "--domain", "-2:-1"), ["--function", "no real value"]),
    ((*formula("1/x"), "--at", "0,1"), ["--at", "undefined at (0, 1)"]),
    ((*formula("log(x)"), "--at", "-1,0"), ["--at", "undefined at (-1, 0)"]),
    ((*formula("x^y"), "--at=-1,1"), ["--at", "no values beside the point along y"]),
    (
        (*formula("sqrt(-x^2) + y"), "--at", "0,1"),
        ["--at", "no values beside the point along x"],
    ),
    ((*formula("sqrt(16-4*x^2-y^2)"), "--at", "0,4"), ["--at", "beside the point along x"]),
    ((*formula("sqrt(10000-x^2-y^2)"), "--at", "0,100"), ["--at", "beside the point along x"]),
    (
        (*formula("sqrt(x)"), "--at", "0,1", "--domain=-2:0,0:2"),
        ["--at", "beside the point along x"],
    ),
    ((*formula("x/x"), "--at", "0,1"), ["--at", "undefined at (0, 1)"]),
    ((*formula("1/x", MAPPING), "--at", "0"), ["--at", "undefined"]),
    (tangent("--domain=-3:3,-3:3", "--at", "4,0"), ["--at", "x = 4", "outside", "-3:3"]),
    ((*formula("x", MAPPING), "--domain", "0:1", "--at", "5"), ["--at", "x = 5", "0:1"]),
    (tangent("--at", "1"), ["--at", "x and y", "given 1"]),
    (tangent("--at", "1,2,3"), ["--at", "given 3"]),
    (tangent("--at", "a,b"), ["--at", "unknown", "a"]),
    (tangent("--at", "nan,0"), ["--at", "nan"]),
    (tangent("--at", "1/0,0"), ["--at"]),
    (tangent("--at", ""), ["--at", "empty"]),
    (tangent("--domain", "1:0,0:1"), ["--domain", "1 < 0 is false"]),
    (tangent("--domain", "0:0,0:1"), ["--domain", "0 < 0 is false"]),
    (tangent("--domain", "0:1"), ["--domain", "interval", "given 1"]),
    (tangent("--domain", "0,1"), ["--domain"]),
    (tangent("--variable", "q"), ["--variable", "x or y", "'q'"]),
    (tangent("--fps", "0"), ["--fps", "1 to 240", "'0'"]),
    (tangent("--fps", "1000000"), ["--fps", "1 to 240", "'1000000'"]),
    (tangent("--fps", "9" * 5000), ["--fps", "1 to 240"]),
    (tangent("--fps", "2.5"), ["--fps", "whole number"]),
    (tangent("--jobs", "0"), ["--jobs", "1 to 256", "'0'"]),
    (tangent("--time-limit", "0"), ["--time-limit", "1 to 604800"]),
    (tangent("--jobs", "-1"), ["--jobs", "1 to 256"]),
    (tangent("--beat", "secnt"), ["unknown beat 'secnt'", "did you mean secant"]),
    (tangent("--beat", "qqq"), ["unknown beat", "curve", "partial_other"]),
    (
        (*formula("x^2"), "--at", "1", "--beat", "partial_limit"),
        ["--beat", "not played", "zoom"],
    ),
    (tangent("--lang", "xx"), ["unknown language 'xx'", "en", "ko"]),
    (tangent("--quality", "hihg"), ["unknown quality 'hihg'", "high"]),
    (tangent("--format", "mp5"), ["unknown format 'mp5'", "mp4"]),
    (tangent("--transparent"), ["--transparent", "mov", "webm"]),
    (tangent("--bogus"), ["--bogus", "--help"]),
    (tangent("-o", "missing/a.mp4"), ["missing", "does not exist"]),
    (tangent("-o", f"{__file__}/a.mp4"), ["bad_input.py", "is a file"]),
    (tangent("-o", "."), ["-o", "is a folder"]),
    (tangent("-o", ""), ["-o", "is a folder"]),
    (tangent("-o", "a.avi"), ["a.avi", ".mp4", "--format"]),
    (tangent("-o", "a.gif", "--format", "mp4"), ["a.gif", ".mp4", "--format"]),
    (tangent("-o", "a.gif", "--transparent"), ["--transparent", "gif", "--format mov or webm"]),
    (tangent("-o", "a" * 300 + ".mp4"), ["cannot write", "too long"]),
    (tangent("-o", "/proc/a.mp4"), ["cannot write", "/proc"]),
    (tangent("-o", "a\x1b[31m.mp4"), ["-o", "U+001B"]),
    (tangent("-o", "a\nb.mp4"), ["-o", "U+000A"]),
    (("render", "tangent_line", "transformation", "-o", "a.mp4"), ["-o", "one scene"]),
    (("render", "transformation", "--variable", "x"), ["--variable", "--function, --let, --at"]),
    (("render", "transformation", "--at", "1"), ["--at", "--function"]),
    (formula("[x, y, x, y]", MAPPING), ["2 -> 4", "2 -> 2"]),
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

LONG = "x" * 5000
CONTROLS = "\x1b[31m\u202e\r\n\x07"
OPTIONS = (
    *("--variable", "--at", "--domain", "--step", "--beat", "--lang", "--quality", "--fps"),
    *("--format", "--jobs", "-o", f"--{LONG}", f"--{CONTROLS}"),
)
WORDS = ((), ("render",), ("still",), ("check",), ("still", "slicing", "--time"))
FILES = (("lecture",), ("explain",), ("storyboard",), ("storyboard", "slicing", "-o"))
UNBOUNDED = [
    formula("X" * 900),
    formula("X" * 900, MAPPING),
    formula(f"sin({CONTROLS})"),
    *(tangent(option, text) for option in OPTIONS for text in (LONG, CONTROLS, f"{LONG}/a.mp4")),
    *((*words, text) for words in WORDS for text in (LONG, CONTROLS)),
    *(
        (*words, f"{text}{ending}")
        for words in FILES
        for text in (LONG, CONTROLS, "a/" * 100)
        for ending in ("", ".toml", ".pdf")
    ),
]
"""Arbitrary text of any length."""

PROGRAMS = [
    (formula('__import__("os").system("id")'), "unknown function __import__"),
    (formula("(" * 10_000), "at most 1,000"),
    ((*formula("1/x"), "--at", "0,1"), "undefined at (0, 1)"),
    (("render", "../../x"), "unknown scene"),
    (tangent("--fps", "0"), "--fps"),
]
