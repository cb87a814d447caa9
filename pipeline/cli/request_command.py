"""`RequestCommand`: a command whose arguments and options are the fields of a request.

They are derived from the model when the command is called, so that `render.py --help` loads no
model. Values are passed to the model as typed: the model alone validates them.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_origin

import click

from pipeline.cli.failures import Command
from pipeline.cli.spelling import ARGUMENTS, option

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from pipeline.request_bases import Request

_PARAMETERS = "parameters"
_PREFIX = "parameter_"
_FIELDS = f"{__name__}.fields"


class RequestCommand(Command):
    """A click command that is called with one request, of the class named `request`, in
    `pipeline.requests` unless its module is named too.

    A field with a description is an option.
    """

    def __init__(self, *args: Any, request: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request

    @cached_property
    def model(self) -> type[Request]:
        """The class of the request."""
        module, _, name = self._request.rpartition(".")
        return getattr(import_module(module or "pipeline.requests"), name)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*self._fields(ctx), *super().get_params(ctx)]

    def _fields(self, ctx: click.Context) -> list[click.Parameter]:
        """The request's fields as parameters, made once a call: the scenes may have changed."""
        if _FIELDS not in ctx.meta:
            ctx.meta[_FIELDS] = self._make_fields()
        return ctx.meta[_FIELDS]

    def _make_fields(self) -> list[click.Parameter]:
        found: list[click.Parameter] = []
        for name, field in self.model.model_fields.items():
            if name == _PARAMETERS:
                found += _parameter_options()
            elif name in ARGUMENTS:
                found.append(_argument(name, field))
            elif field.description:
                found.append(_option(name, field))
        return found

    def invoke(self, ctx: click.Context) -> Any:
        values: dict[str, Any] = {}
        parameters: dict[str, Any] = {}
        for each in self._fields(ctx):
            name = str(each.name)
            value = ctx.params.pop(name)
            if value is not None and name.startswith(_PREFIX):
                parameters[name.removeprefix(_PREFIX)] = value
            elif value is not None:
                values[name] = value
        if parameters:
            values[_PARAMETERS] = parameters
        ctx.params["request"] = self.model.read(values)
        return super().invoke(ctx)


def _argument(name: str, field: FieldInfo) -> click.Argument:
    several = get_origin(field.annotation) is tuple
    return click.Argument(
        [name], metavar=ARGUMENTS[name], nargs=-1 if several else 1, required=field.is_required()
    )


def _option(name: str, field: FieldInfo, destination: str | None = None) -> click.Option:
    words = [option(name), destination or name]
    if field.annotation is bool:
        return click.Option(words, is_flag=True, default=None, help=field.description)
    extra = field.json_schema_extra
    metavar = str(extra["metavar"]) if isinstance(extra, dict) else None
    default = None if destination or field.is_required() else field.default
    return click.Option(
        words,
        type=click.UNPROCESSED,  # or click would take a default's type for that of the option
        metavar=metavar,
        help=field.description,
        default=default,
        show_default=True,
    )


def _parameter_options() -> list[click.Option]:
    """An option for each parameter that any scene has."""
    from pipeline.catalog import entries, inserts

    fields = {
        name: field
        for entry in reversed((*entries(), *inserts()))
        for name, field in entry.parameter_model.model_fields.items()
    }
    return [
        _option(name, field, f"{_PREFIX}{name}")
        for name, field in fields.items()
        if field.description
    ]
