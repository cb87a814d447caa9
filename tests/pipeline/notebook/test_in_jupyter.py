"""A notebook, run by nbclient: what its cells show is whole, inside it, and rendered once."""

from __future__ import annotations

import io
import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from scenes._kit.text.languages import LANGUAGES
from tests.pipeline.videos import ROOT, Video

pytestmark = pytest.mark.xdist_group("notebook")
CLIP = 'Slicing.clip(function="x*y", at=(1, 2), quality="draft", fps=2, beat="surface")'
CELLS = {
    "import": "from scenes import Slicing",
    "clip": f"clip = {CLIP}\nclip",
    "again": f"at = clip.path.stat().st_mtime_ns\nprint({CLIP}.path.stat().st_mtime_ns == at)",
    "still": 'Slicing.still(function="x*y", at=(1, 2), beat="point", quality="draft")',
    "refused": 'Slicing.clip(function="x*z")',
    "manim": "import sys\nprint('manim' in sys.modules)",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the notebook is."""
    return tmp_path_factory.mktemp("노트 'a b'")


class Watched(NotebookClient):
    """Writes down the texts that cells show for a while."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.texts: list[str] = []

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        if msg["msg_type"] in ("display_data", "update_display_data"):
            self.texts.append(msg["content"]["data"]["text/plain"])
        return super().process_message(msg, cell, cell_index)


@pytest.fixture(scope="module")
def client(folder: Path) -> Watched:
    """Has run the notebook."""
    cells = [new_code_cell(source) for source in CELLS.values()]
    notebook = new_notebook(cells=cells)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", str(ROOT))
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            environment.setenv(name, str(folder / name))
        client = Watched(notebook, resources={"metadata": {"path": str(folder)}}, allow_errors=True)
        client.execute()
    return client


@pytest.fixture(scope="module")
def outputs(client: Watched, folder: Path) -> dict[str, list[NotebookNode]]:
    """The outputs of the cells, after the notebook was saved and read again."""
    file = folder / "lecture.ipynb"
    nbformat.write(client.nb, file)
    saved = nbformat.read(file, as_version=4)
    nbformat.validate(saved)
    return {name: cell.outputs for name, cell in zip(CELLS, saved.cells, strict=True)}


def data_of(outputs: list[NotebookNode]) -> dict[str, Any]:
    """What the last expression of a cell shows, by kind; nothing else is seen."""
    *others, shown = outputs
    assert all(each.data == {"text/plain": ""} for each in others), others
    assert shown.output_type == "execute_result"
    return shown.data


def files_in(html: str, kind: str) -> list[bytes]:
    """The files of a kind inside a page."""
    return [b64decode(each) for each in re.findall(f'"data:{kind};base64,([^"]*)"', html)]


def test_a_clip_is_a_player_with_all_that_it_needs(
    outputs: dict[str, list[NotebookNode]], folder: Path, tmp_path: Path
) -> None:
    html = data_of(outputs["clip"])["text/html"]
    (manifest_file,) = folder.glob("media/notebook/*.json")
    manifest = json.loads(manifest_file.read_text("utf-8"))
    (video,), (poster,) = files_in(html, "video/mp4"), files_in(html, "image/png")
    file = tmp_path / "inside.mp4"
    file.write_bytes(video)
    frames = Video.read(file).frames
    assert len(frames) == manifest["frames"] > 0
    assert frames[-1].shape == (240, 426, 3)
    assert frames[-1].std() > 1
    assert Image.open(io.BytesIO(poster)).size == (426, 240)
    assert html.startswith("<video controls playsinline ")
    assert not re.findall(r'(?:src|poster|href)="(?!data:)', html)
    assert "<script" not in html


def test_captions_are_inside_in_every_language(outputs: dict[str, list[NotebookNode]]) -> None:
    html = data_of(outputs["clip"])["text/html"]
    texts = [each.decode("utf-8") for each in files_in(html, "text/vtt")]
    assert re.findall(r'srclang="(\w+)"', html) == list(LANGUAGES)
    assert all(text.startswith("WEBVTT\n\n00:00:00.000 --> ") for text in texts)
    assert len(set(texts)) == len(LANGUAGES)
    assert re.findall(r'srclang="(\w+)"[^>]* default>', html) == ["en"]


def test_a_still_is_a_picture_with_its_description(
    outputs: dict[str, list[NotebookNode]],
) -> None:
    data = data_of(outputs["still"])
    picture = Image.open(io.BytesIO(b64decode(data["image/png"])))
    assert picture.size == (426, 240)
    assert np.asarray(picture).std() > 1
    assert "x*y" in outputs["still"][0].metadata["image/png"]["alt"]
    assert "text/html" not in data


def test_a_line_says_how_far_it_is(client: Watched) -> None:
    assert re.fullmatch(r"Slicing: beat 1 of 1, surface, frame \d+", client.texts[0])
    assert client.texts[-1] == ""


def test_the_same_clip_is_not_rendered_again(outputs: dict[str, list[NotebookNode]]) -> None:
    assert outputs["again"][0].text == "True\n"


def test_a_fault_is_a_short_value_error(outputs: dict[str, list[NotebookNode]]) -> None:
    (error,) = outputs["refused"]
    assert (error.ename, error.evalue.splitlines()) == (
        "ValueError",
        ["function: unknown variable z; x and y are allowed", "  x*z", "    ^"],
    )
    assert "".join(error.traceback).count("/pipeline/") == 1, "a user sees little of the program"


def test_the_notebook_itself_never_draws(outputs: dict[str, list[NotebookNode]]) -> None:
    assert outputs["manim"][0].text == "False\n"
