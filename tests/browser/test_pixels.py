"""What is drawn equals the numpy compositor, bit for bit."""

import numpy as np
import pytest

from browser.page import FakeKernel
from imgview.render.looks.stretch import STRETCHES
from imgview.render.tiles.codec import Codec


def sky(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Return noise with bright tails, NaN and infinities, float32."""
    array = rng.normal(100.0, 7.0, shape) + rng.pareto(1.5, shape) * 20
    array[rng.random(shape) < 0.01] = np.nan
    array[3, 5], array[4, 5], array[shape[0] - 1, 0] = np.inf, -np.inf, np.nan
    return array.astype(np.float32)


def assert_same(drawn: np.ndarray, expected: np.ndarray) -> None:
    assert drawn.shape == expected.shape
    wrong = np.argwhere((drawn != expected).any(axis=2))
    assert len(wrong) == 0, f"{len(wrong)} pixels differ, the first (row, column): {wrong[:5].tolist()}"


def random_planes(rng: np.random.Generator, count: int, shape: tuple[int, int]) -> dict[str, np.ndarray]:
    """Return planes of scattered pixels and of blocks that reach over tile borders and edges."""
    planes = {}
    for i in range(count):
        where = rng.random(shape) < 0.02
        y, x = rng.integers(-20, shape[0]), rng.integers(-20, shape[1])
        where[max(y, 0) : y + 60, max(x, 0) : x + 90] = True
        planes[f"P{i}"] = where
    return planes


def random_styles(rng: np.random.Generator, names: list[str]) -> dict[str, dict]:
    return {
        name: {
            "visible": bool(rng.random() < 0.8),
            "color": f"#{rng.integers(0, 1 << 24):06x}",
            "opacity": float(rng.choice([0.0, 0.3, 0.55, 1.0, rng.random()])),
            "outline": bool(rng.random() < 0.4),
        }
        for name in names
    }


def test_every_stretch(browser, rng):
    kernel = FakeKernel(sky(rng, (300, 520)), cuts=[85.0, 400.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(260, 150, 1)
    for stretch in STRETCHES:
        viewer.set(stretch=stretch)
        assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


@pytest.mark.parametrize(
    "state",
    [
        {"cuts": [99.5, 101.25]},
        {"cuts": [-1e6, 3e7]},
        {"colormap": "viridis", "inverted": True},
        {"contrast": 3.7, "bias": 0.31},
        {"contrast": -1.0, "colormap": "turbo"},
        {"cuts": [250.0, 250.0001], "stretch": "log"},
    ],
    ids=str,
)
def test_cuts_colormap_contrast(browser, rng, state):
    kernel = FakeKernel(sky(rng, (290, 300)), cuts=[85.0, 400.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(150, 145, 1)
    viewer.set(**state)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


@pytest.mark.parametrize(
    "codec",
    [
        Codec(center=103.7, step=0.0137, linear=8192, zero=32896),
        Codec(center=-5e-9, step=3e-12, linear=1024, zero=20000),
        Codec(center=-12.0, step=1.0, linear=65535, zero=130),
    ],
    ids=str,
)
def test_every_code_stands_for_the_same_value(browser, codec):
    kernel = FakeKernel(np.zeros((4, 4), np.float32), codecs={0: codec})
    viewer = browser.show(kernel)
    values = viewer.run(
        """({ session }) => {
            const { codec } = session.tiles.get([0, 0, 0]).tile;
            return Array.from({ length: 65536 }, (_, code) => codec.value(code));
        }"""
    )
    np.testing.assert_array_equal(values, codec.values())


def test_a_value_on_a_threshold_begins_the_level(browser):
    array = np.arange(256, dtype=np.uint8).reshape(16, 16)
    kernel = FakeKernel(array, cuts=[0.0, 256.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(8, 8, 16)
    drawn = viewer.pixels()
    assert_same(drawn, viewer.expected(kernel.picture()))
    assert np.unique(drawn[..., 0]).size == 256


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32", "float64"])
def test_dtypes(browser, rng, dtype):
    top = 250 if dtype == "uint8" else 30_000
    array = rng.integers(0, top, (280, 270)).astype(dtype)
    kernel = FakeKernel(array)
    viewer = browser.show(kernel)
    viewer.zoom_to(135, 140, 1)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


@pytest.mark.parametrize("count", [1, 15, 40, 200])
def test_planes(browser, rng, count):
    shape = (300, 530)
    planes = random_planes(rng, count, shape)
    kernel = FakeKernel(sky(rng, shape), planes, cuts=[85.0, 400.0], planes=random_styles(rng, list(planes)))
    viewer = browser.show(kernel)
    viewer.zoom_to(265, 150, 1)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))
    viewer.set(planes=random_styles(rng, list(planes)))
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


def test_every_pixel_of_a_tile_may_have_planes_of_its_own(browser, rng):
    shape = (256, 256)
    planes = {f"P{i}": rng.random(shape) < 0.5 for i in range(40)}
    planes["ALL"] = np.ones(shape, bool)
    kernel = FakeKernel(sky(rng, shape), planes, planes=random_styles(rng, list(planes)))
    viewer = browser.show(kernel)
    viewer.zoom_to(128, 128, 1)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


def test_an_outline_knows_its_neighbours_beyond_the_tile(browser):
    where = np.zeros((512, 512), bool)
    where[200:300, 230:290] = True
    kernel = FakeKernel(
        np.zeros((512, 512), np.float32), {"A": where}, planes={"A": {"visible": True, "color": "#00ff00",
                                                                    "opacity": 1.0, "outline": True}},
    )  # fmt: skip
    viewer = browser.show(kernel)
    viewer.zoom_to(256, 256, 1)
    drawn = viewer.pixels()
    assert_same(drawn, viewer.expected(kernel.picture()))
    # The rim of a 100 x 60 block, with no line along the tile borders that cross it.
    assert (drawn[..., 1] == 255).sum() == 2 * 100 + 2 * 60 - 4


@pytest.mark.parametrize("yx0", [(0, 0), (-37, 1205), (4000, -8)])
def test_half_pixel_alignment_at_zoom_8(browser, rng, yx0):
    array = rng.integers(0, 200, (300, 310)).astype(np.uint8)
    kernel = FakeKernel(array, yx0=yx0, cuts=[0.0, 199.0])
    viewer = browser.show(kernel)
    x, y = yx0[1] + 271, yx0[0] + 44
    viewer.zoom_to(x + 0.3, y - 0.4, 8)
    drawn = viewer.pixels()
    assert_same(drawn, viewer.expected(kernel.picture()))
    for px, py in [(x, y), (x - 20, y + 9), (x + 30, y - 17)]:
        corner = viewer.run("({ painter }, [x, y]) => painter.viewport.toScreen(x - 0.5, y + 0.5)", [px, py])
        left, top = corner["sx"], corner["sy"]
        assert (left, top) == (round(left), round(top))
        block = drawn[int(top) : int(top) + 8, int(left) : int(left) + 8]
        assert (block == kernel.picture()[py - yx0[0], px - yx0[1]]).all()
        back = viewer.run("({ painter }, [sx, sy]) => painter.viewport.toImage(sx, sy)", [left + 4, top + 4])
        assert (back["x"], back["y"]) == pytest.approx((px, py), abs=1e-9)


def test_y_points_up_and_outside_is_black(browser):
    array = np.zeros((40, 60), np.uint8)
    array[30, 10] = 255
    viewer = browser.show(FakeKernel(array, yx0=(100, 200), cuts=[0.0, 255.0]))
    viewer.zoom_to(230, 120, 4)
    drawn = viewer.pixels()
    at = viewer.run("({ painter }) => painter.viewport.toScreen(210, 130)")
    assert (drawn[int(at["sy"]), int(at["sx"]), :3] == 255).all()
    assert (drawn[..., 0] == 255).sum() == 16
    assert at["sy"] < drawn.shape[0] / 2
    assert (drawn[0, 0] == [0, 0, 0, 255]).all()


@pytest.mark.parametrize(("zoom", "level"), [(0.5, 1), (0.25, 2), (0.125, 3)])
def test_levels_at_their_own_zoom(browser, rng, zoom, level):
    shape = (2101, 2333)
    planes = random_planes(rng, 6, shape)
    kernel = FakeKernel(sky(rng, shape), planes, cuts=[85.0, 140.0], planes=random_styles(rng, list(planes)))
    viewer = browser.show(kernel)
    viewer.zoom_to(1100, 1000, zoom)
    assert viewer.run("({ canvas }) => canvas.dataset.level") == str(level)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture(level), level))


@pytest.mark.parametrize("scale", [2.0])
def test_two_device_pixels_to_a_css_pixel(browser, rng):
    kernel = FakeKernel(sky(rng, (300, 310)), cuts=[85.0, 400.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(155, 150, 1)
    drawn = viewer.pixels()
    assert drawn.shape[1] == 2 * viewer.run("({ canvas }) => canvas.clientWidth")
    assert_same(drawn, viewer.expected(kernel.picture()))


@pytest.mark.parametrize("scale", [1.25])
def test_one_to_one_is_crisp_on_a_fractional_screen(browser, rng):
    kernel = FakeKernel(sky(rng, (300, 310)), cuts=[85.0, 400.0])
    viewer = browser.show(kernel)
    viewer.run("({ painter }) => painter.viewport.oneToOne()")
    viewer.complete()
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


@pytest.mark.parametrize("zoom", [0.11, 0.3, 0.77, 1.37, 2.5, 7.3])
def test_no_seam_between_tiles_at_any_zoom(browser, zoom):
    kernel = FakeKernel(np.full((1500, 1700), 7, np.uint8), cuts=[0.0, 7.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(850.2, 770.7, zoom)
    at = viewer.run(
        "({ canvas, painter }) => ({...painter.viewport.device(), w: canvas.width, h: canvas.height})"
    )
    drawn = viewer.pixels()
    top, left = at["bottom"] - round(1500 * at["scale"]), at["left"]
    right = min(left + round(1700 * at["scale"]), at["w"])
    inside = drawn[max(top, 0) : at["bottom"], max(left, 0) : right]
    assert inside.size
    assert (inside == 255).all()
    drawn[max(top, 0) : at["bottom"], max(left, 0) : right, :3] = 0
    assert (drawn[..., :3] == 0).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 700), (600, 1), (2, 3)])
def test_tiny_and_thin_images(browser, rng, shape):
    kernel = FakeKernel(rng.integers(0, 9, shape).astype(np.int16), yx0=(5, -5), cuts=[0.0, 9.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(-5 + shape[1] / 2, 5 + shape[0] / 2, 4)
    if viewer.run("({ painter }) => painter.viewport.zoom") == 4:
        assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3.0])
def test_one_value_everywhere(browser, value):
    kernel = FakeKernel(np.full((70, 90), value, np.float32), cuts=[3.0, 4.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(45, 35, 2)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))
