"""Turned and mirrored views: exact blocks by quarter turns, the pointer's pixel at any angle."""

import math

import numpy as np
import pytest

from browser.page import STYLE, FakeKernel
from browser.scene import painted
from imgview.render.looks.style import RenderStyle
from imgview.render.overlays.overlay import Overlay, paint_overlays
from imgview.render.overlays.overlay_style import ShapesStyle
from imgview.render.overlays.placement import Placement
from imgview.render.overlays.shapes import Shapes
from imgview.render.view import Framing, view_rgba

EXACT = [(90, False), (180, False), (270, False), (0, True), (90, True), (270, True)]
OBLIQUE = [(30, False), (137.5, True), (200.25, False)]

QUARTERS = [(0, True), (90, False), (180, False), (270, False), (90, True), (180, True), (270, True)]


@pytest.fixture
def kernel(rng) -> FakeKernel:
    array = rng.integers(0, 256, (300, 340)).astype(np.uint8)
    return FakeKernel(array, {"A": array > 240}, yx0=(10, -20))


def turned(picture, rotation, flip):
    """Return a picture, top row first, as it looks when it is mirrored and then turned counter-clockwise."""
    return np.rot90(picture[:, ::-1] if flip else picture, rotation // 90)


@pytest.mark.parametrize(("rotation", "flip"), QUARTERS)
@pytest.mark.parametrize("zoom", [1, 3])
def test_quarter_turns_are_exact_blocks(browser, kernel, rotation, flip, zoom):
    viewer = browser.show(kernel)
    view = {"center": [150, 160], "fov": 1, "rotation": rotation, "flip": flip}
    view["fov"] = viewer.run("({ painter: { viewport: v } }) => Math.min(v.width, v.height)") / zoom
    viewer.set(viewport=view)
    drawn = viewer.pixels()
    blocks = turned(kernel.picture()[::-1].repeat(zoom, 0).repeat(zoom, 1), rotation, flip)
    # Where the image's pixel (x0, y0 + ny - 1), the first of the picture, lies: a whole pixel, to be found.
    corner = viewer.run(
        """({ painter }, [a, b]) => [painter.viewport.toScreen(...a), painter.viewport.toScreen(...b)]""",
        [[-20.5, 9.5], [-20.5 + 340, 9.5 + 300]],
    )
    left, top = (min(p[axis] for p in corner) for axis in ("sx", "sy"))
    assert (left, top) == pytest.approx((round(left), round(top)), abs=1e-9)
    h, w = drawn.shape[:2]
    expected = np.zeros_like(drawn)
    expected[..., 3] = 255
    left, top = round(left), round(top)
    y0, x0 = max(top, 0), max(left, 0)
    part = blocks[y0 - top : h - top, x0 - left : w - left]
    expected[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = part
    np.testing.assert_array_equal(drawn, expected)


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("rotation", [0, 30, 90, 137.5, 180, 270, 300])
def test_screen_and_image_are_one_map(browser, kernel, rotation, flip):
    viewer = browser.show(kernel)
    viewer.set(viewport={"center": [150.25, 160.5], "fov": 91.7, "rotation": rotation, "flip": flip})
    zoom, middle, there, back, here = viewer.run(
        """({ painter: { viewport: v } }) => {
            const at = v.toScreen(163, 148);
            const to = v.toImage(v.width / 2 + 70, v.height / 2 - 20);
            const middle = v.toImage(v.width / 2, v.height / 2);
            return [v.zoom, middle, { x: at.sx - v.width / 2, y: v.height / 2 - at.sy },
                v.toImage(at.sx, at.sy), to];
        }"""
    )
    a, f = math.radians(rotation), -1 if flip else 1
    upright = rotation % 90 == 0
    assert (middle["x"], middle["y"]) == pytest.approx((150.25, 160.5), abs=1 / zoom if upright else 1e-9)
    dx, dy = f * (163 - middle["x"]), 148 - middle["y"]
    expected = zoom * (math.cos(a) * dx - math.sin(a) * dy), zoom * (math.sin(a) * dx + math.cos(a) * dy)
    assert (there["x"], there["y"]) == pytest.approx(expected, abs=1e-9)
    assert (back["x"], back["y"]) == pytest.approx((163, 148), abs=1e-9)
    right, up = 70 / zoom, 20 / zoom
    expected = f * (math.cos(a) * right + math.sin(a) * up), math.cos(a) * up - math.sin(a) * right
    assert (here["x"] - middle["x"], here["y"] - middle["y"]) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("rotation", "flip"), [(0, True), (30, False), (90, False), (200, True)])
def test_drag_and_wheel_keep_the_pixel_under_the_pointer(browser, kernel, rotation, flip):
    viewer = browser.show(kernel)
    viewer.set(viewport={"center": [150.0, 160.0], "fov": 91.0, "rotation": rotation, "flip": flip})
    before, dragged, zoomed = viewer.run(
        """({ painter: { viewport: v } }) => {
            const before = v.toImage(200, 150);
            v.panBy(33, -21);
            const dragged = v.toImage(233, 129);
            v.zoomAbout(1.7, 233, 129);
            return [before, dragged, v.toImage(233, 129)];
        }"""
    )
    near = 1 / 4 if rotation % 90 == 0 else 1e-9  # quarter turns fall on whole pixels
    for after in (dragged, zoomed):
        assert (after["x"], after["y"]) == pytest.approx((before["x"], before["y"]), abs=near)
    trait = viewer.run("({ model }) => model.get('viewport')")
    assert (trait.get("rotation", 0), trait.get("flip", False)) == (rotation, flip)


def test_fitting_shows_the_whole_turned_image_and_home_is_straight(browser, kernel):
    viewer = browser.show(kernel)
    corners, zoom, fitted, trait, home = viewer.run(
        """({ painter: { viewport: v }, model }) => {
            v.turn(30);
            const corners = [[-20.5, 9.5], [319.5, 9.5], [-20.5, 309.5], [319.5, 309.5]]
                .map(([x, y]) => v.toScreen(x, y)).map(({ sx, sy }) => [sx / v.width, sy / v.height]);
            const seen = [corners, v.zoom, v.fitted, model.get("viewport")];
            v.home();
            return [...seen, [v.turned, v.fitted, model.get("viewport")]];
        }"""
    )
    low, high = np.min(corners), np.max(corners)
    assert (low, high) == pytest.approx((0, 1), abs=1e-9)
    assert fitted
    assert trait["rotation"] == 30
    assert home == [False, True, None]
    viewer.set(viewport=trait)
    assert viewer.run("({ painter }) => painter.viewport.zoom") == pytest.approx(zoom)


def test_what_is_asked_for_may_lie_off_the_image_but_a_hand_does_not_lead_farther(browser, kernel):
    viewer = browser.show(kernel)
    viewer.set(viewport={"center": [-120.0, 160.0], "fov": 2.0})
    at, back = viewer.run(
        """({ painter: { viewport: v } }) => {
            v.panBy(1e6, 0);
            const at = { ...v.center, zoom: v.zoom };
            v.panBy(-1e6, 0);
            return [at, v.center.x];
        }"""
    )
    assert at["x"] == -120
    assert at["zoom"] > 64, "as another viewer of finer pixels asks for"
    assert back == 319.5


def shown(viewer, **view):
    """Show a view, and return the arguments with which numpy paints it."""
    width, height = viewer.run("({ canvas }) => [canvas.width, canvas.height]")
    viewer.set(viewport={"center": [151.3, 163.8], "fov": min(width, height) / view.pop("zoom"), **view})
    return {"width": width, "height": height, **viewer.kernel.state["viewport"]}


def by_numpy(kernel, view, overlays=()):
    planes = {"A": {**STYLE}}
    style = RenderStyle.resolve(kernel.pyramid, cuts=kernel.state["cuts"], stretch="linear", planes=planes)
    return view_rgba(kernel.pyramid, style, overlays=overlays, **view)


@pytest.mark.parametrize("zoom", [1, 5])
@pytest.mark.parametrize(("rotation", "flip"), EXACT)
def test_page_and_numpy_turn_by_quarters_to_the_same_bytes(browser, kernel, rotation, flip, zoom):
    viewer = browser.show(kernel)
    view = shown(viewer, rotation=rotation, flip=flip, zoom=zoom)
    np.testing.assert_array_equal(viewer.pixels(), by_numpy(kernel, view))


@pytest.mark.parametrize("zoom", [1, 5])
@pytest.mark.parametrize(("rotation", "flip"), OBLIQUE)
def test_page_and_numpy_turn_by_any_angle_alike(browser, kernel, rotation, flip, zoom):
    viewer = browser.show(kernel)
    view = shown(viewer, rotation=rotation, flip=flip, zoom=zoom)
    off = np.abs(viewer.pixels().astype(int) - by_numpy(kernel, view))
    # The browser interpolates with fewer digits: a level of 255 now and then.
    assert off.max() <= 1
    assert (off > 0).mean() < 0.005


def sources(n=80):
    rng = np.random.default_rng(5)
    x, y, axes = rng.uniform(-10, 310, n), rng.uniform(20, 300, n), rng.uniform(2, 12, n)
    return Shapes(x, y, np.stack([axes, axes * rng.uniform(0.3, 1, n), rng.uniform(-4, 4, n)], axis=1))


@pytest.mark.parametrize("zoom", [0.5, 1, 8])
@pytest.mark.parametrize(("rotation", "flip"), [*EXACT, *OBLIQUE])
def test_layers_turn_with_the_image_as_numpy_turns_them(browser, kernel, rotation, flip, zoom):
    kernel.lay("src", Overlay(sources(), ShapesStyle("#5ff2ff", fill=0.3, opacity=0.8)))
    viewer = browser.show(kernel)
    view = shown(viewer, rotation=rotation, flip=flip, zoom=zoom)
    viewer.sharp()
    painted(viewer)
    drawn = viewer.overlay()
    framing = Framing.of(kernel.pyramid, **view)
    place = Placement(framing.left, framing.bottom, framing.zoom, kernel.pyramid.start, turn=framing.turn)
    expected = np.full(drawn.shape, 128, np.uint8)
    paint_overlays(expected, kernel.overlays(), place)
    alpha = drawn[..., 3:] / 255.0
    off = np.abs(128 * (1 - alpha) + drawn[..., :3] * alpha - expected[..., :3])
    assert off.max() <= 3
    assert (expected[..., :3] != 128).any()


@pytest.mark.parametrize(("rotation", "flip"), [(180, False), (0, True), (180, True)])
def test_what_is_reduced_turns_by_quarters_as_it_is(browser, kernel, rotation, flip):
    viewer = browser.show(kernel)
    shown(viewer, zoom=0.37)
    straight = viewer.pixels()
    shown(viewer, zoom=0.37, rotation=rotation, flip=flip)
    # Smoothed from the other side, what lies half way is rounded to the other side.
    assert np.abs(viewer.pixels().astype(int) - turned(straight, rotation, flip)).max() <= 1
