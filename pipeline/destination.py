"""Checks where output goes, before anything is rendered."""

from __future__ import annotations

import errno
import json
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from pipeline.messages import shortened
from pipeline.output import FULL, is_full, scratch_folder, staged, temporary_folder
from pipeline.video.codecs import CODECS
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.languages import LANGUAGES

COMPANIONS = (".json", ".png", *(f".{code}.vtt" for code in LANGUAGES), ".chapters.vtt")
"""Endings of the files beside a clip."""
_UNPRINTABLE = {"Cc", "Zl", "Zp", "Cs"}
"""Unicode categories not allowed in names: controls, line ends, bytes that are not UTF-8."""


def companion(clip: Path, ending: str) -> Path:
    """The path of a companion: `a.json` for `a.mp4`, `a.webm.json` for `a.webm`.

    So clips of one scene in several formats each have their own companions.
    """
    stem = clip.stem if clip.suffix.lower() == ".mp4" else clip.name
    return clip.with_name(stem + ending)


def is_folder(path: Path) -> bool:
    """Whether the path is a folder; False for paths that the system rejects."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether the path is a regular file; False for paths that the system rejects."""
    try:
        return path.is_file()
    except OSError:
        return False


def require_writable(path: Path, makes_folder: bool = False) -> None:
    """Raises ParameterError if a file or its companions cannot be written, OSError on a full disk.

    Tries it with the longest of their names. `makes_folder`: missing folders will be made.
    """
    _require_printable(path.name if makes_folder else str(path))
    is_clip = path.suffix[1:].lower() in CODECS
    files = [path, *(companion(path, ending) for ending in COMPANIONS if is_clip)]
    folder = path.parent
    try:
        if path.is_dir():
            raise ParameterError(
                "output", "{path} is a folder; give a file name in it", {"path": path}
            )
        while makes_folder and not folder.exists():
            folder = folder.parent
        if not folder.exists():
            message = "the folder {folder} does not exist; create it or choose another"
            raise ParameterError("output", message, {"folder": folder})
        if not folder.is_dir():
            message = "{folder} is a file, not a folder; choose another folder"
            raise ParameterError("output", message, {"folder": folder})
        _require_files(files)
        if not makes_folder:
            _require_no_foreign(path, files[1:])
        _try_write(folder, max((file.name for file in files), key=_byte_length))
    except OSError as error:
        what = f"cannot write {shortened(path.name)} into {shortened(str(path.parent))}"
        raise _refusal(error, what, folder, "choose another {output}") from None
    require_scratch()


def require_output(path: Path, suffixes: Sequence[str], why: str = "") -> Path:
    """The given path. Raises ParameterError for another ending, or if it cannot be written."""
    if path.suffix[1:].lower() not in suffixes and not is_folder(path):
        endings = " or ".join(f".{suffix}" for suffix in suffixes)
        message = f"{{path}}: end the name in {endings}" + (f", {why}" if why else "")
        raise ParameterError("output", message, {"path": shortened(str(path))})
    require_writable(path)
    return path


def require_scratch() -> None:
    """Raises ParameterError without a folder for temporary files, OSError if it is full."""
    folder = temporary_folder()
    if not {"{", "}"}.isdisjoint(str(folder)):
        message = "TMPDIR: {folder}: manim takes no folder with braces; choose another"
        raise ParameterError("", message, {"folder": folder})
    try:
        with scratch_folder() as scratch:
            _try_write(Path(scratch), "trial")
    except OSError as error:
        what = f"TMPDIR: cannot write into {shortened(str(folder), 200)}"
        raise _refusal(error, what, folder, "choose another folder for temporary files") from None


def _require_printable(name: str) -> None:
    name = os.fsencode(name).decode(errors="surrogateescape")
    wrong = next((each for each in name if unicodedata.category(each) in _UNPRINTABLE), None)
    if wrong is not None:
        message = f"the name contains U+{ord(wrong):04X}; choose a printable name"
        raise ParameterError("output", message)


def _require_files(files: Sequence[Path]) -> None:
    for file in files:
        if os.path.lexists(file) and not file.is_file():
            kind = "a folder" if file.is_dir() else "not a regular file"
            message = f"{{file}} is {kind}, so it cannot be written; choose another name"
            raise ParameterError("output", message, {"file": file})


def _require_no_foreign(clip: Path, companions: Sequence[Path]) -> None:
    """Raises ParameterError if a file that is not ours has a companion's name.

    The companions of an existing clip, or of one named by its manifest, may be replaced.
    """
    others = [file for file in companions if file.exists()]
    if others and not clip.exists() and not _is_manifest(companion(clip, ".json"), clip):
        message = "{file} would be replaced, but belongs to no clip; choose another name"
        raise ParameterError("output", message, {"file": others[0]})


def _is_manifest(file: Path, clip: Path) -> bool:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("file") == clip.name and "sha256" in content


def _byte_length(name: str) -> int:
    return len(os.fsencode(name))


def _try_write(folder: Path, name: str) -> None:
    """Raises OSError if nothing can be written into a folder under this name."""
    with staged(folder) as stage:
        (stage / name).touch()
        (stage / name).unlink()
    if is_full(folder):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _refusal(error: OSError, what: str, folder: Path, advice: str) -> ParameterError | OSError:
    if error.errno in FULL:
        return OSError(error.errno, error.strerror, str(folder))
    values = {"what": what, "cause": error.strerror}
    return ParameterError("", f"{{what}}: {{cause}}; {advice}", values)
