"""What other libraries get of our pictures: CCDData, and tables of mask statistics."""

import numpy as np
import pytest
from astropy import units as u
from astropy.nddata import CCDData, FlagCollection, VarianceUncertainty

from imgview.errors import UnknownPlaneError
from imgview.geometry import Box
from imgview.model import Image, Mask, MaskedImage, MaskPlane, MaskSchema, SkyProjection
from pictures import wcs


@pytest.fixture
def bbox():
    return Box.factory[-3:5, 100:112]


def projection_of(bbox):
    return SkyProjection(wcs(), yx0=bbox.start)


def picture(bbox, planes=3, unit="nJy", **kwargs):
    rng = np.random.default_rng(1)
    schema = MaskSchema([MaskPlane(f"P{i}", f"Plane {i}.") if i != 1 else None for i in range(planes)])
    mask = Mask.empty(schema=schema, bbox=bbox)
    mask.set("P0", rng.random(bbox.shape) < 0.3)
    mask.set(f"P{planes - 1}", rng.random(bbox.shape) < 0.2)
    image = Image(rng.normal(size=bbox.shape).astype(np.float32), bbox=bbox, unit=unit)
    variance = Image(rng.uniform(1, 2, bbox.shape).astype(np.float32), bbox=bbox)
    return MaskedImage(image, mask=mask, variance=variance, **kwargs)


def test_ccddata_shares_pixels_and_knows_place_and_unit(bbox):
    projection = projection_of(bbox)
    masked = picture(bbox, sky_projection=projection, metadata={"exptime": 30.0, "list": [1]})
    ccd = masked.to_ccddata("P0")
    assert np.shares_memory(ccd.data, masked.image.array)
    assert np.shares_memory(ccd.uncertainty.array, masked.variance.array)
    assert isinstance(ccd.uncertainty, VarianceUncertainty)
    assert (ccd.unit, ccd.uncertainty.unit) == (u.nJy, u.nJy**2)
    assert (ccd.mask == masked.mask.get("P0")).all()
    sky, expected = ccd.wcs.pixel_to_world(3, 4), projection.pixel_to_sky(x=103, y=1)
    assert sky.separation(expected) < 1e-9 * u.arcsec
    assert (ccd.meta["LTV1"], ccd.meta["LTV2"]) == (-100, 3)
    assert ccd.meta["exptime"] == 30.0
    assert "list" not in ccd.meta


@pytest.mark.parametrize(
    ("planes", "dtype"), [(3, np.uint8), (12, np.uint16), (30, np.uint32), (40, np.uint64), (64, np.uint64)]
)
def test_flags_hold_every_bit(bbox, planes, dtype):
    masked = picture(bbox, planes)
    ccd = masked.to_ccddata()
    assert ccd.mask is None
    assert ccd.flags.dtype == dtype
    named = {ccd.meta[f"MSKN{n:04d}"]: n for n in range(planes) if n != 1}
    assert list(named) == list(masked.mask.schema.names)
    for name, bit in named.items():
        assert (((ccd.flags >> dtype(bit)) & dtype(1)).astype(bool) == masked.mask.get(name)).all()


def test_more_planes_than_an_integer_has_bits(bbox):
    masked = picture(bbox, 70)
    flags = masked.to_ccddata().flags
    assert isinstance(flags, FlagCollection)
    assert list(flags) == ["bits 0-63", "bits 64-127"]
    assert ((flags["bits 64-127"] == np.uint64(1 << 5)) == masked.mask.get("P69")).all()


def test_without_unit_mask_or_variance(bbox):
    ccd = Image(np.ones(bbox.shape), bbox=bbox).to_ccddata()
    assert ccd.unit == u.dimensionless_unscaled
    assert (ccd.mask, ccd.flags, ccd.uncertainty, ccd.wcs) == (None, None, None, None)
    with pytest.raises(UnknownPlaneError, match="BAD"):
        MaskedImage(Image(np.ones(bbox.shape))).to_ccddata("BAD")


def test_ccddata_writes_itself(bbox, tmp_path):
    masked = picture(bbox, 12, sky_projection=projection_of(bbox), metadata={"a long keyword": True})
    masked.header = {"CTYPE1": "RA---TAN", "CD1_1": 7.0, "BITPIX": 8, "TELESCOP": "X"}
    masked.to_ccddata("P0").write(tmp_path / "ccd.fits")
    back = CCDData.read(tmp_path / "ccd.fits")
    assert (back.data == masked.image.array).all()
    assert back.meta["TELESCOP"] == "X"
    assert "CD1_1" not in back.meta
    assert back.wcs.pixel_to_world(0, 0).separation(masked.fits_wcs.pixel_to_world(0, 0)) < 1e-6 * u.arcsec


def test_table_of_a_mask(bbox):
    mask = picture(bbox, 12).mask
    table = mask.to_table()
    assert table.colnames == ["name", "description", "bit", "count", "fraction"]
    assert list(table["name"]) == list(mask.schema.names)
    assert list(table["bit"]) == [n for n in range(12) if n != 1]
    assert list(table["count"]) == [int(mask.get(name).sum()) for name in mask.schema.names]
    assert table["fraction"][0] == table["count"][0] / bbox.area
    assert table["description"][0] == "Plane 0."


def test_table_of_a_mask_without_planes(bbox):
    table = Mask.empty(schema=MaskSchema([]), bbox=bbox).to_table()
    assert len(table) == 0
    assert table.colnames[0] == "name"
