"""What a catalogue may have wrong: refused by name, or drawn as far as it goes and counted."""

import numpy as np
import pytest
from astropy import units as u
from astropy.table import Table

import imgview
from imgview.errors import ImgviewError
from imgview.model import Catalog
from pictures import masked_image


@pytest.fixture
def viewer():
    return imgview.ImageViewer(masked_image())


def table(n=4, **columns):
    return Table({"x": np.linspace(2010.0, 2100.0, n), "y": np.linspace(1010.0, 1100.0, n)} | columns)


@pytest.mark.parametrize(
    ("given", "keywords", "message"),
    [
        (Table({"p": [1.0], "q": [2.0]}), {}, r"no column says where the sources are.*p, q"),
        (Table({"x1": [1.0], "x2": [1.0], "y1": [1.0], "y2": [1.0]}), {}, r"x1, x2, y1, y2"),
        (table(), {"x": "xx", "y": "y"}, r"unknown column \(x=\) 'xx'.*'x'"),
        (table(a=[1.0] * 4, b=[1.0] * 4 * u.Jy), {"a": "a", "b": "b"}, r"column 'b'.*Jy"),
        (table(ra=[1.0] * 4 * u.s, dec=[1.0] * 4 * u.deg), {"ra": "ra", "dec": "dec"}, r"'ra'.*\bs\b"),
        (table(many=np.zeros((4, 2))), {"x": "many", "y": "y"}, r"'many'.*\(4, 2\)|'many'.*shape"),
        (table(), {"color_by": "mag"}, r"unknown column 'mag'"),
        (table(words=["a", "b", "c", "d"]), {"size_by": "words"}, r"'words' holds .* no numbers"),
        ({"x": [1.0, 2.0], "y": [1.0]}, {}, r"x|length|catalogue"),
    ],
)
def test_what_cannot_be_shown_is_named_and_changes_nothing(viewer, given, keywords, message):
    viewer.add_catalog(table(), "first")
    before = viewer.layers.state
    with pytest.raises(ImgviewError, match=message):
        viewer.add_catalog(given, **keywords)
    assert viewer.layers.state == before


def test_moments_that_make_no_ellipse_are_dots_and_counted(viewer):
    moments = {"xx": [4.0, -4.0, np.nan, 4.0], "yy": [4.0, 4.0, 4.0, 1.0], "xy": [0.0, 0.0, 0.0, 9.0]}
    layer = viewer.add_catalog(table(**moments), xx="xx", yy="yy", xy="xy")
    assert (len(layer), layer.dots, layer.missing) == (4, 3, 0)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("axis", [1e30, 1e160, 1e300])
def test_axes_that_no_source_has_are_dots_and_counted(viewer, axis):
    layer = viewer.add_catalog(table(a=[2.0, axis, axis, 1.0], b=[1.0, axis, 1.0, 1e-30]), fill=0.5)
    assert (len(layer), layer.dots) == (4, 2)
    for look in ({}, {"scale": 20.0}, {"symbol": "o", "unit": "image"}):
        for name, value in look.items():
            setattr(layer, name, value)
        assert "image/png" in viewer._repr_mimebundle_()[0], "the picture stands in the cell"


def test_places_that_are_no_numbers_are_counted_and_kept_in_the_table(viewer):
    rows = table()
    rows["x"][[0, 2]] = np.nan, np.inf
    layer = viewer.add_catalog(rows)
    assert (len(layer), layer.missing, len(layer.catalog)) == (2, 2, 4)
    layer.selected = [0]
    with pytest.raises(ImgviewError, match=r"position of row 0 .* not known"):
        viewer.center_on(0)


def test_no_rows_are_a_layer(viewer):
    layer = viewer.add_catalog(table(0))
    assert (len(layer), layer.missing) == (0, 0)
    layer.selected = []
    assert len(layer.selected) == 0
    assert len(layer.filter("x > 3")) == 0
    layer.symbol = "o"
    layer.color_by("x")
    viewer.layers["catalog"].fill = 0.5


def test_ten_million_rows_are_refused_before_anything_is_made_of_them(viewer):
    places = np.broadcast_to(np.float32(5), 10_000_000)
    many = Catalog({"x": places, "y": places}, x="x", y="y", name="huge")
    with pytest.raises(ImgviewError, match=r"'huge' has 10,000,000 sources.*at most 2,000,000"):
        viewer.add_catalog(many)
    assert list(viewer.layers) == []


@pytest.mark.parametrize(
    "text", ["x >", "__import__('os')", "x.__class__", "(lambda: 1)()", "[y for y in x]", "nope > 3", ""]
)
def test_filters_reach_nothing_but_columns(viewer, text):
    layer = viewer.add_catalog(table())
    if not text:
        assert len(layer.filter(text)) == 4
        return
    with pytest.raises(ImgviewError):
        layer.filter(text)
    assert len(layer) == 4


def test_names_and_values_are_text_whatever_they_say(viewer):
    hostile = table(**{"<b>\u00e9</b>": ["<img src=x onerror=1>", "\u2028", "\u0000", "\ud83d\ude00"]})
    layer = viewer.add_catalog(hostile, "<script>", color_by="<b>\u00e9</b>")
    assert layer.name == "<script>"
    assert layer.colors.names[0] in hostile["<b>\u00e9</b>"].tolist()
