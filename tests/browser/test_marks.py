"""Drawings and labels over the image: the page draws what numpy draws, and words where they belong."""

from dataclasses import replace

import numpy as np
import pytest

import symbol_geometry
from browser.page import FakeKernel
from browser.scene import painted
from browser.test_layers import assert_as_numpy, placement
from imgview.model import Catalog
from imgview.render.ink.ink import Ink
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.labels import Labels
from imgview.render.overlays.mark_columns import MARK_SYMBOLS
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.overlay import Overlay, paint_overlays
from imgview.render.overlays.overlay_style import SYMBOLS, ShapesStyle
from imgview.render.overlays.shapes import Shapes

START = (100, 200)
SHAPE = (300, 400)


@pytest.fixture
def kernel() -> FakeKernel:
    return FakeKernel(np.full(SHAPE, 7, np.uint8), yx0=START, height=480)


def scattered(symbol: str, n: int = 36, unit: str = "image") -> Marks:
    """Return marks of several colours that do not touch one another."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:6, 0:6].reshape(2, -1) * 60.3 + rng.uniform(-9, 9, (2, 36)) + [[115], [230]]
    size = np.stack([rng.uniform(2, 12, n), rng.uniform(2, 12, n), rng.uniform(-4, 4, n)], axis=1)
    color = np.array(["red", "green", "orchid", "#0080ff"])[rng.integers(0, 4, n)]
    return Marks.of(x, y, symbol, size, list(color), unit=unit)


@pytest.mark.parametrize("unit", ["image", "screen"])
@pytest.mark.parametrize("zoom", [0.5, 1, 8])
@pytest.mark.parametrize("symbol", MARK_SYMBOLS[:7])
def test_marks_are_drawn_as_numpy_draws_them(browser, kernel, symbol, zoom, unit):
    kernel.lay("marks", Overlay.marks(scattered(symbol, unit=unit)))
    viewer = browser.show(kernel)
    viewer.zoom_to(400.3, 250.2, zoom)
    assert_as_numpy(viewer)


@pytest.mark.parametrize("zoom", [0.5, 1, 8])
def test_polylines_are_drawn_as_numpy_draws_them(browser, kernel, zoom):
    rng = np.random.default_rng(5)
    x, y = rng.uniform(0, 700, 40), rng.uniform(0, 600, 40)
    x[20] = np.nan
    kernel.lay("marks", Overlay.marks(Marks.lines(x, y, "orchid"), width=3))
    viewer = browser.show(kernel)
    viewer.zoom_to(400.3, 250.2, zoom)
    assert_as_numpy(viewer)


def test_of_equal_lines_the_one_drawn_last_is_seen(browser, kernel):
    x, y = [400, 410, 420, 430], [250] * 4
    parts = [
        Marks.of(x, y, "o", 4, "green"),
        Marks.of(x[1:3], y[1:3], "o", 4, "red"),
        Marks.of(x[2:3], y[2:3], "o", 4, "green"),
        Marks.of(x[:1], y[:1], "+", 4),
    ]
    kernel.lay("marks", Overlay.marks(Marks.joined(parts), color="#ff00ff"))
    viewer = browser.show(kernel)
    viewer.zoom_to(415, 250, 8)
    assert_as_numpy(viewer)
    viewer.sharp()
    drawn = viewer.overlay()
    at = [viewer.run("({ painter }, x) => painter.viewport.toScreen(x, 254)", each) for each in x]
    seen = [(drawn[int(p["sy"]), int(p["sx"]), :3] > 128).tolist() for p in at]
    assert seen == [[True, False, True], [True, False, False], [False, True, False], [False, True, False]]


def test_a_new_colour_of_the_layer_is_that_of_marks_without_their_own(browser, kernel):
    parts = [Marks.of([390], [250], "+", 4, "#00ff00"), Marks.of([410], [250], "+", 4)]
    layer = kernel.lay("marks", Overlay.marks(Marks.joined(parts)))
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, 8)
    assert_as_numpy(viewer)
    viewer.set(layers=[layer | {"color": "#ff0000", "opacity": 0.5}])
    assert_as_numpy(viewer)
    assert [message for message in kernel.asked if message["kind"] == "layer"] == []


# The symbols themselves: bit for bit what numpy draws, and, measured in the page, what they ought to be.


def alphas(viewer) -> tuple[np.ndarray, np.ndarray]:
    """Return how opaque each pixel is in the page, and by numpy's distances; uint8."""
    viewer.sharp()
    painted(viewer)
    drawn, (overlay,), place = viewer.overlay(), viewer.kernel.overlays(), placement(viewer)
    ink = Ink(*drawn.shape[:2], overlay.style.reach(place.dpr))
    if isinstance(overlay.geometry, Marks):
        overlay.geometry.draw(ink, place, overlay.geometry.inks()[1])
    else:
        overlay.geometry.draw(ink, place, overlay.style)
    coverage = overlay.style.coverage(place.dpr).sum(axis=1)
    return drawn[..., 3], np.floor(coverage * 255 + 0.5).astype(np.uint8)[ink.steps]


def drawings() -> dict[str, Overlay]:
    """Return layers of each symbol of marks and of catalogues, at places that single precision holds."""
    rng = np.random.default_rng(8)
    x, y = (rng.integers(8 * low, 8 * (low + 300), 40) / 8 for low in (250, 100))
    size = rng.integers(16, 80, (40, 3)) / 8
    found = {f"mark {name}": Overlay.marks(Marks.of(x, y, name, size, "white")) for name in MARK_SYMBOLS[:7]}
    found["mark line"] = Overlay.marks(Marks.lines(x, y, "white"))
    for name in SYMBOLS:
        look = ShapesStyle("#ffffff", symbol=name, size=15, unit="image")
        found[f"source {name}"] = Overlay(Shapes(x, y, size), look)
    return found


@pytest.mark.parametrize("zoom", [1, 8])
@pytest.mark.parametrize("name", drawings())
def test_symbols_are_numpys_bit_for_bit(browser, kernel, name, zoom):
    kernel.lay("one", drawings()[name])
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, zoom)
    page, ours = alphas(viewer)
    assert (ours > 0).sum() > 500
    if name.split()[1] in ("o", "ellipse"):
        # numpy works out their distances in single precision.
        assert np.abs(page.astype(int) - ours).max() <= 2
        assert (page != ours).mean() < 1e-3
    else:
        np.testing.assert_array_equal(page, ours)


def alone(viewer, x: float, y: float) -> symbol_geometry.Drawn:
    viewer.sharp()
    painted(viewer)
    drawn = viewer.overlay()
    at = viewer.run("({ painter }, [x, y]) => painter.viewport.toScreen(x, y)", [x, y])
    ink = drawn[..., :3].max(axis=2) * (drawn[..., 3] / 255.0) / 255.0
    return symbol_geometry.Drawn(ink, at["sx"], at["sy"])


@pytest.mark.parametrize(("zoom", "size"), [(1, 60.0), (8, 2.0), (8, 16.0)])
@pytest.mark.parametrize("symbol", symbol_geometry.SYMBOLS)
def test_symbols_in_the_page_measure_what_those_of_ds9_do(browser, kernel, symbol, zoom, size):
    kernel.lay("one", Overlay.marks(Marks.of([400], [250], symbol, size, "white")))
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, zoom)
    symbol_geometry.SYMBOLS[symbol](alone(viewer, 400, 250), size * zoom)


@pytest.mark.parametrize("moments", [(16.0, 4.0, 0.0), (9.0, 16.0, 5.0), (12.0, 3.0, -4.5)])
@pytest.mark.parametrize(("zoom", "times"), [(1, 32.0), (8, 4.0)])
def test_ellipses_in_the_page_have_their_axes_and_angles(browser, kernel, moments, zoom, times):
    a, b, theta = symbol_geometry.ellipse_of(moments)
    ellipse = [[a * times, b * times, theta]]
    kernel.lay("one", Overlay.marks(Marks.of([400], [250], "ellipse", ellipse, "white")))
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, zoom)
    symbol_geometry.assert_ellipse(alone(viewer, 400, 250), moments, times * zoom)


# Words. The page has fonts of its own: place, size, angle and colour must agree.


def lettered(viewer) -> tuple[np.ndarray, np.ndarray]:
    """Return how strongly the page and numpy put letters on each pixel, 0..1, without their dark rims."""
    viewer.sharp()
    painted(viewer)
    drawn = viewer.overlay()
    black = np.zeros(drawn.shape, np.uint8)
    paint_overlays(black, viewer.kernel.overlays(), placement(viewer))
    return drawn[..., :3].max(axis=2) * (drawn[..., 3] / 255.0) / 255.0, black[..., :3].max(axis=2) / 255.0


def measured(letters: np.ndarray) -> dict[str, float]:
    """Return middle, extent along and across, and angle of words, from the moments of their pixels."""
    y, x = np.mgrid[: letters.shape[0], : letters.shape[1]] + 0.5
    total = letters.sum()
    mx, my = (letters * x).sum() / total, (letters * y).sum() / total
    dx, dy = x - mx, my - y
    xx, yy, xy = ((letters * value).sum() / total for value in (dx * dx, dy * dy, dx * dy))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    inked = letters > 0.4
    along = (dx * np.cos(angle) + dy * np.sin(angle))[inked]
    across = (dy * np.cos(angle) - dx * np.sin(angle))[inked]
    return {
        "x": mx,
        "y": my,
        "angle": np.degrees(angle),
        "wide": np.ptp(along) + 1,
        "high": np.ptp(across) + 1,
    }


@pytest.mark.parametrize("zoom", [1, 8])
@pytest.mark.parametrize(
    "look",
    [
        (10, 0, "helvetica"),
        (24, 0, "helvetica bold"),
        (24, 30, "helvetica"),
        (24, -75, "times"),
        (24, 10, "times bold italic"),
        (18, 60, "courier"),
    ],
)
def test_words_lie_where_numpy_puts_them(browser, kernel, look, zoom):
    size, angle, font = look
    kernel.lay("words", Overlay.marks(Marks.words([400.2], [250.4], "HHHHH", size, angle=angle, font=font)))
    viewer = browser.show(kernel)
    viewer.zoom_to(402, 251, zoom)
    page, ours = (measured(letters) for letters in lettered(viewer))
    at = viewer.run("({ painter }) => painter.viewport.toScreen(400.2, 250.4)")
    for found in (page, ours):
        assert (found["x"], found["y"]) == pytest.approx((at["sx"], at["sy"]), abs=0.8)
        assert found["angle"] == pytest.approx(angle, abs=4 if "italic" in font else 1.5)
        # Capitals are 0.65 to 0.75 of the size of their font, which is 4/3 pixels a point.
        assert 0.6 * size * 4 / 3 - 1 < found["high"] < 0.85 * size * 4 / 3 + 2
    assert page["wide"] == pytest.approx(ours["wide"], rel=0.2)


def test_words_have_their_colours_and_their_dark_rims(browser, kernel):
    texts = Marks.words([380, 420], [250, 250], "H", 60, ["red", "#0080ff"])
    kernel.lay("words", Overlay.marks(texts, opacity=0.5))
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, 8)
    viewer.sharp()
    painted(viewer)
    drawn = viewer.overlay()
    for x, color in ((380, [255, 0, 0]), (420, [0, 128, 255])):
        at = viewer.run("({ painter }, x) => painter.viewport.toScreen(x, 250)", x)
        # In the middle of the bar of the letter.
        pixel = drawn[int(at["sy"]), int(at["sx"])]
        assert np.abs(pixel[:3].astype(int) - color).max() <= 2
        assert pixel[3] == pytest.approx(128, abs=2)
    assert ((drawn[..., 3] > 60) & (drawn[..., :3].max(axis=2) == 0)).sum() > 200


def test_words_stay_upright_and_of_one_size_and_move_with_the_image(browser, kernel):
    kernel.lay("words", Overlay.marks(Marks.words([400], [250], "HHHHH", 24)))
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, 1)
    first = measured(lettered(viewer)[0])
    for dx, dy in ((37, -21), (-150, 60), (190, 0)):
        viewer.run("({ painter }, [dx, dy]) => painter.viewport.panBy(dx, dy)", [dx, dy])
        at = viewer.run("({ painter }) => painter.viewport.toScreen(400, 250)")
        there = measured(lettered(viewer)[0])
        assert (there["x"], there["y"]) == pytest.approx((at["sx"], at["sy"]), abs=1)
        assert (there["wide"], there["high"]) == pytest.approx((first["wide"], first["high"]), abs=1)


def test_a_crowd_of_words_is_thinned_and_a_few_are_not(browser, kernel):
    rng = np.random.default_rng(1)
    n = 5000
    words = Marks.words(rng.uniform(210, 590, n), rng.uniform(110, 390, n), [f"w{i}" for i in range(n)], 12)
    layer = kernel.lay("words", Overlay.marks(words))
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, 1)
    crowd = lettered(viewer)
    assert 0.3 < (crowd[0] > 0.5).sum() / (crowd[1] > 0.5).sum() < 3
    assert (crowd[0] > 0.5).mean() < 0.25
    kernel.state["layers"], kernel.state["drawings"] = [], {}
    few = Marks.words(np.full(900, 400.0), np.full(900, 250.0), "H", 12)
    kernel.lay("few", Overlay.marks(few))
    viewer.set(layers=kernel.state["layers"], drawings=kernel.state["drawings"])
    assert layer["key"] not in [each["key"] for each in kernel.state["layers"]]
    opaque = viewer
    opaque.sharp()
    painted(viewer)
    # 900 times over one another nothing shows through the rims any more.
    alpha = viewer.overlay()[..., 3]
    assert alpha.max() == 255
    assert (alpha == 255).sum() > 60


# Labels of sources.

CAME = "({ session }) => session.layers.placed(session.layers.all[0].key)?.codes.labels"


def labelled(n: int, seed: int = 2, **style) -> Overlay:
    """Return sources with labels."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(210, 590, n), rng.uniform(110, 390, n)
    catalog = Catalog({"x": x, "y": y, "id": [f"HHH {i}" for i in range(n)]}, x="x", y="y")
    shapes = Shapes(x, y, np.tile([6.0, 2.0, 0.7], (n, 1)))
    look = {"symbol": "o", "size": 5, "opacity": 1, "label_size": 20} | style
    return Overlay(shapes, ShapesStyle("#ffffff", **look), labels=Labels.of(catalog, "id"))


@pytest.mark.parametrize("sized", [False, True])
@pytest.mark.parametrize("symbol", ["ellipse", "o", "square"])
@pytest.mark.parametrize("zoom", [1, 8])
def test_labels_stand_where_numpy_puts_them(browser, kernel, symbol, zoom, sized):
    overlay = labelled(1, symbol=symbol, size=6, unit="image")
    if sized:
        sizes = ColumnCodes.sizes(Catalog({"m": [1.0]}), "m", sizes=(25, 25))
        overlay = replace(overlay, sizes=sizes)
    layer = kernel.lay("src", overlay)
    viewer = browser.show(kernel)
    viewer.zoom_to(float(overlay.geometry.x[0]), float(overlay.geometry.y[0]), zoom)
    viewer.until(CAME)
    page, ours = lettered(viewer)
    bare = np.zeros((*ours.shape, 4), np.uint8)
    paint_overlays(bare, [replace(overlay, labels=None)], placement(viewer))
    viewer.set(layers=[layer | {"labels": 0}])
    found = []
    for letters, lines in ((page, lettered(viewer)[0]), (ours, bare[..., 0] / 255.0)):
        rows, columns = np.nonzero(np.abs(letters - lines) > 0.5)
        found.append((columns.min(), rows.min(), rows.max()))
    # Left edge, upper and lower end of the capitals: how wide they are is a matter of the font.
    assert found[0] == pytest.approx(found[1], abs=2)


def test_labels_are_colours_of_their_sources_and_never_markup(browser, kernel):
    x = np.array([390.0, 420.0])
    catalog = Catalog({"x": x, "id": ["<b>H</b>", "<b>H</b>"], "n": ["a", "b"]})
    colors = ColumnCodes.colors(catalog, "n")
    shapes = Shapes(x, np.array([250.0, 250.0]))
    look = ShapesStyle("#ffffff", symbol="+", label_size=40)
    kernel.lay("src", Overlay(shapes, look, colors, labels=Labels.of(catalog, "id")))
    viewer = browser.show(kernel)
    viewer.zoom_to(405, 250, 8)
    viewer.until(CAME)
    viewer.sharp()
    painted(viewer)
    drawn = viewer.overlay()
    seen = {tuple(pixel[:3].tolist()) for pixel in drawn[drawn[..., 3] == 255]}
    assert {tuple(color) for color in colors.table[[0, 1]].tolist()} <= seen
    assert viewer.page.locator(".imgview b:has-text('H')").count() == 0


def test_labels_of_a_crowd_do_not_lie_over_one_another_and_stay_while_one_pans(browser, kernel):
    kernel.lay("src", labelled(3000, size=3))
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, 1.5)
    viewer.until(CAME)
    before = lettered(viewer)[0]
    viewer.run("({ painter }) => painter.viewport.panBy(-90, 0)")
    viewer.sharp()
    after = lettered(viewer)[0]
    # What was in the middle is there still, 90 pixels further to the left.
    kept, moved = before[150:250, 300:400] > 0.5, after[150:250, 210:310] > 0.5
    assert (kept == moved).mean() > 0.99


def test_labels_come_and_go_with_their_column(browser, kernel):
    first = kernel.lay("src", labelled(20, size=3))
    viewer = browser.show(kernel)
    viewer.zoom_to(400, 250, 1)
    viewer.until(CAME)
    with_labels = (lettered(viewer)[0] > 0.5).sum()
    viewer.set(layers=[first | {"labels": 0}])
    without = (lettered(viewer)[0] > 0.5).sum()
    assert without < 0.4 * with_labels
    viewer.set(layers=[first | {"label_size": 40}])
    viewer.until(CAME)
    assert (lettered(viewer)[0] > 0.5).sum() > 1.5 * with_labels
