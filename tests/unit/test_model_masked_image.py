"""Masked and visit images: planes that agree, and all that is known of the observation."""

import numpy as np
import pytest
from astropy import units as u
from astropy.table import Table
from astropy.wcs import WCS

from imgview.errors import ShapeError, UnitError
from imgview.geometry import Box
from imgview.model import (
    Catalog,
    DifferenceImage,
    Image,
    Mask,
    MaskedImage,
    MaskPlane,
    MaskSchema,
    SkyProjection,
    VisitImage,
)

BOX = Box.from_shape((20, 30), start=(1200, 2048))
SCHEMA = MaskSchema([MaskPlane("BAD", "Bad."), MaskPlane("CR", "Ray.")])


def image(bbox=BOX, unit="nJy", **kwargs):
    return Image(np.ones(bbox.shape, np.float32), bbox=bbox, unit=unit, **kwargs)


def mask(bbox=BOX, **kwargs):
    return Mask.empty(schema=SCHEMA, bbox=bbox, **kwargs)


@pytest.fixture
def projection():
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    return SkyProjection(wcs, yx0=BOX.start)


def test_planes_are_optional():
    alone = MaskedImage(image())
    assert alone.mask is None
    assert alone.variance is None
    assert alone.local[:3, :3].mask is None
    assert (alone.bbox, alone.unit, alone.shape, alone.yx0) == (BOX, u.nJy, BOX.shape, BOX.start)


def test_boxes_must_agree():
    elsewhere = Box.from_shape((20, 30))
    with pytest.raises(
        ShapeError, match=r"the mask has the box \[y=0:20, x=0:30\], but the image has \[y=1200"
    ):
        MaskedImage(image(), mask=mask(elsewhere))
    with pytest.raises(ShapeError, match=r"the variance has the box .* but the image"):
        MaskedImage(image(), variance=image(elsewhere))


@pytest.mark.parametrize(
    ("own", "given", "result"),
    [
        ("nJy", "nJy2", "nJy2"),
        ("nJy", None, "nJy2"),
        (None, None, None),
        ("adu", "adu2", "adu2"),
        ("Jy", "1e18 nJy2", "Jy2"),
    ],
)
def test_variance_units_that_agree(own, given, result):
    masked = MaskedImage(image(unit=own), variance=image(unit=given))
    assert masked.variance.unit == (None if result is None else u.Unit(result))
    assert masked.variance.data is not None


@pytest.mark.parametrize(
    ("own", "given", "message"),
    [
        ("nJy", "nJy", "the variance has the unit nJy, but the image has nJy, whose square is nJy2"),
        ("nJy", "Jy2", "the variance has the unit Jy2, but the image has nJy"),
        (None, "adu2", "the variance has the unit adu2, but the image has none"),
    ],
)
def test_variance_units_that_do_not(own, given, message):
    with pytest.raises(UnitError, match=message):
        MaskedImage(image(unit=own), variance=image(unit=given))


def test_one_projection_for_all_planes(projection):
    masked = MaskedImage(image(sky_projection=projection), mask=mask(), variance=image(unit=None))
    assert masked.sky_projection is projection
    assert masked.mask.sky_projection is projection
    assert masked.variance.sky_projection is projection
    other = SkyProjection(projection.fits_wcs)
    assert MaskedImage(image(sky_projection=projection), sky_projection=other).image.sky_projection is other


def test_cutting_cuts_all_planes(projection):
    masked = MaskedImage(
        image(), mask=mask(), variance=image(unit=None), sky_projection=projection, metadata={"a": 1}
    )
    masked.source = "visit.fits"
    part = masked.absolute[1205:1210, 2050:2060]
    assert part.bbox == part.image.bbox == part.mask.bbox == part.variance.bbox
    assert part.bbox == Box.factory[1205:1210, 2050:2060]
    assert part.sky_projection is projection
    assert part.metadata is masked.metadata
    assert part.source == part.title == "visit.fits"
    assert np.shares_memory(part.image.array, masked.image.array)
    assert part.fits_wcs.wcs.crpix.tolist() == [-2.0, -5.0]


def test_extras_are_planes_of_their_own(projection):
    raw = Image(np.arange(600, dtype=np.uint16).reshape(20, 30), bbox=BOX, unit="adu")
    masked = MaskedImage(image(), extras={"RAW": raw}, sky_projection=projection)
    assert masked.extras["RAW"].dtype == np.uint16
    assert masked.extras["RAW"].unit == u.adu
    assert masked.extras["RAW"].sky_projection is projection
    part = masked.local[3:5, 4:9]
    assert part.extras["RAW"].array.tolist() == raw.array[3:5, 4:9].tolist()
    assert np.shares_memory(part.extras["RAW"].array, raw.array)
    assert repr(masked).endswith("extras=['RAW'])")
    assert MaskedImage(image()).extras == {}
    with pytest.raises(
        ShapeError, match=r"the plane 'RAW' has the box \[y=0:20, x=0:30\], but the image has"
    ):
        MaskedImage(image(), extras={"RAW": image(Box.from_shape((20, 30)))})


def test_what_came_with_the_picture_is_carried():
    masked = MaskedImage(image())
    assert (masked.header, masked.butler_info, masked.catalogs, masked.outlines) == ({}, {}, {}, {})
    masked.header = {"TELESCOP": "Rubin"}
    masked.butler_info = {"dataset": {"run": "u/someone"}}
    masked.catalogs["CAT"] = Catalog(Table({"x": [1.0], "y": [2.0]}))
    part = masked.local[:2, :2]
    for name in ("header", "butler_info", "catalogs"):
        assert getattr(part, name) is getattr(masked, name)
    assert MaskedImage(image()).catalogs == {}


def test_repr_is_one_line_that_tells_the_planes():
    text = repr(MaskedImage(image(), mask=mask(), variance=image(unit=None)))
    assert text == (
        "MaskedImage(Image([y=1200:1220, x=2048:2078], float32, nJy), "
        "mask=MaskSchema([BAD, CR], uint8), variance=float32)"
    )


def visit(**kwargs):
    return VisitImage(
        image(),
        mask=mask(),
        psf={"type": "Gaussian", "sigma": 1.8},
        obs_info={"instrument": "LSSTCam", "visit_id": 2025051500042, "physical_filter": "r_57"},
        summary_stats={"psfSigma": 1.8},
        detector={"name": "R22_S11", "id": 94},
        bounds=[(2047.5, 1199.5), (2077.5, 1199.5), (2077.5, 1219.5)],
        band="r",
        header={"TELESCOP": "Rubin"},
        backgrounds={"standard": 1},
        **kwargs,
    )


def test_a_visit_keeps_what_it_knows_through_cutting():
    whole = visit()
    part = whole.local[2:5, 3:8]
    assert type(part) is VisitImage
    for name in ("psf", "obs_info", "summary_stats", "detector", "band", "header", "backgrounds", "title"):
        assert getattr(part, name) == getattr(whole, name)
    assert part.physical_filter == "r_57"
    assert part.bounds.tolist() == whole.bounds.tolist()
    assert part.bbox.shape == (3, 5)


def test_titles():
    assert visit().title == "LSSTCam r · visit 2025051500042 · R22_S11"
    bare = VisitImage(image(metadata={}), metadata={"name": "something"})
    assert bare.title == "something"
    assert bare.bounds is None
    assert VisitImage(image(), obs_info={"visit_id": 0}).title == "visit 0"
    assert VisitImage(image(), obs_info={"detector_unique_name": "R22_S11"}).title == "R22_S11"


@pytest.mark.parametrize("bounds", [[(0, 0), (1, 1)], [0, 1, 2], np.zeros((4, 3))])
def test_bounds_are_a_polygon(bounds):
    with pytest.raises(ShapeError, match="at least three corners"):
        VisitImage(image(), bounds=bounds)


AMPLIFIERS = [
    {"name": "C00", "bbox": {"y": {"start": 0, "stop": 10}, "x": {"start": 5, "stop": 9}}},
    {"name": "C01", "bbox": None},
    {"name": "C02", "bbox": {"y": {"start": 0, "stop": 0}, "x": {"start": 5, "stop": 9}}},
]


def test_outlines_of_a_visit():
    corners = [(2047.5, 1199.5), (2077.5, 1199.5), (2077.5, 1219.5)]
    whole = VisitImage(image(), bounds=corners, detector={"amplifiers": AMPLIFIERS})
    assert list(whole.outlines) == ["valid region", "amplifiers"]
    assert whole.outlines["valid region"][0].tolist() == [list(corner) for corner in corners]
    assert [polygon.tolist() for polygon in whole.outlines["amplifiers"]] == [
        [[4.5, -0.5], [8.5, -0.5], [8.5, 9.5], [4.5, 9.5]]
    ]
    assert list(whole.local[:2, :2].outlines) == ["valid region", "amplifiers"]
    assert VisitImage(image()).outlines == {}


def test_a_difference_keeps_its_templates():
    templates = [
        {"tract": 9571, "patch": 97, "bounds": [(0, 0), (5, 0), (5, 5)]},
        {"tract": 9571, "patch": 98},
    ]
    whole = DifferenceImage(image(), mask=mask(), templates=templates, kernel={"type": "Gaussian"}, band="r")
    part = whole.local[2:5, 3:8]
    assert type(part) is DifferenceImage
    assert (part.kernel, part.band) == ({"type": "Gaussian"}, "r")
    assert [template["patch"] for template in part.templates] == [97, 98]
    assert [polygon.tolist() for polygon in part.outlines["templates"]] == [[[0, 0], [5, 0], [5, 5]]]
    assert DifferenceImage(image()).outlines == {}
    with pytest.raises(ShapeError, match="at least three corners"):
        DifferenceImage(image(), templates=[{"bounds": [(0, 0)]}])
