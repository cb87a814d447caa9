"""Errors about texts, points and derivatives: `ValueError`s of one line each."""


class ExpressionError(ValueError):
    """A text is not an accepted expression.

    `position` is the index of the error in the text, from 0, or None where it has no single place;
    `text` is the text itself, so that a caller can put a caret under the error. `letter`: the one
    that lacks a value, if this is the error.
    """

    def __init__(
        self, message: str, position: int | None = None, text: str = "", letter: str = ""
    ) -> None:
        super().__init__(message)
        self.position, self.text, self.letter = position, text, letter


class DomainError(ValueError):
    """A function is evaluated at a point where it is undefined."""


class NotDifferentiable(ValueError):  # noqa: N818 (the contract names it)
    """A derivative is evaluated where the one-sided difference quotients disagree.

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
