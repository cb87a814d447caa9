"""A mapping from R^n to R^m, and the beat that shows it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Self

from pydantic import model_validator

from calclib import DomainError, Mapping
from calclib.expression import parse_domain, parse_point
from calclib.framing.mapping_domains import MappingView
from scenes._kit.parameters.base import (
    Domain,
    Letters,
    Parameters,
    Point,
    parameter,
    require_consistent,
    require_letters,
)
from scenes._kit.parameters.errors import ParameterError, invalid_parameter


class MappingInput(Parameters):
    """A mapping from R^n to R^m; without one the scene plays its tour of examples."""

    function: str | None = parameter(
        "TEXT", 'A mapping, such as "[x^2 - y^2, 2x y]" or "-y i + x j".', None
    )
    let: Letters = parameter("A=2,B=0.5", "Values of other letters in the formula.", {})
    at: Point | None = parameter("X,Y", "A point to follow.", None)
    domain: Domain | None = parameter("X0:X1,Y0:Y1", "The inputs shown.", None)

    stages: ClassVar[dict[tuple[int, int], str]] = {
        (1, 1): "line_to_line",
        (1, 2): "line_to_plane",
        (2, 1): "plane_to_line",
        (2, 2): "plane_to_plane",
        (1, 3): "line_to_space",
        (2, 3): "plane_to_space",
        (3, 3): "space_to_space",
    }
    not_on_tour: ClassVar[tuple[str, ...]] = ("plane_to_line", "line_to_space", "space_to_space")

    @cached_property
    def mapping(self) -> Mapping | None:
        """The given mapping, if any."""
        if self.function is None:
            return None
        count = len(self.at) if self.at else None
        return Mapping.parse(self.function, let=self.let, count=count)

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.mapping.inputs if self.mapping else ()

    @classmethod
    def input_names(cls, options: dict[str, Any], count: int | None = None) -> tuple[str, ...]:
        if not options.get("function"):
            return ()
        return Mapping.parse(options["function"], let=options.get("let", {}), count=count).inputs

    @property
    def stage(self) -> str | None:
        """The beat that shows the given mapping; None without one."""
        if self.mapping is None:
            return None
        return self.stages.get((len(self.mapping.inputs), self.mapping.outputs))

    def plays(self, beat: str) -> bool:
        if self.mapping is None:
            return beat not in self.not_on_tour
        machine = "machine" if len(self.mapping.inputs) == 1 else "several_inputs"
        return beat in (machine, self.stage)

    def view(self, example: dict[str, Any]) -> MappingView:
        """The given mapping, or else an example: texts of function, domain and marks."""
        if self.mapping is not None:
            return MappingView.of(self.mapping, self.domain, at=self.at)
        marks = tuple(parse_point(mark) for mark in example["marks"])
        return MappingView.of(
            Mapping.parse(example["function"]), parse_domain(example["domain"]), marks
        )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.mapping is None:
            if self.at or self.domain:
                raise ParameterError("", "{at} and {domain} belong to a {function}; give one")
            return self
        if self.stage is None:
            count, outputs = len(self.mapping.inputs), self.mapping.outputs
            known = ", ".join(f"{n} -> {m}" for n, m in self.stages)
            message = f"no stage for {count} -> {outputs}; there are {known}"
            raise ParameterError("function", message)
        require_letters(self.let, [component.tree for component in self.mapping.components])
        require_consistent(self.mapping.inputs, self.at, self.domain)
        if self.at is not None:
            try:
                self.mapping.at(self.at)
            except DomainError as error:
                raise invalid_parameter("at", error, "; choose another point") from None
        try:
            self.view({})
        except ValueError as error:
            raise invalid_parameter("function", error) from None
        return self
