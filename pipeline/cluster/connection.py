"""The connection to a Dask scheduler; every fault of it is one line."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pipeline.errors import MachineError, cause_of

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 5.0
"""Seconds in which a scheduler must answer, and a worker have joined it."""
CLOSING = 2.0
"""Seconds to say goodbye."""
PLAIN = ("dask", "msgpack")
"""How results may be written: as plain data; one that would have to be unpickled is refused."""


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A context with a client of the scheduler at an address, which has a worker.

    For `tls://` Dask's own configuration names the certificates. Raises MachineError.
    """
    try:
        from distributed import Client
    except ImportError:
        message = "many machines need the package distributed; install it: tools/setup --cluster"
        raise MachineError(message) from None
    for name in ("distributed", "distributed.client"):  # our own errors say it
        logging.getLogger(name).setLevel(logging.CRITICAL)
    client = None
    try:
        with warnings.catch_warnings(action="ignore"):  # versions that matter are compared by us
            client = Client(address, timeout=PATIENCE, set_as_default=False, serializers=PLAIN)
        with suppress(TimeoutError):
            client.wait_for_workers(1, timeout=PATIENCE)
    except Exception as error:
        _close(client)
        raise MachineError(f"no scheduler answers at {address}: {_cause(error)}") from None
    try:
        if not threads_by_worker(client):
            raise MachineError(f"the scheduler at {address} has no worker; start one")
        yield client
    finally:
        _close(client)


def threads_by_worker(client: Client) -> dict[str, int]:
    """The workers' addresses, each with the number of tasks that it works on at a time.

    Raises OSError where the scheduler is gone.
    """
    workers = client.scheduler_info()["workers"]
    return {address: worker["nthreads"] for address, worker in workers.items()}


def _close(client: Client | None) -> None:
    with suppress(Exception):  # there may be nobody to say goodbye to
        if client is not None:
            client.close(timeout=CLOSING)


def _cause(error: Exception) -> str:
    cause = error.__cause__
    return cause_of(cause if isinstance(cause, Exception) and str(cause) else error)
