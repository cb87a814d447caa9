"""Options are read by the requests' models, as they are typed."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.request_command import RequestCommand
from pipeline.requests import ClipsRequest
from render import cli

REQUESTS = [name for name, each in cli.commands.items() if isinstance(each, RequestCommand)]


@pytest.mark.parametrize("name", REQUESTS)
def test_click_converts_no_option(name: str) -> None:
    """An option's default is of no type that click could ask for: 2GB is a size."""
    command = cli.commands[name]
    options = command.get_params(click.Context(command))
    converting = {each.name for each in options if isinstance(each.type, click.types.IntParamType)}
    assert converting == set()


@pytest.mark.parametrize(("typed", "size"), [("2GB", 2_000_000_000), ("500MB", 500_000_000)])
def test_a_size_is_taken(typed: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[ClipsRequest] = []
    monkeypatch.setattr(
        cli.commands["render"], "callback", lambda request, **_: found.append(request)
    )
    CliRunner().invoke(cli, ["render", "slicing", "--cache-limit", typed], standalone_mode=False)
    assert [each.cache_limit for each in found] == [size]
