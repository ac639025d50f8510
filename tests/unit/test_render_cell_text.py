"""Values of catalogues as text."""

import numpy as np
import pytest
from astropy import units as u
from astropy.table import MaskedColumn, QTable, Table

from imgview.render.overlays.cell_text import cell_text, point_aligned


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4703.244, "4703.244"),
        (np.float32(0.1), "0.1"),
        (1 / 3, "0.333333333"),
        (2**63 - 1, "9223372036854775807"),
        (b"caf\xe9", "caf\N{REPLACEMENT CHARACTER}"),
        ("<b>\n\u00e9", "<b> \u00e9"),
        (float("nan"), "nan"),
        (True, "True"),
    ],
)
def test_values_are_one_line(value, text):
    assert cell_text(Table({"v": np.array([value])})["v"], 0, 30) == text


def test_units_follow_and_missing_values_are_a_dash():
    table = QTable({"flux": [1.5] * u.nJy})
    assert cell_text(table["flux"], 0, 30) == "1.5 nJy"
    assert cell_text(table["flux"], 0, 30, units=False) == "1.5"
    assert cell_text(MaskedColumn([1.0], mask=[True]), 0, 30) == "\N{EM DASH}"


def test_decimal_points_lie_in_one_line():
    texts = ["4703.244", "-2020", "0.5", "1e-05", "\N{EM DASH}", "nan"]
    point, digit = "\N{PUNCTUATION SPACE}", "\N{FIGURE SPACE}"
    aligned = ["4703.244", f"-2020{point}{digit * 3}", f"0.5{digit * 2}", *texts[3:]]
    assert point_aligned(texts) == aligned
    assert point_aligned(["1", "20"]) == ["1", "20"], "whole numbers need none"
    assert point_aligned([]) == []
