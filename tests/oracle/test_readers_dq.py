"""Flags read from data-quality masks equal what astropy's own bit-flag tools make of the same files."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy.io import fits
from astropy.nddata import CCDData, VarianceUncertainty
from astropy.nddata.bitmask import bitfield_to_boolean_mask, extend_bit_flag_map

from dq_files import write_decam, write_hst, write_jwst, write_ztf
from imgview.readers import read
from imgview.readers.dq.table import dq_table

# By hand from the documents, so that a slip in a table shows: name and value of some flags.
DOCUMENTED = {
    "jwst": {
        "DO_NOT_USE": 1,
        "SATURATED": 2,
        "JUMP_DET": 4,
        "CHARGELOSS": 128,
        "NON_SCIENCE": 512,
        "DEAD": 1024,
        "HOT": 2048,
        "RC": 16384,
        "NO_FLAT_FIELD": 262144,
        "UNRELIABLE_SLOPE": 16777216,
        "MSA_FAILED_OPEN": 536870912,
        "OTHER_BAD_PIXEL": 1073741824,
        "REFERENCE_PIXEL": 2147483648,
    },
    "roman": {"GW_AFFECTED_DATA": 16, "OUTLIER": 128, "UNRELIABLE_ERROR": 256, "TELEGRAPH": 32768},
    "hst-acs": {"FILLED": 2, "HOT": 16, "WARM": 64, "SATURATED": 256, "TRAP": 1024, "CRREJ": 8192},
    "hst-wfc3-ir": {"BADZERO": 8, "UNSTABLE": 32, "BADFLAT": 512, "CRREJ": 8192},
    "hst-wfc3-uvis": {"CTE_TAIL": 32, "TRAP": 1024, "ATODSAT": 2048, "CROSSTALK": 16384},
    "hst-stis": {"MASKED": 8, "OVERSCAN": 128, "SMALL_BLEMISH": 1024, "CRREJ": 8192},
    "hst-wfpc2": {"BADREF": 2, "SATURATED": 8, "QUESTIONABLE": 256, "WARM_REPAIRED": 1024},
    "decam-bits": {"BAD": 1, "SATURATED": 2, "COSMIC_RAY": 16, "BLEED_TRAIL": 64, "TRANSIENT": 128},
    "des": {"BPM": 1, "BAD_AMPLIFIER": 8, "COSMIC_RAY": 16, "STAR": 32, "STREAK": 1024, "TAPE_BUMP": 16384},
    "ztf": {"STREAK": 1, "DETECTED": 2, "NOISY": 16, "SATURATED": 256, "NAN": 1024, "HALO": 4096},
}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_tables_say_what_the_documents_say(name: str) -> None:
    values = {plane.name: 1 << bit for bit, plane in dq_table(name).planes.items()}
    assert {flag: values.get(flag) for flag in DOCUMENTED[name]} == DOCUMENTED[name]


def test_codes_say_what_the_documents_say() -> None:
    names = [plane.name for plane in dq_table("decam").planes.values()]
    assert list(dq_table("decam").planes) == list(range(1, 9))
    assert names[:5] == ["BAD", "NO_DATA", "SATURATED", "BLEED_TRAIL", "COSMIC_RAY"]
    assert names[5:] == ["LOW_WEIGHT", "TRANSIENT", "STREAK"]


def assert_as_astropy(mask: Any, field: Any, table: str) -> None:
    """Compare each plane, and all together, with what astropy finds by flag name."""
    flags = {plane.name: 1 << bit for bit, plane in dq_table(table).planes.items()}
    named = extend_bit_flag_map("FlagsOfTheTable", **flags)
    for name in flags:
        if name in mask.schema:
            expected = bitfield_to_boolean_mask(field, ignore_flags="~" + name, flag_name_map=named)
            np.testing.assert_array_equal(mask.get(name), expected)
    np.testing.assert_array_equal(
        mask.any(*mask.schema.names), bitfield_to_boolean_mask(field, ignore_flags=0)
    )


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    ("instrument", "detector", "table"),
    [
        ("ACS", "WFC", "hst-acs"),
        ("WFC3", "IR", "hst-wfc3-ir"),
        ("WFC3", "UVIS", "hst-wfc3-uvis"),
        ("STIS", "CCD", "hst-stis"),
    ],
)
def test_hst(instrument: str, detector: str, table: str, version: int, tmp_path: Path) -> None:
    path = write_hst(tmp_path / "a.fits", instrument=instrument, detector=detector)
    picture = read(path, hdu=f"SCI,{version}")
    with fits.open(path) as hdus:
        assert_as_astropy(picture.mask, hdus["DQ", version].data.astype(np.uint16), table)
        np.testing.assert_array_equal(picture.image.array, hdus["SCI", version].data)
        np.testing.assert_array_equal(picture.variance.array, hdus["ERR", version].data ** 2)


@pytest.mark.parametrize("telescope", ["JWST", "ROMAN"])
def test_jwst_and_roman(telescope: str, tmp_path: Path) -> None:
    path = write_jwst(tmp_path / "a.fits", telescope=telescope)
    with fits.open(path) as hdus:
        assert_as_astropy(read(path).mask, hdus["DQ"].data, telescope.lower())


def test_ztf(tmp_path: Path) -> None:
    image, mask = write_ztf(tmp_path)
    with fits.open(mask) as hdus:
        assert_as_astropy(read(image, mask_hdu=mask).mask, hdus[0].data, "ztf")


def test_decam_packed(tmp_path: Path, rng: np.random.Generator) -> None:
    codes = rng.integers(0, 9, (21, 40)).astype(np.int16)
    image, mask = write_decam(tmp_path, "V4.8.2", codes)
    picture = read(image, hdu="N4", mask_hdu=mask)
    with fits.open(mask) as hdus:
        for code, plane in dq_table("decam").planes.items():
            np.testing.assert_array_equal(picture.mask.get(plane.name), hdus["N4"].data == code)


def test_a_chip_as_ccddata_reads_it(tmp_path: Path) -> None:
    path = write_hst(tmp_path / "a.fits")
    theirs = CCDData.read(path, hdu=4, unit="electron", hdu_uncertainty=("ERR", 2), hdu_mask=("DQ", 2))
    ours = read(path, hdu=4)
    np.testing.assert_array_equal(ours.image.array, theirs.data)
    np.testing.assert_array_equal(
        ours.variance.array, theirs.uncertainty.represent_as(VarianceUncertainty).array
    )
    np.testing.assert_array_equal(ours.mask.any(*ours.mask.schema.names), theirs.mask)


@pytest.mark.parametrize("version", [1, 2])
def test_a_raw_exposure_of_stis(version: int) -> None:
    # A true file of HST, which astropy has among its own tests; its ERR and DQ have no pixels.
    path = Path(fits.__file__).parent / "tests" / "data" / "o4sp040b0_raw.fits"
    if not path.is_file():
        pytest.skip("needs the files of astropy's own tests")
    picture = read(path, hdu=f"SCI,{version}")
    with fits.open(path) as hdus:
        np.testing.assert_array_equal(picture.image.array, hdus["SCI", version].data)
        assert hdus["DQ", version].header["PIXVALUE"] == hdus["ERR", version].header["PIXVALUE"] == 0
    assert picture.image.dtype == np.uint16
    assert picture.mask.schema.names == tuple(plane.name for plane in dq_table("hst-stis").planes.values())
    assert picture.mask.array.shape == (44, 62, 2)
    assert not picture.mask.array.any()
    assert picture.variance is None
    assert len(picture.notes) == 1
    assert "(ERR" in picture.notes[0]
    assert "not computed, 0 everywhere; left out" in picture.notes[0]
    assert picture.header["ROOTNAME"].upper() == "O4SP040B0"
