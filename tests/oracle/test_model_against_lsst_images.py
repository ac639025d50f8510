"""Our boxes, masks, images and projections against lsst.images itself (which needs Python 3.12)."""

import importlib

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.wcs import WCS, Sip
from hypothesis import given
from hypothesis import strategies as st

from imgview import model as ours
from imgview.errors import ImgviewError
from imgview.geometry import Box, Interval
from imgview.model import SkyProjection
from imgview.sample.planes import VISIT_PLANES

theirs = pytest.importorskip("lsst.images", reason="lsst.images is not installed: it needs Python 3.12")

SMALL = st.integers(-30, 30)
BOUND = st.one_of(st.none(), SMALL)


@st.composite
def bounds(draw):
    """Return start and stop of two intervals, y and x."""
    y, x = draw(SMALL), draw(SMALL)
    return (y, y + draw(st.integers(1, 25))), (x, x + draw(st.integers(1, 25)))


def both(pair):
    (y0, y1), (x0, x1) = pair
    return Box.factory[y0:y1, x0:x1], theirs.Box.factory[y0:y1, x0:x1]


def plain(thing):
    """Return what a box or an interval of either library says, as numbers."""
    if hasattr(thing, "y"):
        return plain(thing.y), plain(thing.x)
    return int(thing.start), int(thing.stop)


def same(mine, other):
    """Tell that two calls return the same, or that both refuse."""
    try:
        expected = other()
    except (ValueError, IndexError, RuntimeError):
        with pytest.raises(ImgviewError):
            mine()
    else:
        assert plain(mine()) == plain(expected)


@given(bounds())
def test_boxes_say_the_same(pair):
    mine, other = both(pair)
    for name in ("start", "stop", "min", "max", "shape"):
        assert tuple(getattr(mine, name)) == tuple(getattr(other, name))
    assert mine.area == other.area
    assert (mine.y.center, mine.x.center, mine.x.size) == (other.y.center, other.x.center, other.x.size)
    assert str(mine) == str(other)
    assert repr(mine) == repr(other)


@given(bounds(), bounds(), st.integers(-5, 5))
def test_boxes_do_the_same(one, two, padding):
    mine, other = both(one)
    my_second, their_second = both(two)
    same(lambda: mine.intersection(my_second), lambda: other.intersection(their_second))
    same(lambda: mine.dilated_by(padding), lambda: other.dilated_by(padding))
    same(lambda: mine.padded(padding), lambda: other.padded(padding))
    assert mine.contains(my_second) == other.contains(their_second)
    assert (mine == my_second) == (other == their_second)
    try:
        expected = other.slice_within(their_second)
    except IndexError:
        with pytest.raises(ImgviewError):
            mine.slice_within(my_second)
    else:
        assert mine.slice_within(my_second) == expected


@given(bounds(), st.tuples(BOUND, BOUND, BOUND, BOUND))
def test_boxes_are_cut_the_same(pair, key):
    mine, other = both(pair)
    rows, columns = slice(*key[:2]), slice(*key[2:])
    same(lambda: mine.absolute[rows, columns], lambda: other.absolute[rows, columns])
    same(lambda: mine.local[rows, columns], lambda: other.local[rows, columns])
    same(lambda: Box.factory[rows, columns], lambda: theirs.Box.factory[rows, columns])


@given(bounds(), st.lists(st.floats(-60, 60), min_size=1))
def test_positions_are_inside_or_not(pair, positions):
    mine, other = both(pair)
    x = np.array([*positions, mine.x.start - 0.5, mine.x.stop - 0.5])
    y = x[::-1]
    assert np.array_equal(mine.contains(x=x, y=y), other.contains(x=x, y=y))
    assert mine.contains(x=float(x[0]), y=float(y[0])) == other.contains(x=float(x[0]), y=float(y[0]))
    assert (3 in mine.x) == (3 in other.x)


def test_shapes_and_starts_are_read_alike():
    for shape, start in (((3, 4), None), ((3, 4), (-1, 5))):
        same(
            lambda s=shape, o=start: Box.from_shape(s, o),
            lambda s=shape, o=start: theirs.Box.from_shape(s, o),
        )
    assert plain(Interval.from_size(4, 3)) == plain(theirs.Interval.from_size(4, start=3))


def schemas(names):
    mine = ours.MaskSchema([None if n is None else ours.MaskPlane(n, f"About {n}.") for n in names])
    other = theirs.MaskSchema([None if n is None else theirs.MaskPlane(n, f"About {n}.") for n in names])
    return mine, other


@pytest.mark.parametrize("number", [1, 8, 31, 40, 128, 200])
def test_masks_hold_the_same_bits(rng, number):
    names = [None if i % 11 == 5 else f"P{i}" for i in range(number)]
    my_schema, their_schema = schemas(names)
    assert my_schema.mask_size == their_schema.mask_size
    assert list(my_schema.names) == list(their_schema.names)
    assert my_schema.descriptions == dict(their_schema.descriptions)
    shape, yx0 = (9, 13), (100, -20)
    mine = ours.Mask(np.zeros((*shape, my_schema.mask_size), np.uint8), schema=my_schema, yx0=yx0)
    other = theirs.Mask(0, schema=their_schema, shape=shape, yx0=yx0)
    for name in my_schema.names:
        where = rng.random(shape) < 0.4
        mine.set(name, where)
        other.set(name, where)
        cleared = rng.random(shape) < 0.2
        mine.clear(name, cleared)
        other.clear(name, cleared)
        bit = their_schema.bit(name)
        assert (my_schema.bit(name).index, my_schema.bit(name).mask) == (bit.index, int(bit.mask))
        assert np.array_equal(mine.get(name), other.get(name))
    assert np.array_equal(mine.array, other.array)
    some = my_schema.names[::3]
    assert np.array_equal(mine.bitmask(*some), their_schema.bitmask(*some))
    assert mine.interpret(x=-15, y=103) == their_schema.interpret(other.array[3, 5])
    part = mine.absolute[102:107, -18:-10]
    assert np.array_equal(part.array, other.absolute[102:107, -18:-10].array)


def test_masks_are_merged_and_extended_the_same(rng):
    one, two = schemas(["A", None, "B", "C"]), schemas(["C", "D", "A"])
    made = []
    for library, which in ((ours, 0), (theirs, 1)):
        random = np.random.default_rng(3)
        masks = [
            library.Mask(random.integers(0, 256, (8, 9, 1), dtype=np.uint8), schema=schema[which], yx0=yx0)
            for schema, yx0 in ((one, (0, 0)), (two, (3, 4)))
        ]
        masks[0].update(masks[1])
        more = masks[0].add_planes([library.MaskPlane("E", "e"), None], drop=["B"])
        made.append((masks[0].array, more.array, list(more.schema.names)))
    assert np.array_equal(made[0][0], made[1][0])
    assert np.array_equal(made[0][1], made[1][1])
    assert made[0][2] == made[1][2]


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.int32, np.int64])
def test_schemas_of_other_types_place_bits_the_same(dtype):
    names = [f"P{i}" for i in range(70)]
    mine = ours.MaskSchema([ours.MaskPlane(n) for n in names], dtype=dtype)
    other = theirs.MaskSchema([theirs.MaskPlane(n, "") for n in names], dtype=dtype)
    assert mine.mask_size == other.mask_size
    assert mine.bits_per_element(dtype) == other.bits_per_element(dtype)
    assert np.array_equal(mine.bitmask("P6", "P30", "P69"), other.bitmask("P6", "P30", "P69"))


def test_masked_images_are_cut_and_refused_the_same(rng):
    pixels = rng.normal(size=(20, 30)).astype(np.float32)
    my_schema, their_schema = schemas(["A", "B"])
    mine = ours.MaskedImage(
        ours.Image(pixels, yx0=(5, 6), unit=u.nJy),
        mask=ours.Mask(np.zeros((20, 30, 1), np.uint8), schema=my_schema, yx0=(5, 6)),
        variance=ours.Image(pixels**2, yx0=(5, 6)),
    )
    other = theirs.MaskedImage(
        theirs.Image(pixels, yx0=(5, 6), unit=u.nJy),
        mask=theirs.Mask(0, schema=their_schema, shape=(20, 30), yx0=(5, 6)),
        variance=theirs.Image(pixels**2, yx0=(5, 6)),
    )
    assert mine.variance.unit == other.variance.unit
    my_part, their_part = mine.absolute[10:15, 8:20], other.absolute[10:15, 8:20]
    assert plain(my_part.bbox) == plain(their_part.bbox)
    assert np.array_equal(my_part.image.array, their_part.image.array)
    for library, image in ((ours, mine), (theirs, other)):
        with pytest.raises(ValueError, match="20:40"):
            library.MaskedImage(image.image, mask=image.mask, variance=library.Image(pixels, yx0=(20, 6)))
        with pytest.raises(ValueError, match="nJy"):
            library.MaskedImage(
                image.image, mask=image.mask, variance=library.Image(pixels, yx0=(5, 6), unit=u.nJy)
            )


def a_wcs(sip, radesys="ICRS"):
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN-SIP", "DEC--TAN-SIP"] if sip else ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval = [53.16, -27.8]
    wcs.wcs.crpix = [2036.5, 2000.5]
    wcs.wcs.cd = [[-4.6e-5, 3.0e-5], [3.0e-5, 4.6e-5]]
    wcs.wcs.radesys = radesys
    if radesys == "FK5":
        wcs.wcs.equinox = 2000.0
    if sip:
        a, b = np.zeros((4, 4)), np.zeros((4, 4))
        a[2, 0], a[1, 1], a[0, 3], b[0, 2], b[2, 1] = 2e-7, -1e-7, 3e-11, 1.5e-7, -2e-11
        wcs.sip = Sip(a, b, None, None, wcs.wcs.crpix)
    wcs.wcs.set()
    return wcs


@pytest.mark.parametrize("sip", [False, True])
def test_projections_agree(rng, sip):
    mine = SkyProjection(a_wcs(sip), yx0=(1200, 2048))
    frame = theirs.GeneralFrame(unit=u.pix)
    other = theirs.SkyProjection.from_fits_wcs(a_wcs(sip), frame, x0=2048, y0=1200)
    x, y = rng.uniform(2048, 6120, 200), rng.uniform(1200, 5200, 200)
    sky = mine.pixel_to_sky(x=x, y=y)
    assert sky.separation(other.pixel_to_sky(x=x, y=y)).arcsec.max() < 1e-6
    expected = other.sky_to_pixel(sky)
    pixel = mine.sky_to_pixel(sky)
    # The inverse of a distortion is fitted there, iterated to the end here.
    assert np.abs(pixel.x - expected.x).max() < (2e-3 if sip else 1e-6)
    assert np.abs(pixel.y - expected.y).max() < (2e-3 if sip else 1e-6)


def test_an_fk5_header_comes_out_as_starlink_converts_it(rng):
    # lsst.images takes FK5 for ICRS without a word, so the library below it is asked.
    ast = pytest.importorskip("starlink.Ast")
    wcs = a_wcs(sip=False, radesys="FK5")
    x, y = rng.uniform(0, 4072, 50), rng.uniform(0, 4000, 50)
    fk5 = np.radians(wcs.all_pix2world(np.stack([x, y], axis=1), 0).T)
    mapping = ast.SkyFrame("System=FK5,Equinox=2000").convert(ast.SkyFrame("System=ICRS"))
    ra, dec = mapping.tran(fk5)
    sky = SkyProjection(wcs).pixel_to_sky(x=x, y=y)
    assert sky.separation(SkyCoord(ra, dec, unit="rad")).arcsec.max() < 1e-4


def test_the_sample_has_the_planes_of_a_visit_image():
    masks = importlib.import_module("lsst.images._mask")
    expected = masks.get_legacy_visit_image_mask_planes().values()
    assert [(plane.name, plane.description) for plane in VISIT_PLANES] == [
        (plane.name, plane.description.strip()) for plane in expected
    ]
