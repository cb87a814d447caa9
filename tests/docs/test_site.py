"""The site is built without a warning, is whole, and fetches nothing from other hosts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest

import calclib
from pipeline.catalog import entries
from tests.project_sources import ROOT

pytestmark = pytest.mark.xdist_group("site")
LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
"""Elements that make a browser load what an attribute names."""


class Loaded(HTMLParser):
    """The addresses that a page loads when it is opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get(LOADING.get(tag, ""))
        if address and given.get("rel") not in ("next", "prev", "canonical"):
            self.addresses.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, without pictures that have to be rendered."""
    if find_spec("mkdocs") is None:
        if os.environ.get("CI"):
            pytest.fail("there must be MkDocs in CI: tools/setup --dev")
        pytest.skip("no MkDocs here: tools/setup --docs installs it")
    folder = tmp_path_factory.mktemp("site")
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "STILLS": "false", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return folder


def test_it_has_every_page(site: Path) -> None:
    made = {"gallery", "kit", "commands", "calclib"}
    written = {page.stem for page in (ROOT / "docs").glob("*.md")}
    assert {page.stem for page in site.glob("*.html")} == {*written, *made, "404"}


def test_it_loads_nothing_from_other_hosts(site: Path) -> None:
    for page in site.glob("*.html"):
        addresses = Loaded(page.read_text("utf-8")).addresses
        assert len(addresses) > 3
        assert [each for each in addresses if re.match(r"(\w+:)?//", each)] == []
    for style in site.rglob("*.css"):
        assert re.findall(r"url\(\s*[\"']?(?:\w+:)?//", style.read_text("utf-8")) == []


def test_all_that_is_loaded_is_there(site: Path) -> None:
    for page in site.glob("*.html"):
        for address in Loaded(page.read_text("utf-8")).addresses:
            if page.stem != "404" and not address.startswith("data:"):
                assert (site / address.partition("?")[0]).is_file(), (page, address)


def test_references_are_filled_in(site: Path) -> None:
    """Public names of calclib with their methods, scenes, and code in tables as it is typed."""
    reference = (site / "calclib.html").read_text("utf-8")
    missing = [name for name in dir(calclib) if f'id="calclib.{name}"' not in reference]
    assert missing == []
    assert 'id="calclib.ScalarField.partial_at"' in reference
    gallery = (site / "gallery.html").read_text("utf-8")
    assert [each.scene for each in entries() if f">{each.scene}<" not in gallery] == []
    assert '<span class="nc">DirectionalDerivative</span>' in (site / "new-scene.html").read_text(
        "utf-8"
    )
    assert "<code>|x|</code>" in (site / "formulas.html").read_text("utf-8")


def test_the_search_has_an_index(site: Path) -> None:
    index = (site / "search" / "search_index.js").read_text("utf-8")
    assert "steepest_ascent" in index
    assert "--cache-limit" in index
