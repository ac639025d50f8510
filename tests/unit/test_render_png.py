"""Views as the page shows them, and PNG files of them."""

import io

import numpy as np
import pytest
from PIL import Image as PillowImage

from imgview.errors import ImgviewError
from imgview.geometry import Box
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.model.schema import MaskPlane, MaskSchema
from imgview.render.looks.style import RenderStyle
from imgview.render.png import beside, png_bytes, static_png
from imgview.render.render import render
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.view import view_rgba

BLACK = (0, 0, 0, 255)


def make(shape=(60, 80), start=(1000, 2000), seed=0):
    rng = np.random.default_rng(seed)
    image = Image(rng.normal(100, 10, shape).astype(np.float32), bbox=Box.from_shape(shape, start=start))
    mask = Mask.empty(schema=MaskSchema([MaskPlane("BAD"), MaskPlane("DETECTED")]), bbox=image.bbox)
    mask.set("BAD", rng.random(shape) < 0.1)
    mask.set("DETECTED", rng.random(shape) < 0.5)
    obj = MaskedImage(image, mask=mask)
    pyramid = Pyramid.of(obj)
    return obj, pyramid, RenderStyle.resolve(pyramid)


@pytest.mark.parametrize("zoom", [1, 2, 3, 8])
def test_every_pixel_is_a_block_at_integer_zoom(zoom):
    obj, pyramid, style = make()
    blocks = render(obj)[::-1].repeat(zoom, axis=0).repeat(zoom, axis=1)
    screen = view_rgba(pyramid, style, width=80 * zoom, height=60 * zoom, zoom=zoom)
    assert np.array_equal(screen, blocks)
    # A part of it, off the edges: pixel (2010, 1020) lies in the middle of the screen.
    screen = view_rgba(pyramid, style, width=10 * zoom, height=8 * zoom, zoom=zoom, center=(2009.5, 1019.5))
    row = (60 - 20 - 4) * zoom
    assert np.array_equal(screen, blocks[row : row + 8 * zoom, 5 * zoom : 15 * zoom])


@pytest.mark.parametrize("shift", [0.0, 0.01, 0.25, 0.4999])
def test_the_image_starts_on_a_whole_screen_pixel(shift):
    obj, pyramid, style = make()
    screen = view_rgba(pyramid, style, width=83, height=61, zoom=8, center=(2040 + shift / 8, 1030))
    whole = render(obj)[::-1].repeat(8, axis=0).repeat(8, axis=1)
    # As `Viewport.device()` has it: Math.round(width / 2 + (x0 - 0.5 - x) * zoom), and so for y.
    left = np.floor(83 / 2 + (2000 - 0.5 - 2040 - shift / 8) * 8 + 0.5).astype(int)
    bottom = np.floor(61 / 2 - (1000 - 0.5 - 1030) * 8 + 0.5).astype(int)
    top = bottom - 60 * 8
    assert np.array_equal(screen, whole[-top : -top + 61, -left : -left + 83])


def test_up_is_up_and_black_is_outside():
    obj, pyramid, style = make((4, 6))
    screen = view_rgba(pyramid, style, width=10, height=10, zoom=1)
    picture = render(obj)
    assert np.array_equal(screen[3:7, 2:8], picture[::-1])
    outside = np.ones((10, 10), bool)
    outside[3:7, 2:8] = False
    assert (screen[outside] == BLACK).all()


def test_nothing_in_view_is_black():
    _, pyramid, style = make()
    for zoom in (0.3, 1, 5):
        screen = view_rgba(pyramid, style, width=20, height=10, zoom=zoom, center=(-1e6, 1e6))
        assert (screen == BLACK).all()


def test_fit_and_fov():
    _, pyramid, style = make()
    fit = view_rgba(pyramid, style, width=200, height=120)
    assert np.array_equal(fit, view_rgba(pyramid, style, width=200, height=120, zoom=2))
    assert np.array_equal(fit, view_rgba(pyramid, style, width=200, height=120, fov=60))


@pytest.mark.parametrize("level", [1, 2])
def test_halves_are_levels_as_they_are(level):
    obj, pyramid, style = make((1024, 1536))
    size = 2**level
    screen = view_rgba(pyramid, style, width=1536 // size, height=1024 // size)
    assert np.array_equal(screen, render(obj, level=level, cuts=style.cuts)[::-1])


def placed(zoom, width, height, center, shape):
    """Return the local image coordinates of screen pixels, edges of the image at 0 and at its shape."""
    left = np.floor(width / 2 - (center[0] + 0.5) * zoom + 0.5)
    bottom = np.floor(height / 2 + (center[1] + 0.5) * zoom + 0.5)
    x = (np.arange(width) + 0.5 - left) / zoom
    y = (bottom - np.arange(height) - 0.5) / zoom
    inside = np.logical_and.outer((y > 0) & (y < shape[0]), (x > 0) & (x < shape[1]))
    return x, y, inside


@pytest.mark.parametrize("zoom", [1.0, 1.3, 2.75, 7.1, 40.0])
@pytest.mark.parametrize("center", [(40.3, 29.1), (3.0, 50.5)])
def test_from_one_up_the_pixel_under_the_centre_shows(zoom, center):
    obj, pyramid, style = make((60, 80), start=(0, 0))
    screen = view_rgba(pyramid, style, width=61, height=47, zoom=zoom, center=center)
    x, y, inside = placed(zoom, 61, 47, center, (60, 80))
    rows, cols = np.clip(y.astype(int), 0, 59), np.clip(x.astype(int), 0, 79)
    expected = np.where(inside[..., None], render(obj)[rows[:, None], cols], BLACK)
    # The image's own outer edge is rounded to whole screen pixels, as every tile's is.
    differs = (screen != expected).any(axis=2)
    assert np.count_nonzero(differs) <= 61 + 47
    assert not differs[inside & (screen[..., :3].max(axis=2) > 0)].any()


@pytest.mark.parametrize("zoom", [0.93, 0.71, 0.51, 0.37, 0.13])
@pytest.mark.parametrize("center", [(450.0, 351.0), (30.7, 680.2), (880.0, 11.3)])
def test_below_one_the_picture_is_smoothed(zoom, center):
    shape = (703, 901)
    y, x = np.mgrid[: shape[0], : shape[1]]
    pyramid = Pyramid(Image((x + 2 * y).astype(np.float32)))
    # The ramp goes from black to white within the view, so that a fraction of a pixel shows.
    low, high = (center[0] + 2 * center[1] + side * 110 / zoom for side in (-1, 1))
    style = RenderStyle.resolve(pyramid, cuts=(low, high), stretch="linear")
    screen = view_rgba(pyramid, style, width=83, height=71, zoom=zoom, center=center)[..., 0].astype(float)
    at_x, at_y, inside = placed(zoom, 83, 71, center, shape)
    value = (at_x - 0.5) + 2 * (at_y[:, None] - 0.5)
    expected = (value - low) / (high - low) * 256 - 0.5
    # Rounding of the picture's edges, and the triangle's reach at them.
    inner = inside.copy()
    inner[1:-1, 1:-1] = inside[:-2, 1:-1] & inside[2:, 1:-1] & inside[1:-1, :-2] & inside[1:-1, 2:]
    inner[[0, -1]] = inner[:, [0, -1]] = False
    assert inner.sum() > 200
    error = (screen - expected)[inner]
    # An edge of the image that is in view lies on a whole screen pixel.
    assert abs(error.mean()) < (0.25 if inside.all() else 0.6)
    assert np.abs(error).max() < 2
    assert inside[(screen > 0) & (expected > 1)].all()


def test_zoomed_out_far_the_last_level_serves():
    _, pyramid, style = make((600, 500))
    screen = view_rgba(pyramid, style, width=30, height=40, zoom=0.02)
    assert 60 < (screen[..., 0] > 0).sum() < 150


@pytest.mark.parametrize("shape", [(1, 1), (1, 100_000), (100_000, 1)])
def test_odd_shapes(shape):
    pyramid = Pyramid(Image(np.ones(shape, np.float32)))
    style = RenderStyle.resolve(pyramid)
    assert view_rgba(pyramid, style, width=100, height=80).shape == (80, 100, 4)
    assert static_png(pyramid, style, width=1000, height=800)


@pytest.mark.parametrize(
    "arguments",
    [
        {"width": 0},
        {"height": -3},
        {"zoom": 0},
        {"zoom": -1},
        {"zoom": np.nan},
        {"fov": 0},
        {"fov": -5},
        {"fov": np.inf},
        {"fov": 3, "zoom": 1},
        {"center": (np.nan, 0)},
    ],
)
def test_refusals(arguments):
    _, pyramid, style = make()
    with pytest.raises(ImgviewError, match=r"view|fov"):
        view_rgba(pyramid, style, **{"width": 10, "height": 10, **arguments})


def test_png_is_lossless():
    _, pyramid, style = make()
    screen = view_rgba(pyramid, style, width=100, height=90, zoom=1.5)
    picture = PillowImage.open(io.BytesIO(png_bytes(screen)))
    assert picture.mode == "RGB"
    assert np.array_equal(np.asarray(picture), screen[..., :3])
    screen[0, 0, 3] = 7
    assert np.array_equal(np.asarray(PillowImage.open(io.BytesIO(png_bytes(screen)))), screen)


def test_static_picture_shows_the_view():
    obj, pyramid, style = make((1024, 1280))
    picture = PillowImage.open(io.BytesIO(static_png(pyramid, style, width=640, height=512, size=400)))
    assert picture.mode == "P"
    assert picture.size == (320, 256)
    shown = np.asarray(picture.convert("RGB")).astype(int)
    level = render(obj, level=2, cuts=style.cuts)[::-1, :, :3]
    assert np.abs(shown - level).mean() < 12


def test_static_picture_scales_the_view_and_never_enlarges_it():
    _, pyramid, style = make((1024, 1280))
    for width, height, expected in ((1000, 700, (512, 358)), (300, 200, (300, 200)), (512, 10, (512, 10))):
        data = static_png(pyramid, style, width=width, height=height, center=(2500, 1500), fov=137.0)
        assert PillowImage.open(io.BytesIO(data)).size == expected


@pytest.mark.parametrize("limit", [2000, 20_000, 80_000])
def test_static_picture_stays_small(limit):
    noise = np.random.default_rng(3).uniform(size=(512, 512)).astype(np.float32)
    pyramid = Pyramid(Image(noise))
    style = RenderStyle.resolve(pyramid, cuts="minmax", stretch="linear", colormap="turbo")
    data = static_png(pyramid, style, width=512, height=512, limit=limit)
    assert len(data) <= limit
    assert min(PillowImage.open(io.BytesIO(data)).size) >= 32


def plain(width, height, color):
    buffer = io.BytesIO()
    PillowImage.new("RGB", (width, height), color).save(buffer, "PNG")
    return buffer.getvalue()


def test_pictures_stand_side_by_side_row_by_row():
    parts = [plain(100, 80, "red"), plain(100, 80, "lime"), plain(50, 40, "blue")]
    with PillowImage.open(io.BytesIO(beside(parts, 2, size=124))) as whole:
        assert whole.size == (2 * 60 + 4, 2 * 48 + 4), "scaled down to the row, four pixels between"
        assert whole.format == "PNG"
        pixels = whole.convert("RGB")
    assert [pixels.getpixel(at) for at in ((30, 24), (94, 24), (15, 76))] == [
        (255, 0, 0),
        (0, 255, 0),
        (0, 0, 255),
    ]
    assert pixels.getpixel((94, 76)) == (0, 0, 0), "there is no fourth"


def test_pictures_side_by_side_keep_to_their_bytes():
    noise = np.random.default_rng(0).integers(0, 256, (300, 300, 4), np.uint8)
    noise[..., 3] = 255
    parts = [png_bytes(noise), png_bytes(noise[::-1])]
    assert len(beside(parts, 2, limit=20_000)) <= 20_000 < len(beside(parts, 2, limit=200_000))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 1.0])
@pytest.mark.parametrize("limit", [5000, 20_000, 40_000, 60_000])
def test_small_pictures_have_as_many_colours_as_there_is_room_for(rng, share, limit):
    pixels = (255 * rng.random((200, 250, 3)) * (rng.random((200, 250, 1)) < share)).astype(np.uint8)
    picture = PillowImage.fromarray(pixels)
    tried = []
    while not tried or len(tried[-1]) > limit:
        for colors in (256, 128, 64, 32, 16):
            buffer = io.BytesIO()
            # As the painter reduces colours.
            few = picture.quantize(
                colors, method=PillowImage.Quantize.FASTOCTREE, dither=PillowImage.Dither.NONE
            )
            few.save(buffer, "PNG")
            tried.append(buffer.getvalue())
            if len(tried[-1]) <= limit:
                break
        picture = picture.reduce(2)
    buffer = io.BytesIO()
    PillowImage.fromarray(pixels).save(buffer, "PNG")
    assert beside([buffer.getvalue()], 1, limit=limit) == tried[-1]
