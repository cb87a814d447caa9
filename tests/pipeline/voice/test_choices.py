"""What may be asked for as a voice."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.voice.choices import (
    COMMAND,
    FOLDER,
    Choice,
    choices,
    folder_of,
    from_folder,
    has_command,
    or_silence,
    without_places,
)

SAY = "say -l {lang} 'a, b' {text} {out}"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("none", ["none"]),
        ("espeak", ["espeak"]),
        ("flite, espeak", ["flite", "espeak"]),
        ("takes/mine,espeak,none", [FOLDER, "espeak", "none"]),
        (SAY, [COMMAND]),
        (f"takes,command {SAY},none", [FOLDER, COMMAND, "none"]),
    ],
)
def test_voices_behind_one_another(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in choices(text)] == kinds


def test_a_command_is_told_by_its_places() -> None:
    assert choices(f"command {SAY}") == choices(SAY) == (Choice(COMMAND, SAY),)
    assert choices(SAY)[0].words == ["say", "-l", "{lang}", "a, b", "{text}", "{out}"]
    assert has_command(f"takes,{SAY}")
    assert not has_command("takes,espeak")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "takes none, espeak"),
        ("espeak,,flite", "takes none, espeak"),
        ("none,espeak", "none stands last"),
        ("say {text}", r"has \{text\} and \{out\}"),
        ("{text} {out}", "begins with a program"),
        ("say 'x {text} {out}", "No closing quotation"),
        ("espeak please", r"a command has \{text\} and \{out\}"),
        ("a\nb", "printable"),
        ("x" * 501, "500"),
    ],
)
def test_a_fault_is_one_line(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as caught:
        choices(text)
    assert str(caught.value).isprintable()


def test_paths_begin_in_a_folder_and_are_nobody_elses_business() -> None:
    assert from_folder("takes,espeak", Path("/talks")) == "/talks/takes,espeak"
    assert from_folder(f"/abs,{SAY}", Path("/talks")) == f"/abs,{SAY}"
    assert without_places(f"/talks/takes,{SAY},espeak") == "takes,command,espeak"


@pytest.mark.parametrize(
    ("text", "folder", "silent"),
    [
        (None, None, None),
        ("espeak", None, "espeak,none"),
        ("espeak,takes,others", "takes", "espeak,takes,others,none"),
        ("a/takes,none", "a/takes", "a/takes,none"),
    ],
)
def test_where_recordings_are_kept(
    text: str | None, folder: str | None, silent: str | None
) -> None:
    assert folder_of(text) == (folder and Path(folder))
    if text is not None:
        assert or_silence(text) == silent
