"""Tables of formulas."""

from scenes._kit.layout.slots import Slot
from scenes._kit.text.table import Table


def test_wide_columns_keep_apart() -> None:
    """Where there is little room it stands between columns, not beside them."""
    narrow = Slot(0.0, 0.0, 4.0, 3.0)
    wide = "4.248 times 10^(-16)"
    for row in Table(narrow, [("h", "q"), (wide, wide), ("1", wide)]).rows:
        first, second = row
        assert second.get_left()[0] - first.get_right()[0] > 0.4
        assert narrow.left - 1e-6 < first.get_left()[0]
        assert second.get_right()[0] < narrow.right + 1e-6
