"""What draws for a request: processes here, or the workers of a scheduler."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.clips.render import LocalProcesses
from pipeline.request_bases import VideoRequest

if TYPE_CHECKING:
    from pipeline.cluster.execute import Cluster


@contextmanager
def executor(request: VideoRequest) -> Iterator[LocalProcesses | Cluster]:
    """A context with what draws for a request."""
    if request.cluster is None:
        yield LocalProcesses(request.processes)
        return
    from pipeline.cluster.execute import cluster

    with cluster(request.cluster, request.ship_sources) as workers:
        yield workers
