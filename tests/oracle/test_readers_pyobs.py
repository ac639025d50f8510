"""What imgview reads from files of pyobs and of astropy's CCDData equals what those libraries read."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits
from astropy.nddata import CCDData, InverseVariance, StdDevUncertainty, VarianceUncertainty
from astropy.table import Table
from astropy.wcs import WCS

from imgview.model import ColorImage, MaskedImage
from imgview.readers import identify, read
from shared_data import digest, made_file, oracle_of

NAMES = ["pyobs_full.fits", "pyobs_sci_extension.fits", "pyobs_mask_only.fits"]

Case = tuple[Any, dict[str, Any], Path]


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    path = made_file(request.param)
    return read(path), oracle_of(path), path


def test_every_pixel_and_bit(case: Case) -> None:
    picture, oracle, path = case
    assert identify(path) == "pyobs"
    assert type(picture) is MaskedImage
    digests = oracle["array_sha256"]
    assert digest(picture.image.array) == digests["image"]["sha256"]
    assert tuple(picture.yx0) == (oracle["bbox"]["y0"], oracle["bbox"]["x0"])
    assert picture.mask.schema.names == ("MASK",)
    assert digest(picture.mask.get("MASK")) == digests["mask"]["sha256"]
    assert picture.mask.counts() == {"MASK": oracle["mask"]["n_set"]}
    assert picture.unit == u.Unit(oracle["unit"])
    assert picture.notes == []
    assert (picture.variance is None) == (oracle["uncertainty"] is None)
    assert list(picture.extras) == (["RAW"] if oracle["raw"] else [])
    if oracle["raw"]:
        assert digest(picture.extras["RAW"].array) == digests["raw"]["sha256"]
        assert picture.extras["RAW"].unit == u.adu


def test_variance_is_the_square_of_the_uncertainty(case: Case) -> None:
    picture, oracle, path = case
    if oracle["uncertainty"] is None:
        return
    with fits.open(path) as hdus:
        deviation = hdus["UNCERT"].data.astype(np.float32)
    assert digest(deviation) == oracle["array_sha256"]["uncertainty"]["sha256"]
    np.testing.assert_array_equal(picture.variance.array, deviation**2)
    assert picture.variance.unit == picture.unit**2


def test_sources(case: Case) -> None:
    picture, oracle, path = case
    if oracle["catalog"] is None:
        assert picture.catalogs == {}
        return
    catalog = picture.catalogs["CAT"]
    assert len(catalog) == oracle["catalog"]["n_rows"]
    assert catalog.table.colnames == oracle["catalog"]["columns"]
    where, shapes = catalog.positions(), catalog.shapes()
    for row, source in enumerate(oracle["catalog"]["first3"]):
        assert where.x[row] == source["x"] - 1
        assert where.y[row] == source["y"] - 1
        assert shapes[row, :2].tolist() == [source["a"], source["b"]]
        assert math.degrees(shapes[row, 2]) == pytest.approx(source["theta"], abs=1e-12)
    theirs = Table.read(path, hdu="CAT")
    for name in theirs.colnames:
        np.testing.assert_array_equal(catalog.table[name], theirs[name])


def test_sources_lie_on_their_pixels() -> None:
    picture = read(made_file("pyobs_full.fits"))
    where = picture.catalogs["CAT"].positions()
    x, y = (np.rint(part).astype(int) for part in where)
    pixels, near = picture.image.array, []
    for column, row in zip(x, y, strict=True):
        window = pixels[max(0, row - 2) : row + 3, max(0, column - 2) : column + 3]
        near.append(pixels[row, column] / np.nanmax(window))
    assert np.median(near) > 0.95


def test_sky_and_header(case: Case) -> None:
    picture, oracle, _ = case
    for point in oracle["sky"]:
        sky = picture.sky_projection.pixel_to_sky(x=point["local_x"], y=point["local_y"])
        assert sky.ra.deg == pytest.approx(point["ra_deg"], abs=1e-10)
        assert sky.dec.deg == pytest.approx(point["dec_deg"], abs=1e-10)
    for key, value in oracle["header"].items():
        assert picture.header[key] == value


def test_color() -> None:
    path = made_file("pyobs_color.fits")
    picture, oracle = read(path), oracle_of(path)
    assert type(picture) is ColorImage
    cube = np.stack([channel.array for channel in picture.channels])
    assert digest(cube) == oracle["array_sha256"]["image"]["sha256"]
    assert all(channel.unit == u.Unit(oracle["unit"]) for channel in picture.channels)
    assert picture.notes == [
        "HDU 0 (PRIMARY): its three planes are shown as red, green and blue; plane= takes one"
    ]
    np.testing.assert_array_equal(read(path, plane=1).array, cube[1])


def test_an_image_alone_is_plain_fits() -> None:
    path = made_file("pyobs_image_only.fits")
    assert identify(path) == "fits"
    assert digest(read(path).array) == oracle_of(path)["array_sha256"]["image"]["sha256"]


KINDS = {
    "std": (StdDevUncertainty, u.electron),
    "var": (VarianceUncertainty, u.electron**2),
    "ivar": (InverseVariance, u.electron**-2),
}


@pytest.mark.parametrize("kind", [*KINDS, None])
@pytest.mark.parametrize("unit", [False, True])
@pytest.mark.parametrize("masked", [False, True])
def test_ccddata(kind: str | None, unit: bool, masked: bool, tmp_path: Path, rng: Any) -> None:
    path = tmp_path / "ccd.fits"
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval, wcs.wcs.cdelt = [10.0, 20.0], [-1e-4, 1e-4]
    uncertainty = None
    if kind is not None:
        uncertainty = KINDS[kind][0](
            rng.uniform(0.5, 9, (12, 17)).astype(np.float32), unit=KINDS[kind][1] if unit else None
        )
    mask = rng.random((12, 17)) < 0.2 if masked else None
    CCDData(rng.normal(100, 9, (12, 17)), unit="electron", mask=mask, uncertainty=uncertainty, wcs=wcs).write(
        path
    )
    theirs, ours = CCDData.read(path), read(path)
    if uncertainty is None and mask is None:
        assert identify(path) == "fits"
        return
    assert identify(path) == "pyobs"
    np.testing.assert_array_equal(ours.image.array, theirs.data)
    assert ours.unit == theirs.unit
    assert (ours.mask is None) == (theirs.mask is None)
    if masked:
        np.testing.assert_array_equal(ours.mask.get("MASK"), theirs.mask)
    assert (ours.variance is None) == (theirs.uncertainty is None)
    if kind is not None:
        expected = theirs.uncertainty.represent_as(VarianceUncertainty)
        np.testing.assert_allclose(ours.variance.array, expected.array, rtol=1e-6)
        assert ours.variance.unit == u.electron**2
    sky, wanted = ours.sky_projection.pixel_to_sky(x=3, y=4), theirs.wcs.pixel_to_world(3, 4)
    assert sky.separation(wanted).arcsec < 1e-9
    assert ours.notes == []


def test_ccddata_in_an_extension_and_packed(tmp_path: Path, rng: Any) -> None:
    first, second = tmp_path / "a.fits", tmp_path / "b.fits.fz"
    mask = rng.random((12, 17)) < 0.2
    data = CCDData(
        rng.normal(100, 9, (12, 17)), unit="adu", mask=mask, uncertainty=StdDevUncertainty(np.ones((12, 17)))
    )
    data.write(first)
    with fits.open(first) as hdus:
        packed = [fits.PrimaryHDU()]
        packed += [
            fits.CompImageHDU(hdu.data, hdu.header, compression_type="GZIP_2", quantize_level=0)
            for hdu in hdus
        ]
        fits.HDUList(packed).writeto(second)
    for path in (first, second):
        picture = read(path)
        np.testing.assert_array_equal(picture.image.array, data.data)
        np.testing.assert_array_equal(picture.mask.get("MASK"), mask)
        assert np.all(picture.variance.array == 1)
