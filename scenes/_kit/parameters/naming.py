"""Names of scenes: the class `TangentLine` is the scene `tangent_line`."""

import re


def snake_case(name: str) -> str:
    """`TangentLine` -> `tangent_line`; a name in snake_case stays as it is."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
