"""What imgview reads from legacy afw files equals what independent readers of them found."""

import math
from typing import Any

import numpy as np
import pytest
from astropy.coordinates import SkyCoord

from imgview.errors import UnknownFormatError
from imgview.geometry import Box
from imgview.model import Image, MaskedImage, VisitImage
from imgview.readers import identify, read
from shared_data import digest, oracle_of, shared_file

EXPOSURES = [
    "afw_HSC-0908120-056-small.fits",
    "afw_exposure-noversion.fits",
    "afw_exposure-version-2.fits",
    "afw_handmade_gzip2_xy0.fits",
    "afw_handmade_uncompressed_xy0.fits.gz",
    "afw_obs_base_calexp.fits",
]
OLD = "afw_parent_maskedimage_primary.fits"
SINGLE = "afw_ticketdm26260.fits.fz"

Case = tuple[Any, dict[str, Any]]


def load(name: str) -> Case:
    path = shared_file("real", name)
    return read(path), oracle_of(path)


@pytest.fixture(params=[*EXPOSURES, OLD])
def case(request: pytest.FixtureRequest) -> Case:
    return load(request.param)


def test_class_and_box(case: Case) -> None:
    picture, oracle = case
    assert type(picture) is (MaskedImage if oracle["file"] == OLD else VisitImage)
    assert identify(picture.source) == "afw"
    box = oracle["bbox"]
    assert picture.bbox == Box.from_shape((box["ny"], box["nx"]), start=(box["y0"], box["x0"]))


def test_every_pixel(case: Case) -> None:
    picture, oracle = case
    for name in ("image", "variance"):
        plane = getattr(picture, name)
        expected = oracle["array_sha256"][name]
        assert plane.array.dtype.name == expected["dtype"]
        assert digest(plane.array) == expected["sha256"]


def test_every_bit(case: Case) -> None:
    picture, oracle = case
    mask = picture.mask
    assert list(mask.schema.names) == [plane["name"] for plane in oracle["mask_planes"]]
    word = np.zeros(mask.shape, np.uint32)
    for plane in oracle["mask_planes"]:
        pixels = mask.get(plane["name"])
        assert digest(pixels) == plane["sha256_bool"]
        word |= pixels.astype(np.uint32) << np.uint32(plane["bit"])
    assert digest(word) == oracle["array_sha256"]["mask"]["sha256"]
    assert mask.counts() == {plane["name"]: plane["n_set"] for plane in oracle["mask_planes"]}
    assert oracle["bits_set_without_a_name"] == []


def test_unit(case: Case) -> None:
    picture, oracle = case
    assert (None if picture.unit is None else str(picture.unit)) == oracle["unit"]


def test_sky(case: Case) -> None:
    picture, oracle = case
    # The oracle gives the coordinates of the header's own system; afw, as we do, turns them into ICRS.
    system = picture.metadata.get("RADESYS", picture.metadata.get("RADECSYS", "ICRS"))
    assert system == ("FK5" if oracle["file"] in {OLD, EXPOSURES[0]} else "ICRS")
    # The header's SIP polynomial approximates an exact transform, to 0.14 mas on the real calexp.
    for key, tolerance in (
        ("sky_header_wcs", 1e-7 if "sky_skywcs" in oracle else 1e-9),
        ("sky_skywcs", 1e-12),
    ):
        points = oracle.get(key, [])
        x, y, ra, dec = (np.array([p[k] for p in points]) for k in ("abs_x", "abs_y", "ra_deg", "dec_deg"))
        if points:
            found = picture.sky_projection.pixel_to_sky(x=x, y=y)
            assert (
                np.max(found.separation(SkyCoord(ra, dec, unit="deg", frame=system.lower())).deg) < tolerance
            )
    assert oracle["sky_header_wcs"]


def test_metadata(case: Case) -> None:
    picture, oracle = case
    layout = {"SIMPLE", "BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "EXTEND"}
    expected = {key: value for key, value in oracle["primary"].items() if key not in layout}
    found = {key: picture.metadata.get(key) for key in expected if key not in {"COMMENT", "HISTORY"}}
    # The image's own header wins over the primary one, which it inherits.
    differing = {key for key, value in found.items() if value != expected[key]}
    assert differing <= {"A_ORDER", "B_ORDER", "AP_ORDER", "BP_ORDER", "DATE-OBS", "MJD-OBS"}
    if isinstance(picture, VisitImage):
        assert {key: picture.header.get(key) for key in found} == {key: expected[key] for key in found}


@pytest.mark.parametrize("name", EXPOSURES)
def test_archive(name: str) -> None:
    picture, oracle = load(name)
    assert not [note for note in picture.notes if "could not" in note]
    label = oracle.get("filter_label")
    if label:
        assert (picture.band, picture.physical_filter) == (label["band"], label["physical"])
    if "psf" in oracle:
        assert picture.psf["type"] == oracle["psf"]["type"].removesuffix("Psf")
        assert picture.psf["sigma"] == oracle["psf"]["sigma"]
    if "detector" in oracle:
        assert picture.detector["id"] == oracle["detector"]["id"]
    calibration = oracle.get("photoCalib")
    if calibration and picture.unit is None:
        assert f"{calibration['mean_nJy_per_adu']:.6g}" in " ".join(picture.notes)


def test_exposure_details() -> None:
    picture, _ = load("afw_obs_base_calexp.fits")
    assert picture.detector["name"] == "1_42"
    assert len(picture.detector["amplifiers"]) == 4
    assert picture.summary_stats["psfSigma"] == 1.0
    assert picture.summary_stats["nPsfStar"] == 0
    assert math.isnan(picture.summary_stats["zeroPoint"])
    assert len(picture.summary_stats["raCorners"]) == 4
    assert picture.bounds.shape == (8, 2)
    assert picture.obs_info["exposure_time"] == 30.0
    assert picture.obs_info["telescope"] == "Subaru"
    assert picture.obs_info["temperature"] == pytest.approx(272.45)


def test_single_compressed_image() -> None:
    picture, oracle = load(SINGLE)
    assert type(picture) is Image
    assert picture.array.dtype.name == oracle["image"]["dtype"]
    for y, x, value in oracle["image"]["samples_local_yx"]:
        assert picture.array[y, x] == value
    assert np.sum(picture.array, dtype=np.float64) == oracle["image"]["sum"]


def test_not_a_masked_image() -> None:
    # Whole as a FITS image, but nothing of afw is in it: it is never taken for an exposure.
    path = shared_file("real", "neg_afw_small_MI_corrupt.fits")
    with pytest.raises(UnknownFormatError, match="not of format 'afw'"):
        read(path, format="afw")
    assert type(read(path)) is Image
