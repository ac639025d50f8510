"""The compositor against its definition, pixel by pixel in Python's own arithmetic."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgview.model.plane_expression import AND, NOT, OR
from imgview.render.composite import ExpressionLayer, PlaneLayer, composite, lut
from imgview.render.looks.colormap import BAD_COLOR, MENU, colormap_table
from imgview.render.looks.cuts import compute_cuts
from imgview.render.looks.planes import PlaneStyle
from imgview.render.looks.stretch import STRETCHES, thresholds
from imgview.render.tiles.codec import LINEAR, ZERO, Codec, choose_codec

CODEC = Codec(center=10.0, step=0.01, linear=LINEAR, zero=ZERO)
GRAY = colormap_table("gray")
GRAY_LUT = lut(CODEC, (0.0, 20.0), thresholds("linear"), GRAY)


def defined_color(value, cuts, t, table, *, contrast, bias, bad):
    """Return the colour of one value by the definition."""
    if math.isnan(value):
        return list(bad)
    x = (value - cuts[0]) / (cuts[1] - cuts[0])
    level = sum(1 for threshold in t if threshold <= x)
    y = ((level / 255 - bias) * contrast) + 0.5
    return table[math.floor(min(max(y, 0.0), 1.0) * 255 + 0.5)].tolist()


def defined_pixel(row, column, base, words, layers):
    """Return the composited colour of one pixel by the definition."""
    k, c, empty = 1.0, [0.0, 0.0, 0.0], True
    for layer in layers:
        if not layer.style.visible:
            continue

        def has(y, x, layer=layer):
            return words[y + 1, x + 1, layer.byte] >> layer.bit & 1

        shown = has(row, column)
        if shown and layer.style.outline:
            around = [has(row - 1, column), has(row + 1, column), has(row, column - 1), has(row, column + 1)]
            shown = not all(around)
        if shown:
            empty = False
            q = 1.0 - layer.style.opacity
            k *= q
            c = [old * q + new * layer.style.opacity for old, new in zip(c, layer.style.rgb, strict=True)]
    if empty:
        return [*base, 255]
    return [*(math.floor(b * k + add + 0.5) for b, add in zip(base, c, strict=True)), 255]


def random_words(rng, height, width, nbytes, share=0.5):
    """Return mask bytes with blobs, so that outlines have an inside, and an apron."""
    coarse = rng.integers(0, 256, (height // 4 + 2, width // 4 + 2, nbytes), dtype=np.uint8)
    blobs = np.repeat(np.repeat(coarse, 4, axis=0), 4, axis=1)[: height + 2, : width + 2]
    return blobs * (rng.random(blobs.shape) < share)


def evaluated(postfix, pixel):
    """Return whether a condition holds for one mask pixel, by Python's own booleans."""
    stack = []
    for step in postfix:
        if step == NOT:
            stack.append(not stack.pop())
        elif step in (AND, OR):
            right, left = stack.pop(), stack.pop()
            stack.append((left and right) if step == AND else (left or right))
        else:
            stack.append(step // 8 < len(pixel) and bool(pixel[step // 8] >> step % 8 & 1))
    return stack.pop()


def random_conditions(rng, count, planes):
    """Return conditions of up to five planes."""
    conditions = []
    for layer in random_layers(rng, count):
        postfix = [int(rng.integers(planes))]
        for _ in range(rng.integers(5)):
            postfix += [int(rng.integers(planes)), *[NOT] * int(rng.integers(3)), int(rng.choice([AND, OR]))]
        conditions.append(ExpressionLayer((*postfix, *[NOT] * int(rng.integers(2))), layer.style))
    return conditions


def random_layers(rng, count):
    return [
        PlaneLayer(
            plane // 8,
            plane % 8,
            PlaneStyle(
                f"#{rng.integers(0, 1 << 24):06x}",
                opacity=float(rng.choice([0.0, 1.0, rng.random(), rng.random()])),
                visible=bool(rng.random() < 0.8),
                outline=bool(rng.random() < 0.4),
            ),
        )
        for plane in range(count)
    ]


# ---- lut


@pytest.mark.parametrize("stretch", STRETCHES)
@pytest.mark.parametrize("name", ["gray", "viridis"])
def test_lut_is_its_definition(rng, stretch, name):
    sample = np.concatenate([rng.normal(10, 2, 2000), rng.exponential(300, 100)])
    for mode in ("minmax", "zscale", "98%"):
        cuts = compute_cuts(sample, mode)
        t = thresholds(stretch, sample=sample, cuts=cuts)
        codec = choose_codec(sample, cuts, t)
        for contrast, bias in ((1.0, 0.5), (2.3, 0.31), (0.0, 0.5), (-1.0, 0.7)):
            table = lut(codec, cuts, t, colormap_table(name), contrast=contrast, bias=bias, bad=(1, 2, 3))
            assert table.shape == (65536, 3)
            assert table.dtype == np.uint8
            codes = [0, 1, 2, 65534, 65535, *rng.integers(2, 65535, 100), *codec.encode(sample[:100])]
            for code in codes:
                value = float(codec.values()[code])
                expected = defined_color(
                    value, cuts, t, colormap_table(name), contrast=contrast, bias=bias, bad=(1, 2, 3)
                )
                assert table[code].tolist() == expected


def test_lut_meets_thresholds_exactly():
    # x is exactly a threshold for these codes: they belong to the level that begins there.
    codec = Codec(center=0.0, step=1 / 256, linear=LINEAR, zero=ZERO)
    table = lut(codec, (0.0, 1.0), thresholds("linear"), GRAY)
    assert table[ZERO : ZERO + 256, 0].tolist() == list(range(256))
    assert table[ZERO + 256, 0] == 255
    assert table[ZERO - 1, 0] == 0


def test_neutral_contrast_and_bias_change_nothing():
    codec = Codec(center=0.0, step=1 / 256, linear=LINEAR, zero=ZERO)
    for name in MENU:
        table = lut(codec, (0.0, 1.0), thresholds("linear"), colormap_table(name))
        assert np.array_equal(table[ZERO : ZERO + 256], colormap_table(name))


def test_infinities_are_the_ends_and_nan_is_bad():
    assert GRAY_LUT[0].tolist() == list(BAD_COLOR)
    assert GRAY_LUT[1].tolist() == [0, 0, 0]
    assert GRAY_LUT[65535].tolist() == [255, 255, 255]


@given(st.floats(-1e300, 1e300), st.floats(1e-300, 1e300), st.floats(-1e300, 1e300))
def test_lut_survives_codecs_and_cuts_of_any_size(center, step, low):
    high = low + max(1.0, abs(low) * 1e-3)
    table = lut(Codec(center, step, LINEAR, ZERO), (low, high), thresholds("linear"), GRAY)
    assert np.all(np.diff(table[1:, 0].astype(int)) >= 0)


# ---- composite


@pytest.mark.parametrize("planes", [0, 1, 8, 15, 40, 200])
def test_composite_is_its_definition(rng, planes):
    height, width = 21, 34
    codes = CODEC.encode(rng.normal(10, 5, (height, width)))
    codes[::6, ::5] = 0
    codes[1, 1], codes[2, 2] = 1, 65535
    words = random_words(rng, height, width, max(1, -(-planes // 8)))
    for _ in range(4):
        layers = random_layers(rng, planes)
        picture = composite(codes, words, GRAY_LUT, layers)
        assert picture.dtype == np.uint8
        expected = [
            [defined_pixel(y, x, GRAY_LUT[codes[y, x]].tolist(), words, layers) for x in range(width)]
            for y in range(height)
        ]
        assert picture.tolist() == expected


@pytest.mark.parametrize("shape", [(0, 0), (0, 5), (1, 1), (1, 200), (64, 3), (65, 3), (129, 2)])
def test_shapes_at_the_blocks_borders(rng, shape):
    codes = CODEC.encode(rng.normal(10, 5, shape))
    words = random_words(rng, *shape, 2)[: shape[0] + 2, : shape[1] + 2]
    layers = random_layers(rng, 15)
    picture = composite(codes, words, GRAY_LUT, layers)
    assert picture.shape == (*shape, 4)
    for y in range(shape[0]):
        for x in range(shape[1]):
            base = GRAY_LUT[codes[y, x]].tolist()
            assert picture[y, x].tolist() == defined_pixel(y, x, base, words, layers)


def test_without_planes_the_colours_are_the_tables(rng):
    codes = CODEC.encode(rng.normal(10, 5, (70, 30)))
    words = random_words(rng, 70, 30, 1)
    hidden = [PlaneLayer(0, bit, PlaneStyle("#ff0000", visible=False)) for bit in range(8)]
    for picture in (
        composite(codes, None, GRAY_LUT, random_layers(rng, 8)),
        composite(codes, words, GRAY_LUT, []),
        composite(codes, words, GRAY_LUT, hidden),
    ):
        assert np.array_equal(picture[..., :3], GRAY_LUT[codes])
        assert np.all(picture[..., 3] == 255)


def test_an_outline_is_the_rim_alone():
    codes = np.full((5, 7), 1, np.uint16)
    words = np.zeros((7, 9, 1), np.uint8)
    words[2:6, 2:7] = 4
    layers = [PlaneLayer(0, 2, PlaneStyle("#ffffff", 1.0, outline=True))]
    white = composite(codes, words, GRAY_LUT, layers)[..., 0] == 255
    assert white.astype(int).tolist() == [
        [0, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 1, 1, 1, 0],
        [0, 1, 0, 0, 0, 1, 0],
        [0, 1, 0, 0, 0, 1, 0],
        [0, 1, 1, 1, 1, 1, 0],
    ]


def test_an_outline_goes_on_into_the_next_tile():
    codes = np.full((3, 3), 1, np.uint16)
    layers = [PlaneLayer(0, 0, PlaneStyle("#ffffff", 1.0, outline=True))]
    everywhere = np.ones((5, 5, 1), np.uint8)
    assert not composite(codes, everywhere, GRAY_LUT, layers)[..., 0].any()
    everywhere[0] = 0
    assert composite(codes, everywhere, GRAY_LUT, layers)[..., 0].astype(bool).sum(axis=1).tolist() == [
        3,
        0,
        0,
    ]


def test_a_later_plane_lies_on_top():
    codes = np.full((1, 1), 1, np.uint16)
    words = np.full((3, 3, 1), 3, np.uint8)
    layers = [PlaneLayer(0, 0, PlaneStyle("#ff0000", 1.0)), PlaneLayer(0, 1, PlaneStyle("#0000ff", 0.75))]
    assert composite(codes, words, GRAY_LUT, layers)[0, 0].tolist() == [64, 0, 191, 255]


def test_planes_beyond_the_mask_are_absent():
    codes = np.full((2, 2), 1, np.uint16)
    layers = [PlaneLayer(3, 0, PlaneStyle("#ff0000", 1.0))]
    assert not composite(codes, np.full((4, 4, 1), 255, np.uint8), GRAY_LUT, layers)[..., :3].any()


@pytest.mark.parametrize("count", [1, 3, 9, 20])
def test_conditions_lie_over_the_planes_like_further_planes(rng, count):
    shape, planes = (23, 70), 15
    codes = CODEC.encode(rng.normal(10, 5, shape))
    words = random_words(rng, *shape, 2)
    layers = [*random_layers(rng, planes), *random_conditions(rng, count, 20)]
    picture = composite(codes, words, GRAY_LUT, layers)
    # The same, with a bit for each condition that another program has worked out.
    bits = np.zeros((*words.shape[:2], -(-count // 8)), np.uint8)
    spelled = layers[:planes]
    for number, layer in enumerate(layers[planes:]):
        for y, x in np.ndindex(words.shape[:2]):
            bits[y, x, number // 8] |= evaluated(layer.postfix, words[y, x].tolist()) << number % 8
        spelled.append(PlaneLayer(2 + number // 8, number % 8, layer.style))
    more = np.concatenate([words, bits], axis=2)
    for y, x in np.ndindex(shape):
        base = GRAY_LUT[codes[y, x]].tolist()
        assert picture[y, x].tolist() == defined_pixel(y, x, base, more, spelled), (y, x)


def test_a_condition_may_hold_where_no_plane_is_set():
    codes = np.full((3, 4), 1, np.uint16)
    layers = [
        ExpressionLayer((0, NOT), PlaneStyle("#ff0000", 1.0)),
        PlaneLayer(1, 0, PlaneStyle("#00ff00", 1.0)),
    ]
    words = np.zeros((5, 6, 1), np.uint8)
    words[2, 3] = 1
    red = composite(codes, words, GRAY_LUT, layers)[..., 0] == 255
    assert red.astype(int).tolist() == [[1, 1, 1, 1], [1, 1, 0, 1], [1, 1, 1, 1]]
    rim = [ExpressionLayer((0, NOT), PlaneStyle("#ff0000", 1.0, outline=True))]
    red = composite(codes, words, GRAY_LUT, rim)[..., 0] == 255
    assert red.astype(int).tolist() == [[0, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]]


def test_very_many_sets_of_planes_are_told_apart(rng):
    """More distinct sets in one block than a dense table holds."""
    codes = np.full((64, 4096), 1, np.uint16)
    words = np.zeros((66, 4098, 3), np.uint8)
    words[1:-1, 1:-1] = rng.integers(0, 256, (64, 4096, 3), dtype=np.uint8)
    layers = [
        PlaneLayer(plane // 8, plane % 8, PlaneStyle(f"#{1 << plane:06x}", opacity=1 / 2))
        for plane in range(24)
    ]
    picture = composite(codes, words, GRAY_LUT, layers)
    for y, x in rng.integers(0, [64, 4096], (300, 2)):
        assert picture[y, x].tolist() == defined_pixel(y, x, [0, 0, 0], words, layers)


def test_a_mask_without_its_apron_is_refused():
    with pytest.raises(ValueError, match=r"4 x 5 tile must be 6 x 7"):
        composite(np.zeros((4, 5), np.uint16), np.zeros((4, 5, 1), np.uint8), GRAY_LUT, [])
