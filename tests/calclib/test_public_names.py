"""The names that `from calclib import ...` gives."""

import pytest

import calclib


def test_every_public_name_is_there():
    assert {"ScalarField", "Mapping", "critical_points", "DomainError"} <= set(dir(calclib))
    assert all(getattr(calclib, name).__name__ == name for name in dir(calclib))


def test_any_other_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'calclib' has no attribute 'nothing'"):
        _ = calclib.nothing
