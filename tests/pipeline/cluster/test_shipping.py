"""The project's sources as a zip: the same for all, and nothing gets out of its folder."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.cluster import shipping
from pipeline.cluster.shipping import unzipped, zipped
from tests.project_sources import ROOT

EVIL = ("../evil.py", "/tmp/evil.py", "scenes/../../evil.py", "a.py", "scenes/..\\evil.py",
        "scenes/evil.so", "")  # fmt: skip


def test_the_same_sources_are_the_same_bytes_whenever_they_were_written(tmp_path: Path) -> None:
    first = unzipped(zipped(), tmp_path)
    assert first.name == hashlib.sha256(zipped()).hexdigest()
    assert zipped(first) == zipped()


def test_what_is_there_is_not_written_again(tmp_path: Path) -> None:
    content = zipped()
    first = unzipped(content, tmp_path)
    before = (first / "pipeline" / "__init__.py").stat()
    assert unzipped(content, tmp_path) == first
    assert (first / "pipeline" / "__init__.py").stat() == before
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_the_catalogue_and_all_keys_come_from_the_unzipped_sources(tmp_path: Path) -> None:
    folder = unzipped(zipped(), tmp_path)
    program = (
        "from pathlib import Path\n"
        "from pipeline.catalog import entries, SCENES\n"
        "from pipeline.store.sources import Sources, ROOT\n"
        "print(ROOT, len(entries()), Sources(Path('known')).code_of('scenes.slicing'), sep='\\n')"
    )
    printed = []
    for root in (folder, ROOT):
        command = [sys.executable, "-c", program]
        ran = subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": str(root)}, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
        printed.append(ran.stdout.splitlines())
    assert [each[0] for each in printed] == [str(folder), str(ROOT)]
    assert printed[0][1:] == printed[1][1:]


@pytest.mark.parametrize("name", EVIL)
def test_names_that_lead_elsewhere_are_refused_and_nothing_is_written(
    name: str, tmp_path: Path
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("scenes/fine.py", "")
        archive.writestr(zipfile.ZipInfo(name), "evil = True")
    with pytest.raises(ValueError, match="does not belong to the project"):
        unzipped(buffer.getvalue(), tmp_path / "inside")
    assert [*tmp_path.rglob("*")] == [tmp_path / "inside"]


def test_a_zip_that_would_fill_the_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipping, "MAX_SIZE", 1000)
    with pytest.raises(ValueError, match="more than 1,000 bytes"):
        unzipped(zipped(), tmp_path)
