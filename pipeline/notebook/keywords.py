"""Keywords of a notebook: which there are, and their values as the command line would have them."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

from pipeline.catalog import Entry, entries, unknown
from pipeline.requests import ClipRequest, StillRequest
from scenes._kit.parameters.typed_values import as_typed
from scenes._kit.text.languages import LANGUAGES

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_NO_KEYWORDS = ("output",)
"""Fields that are no keywords: the file is that of `path`, and can be copied from there."""


def options(request: type[ClipRequest | StillRequest]) -> dict[str, FieldInfo]:
    """The fields of a request that are keywords: those with a description."""
    fields = request.model_fields.items()
    return {name: each for name, each in fields if each.description and name not in _NO_KEYWORDS}


def signature(entry: Entry, request: type[ClipRequest | StillRequest]) -> Signature:
    """The keywords of a scene, with their defaults."""
    defaults = entry.parameter_defaults()
    defaults |= {name: field.default for name, field in options(request).items()}
    return Signature(
        [Parameter(name, Parameter.KEYWORD_ONLY, default=each) for name, each in defaults.items()]
    )


def documentation(entry: Entry, request: type[ClipRequest | StillRequest]) -> str:
    """The keywords of a scene, each with its form and what it is, and its beats."""
    fields = {**entry.parameter_model.model_fields, **options(request)}
    lines = [f"{_head(name, field)}: {field.description}" for name, field in fields.items()]
    return "\n".join([*lines, "", f"Beats: {', '.join(entry.beats)}"])


def _head(name: str, field: FieldInfo) -> str:
    extra = field.json_schema_extra
    metavar = str(extra["metavar"]) if isinstance(extra, dict) else ""
    return f"{name} ({metavar})" if metavar else name


def request_of(
    request: type[ClipRequest | StillRequest], entry: Entry, given: dict[str, Any]
) -> Any:
    """The request of some keywords. Raises ParameterError, and TypeError for a name that neither
    any scene nor the request has; None is as if the keyword was not given.
    """
    known = options(request)
    values = {name: value for name, value in given.items() if value is not None}
    _require_known(entry, values, [*entry.parameter_model.model_fields, *known])
    parameters = {
        name: _parameter(name, values.pop(name)) for name in [*values] if name not in known
    }
    return request.read({"scene": entry.name, "parameters": parameters, **values})


def _parameter(name: str, value: Any) -> Any:
    is_localized = isinstance(value, dict) and value.keys() <= LANGUAGES.keys()  # such as a title
    return value if is_localized else as_typed(name, value)


def _require_known(entry: Entry, given: dict[str, Any], known: list[str]) -> None:
    of_any_scene = {name for each in entries() for name in each.parameter_model.model_fields}
    for name in given:
        if name not in of_any_scene and name not in known:
            raise TypeError(unknown("keyword", name, known, f"{entry.scene} takes"))
