"""The folder that is published into: what changed is replaced, what is no longer there removed.

A listing of what was published stands in it. Files that are not in the listing are another's and
are neither replaced nor removed.
"""

from __future__ import annotations

import filecmp
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.output import scratch_folder, staged
from scenes._kit.parameters.errors import ParameterError

LISTING = "publish.json"
_KIND = "nabla.publish"
_PAGES = {".html", ".md", ".json"}
"""Endings of what is moved last: it names the rest."""


def require_folder(folder: Path, names: Iterable[str]) -> None:
    """Raises ParameterError where the folder cannot be published into, as files or folders of
    these names in it are not of a publication."""
    if folder.exists() and not folder.is_dir():
        raise ParameterError("to", "{folder} is a file; name a folder", {"folder": folder})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with staged(folder):
            pass
    except OSError as error:
        values = {"folder": folder, "cause": error.strerror}
        message = "cannot write into {folder}: {cause}; choose another folder"
        raise ParameterError("to", message, values) from None
    ours = {Path(each).parts[0] for each in listed(folder)}
    for name in names:
        if name not in ours and (folder / name).exists():
            message = "{file} would be replaced, but was not published here; choose another folder"
            raise ParameterError("to", message, {"file": folder / name})


def listed(folder: Path) -> set[str]:
    """The files of the last publication, as paths from the folder; none without a listing."""
    with suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
        content = json.loads((folder / LISTING).read_text(encoding="utf-8"))
        if isinstance(content, dict) and content.get("kind") == _KIND:
            return {each for each in content["files"] if isinstance(each, str) and _is_inside(each)}
    return set()


@contextmanager
def published(folder: Path) -> Iterator[Path]:
    """A folder to write all files into; at the end of the block they are published.

    Media are moved before the pages that name them. A run that is killed leaves whole files, all of
    them in the listing, and the next finishes its work.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with scratch_folder(folder) as scratch:
        yield Path(scratch)
        files = sorted(
            path.relative_to(scratch).as_posix()
            for path in Path(scratch).rglob("*")
            if path.is_file()
        )
        before = listed(folder)
        changed = [each for each in files if not _is_same(Path(scratch) / each, folder / each)]
        if changed or before != {*files}:
            _list(folder, before | {*files})
            _move(Path(scratch), folder, [each for each in changed if not _is_page(each)])
            _move(Path(scratch), folder, [each for each in changed if _is_page(each)])
            _remove(folder, before - {*files})
            _list(folder, {*files})


def _move(source: Path, folder: Path, files: Sequence[str]) -> None:
    with staged(folder) as stage:
        for each in files:
            (stage / each).parent.mkdir(exist_ok=True)
            shutil.move(source / each, stage / each)


def _remove(folder: Path, files: Iterable[str]) -> None:
    for each in files:
        path = folder / each
        with suppress(OSError):
            path.unlink()
            path.parent.rmdir()  # if it is empty now


def _list(folder: Path, files: set[str]) -> None:
    content = {"kind": _KIND, "files": sorted(files)}
    with staged(folder) as stage:
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (stage / LISTING).write_text(text + "\n", encoding="utf-8")


def _is_page(file: str) -> bool:
    return Path(file).suffix in _PAGES


def _is_same(new: Path, old: Path) -> bool:
    return old.is_file() and filecmp.cmp(new, old, shallow=False)


def _is_inside(file: str) -> bool:
    """Whether a path of the listing stays in the folder: the listing may come from anyone."""
    path = Path(file)
    return not path.is_absolute() and ".." not in path.parts and len(path.parts) <= 2
