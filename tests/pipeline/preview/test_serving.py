"""What no page could show is refused by the command, before anything is served."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.pipeline.videos import program

REFUSALS = [
    (("slicing", "--function", "x*sinz"), ["--function", "unknown variable z"]),
    (("slicin",), ["unknown scene", "slicing"]),
    (("no-such-file.toml",), ["no-such-file.toml", "give a lecture file"]),
    (("--function", "x"), ["--function", "SCENE"]),
    (("slicing", "--port", "70000"), ["--port", "65535"]),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSALS, ids=lambda each: " ".join(each))
def test_bad_input(arguments: tuple[str, ...], said: list[str], tmp_path: Path) -> None:
    ran = program(tmp_path, "preview", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert all(word in ran.stderr for word in said)
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = program(tmp_path, "preview", "--port", str(taken.getsockname()[1]))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "--port" in ran.stderr
    assert "taken" in ran.stderr
