"""What synthesisers make of the spellings that they are given, by the sounds that they name."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from scenes._kit.speech.sentences import said

HEARD = {
    "b(a)": ("b iy ah v ey", "bˈiː ʌv ˈeɪ"),
    "a_a + a": ("ey s ah b ey p l ah s ey", "ˈeɪ sˈʌb ˈeɪ plˈʌs ˈeɪ"),
    "ξ": ("z ay", "zˈaɪ"),
    "η": ("iy t ax", "ˈiːɾə"),
    "τ": ("t ao", "tˈɔː"),
    "sec": ("s iy k ax n t", "sˈiːkənt"),
    "Clairaut": ("k l eh r ow", "klˈɛɹoʊ"),
}
"""What is written, and its sounds in the alphabets of flite and of espeak."""


@pytest.mark.parametrize("written", HEARD)
def test_flite(written: str) -> None:
    if shutil.which("flite") is None:
        pytest.skip("flite is not installed")
    sounds = sounds_of("flite", "-voice", "slt", "-ps", "-t", said(written, "en"), "-o", "none")
    assert " ".join(each for each in sounds if each != "pau") == HEARD[written][0]


@pytest.mark.parametrize("written", HEARD)
def test_espeak(written: str) -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak is not installed")
    sounds = sounds_of("espeak-ng", "-q", "-v", "en-us", "--ipa", said(written, "en"))
    assert " ".join(sounds) == HEARD[written][1]


def sounds_of(*command: str) -> list[str]:
    """What a program prints, in words."""
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return ran.stdout.split()
