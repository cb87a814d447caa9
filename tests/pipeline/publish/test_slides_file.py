"""The file of the slides: a whole package of Office Open XML, the same to the byte each time."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pptx import Presentation

from tests.pipeline.publish.conftest import WORDS
from tests.pipeline.videos import program

pytestmark = pytest.mark.xdist_group("published")


def relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, bool]]:
    """The relationships of a part: by identifier the target, and whether it is in the package."""
    folder, name = posixpath.split(part)
    file = f"{folder}/_rels/{name}.rels".lstrip("/")
    if file not in package.namelist():
        return {}
    return {
        each.attrib["Id"]: (
            posixpath.normpath(posixpath.join("/", folder, each.attrib["Target"])).lstrip("/"),
            each.get("TargetMode") != "External",
        )
        for each in ElementTree.fromstring(package.read(file))
    }


def test_the_package_is_whole(deck: Path) -> None:
    with zipfile.ZipFile(deck) as package:
        names = package.namelist()
        assert len(names) == len({*names})
        assert package.testzip() is None
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        endings = {each.get("Extension"): each.get("ContentType") for each in types}
        overridden = {each.get("PartName") for each in types}
        assert (endings["mp4"], endings["png"]) == ("video/mp4", "image/png")
        for name in names:
            assert f"/{name}" in overridden or name.rpartition(".")[2] in endings
            related = relations(package, name)
            assert {t for t, is_inside in related.values() if is_inside} <= {*names}
            if name.endswith(".xml"):
                used = re.findall(r'\br:(?:id|embed|link)="([^"]+)"', package.read(name).decode())
                assert {*used} <= related.keys(), name


def test_slides_are_the_same_to_the_byte_and_the_pages_do_not_change(
    deck: Path, site: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    words = ("--to", "site", "--slides", "again.pptx", *WORDS)
    ran = program(deck.parent, "publish", "short lecture.toml", *words)
    assert ran.returncode == 0, ran.stderr
    assert (deck.parent / "again.pptx").read_bytes() == deck.read_bytes()
    assert {path: path.stat().st_mtime_ns for path in before} == before
    with zipfile.ZipFile(deck) as package:
        assert {each.date_time[:3] for each in package.infolist()} == {(1980, 1, 1)}
    about = Presentation(str(deck)).core_properties
    assert (about.title, about.language, about.author) == (
        'A <b>short</b> & "true" lecture',
        "en",
        "Nabla",
    )
    assert about.created == about.modified
    assert about.modified
    assert about.modified.year == 2000
