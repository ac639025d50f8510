import json
import zlib

import numpy as np
import pytest

from imgview.errors import ImgviewError, ShapeError
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.schema import MaskPlane, MaskSchema
from imgview.render.looks.style import RenderStyle
from imgview.render.tiles.codec import Codec
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.tile import decode_tile, encode_tile


def make(shape, planes, seed=0, dtype="f4"):
    rng = np.random.default_rng(seed)
    array = rng.normal(1000, 30, shape).astype(dtype)
    schema = MaskSchema([MaskPlane(f"P{i}") for i in range(planes)])
    words = (rng.random((*shape, schema.mask_size)) < 0.01).astype(np.uint8) * 3
    return Pyramid(Image(array), Mask(words, schema=schema))


@pytest.mark.parametrize("planes", [8, 15, 200])
def test_every_tile_comes_back(planes):
    pyramid = make((600, 700), planes)
    style = RenderStyle.resolve(pyramid)
    for level in range(pyramid.levels):
        codec = style.codec(pyramid, level)
        for row in range(pyramid.grid(level).y):
            for col in range(pyramid.grid(level).x):
                tile = encode_tile(pyramid, codec, level, row, col)
                codes, words = decode_tile(tile.meta, tile.data, pyramid.mask_bytes)
                values = pyramid.image_tile(level, row, col)
                assert np.array_equal(codes, codec.encode(values))
                assert np.array_equal(words, pyramid.mask_tile(level, row, col))
                assert tile.meta["shape"] == list(values.shape)
                assert tile.meta["image"] + tile.meta["mask"] == len(tile.data)
                assert json.loads(json.dumps(tile.meta)) == tile.meta
                assert Codec(*tile.meta["codec"]) == codec


def test_layout_of_the_data():
    """What the page relies on, byte by byte."""
    array = np.arange(6.0).reshape(2, 3) * 300
    schema = MaskSchema([MaskPlane(f"P{i}") for i in range(24)])
    words = np.zeros((2, 3, 3), np.uint8)
    words[1, 2, 2] = 0x80
    pyramid = Pyramid(Image(array), Mask(words, schema=schema))
    tile = encode_tile(pyramid, Codec(0.0, 1.0, 8192, 32896), 0, 0, 0)
    image = zlib.decompress(tile.data[: tile.meta["image"]])
    mask = zlib.decompress(tile.data[tile.meta["image"] :])
    codes = [32896 + 300 * i for i in range(6)]
    assert list(image) == [code >> 8 for code in codes] + [code & 255 for code in codes]
    assert tile.meta["bytes"] == [2]
    plane = np.frombuffer(mask, np.uint8).reshape(4, 5)
    assert plane[2, 3] == 0x80
    assert np.count_nonzero(plane) == 1
    assert tile.meta["shape"] == [2, 3]


def test_an_empty_mask_costs_nothing():
    pyramid = Pyramid(
        Image(np.zeros((5, 5))),
        Mask(np.zeros((5, 5, 1), np.uint8), schema=MaskSchema([MaskPlane("A")])),
    )
    tile = encode_tile(pyramid, Codec(0.0, 1.0, 8192, 32896), 0, 0, 0)
    assert tile.meta["mask"] == 0
    assert tile.meta["bytes"] == []
    codes, words = decode_tile(tile.meta, tile.data, 1)
    assert (codes == 32896).all()
    assert words.shape == (7, 7, 1)
    assert not words.any()
    assert decode_tile(tile.meta, tile.data, 0)[1] is None


def test_a_flag_next_door_is_sent():
    """A tile without a flag of its own still needs its neighbour's: outlines look one pixel further."""
    words = np.zeros((4, 512, 1), np.uint8)
    words[0, 256] = 1
    schema = MaskSchema([MaskPlane("A")])
    pyramid = Pyramid(Image(np.zeros((4, 512))), Mask(words, schema=schema))
    tile = encode_tile(pyramid, Codec(0.0, 1.0, 8192, 32896), 0, 0, 0)
    assert tile.meta["bytes"] == [0]
    assert decode_tile(tile.meta, tile.data, 1)[1][1, 257, 0] == 1


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.0, 1e300])
def test_uniform_tiles(value):
    pyramid = Pyramid(Image(np.full((300, 1), value)))
    style = RenderStyle.resolve(pyramid)
    tile = encode_tile(pyramid, style.codec(pyramid, 0), 0, 1, 0)
    codes, _ = decode_tile(tile.meta, tile.data, 0)
    decoded = Codec(*tile.meta["codec"]).values()[codes]
    assert np.array_equal(decoded, np.full((44, 1), value), equal_nan=True)


@pytest.mark.parametrize("dtype", ["u1", "i2", ">i2", "u2", "i4", "?"])
def test_integers_are_exact_at_level_0(dtype):
    array = np.random.default_rng(1).integers(0, 200, (100, 90)).astype(dtype)
    pyramid = Pyramid(Image(array))
    style = RenderStyle.resolve(pyramid)
    tile = encode_tile(pyramid, style.codec(pyramid, 0), 0, 0, 0)
    codes, _ = decode_tile(tile.meta, tile.data, 0)
    assert np.array_equal(Codec(*tile.meta["codec"]).values()[codes], array)


def test_error_is_below_half_a_display_level():
    pyramid = make((1024, 1024), 8)
    for stretch in ("linear", "asinh", "log", "sqrt"):
        style = RenderStyle.resolve(pyramid, stretch=stretch)
        for level in range(pyramid.levels):
            codec = style.codec(pyramid, level)
            tile = encode_tile(pyramid, codec, level, 0, 0)
            values = pyramid.image_tile(level, 0, 0).astype(float)
            error = np.abs(codec.values()[decode_tile(tile.meta, tile.data, 1)[0]] - values)
            low, high = style.cuts
            edges = np.concatenate([[0], style.thresholds, [1]]) * (high - low) + low
            inside = (values > low) & (values < high)
            width = np.diff(edges)[np.searchsorted(edges, values[inside], side="right") - 1]
            assert np.mean(error[inside] <= 0.5001 * width) > 0.99


@pytest.mark.parametrize("cut", [0, 1, 10, -1])
def test_damaged_data_are_refused(cut):
    pyramid = make((50, 60), 8)
    tile = encode_tile(pyramid, Codec(1000.0, 1.0, 8192, 32896), 0, 0, 0)
    with pytest.raises(ImgviewError, match="tile"):
        decode_tile(tile.meta, tile.data[:cut], 1)
    with pytest.raises(ImgviewError, match="50 x 61 pixels"):
        decode_tile({**tile.meta, "shape": [50, 61]}, tile.data, 1)


def test_no_such_tile():
    with pytest.raises(ShapeError, match="no tile"):
        encode_tile(make((50, 60), 8), Codec(0.0, 1.0, 8192, 32896), 0, 1, 0)


def test_noise_compresses_to_nearly_its_entropy():
    pyramid = make((1024, 1024), 8)
    codec = Codec(1000.0, 4.0, 8192, 32896)
    tiles = [encode_tile(pyramid, codec, 0, row, col) for row in range(4) for col in range(4)]
    counts = np.bincount(codec.encode(pyramid.image_region(0, slice(0, 1024), slice(0, 1024))).ravel())
    share = counts[counts > 0] / counts.sum()
    entropy = -(share * np.log2(share)).sum() * 1024**2 / 8
    assert sum(tile.meta["image"] for tile in tiles) < 1.03 * entropy
