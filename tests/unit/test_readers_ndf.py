"""Starlink's NDFs: every form of array, quality by name, containers of several, and Figaro's older files."""

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from hdf5_files import array, cells, container, delta, logical, ndf, structure, text
from imgview.errors import ReadError, ShapeError, UnknownNameError
from imgview.model import Image, MaskedImage
from imgview.readers import identify, read
from imgview.readers.ndf.array import bad_value

PIXELS = np.arange(54, dtype=np.float32).reshape(6, 9)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "image.sdf"


def image_of(picture: Any) -> Image:
    return picture.image if isinstance(picture, MaskedImage) else picture


# Forms of arrays.


@pytest.mark.parametrize("dtype", ["i1", "u1", "i2", "u2", "i4", "i8", "f4", "f8", ">i2", ">f4", ">f8"])
@pytest.mark.parametrize("storage", [{}, {"chunks": (4, 5)}, {"chunks": (4, 5), "compression": "gzip"}])
def test_types(dtype: str, storage: dict[str, Any], path: Path) -> None:
    bad = bad_value(np.dtype(dtype).newbyteorder("="))
    data = np.arange(54).reshape(6, 9).astype(dtype)
    data[2, 3] = bad
    with container(path) as file:
        array(file, "DATA_ARRAY", data, origin=(-4, 30), storage=storage)
    picture = read(path)
    values = image_of(picture).array
    assert values.dtype == np.dtype(dtype).newbyteorder("=")
    assert (picture.bbox.x.start, picture.bbox.y.start) == (-4, 30)
    if values.dtype.kind == "f":
        assert type(picture) is Image
        assert np.isnan(values[2, 3])
    else:
        assert picture.mask.schema.names == ("BAD",)
        assert np.argwhere(picture.mask.get("BAD")).tolist() == [[2, 3]]
        assert values[2, 3] == bad
    values[2, 3] = 0
    expected = np.arange(54).reshape(6, 9)
    expected[2, 3] = 0
    np.testing.assert_array_equal(values, expected)


@pytest.mark.parametrize("dtype", ["i2", "f4"])
def test_bad_pixel_false_makes_the_bad_value_a_number(dtype: str, path: Path) -> None:
    data = np.full((3, 4), bad_value(np.dtype(dtype)), dtype)
    with container(path) as file:
        array(file, "DATA_ARRAY", data, BAD_PIXEL=False)
    picture = read(path)
    assert type(picture) is Image
    np.testing.assert_array_equal(picture.array, data)


def test_primitive_arrays_start_at_one(path: Path) -> None:
    with container(path) as file:
        file["DATA_ARRAY"] = PIXELS
    picture = read(path)
    assert picture.yx0 == (1, 1)
    np.testing.assert_array_equal(picture.array, PIXELS)


@pytest.mark.parametrize("scale", [np.float32(0.5), np.float64(-2.5), np.int32(3)])
def test_scaled(scale: Any, path: Path) -> None:
    data = np.arange(54, dtype=np.int16).reshape(6, 9)
    data[0, 0] = bad_value(data.dtype)
    zero = scale.dtype.type(7)
    with container(path) as file:
        array(file, "DATA_ARRAY", data, VARIANT="SCALED", SCALE=scale, ZERO=zero)
    picture = read(path)
    values = image_of(picture).array
    assert values.dtype == scale.dtype
    np.testing.assert_array_equal(values.ravel()[1:], data.ravel()[1:] * scale + zero)
    if scale.dtype.kind == "f":
        assert np.isnan(values[0, 0])
    else:
        assert values[0, 0] == bad_value(values.dtype)
        assert np.argwhere(picture.mask.get("BAD")).tolist() == [[0, 0]]


@pytest.mark.parametrize("axis", [1, 2])
@pytest.mark.parametrize("dtype", ["i4", "i2", "u1"])
def test_delta(axis: int, dtype: str, path: Path) -> None:
    rng = np.random.default_rng(axis)
    limits = np.iinfo(dtype)
    data = np.clip(rng.normal(100, 60, (40, 50)), 0, 250).astype(dtype)
    data[3] = 9
    data[5, 10:30] = 77
    data[7:9, ::7] = limits.max - 1
    bad = bad_value(np.dtype(dtype))
    for place in [(0, 0), (11, slice(None)), (12, slice(-3, None)), (slice(4, 9), 20), (slice(None), 33)]:
        data[place] = bad
    with container(path) as file:
        delta(file, "DATA_ARRAY", data, axis)
    picture = read(path)
    np.testing.assert_array_equal(picture.image.array, data)
    np.testing.assert_array_equal(picture.mask.get("BAD"), data == bad)
    window = picture.image.data[3:30:4, 2:45:3]
    np.testing.assert_array_equal(window, data[3:30:4, 2:45:3])


def test_delta_of_a_cube_and_scaled(path: Path) -> None:
    data = np.arange(120, dtype=np.int32).reshape(4, 5, 6) ** 2
    for axis in (1, 2, 3):
        with container(path) as file:
            group = delta(file, "DATA_ARRAY", data, axis)
            group["SCALE"], group["ZERO"] = 0.5, 1.0
        for plane in range(4):
            np.testing.assert_array_equal(read(path, plane=plane).array, data[plane] * 0.5 + 1)


def test_complex_shows_the_real_part_and_keeps_the_modulus(path: Path) -> None:
    with container(path) as file:
        group = array(file, "DATA_ARRAY", PIXELS)
        group["IMAGINARY_DATA"] = 2 * PIXELS
    picture = read(path)
    np.testing.assert_array_equal(picture.image.array, PIXELS)
    np.testing.assert_allclose(picture.extras["modulus"].array, np.sqrt(5) * PIXELS.astype(float))
    assert any("complex" in note for note in picture.notes)


def test_cubes_need_a_plane(path: Path) -> None:
    cube = np.arange(120, dtype=np.int16).reshape(4, 5, 6)
    with container(path) as file:
        array(file, "DATA_ARRAY", cube, origin=(10, 20, 30))
        array(file, "VARIANCE", cube + 1, origin=(10, 20, 30))
    with pytest.raises(ShapeError, match=r"shape \(4, 5, 6\); choose one of the 4 planes .* plane=3"):
        read(path)
    for plane in (0, 3, -1):
        picture = read(path, plane=plane)
        np.testing.assert_array_equal(picture.image.array, cube[plane])
        np.testing.assert_array_equal(picture.variance.array, cube[plane] + 1)
        assert picture.yx0 == (20, 10)
    assert "plane 3 of 4 shown" in picture.notes
    with pytest.raises(ShapeError, match="plane=4 does not exist; there are 4"):
        read(path, plane=4)


# Quality.


def quality_names(file: h5py.File, *slots: dict[str, Any]) -> h5py.Group:
    names = structure(structure(structure(file, "MORE", "EXT"), "CCDPACK", "EXT"), "QUALITY_NAMES", "X")
    for group, slot in zip(cells(names, "QUAL", "IRQ_QUAL", 12), slots, strict=False):
        text(group, "NAME", slot.get("NAME", "IRQ_FREE_SLOT"), 15)
        text(group, "COMMENT", slot.get("COMMENT", ""), 50)
        group["BIT"] = np.int32(slot.get("BIT", 0))
        for name in ("FIXED", "VALUE", "FIXED_BIT"):
            logical(group, name, slot.get(name, False))
    names["LAST_USED"] = np.int32(len(slots))
    logical(names, "VALID", True)
    return names


def with_quality(file: h5py.File, bits: Any, badbits: int | None = None) -> h5py.Group:
    array(file, "DATA_ARRAY", PIXELS)
    quality = structure(file, "QUALITY", "QUALITY")
    if badbits is not None:
        quality["BADBITS"] = np.uint8(badbits)
    array(quality, "QUALITY", bits, BAD_PIXEL=False)
    return quality


def test_quality_bits_have_the_names_that_irq_gave_them(path: Path) -> None:
    bits = np.zeros((6, 9), np.uint8)
    bits[1, 1], bits[2, 2], bits[3, 3] = 255, 1 << 2, 1 << 5
    with container(path) as file:
        with_quality(file, bits, badbits=0b100)
        quality_names(
            file,
            {"NAME": "SATURATED", "BIT": 3, "COMMENT": "Above 60000 counts"},
            {},
            {"NAME": "TRAIL", "BIT": 6},
            {"NAME": "MOON", "BIT": 2, "FIXED": True, "VALUE": True},
            {"NAME": "KEPT", "BIT": 1, "FIXED": True, "FIXED_BIT": True},
            {"NAME": "BROKEN", "BIT": 99},
            {"NAME": "QUALITY 3", "BIT": 5},
        )
    picture = read(path)
    schema = picture.mask.schema
    named = ("KEPT", "QUALITY 1", "SATURATED", "QUALITY 3", "QUALITY 4", "TRAIL", "QUALITY 6", "QUALITY 7")
    assert schema.names == named
    assert schema.descriptions["SATURATED"].startswith(
        "Above 60000 counts. Starlink takes such pixels for bad"
    )
    assert np.argwhere(picture.mask.get("SATURATED")).tolist() == [[1, 1], [2, 2]]
    assert np.argwhere(picture.mask.get("TRAIL")).tolist() == [[1, 1], [3, 3]]
    assert "quality MOON: all pixels have it" in picture.notes
    np.testing.assert_array_equal(picture.image.array, PIXELS)


def test_without_names_and_badbits_no_bit_means_bad(path: Path) -> None:
    with container(path) as file:
        with_quality(file, np.arange(54, dtype=np.uint8).reshape(6, 9))
    picture = read(path)
    assert picture.metadata["BADBITS"] == 0
    assert not any("BADBITS" in note for note in picture.notes)
    assert set(picture.mask.schema.descriptions.values()) == {""}


def test_bad_integers_beside_quality(path: Path) -> None:
    with container(path) as file:
        array(file, "DATA_ARRAY", np.full((2, 3), -32768, np.int16))
        quality = structure(file, "QUALITY", "QUALITY")
        quality["QUALITY"] = np.full((2, 3), 255, np.uint8)
    picture = read(path)
    assert picture.mask.schema.mask_size == 2
    assert picture.mask.counts() == {**{f"QUALITY {bit}": 6 for bit in range(8)}, "BAD": 6}


# Containers.


@pytest.fixture
def several(path: Path) -> Path:
    with container(path, "OBSERVATION") as file:
        frames = cells(file, "FRAME", "FRAME", 11)
        for number, frame in enumerate(frames, 1):
            ndf(frame, "SCI", PIXELS + number)
        ndf(structure(file, "CALIB", "X"), "FLAT", 2 * PIXELS)
        structure(file, "EMPTY", "X")
    return path


def test_several_ndfs_in_a_container(several: Path) -> None:
    picture = read(several)
    np.testing.assert_array_equal(picture.array, 2 * PIXELS)
    assert picture.notes[0].startswith(
        "CALIB.FLAT chosen of 12 NDFs; hdu= takes another: CALIB.FLAT, FRAME(1).SCI"
    )
    assert picture.source == f"{several}: CALIB.FLAT"
    for component in ("frame(11).sci", "FRAME(11).SCI", "FRAME(11)"):
        np.testing.assert_array_equal(read(several, hdu=component).array, PIXELS + 11)
    np.testing.assert_array_equal(read(several, hdu=-1).array, PIXELS + 9)
    with pytest.raises(UnknownNameError, match="unknown component 'CALIP': did you mean 'CALIB'"):
        read(several, hdu="CALIP.FLAT")
    with pytest.raises(ReadError, match=r"there is no NDF 12; there are 12: CALIB\.FLAT"):
        read(several, hdu=12)
    with pytest.raises(
        ReadError, match=r"image.sdf: EMPTY: there is no NDF in this HDS structure of type 'X'"
    ):
        read(several, hdu="EMPTY")


def test_components_as_starlink_users_write_them(several: Path) -> None:
    np.testing.assert_array_equal(read(f"{several}.CALIB.FLAT").array, 2 * PIXELS)
    np.testing.assert_array_equal(read(f"{several}.FRAME(2).SCI").array, PIXELS + 2)
    assert identify(f"{several}.CALIB.FLAT") == "ndf"
    with pytest.raises(ReadError, match=r"nothere\.sdf\.SCI: no such file"):
        read(several.with_name("nothere.sdf.SCI"))


def test_an_array_by_itself(path: Path) -> None:
    with container(path) as file:
        array(file, "DATA_ARRAY", PIXELS)
        array(file, "VARIANCE", PIXELS + 1, origin=(1, 1))
    picture = read(path, hdu="VARIANCE")
    assert type(picture) is Image
    np.testing.assert_array_equal(picture.array, PIXELS + 1)


def test_a_root_that_is_no_ndf_but_looks_like_one(path: Path) -> None:
    with container(path, "IMAGE") as file:
        file["DATA_ARRAY"] = PIXELS
        text(file, "TITLE", "old")
    assert read(path).title == "old"


def test_figaro(path: Path) -> None:
    with container(path, "FIGARO") as file:
        z = structure(file, "Z", "IMAGE")
        z["DATA"] = PIXELS
        z["ERRORS"] = np.full((6, 9), 3, np.float32)
        z["QUALITY"] = np.eye(6, 9, dtype=np.uint8)
        text(z, "UNITS", "counts", 32)
        text(z, "LABEL", "OBJECT - DARK", 32)
        text(structure(file, "OBS", "OBS"), "OBJECT", "HD 1", 32)
        x = structure(file, "X", "AXIS")
        x["DATA"] = np.linspace(1.85, 2.25, 9) ** 2
        text(x, "UNITS", "microns")
        header = structure(file, "FITS", "FITS")
        header["EXPTIME"] = 30.0
        card = structure(header, "FILTER", "X")
        text(card, "DATA", "K")
        text(card, "DESCRIPTION", "name of the filter")
    picture = read(path)
    np.testing.assert_array_equal(picture.image.array, PIXELS)
    np.testing.assert_array_equal(picture.variance.array, 9)
    assert str(picture.unit) == "ct"
    assert picture.title == "HD 1"
    assert picture.mask.counts()["QUALITY 0"] == 6
    assert picture.header == {"EXPTIME": 30.0, "FILTER": "K"}
    (axis,) = picture.metadata["AXIS"]
    assert (axis["axis"], axis["unit"], axis["linear"]) == (1, "microns", False)


# What is said besides.


def test_a_unit_that_is_only_a_text(path: Path) -> None:
    with container(path) as file:
        array(file, "DATA_ARRAY", PIXELS)
        array(file, "VARIANCE", PIXELS)
        text(file, "UNITS", "Volts of joy / furlong")
    picture = read(path)
    assert str(picture.unit) == "Volts of joy / furlong"
    assert picture.variance.unit is None


def test_header_wcs_where_there_is_no_other(path: Path) -> None:
    cards = {
        "NAXIS1": 9,
        "NAXIS2": 6,
        "CTYPE1": "'RA---TAN'",
        "CTYPE2": "'DEC--TAN'",
        "CRVAL1": 10.0,
        "CRVAL2": 20.0,
        "CRPIX1": 1.0,
        "CRPIX2": 1.0,
        "CDELT1": -1e-4,
        "CDELT2": 1e-4,
    }
    with container(path) as file:
        array(file, "DATA_ARRAY", PIXELS, origin=(101, 201))
        text(
            structure(file, "MORE", "EXT"), "FITS", [f"{key:8}= {value}" for key, value in cards.items()], 80
        )
    picture = read(path)
    sky = picture.sky_projection.pixel_to_sky(x=101, y=201)
    assert (sky.ra.deg, sky.dec.deg) == pytest.approx((10, 20))
    assert any("extension FITS" in note for note in picture.notes)
    with h5py.File(path, "a") as file:
        more = file["MORE"]
        del more["FITS"]
        text(more, "FITS", [f"{key:8}= {value}" for key, value in (cards | {"NAXIS1": 300}).items()], 80)
    picture = read(path)
    assert picture.sky_projection is None
    assert any("another size" in note for note in picture.notes)


def test_what_is_damaged_besides_the_pixels_becomes_a_note(path: Path) -> None:
    with container(path) as file:
        array(file, "DATA_ARRAY", PIXELS)
        axis = cells(file, "AXIS", "AXIS", 2)
        axis[0]["DATA_ARRAY"] = np.arange(5.0)
        text(axis[1], "DATA_ARRAY", "none")
        structure(file, "WCS", "WCS")
        structure(file, "HISTORY", "HISTORY")["LOOP"] = h5py.SoftLink("/HISTORY/LOOP")
        more = structure(file, "MORE", "EXT")
        structure(more, "A", "X")["OTHER"] = h5py.ExternalLink("secret.h5", "/x")
    picture = read(path)
    np.testing.assert_array_equal(picture.array, PIXELS)
    notes = "\n".join(picture.notes)
    assert "axis 1 could not be read" in notes
    assert "axis 2 could not be read" in notes
    assert "WCS is empty" in notes
    assert "link to another file" in picture.metadata["MORE"]["A"]["OTHER"]
