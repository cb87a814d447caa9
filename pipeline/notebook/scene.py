"""`NotebookScene`: a scene as a notebook has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.catalog import Entry
from pipeline.errors import InputError
from pipeline.messages import caret, one_line
from pipeline.notebook import keywords
from pipeline.notebook.rendering import clip, still
from pipeline.notebook.shown import Clip, Still
from pipeline.requests import ClipRequest, StillRequest
from scenes._kit.parameters.errors import ParameterError

_HOW = """
Numbers are Python's, at=(1, 2), or as on the command line, at="1,pi/2". The file is rendered once;
asked for again it is shown at once. Raises ValueError for what cannot be shown.
"""


class NotebookScene:
    """A scene: `clip(...)` shows it as a video, `still(...)` one picture of it.

    Both take its parameters and the command line's options as keywords.
    """

    clip: Callable[..., Clip]
    still: Callable[..., Still]

    def __init__(self, entry: Entry) -> None:
        self.name = entry.scene
        self.__doc__ = f"{entry.summary}\n\n{NotebookScene.__doc__}"
        self.clip = _method(entry, "clip", ClipRequest, clip, f"{self.name} as a video.")
        self.still = _method(
            entry, "still", StillRequest, still, f"The end of a beat of {self.name}, or a moment."
        )

    def __repr__(self) -> str:
        return f"{self.name}: {(self.__doc__ or '').partition(chr(10))[0]}"


def _method(
    entry: Entry,
    name: str,
    request: type[ClipRequest | StillRequest],
    show: Callable[[Any], Any],
    summary: str,
) -> Callable[..., Any]:
    """A function of keywords, whose signature and documentation are those of the models."""

    def method(**given: Any) -> Any:
        try:
            return show(keywords.request_of(request, entry, given))
        except (ParameterError, InputError) as error:
            raise ValueError(_message(error)) from None

    method.__name__, method.__qualname__ = name, f"{entry.scene}.{name}"
    method.__doc__ = f"{summary}\n{_HOW}\n{keywords.documentation(entry, request)}"
    method.__signature__ = keywords.signature(entry, request)  # type: ignore[attr-defined]
    return method


def _message(error: ParameterError | InputError) -> str:
    """The command line's words, with keywords for options; a caret under the place, if any."""
    text = error.spelled(_spelled) if isinstance(error, ParameterError) else str(error)
    if not error.text or error.position is None:
        return one_line(text)
    return f"{one_line(text)}\n{caret(error.text, error.position)}"


def _spelled(name: str) -> str:
    return "current folder" if name == "output" else name
