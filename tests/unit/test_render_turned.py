"""Turned pictures: quarter turns are the same pixels elsewhere, other angles fall where they should."""

import numpy as np
import pytest

from imgview.model.image import Image
from imgview.model.turn import cosine_sine, settled
from imgview.render.looks.style import RenderStyle
from imgview.render.overlays.overlay import Overlay
from imgview.render.png import static_png
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.view import Framing, view_rgba


@pytest.fixture
def pyramid(rng):
    return Pyramid.of(Image(rng.integers(0, 256, (90, 130)).astype(np.uint8), yx0=(1000, 2000)))


def style_of(pyramid):
    return RenderStyle.resolve(pyramid, cuts=(0, 255), stretch="linear")


def turned(picture, rotation, *, flip):
    return np.rot90(picture[:, ::-1] if flip else picture, rotation // 90)


@pytest.mark.parametrize("size", [(100, 80), (101, 80), (100, 81)])
@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_quarter_turns_move_pixels_and_layers_as_they_are(pyramid, size, rotation, flip):
    width, height = size
    straight = (height, width) if rotation % 180 else (width, height)
    lines = Overlay.outline([np.array([[2040.0, 1030], [2080, 1060], [2050, 1061]])])
    view = {"center": (2060, 1045), "zoom": 1.7, "overlays": [lines]}
    style = style_of(pyramid)
    expected = turned(
        view_rgba(pyramid, style, width=straight[0], height=straight[1], **view), rotation, flip=flip
    )
    drawn = view_rgba(pyramid, style, width=width, height=height, rotation=rotation, flip=flip, **view)
    # A view of an odd size turns about a half pixel, which is rounded.
    best = min(
        np.abs(np.roll(drawn, (dy, dx), (0, 1)).astype(int) - expected)[2:-2, 2:-2].max()
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
    )
    assert best == 0


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("rotation", [30.0, 90, 137.5, 180, 233, 270])
@pytest.mark.parametrize("zoom", [6.0, 7.3])
def test_a_pixel_is_where_the_turn_puts_it(rotation, flip, zoom):
    array = np.zeros((90, 130), np.uint8)
    array[55, 70] = 255
    pyramid = Pyramid.of(Image(array, yx0=(1000, 2000)))
    spot = Overlay.outline([np.array([[2070.0, 1055.0], [2070.0, 1055.0]])], color="#ff0000")
    view = {"width": 301, "height": 240, "center": (2063.3, 1050.4), "rotation": rotation, "flip": flip}
    drawn = view_rgba(pyramid, style_of(pyramid), zoom=zoom, **view).astype(float)
    marked = view_rgba(pyramid, style_of(pyramid), zoom=zoom, overlays=[spot], **view).astype(float)
    a, f = np.radians(rotation), -1 if flip else 1
    dx, dy = f * (2070 - 2063.3), 1055 - 1050.4
    expected = (
        150.5 + zoom * (np.cos(a) * dx - np.sin(a) * dy),
        120 - zoom * (np.sin(a) * dx + np.cos(a) * dy),
    )
    # The turn of a quarter, the image's corner and blocks of 7.3 pixels are each rounded to screen pixels.
    near = 0.05 if rotation % 90 and zoom == 6 else 1.5
    for light in (drawn[..., 0], np.abs(marked - drawn).sum(axis=-1)):
        rows, cols = np.indices(light.shape) + 0.5
        found = (light * cols).sum() / light.sum(), (light * rows).sum() / light.sum()
        assert found == pytest.approx(expected, abs=near)
    assert drawn[..., 0].sum() == pytest.approx(255 * zoom**2, rel=0.2)


def test_a_plane_stays_a_plane_when_interpolated(pyramid):
    ny, nx = 90, 130
    array = np.add.outer(np.arange(ny), np.arange(nx)).astype(np.float32)
    pyramid = Pyramid.of(Image(array))
    style = RenderStyle.resolve(pyramid, cuts=(0, 255), stretch="linear")
    view = view_rgba(pyramid, style, width=60, height=60, zoom=1, rotation=20)
    a = np.radians(20)
    right, down = np.meshgrid(np.arange(60) - 29.5, np.arange(60) - 29.5)
    x = 64.5 + np.cos(a) * right - np.sin(a) * down
    y = 44.5 - np.cos(a) * down - np.sin(a) * right
    assert np.abs(view[..., 0] - (x + y)).max() <= 1.0


@pytest.mark.parametrize("rotation", [0, 45, 90, 200.5])
def test_without_a_zoom_all_of_the_turned_image_fits(pyramid, rotation):
    framing = Framing.of(pyramid, width=200, height=200, rotation=rotation)
    cos, sin = map(abs, cosine_sine(rotation))
    assert framing.zoom * max(130 * cos + 90 * sin, 90 * cos + 130 * sin) == pytest.approx(200)
    assert static_png(pyramid, style_of(pyramid), width=200, height=200, rotation=rotation, flip=True)


def test_angles_settle():
    assert [settled(a) for a in (0, -90, 360, 720.0004, -1e-20, 89.9995, 89.99)] == [
        0,
        270,
        0,
        0,
        0,
        90,
        89.99,
    ]
    assert cosine_sine(-90) == (0, -1)
    assert cosine_sine(450) == (0, 1)
