"""`CannotDrawError`: a mobject or camera that the engine has nothing for."""

from __future__ import annotations


class CannotDrawError(TypeError):
    """Names what cannot be drawn; the rest of the message says what can be done."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"the engine cannot draw {what}; leave it out, or render the scene without the engine"
        )
