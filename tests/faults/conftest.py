"""A copy of the project, and a clean run in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.project import BEATS, Project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project for all tests that edit nothing."""
    return Project.copied_to(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def clean(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a clip that was rendered without a fault, and its store; not to be changed."""
    folder = tmp_path_factory.mktemp("clean")
    ran = project.run(folder)
    assert (ran.code, ran.errors, ran.drawn) == (0, [], [*BEATS])
    return folder
