"""The result of a run of the command line."""

from __future__ import annotations

from typing import NamedTuple


class Ran(NamedTuple):
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str
