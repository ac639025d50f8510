"""Lines over a picture lie where their coordinates say, measured on the painted pixels themselves."""

import math
import sys
from dataclasses import replace

import numpy as np
import pytest
from astropy.table import Table

import imgview
from imgview.errors import ImgviewError, SettingError, ShapeError, UnknownNameError
from imgview.geometry import Box
from imgview.model import Catalog, Footprints
from imgview.render.ink.ink import FAR, Ink
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.outline import Outline
from imgview.render.overlays.overlay import Overlay, as_overlays, paint_overlays, restyled
from imgview.render.overlays.overlay_style import LEAST_AXIS, SYMBOLS, OverlayStyle, ShapesStyle
from imgview.render.overlays.placement import Placement
from imgview.render.overlays.shapes import Shapes

HEIGHT, WIDTH = 240, 320
PLAIN = {"color": "white", "width": 1.5}


def painted(overlay, place, size=(HEIGHT, WIDTH)):
    screen = np.zeros((*size, 4), np.uint8)
    paint_overlays(screen, [overlay], place)
    return screen[..., 0] / 255.0


def middle(profile):
    """Return where the middle of a line is in a cut across it, in pixels from the cut's edge."""
    return float((profile * (np.arange(profile.size) + 0.5)).sum() / profile.sum())


def one(a=None, b=None, theta=0.0, x=20.0, y=10.0):
    ellipses = None if a is None else np.array([[a, b, theta]])
    return Shapes(np.array([x]), np.array([y]), ellipses)


@pytest.mark.parametrize("zoom", [1, 8])
def test_the_outline_of_a_pixel_runs_along_its_edges(zoom):
    place = Placement(5 * zoom, HEIGHT - 7 * zoom, zoom, (0, 0))
    image = painted(Overlay.outline([Box.from_shape((20, 20))], **PLAIN), place)
    # The pixel (0, 0) reaches from -0.5 to 0.5: the line runs on the image's very edge.
    row, column = image[HEIGHT - 17 * zoom], image[:, 15 * zoom]
    assert middle(row[: 10 * zoom]) == pytest.approx(5 * zoom, abs=0.02)
    assert middle(row[20 * zoom : 30 * zoom]) + 20 * zoom == pytest.approx(25 * zoom, abs=0.02)
    assert middle(column[HEIGHT - 12 * zoom :]) == pytest.approx(5 * zoom, abs=0.02)


@pytest.mark.parametrize("start", [(0, 0), (-3, 100_000)])
def test_the_image_begins_where_it_says(start):
    place = Placement(40, 200, 4.0, start)
    x, y = place.to_screen(np.array([start[1] - 0.5]), np.array([start[0] + 9.5]))
    assert (x[0], y[0]) == (40, 160)


@pytest.mark.parametrize(("a", "b"), [(60, 24), (60, 60), (12, 4), (70, 12)])
@pytest.mark.parametrize("theta", [0.0, 0.4, math.pi / 2, -1.2])
def test_the_middle_of_a_line_lies_on_the_ellipse_to_a_tenth_of_a_pixel(a, b, theta):
    ink = Ink(HEIGHT, WIDTH, 2.25)
    ink.ellipses(*(np.array([v], float) for v in (160.3, 120.7, a, b, theta)))
    t = np.linspace(0, 2 * np.pi, 20_001)
    along, across = a * np.cos(t), b * np.sin(t)
    x = 160.3 + along * math.cos(theta) - across * math.sin(theta)
    y = 120.7 - along * math.sin(theta) - across * math.cos(theta)
    ys, xs = np.nonzero(ink.steps < FAR)
    true = np.array([np.hypot(px + 0.5 - x, py + 0.5 - y).min() for py, px in zip(ys, xs, strict=True)])
    drawn = ink.steps[ys, xs] * 2.25 / FAR
    near = (true < 0.75) | (drawn < 0.75)
    assert np.abs(drawn - true)[near].max() < 0.1
    expected = set(zip(np.floor(y).astype(int), np.floor(x).astype(int), strict=True))
    assert expected <= set(zip(ys, xs, strict=True)), "the line is closed"


@pytest.mark.parametrize("zoom", [1, 8])
def test_the_axes_of_a_level_ellipse_are_right_to_a_tenth_of_a_pixel(zoom):
    place = Placement(0, HEIGHT, zoom, (0, 0))
    x, y = place.to_screen(np.array([20.3]), np.array([10.2]))
    image = painted(Overlay(one(64 / zoom / 2, 32 / zoom / 2, 0.0, 20.3, 10.2), ShapesStyle("white")), place,
                    size=(HEIGHT, WIDTH))  # fmt: skip
    row, column = image[int(y[0])], image[:, int(x[0])]
    right = int(x[0]) + 5
    assert middle(row[right:]) + right - x[0] == pytest.approx(64, abs=0.1)
    below = int(y[0]) + 5
    if column[below:].any():
        assert middle(column[below:]) + below - y[0] == pytest.approx(32, abs=0.1)


def test_small_ellipses_keep_a_least_size():
    image = painted(Overlay(one(0.01, 0.01), ShapesStyle("white")), Placement(10, 200, 1.0, (0, 0)))
    inked = np.argwhere(image > 0.5)
    assert ((inked.max(0) - inked.min(0) + 1) / 2).tolist() == pytest.approx([LEAST_AXIS + 0.75] * 2, abs=0.5)


@pytest.mark.parametrize("symbol", [symbol for symbol in SYMBOLS if symbol != "ellipse"])
@pytest.mark.parametrize(
    ("unit", "zoom", "size"), [("screen", 8.0, 21), ("image", 8.0, 3), ("screen", 0.5, 21)]
)
def test_symbols_are_as_wide_as_they_are_said_to_be(symbol, unit, zoom, size):
    overlay = Overlay(one(), ShapesStyle("white", symbol=symbol, unit=unit, size=size))
    image = painted(overlay, Placement(30, HEIGHT - 30, zoom, (0, 0)))
    inked = np.argwhere(image > 0.5)
    wide = size * (zoom if unit == "image" else 1)
    height, width = inked.max(0) - inked.min(0) + 1
    assert (height, width) == pytest.approx((wide + 1.5, wide + 1.5), abs=1.6)


@pytest.mark.parametrize("fill", [0.0, 0.5])
@pytest.mark.parametrize("ratio", [0.5, 3.0])
@pytest.mark.parametrize(("unit", "zoom", "size"), [("screen", 0.5, 100), ("image", 8.0, 12.5)])
def test_the_longer_axis_of_an_ellipse_is_as_long_as_its_column_says(unit, zoom, size, ratio, fill):
    theta = 0.3
    sized = ColumnCodes.sizes(Catalog({"m": [1.0, 2.0]}), "m", sizes=(1, size), limits="minmax")
    sized = replace(sized, codes=sized.codes[1:])
    style = ShapesStyle("white", unit=unit, scale=9.0, fill=fill)
    image = painted(
        Overlay(one(7.0, 7.0 * ratio, theta), style, sizes=sized), Placement(60, 140, zoom, (0, 0))
    )
    rows, columns = np.nonzero(image > 0.45)
    # The extents of an ellipse whose full axes are 100 pixels and a share of them, and the width of the line.
    a, b = np.array([1.0, ratio]) / max(1.0, ratio) * 50
    wide = 2 * math.hypot(a * math.cos(theta), b * math.sin(theta))
    high = 2 * math.hypot(a * math.sin(theta), b * math.cos(theta))
    extents = np.ptp(columns) + 1, np.ptp(rows) + 1
    assert extents == pytest.approx((wide + 1.5, high + 1.5), abs=1.6)


def test_sized_ellipses_keep_a_least_size_and_dots_are_dots():
    shapes = Shapes(
        np.zeros(3), np.zeros(3), np.array([[8.0, 1.0, 0.3], [0.0, 0.0, 0.0], [np.nan, 1.0, 0.3]])
    )
    sized = ColumnCodes.sizes(Catalog({"m": [1.0, 2.0, 3.0]}), "m", sizes=(1, 12), limits="minmax")
    forms = shapes.forms(Placement(0, 0, 4.0, (0, 0), 2.0), ShapesStyle("white"), sized)
    assert forms[:2] == pytest.approx(np.array([[5, 5, 0.3], [5, 5, 0]]))
    assert np.isnan(forms[2, 0])
    sizes = np.array([6.0, 2.0, 2.0])
    forms = shapes.forms(
        Placement(0, 0, 4.0, (0, 0), 2.0),
        ShapesStyle("white"),
        replace(sized, codes=np.arange(3), table=8 * sizes),
    )
    assert forms[0] == pytest.approx([48, 6, 0.3])


@pytest.mark.parametrize("width", [1.0, 2.0, 5.0])
@pytest.mark.parametrize("ground", [0, 255])
def test_a_line_is_as_wide_as_it_is_said_to_be_with_a_dark_rim(width, ground):
    screen = np.full((100, 100, 4), ground, np.uint8)
    overlay = Overlay.outline([[[0.0, 10.0], [30.0, 10.0]]], color="white", width=width, closed=False)
    paint_overlays(screen, [overlay], Placement(0, 90, 2.0, (0, 0)))
    changed = np.abs(screen[:, 30, 0].astype(float) - ground).sum() / 255
    assert changed == pytest.approx(width if ground == 0 else 0.6 * 2, abs=0.1)


def test_polygons_are_not_joined_to_one_another():
    boxes = [Box.from_shape((4, 4)), Box.from_shape((4, 4), start=(0, 20))]
    image = painted(Overlay.outline(boxes, **PLAIN), Placement(10, 100, 8.0, (0, 0)))
    assert image[:, 50:160].sum() == 0


def test_opacity_and_order():
    place = Placement(10.5, 50, 8.0, (0, 0))
    lower = Overlay.outline([Box.from_shape((4, 4))], color="#ff0000")
    upper = Overlay.outline([Box.from_shape((4, 4))], color="#0000ff", opacity=0.5)
    screen = np.zeros((60, 60, 4), np.uint8)
    paint_overlays(screen, [lower, upper], place)
    assert screen[30, 10, :3].tolist() == [128, 0, 128]
    before = screen.copy()
    hidden = Overlay.outline([Box.from_shape((4, 4))], visible=False)
    paint_overlays(screen, [hidden, Overlay.outline([Box.from_shape((4, 4))], opacity=0)], place)
    np.testing.assert_array_equal(screen, before)


@pytest.mark.parametrize("scale", [0.25, 1.0, 3.0])
def test_many_ellipses_at_once_are_the_same_as_one_by_one(rng, scale):
    n = 200
    x, y = rng.uniform(-20, 340, n), rng.uniform(-20, 260, n)
    a, b, theta = rng.uniform(2, 40, n), rng.uniform(2, 10, n), rng.uniform(-7, 7, n)
    together, single = Ink(HEIGHT, WIDTH, 2.25 * scale), Ink(HEIGHT, WIDTH, 2.25 * scale)
    together.ellipses(x, y, a, b, theta)
    for i in range(n):
        single.ellipses(*(v[i : i + 1] for v in (x, y, a, b, theta)))
    np.testing.assert_array_equal(together.steps, single.steps)


def test_segments_are_distances(rng):
    ink = Ink(HEIGHT, WIDTH, 3.0)
    ends = rng.uniform(-400, 700, (40, 4))
    ink.segments(*ends.T)
    ys, xs = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    nearest = np.full((HEIGHT, WIDTH), np.inf)
    for x0, y0, x1, y1 in ends:
        along = ((xs - x0) * (x1 - x0) + (ys - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)
        along = np.clip(along, 0, 1)
        nearest = np.minimum(nearest, np.hypot(xs - x0 - along * (x1 - x0), ys - y0 - along * (y1 - y0)))
    inked = ink.steps < FAR
    np.testing.assert_array_equal(inked, nearest * FAR / 3 < FAR)
    assert np.abs(ink.steps[inked] * (3 / FAR) - nearest[inked]).max() < 3 / FAR + 1e-6


def test_a_far_line_costs_neither_time_nor_memory():
    ink = Ink(100, 100, 2.0)
    ink.segments(np.array([-1e9]), np.array([50.0]), np.array([1e9]), np.array([50.0]))
    assert (ink.steps[49:51] < FAR).all()
    ink.ellipses(*np.array([[50.0], [1e7], [1e7], [1e7 - 90], [0.0]]))
    assert (ink.steps[89:91] < FAR).all()
    assert (ink.steps[60:80] == FAR).all()


def test_long_work_says_how_far_it_is(rng, monkeypatch):
    told = []

    class Told:
        def __init__(self, what, total, unit):
            told.append((what, total, unit))

        def __enter__(self):
            return self

        def __exit__(self, *_):
            told.append("done")

        def advance(self, amount):
            told.append(amount)

    monkeypatch.setattr(sys.modules["imgview.render.overlays.overlay"], "Progress", Told)
    n = 100_000
    shapes = Shapes(rng.uniform(0, WIDTH, n), rng.uniform(0, HEIGHT, n))
    painted(Overlay(shapes, ShapesStyle("red", symbol="+")), Placement(0, HEIGHT, 1.0, (0, 0)))
    assert told[0] == ("painting the layers", 0, "shapes")
    # Both arms of each.
    assert sum(told[1:-1]) == 2 * n
    assert max(told[1:-1]) < n
    assert told[-1] == "done"


# Packing.


def test_outlines_travel_as_starts_and_relative_vertices():
    outline = Outline.of([[[100_000.02, 5], [100_001, 5], [100_000, 6]], [[1, 2], [np.nan, 3]], [[7, 8]]])
    assert (outline.count, outline.missing) == (1, 2)
    data = outline.packed((99_000.0, 0.0))
    starts = np.frombuffer(data, "<u4", 2)
    points = np.frombuffer(data, "<f4", offset=8).reshape(-1, 2)
    assert starts.tolist() == [0, 4]
    np.testing.assert_allclose(points + np.array([99_000.0, 0.0]), outline.vertices, atol=0.001)
    assert (outline.vertices[0] == outline.vertices[-1]).all()


def test_sources_travel_in_at_most_24_bytes_and_to_a_hundredth_of_a_pixel(rng):
    n = 1000
    x, y = rng.uniform(0, 1e5, n), rng.uniform(0, 1e5, n)
    x[3] = y[3] = np.nan
    shapes = Shapes(x, y, np.stack([x / 1e4, y / 1e4, x], axis=1))
    data = shapes.packed((5e4, 5e4))
    assert len(data) <= 24 * n
    columns = np.frombuffer(data, "<f4").reshape(5, n)
    np.testing.assert_allclose(columns[0] + 5e4, x, atol=0.005)
    np.testing.assert_allclose(columns[1] + 5e4, y, atol=0.005)
    assert np.isnan(columns[0]).tolist() == np.isnan(x).tolist()
    assert (shapes.rows, shapes.count, shapes.missing) == (n, n - 1, 1)
    assert len(Shapes(x, y).packed((0, 0))) == 8 * n


def test_nothing_is_nothing():
    empty = Catalog(Table({"x": np.zeros(0), "y": np.zeros(0)}), x="x", y="y")
    for overlay in (Overlay.catalog(empty), Overlay.outline([]), Overlay.outline(np.empty((0, 4, 2)))):
        assert overlay.geometry.count == overlay.geometry.missing == 0
        assert overlay.geometry.rows == 0
        assert not painted(overlay, Placement(0, 100, 1.0, (0, 0))).any()


def test_sources_beyond_all_numbers_are_counted_and_not_drawn():
    table = Table({"x": [1.0, np.nan, 1e300, np.inf], "y": [1.0, 2.0, 3.0, 4.0]})
    shapes = Shapes.of(Catalog(table, x="x", y="y"))
    assert (shapes.rows, shapes.count, shapes.missing) == (4, 1, 3)
    shapes.packed((0.0, 0.0))


def test_a_source_without_ellipse_is_a_dot_among_ellipses():
    table = Table({"x": [20.0, 30.0], "y": [10.0, 10.0], "a": [3.0, -1.0], "b": [3.0, 2.0]})
    overlay = Overlay.catalog(Catalog(table, x="x", y="y", a="a", b="b"), color="white")
    image = painted(overlay, Placement(0, HEIGHT, 8.0, (0, 0)))
    dot = image[:, 235:255]
    assert 2 < dot.sum() < 12
    assert image[:, 100:220].sum() > 100


FREE = 40 - 2.25
"""Half width of a symbol of 80 pixels without its line."""


@pytest.mark.parametrize(
    ("symbol", "area"),
    [
        ("o", np.pi * FREE**2),
        ("square", 4 * FREE**2),
        ("diamond", 2 * (40 - 2.25 * np.sqrt(2)) ** 2),
        ("+", 0),
    ],
)
def test_the_inside_is_filled_with_its_opacity(symbol, area):
    style = ShapesStyle("white", symbol=symbol, size=80, fill=0.5, opacity=0.5)
    image = painted(Overlay(one(x=40, y=30), style), Placement(0, HEIGHT, 4.0, (0, 0)))
    filled = np.abs(image - 0.25) < 0.01
    assert filled.sum() == pytest.approx(area, rel=0.03, abs=20)
    assert filled[HEIGHT - 122 - 8, 162 + 8] == (area > 0)


# What cannot be.


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"color": "bleu"}, UnknownNameError, "did you mean 'blue'"),
        ({"opacity": 1.5}, SettingError, "0..1, got 1.5"),
        ({"opacity": float("nan")}, SettingError, "nan"),
        ({"width": 0}, SettingError, "width"),
        ({"symbol": "star"}, UnknownNameError, "Known: "),
        ({"size": "big"}, SettingError, "'big'"),
        ({"unit": "furlong"}, UnknownNameError, "'furlong'"),
        ({"scale": -1}, SettingError, "-1"),
        ({"fill": 1.5}, SettingError, "fill of a layer lies in 0..1"),
        ({"colour": "red"}, UnknownNameError, "did you mean 'color'"),
    ],
)
def test_impossible_looks_are_refused(change, error, message):
    with pytest.raises(error, match=message.replace(".", r"\.")):
        restyled(ShapesStyle("red"), change)


@pytest.mark.parametrize(
    ("polygons", "error", "message"),
    [
        ([[1, 2, 3]], ShapeError, r"polygon 0 must have the shape \(n, 2\)"),
        ([np.zeros((3, 2)), np.zeros((3, 3))], ShapeError, "polygon 1"),
        ([[["a", "b"], ["c", "d"]]], ImgviewError, "polygon 0"),
        ("cells", ShapeError, "'cells'"),
        (5, ShapeError, "got 5"),
    ],
)
def test_what_is_no_polygon_is_refused(polygons, error, message):
    with pytest.raises(error, match=message):
        Outline.of(polygons)


def test_too_many_sources_are_refused_by_name():
    class Huge(Catalog):
        def __len__(self):
            return 10_000_000

    huge = Huge(Table({"x": [1.0], "y": [1.0]}), x="x", y="y", name="all of them")
    with pytest.raises(ImgviewError, match="'all of them' has 10,000,000 sources"):
        Shapes.of(huge)


def test_one_polygon_or_box_stands_for_itself():
    for polygons in (Box.from_shape((3, 3)), [[0, 0], [1, 1], [2, 0]], np.zeros((4, 2))):
        assert Outline.of(polygons).count == 1


# Whole pictures.


@pytest.mark.parametrize("level", [0, 1, 2])
def test_render_paints_layers_in_array_order(level):
    array = np.zeros((1100, 1200), np.float32)
    box = Box.from_shape((160, 320), start=(80, 160))
    bare = imgview.render(array, cuts=(0, 1), level=level)
    drawn = imgview.render(array, cuts=(0, 1), level=level, layers={"box": box})
    changed = np.argwhere((bare != drawn).any(axis=2))
    low, high = changed.min(0), changed.max(0) + 1
    np.testing.assert_allclose(low, np.array([80, 160]) / 2**level, atol=2.5)
    np.testing.assert_allclose(high, np.array([240, 480]) / 2**level, atol=2.5)


def test_layers_are_given_in_several_ways():
    catalog = Catalog(Table({"x": [1.0], "y": [1.0]}), x="x", y="y")
    overlay = Overlay(one(), ShapesStyle("red"))
    found = as_overlays({"a": catalog, "b": [[0, 0], [1, 1]], "c": overlay}, None)
    assert [type(each.geometry) for each in found] == [Shapes, Outline, Shapes]
    assert found[2] is overlay
    assert found[0].style.color != found[1].style.color
    assert as_overlays([overlay, catalog], None)[0] is overlay
    assert as_overlays(None, None) == []
    with pytest.raises(SettingError, match="without names"):
        as_overlays([[[0, 0], [1, 1]]], None)


def test_styles_have_plain_values():
    style = OverlayStyle("Hot Pink", opacity=1, visible=1, width=2)
    assert (style.color, style.opacity, style.visible, style.rgb) == ("#ff69b4", 1.0, True, (255, 105, 180))


def test_footprints_are_painted_along_the_edges_of_their_pixels():
    footprints = Footprints([[5, 10, 12], [6, 10, 10], [6, 12, 12], [7, 10, 12]], [0, 4, 4])
    overlay = Overlay.footprints(footprints, **PLAIN)
    assert (overlay.geometry.count, overlay.geometry.missing) == (2, 1)
    lines = np.split(overlay.geometry.vertices, overlay.geometry.starts[1:-1])
    assert all((line[0] == line[-1]).all() for line in lines)
    same = Overlay.outline(footprints.outline(0), **PLAIN)
    np.testing.assert_array_equal(overlay.geometry.vertices, same.geometry.vertices)
    np.testing.assert_array_equal(overlay.geometry.starts, same.geometry.starts)
