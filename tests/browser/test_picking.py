"""Sources under the hand: what is hit, what a lasso takes in, what is told and what stands out."""

import numpy as np
import pytest
from astropy.table import Table
from matplotlib.path import Path as Polygon

from browser.page import FakeKernel
from browser.scene import painted, screen, tangent_plane, trait
from browser.test_layers import SHAPE, START, assert_as_numpy, sources
from imgview.geometry import Box
from imgview.model import Catalog, Footprints
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.overlay import Overlay
from imgview.render.overlays.overlay_style import ShapesStyle
from imgview.render.overlays.row_mask import RowMask
from imgview.render.overlays.shapes import Shapes

HIT = """({ session, painter }, [x, y]) => {
    const [layer] = session.layers.all;
    const { geometry, origin, codes } = session.layers.placed(layer.key);
    return geometry.at(x - origin[0], y - origin[1], layer, painter.viewport.zoom, codes)?.row ?? null;
}"""


@pytest.fixture
def kernel() -> FakeKernel:
    return FakeKernel(np.full(SHAPE, 7, np.uint8), yx0=START, height=480)


def shown(browser, kernel, *overlays, zoom=2.0, width=900):
    for number, overlay in enumerate(overlays):
        kernel.lay(f"layer {number}", overlay)
    viewer = browser.show(kernel, width=width)
    viewer.zoom_to(400, 250, zoom)
    viewer.sharp()
    return viewer


def selection(viewer):
    """Return the key of the layer and the rows that the page has selected."""
    found = viewer.run(
        """({ model }) => {
            const { layer, rows } = model.get("selection");
            if (!layer) return [0, []];
            const copy = rows.buffer.slice(rows.byteOffset, rows.byteOffset + rows.byteLength);
            return [layer, [...new Uint32Array(copy)]];
        }"""
    )
    return found[0], found[1]


def at_place(viewer, x, y):
    """Return the point of the page, whole pixels as a mouse has them, over an absolute pixel."""
    return tuple(round(value) for value in screen(viewer, x, y))


@pytest.mark.parametrize("zoom", [0.5, 2, 8])
def test_hits_are_those_of_the_ellipses_as_drawn(browser, kernel, zoom):
    shapes = sources(200)
    # What is larger than a cell, or a coarser one, lies in another grid.
    shapes.ellipses[:3, 0] *= [30, 8, 100]
    style = ShapesStyle("#5ff2ff", scale=2.5)
    viewer = shown(browser, kernel, Overlay(shapes, style), zoom=zoom)
    rng = np.random.default_rng(5)
    near = rng.integers(0, shapes.rows, 300)
    x = shapes.x[near] + rng.normal(0, 15, 300)
    y = shapes.y[near] + rng.normal(0, 15, 300)
    a, b = (np.maximum(shapes.ellipses[:, i] * style.scale, 2.5 / zoom) for i in (0, 1))
    theta = shapes.ellipses[:, 2]
    dx, dy = x[:, None] - shapes.x, y[:, None] - shapes.y
    slack = (style.width / 2 + 1.5) / zoom
    u = (dx * np.cos(theta) + dy * np.sin(theta)) / (a + slack)
    v = (dy * np.cos(theta) - dx * np.sin(theta)) / (b + slack)
    inside = np.hypot(u, v) <= 1
    smallest = np.where(inside, a * b, np.inf)
    # Where all are as small as can be drawn, the nearest one.
    order = np.lexsort([np.hypot(dx, dy), smallest], axis=1)[:, 0]
    expected = [int(row) if hit else None for row, hit in zip(order, inside.any(axis=1), strict=True)]
    assert [viewer.run(HIT, [float(px), float(py)]) for px, py in zip(x, y, strict=True)] == expected
    assert None in expected
    assert len(set(expected)) > 50


def test_of_several_sources_the_smallest_is_hit(browser, kernel):
    x, y = np.array([400.0, 403.0, np.nan, 400.0]), np.array([250.0, 250.0, 250.0, 250.0])
    ellipses = np.array([[40, 30, 0.3], [3, 2, 0.0], [1, 1, 0.0], [15, 8, 1.0]])
    viewer = shown(browser, kernel, Overlay(Shapes(x, y, ellipses), ShapesStyle("#5ff2ff", scale=1.0)))
    mouse = viewer.page.mouse
    for place, row in {(403, 250): 1, (400, 256): 3, (380, 245): 0}.items():
        mouse.click(*at_place(viewer, *place))
        assert selection(viewer) == (kernel.state["layers"][0]["key"], [row])


@pytest.mark.parametrize("symbol", ["+", "o", "square"])
def test_symbols_are_hit_within_their_width_and_the_nearest_wins(browser, kernel, symbol):
    x, y = np.array([400.0, 404.0]), np.array([250.0, 250.0])
    style = ShapesStyle("#5ff2ff", symbol=symbol, size=20)
    viewer = shown(browser, kernel, Overlay(Shapes(x, y), style))
    assert viewer.run(HIT, [401, 250]) == 0
    assert viewer.run(HIT, [403, 250]) == 1
    assert viewer.run(HIT, [404 + 6, 250]) == 1
    assert viewer.run(HIT, [404 + 7, 250]) is None


def test_sizes_by_column_are_hit_and_highlighted_as_drawn(browser, kernel):
    table = Table({"x": [380.0, 420.0, 460.0], "y": [250.0] * 3, "m": [1.0, 2.0, 3.0]})
    sized = ColumnCodes.sizes(Catalog(table, x="x", y="y"), "m", sizes=(6, 40), limits="minmax")
    shapes = Shapes(np.array(table["x"]), np.array(table["y"]))
    viewer = shown(browser, kernel, Overlay(shapes, ShapesStyle("#5ff2ff", symbol="o"), sizes=sized))
    viewer.until("({ session }) => session.layers.placed(session.layers.all[0].key).codes.sizes")
    viewer.sharp()
    # Half of 6 and of 40 CSS pixels, at 2 of them a pixel.
    assert viewer.run(HIT, [460 + 10, 250]) == 2
    assert viewer.run(HIT, [380 + 4, 250]) is None
    viewer.page.mouse.click(*at_place(viewer, 460, 258))
    assert_as_numpy_with_selection(viewer)


def test_ellipses_with_sizes_by_column_are_hit_and_highlighted_as_drawn(browser, kernel):
    table = Table({"x": [360.0, 420.0, 460.0], "y": [250.0] * 3, "m": [1.0, 2.0, 3.0]})
    sized = ColumnCodes.sizes(Catalog(table, x="x", y="y"), "m", sizes=(6, 80), limits="minmax")
    ellipses = np.array([[40.0, 40.0, 0.0], [np.nan] * 3, [3.0, 1.5, np.pi / 2]])
    shapes = Shapes(np.array(table["x"]), np.array(table["y"]), ellipses)
    viewer = shown(browser, kernel, Overlay(shapes, ShapesStyle("#5ff2ff"), sizes=sized))
    viewer.until("({ session }) => session.layers.placed(session.layers.all[0].key).codes.sizes")
    viewer.sharp()
    # Half of 80 CSS pixels upwards, and half of that across, at 2 of them a pixel.
    assert viewer.run(HIT, [460, 250 + 20]) == 2
    assert viewer.run(HIT, [460, 250 + 22]) is None
    assert viewer.run(HIT, [460 + 10, 250]) == 2
    assert viewer.run(HIT, [460 + 12, 250]) is None
    assert viewer.run(HIT, [360 + 2, 250]) == 0
    assert viewer.run(HIT, [360 + 4, 250]) is None
    assert viewer.run(HIT, [420, 250]) == 1
    viewer.page.mouse.click(*at_place(viewer, 460, 262))
    assert selection(viewer)[1] == [2]
    assert_as_numpy_with_selection(viewer)


def test_what_is_not_shown_is_neither_hit_nor_lassoed_nor_stepped_to(browser, kernel):
    shapes = Shapes(np.array([350.0, 400.0, 450.0]), np.full(3, 250.0))
    shown_rows = RowMask.of([True, False, True], shapes)
    style = ShapesStyle("#5ff2ff", symbol="o")
    viewer = shown(browser, kernel, Overlay(shapes, style, shown=shown_rows))
    key, page = kernel.state["layers"][0]["key"], viewer.page
    assert [viewer.run(HIT, [x, 250]) for x in (350, 400, 450)] == [0, None, 2]
    lasso = "({ session }, key) => session.layers.placed(key).geometry.within"
    corners = "([-900, 900, 900, -900], [-900, -900, 900, 900], session.layers.placed(key).codes)"
    assert viewer.run(f"{lasso}{corners}", key) == [0, 2]
    page.locator(".iv-stage").focus()
    stepped = []
    for _ in range(2):
        page.keyboard.press("n")
        stepped.append(selection(viewer)[1])
    assert stepped == [[0], [2]]


def test_clicks_select_add_and_take_away(browser, kernel):
    x, y = np.array([np.nan, 350.0, 400.0, 450.0]), np.full(4, 250.0)
    viewer = shown(browser, kernel, Overlay(Shapes(x, y), ShapesStyle("#5ff2ff", symbol="o")))
    key = kernel.state["layers"][0]["key"]
    page = viewer.page

    def click(place, *keys):
        for name in keys:
            page.keyboard.down(name)
        page.mouse.click(*at_place(viewer, place, 250))
        for name in keys:
            page.keyboard.up(name)
        return selection(viewer)

    assert click(400) == (key, [2])
    assert click(350, "Shift") == (key, [1, 2])
    assert click(450, "Shift") == (key, [1, 2, 3])
    assert click(400, "Shift") == (key, [1, 3])
    assert click(375) == (key, [1, 3]), "beside all sources nothing changes"
    assert page.locator(".iv-layers .iv-count-shown").text_content().startswith("2 selected")
    assert click(350) == (key, [1])
    assert_as_numpy_with_selection(viewer)
    # A drag is no click, and pans.
    before = viewer.run("({ painter }) => painter.viewport.center.x")
    page.mouse.move(*at_place(viewer, 400, 250))
    page.mouse.down()
    page.mouse.move(*at_place(viewer, 420, 250), steps=3)
    page.mouse.up()
    assert viewer.run("({ painter }) => painter.viewport.center.x") < before - 10
    assert selection(viewer) == (key, [1])
    page.keyboard.press("Escape")
    assert selection(viewer) == (0, [])


def assert_as_numpy_with_selection(viewer):
    key, rows = selection(viewer)
    viewer.kernel.state["selection"] = {"layer": key, "rows": np.array(rows, "<u4").tobytes()} if key else {}
    assert_as_numpy(viewer)


@pytest.mark.parametrize("zoom", [0.5, 2, 8])
def test_what_is_selected_stands_out_as_numpy_paints_it(browser, kernel, zoom):
    viewer = shown(browser, kernel, Overlay(sources(), ShapesStyle("#5ff2ff", opacity=0.7)), zoom=zoom)
    rows = np.arange(0, 60, 2, dtype="<u4")
    viewer.set(selection={"layer": kernel.state["layers"][0]["key"], "rows": rows.tobytes()})
    assert_as_numpy(viewer)
    assert (viewer.overlay()[..., :3].min(axis=2) > 250).any()
    viewer.set(selection={})
    assert_as_numpy(viewer)
    assert not (viewer.overlay()[..., :3].min(axis=2) > 250).any()


def drag(viewer, corners, *keys):
    """Draw a line over absolute pixels with the button held."""
    page = viewer.page
    for name in keys:
        page.keyboard.down(name)
    page.mouse.move(*at_place(viewer, *corners[0]))
    page.mouse.down()
    for corner in corners[1:]:
        page.mouse.move(*at_place(viewer, *corner), steps=4)
    drawn = page.locator(".iv-area polygon").get_attribute("points")
    page.mouse.up()
    for name in keys:
        page.keyboard.up(name)
    return drawn


STAR = [(380, 180), (400, 320), (440, 190), (340, 270), (470, 280), (385, 182)]


def test_a_lasso_takes_in_what_lies_in_it(browser, kernel):
    rng = np.random.default_rng(8)
    x, y = rng.uniform(200, 600, 4000), rng.uniform(100, 400, 4000)
    x[:100] = np.nan
    viewer = shown(browser, kernel, Overlay(Shapes(x, y), ShapesStyle("#5ff2ff", symbol="+")))
    before = viewer.run("({ painter }) => painter.viewport.center")
    drawn = drag(viewer, STAR, "Alt")
    assert viewer.run("({ painter }) => painter.viewport.center") == before
    assert viewer.page.locator(".iv-area polygon").get_attribute("points") is None
    corners = viewer.run(
        """({ painter }, text) => text.split(" ").map((corner) => {
            const [sx, sy] = corner.split(",").map(Number);
            const { x, y } = painter.viewport.toImage(sx, sy);
            return [x, y];
        })""",
        drawn,
    )
    assert len(corners) > 10
    _, rows = selection(viewer)
    expected = _even_odd(np.array(corners), x, y)
    assert rows == expected.tolist()
    assert 100 < len(rows) < 2000


def _even_odd(corners, x, y):
    """Return the rows inside a polygon that may cross itself: an odd number of edges lies to their right."""
    crossings = np.zeros(x.size, int)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, 1, axis=0), strict=True):
        with np.errstate(divide="ignore", invalid="ignore"):
            crossings += ((y0 > y) != (y1 > y)) & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return np.flatnonzero(crossings % 2)


def test_a_simple_lasso_is_that_of_matplotlib(browser, kernel):
    rng = np.random.default_rng(9)
    x, y = rng.uniform(200, 600, 3000), rng.uniform(100, 400, 3000)
    viewer = shown(browser, kernel, Overlay(Shapes(x, y), ShapesStyle("#5ff2ff", symbol="+")))
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    radius = rng.uniform(40, 140, 40)
    corners = np.column_stack([400 + radius * np.cos(angle), 250 + radius * np.sin(angle)])
    rows = viewer.run(
        """({ session }, corners) => {
            const { geometry, origin: [x, y] } = session.layers.placed(session.layers.all[0].key);
            return geometry.within(corners.map((c) => c[0] - x), corners.map((c) => c[1] - y));
        }""",
        corners.tolist(),
    )
    expected = np.flatnonzero(Polygon(corners).contains_points(np.column_stack([x, y])))
    assert sorted(rows) == expected.tolist()
    assert expected.size > 100


def test_a_box_by_its_tool_adds_with_shift_and_leaves_panning_alone(browser, kernel):
    shapes = sources(300)
    outline = Overlay.outline([Box.from_shape(SHAPE, start=START)])
    viewer = shown(browser, kernel, Overlay(shapes, ShapesStyle("#5ff2ff")), outline)
    key = kernel.state["layers"][0]["key"]
    page = viewer.page
    button = page.get_by_role("button", name="Select in a box; with Shift add")
    assert button.get_attribute("aria-pressed") == "false"
    page.locator(".iv-stage").focus()
    page.keyboard.press("b")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".iv-stage").get_attribute("data-tool") == "box"

    def inside(x0, y0, x1, y1):
        return set(np.flatnonzero((shapes.x > x0) & (shapes.x < x1) & (shapes.y > y0) & (shapes.y < y1)))

    drag(viewer, [(340, 200), (400, 260)])
    first = inside(340, 200, 400, 260)
    assert selection(viewer) == (key, sorted(first))
    drag(viewer, [(460, 300), (410, 240)], "Shift")
    assert selection(viewer) == (key, sorted(first | inside(410, 240, 460, 300)))
    assert trait(viewer, "contrast") == 1
    assert_as_numpy_with_selection(viewer)
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-pressed") == "false"
    assert len(selection(viewer)[1]) > 0, "Escape first puts the tool away"
    before = viewer.run("({ painter }) => painter.viewport.center")
    drag(viewer, [(400, 250), (420, 260)])
    assert viewer.run("({ painter }) => painter.viewport.center") != before


def test_hover_tells_of_the_source_as_text(browser, kernel):
    viewer = shown(browser, kernel, Overlay(Shapes(np.array([np.nan, 400.0, 450.0]), np.full(3, 250.0)),
                                            ShapesStyle("#5ff2ff", symbol="o")))  # fmt: skip
    tip = viewer.page.locator(".iv-tip")
    for _ in range(2):
        for x, row in ((400, 1), (450, 2)):
            viewer.page.mouse.move(*at_place(viewer, x, 250))
            tip.locator("dd", has_text=f"<b>{row}</b>").wait_for()
            assert tip.inner_text().split() == ["layer", "0", str(row), "name", f"<b>{row}</b>"]
        viewer.page.mouse.move(*at_place(viewer, 425, 280))
        tip.wait_for(state="hidden")
    # Each row is asked for once.
    assert [message["row"] for message in kernel.asked if message["kind"] == "row"] == [1, 2]


def test_a_question_that_nobody_waits_for_is_taken_back(browser, kernel):
    viewer = shown(browser, kernel, Overlay(Shapes(np.array([400.0, 450.0]), np.full(2, 250.0)),
                                            ShapesStyle("#5ff2ff", symbol="o")))  # fmt: skip
    kernel.muted = True
    viewer.page.mouse.move(*at_place(viewer, 400, 250))
    painted(viewer)
    viewer.page.mouse.move(*at_place(viewer, 450, 250))
    viewer.until("({ model }) => model.sent.filter(({ kind }) => kind === 'row').length === 2")
    sent = viewer.run("({ model }) => model.sent")
    rows = [message for message in sent if message["kind"] == "row"]
    assert {"kind": "cancel", "id": rows[0]["id"]} in sent
    assert viewer.page.locator(".iv-tip").is_hidden()


def test_keys_step_through_the_sources_and_centre_on_them(browser, kernel):
    kernel.state |= {"sky_grid": tangent_plane()}
    kernel.state["image_info"]["has_sky"] = True
    x, y = np.array([350.0, np.nan, 450.0, 590.0]), np.array([250.0, 250.0, 250.0, 390.0])
    viewer = shown(browser, kernel, Overlay(Shapes(x, y), ShapesStyle("#5ff2ff", symbol="o")), zoom=4)
    key = kernel.state["layers"][0]["key"]
    page = viewer.page
    page.locator(".iv-stage").focus()
    press = page.keyboard.press
    for row in (0, 2, 3, 3):
        press("n")
        assert selection(viewer) == (key, [row])
        page.locator(".iv-tip dd", has_text=f"<b>{row}</b>").wait_for()
    center = viewer.run("({ painter }) => painter.viewport.center")
    assert (center["x"], center["y"]) == (590, 390), "what was out of sight is brought into it"
    press("Shift+N")
    press("z")
    assert selection(viewer) == (key, [2])
    center = viewer.run("({ painter }) => painter.viewport.center")
    assert (center["x"], center["y"]) == (450, 250)
    page.evaluate(
        """() => Object.defineProperty(navigator, "clipboard", {
            value: { writeText: async (text) => { window.copied = text; } },
        })"""
    )
    press("y")
    page.wait_for_function("() => window.copied")
    expected = viewer.run("({ session }) => session.sky.radec(450, 250)")
    ra, dec = map(float, page.evaluate("() => window.copied").split())
    assert (ra, dec) == pytest.approx((expected["ra"], expected["dec"]), abs=1e-7)


def test_hidden_layers_and_lines_are_not_hit(browser, kernel):
    one = Shapes(np.array([400.0]), np.array([250.0]))
    outline = Overlay.outline([Box.from_shape((100, 100), start=(200, 350))])
    viewer = shown(browser, kernel, Overlay(one, ShapesStyle("#5ff2ff", symbol="o")), outline)
    kernel.state["layers"][0]["visible"] = False
    viewer.set(layers=[dict(layer) for layer in kernel.state["layers"]])
    viewer.page.mouse.click(*at_place(viewer, 400, 250))
    assert selection(viewer) == (0, [])
    press = viewer.page.keyboard.press
    press("n")
    press("z")
    press("y")
    assert selection(viewer) == (0, [])


def test_tools_are_there_where_there_are_sources(browser, kernel):
    viewer = shown(browser, kernel, Overlay.outline([Box.from_shape((9, 9), start=START)]))
    button = viewer.page.locator("[data-action=lasso]")
    assert button.is_hidden()
    kernel.lay("src", Overlay(sources(), ShapesStyle("#5ff2ff")))
    viewer.set(layers=kernel.state["layers"])
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    viewer.set(layers=kernel.state["layers"][:1])
    assert button.is_hidden()


@pytest.mark.parametrize("large", [False, True])
def test_few_of_a_hundred_thousand_ellipses_are_looked_at(browser, large):
    kernel = FakeKernel(np.full((2000, 2000), 7, np.uint8), height=480)
    rng = np.random.default_rng(4)
    n = 100_000
    axes = np.full(n, 40.0) if large else rng.gamma(3.0, 1.3, n) + 1
    ellipses = np.stack([axes, axes * rng.uniform(0.4, 1, n), rng.uniform(0, 3, n)], axis=1)
    shapes = Shapes(rng.uniform(0, 2000, n), rng.uniform(0, 2000, n), ellipses)
    kernel.lay("src", Overlay(shapes, ShapesStyle("#5ff2ff", scale=2.5)))
    viewer = browser.show(kernel, width=900)
    viewer.until("({ session }) => session.layers.placed(session.layers.all[0].key)")
    seen = viewer.run(
        """({ session, painter }) => {
            const [layer] = session.layers.all;
            const { geometry, codes } = session.layers.placed(layer.key);
            const { zoom } = painter.viewport;
            const turn = Array.from({ length: 400 }, (_, i) => (2 * Math.PI * i) / 400);
            const xs = turn.map((t, i) => (1400 + 20 * (i % 7)) * Math.cos(t));
            const ys = turn.map((t, i) => (1400 + 20 * (i % 7)) * Math.sin(t));
            const looked = geometry.near({ x0: 0, x1: 0, y0: 0, y1: 0 }, layer, zoom, 1, codes).length;
            return { found: geometry.within(xs, ys).length, looked };
        }"""
    )
    assert seen["found"] > 99_000
    assert seen["looked"] < (5000 if large else 1000)


def blobs(n=40, seed=6):
    """Return footprints of some sources, with holes and several parts, that overlap; some have none."""
    rng = np.random.default_rng(seed)
    spans, starts = [], [0]
    for source in range(n):
        x, y, reach = *rng.integers((300, 180), (500, 320)), rng.integers(2, 25)
        yy, xx = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        inside = (np.hypot(xx, yy) < reach) & (np.hypot(xx, yy) > reach / 3) & (rng.random(xx.shape) < 0.9)
        rows, columns = np.nonzero(inside if source % 7 else inside & False)
        spans.append(np.column_stack([rows + y - reach, columns + x - reach, columns + x - reach]))
        starts.append(starts[-1] + len(rows))
    return Footprints(np.concatenate(spans), starts)


@pytest.mark.parametrize("zoom", [1, 4])
def test_footprints_are_hit_where_their_pixels_are(browser, kernel, zoom):
    footprints = blobs()
    # A hair's breadth: beside a line there is no hit.
    viewer = shown(browser, kernel, Overlay.footprints(footprints, width=0.25), zoom=zoom)
    rng = np.random.default_rng(3)
    places = np.column_stack([rng.integers(280, 520, 300), rng.integers(160, 340, 300)]).tolist()
    areas, found = footprints.areas, 0
    for x, y in places:
        inside = footprints.at(x=x, y=y)
        hit = viewer.run(HIT, [x, y])
        around = beside(footprints, x, y, (0.25 / 2 + 1.5) / zoom)
        assert hit in around if around else hit is None
        if len(inside):
            found += 1
            assert areas[hit] <= areas[inside].min()
    assert 50 < found < 290


def beside(footprints, x, y, reach):
    """Return the sources that have a pixel so near to the middle of one."""
    steps = range(-3, 4)
    near = [
        (i, j) for i in steps for j in steps if np.hypot(*(max(abs(k) - 0.5, 0) for k in (i, j))) <= reach
    ]
    return {source for i, j in near for source in footprints.at(x=x + i, y=y + j).tolist()}


@pytest.mark.parametrize("zoom", [1, 4])
def test_a_click_in_a_footprint_selects_its_source_in_all_layers_of_the_catalogue(browser, kernel, zoom):
    footprints = blobs()
    shapes = sources(40)
    src = kernel.lay("src", Overlay(shapes, ShapesStyle("#5ff2ff", symbol="+", size=5)))
    outline = kernel.lay("footprints", Overlay.footprints(footprints), src["key"])
    viewer = shown(browser, kernel, zoom=zoom)
    row = int(np.argmax(footprints.areas))
    y, x, _ = footprints.of(row)[len(footprints.of(row)) // 2].tolist()
    viewer.page.mouse.click(*at_place(viewer, x, y))
    key, rows = selection(viewer)
    assert key == outline["key"]
    assert set(rows) <= beside(footprints, x, y, (1.5 / 2 + 1.5) / zoom)
    assert_as_numpy_with_selection(viewer)
    assert (viewer.overlay()[..., :3].min(axis=2) > 250).any()
    # A source of the other layer is added to the same selection.
    other = 10
    viewer.page.keyboard.down("Shift")
    viewer.page.mouse.click(*at_place(viewer, shapes.x[other], shapes.y[other]))
    viewer.page.keyboard.up("Shift")
    assert selection(viewer)[1] == sorted({*rows, other}), "both are rows of one catalogue"
    assert_as_numpy_with_selection(viewer)


def test_footprints_tell_of_their_sources_and_are_stepped_through(browser, kernel):
    footprints = Footprints([[250, 390, 410], [300, 450, 460]], [0, 0, 1, 1, 2])
    viewer = shown(browser, kernel, Overlay.footprints(footprints))
    tip = viewer.page.locator(".iv-tip")
    viewer.page.mouse.move(*at_place(viewer, 400, 250))
    tip.locator("dd", has_text="<b>1</b>").wait_for()
    viewer.page.locator(".iv-stage").focus()
    key = kernel.state["layers"][0]["key"]
    for row in (1, 3, 3):
        viewer.page.keyboard.press("n")
        assert selection(viewer) == (key, [row])
    viewer.page.keyboard.press("Shift+N")
    assert selection(viewer) == (key, [1])
    drag(viewer, [(380, 240), (480, 310)], "Control")
    assert selection(viewer) == (key, [1, 3])
    row = viewer.page.locator(".iv-layers .iv-row")
    assert row.get_attribute("title").split("\n")[1] == "2 footprints"


def test_a_layer_without_rows_is_drawn_hit_and_lassoed_as_nothing(browser, kernel):
    none = np.zeros(0)
    empty = Overlay.footprints(Footprints(np.zeros((0, 3), int), [0]))
    viewer = shown(browser, kernel, Overlay(Shapes(none, none), ShapesStyle("#5ff2ff")), empty)
    viewer.page.mouse.click(*at_place(viewer, 400, 250))
    drag(viewer, STAR, "Alt")
    for key in ("n", "z", "y", "ContextMenu", "Escape"):
        viewer.page.keyboard.press(key)
    assert selection(viewer) == (0, [])
    assert viewer.page.locator(".iv-layers .iv-count").all_text_contents() == ["0", "0"]
