"""Layers over the image: the page draws what numpy draws, where it belongs, and only what is asked for."""

import numpy as np
import pytest

from browser.page import FakeKernel
from browser.scene import painted, trait
from imgview.render.overlay import Overlay, paint_overlays
from imgview.render.overlay_style import SYMBOLS, ShapesStyle
from imgview.render.placement import Placement
from imgview.render.shapes import Shapes

START = (100, 200)
SHAPE = (300, 400)
TINT = 60
"""Opacity of antialiased edges and of halos may differ by rounding; a shift of a line by 0.1 pixel is 25."""


@pytest.fixture
def kernel() -> FakeKernel:
    return FakeKernel(np.full(SHAPE, 7, np.uint8), yx0=START, height=480)


def box(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def sources(n: int = 60, seed: int = 3) -> Shapes:
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(210, 590, n), rng.uniform(110, 390, n)
    axes = rng.uniform(2, 12, n)
    return Shapes(x, y, np.stack([axes, axes * rng.uniform(0.3, 1, n), rng.uniform(-4, 4, n)], axis=1))


def placement(viewer) -> Placement:
    at = viewer.run("({ painter: { viewport } }) => ({ ...viewport.device(), dpr: viewport.dpr })")
    return Placement(at["left"], at["bottom"], at["scale"], START, at["dpr"])


def assert_as_numpy(viewer) -> None:
    """Compare the canvas with the numpy painter, over a grey ground."""
    viewer.sharp()
    painted(viewer)
    drawn = viewer.overlay()
    expected = np.full(drawn.shape, 128, np.uint8)
    paint_overlays(expected, viewer.kernel.overlays(), placement(viewer))
    alpha = drawn[..., 3:] / 255.0
    ours = 128 * (1 - alpha) + drawn[..., :3] * alpha
    difference = np.abs(ours - expected[..., :3])
    assert difference.max() <= 6, np.unravel_index(difference.argmax(), difference.shape)
    assert (expected[..., :3] != 128).any()


@pytest.mark.parametrize("zoom", [0.5, 1, 8])
@pytest.mark.parametrize("symbol", SYMBOLS)
def test_symbols_are_drawn_as_numpy_draws_them(browser, kernel, symbol, zoom):
    kernel.lay("src", Overlay(sources(), ShapesStyle("#5ff2ff", symbol=symbol)))
    viewer = browser.show(kernel)
    viewer.zoom_to(400.3, 250.2, zoom)
    assert_as_numpy(viewer)
