"""Errors about texts, points and derivatives: `ValueError`s of one line each."""


class ExpressionError(ValueError):
    """A text is not an accepted expression.

    `position` is where it breaks, counted from 0 in the text, or None where that is not one place;
    `text` is the text itself, so that a caller can draw a caret under the place.
    """

    def __init__(self, message: str, position: int | None = None, text: str = "") -> None:
        super().__init__(message)
        self.position = position
        self.text = text


class DomainError(ValueError):
    """A function is asked for its value at a point where it has none."""


class NotDifferentiable(ValueError):  # noqa: N818 (the contract names it)
    """A derivative is asked for where the one-sided difference quotients disagree.

    `left` and `right` are the one-sided derivatives: finite, infinite, or NaN where that side has
    no limit (or the function is not defined on it).
    """

    def __init__(self, message: str, left: float, right: float) -> None:
        super().__init__(message)
        self.left = left
        self.right = right

    def __reduce__(self) -> tuple[type, tuple[str, float, float]]:
        """All arguments, so that it can be pickled and raised in another process."""
        return type(self), (str(self), self.left, self.right)
