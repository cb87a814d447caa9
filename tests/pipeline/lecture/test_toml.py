"""The cost of TOML is bounded; dots in strings and comments do not count."""

from __future__ import annotations

import tracemalloc

import pytest

from pipeline.lecture.toml import MAX_PARTS, parse

DEEP = "a" + ".a" * MAX_PARTS
"""One part too many."""
TOO_DEEP = {
    "dotted": f"x = 1\n{DEEP} = 1",
    "quoted": "\n" + '"a"' + ".'a'" * MAX_PARTS + " = 1",
    "spaced": "\n" + "a" + " . a" * MAX_PARTS + " = 1",
    "a table": f"\n[{DEEP}]",
    "an array of tables": f"x = 1\n[[{DEEP}]]",
    "inline": f"\nx = {{ {DEEP} = 1 }}",
    "after a string": f'x = """a\n"""\n{DEEP} = 1',
    "very deep": "\n" + "a" + ".a" * 90_000 + " = 1",
}


@pytest.mark.parametrize("text", TOO_DEEP.values(), ids=TOO_DEEP)
def test_a_key_with_too_many_parts_is_refused_with_its_line(text: str) -> None:
    line = 3 if "string" in text or '"""' in text else 2
    with pytest.raises(ValueError, match=f"^a key in line {line} has more than {MAX_PARTS} parts$"):
        parse(text)


DOTS = "." * 50
PLAIN = [
    (f"a = '{DOTS}'", DOTS),
    (f'a = "{DOTS} \\" {DOTS}"', f'{DOTS} " {DOTS}'),
    (f'a = """\n{DOTS}\n"" {DOTS} \\""" {DOTS}"""', f'{DOTS}\n"" {DOTS} """ {DOTS}'),
    (f"a = '''{DOTS}\n'' {DOTS}'''", f"{DOTS}\n'' {DOTS}"),
    (f"a = 1 # {DOTS} '", 1),
    (f'# {DOTS} """\na = 1', 1),
    (f"a = {[0.5] * 50}", [0.5] * 50),
    ("a" + ".a" * (MAX_PARTS - 1) + " = 1", None),
]


@pytest.mark.parametrize(("text", "value"), PLAIN)
def test_other_dots_do_not_count(text: str, value: object) -> None:
    found = parse(text)["a"]
    assert value is None or found == value


UNTERMINATED = [
    'a = """' + '\\"""' * 40_000,
    "a = '''" + "''" * 90_000,
    'a = "' + DOTS,
    "a = '" + DOTS,
]


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    "text", [*UNTERMINATED, "a" * 190_000, '"' * 190_000, "a." * 10 + "=" * 10_000]
)
def test_invalid_toml_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"line|column|document"):
        parse(text)


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("text", [
    "".join(f"[a{k}]\n" for k in range(25_000)),
    "[[a]]\n" * 33_000,
    "".join(f"{'a.' * (MAX_PARTS - 1)}{k:x} = 1\n" for k in range(4_000)),
    "".join(f"{k:x}{'.a' * (MAX_PARTS - 1)} = 1\n" for k in range(4_000)),
    f"{'a' * 199_000} = 1",
    f"a = [{'[],' * 60_000}]",
])  # fmt: skip
def test_little_memory_is_used(text: str) -> None:
    tracemalloc.start()
    try:
        assert parse(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100e6
