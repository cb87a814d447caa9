"""Scenes and mobjects look as they did (`make references` draws the references anew)."""

from __future__ import annotations

from importlib.metadata import version
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.mobjects.arrays import ArrayMobject
from pipeline.catalog import entries
from scenes._kit.text.languages import LANGUAGES
from tests.references import comparison
from tests.references.comparison import LOCKED, MADE_WITH, References, save, surroundings
from tests.references.mobjects import MOBJECTS
from tests.references.mobjects import drawn as mobjects_drawn
from tests.references.renew import HEADING, renew
from tests.references.specimens import SIZE, SPECIMENS, Specimen

REFERENCES = References()


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.name)
def test_a_scene_looks_as_it_did(specimen: Specimen, media: Path) -> None:
    pictures = specimen.drawn(media)
    assert list(pictures) == specimen.pictures
    for picture in pictures.values():
        assert picture.shape == (*SIZE[::-1], 3)
        assert np.ptp(picture) > 100
    found = (REFERENCES.fault(name, picture) for name, picture in pictures.items())
    assert [fault for fault in found if fault] == []


@pytest.mark.parametrize("name", MOBJECTS)
def test_mobjects_look_as_they_did(name: str) -> None:
    picture = mobjects_drawn(name)
    assert np.ptp(picture) > 100
    assert REFERENCES.fault(name, picture) is None


def test_every_scene_is_there_in_every_language_and_with_another_function() -> None:
    scenes = [entry.name for entry in entries()]
    shown = {(each.scene, each.language) for each in SPECIMENS}
    assert shown == set(product(scenes, LANGUAGES))
    assert {each.scene for each in SPECIMENS if each.kind} == {*scenes} - {"title_card"}


def test_every_kind_of_mobject_is_there() -> None:
    shown = {type(mobject) for make, _ in MOBJECTS.values() for mobject in make()}
    kinds = {each for each in ArrayMobject.__subclasses__() if each.__module__[:7] == "engine."}
    assert kinds <= shown


def test_there_is_one_small_file_for_each_picture() -> None:
    names = [name for specimen in SPECIMENS for name in specimen.pictures]
    files = [REFERENCES.path(name) for name in REFERENCES.names()]
    assert [path.stem for path in files] == sorted([*names, *MOBJECTS])
    assert sum(path.stat().st_size for path in files) < 2**20


def test_they_were_made_with_the_versions_in_use() -> None:
    """Where they were not, nothing would be compared: after such a change, `make references`."""
    made_with = REFERENCES.made_with()
    assert {name: made_with[name] for name in LOCKED} == {name: version(name) for name in LOCKED}


# -- the comparison itself -------------------------------------------------------------------------


def square(side: int, shade: int = 200) -> np.ndarray:
    picture = np.zeros((60, 80, 3), np.uint8)
    picture[10 : 10 + side, 10 : 10 + side] = shade
    return picture


@pytest.fixture
def references(tmp_path: Path) -> References:
    """A folder with one reference, made here and now."""
    found = References(tmp_path / "pictures")
    found.folder.mkdir()
    assert renew(found, iter([("a", square(20))]), tmp_path / "sheet.png") == [("a", "new")]
    return found


def test_what_is_the_same_passes(references: References, tmp_path: Path) -> None:
    assert references.fault("a", square(20), tmp_path / "changed") is None
    assert references.fault("a", square(20, 202), tmp_path / "changed") is None
    assert not (tmp_path / "changed").exists()


@pytest.mark.parametrize(
    ("picture", "pixels"), [(square(21), 41), (square(20, 150), 400), (square(20)[:50], 4000)]
)
def test_a_difference_is_told_and_shown(
    references: References, tmp_path: Path, picture: np.ndarray, pixels: int
) -> None:
    changed = tmp_path / "changed"
    fault = references.fault("a", picture, changed)
    assert fault is not None
    assert fault.startswith(f"a: {pixels} pixels differ, by up to ")
    assert str(changed) in fault
    shown = {path.name: np.asarray(Image.open(path)) for path in changed.iterdir()}
    assert shown.keys() == {"a.new.png", "a.reference.png", "a.difference.png"}
    assert np.array_equal(shown["a.new.png"], picture)
    assert np.array_equal(shown["a.reference.png"], square(20))
    red = shown["a.difference.png"][..., 0].astype(int) - shown["a.difference.png"][..., 1]
    assert np.count_nonzero(red > 100) == pixels


def test_a_picture_without_a_reference_is_named(references: References) -> None:
    assert references.fault("b", square(20)) == "b: no reference; `make references` makes it"


def test_on_another_renderer_nothing_is_compared(
    references: References, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {**surroundings(), "renderer": "another"}
    monkeypatch.setattr(comparison, "surroundings", lambda: other)
    assert references.fault("a", square(40)) is None


def test_renewing_tells_what_changed(references: References, tmp_path: Path) -> None:
    save(square(5), references.path("gone"))
    save(square(5), references.path("same"))
    pictures = [("a", square(21)), ("b", square(3)), ("same", square(5))]
    assert renew(references, iter(pictures), tmp_path / "sheet.png") == [
        ("a", "41 pixels differ, by up to 200 of 255"),
        ("b", "new"),
        ("gone", "removed"),
    ]
    files = {path.name for path in references.folder.iterdir()}
    assert files == {"a.png", "b.png", "same.png", MADE_WITH}
    assert np.array_equal(np.asarray(references.load("a")), square(21))
    assert Image.open(tmp_path / "sheet.png").size == (3 * 80, 2 * (60 + HEADING))
