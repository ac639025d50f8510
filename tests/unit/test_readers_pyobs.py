"""pyobs' images: what belongs to them, what does not, and what cannot be used."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits
from astropy.table import MaskedColumn, Table

from dq_files import SHAPE, errors, science, words, write_hst
from fits_files import write_afw
from imgview.errors import ReadError, ShapeError
from imgview.model import ColorImage, Image, MaskedImage
from imgview.readers import identify, read


def sources(**columns: Any) -> Table:
    """Return what pyobs' detection writes for two sources."""
    own = {
        "x": [5.0, 10.5],
        "y": [2.0, 3.5],
        "peak": [9.0, 8.0],
        "a": [3.0, 2.0],
        "b": [2.0, 2.0],
        "theta": [30.0, -90.0],
        "xwin": [4.0, 9.5],
        "ywin": [1.0, 2.5],
    }
    return Table(own | columns)


def write(
    path: Path,
    *,
    image: Any = None,
    mask: Any = None,
    uncertainty: Any = None,
    raw: Any = None,
    catalog: Table | None = None,
    **cards: Any,
) -> Path:
    """Write as pyobs does: image, CAT, MASK, UNCERT, RAW."""
    hdus: list[Any] = [fits.PrimaryHDU(science() if image is None else image)]
    hdus[0].header.update(cards)
    if catalog is not None:
        hdus.append(fits.table_to_hdu(catalog))
        hdus[-1].name = "CAT"
    for name, data in (("MASK", mask), ("UNCERT", uncertainty), ("RAW", raw)):
        if data is not None:
            hdus.append(fits.ImageHDU(data, name=name))
    fits.HDUList(hdus).writeto(path)
    return path


def flags() -> Any:
    return words(np.uint8, 1)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (None, u.adu),
        ("ADU", u.adu),
        ("ELECTRON", u.electron),
        ("electron", u.electron),
        ("MJy/sr", u.MJy / u.sr),
    ],
)
def test_unit(text: str | None, unit: Any, tmp_path: Path) -> None:
    cards = {} if text is None else {"BUNIT": text}
    picture = read(write(tmp_path / "a.fits", mask=flags(), uncertainty=errors(), **cards))
    assert (picture.unit, picture.variance.unit) == (unit, unit**2)


def test_all_is_lazy_and_cut_along(tmp_path: Path) -> None:
    raw = np.random.default_rng(2).integers(0, 60000, SHAPE).astype(np.uint16)
    path = write(
        tmp_path / "a.fits", mask=flags(), uncertainty=errors(), raw=raw, catalog=sources(), EXPTIME=3.0
    )
    picture = read(path)
    assert type(picture) is MaskedImage
    assert identify(path) == "pyobs"
    assert picture.source == str(path)
    assert picture.header["EXPTIME"] == picture.metadata["EXPTIME"] == 3.0
    assert picture.notes == []
    assert all(
        plane.is_lazy for plane in (picture.image, picture.mask, picture.variance, picture.extras["RAW"])
    )
    part = picture.local[3:9, 10:30]
    np.testing.assert_array_equal(part.extras["RAW"].array, raw[3:9, 10:30])
    np.testing.assert_array_equal(part.mask.get("MASK"), flags()[3:9, 10:30] != 0)
    np.testing.assert_array_equal(part.variance.array, errors()[3:9, 10:30] ** 2)
    assert part.catalogs["CAT"] is picture.catalogs["CAT"]
    assert part.header is picture.header


def test_one_hdu_is_read_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fits", mask=flags(), uncertainty=errors())
    for hdu in (0, "MASK", "UNCERT"):
        assert type(read(path, hdu=hdu)) is Image
    assert read(path, mask_hdu="MASK", planes={"BAD": 0}).mask.schema.names == ("BAD",)


# The mask.


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int32, np.int64])
def test_other_numbers_than_0_and_1_are_said_and_shown(dtype: Any, tmp_path: Path) -> None:
    data = np.zeros(SHAPE, dtype)
    data[0, :4] = 1, 2, 5, 64
    picture = read(write(tmp_path / "a.fits", mask=data))
    assert picture.mask.schema.names == ("MASK", "BIT 0", "BIT 1", "BIT 2", "BIT 6")
    np.testing.assert_array_equal(picture.mask.get("MASK"), data != 0)
    for bit in (0, 1, 2, 6):
        np.testing.assert_array_equal(picture.mask.get(f"BIT {bit}"), data >> bit & 1)
    assert len(picture.notes) == 1
    assert "holds other numbers than 0 and 1: MASK is set where it is not 0" in picture.notes[0]
    assert "bits 0, 1, 2, 6, which nothing names, are planes of their own" in picture.notes[0]


def test_large_numbers_in_a_mask(tmp_path: Path) -> None:
    data = np.zeros(SHAPE, np.int32)
    data[2, :3] = -1, 1 << 20, 1
    picture = read(write(tmp_path / "a.fits", mask=data))
    assert len(picture.mask.schema.names) == 33
    np.testing.assert_array_equal(picture.mask.get("MASK"), data != 0)
    assert picture.mask.interpret(x=1, y=2) == ["MASK", "BIT 20"]


def test_a_mask_of_nothing_has_its_plane(tmp_path: Path) -> None:
    picture = read(write(tmp_path / "a.fits", mask=np.zeros(SHAPE, np.uint8)))
    assert picture.mask.counts() == {"MASK": 0}
    assert picture.notes == []


def test_planes_that_do_not_fit(tmp_path: Path) -> None:
    small = (4, 5)
    with pytest.raises(
        ShapeError, match=r"a\.fits: HDU 1 \(MASK\): the mask has the shape \(4, 5\), but the"
    ):
        read(write(tmp_path / "a.fits", mask=np.zeros(small, np.uint8)))
    with pytest.raises(
        ShapeError, match=r"b\.fits: HDU 1 \(UNCERT\): the uncertainty has the shape \(4, 5\)"
    ):
        read(write(tmp_path / "b.fits", uncertainty=np.zeros(small, np.float32)))
    with pytest.raises(ReadError, match=r"c\.fits: HDU 1 \(MASK\): a mask must hold unscaled integers"):
        read(write(tmp_path / "c.fits", mask=np.zeros(SHAPE, np.float32)))
    picture = read(write(tmp_path / "d.fits", raw=np.zeros(small, np.int16)))
    assert picture.extras == {}
    assert picture.notes == [
        "HDU 1 (RAW): of shape (4, 5), not of that of the image, and left out; hdu='RAW' takes it"
    ]


def test_a_failed_plate_solution_is_said(tmp_path: Path) -> None:
    picture = read(write(tmp_path / "a.fits", mask=flags(), WCSERR=1))
    assert picture.notes == ["HDU 0 (PRIMARY): no plate solution was found (WCSERR is 1)"]
    assert picture.sky_projection is None


# The catalogue.


def test_roles_of_the_catalogue(tmp_path: Path) -> None:
    catalog = read(write(tmp_path / "a.fits", catalog=sources(ra=[1.0, 2.0], dec=[3.0, 4.0]))).catalogs["CAT"]
    where, shapes = catalog.positions(), catalog.shapes()
    assert where.x.tolist() == [4.0, 9.5]
    assert where.y.tolist() == [1.0, 2.5]
    # What pyobs counts from 0 stays as it is.
    assert catalog.table["xwin"].tolist() == [4.0, 9.5]
    assert catalog.table["x"].description == "Pixel, counted from 1."
    assert catalog.table["xwin"].description == "Pixel, counted from 0."
    np.testing.assert_allclose(shapes, [[3, 2, np.pi / 6], [2, 2, -np.pi / 2]])
    assert catalog.name == "CAT"
    assert {"ra", "dec", "theta"} <= set(catalog.roles)


def test_half_an_ellipse_is_none(tmp_path: Path) -> None:
    table = sources()
    table.remove_column("b")
    catalog = read(write(tmp_path / "a.fits", catalog=table)).catalogs["CAT"]
    assert catalog.shapes() is None
    assert catalog.roles == {"x": "x", "y": "y"}


def test_columns_of_all_kinds(tmp_path: Path) -> None:
    table = sources(
        name=["one", "two"],
        good=[True, False],
        count=np.array([1, 65535], np.uint16),
        number=MaskedColumn([7, 8], mask=[False, True], dtype=np.int32, fill_value=-1),
        pair=np.ones((2, 3), np.float32),
    )
    table["peak"].unit = "adu"
    found = read(write(tmp_path / "a.fits", catalog=table)).catalogs["CAT"].table
    assert found.colnames == table.colnames
    assert found["name"].tolist() == ["one", "two"]
    assert found["good"].tolist() == [True, False]
    assert found["count"].dtype == np.uint16
    assert found["count"].tolist() == [1, 65535]
    assert found["number"].tolist() == [7, None]
    assert found["pair"].shape == (2, 3)
    assert found["peak"].unit == u.adu
    assert all(column.dtype.isnative for column in found.itercols())


def test_a_catalogue_that_cannot_be_used_hides_no_image(tmp_path: Path) -> None:
    picture = read(write(tmp_path / "a.fits", mask=flags(), catalog=sources(x=["a", "b"])))
    assert picture.catalogs == {}
    assert picture.notes == [
        "HDU 1 (CAT): the catalogue cannot be used: column 'x' (x=) must hold real numbers, got <U1"
    ]
    path = write(tmp_path / "b.fits", mask=flags(), catalog=sources())
    fits.setval(path, "TFORM1", value="E", extname="CAT")
    picture = read(path)
    assert picture.image.array.shape == SHAPE
    assert "the catalogue cannot be used: columns of 60 bytes in rows of 64" in picture.notes[0]


def test_columns_of_variable_length_are_left_out(tmp_path: Path) -> None:
    table = fits.BinTableHDU.from_columns(
        [
            fits.Column("x", "D", array=[1.0, 2.0]),
            fits.Column("y", "D", array=[1.0, 2.0]),
            fits.Column("z", "PE()", array=np.array([[1.0], [1.0, 2.0]], object)),
        ],
        name="CAT",
    )
    path = tmp_path / "a.fits"
    fits.HDUList([fits.PrimaryHDU(science()), table]).writeto(path)
    picture = read(path)
    assert picture.catalogs["CAT"].table.colnames == ["x", "y"]
    assert picture.notes == ["HDU 1 (CAT): columns z are left out: not one value a row"]


# What is pyobs, and what is not.


def test_a_stack_is_no_colour(tmp_path: Path) -> None:
    cube = science(1, (3, *SHAPE))
    path = write(tmp_path / "a.fits", image=cube)
    assert type(read(path)) is ColorImage
    frames = fits.table_to_hdu(Table({"n": [1, 2, 3]}))
    frames.name = "FRAMES"
    for name, cards, more in (("b", {}, [frames]), ("c", {"CTYPE3": "WAVE"}, []), ("d", {"CRVAL3": 5.0}, [])):
        path = tmp_path / f"{name}.fits"
        fits.HDUList([fits.PrimaryHDU(cube, fits.Header(cards)), *more]).writeto(path)
        with pytest.raises(ShapeError, match="choose one of the 3 planes"):
            read(path)
    assert type(read(write(tmp_path / "e.fits", image=cube, CTYPE3="RGB"))) is ColorImage
    with pytest.raises(ShapeError, match="choose one of the 2 planes"):
        read(write(tmp_path / "f.fits", image=cube[:2], mask=flags()))


def test_what_others_wrote_is_not_taken_for_pyobs(tmp_path: Path) -> None:
    assert identify(write_afw(tmp_path / "afw.fits")) == "afw"
    assert identify(write_hst(tmp_path / "hst.fits")) == "dq"
    assert identify(write(tmp_path / "plain.fits")) == "fits"
    strange = tmp_path / "strange.fits"
    table = fits.BinTableHDU.from_columns([fits.Column("x", "E", array=np.arange(3.0))], name="CAT")
    fits.HDUList([fits.PrimaryHDU(science()), table]).writeto(strange)
    assert identify(strange) == "fits"
    planes = tmp_path / "planes.fits"
    fits.HDUList(
        [
            fits.PrimaryHDU(),
            fits.CompImageHDU(science(), name="IMAGE"),
            fits.CompImageHDU(flags(), name="MASK"),
        ]
    ).writeto(planes)
    assert identify(planes) != "pyobs"
