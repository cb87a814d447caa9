"""However scenes are played, in forks or in new processes, faults are named and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.preview.served_copy import ServedCopy
from tests.pipeline.preview.socket_page import Page, previewing

pytestmark = pytest.mark.xdist_group("faults")
WAYS = {"forks": (), "new_processes": ("--spawn",)}


@pytest.fixture(scope="module", params=WAYS.values(), ids=list(WAYS))
def options(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return request.param


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, options: tuple[str, ...]) -> ServedCopy:
    return ServedCopy(tmp_path_factory.mktemp("played"))


@pytest.fixture(scope="module")
def page(copy: ServedCopy, options: tuple[str, ...]) -> Iterator[Page]:
    with previewing(copy, *options) as page:
        page.open("title_card")
        page.settle()
        yield page


SHARED = [
    ("scenes/_kit/theme.py", "x = (", "SyntaxError"),
    ("scenes/_kit/theme.py", "x = undefined_name", "NameError"),
    ("engine/renderer.py", "import not_there", "ModuleNotFoundError"),
]


@pytest.mark.parametrize(("file", "line", "title"), SHARED)
def test_a_fault_in_what_all_scenes_share_is_named_too(
    copy: ServedCopy, page: Page, file: str, line: str, title: str
) -> None:
    page.open("title_card")
    page.settle()
    before = page.still(6)
    text = (copy.folder / file).read_text("utf-8")
    copy.save(file, f"{text}\n{line}\n")
    found = page.until(lambda message: message.get("problem"))["problem"]
    assert (found["title"], found["file"]) == (title, file)
    assert found["line"] == len(text.splitlines()) + 2
    assert (page.still(6) == before).all()
    copy.save(file, text)
    page.until(lambda message: message.get("busy") is False and not message["problem"])
    assert (page.still(6) == before).all()


def test_a_refused_parameter_leaves_what_is_there(page: Page) -> None:
    page.open("tangent_line", function="x^2", at="2")
    page.settle()
    before = page.still(40)
    page.open("tangent_line", function="x*sinz", at="2")
    refused = page.until(lambda message: message.get("refused"))["refused"]
    assert (refused["parameter"], refused["text"], refused["position"]) == ("function", "x*sinz", 5)
    assert "unknown" in refused["message"]
    assert (page.still(40) == before).all()
    page.open("tangent_line", function="x^2", at="1/0")
    assert page.until(lambda message: message.get("refused"))["refused"]["parameter"] == "at"


def test_a_reading_that_could_surprise_is_noted(page: Page) -> None:
    page.open("tangent_line", function="1/2x", at="2")
    (note,) = page.until(lambda message: message.get("notes"))["notes"]
    assert note["parameter"] == "function"
    assert note["message"].startswith("1/2x is read as (1/2) x")


def test_nothing_is_left_behind(options: tuple[str, ...], tmp_path: Path) -> None:
    copy = ServedCopy(tmp_path)
    before = {*tmp_path.iterdir()}
    with previewing(copy, *options) as page:
        page.open("title_card")
        page.settle()
        assert copy.processes()
    assert {*tmp_path.iterdir()} == before
