"""What is in the store of segments, and how to empty it."""

from __future__ import annotations

import click

from pipeline.store.shelf import Shelf, store_folder
from pipeline.store.store import LAST_RUN
from pipeline.streams import print_result


def show_store() -> None:
    """Prints the store's folder, size and number of segments, and what the last run found."""
    shelf = Shelf(store_folder())
    segments = sum(path.suffix == ".png" for path in shelf.files())
    run = shelf.read(shelf.folder / LAST_RUN) or {}
    print_result(f"folder    {shelf.folder}")
    print_result(f"size      {shelf.size() / 1e6:,.1f} MB")
    print_result(f"segments  {segments:,}")
    if run:
        print_result(f"last run  {run['reused']} of {run['beats']} beats were in the store")


def clear_store() -> None:
    """Removes all files of the store, those in use by other runs too: they draw them again.

    Those of other users that may not be removed stay.
    """
    shelf = Shelf(store_folder())
    size, count = shelf.size(), shelf.clear()
    click.echo(f"{count:,} files removed, {size / 1e6:,.1f} MB", err=True)
