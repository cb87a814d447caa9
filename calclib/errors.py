"""What can be wrong with a function or a point: `ValueError`s of one clear line each."""


class ExpressionError(ValueError):
    """A text is not an accepted expression.

    `position` is the place of the fault in the text, counted from 0, or None where the fault is
    not at one place; `text` is the text itself, so that a caller can draw a caret under the place.
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
        """All that it is made of, so that it can come back from another process."""
        return type(self), (str(self), self.left, self.right)
