import tracemalloc

import numpy as np
import pytest
from matplotlib import colormaps

from imgview.errors import ExpressionError, ImgviewError, ShapeError, UnknownNameError, UnknownPlaneError
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.model.plane_expression import PlaneExpression
from imgview.model.schema import MaskPlane, MaskSchema
from imgview.render.composite import composite
from imgview.render.looks.colormap import BAD_COLOR
from imgview.render.looks.planes import PlaneStyle, default_style
from imgview.render.looks.style import RenderStyle, pick_styles
from imgview.render.render import render, render_region
from imgview.render.tiles.codec import Codec
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.tile import decode_tile, encode_tile


def make(shape=(300, 420), planes=("BAD", "CR", "DETECTED"), seed=0):
    rng = np.random.default_rng(seed)
    image = rng.normal(100, 10, shape).astype(np.float32)
    image[20:30, 40:60] = np.nan
    mask = Mask.empty(schema=MaskSchema([MaskPlane(n) for n in planes]), bbox=Image(image).bbox)
    for name in planes:
        mask.set(name, rng.random(shape) < 0.05)
    return MaskedImage(Image(image), mask=mask, variance=Image(np.full(shape, 100, np.float32)))


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("component", ["image", "variance", "snr"])
def test_equals_the_tiles_composited_one_by_one(level, component):
    obj = make((600, 700))
    picture = render(obj, component=component, level=level)
    pyramid = Pyramid.of(obj, component)
    style = RenderStyle.resolve(pyramid)
    codec = style.codec(pyramid, level)
    for row in range(pyramid.grid(level).y):
        for col in range(pyramid.grid(level).x):
            tile = encode_tile(pyramid, codec, level, row, col)
            codes, words = decode_tile(tile.meta, tile.data, pyramid.mask_bytes)
            painted = composite(codes, words, style.lut(Codec(*tile.meta["codec"])), style.layers)
            ys, xs = pyramid.tile_box(level, row, col)
            assert np.array_equal(picture[ys, xs], painted)


def test_shape_order_and_bad_colour():
    obj = make()
    picture = render(obj, planes=[])
    assert picture.shape == (300, 420, 4)
    assert picture.dtype == np.uint8
    assert (picture[..., 3] == 255).all()
    assert (picture[20:30, 40:60, :3] == BAD_COLOR).all()
    grey = np.ptp(picture[..., :3].astype(int), axis=2)
    assert (grey > 0).sum() == 200


def test_linear_ramp_has_every_grey():
    ramp = np.broadcast_to(np.linspace(0, 1, 2560), (3, 2560))
    picture = render(ramp, cuts="minmax", stretch="linear")
    expected = np.minimum(np.floor(np.linspace(0, 1, 2560) * 256), 255)
    difference = np.abs(picture[1, :, 0].astype(int) - expected)
    assert difference.max() <= 1
    assert np.unique(picture[..., 0]).size == 256
    inverted = render(ramp, cuts="minmax", stretch="linear", inverted=True)
    assert np.array_equal(inverted[..., 0], 255 - picture[..., 0])


def test_contrast_and_bias():
    ramp = np.arange(256, dtype=np.uint8)[None]
    picture = render(ramp, cuts=(0, 256), stretch="linear", contrast=2, bias=0.25)
    expected = np.clip((np.arange(256) / 255 - 0.25) * 2 + 0.5, 0, 1) * 255
    assert np.array_equal(picture[0, :, 0], np.floor(expected + 0.5))


def test_histogram_stretch_gives_every_grey_its_share():
    noise = np.random.default_rng(2).normal(size=(400, 400)).astype(np.float32)
    picture = render(noise, cuts="minmax", stretch="histogram")
    # The codes are good to half a grey: what one lacks its neighbour has.
    counts = np.bincount(picture[..., 0].ravel() // 8, minlength=32)
    assert np.abs(counts / (noise.size / 32) - 1).max() < 0.1


def test_integers_get_the_colour_of_their_value():
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    picture = render(levels, cuts=(0, 256), stretch="linear", colormap="viridis")
    table = np.rint(255 * colormaps["viridis"](np.arange(256) / 255)[:, :3]).astype(np.uint8)
    assert np.array_equal(picture[..., :3].reshape(-1, 3), table)


def test_planes_by_every_spelling():
    obj = make()
    plain = render(obj, planes=[])
    only = render(obj, planes="BAD")
    bad = obj.mask.get("BAD")
    changed = (only != plain).any(axis=2)
    assert np.array_equal(changed, bad)
    hidden = {"CR": False, "DETECTED": np.False_}
    assert np.array_equal(render(obj, planes=hidden), only)
    red = {"visible": True, "color": "red", "opacity": 1.0, "outline": False}
    for choice in (PlaneStyle("#ff0000", 1.0), red):
        picture = render(obj, planes={**hidden, "BAD": choice})
        assert (picture[bad] == (255, 0, 0, 255)).all()
        assert np.array_equal(picture[~bad], plain[~bad])


def test_a_mask_alone():
    obj = make()
    picture = render(obj.mask, planes=["CR"])
    cr = obj.mask.get("CR")
    assert len(np.unique(picture[~cr], axis=0)) == 1
    assert len(np.unique(picture[cr], axis=0)) == 1
    assert (picture[cr][0] != picture[~cr][0]).any()


def test_two_hundred_planes():
    names = [f"PLANE_{i}" for i in range(200)]
    obj = make((64, 80), names)
    assert render(obj).shape == (64, 80, 4)
    picture = render(obj, planes={name: name == "PLANE_199" for name in names})
    changed = (picture != render(obj, planes=[])).any(axis=2)
    assert np.array_equal(changed, obj.mask.get("PLANE_199"))


ODD = {
    "one pixel": np.ones((1, 1), np.float32),
    "nothing finite": np.full((9, 7), np.nan),
    "all equal": np.full((9, 7), 3.5),
    "infinite": np.array([[np.inf, -np.inf, 0, 1]]),
    "all infinite": np.full((5, 5), np.inf),
    "huge": np.array([[1e308, -1e308, 0]]),
    "tiny": np.array([[1e-310, 3e-310, 0]]),
    "wide": np.zeros((1, 100_000), np.float32),
    "tall": np.zeros((100_000, 1), np.int16),
    "booleans": np.eye(7, dtype=bool),
    "half": np.eye(5, dtype=np.float16),
    "wide integers": np.array([[-(2**62), 0, 2**62]]),
    "big-endian": np.eye(5, dtype=">i4"),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("cuts", ["zscale", "minmax", "99%", "3sigma", (0, 1)])
@pytest.mark.parametrize("stretch", ["asinh", "histogram", "log"])
def test_odd_pictures(name, cuts, stretch):
    array = ODD[name]
    picture = render(array, cuts=cuts, stretch=stretch)
    assert picture.shape == (*array.shape, 4)
    nan = np.isnan(array) if array.dtype.kind == "f" else np.zeros(array.shape, bool)
    assert np.array_equal((picture[..., :3] == BAD_COLOR).all(axis=2), nan)
    with np.errstate(all="ignore"):
        darkest, brightest = picture[array == -np.inf], picture[array == np.inf]
    assert (darkest[:, :3] == 0).all()
    assert (brightest[:, :3] == 255).all()


def test_coarsest_level_of_a_wide_picture():
    assert render(ODD["wide"], level=9).shape == (1, 196, 4)
    with pytest.raises(ShapeError, match="no level 10"):
        render(ODD["wide"], level=10)


@pytest.mark.parametrize(
    ("arguments", "error", "match"),
    [
        ({"stretch": "asin"}, UnknownNameError, "did you mean 'asinh'"),
        ({"colormap": "virdis"}, UnknownNameError, "viridis"),
        ({"cuts": "zscal"}, UnknownNameError, "zscale"),
        ({"component": "varience"}, UnknownNameError, "variance"),
        ({"planes": {"COSMIC": True}}, UnknownPlaneError, "COSMIC_RAY"),
        ({"planes": ["DETECTD"]}, UnknownPlaneError, "DETECTED"),
        ({"planes": {"BAD": {"colour": "red"}}}, UnknownNameError, "color"),
        ({"planes": {"BAD": {"color": "rde"}}}, UnknownNameError, "red"),
        ({"planes": {"BAD": {"opacity": 2}}}, ImgviewError, "BAD"),
        ({"planes": {"BAD": 3}}, ImgviewError, "BAD"),
        ({"cuts": (2, 1)}, ImgviewError, "cuts"),
        ({"cuts": (np.nan, 1)}, ImgviewError, "cuts"),
        ({"cuts": "0%"}, ImgviewError, "percentile"),
        ({"stretch_parameter": -1}, ImgviewError, "parameter"),
        ({"contrast": np.nan}, ImgviewError, "contrast"),
        ({"level": -1}, ShapeError, "level"),
        ({"level": 7}, ShapeError, "level"),
    ],
)
def test_refusals(arguments, error, match):
    obj = make((30, 40), ("BAD", "COSMIC_RAY", "DETECTED"))
    with pytest.raises(error, match=match):
        render(obj, **arguments)


def test_what_is_not_there():
    with pytest.raises(ImgviewError, match="variance"):
        render(np.zeros((3, 3)), component="snr")
    with pytest.raises(ShapeError, match="axes"):
        render(np.zeros(3))
    with pytest.raises(ShapeError):
        render(np.zeros((0, 3)))
    with pytest.raises(UnknownPlaneError, match="BAD"):
        render(np.zeros((3, 3)), planes=["BAD"])
    assert render(np.zeros((3, 3)), planes=[]).shape == (3, 3, 4)


def test_styles_keep_schema_order():
    styles = pick_styles(("B", "A", "C"), {"C": True, "A": False})
    assert list(styles) == ["B", "A", "C"]
    assert [style.visible for style in styles.values()] == [True, False, True]


def test_memory_stays_near_that_of_the_picture():
    obj = make((2000, 2000))
    tracemalloc.start()
    picture = render(obj)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < picture.nbytes + 32e6


def test_a_region_is_part_of_the_whole():
    obj = make((900, 1100))
    pyramid = Pyramid.of(obj)
    style = RenderStyle.resolve(pyramid)
    part = render_region(pyramid, style, 0, slice(100, 777), slice(50, 1000))
    assert np.array_equal(part, render(obj)[100:777, 50:1000])


def test_a_condition_is_painted_like_a_plane_of_its_pixels():
    obj = make()
    where = obj.mask.get("DETECTED") & ~(obj.mask.get("CR") | obj.mask.get("BAD"))
    looks = {"color": "#12fe34", "opacity": 0.7}
    spelled = MaskedImage(obj.image, mask=obj.mask.add_planes([MaskPlane("OURS")]), variance=obj.variance)
    spelled.mask.set("OURS", where)
    for outline in (False, True):
        style = looks | {"outline": outline}
        painted = render(obj, expressions={"DETECTED & ~(CR | BAD)": style})
        np.testing.assert_array_equal(painted, render(spelled, planes={"OURS": style}))
        assert (painted != render(obj)).any()


def test_on_a_reduced_level_a_condition_sees_the_planes_of_all_pixels_beneath():
    obj = make((600, 700))
    pyramid = Pyramid.of(obj)
    bits = pyramid.mask_region(1, slice(0, 300), slice(0, 350))[1:-1, 1:-1, 0]
    plain = render(obj, planes=[], level=1)
    covered = render(obj, planes=[], level=1, expressions={"~BAD": PlaneStyle("#ff0000", 1.0)})
    np.testing.assert_array_equal((covered[..., :3] == (255, 0, 0)).all(axis=2), bits & 1 == 0)
    np.testing.assert_array_equal(covered[bits & 1 == 1], plain[bits & 1 == 1])


def test_ways_to_ask_for_conditions():
    obj = make()
    one = render(obj, expressions="BAD & CR")
    for way in (["BAD & CR"], PlaneExpression("BAD & CR"), {"BAD & CR": default_style("BAD & CR")}):
        np.testing.assert_array_equal(render(obj, expressions=way), one)
    np.testing.assert_array_equal(render(obj, expressions={"BAD": {"visible": False}}), render(obj))
    np.testing.assert_array_equal(render(obj, expressions=[]), render(obj))
    np.testing.assert_array_equal(
        render(obj, expressions={"BAD": "red"}), render(obj, expressions={"BAD": {"color": "#ff0000"}})
    )


@pytest.mark.parametrize(
    ("expressions", "error", "word"),
    [
        ("BAD &", ExpressionError, "character 6"),
        ("BAAD", UnknownPlaneError, "'BAAD': did you mean 'BAD'"),
        ({"BAD": "rod"}, UnknownNameError, "colour"),
        ({"BAD": {"colour": "red"}}, UnknownNameError, "field of condition 'BAD'"),
        ({"BAD": {"opacity": 2}}, ImgviewError, "condition 'BAD': opacity"),
        ({"BAD": 5}, ImgviewError, "wants a colour"),
    ],
)
def test_impossible_conditions(expressions, error, word):
    with pytest.raises(error, match=word):
        render(make(), expressions=expressions)


def test_a_condition_needs_a_mask():
    with pytest.raises(ImgviewError, match="needs an image with a mask"):
        render(np.zeros((5, 5)), expressions="BAD")
