"""Images in colour: each channel through the arithmetic of a plain image, all of them through one look."""

import zlib

import numpy as np
import pytest

from imgview.errors import ImgviewError, UnknownNameError
from imgview.model import ColorImage, Image, MaskedImage
from imgview.render.looks.colormap import BAD_COLOR
from imgview.render.looks.defaults import default_cuts, default_stretch
from imgview.render.looks.stretch import STRETCHES, thresholds
from imgview.render.looks.style import RenderStyle
from imgview.render.png import png_bytes, static_png
from imgview.render.render import render
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.tile import decode_tile, encode_tile
from imgview.render.view import view_rgba


def color(array, yx0=(0, 0)):
    return ColorImage(*(Image(np.ascontiguousarray(array[..., c]), yx0=yx0) for c in range(3)))


@pytest.fixture
def photograph(rng):
    """Return bytes, every value in every channel."""
    array = rng.integers(0, 256, (300, 520, 3)).astype(np.uint8)
    array[0, :256] = np.arange(256)[:, None]
    return array


class Counted:
    """A lazy plane of bytes that says how many pixels were read."""

    dtype = np.dtype(np.uint8)
    chunks = (256, 256)

    def __init__(self, shape, offset):
        self.shape, self.offset, self.pixels = shape, offset, 0

    def __getitem__(self, key):
        y, x = np.ogrid[key]
        self.pixels += y.size * x.size
        return ((y + 3 * x + self.offset) % 256).astype(np.uint8)


def test_bytes_are_shown_as_they_are(photograph):
    out = render(color(photograph, yx0=(17, -4)))
    assert np.array_equal(out[..., :3], photograph)
    assert (out[..., 3] == 255).all()


def test_what_is_shown_at_first():
    zeros = np.zeros((4, 5, 3))
    assert default_cuts(color(zeros.astype(np.uint8))) == (0.0, 255.0)
    assert default_cuts(color(zeros.astype(np.uint16))) == (0.0, 65535.0)
    assert default_stretch(color(zeros.astype(np.uint16))) == "linear"
    assert default_cuts(color(zeros)) == "99.8%"
    assert default_stretch(color(zeros)) == "asinh"
    assert default_cuts(Image(zeros[..., 0].astype(np.uint8))) == "99.8%"


@pytest.mark.parametrize("stretch", [name for name in STRETCHES if name != "histogram"])
def test_a_channel_is_drawn_like_a_plain_image(photograph, stretch):
    look = {"cuts": (20.0, 230.0), "stretch": stretch, "contrast": 1.4, "bias": 0.45}
    out = render(color(photograph), **look)
    for c in range(3):
        plain = render(photograph[..., c], **look)
        assert np.array_equal(out[..., c], plain[..., c])


def test_one_histogram_for_all_channels(photograph):
    photograph[..., 2] //= 4
    style = RenderStyle.resolve(Pyramid.of(color(photograph)), cuts=(0, 255), stretch="histogram")
    expected = thresholds("histogram", sample=photograph.ravel(), cuts=(0, 255))
    assert np.array_equal(style.thresholds, expected)


def test_cuts_come_from_all_channels(rng):
    array = rng.normal(10, 1, (90, 80, 3)).astype(np.float32)
    array[..., 1] += 100
    array[3, 4] = np.nan
    style = RenderStyle.resolve(Pyramid.of(color(array)), cuts="minmax")
    assert style.cuts == (np.nanmin(array), np.nanmax(array))


@pytest.mark.parametrize("level", [1, 2])
def test_coarser_levels_are_means_of_each_channel(photograph, level):
    whole = Pyramid.of(color(photograph))
    everything = slice(0, whole.shape(level).y), slice(0, whole.shape(level).x)
    got = whole.image_region(level, *everything)
    for c in range(3):
        assert np.array_equal(
            got[..., c], Pyramid(Image(photograph[..., c])).image_region(level, *everything)
        )


def test_a_channel_without_value(rng):
    array = rng.random((20, 30, 3)).astype(np.float32)
    array[5, 6], array[7, 8, 1] = np.nan, np.nan
    out = render(color(array), cuts=(0, 1), stretch="linear")
    assert tuple(out[5, 6, :3]) == BAD_COLOR
    assert out[7, 8, 1] == BAD_COLOR[1]
    assert abs(int(out[7, 8, 0]) - 255 * array[7, 8, 0]) <= 1.5


def test_no_colormap_applies(photograph):
    image = color(photograph)
    assert np.array_equal(render(image, colormap="viridis", inverted=True), render(image))
    with pytest.raises(UnknownNameError, match="viridis"):
        render(image, colormap="viridos")


def test_components(photograph):
    image = color(photograph)
    red = render(image, component="red", cuts=(0, 255), stretch="linear")
    assert np.array_equal(red[..., 0], photograph[..., 0])
    assert np.array_equal(red[..., 1], photograph[..., 0])
    with pytest.raises(UnknownNameError, match="did you mean 'green'"):
        render(image, component="gren")
    with pytest.raises(UnknownNameError, match="variance"):
        render(image, component="variance")


def test_channels_share_their_levels(photograph):
    image = color(photograph)
    whole = Pyramid.of(image)
    green = Pyramid.of(image, "green", sibling=whole)
    assert green.channels == 1
    assert green.image_levels == whole.image_levels[1:2]
    assert np.array_equal(green.image_tile(0, 1, 2), photograph[256:, 512:, 1])
    assert Pyramid.of(image, "image", sibling=green).channels == 3
    same = ColorImage(image.red, image.red, image.red)
    assert Pyramid.of(same, "blue", sibling=Pyramid.of(same)).channels == 1


def test_a_tile_travels(photograph):
    pyramid = Pyramid.of(color(photograph))
    style = RenderStyle.resolve(pyramid, cuts=(0, 255), stretch="linear")
    codec = style.codec(pyramid, 0)
    tile = encode_tile(pyramid, codec, 0, 1, 2)
    assert (tile.meta["shape"], tile.meta["channels"], tile.meta["mask"]) == ([44, 8], 3, 0)
    raw = np.frombuffer(zlib.decompress(tile.data), np.uint8).reshape(3, 2, 44, 8)
    values = codec.values()[raw[:, 0].astype(np.uint16) << 8 | raw[:, 1]]
    assert np.array_equal(np.moveaxis(values, 0, 2), photograph[256:, 512:])
    codes, words = decode_tile(tile.meta, tile.data, 0)
    assert np.array_equal(codec.values()[codes], photograph[256:, 512:])
    assert words is None
    with pytest.raises(ImgviewError, match="of 1 values"):
        decode_tile(tile.meta | {"channels": 1}, tile.data, 0)


def test_only_what_is_looked_at_is_read():
    planes = [Counted((20_000, 20_000), c) for c in range(3)]
    image = ColorImage(*(Image(plane) for plane in planes))
    pyramid = Pyramid.of(image)
    style = RenderStyle.resolve(pyramid, cuts=(0, 255), stretch="linear")
    codec = style.codec(pyramid, 0)
    for plane in planes:
        plane.pixels = 0
    tile = encode_tile(pyramid, codec, 0, 40, 50)
    assert [plane.pixels for plane in planes] == [256 * 256] * 3
    codes, _ = decode_tile(tile.meta, tile.data, 0)
    y, x = 40 * 256 + 7, 50 * 256 + 9
    assert codec.values()[codes[7, 9]].tolist() == [(y + 3 * x + c) % 256 for c in range(3)]
    assert image.is_lazy


def test_views_and_files(photograph):
    pyramid = Pyramid.of(color(photograph))
    style = RenderStyle.resolve(pyramid, cuts=(0, 255), stretch="linear")
    view = view_rgba(pyramid, style, width=520, height=300, zoom=1)
    assert np.array_equal(view[::-1, :, :3], photograph)
    assert png_bytes(view).startswith(b"\x89PNG")
    assert len(static_png(pyramid, style, width=520, height=300, limit=30_000)) <= 30_000


def test_extra_planes_are_components(rng):
    image = Image(rng.normal(100, 5, (40, 50)).astype(np.float32), unit="adu")
    raw = rng.integers(0, 4000, (40, 50)).astype(np.uint16)
    whole = MaskedImage(
        image, extras={"RAW": Image(raw), "noise 0": image, "image": Image(raw), "snr": Image(raw)}
    )
    assert Pyramid.of(whole, "RAW").integer_range(0) == (raw.min(), raw.max())
    look = {"cuts": "minmax", "stretch": "sqrt", "colormap": "magma"}
    assert np.array_equal(render(whole, component="RAW", **look), render(raw, **look))
    assert np.array_equal(render(whole, component="extra image", **look), render(raw, **look))
    assert np.array_equal(render(whole, component="image", **look), render(image, **look))
    with pytest.raises(UnknownNameError, match="did you mean 'RAW'"):
        render(whole, component="RAV")
    with pytest.raises(ImgviewError, match="needs a variance plane"):
        render(whole, component="snr")
