"""Colours and sizes by column: one byte a source, and what each byte stands for."""

import numpy as np
import pytest
from astropy.table import MaskedColumn, Table

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model import Catalog
from imgview.render.looks.colormap import colormap_table
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.overlay import Overlay, paint_overlays
from imgview.render.overlays.overlay_style import ShapesStyle
from imgview.render.overlays.placement import Placement
from imgview.render.overlays.shapes import Shapes

GREY = (150, 150, 150)


def colored(codes):
    return [tuple(color) for color in codes.table[codes.codes].tolist()]


def test_numbers_run_through_a_colormap_between_the_limits():
    values = [-9.0, 10.0, 15.0, 20.0, 99.0, np.nan, np.inf]
    codes = ColumnCodes.colors(Catalog({"v": values}), "v", colormap="magma", limits=(10, 20))
    assert codes.codes.tolist() == [0, 0, 127, 254, 254, 255, 255]
    magma = colormap_table("magma")
    assert colored(codes)[0] == colored(codes)[1] == tuple(magma[0])
    assert colored(codes)[3] == colored(codes)[4] == tuple(magma[255])
    assert colored(codes)[5:] == [GREY, GREY]
    assert (codes.limits, codes.rows, codes.column) == ((10.0, 20.0), 7, "v")


def test_limits_may_be_a_percentile_or_all():
    catalog = Catalog({"v": np.arange(101.0)})
    assert ColumnCodes.colors(catalog, "v", limits="90%").limits == (5.0, 95.0)
    assert ColumnCodes.colors(catalog, "v").limits == (2.0, 98.0)
    assert ColumnCodes.colors(catalog, "v", limits="minmax").limits == (0.0, 100.0)


def test_logarithms_leave_out_what_has_none():
    catalog = Catalog({"v": [0.0, -1.0, 1.0, 10.0, 100.0]})
    codes = ColumnCodes.colors(catalog, "v", limits="minmax", log=True)
    assert codes.codes.tolist() == [255, 255, 0, 127, 254]
    with pytest.raises(SettingError, match="above 0"):
        ColumnCodes.colors(catalog, "v", limits=(0, 5), log=True)
    assert ColumnCodes.colors(Catalog({"v": [0.0]}), "v", log=True).codes.tolist() == [255]


def test_categories_have_colours_of_their_own_and_the_many_share_grey():
    kinds = MaskedColumn(["star", "galaxy", "galaxy", "<b>", "star", "galaxy"], mask=[0, 0, 0, 0, 1, 0])
    codes = ColumnCodes.colors(Catalog(Table({"kind": kinds})), "kind")
    assert codes.codes.tolist() == [2, 0, 0, 1, 255, 0]
    assert codes.limits is None
    codes = ColumnCodes.colors(Catalog({"kind": [f"k{i % 40}" for i in range(400)]}), "kind")
    colors = colored(codes)
    assert len(set(colors)) == 13
    assert colors.count(GREY) == 28 * 10
    assert set(ColumnCodes.colors(Catalog({"f": [True, False, True]}), "f").codes.tolist()) == {0, 1}


def test_sizes_run_between_two_widths_either_way():
    catalog = Catalog({"mag": [18.0, 20.0, 22.0, np.nan]})
    codes = ColumnCodes.sizes(catalog, "mag", sizes=(24, 4), limits="minmax")
    np.testing.assert_allclose(codes.table[codes.codes], [24, 14, 4, 4])


@pytest.mark.parametrize("n", [0, 3])
def test_a_byte_a_source_travels(n):
    catalog = Catalog({"v": np.arange(float(n))})
    assert len(ColumnCodes.colors(catalog, "v").packed((0.0, 0.0))) == 768 + n
    assert len(ColumnCodes.sizes(catalog, "v").packed((0.0, 0.0))) == 1024 + n


@pytest.mark.parametrize(
    ("column", "how", "error", "message"),
    [
        ("w", {}, UnknownNameError, "column 'w'"),
        ("v", {"colormap": "viridsi"}, UnknownNameError, "did you mean 'viridis'"),
        ("v", {"limits": (5, 5)}, SettingError, "5"),
        ("two", {}, ImgviewError, "one value a row"),
        ("c", {}, ImgviewError, "complex"),
    ],
)
def test_what_cannot_be_coloured_is_refused(column, how, error, message):
    catalog = Catalog({"v": [1.0, 2.0], "two": [[1, 2], [3, 4]], "c": [1j, 2j]})
    with pytest.raises(error, match=message):
        ColumnCodes.colors(catalog, column, **how)


def test_impossible_sizes_are_refused():
    catalog = Catalog({"v": [1.0, 2.0], "s": ["a", "b"]})
    with pytest.raises(SettingError, match="two widths"):
        ColumnCodes.sizes(catalog, "v", sizes=(0, 3))
    with pytest.raises(SettingError, match="two widths"):
        ColumnCodes.sizes(catalog, "v", sizes="big")
    with pytest.raises(ImgviewError, match="no numbers"):
        ColumnCodes.sizes(catalog, "s")


def test_each_source_is_painted_in_its_colour_and_width():
    catalog = Catalog({"kind": ["b", "a", "a"], "mag": [1.0, 2.0, 3.0]})
    shapes = Shapes(np.array([20.0, 60.0, 100.0]), np.full(3, 20.0))
    colors, sizes = ColumnCodes.colors(catalog, "kind"), ColumnCodes.sizes(catalog, "mag", sizes=(30, 10))
    screen = np.zeros((40, 130, 4), np.uint8)
    style = ShapesStyle("white", symbol="+", width=3)
    paint_overlays(screen, [Overlay(shapes, style, colors, sizes)], Placement(0, 40, 1.0, (0, 0)))
    found = {tuple(color) for color in screen[:, :40, :3].reshape(-1, 3).tolist()}
    assert tuple(colors.table[1].tolist()) in found
    assert tuple(colors.table[0].tolist()) not in found
    assert tuple(colors.table[0].tolist()) in {tuple(c) for c in screen[:, 40:, :3].reshape(-1, 3).tolist()}
    widths = [(screen[19, part, :3].max(axis=1) > 100).sum() for part in (slice(0, 40), slice(80, 130))]
    assert widths[0] - widths[1] == pytest.approx(20, abs=2)
