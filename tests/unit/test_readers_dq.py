"""Data-quality masks of other observatories: which image they belong to, and what their bits are called."""

import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits

from dq_files import SHAPE, errors, science, words, write_decam, write_hst, write_jwst, write_ztf
from fuzz.driver import run
from imgview.errors import (
    ImgviewError,
    ReadError,
    SettingError,
    ShapeError,
    UnknownFormatError,
    UnknownNameError,
)
from imgview.model import Image, Mask, MaskedImage
from imgview.readers import identify, read
from imgview.readers.dq import mask as dq_mask
from imgview.readers.dq.table import dq_table
from imgview.readers.storage.source import open_source
from mutations import MUTATIONS


def bits_of(mask: Mask, bits: dict[str, int]) -> Any:
    """Put the planes of a mask back into integers."""
    found = np.zeros(mask.shape, np.uint64)
    for name in mask.schema.names:
        found |= mask.get(name).astype(np.uint64) << np.uint64(bits[name])
    return found


def bits_in(name: str) -> dict[str, int]:
    planes = {plane.name: bit for bit, plane in dq_table(name).planes.items()}
    return planes | {f"BIT {bit}": bit for bit in range(64)}


def write(path: Path, *hdus: Any) -> Path:
    fits.HDUList([fits.PrimaryHDU(), *hdus]).writeto(path)
    return path


# HST.


@pytest.mark.parametrize("hdu", [None, "SCI", "sci,1", 1, "SCI,2", 4, -5])
def test_a_chip_brings_its_errors_and_flags(hdu: Any, tmp_path: Path) -> None:
    path = write_hst(tmp_path / "a_flt.fits")
    version = 2 if hdu in ("SCI,2", 4, -5) else 1
    picture = read(path, hdu=hdu)
    assert identify(path, hdu=hdu) == "dq"
    assert type(picture) is MaskedImage
    assert picture.source == f"{path}: HDU {3 * version - 2} (SCI{',2' if version == 2 else ''})"
    assert picture.image.is_lazy
    assert picture.mask.is_lazy
    assert picture.variance.is_lazy
    np.testing.assert_array_equal(picture.image.array, science(version))
    np.testing.assert_array_equal(picture.variance.array, errors(version) ** 2)
    assert picture.variance.dtype == np.float32
    assert (picture.unit, picture.variance.unit) == (u.electron, u.electron**2)
    expected = words(np.int16, 15, version).view(np.uint16)
    np.testing.assert_array_equal(bits_of(picture.mask, bits_in("hst-acs")), expected)
    assert picture.mask.schema.names[:3] == ("LOST", "FILLED", "BADPIX")
    assert picture.mask.schema.descriptions["HOT"] == "High dark current."
    assert picture.header["ROOTNAME"] == "j8pu01xyq"
    assert picture.metadata["CCDCHIP"] == 3 - version
    assert picture.sky_projection is not None
    assert picture.extras == {}


def test_further_planes_are_those_of_the_chip(tmp_path: Path) -> None:
    chips = [
        fits.ImageHDU(science(10 * version + number), name=name, ver=version)
        for version in (1, 2)
        for number, name in enumerate(("SCI", "ERR", "TIME"))
    ]
    path = write(tmp_path / "a.fits", *chips, fits.ImageHDU(science(), name="WHT"))
    for version, names in ((1, ["TIME", "WHT"]), (2, ["TIME"])):
        picture = read(path, hdu=f"SCI,{version}")
        assert list(picture.extras) == names
        np.testing.assert_array_equal(picture.extras["TIME"].array, science(10 * version + 2))
        assert picture.local[2:5, 3:9].extras["TIME"].array.shape == (3, 6)


def test_which_chip_is_said(tmp_path: Path) -> None:
    notes = read(write_hst(tmp_path / "a.fits", chips=3)).notes
    assert notes == ['HDU 1 (SCI) chosen of 3 images; hdu="SCI,2", hdu="SCI,3" takes another']
    assert read(write_hst(tmp_path / "b.fits", chips=1)).notes == []


def test_other_hdus_are_read_as_they_are(tmp_path: Path) -> None:
    path = write_hst(tmp_path / "a.fits")
    for hdu in ("DQ,2", "ERR", "D2IMARR"):
        picture = read(path, hdu=hdu)
        assert type(picture) is Image
        assert identify(path, hdu=hdu) == "fits"
    assert type(read(path, hdu="SCI", format="fits")) is Image
    with pytest.raises(UnknownNameError, match=r"a\.fits: unknown HDU 'SCI,3'"):
        read(path, hdu="SCI,3")


def test_a_bit_without_a_name_and_the_sign(tmp_path: Path) -> None:
    flags = np.zeros(SHAPE, np.int16)
    flags[3, 4], flags[5, 6] = -32768, 16
    picture = read(write_hst(tmp_path / "a.fits", chips=1, dq=flags))
    assert picture.mask.schema.names[-1] == "BIT 15"
    assert picture.mask.interpret(x=4, y=3) == ["BIT 15"]
    assert picture.mask.interpret(x=6, y=5) == ["HOT"]
    assert picture.notes == ["HDU 3 (DQ): bits 15 are set, but HST ACS does not name them"]


@pytest.mark.parametrize(
    ("instrument", "detector", "name"),
    [("WFC3", "IR", "SPIKE"), ("WFC3", "UVIS", "CTE_TAIL"), ("STIS", "CCD", "OVERSCAN")],
)
def test_instruments_call_bits_differently(instrument: str, detector: str, name: str, tmp_path: Path) -> None:
    picture = read(write_hst(tmp_path / "a.fits", instrument=instrument, detector=detector))
    assert name in picture.mask.schema.names


def test_an_unknown_instrument_has_bits_without_names(tmp_path: Path) -> None:
    flags = np.zeros(SHAPE, np.int16)
    flags[2, 3:5] = 1, 4
    picture = read(write_hst(tmp_path / "a.fits", instrument="FOC", dq=flags, chips=1))
    assert picture.mask.schema.names == ("BIT 0", "BIT 2")
    assert picture.notes == ["HDU 3 (DQ): bits 0, 2 are set, but nothing names them; planes= does"]


def test_arrays_of_one_value_need_no_pixels(tmp_path: Path) -> None:
    constants = {"ERR": 2.5, "DQ": 16}
    hdus = [fits.ImageHDU(science(), name="SCI")]
    for name, value in constants.items():
        header = fits.Header({"NPIX1": SHAPE[1], "NPIX2": SHAPE[0], "PIXVALUE": value})
        hdus.append(fits.ImageHDU(None, header, name=name))
    path = write(tmp_path / "a_raw.fits", *hdus)
    for keyword, text in (("TELESCOP", "HST"), ("INSTRUME", "WFC3"), ("DETECTOR", "IR")):
        fits.setval(path, keyword, value=text)
    picture = read(path)
    assert np.all(picture.variance.array == 6.25)
    counts = picture.mask.counts()
    assert counts.pop("HOT") == SHAPE[0] * SHAPE[1]
    assert not any(counts.values())
    assert picture.local[2:4, 5:9].mask.array.shape == (2, 4, 2)


# JWST and Roman.


def test_jwst(tmp_path: Path) -> None:
    path = write_jwst(tmp_path / "jw_cal.fits")
    picture = read(path)
    assert picture.notes == ["HDU 3 (DQ): bits 8 are set, but JWST does not name them"]
    assert {"DO_NOT_USE", "JUMP_DET", "REFERENCE_PIXEL", "BIT 8"} <= set(picture.mask.schema.names)
    np.testing.assert_array_equal(bits_of(picture.mask, bits_in("jwst")), words(np.uint32, 32, 1))
    np.testing.assert_array_equal(picture.variance.array, errors(1) ** 2)
    assert list(picture.extras) == ["AREA", "VAR_POISSON", "VAR_RNOISE"]
    assert picture.extras["VAR_POISSON"].unit == picture.variance.unit == (u.MJy / u.sr) ** 2
    np.testing.assert_array_equal(picture.extras["VAR_RNOISE"].array, errors(3))
    assert read(write_jwst(tmp_path / "r.fits", telescope="ROMAN")).mask.schema.names[4] == "GW_AFFECTED_DATA"


def test_planes_of_a_cube_go_together(tmp_path: Path) -> None:
    shape = (3, *SHAPE)
    path = write_jwst(tmp_path / "jw_rateints.fits", shape=shape)
    picture = read(path, plane=2)
    np.testing.assert_array_equal(picture.image.array, science(1, shape)[2])
    np.testing.assert_array_equal(picture.variance.array, errors(1, shape)[2] ** 2)
    np.testing.assert_array_equal(bits_of(picture.mask, bits_in("jwst")), words(np.uint32, 32, 1, shape)[2])
    np.testing.assert_array_equal(picture.extras["VAR_POISSON"].array, errors(2, shape)[2])
    assert picture.extras["AREA"].array.shape == SHAPE
    with pytest.raises(ShapeError, match=r"HDU 1 \(SCI\).*choose one of the 3 planes"):
        read(path)


def test_flags_of_a_ramp_and_of_one_read_go_together(tmp_path: Path) -> None:
    path, shape = tmp_path / "ramp.fits", (2, 3, *SHAPE)
    group = words(np.uint8, 3, 1, shape)
    write(
        path,
        fits.ImageHDU(science(1, shape), name="SCI"),
        fits.ImageHDU(words(np.uint32, 17), name="PIXELDQ"),
        fits.ImageHDU(group, name="GROUPDQ"),
    )
    fits.setval(path, "TELESCOP", value="JWST")
    picture = read(path, plane=4)
    np.testing.assert_array_equal(picture.image.array, science(1, shape)[1, 1])
    expected = words(np.uint32, 17) | group[1, 1]
    assert (expected != words(np.uint32, 17)).any()
    np.testing.assert_array_equal(bits_of(picture.mask, bits_in("jwst")), expected)
    np.testing.assert_array_equal(picture.extras["GROUPDQ"].array, group[1, 1])
    part = picture.local[2:9, 3:7]
    np.testing.assert_array_equal(part.mask.get("JUMP_DET"), expected[2:9, 3:7] >> 2 & 1)


def test_asdf_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "r0000101001001001001_0001_wfi01_cal.asdf"
    path.write_bytes(b"#ASDF 1.0.0\n#ASDF_STANDARD 1.5.0\n%YAML 1.1\n")
    with pytest.raises(
        UnknownFormatError, match=r"_cal\.asdf: an ASDF file, as Roman's are; open it with roman"
    ):
        read(path)


# ZTF and DECam: masks in files of their own.


@pytest.mark.parametrize("cards", [True, False])
def test_ztf(cards: bool, tmp_path: Path) -> None:
    image, mask = write_ztf(tmp_path, cards=cards)
    assert type(read(image)) is Image
    picture = read(image, mask_hdu=mask)
    assert type(picture) is MaskedImage
    np.testing.assert_array_equal(picture.image.array, science(5))
    np.testing.assert_array_equal(bits_of(picture.mask, bits_in("ztf")), words(np.int16, 9, 5))
    assert picture.mask.schema.names[0] == "STREAK"
    assert picture.notes == []
    assert picture.source == f"{image}: HDU 0 (PRIMARY)"


def test_a_mask_file_alone_is_a_mask(tmp_path: Path) -> None:
    _, path = write_ztf(tmp_path)
    mask = read(path)
    assert type(mask) is Mask
    assert mask.schema.names[8] == "SATURATED"
    np.testing.assert_array_equal(bits_of(mask, bits_in("ztf")), words(np.int16, 9, 5))


def test_bits_named_by_the_cards_of_an_unknown_telescope(tmp_path: Path) -> None:
    image, path = write_ztf(tmp_path)
    fits.setval(path, "INSTRUME", value="PTF/MOSAIC")
    fits.setval(image, "INSTRUME", value="PTF/MOSAIC")
    mask = read(path)
    assert mask.schema.names[:3] == (
        "AIRCRAFT/SATELLITE_TRACK",
        "CONTAINS_SEXTRACTOR_DETECTION",
        "LOW_RESPONSIVITY",
    )
    assert mask.schema.names[6:] == ("BIT 6", "PIXEL_SPIKE", "SATURATED")
    assert mask.schema.descriptions["PIXEL_SPIKE"] == "PIXEL SPIKE (POSSIBLE RAD HIT)"
    assert read(image, mask_hdu=str(path)).mask.schema == mask.schema


def test_decam_codes_and_bits(tmp_path: Path) -> None:
    codes = np.random.default_rng(3).integers(0, 9, SHAPE).astype(np.int16)
    image, mask = write_decam(tmp_path, "V4.8.2a", codes)
    picture = read(image, hdu="N4", mask_hdu=mask)
    np.testing.assert_array_equal(picture.image.array, science(2))
    assert picture.mask.schema.names == tuple(plane.name for plane in dq_table("decam").planes.values())
    for code, plane in dq_table("decam").planes.items():
        np.testing.assert_array_equal(picture.mask.get(plane.name), np.roll(codes, 2, axis=0) == code)
    assert picture.local[3:7, 8:20].mask.array.shape == (4, 12, 1)
    alone = read(mask, hdu="S29")
    assert type(alone) is Mask
    np.testing.assert_array_equal(alone.get("STREAK"), np.roll(codes, 1, axis=0) == 8)
    assert read(mask).notes == ["HDU 1 (S29) chosen of 2 images; hdu= takes another: HDU 2 (N4)"]


def test_decam_before_its_masks_were_codes(tmp_path: Path) -> None:
    image, mask = write_decam(tmp_path, "V2.0.1", words(np.int16, 8))
    picture = read(image, hdu="S29", mask_hdu=mask)
    expected = np.roll(words(np.int16, 8), 1, axis=0)
    np.testing.assert_array_equal(bits_of(picture.mask, bits_in("decam-bits")), expected)
    assert picture.mask.schema.names[:3] == ("BAD", "SATURATED", "INTERPOLATED")


def test_codes_that_are_not_in_the_table(tmp_path: Path) -> None:
    codes = np.full(SHAPE, 5, np.int32)
    codes[0, :3] = 9, 77, -5
    image, mask = write_decam(tmp_path, "V5.0", codes)
    picture = read(image, hdu="S29", mask_hdu=mask)
    assert picture.mask.counts() == dict.fromkeys(picture.mask.schema.names, 0) | {
        "COSMIC_RAY": codes.size - 3,
        "UNKNOWN CODE": 3,
    }
    assert picture.notes == [
        "HDU 1 (S29): holds 9, 77, 4294967291, which DECam Community Pipeline does not name"
    ]


def test_des(tmp_path: Path) -> None:
    path = tmp_path / "des_immasked.fits.fz"
    write(
        path,
        fits.CompImageHDU(science(), name="SCI", compression_type="GZIP_2", quantize_level=0),
        fits.CompImageHDU(words(np.int16, 15), name="MSK", compression_type="GZIP_2"),
        fits.CompImageHDU(errors(), name="WGT", compression_type="GZIP_2", quantize_level=0),
    )
    fits.setval(path, "INSTRUME", value="DECam")
    picture = read(path)
    np.testing.assert_array_equal(bits_of(picture.mask, bits_in("des")), words(np.int16, 15))
    np.testing.assert_allclose(picture.variance.array, 1 / errors(), rtol=1e-6)


# What the user says.


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Return an image in the primary, and two masks under names that tell nothing."""
    path = tmp_path / "plain.fits"
    first, second = (
        fits.ImageHDU(words(dtype, 6, 7), name=name)
        for dtype, name in ((np.uint8, "FLAGS"), (np.int32, "OLD"))
    )
    fits.HDUList([fits.PrimaryHDU(science()), first, second]).writeto(path)
    return path


@pytest.mark.parametrize("mask_hdu", ["FLAGS", "flags", "OLD", 1, 2, -1, "FLAGS,1"])
def test_a_mask_by_name_or_number(mask_hdu: Any, plain: Path) -> None:
    picture = read(plain, mask_hdu=mask_hdu, planes={"CR": (3, "Cosmic ray."), "SAT": 0})
    assert picture.mask.schema.names == ("SAT", "BIT 1", "BIT 2", "CR", "BIT 4", "BIT 5")
    assert picture.mask.schema.descriptions["CR"] == "Cosmic ray."
    np.testing.assert_array_equal(picture.mask.get("CR"), words(np.uint8, 6, 7) >> 3 & 1)
    assert picture.notes[-1].endswith("bits 1, 2, 4, 5 are set, but planes= does not name them")


def test_a_mask_without_names(plain: Path) -> None:
    picture = read(plain, mask_hdu="FLAGS")
    assert picture.mask.schema.names == tuple(f"BIT {bit}" for bit in range(6))
    assert "nothing names them; planes= does" in picture.notes[-1]


def test_a_mask_in_another_file(plain: Path, tmp_path: Path) -> None:
    image = tmp_path / "image.fits"
    fits.PrimaryHDU(science(9)).writeto(image)
    for mask_hdu in (f"{plain}[FLAGS]", f"{plain}[1]", f"{plain}[2]", Path(f"{plain}[old]")):
        picture = read(image, mask_hdu=mask_hdu, planes={"CR": 3})
        np.testing.assert_array_equal(picture.mask.get("CR"), words(np.uint8, 6, 7) >> 3 & 1)
    with pytest.raises(
        ReadError, match=r"which of its images is the mask of HDU 0 \(PRIMARY\)\? Say it in brackets"
    ):
        read(image, mask_hdu=plain)


def test_a_mask_of_wfpc2_has_the_names_of_the_image(tmp_path: Path) -> None:
    image, mask = (write_hst(tmp_path / f"{name}.fits", instrument="WFPC2", detector="") for name in "ab")
    for path, integer in ((image, False), (mask, True)):
        with fits.open(path) as hdus:
            kept = [hdus[0], *(hdus["SCI", version] for version in (1, 2))]
            for version in (1, 2):
                kept[version].data = words(np.int16, 11, version) if integer else science(version)
            fits.HDUList(kept).writeto(path.with_suffix(".c.fits"))
    picture = read(image.with_suffix(".c.fits"), hdu="SCI,2", mask_hdu=mask.with_suffix(".c.fits"))
    np.testing.assert_array_equal(bits_of(picture.mask, bits_in("hst-wfpc2")), words(np.int16, 11, 2))


def test_a_table_by_its_name(plain: Path) -> None:
    assert "JUMP_DET" in read(plain, mask_hdu="OLD", planes="jwst").mask.schema.names
    # What a narrower integer has no room for is no plane of it.
    assert read(plain, mask_hdu="FLAGS", planes="jwst").mask.schema.names[-1] == "CHARGELOSS"


def test_planes_for_a_mask_that_was_found(tmp_path: Path) -> None:
    path = write_hst(tmp_path / "a.fits", instrument="FOC")
    names = read(path, planes={"MINE": 4}).mask.schema.names
    assert names[4] == "MINE"
    assert names[5] == "BIT 5"


def test_planes_turn_integers_into_a_mask(plain: Path) -> None:
    mask = read(plain, hdu="FLAGS", planes={"CR": 3})
    assert type(mask) is Mask
    np.testing.assert_array_equal(mask.get("CR"), words(np.uint8, 6, 7) >> 3 & 1)


def test_names_of_afw_come_from_its_cards(plain: Path) -> None:
    fits.setval(plain, "MP_CR", value=3, extname="FLAGS")
    assert read(plain, mask_hdu="FLAGS").mask.schema.names[3] == "CR"


# Bad input.


def test_masks_that_cannot_be(plain: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"plain\.fits: unknown HDU 'FLAG': did you mean 'FLAGS'"):
        read(plain, mask_hdu="FLAG")
    with pytest.raises(ReadError, match=r"plain\.fits: there is no HDU 7; the file has HDU 0 to HDU 2"):
        read(plain, mask_hdu=7)
    with pytest.raises(ReadError, match=r"nowhere\.fits: no such file"):
        read(plain, mask_hdu=tmp_path / "nowhere.fits")
    with pytest.raises(
        ReadError, match=r"HDU 0 \(PRIMARY\): a mask must hold unscaled integers; .* BITPIX -32"
    ):
        read(plain, mask_hdu=0)
    with pytest.raises(TypeError, match="mask_hdu must be an index, a name or a path, got True"):
        read(plain, mask_hdu=True)
    with pytest.raises(TypeError, match="mask_hdu must be"):
        read(plain, mask_hdu=1.5)  # type: ignore[arg-type]
    text = tmp_path / "mask.txt"
    text.write_text("nothing")
    with pytest.raises(ReadError, match=r"mask\.txt: mask_hdu= takes an HDU or another FITS file"):
        read(plain, mask_hdu=text)


def test_planes_that_cannot_be(plain: Path) -> None:
    with pytest.raises(SettingError, match=r"plain\.fits: .*'CR' in bit 8 of 8-bit integers"):
        read(plain, mask_hdu="FLAGS", planes={"CR": 8})
    with pytest.raises(SettingError, match=r"plain\.fits: planes=: 'CR' is 64, which is no bit"):
        read(plain, mask_hdu="FLAGS", planes={"CR": 64})
    with pytest.raises(UnknownNameError, match=r"plain\.fits: unknown table of mask planes 'jwstt'"):
        read(plain, mask_hdu="FLAGS", planes="jwstt")
    with pytest.raises(ImgviewError, match=r"plain\.fits: planes= takes a bit"):
        read(plain, mask_hdu="FLAGS", planes={"CR": "3"})
    with pytest.raises(ImgviewError, match=r"plain\.fits: planes= takes bits by name"):
        read(plain, mask_hdu="FLAGS", planes=np.arange(3))  # type: ignore[arg-type]
    with pytest.raises(ImgviewError, match=r"plain\.fits: two mask planes are named 'BIT 0'"):
        read(plain, mask_hdu="FLAGS", planes={"BIT 0": 3})
    with pytest.raises(ReadError, match=r"this is an image of floats and no HDU is named DQ, .* mask_hdu="):
        read(plain, planes={"CR": 3})


@pytest.mark.parametrize("name", ["DQ", "ERR"])
def test_companions_of_another_shape(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    data = np.zeros((4, 5), np.int16 if name == "DQ" else np.float32)
    write(path, fits.ImageHDU(science(), name="SCI"), fits.ImageHDU(data, name=name))
    what = "mask" if name == "DQ" else "uncertainty"
    with pytest.raises(
        ShapeError, match=rf"HDU 2 \({name}\): the {what} has the shape \(4, 5\), but the image has"
    ):
        read(path)


def test_a_mask_of_floats(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.fits", fits.ImageHDU(science(), name="SCI"), fits.ImageHDU(errors(), name="DQ")
    )
    with pytest.raises(ReadError, match=r"HDU 2 \(DQ\): a mask must hold unscaled integers"):
        read(path)


def test_a_file_that_ends_between_two_hdus_says_so(tmp_path: Path) -> None:
    path = write_hst(tmp_path / "a.fits")
    fits.setval(path, "NEXTEND", value=8)
    with fits.open(path) as hdus:
        ends = [hdu.fileinfo()["datLoc"] + hdu.fileinfo()["datSpan"] for hdu in hdus]
    assert read(path).notes[0].startswith("HDU 1 (SCI) chosen of 2")
    content = path.read_bytes()
    for kept in (3, 4, 6):
        path.write_bytes(content[: ends[kept - 1]])
        assert read(path).notes[0] == (
            f"the file announces 8 extensions (NEXTEND), there are {kept - 1}: it may be truncated"
        )
    path.write_bytes(content[: ends[2] - 3000])
    with pytest.raises(ReadError, match=r"a\.fits: HDU 2 \(ERR\): its header announces"):
        read(path)


def test_other_formats_refuse_what_is_said_of_masks(tmp_path: Path, plain: Path) -> None:
    path = tmp_path / "old.sdf"
    path.write_bytes(b"SDS\x04" + bytes(100))
    told: list[dict[str, Any]] = [{"mask_hdu": "DQ"}, {"planes": {"CR": 3}}]
    for arguments in told:
        with pytest.raises(ImgviewError, match=r"old\.sdf: mask_hdu= and planes= are for FITS images"):
            read(path, **arguments)
    with pytest.raises(ImgviewError, match=r"plain\.fits: mask_hdu= and planes= .* this is of format 'fits'"):
        read(plain, mask_hdu="FLAGS", format="fits")


@pytest.mark.parametrize("writer", [write_hst, write_jwst])
def test_damaged_files_are_read_or_refused(writer: Any, tmp_path: Path) -> None:
    whole = writer(tmp_path / "whole.fits")
    found = run(whole, 0, 4 * len(MUTATIONS), tmp_path)
    assert not found.faults, "\n\n".join(found.faults)
    assert found.outcomes["refused"]


def test_a_table_named_dq_is_no_mask(tmp_path: Path) -> None:
    table = fits.BinTableHDU.from_columns([fits.Column("x", "E", array=[1.0])], name="DQ")
    path = write(tmp_path / "a.fits", fits.ImageHDU(science(), name="SCI"), table)
    assert type(read(path)) is Image
    with pytest.raises(ReadError, match="mask_hdu= takes an image of integers, and this is a table"):
        read(path, mask_hdu="DQ")


def test_units_of_uncertainties(tmp_path: Path) -> None:
    def units(image: str | None, error: str | None, name: str = "ERR") -> MaskedImage:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.fits"
        headers = [fits.Header({"BUNIT": unit} if unit else {}) for unit in (image, error)]
        return read(
            write(
                path,
                fits.ImageHDU(science(), headers[0], name="SCI"),
                fits.ImageHDU(errors(), headers[1], name=name),
            )
        )

    picture = units("Jy", "mJy")
    assert picture.variance.unit == u.Jy**2
    np.testing.assert_allclose(picture.variance.array, (errors() * np.float32(1e-3)) ** 2, rtol=1e-6)
    np.testing.assert_allclose(units("Jy", "mJy2", "VAR").variance.array, errors() * 1e-6, rtol=1e-6)
    np.testing.assert_allclose(units("Jy", "mJy-2", "IVAR").variance.array, 1e-6 / errors(), rtol=1e-6)
    assert units(None, None).variance.unit is None
    assert units("Jy", None).variance.unit == u.Jy**2
    for image, error in (("Jy", "s"), (None, "Jy"), ("Jy", "furlongs")):
        picture = units(image, error)
        assert "cannot be that of an uncertainty" in picture.notes[-1]
        np.testing.assert_array_equal(picture.variance.array, errors() ** 2)


def test_a_large_mask_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dq_mask, "SCANNED", 10)
    picture = read(write_hst(tmp_path / "a.fits", chips=1, dq=np.zeros(SHAPE, np.int16)))
    assert picture.mask.schema.names[-1] == "BIT 15"
    assert picture.notes == ["HDU 3 (DQ): not looked through; all bits without a name are listed"]
    image, mask = write_decam(tmp_path, "V5.0", np.zeros(SHAPE, np.int16))
    assert read(image, hdu="N4", mask_hdu=mask).mask.schema.names[-1] == "UNKNOWN CODE"


def test_a_remote_mask_is_not_looked_through(tmp_path: Path) -> None:
    source = open_source(write_hst(tmp_path / "a.fits", chips=1, dq=np.zeros(SHAPE, np.int16)))
    source.local = False
    picture = read(source)
    assert picture.mask.schema.names[-1] == "BIT 15"
    assert not any(picture.mask.counts().values())


def test_opening_reads_no_image_and_a_part_reads_a_part(tmp_path: Path) -> None:
    shape = (2051, 2048)
    path = write(
        tmp_path / "large.fits",
        fits.ImageHDU(np.ones(shape, np.float32), name="SCI"),
        fits.ImageHDU(np.ones(shape, np.float32), name="ERR"),
    )
    tracemalloc.start()
    try:
        picture = read(path)
        part = picture.local[1000:1050, 1000:1050]
        assert part.variance.array.sum() == part.image.array.sum() == 2500
        assert tracemalloc.get_traced_memory()[1] < 2e6
    finally:
        tracemalloc.stop()
