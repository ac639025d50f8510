"""Legacy afw: masks with bits in odd places, planes without labels, and an archive that may be broken."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy.io import fits

from fits_files import SHAPE, replace_card, write_afw
from imgview.errors import ReadError, ShapeError
from imgview.geometry import Box
from imgview.model import Image, Mask, MaskedImage, VisitImage
from imgview.readers import identify, read
from imgview.readers.afw import mask as afw_mask


def test_masked_image(tmp_path: Path) -> None:
    path = write_afw(tmp_path / "a.fits")
    picture = read(path)
    assert type(picture) is MaskedImage
    assert identify(path) == "afw"
    assert picture.bbox == Box.from_shape(SHAPE, start=(-10, 20))
    assert picture.mask.schema.names == ("BAD", "SAT", "CR")
    assert picture.metadata["EXPTIME"] == 30.0
    assert picture.notes == []
    with fits.open(path) as hdus:
        for bit, name in enumerate(picture.mask.schema.names):
            np.testing.assert_array_equal(picture.mask.get(name), (hdus[2].data >> bit & 1).astype(bool))


@pytest.mark.parametrize("compressed", [False, True])
def test_bit_31_and_unnamed_bits(compressed: bool, tmp_path: Path) -> None:
    words = np.zeros(SHAPE, np.int32)
    words[0, 0] = np.int32(-(2**31))
    words[1, 1] = 1 << 3
    words[2, 2] = -1
    planes = {"BRIGHT_OBJECT": 31, "BAD": 0}

    def compress(hdus: fits.HDUList) -> None:
        if compressed:
            hdus[2] = fits.CompImageHDU(words, hdus[2].header, compression_type="RICE_1")

    path = write_afw(tmp_path / "a.fits", words, planes=planes, change=compress)
    mask = read(path).mask
    assert mask.schema.names == ("BAD", *(f"BIT {bit}" for bit in range(1, 31)), "BRIGHT_OBJECT")
    found = np.zeros(SHAPE, np.uint32)
    for bit, name in enumerate(mask.schema.names):
        found |= mask.get(name).astype(np.uint32) << np.uint32(bit)
    np.testing.assert_array_equal(found, words.view(np.uint32))
    assert "bits 1, 2, 3," in read(path).notes[0]


def test_only_unnamed_bits_that_are_set_are_listed(tmp_path: Path) -> None:
    words = np.zeros(SHAPE, np.int32)
    words[5, 8] = 1 << 20
    picture = read(write_afw(tmp_path / "a.fits", words))
    assert picture.mask.schema.names == ("BAD", "SAT", "CR", "BIT 20")
    assert picture.mask.counts() == {"BAD": 0, "SAT": 0, "CR": 0, "BIT 20": 1}
    assert picture.notes == ["HDU 2: bits 20 are set, but no MP_ card names them"]


def test_a_large_mask_is_not_scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(afw_mask, "_SCANNED", 10)
    picture = read(write_afw(tmp_path / "a.fits", np.zeros(SHAPE, np.int32)))
    assert len(picture.mask.schema.names) == 32
    assert "a large mask" in picture.notes[0]


def test_planes_far_apart_share_bytes(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    planes = {f"P{bit}": bit for bit in (0, 1, 6, 9, 17, 18, 29)}
    words = rng.integers(0, 1 << 30, SHAPE, dtype=np.int32) & np.int32(
        sum(1 << bit for bit in planes.values())
    )
    mask = read(write_afw(tmp_path / "a.fits", words, planes=planes)).mask
    assert mask.schema.mask_size == 1
    for name, bit in planes.items():
        np.testing.assert_array_equal(mask.get(name), (words >> bit & 1).astype(bool))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.int64])
def test_masks_of_other_integers(dtype: Any, tmp_path: Path) -> None:
    # Very old files hold uint16 by way of BZERO.
    words = np.random.default_rng(4).integers(0, 8, SHAPE).astype(dtype)
    mask = read(write_afw(tmp_path / "a.fits", words)).mask
    np.testing.assert_array_equal(mask.get("CR"), words & 4 != 0)


def test_blank_is_a_number_in_a_mask(tmp_path: Path) -> None:
    words = np.full(SHAPE, 2, np.int32)
    words[3, 3] = 2147483647
    path = write_afw(tmp_path / "a.fits", words)
    fits.setval(path, "BLANK", value=2147483647, ext=2)
    mask = read(path).mask
    assert mask.interpret(x=23, y=-7)[:3] == ["BAD", "SAT", "CR"]
    assert mask.get("SAT").all()


@pytest.mark.parametrize(
    ("value", "match"),
    [
        ("33", "MP_CR is bit 33 of 32-bit integers"),
        ("-1", "no bit"),
        ("'x'", "no bit"),
        ("1", "both in bit 1"),
    ],
)
def test_impossible_bits(value: str, match: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=match):
        read(replace_card(write_afw(tmp_path / "a.fits"), "MP_CR", value))


@pytest.mark.parametrize("labels", ["EXTNAME", "position"])
def test_planes_by_name_and_by_position(labels: str, tmp_path: Path) -> None:
    def relabel(hdus: fits.HDUList) -> None:
        for hdu in hdus[1:]:
            kind = hdu.header.pop("EXTTYPE")
            if labels == "EXTNAME":
                hdu.name = kind
        if labels == "EXTNAME":
            hdus[2], hdus[3] = hdus[3].copy(), hdus[2].copy()

    picture = read(write_afw(tmp_path / "a.fits", change=relabel))
    assert type(picture) is MaskedImage
    assert picture.variance.array[0, 0] == 100
    assert picture.mask.schema.names == ("BAD", "SAT", "CR")


def test_image_in_the_primary(tmp_path: Path) -> None:
    def move(hdus: fits.HDUList) -> None:
        image = hdus.pop(1)
        hdus[0].data = image.data
        hdus[0].header.update({"LTV1": -20.0, "LTV2": 10.0})
        for hdu in hdus[1:]:
            del hdu.header["EXTTYPE"]

    picture = read(write_afw(tmp_path / "a.fits", change=move))
    assert type(picture) is MaskedImage
    assert tuple(picture.yx0) == (-10, 20)
    assert picture.mask.schema.names == ("BAD", "SAT", "CR")


@pytest.mark.parametrize(
    ("removed", "kind"), [((2, 3), Image), ((1, 3), Mask), ((3,), MaskedImage), ((2,), MaskedImage)]
)
def test_as_many_planes_as_there_are(removed: tuple[int, ...], kind: type, tmp_path: Path) -> None:
    def remove(hdus: fits.HDUList) -> None:
        for index in sorted(removed, reverse=True):
            del hdus[index]

    picture = read(write_afw(tmp_path / "a.fits", change=remove))
    assert type(picture) is kind
    assert tuple(picture.yx0) == (-10, 20)


def test_no_origin(tmp_path: Path) -> None:
    def forget(hdus: fits.HDUList) -> None:
        for key in ("CTYPE1A", "LTV1", "LTV2"):
            del hdus[1].header[key]

    picture = read(write_afw(tmp_path / "a.fits", change=forget))
    assert tuple(picture.yx0) == (0, 0)
    assert "HDU 1: no origin in its header: the first pixel is (0, 0)" in picture.notes


def test_planes_of_different_shapes(tmp_path: Path) -> None:
    with pytest.raises(ShapeError, match=r"a\.fits: the mask has the box .* but the image has"):
        read(write_afw(tmp_path / "a.fits", np.zeros((4, 9), np.int32)))


def test_unit_of_the_variance(tmp_path: Path) -> None:
    def label(hdus: fits.HDUList) -> None:
        hdus[1].header["BUNIT"] = "adu"
        hdus[3].header["BUNIT"] = "adu"

    picture = read(write_afw(tmp_path / "a.fits", change=label))
    assert picture.notes == ["HDU 3: the unit adu cannot be that of a variance and is left out"]
    assert picture.variance.unit == picture.unit**2


def test_exposure(tmp_path: Path) -> None:
    picture = read(write_afw(tmp_path / "a.fits", archive=True))
    assert type(picture) is VisitImage
    assert (picture.band, picture.physical_filter) == ("r", "r_57")
    assert picture.psf == {"type": "Gaussian", "sigma": 1.85, "stamp_size": 25}
    assert picture.detector["name"] == "R22_S11"
    assert picture.detector["bbox"] == {"y": {"start": 0, "stop": 4000}, "x": {"start": 0, "stop": 4072}}
    assert [amplifier["name"] for amplifier in picture.detector["amplifiers"]] == ["C00", "C01"]
    assert picture.detector["amplifiers"][1]["bbox"]["x"] == {"start": 10, "stop": 20}
    assert picture.bounds.tolist() == [[19.5, -10.5], [28.5, -10.5], [28.5, -4.5]]
    assert picture.summary_stats["psfSigma"] == 1.5
    assert picture.summary_stats["nPsfStar"] == 7
    assert math.isnan(picture.summary_stats["zeroPoint"])
    assert picture.summary_stats["raCorners"] == [1.0, math.inf]
    assert picture.obs_info == {"exposure_time": 30.0, "physical_filter": "r_57"}
    assert picture.notes == ["no BUNIT; according to the calibration 1 ADU is 2.5 ± 0.01 nJy"]
    assert picture.header["EXPTIME"] == 30.0


@pytest.mark.parametrize(
    ("keyword", "value"),
    [("AR_HDU", "99"), ("AR_HDU", "0"), ("AR_HDU", "'x'"), ("AR_HDU", "2"), ("TTYPE2", "'cat'")],
)
def test_a_broken_archive_is_a_note(keyword: str, value: str, tmp_path: Path) -> None:
    path = write_afw(tmp_path / "a.fits", archive=True)
    replace_card(path, keyword, value)
    picture = read(path)
    assert type(picture) is VisitImage
    assert any(note.startswith("the archive of the exposure could not be read") for note in picture.notes)
    assert picture.image.array.shape == SHAPE
    assert picture.psf == {}


def test_one_broken_object_is_a_note(tmp_path: Path) -> None:
    def damage(hdus: fits.HDUList) -> None:
        for hdu in hdus[5:]:
            names = hdu.columns.names
            if "sigma" in names:
                hdu.columns.change_name("sigma", "width")
            if "vertices_x" in names:
                hdu.data["vertices_x"][1] = np.nan

    picture = read(write_afw(tmp_path / "a.fits", archive=True, change=damage))
    assert picture.psf == {}
    assert picture.bounds is None
    assert picture.band == "r"
    assert [note.split(" of the archive")[0] for note in picture.notes[:2]] == ["PSF", "VALID_POLYGON"]


def test_an_archive_without_planes(tmp_path: Path) -> None:
    def remove(hdus: fits.HDUList) -> None:
        del hdus[1:4]

    with pytest.raises(
        ReadError, match=r"a\.fits: afw cards, but no image: the HDUs are HDU 0 \(PRIMARY\), HDU 1"
    ):
        read(write_afw(tmp_path / "a.fits", archive=True, change=remove))
