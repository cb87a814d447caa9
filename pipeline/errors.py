"""What can go wrong, by whose fault it is."""

from __future__ import annotations


class InputError(ValueError):
    """Bad input: one line, and where there is one, the text with the place of the fault."""

    def __init__(self, message: str, text: str = "", position: int | None = None) -> None:
        super().__init__(message)
        self.text = text
        self.position = position


class RenderError(RuntimeError):
    """A scene failed while it was rendered: scene, beat and cause."""

    def __init__(self, scene: str, beat: str, cause: str) -> None:
        super().__init__(scene, beat, cause)  # all of them in args, so that it can be pickled
        self.scene, self.beat, self.cause = scene, beat, cause

    def __str__(self) -> str:
        return f"{self.scene}, beat {self.beat or '(none yet)'}: {self.cause}"
