"""The linter's results as a table: with rich on a terminal, else as plain lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pipeline.messages import one_line

if TYPE_CHECKING:
    from pipeline.lint.judgement import Judgement

Row = tuple[str, ...]
_MAX_WIDTH, _MAX_TEXT_WIDTH = 120, 48
HEADS = ("scene", "beat", "moment", "rule", "verdict", "text", "by how much")


def rows(judgement: Judgement) -> Iterator[Row]:
    """A row for each fault, and one for each beat without faults."""
    for row in _rows(judgement):
        yield tuple(one_line(cell, _MAX_WIDTH) for cell in row)


def _rows(judgement: Judgement) -> Iterator[Row]:
    scene = f"{judgement.scene} {judgement.language}"
    for beat, pictures in judgement.pictures.items():
        findings = [each for each in judgement.findings if each.beat == beat]
        if not findings:
            yield (scene, beat, f"{pictures} pictures", "all", "ok", "", _measured(judgement, beat))
        for each in findings:
            violation = each.violation
            yield (
                scene,
                beat,
                each.moment,
                violation.rule,
                "FAIL",
                one_line(violation.text, _MAX_TEXT_WIDTH),
                violation.amount,
            )
    for each in judgement.findings:
        if each.beat not in judgement.pictures:
            violation = each.violation
            yield (scene, each.beat, "", violation.rule, "FAIL", "", violation.amount)


def summary(judgement: Judgement) -> str:
    """A scene's result in one line."""
    verdict = "ok  " if judgement.passed else "FAIL"
    counts = (
        f"{len(judgement.pictures)} beats, {sum(judgement.pictures.values())} pictures, "
        f"{judgement.texts} texts, {sum(judgement.numbers.values())} numbers checked"
    )
    faults = f"{len(judgement.findings)} faults" if judgement.findings else "no faults"
    return f"{verdict}  {judgement.scene} {judgement.language}: {counts}; {faults}"


def show_judgement(judgement: Judgement) -> None:
    """Prints the result of a scene: its rows, then its summary."""
    table = list(rows(judgement))
    if sys.stdout.isatty():
        _print_table(table)
    else:
        for row in table:
            click.echo(" | ".join(row))
    click.echo(summary(judgement))


def _measured(judgement: Judgement, beat: str) -> str:
    """How a beat without faults uses frame and time, and how many of its numbers are checked."""
    count = judgement.numbers.get(beat, 0)
    measures = (judgement.compositions.get(beat), judgement.pacings.get(beat))
    parts = (*(str(each or "") for each in measures), f"{count} numbers checked" if count else "")
    return "; ".join(filter(None, parts))


def _print_table(table: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*HEADS)
    for row in table:
        style = "red" if "FAIL" in row else ""
        shown.add_row(*(Text(cell, style) for cell in row))
    Console().print(shown)
