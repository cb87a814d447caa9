"""How much of the plane around 0 is shown of mappings whose images crowd."""

import pytest

from calclib import Mapping
from calclib.framing.windows.broad_images import with_broad_image

WIDE = (-2.0, 2.0)
TWIST = "[x*cos(x^2+y^2) - y*sin(x^2+y^2), x*sin(x^2+y^2) + y*cos(x^2+y^2)]"


@pytest.mark.parametrize(
    ("text", "reach", "half"),
    [
        ("[x*exp(y), y*exp(-x)]", 0.5, 1.5),
        ("[x*exp(x*y), y]", 0.5, 1.25),
        ("[x*exp(x*y), y]", 1.4, 1.5),  # it holds what is given, though a smaller one is broader
        ("[x*exp(x*y), y]", 1.8, 2.0),
        ("[x^2 - y^2, 2x*y]", 0.5, 2.0),
        ("[1/x, y/x]", 0.5, 2.0),
        ("[2 + 0*y, x]", 0.5, 2.0),
        (TWIST, 0.5, 1.25),
        (TWIST, 1.6, 2.0),
    ],
)
def test_a_domain_is_smaller_where_the_image_would_be_a_speck_or_wound_up(text, reach, half):
    assert with_broad_image(Mapping.parse(text), WIDE, reach) == (-half, half)
