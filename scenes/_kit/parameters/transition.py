"""`Transition`: how a clip of a lecture follows the one before and leads to the next."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from scenes._kit.parameters.title import TitleText


class Transition(BaseModel):
    """What stands in the first frame of a clip, and what it turns to at its end.

    `follows`: the title card whose last picture is its first; `continues`: its own title stands
    from the start. `leads_to`: the title card to which its last picture turns; `fades`: its last
    picture fades. A clip by itself begins empty, and ends with its last picture.
    """

    model_config = ConfigDict(frozen=True)

    follows: TitleText | None = None
    continues: bool = False
    leads_to: TitleText | None = None
    fades: bool = False
