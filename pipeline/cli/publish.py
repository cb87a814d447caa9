"""Carries out `publish` and prints where the pages are."""

from __future__ import annotations

from functools import partial

from pipeline.cli.dry_run import show_plan
from pipeline.cli.executor import executor
from pipeline.cli.progress import progress_reporter
from pipeline.cli.stored_run import stored_run
from pipeline.publish.plan import publication
from pipeline.requests import PublishRequest
from pipeline.streams import print_result


def publish_pages(request: PublishRequest) -> None:
    """Publishes lecture files and scenes; prints the path of the list of pages."""
    plan = publication(request)
    jobs = plan.jobs()
    if request.dry_run:
        names = [f"{job.entry.scene} ({job.language})" for job in jobs]
        show_plan(names, jobs, request.processes, as_json=False)
        return
    from pipeline.publish import render

    render.check_folder(plan)
    with executor(request) as execute:
        drawing = partial(stored_run, request=request, workers=execute.workers)
        print_result(str(render.publish(plan, execute, drawing, progress_reporter)))
