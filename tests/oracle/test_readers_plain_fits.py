"""What imgview reads from any FITS image equals what `astropy.io.fits` reads, whatever the file's form."""

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits
from astropy.wcs import WCS

from imgview.errors import ReadError, ShapeError, UnknownNameError
from imgview.model import Image
from imgview.readers import identify, read
from shared_data import data_file, digest, oracle_of, shared_file

SHAPE = (37, 53)
TYPES = ["uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"]
# Names of the compressions, and the shape of a tile.
FORMS: dict[str, tuple[str, tuple[int, int] | None]] = {
    "gzip1-rows": ("GZIP_1", None),
    "gzip2-rows": ("GZIP_2", None),
    "gzip1-tiles": ("GZIP_1", (10, 16)),
    "gzip2-tiles": ("GZIP_2", (7, 53)),
    "gzip2-whole": ("GZIP_2", SHAPE),
    "nocompress": ("NOCOMPRESS", (10, 16)),
    "rice-tiles": ("RICE_1", (10, 16)),
    "plio-rows": ("PLIO_1", None),
    "hcompress-tiles": ("HCOMPRESS_1", (20, 20)),
}
WINDOWS = [
    (slice(None), slice(None)),
    (slice(0, 1), slice(0, 1)),
    (slice(9, 11), slice(15, 33)),
    (slice(36, 37), slice(0, 53)),
    (slice(5, 30), slice(50, 53)),
    (slice(3, None, 4), slice(None, 40, 3)),
    (slice(0, 37, 36), slice(17, 18)),
]


def pixels(dtype: str, rng: np.random.Generator) -> Any:
    kind = np.dtype(dtype)
    if kind.kind == "f":
        data = rng.normal(100, 30, SHAPE).astype(kind)
        data[3, 4:9], data[5, 6], data[7, 8] = np.nan, np.inf, -np.inf
        return data
    info = np.iinfo(kind)
    data = rng.integers(info.min, info.max, SHAPE, dtype=kind, endpoint=True)
    data[0, :2] = info.min, info.max
    return data


def assert_same(path: Path, index: int, **kwargs: Any) -> Image:
    with fits.open(path) as hdus:
        expected = hdus[index].data.copy()
    image = read(path, **kwargs)
    native = expected.dtype.newbyteorder("=")
    assert image.dtype == native
    for rows, columns in WINDOWS:
        part = image.data[rows, columns]
        assert part.dtype == native
        np.testing.assert_array_equal(part, expected[rows, columns])
    assert image.is_lazy
    np.testing.assert_array_equal(image.array, expected)
    return image


@pytest.mark.parametrize("dtype", TYPES)
def test_uncompressed(dtype: str, tmp_path: Path, rng: np.random.Generator) -> None:
    path = tmp_path / "a.dat"
    fits.PrimaryHDU(pixels(dtype, rng)).writeto(path)
    assert_same(path, 0)


LOSSLESS = ["uint8", "int16", "uint16", "int32", "uint32", "int64", "float32", "float64"]
# What the others can store without loss; PLIO knows no numbers below zero, which BZERO would need.
STORED = {"RICE_1": LOSSLESS[:5], "HCOMPRESS_1": LOSSLESS[:5], "PLIO_1": ["uint8", "int16", "int32"]}


@pytest.mark.parametrize(
    ("form", "dtype"),
    [(form, dtype) for form, (method, _) in FORMS.items() for dtype in STORED.get(method, LOSSLESS)],
)
def test_compressed(form: str, dtype: str, tmp_path: Path, rng: np.random.Generator) -> None:
    method, tile = FORMS[form]
    data = pixels(dtype, rng)
    if method in {"HCOMPRESS_1", "PLIO_1"}:
        data = rng.integers(0, 200, SHAPE).astype(dtype)
    path = tmp_path / "a.fits"
    hdu = fits.CompImageHDU(data, compression_type=method, tile_shape=tile, quantize_level=0)
    hdu.writeto(path)
    image = assert_same(path, 1)
    assert image.data.chunks == (tile or (1, SHAPE[1]))


def test_the_old_name_of_rice(tmp_path: Path, rng: np.random.Generator) -> None:
    path = tmp_path / "a.fits"
    data = pixels("int16", rng)
    fits.CompImageHDU(data, compression_type="RICE_1").writeto(path)
    fits.setval(path, "ZCMPTYPE", value="RICE_ONE", ext=1, disable_image_compression=True)
    np.testing.assert_array_equal(read(path).array, data)


@pytest.mark.parametrize("dither", [-1, 1, 2])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_quantized(dither: int, dtype: str, tmp_path: Path, rng: np.random.Generator) -> None:
    path = tmp_path / "a.fits"
    fits.CompImageHDU(
        pixels(dtype, rng), compression_type="RICE_1", quantize_method=dither, tile_shape=(9, 53)
    ).writeto(path)
    assert_same(path, 1)


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize(
    "cards",
    [
        ("int16", 0.25, 100, None),
        ("int16", 1, 7, None),
        ("int32", 1e-3, -5, None),
        ("uint8", 2, 0, None),
        ("int16", 1, 0, -32768),
        ("int32", 1, 0, 12345),
        ("uint8", 1, 0, 7),
        ("int16", 0.5, 10, -32768),
        ("float32", 2, 1, None),
    ],
)
def test_scaled(
    compressed: bool,
    cards: tuple[str, float, float, int | None],
    tmp_path: Path,
    rng: np.random.Generator,
) -> None:
    dtype, scale, zero, blank = cards
    path = tmp_path / "a.fits"
    data = pixels(dtype, rng)
    if blank is not None:
        data[10:12, 10:12] = blank
    fits.HDUList([fits.PrimaryHDU(), fits.ImageHDU(data)]).writeto(path)
    packed = tmp_path / "packed.fits"
    fits.CompImageHDU(data, compression_type="GZIP_1", quantize_level=0).writeto(packed)
    # Cards of the image, set behind astropy's back, so that the stored numbers stay as they are.
    for file in (path, packed):
        for keyword, value in (("BSCALE", scale), ("BZERO", zero), ("BLANK", blank)):
            if value is not None:
                fits.setval(file, keyword, value=value, ext=1, disable_image_compression=True)
    image = assert_same(path, 1)
    if compressed:
        # Not every version of astropy honours BLANK in a compressed image.
        packed_image = read(packed)
        assert packed_image.dtype == image.dtype
        np.testing.assert_array_equal(packed_image.array, image.array)
    if blank is not None:
        assert np.isnan(image.array[10, 10])
        assert any("BLANK" in note for note in image.notes)


def test_zero_may_be_blank(tmp_path: Path) -> None:
    # astropy takes this for "no BLANK"; the standard does not.
    path = tmp_path / "a.fits"
    fits.PrimaryHDU(np.array([[0, 1, 2]], np.int16)).writeto(path)
    fits.setval(path, "BLANK", value=0)
    np.testing.assert_array_equal(read(path).array, [[np.nan, 1, 2]])


def test_unsigned_with_blank_is_missing_not_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    fits.PrimaryHDU(np.array([[0, 1, 65535]], np.uint16)).writeto(path)
    fits.setval(path, "BLANK", value=32767)
    image = read(path)
    assert image.dtype == np.float32
    np.testing.assert_array_equal(image.array, [[0, 1, np.nan]])


@pytest.mark.parametrize("name", ["plain.fits.gz", "misnamed.fits"])
def test_whole_file_gzip(name: str, tmp_path: Path, rng: np.random.Generator) -> None:
    plain, packed = tmp_path / "a.fits", tmp_path / name
    fits.PrimaryHDU(pixels("float32", rng)).writeto(plain)
    whole = plain.read_bytes()
    # Two members, as `cat a.gz b.gz` makes, and padding, as tapes add.
    packed.write_bytes(gzip.compress(whole[:5000]) + gzip.compress(whole[5000:]) + bytes(512))
    np.testing.assert_array_equal(read(packed).array, read(plain).array)


@pytest.fixture
def several(tmp_path: Path, rng: np.random.Generator) -> Path:
    """Return a file with an empty primary, a table, two images, a cube and a spectrum."""
    path = tmp_path / "several.fits"
    table = fits.BinTableHDU.from_columns([fits.Column("x", "E", array=np.arange(3.0))], name="CAT")
    hdus = [
        fits.PrimaryHDU(),
        table,
        fits.ImageHDU(pixels("float32", rng), name="SCI"),
        fits.ImageHDU(pixels("int16", rng), name="QUALITY"),
        fits.CompImageHDU(rng.integers(0, 99, (2, 3, *SHAPE), dtype=np.int16), name="CUBE"),
        fits.ImageHDU(np.arange(5.0), name="SPECTRUM"),
        fits.ImageHDU(pixels("float64", rng), name="SCI", ver=2),
    ]
    fits.HDUList(hdus).writeto(path)
    return path


def test_first_image_is_chosen_and_said(several: Path) -> None:
    image = assert_same(several, 2)
    assert image.notes == [
        "HDU 2 (SCI) chosen of 4 images; hdu= takes another: HDU 3 (QUALITY), HDU 4 (CUBE), HDU 6 (SCI,2)"
    ]
    assert image.source is not None
    assert image.source.endswith("several.fits: HDU 2 (SCI)")


@pytest.mark.parametrize(
    ("hdu", "index"), [(3, 3), ("quality", 3), ("SCI", 2), ("sci,2", 6), (-1, 6), ("SCI,1", 2)]
)
def test_hdu_by_index_and_name(several: Path, hdu: int | str, index: int) -> None:
    assert_same(several, index, hdu=hdu)


def test_wrong_hdu(several: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"several.fits: unknown HDU 'SIC'.*did you mean 'SCI'"):
        read(several, hdu="SIC")
    with pytest.raises(ReadError, match="no HDU 9; the file has HDU 0 to HDU 6"):
        read(several, hdu=9)
    with pytest.raises(ReadError, match=r"HDU 1 \(CAT\): this HDU is a table"):
        read(several, hdu="CAT")
    with pytest.raises(
        ShapeError, match=r"HDU 5 \(SPECTRUM\): an image needs two axes; there is 1-D data of 5"
    ):
        read(several, hdu=5)
    with pytest.raises(ShapeError, match=r"HDU 0 \(PRIMARY\): .* no image"):
        read(several, hdu=0)
    with pytest.raises(TypeError, match="hdu must be an index or a name"):
        read(several, hdu=1.5)  # type: ignore[arg-type]


def test_cube(several: Path, tmp_path: Path, rng: np.random.Generator) -> None:
    with pytest.raises(
        ShapeError, match=r"HDU 4 \(CUBE\).*choose one of the 6 planes .* plane=0 ... plane=5"
    ):
        read(several, hdu="CUBE")
    with fits.open(several) as hdus:
        cube = hdus[4].data.reshape(6, *SHAPE)
    plain = tmp_path / "cube.fits"
    fits.PrimaryHDU(rng.normal(size=(4, *SHAPE))).writeto(plain)
    with fits.open(plain) as hdus:
        plain_cube = hdus[0].data.copy()
    for plane in (0, 4, -1):
        image = read(several, hdu="CUBE", plane=plane)
        np.testing.assert_array_equal(image.array, cube[plane])
        np.testing.assert_array_equal(image.data[5:7, 3:20:2], cube[plane, 5:7, 3:20:2])
        assert f"HDU 4 (CUBE): plane {plane % 6} of 6 shown" in image.notes
    np.testing.assert_array_equal(read(plain, plane=2).array, plain_cube[2])
    with pytest.raises(ShapeError, match="plane=4 does not exist; there are 4"):
        read(plain, plane=4)


def test_axes_of_length_one_are_no_cube(tmp_path: Path, rng: np.random.Generator) -> None:
    data = rng.normal(size=(1, 1, *SHAPE)).astype(np.float32)
    for path, hdu in (
        (tmp_path / "a.fits", fits.ImageHDU(data)),
        (tmp_path / "b.fits", fits.CompImageHDU(data, quantize_level=0, compression_type="GZIP_1")),
    ):
        hdu.writeto(path)
        np.testing.assert_array_equal(read(path).array, data[0, 0])


def test_unit_wcs_and_cards(tmp_path: Path, rng: np.random.Generator) -> None:
    header = fits.Header({"OBJECT": "M 31", "BUNIT": "counts / s", "EXPTIME": 12.5})
    header["HISTORY"] = "one"
    header["HISTORY"] = "two"
    header["HIERARCH ESO TEL ALT"] = 55.0
    cards = {"CTYPE1": "GLON-TAN", "CTYPE2": "GLAT-TAN", "CRVAL1": 121.0, "CRVAL2": -21.0, "CRPIX1": 20.0}
    header.update(cards | {"CRPIX2": 10.0, "CDELT1": -1e-4, "CDELT2": 1e-4})
    for number, hdu in enumerate(
        (fits.ImageHDU(pixels("float32", rng), header), fits.CompImageHDU(pixels("float32", rng), header))
    ):
        path = tmp_path / f"{number}.fits"
        hdu.writeto(path)
        image = read(path)
        assert image.unit == u.ct / u.s
        expected = WCS(header).pixel_to_world(3.0, 4.0).icrs
        assert image.sky_projection.pixel_to_sky(x=3.0, y=4.0).separation(expected).deg < 1e-10
        assert image.metadata["OBJECT"] == "M 31"
        assert image.metadata["ESO TEL ALT"] == 55.0
        assert image.metadata["HISTORY"] == "one\ntwo"
        assert not {"NAXIS1", "BITPIX", "ZBITPIX", "TTYPE1", "XTENSION"} & set(image.metadata)


def test_a_linear_wcs_is_the_origin(tmp_path: Path, rng: np.random.Generator) -> None:
    path = tmp_path / "a.fits"
    header = fits.Header({"CTYPE1A": "LINEAR", "CTYPE2A": "LINEAR", "CRPIX1A": 1.0, "CRPIX2A": 1.0})
    header.update({"CRVAL1A": 1000.0, "CRVAL2A": -300.0, "LTV1": -7.0, "LTV2": -7.0})
    fits.PrimaryHDU(pixels("float32", rng), header).writeto(path)
    assert tuple(read(path).yx0) == (-300, 1000)
    # Without it IRAF's cards mean what they mean elsewhere: nothing for the box.
    fits.delval(path, "CTYPE1A")
    assert tuple(read(path).yx0) == (0, 0)


def test_unknown_unit_is_kept_as_text(tmp_path: Path, rng: np.random.Generator) -> None:
    path = tmp_path / "a.fits"
    fits.PrimaryHDU(pixels("float32", rng), fits.Header({"BUNIT": "furlongs per sol"})).writeto(path)
    assert str(read(path).unit) == "furlongs per sol"


def test_pyobs_image() -> None:
    path = data_file("pyobs_image_only.fits")
    oracle = oracle_of(path)
    image = read(path)
    assert identify(path) == "fits"
    assert digest(image.array) == oracle["array_sha256"]["image"]["sha256"]
    assert image.unit == u.Unit(oracle["unit"])
    for point in oracle["sky"]:
        sky = image.sky_projection.pixel_to_sky(x=point["local_x"], y=point["local_y"])
        np.testing.assert_allclose([sky.ra.deg, sky.dec.deg], [point["ra_deg"], point["dec_deg"]], atol=1e-7)
    scale = image.sky_projection.pixel_scale(x=80, y=60)
    assert scale.to_value(u.arcsec) == pytest.approx(oracle["pixel_scale_arcsec"], rel=1e-3)
    for key, value in oracle["header"].items():
        assert image.metadata[key] == value


@pytest.mark.parametrize("name", ["cat_handmade_matches_afw_handmade.fits"])
def test_catalog_is_no_image(name: str) -> None:
    with pytest.raises(ReadError, match=r"no image; the file holds an afw catalog \(SOURCE\)"):
        read(shared_file("made", name))
