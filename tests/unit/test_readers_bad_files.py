"""Files that are no images, and headers that lie: one imgview error that names the file and the part."""

import gzip
import tracemalloc
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from astropy.io import fits

from fits_files import SHAPE, replace_bytes, replace_card
from imgview.errors import (
    ReadError,
    ShapeError,
    UnknownFormatError,
    UnknownNameError,
)
from imgview.model import Image
from imgview.readers import FORMATS, identify, read
from imgview.readers.fits import file as fits_file


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.fits"
    fits.PrimaryHDU(np.arange(54, dtype=np.int16).reshape(SHAPE)).writeto(path)
    return path


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "packed.fits"
    fits.CompImageHDU(np.arange(54, dtype=np.int16).reshape(SHAPE), compression_type="GZIP_1").writeto(path)
    return path


# What is no image at all.


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"Dear diary,\nno FITS today.\n", r"no format that imgview knows: it starts with 'Dear diary,\\nno"),
        (b"\x00\x1b[31m\xff", r"it starts with '\\x00\\x1b\[31mÿ'"),
        (b"S", "no format that imgview knows"),
        (b"SDS\x04" + bytes(100), "HDS container of version 4, not HDF5; convert it"),
        (b'{"a": 1}', "no format that imgview knows"),
    ],
)
def test_formats_recognised_by_content_but_not_read(content: bytes, match: str, tmp_path: Path) -> None:
    path = tmp_path / "image.fits"
    path.write_bytes(content)
    with pytest.raises(UnknownFormatError, match=match):
        read(path)


def test_tables_only(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    fits.BinTableHDU.from_columns([fits.Column("x", "E", array=np.arange(3.0))]).writeto(path)
    with pytest.raises(
        ReadError, match=r"a\.fits: no image; the file holds 1 tables: imgview\.read_catalog reads it"
    ):
        read(path)


def test_one_dimension(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    fits.PrimaryHDU(np.arange(7.0)).writeto(path)
    with pytest.raises(ShapeError, match=r"no image; HDU 0 \(PRIMARY\) holds 1-D data of 7 values"):
        read(path)


def test_no_data(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    fits.PrimaryHDU().writeto(path)
    with pytest.raises(ReadError, match="no image; its 1 HDUs have no data"):
        read(path)


def test_no_pixels(plain: Path) -> None:
    replace_card(plain, "NAXIS1", "0")
    with pytest.raises(ShapeError, match=r"the image has no pixel, its shape is \(6, 0\)"):
        read(plain)


@pytest.mark.parametrize("value", [np.nan, np.inf, 7.0])
def test_one_pixel(value: float, tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    fits.PrimaryHDU(np.array([[value]])).writeto(path)
    np.testing.assert_array_equal(read(path).array, [[value]])


# Arguments.


def test_arguments(plain: Path) -> None:
    with pytest.raises(UnknownNameError, match="unknown format 'fit': did you mean 'fits'"):
        read(plain, format="fit")
    with pytest.raises(UnknownFormatError, match=r"not of format 'afw': its content says otherwise"):
        read(plain, format="afw")
    with pytest.raises(UnknownFormatError, match="hdu= and plane= are for format='fits'"):
        read(plain, format="lsst.images", hdu=0)
    with pytest.raises(TypeError, match="plane must be an integer"):
        read(plain, plane=True)
    assert type(read(plain, format="fits")) is Image
    assert identify(plain) == "fits"
    assert len({entry.name for entry in FORMATS}) == len(FORMATS)


# Headers that lie.


@pytest.mark.parametrize(
    ("keyword", "value", "match"),
    [
        ("NAXIS1", "1000000000", "announces 12000000000 bytes of data, the file has only 2880 left"),
        ("NAXIS1", "9223372036854775807", "NAXIS1 is 9223372036854775807, which is impossible"),
        ("NAXIS1", "-9", "NAXIS1 is -9, which is impossible"),
        ("NAXIS1", "'nine'", "NAXIS1 is 'nine'; it must be an integer"),
        ("NAXIS1", "9.0", "NAXIS1 is 9.0; it must be an integer"),
        ("NAXIS1", "T", "NAXIS1 is True; it must be an integer"),
        ("NAXIS1", "'open", "NAXIS1 is missing or unreadable"),
        ("NAXIS", "3", "the mandatory card NAXIS3 is missing"),
        ("NAXIS", "1000", "NAXIS is 1000, which is impossible"),
        ("BITPIX", "13", "BITPIX is 13; it must be one of"),
        ("BITPIX", "-640", "BITPIX is -640, which is impossible"),
        ("SIMPLE", "", "SIMPLE is unreadable"),
    ],
)
def test_impossible_headers(keyword: str, value: str, match: str, plain: Path) -> None:
    with pytest.raises(ReadError, match=match) as caught:
        read(replace_card(plain, keyword, value))
    assert str(caught.value).startswith(str(plain))


@pytest.mark.parametrize(
    ("keyword", "value", "match"),
    [
        ("ZTILE2", "6", "6 compressed tiles, where 1 would cover the image"),
        ("ZNAXIS2", "60", "6 compressed tiles, where 60 would cover the image"),
        ("ZTILE1", "5", "6 compressed tiles, where 12 would cover the image"),
        ("ZTILE1", "0", "ZTILE1 is 0, which is impossible"),
        ("ZNAXIS", "1", "1-D data"),
        ("ZBITPIX", "-16", "ZBITPIX is -16; it must be one of"),
        ("TFIELDS", "9999", "TFIELDS is 9999, which is impossible"),
        ("TFORM1", "'1PZ(9)'", "column 'COMPRESSED_DATA' has the impossible format '1PZ"),
        ("TFORM1", "'7J'", "columns of 28 bytes in rows of 8"),
        ("NAXIS1", "4", "columns of 8 bytes in rows of 4"),
        ("THEAP", "99999", "THEAP"),
    ],
)
def test_impossible_compressed_headers(keyword: str, value: str, match: str, packed: Path) -> None:
    if keyword == "THEAP":
        fits.setval(packed, "THEAP", value=int(value), ext=1, disable_image_compression=True)
    else:
        replace_card(packed, keyword, value)
    with pytest.raises((ReadError, ShapeError), match=match):
        read(packed).array  # noqa: B018  # pixels are read here


def test_tiles_of_narrower_numbers(packed: Path) -> None:
    # Old writers did so; the numbers are right all the same.
    image = read(replace_card(packed, "ZBITPIX", "64"))
    assert image.dtype == np.int64
    np.testing.assert_array_equal(image.array, np.arange(54).reshape(SHAPE))


def test_corrupted_tile_names_its_place(packed: Path) -> None:
    with fits.open(packed, disable_image_compression=True) as hdus:
        heap = hdus[1]._data_offset + 8 * SHAPE[0]
    content = bytearray(packed.read_bytes())
    content[heap + 15] ^= 0xFF
    packed.write_bytes(content)
    image = read(packed)
    with pytest.raises(ReadError, match=r"HDU 1.*: compressed tile 0 is corrupted"):
        image.array  # noqa: B018
    np.testing.assert_array_equal(image.data[1:2, :], [np.arange(9, 18)])


def test_a_tile_that_inflates_without_end(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    cell = np.empty(1, object)
    cell[0] = np.frombuffer(gzip.compress(bytes(1 << 26)), np.uint8)
    hdu = fits.BinTableHDU.from_columns([fits.Column("COMPRESSED_DATA", "PB()", array=cell)])
    hdu.header.update({"ZIMAGE": True, "ZBITPIX": 16, "ZNAXIS": 2, "ZNAXIS1": 9, "ZNAXIS2": 6})
    hdu.header.update({"ZTILE1": 9, "ZTILE2": 6, "ZCMPTYPE": "GZIP_1"})
    hdu.writeto(path)
    image = read(path)
    tracemalloc.start()
    try:
        with pytest.raises(ReadError, match="unpacks to more than 432 bytes"):
            image.array  # noqa: B018
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("method", "place", "value", "match"),
    [
        ("HCOMPRESS_1", 0, b"\x00", "it starts with 0x0099, not as Hcompress does"),
        ("HCOMPRESS_1", 2, b"\x7f\xff", r"claims to be \d{10} x 9 pixels, its place has \(6, 9\)"),
        ("HCOMPRESS_1", 8, b"\x00\x0a", "claims to be 6 x 10 pixels"),
        ("HCOMPRESS_1", 22, b"\xff", "claims 255 bit planes"),
        ("PLIO_1", 6, b"\x7f\xff", "list of 32767 words is longer than its"),
        ("PLIO_1", 4, b"\x80\x00\x00\x00\x00\x40", "list of 64 words|list of -"),
    ],
)
def test_tiles_that_lie_of_their_size(
    method: str, place: int, value: bytes, match: str, tmp_path: Path
) -> None:
    # The decompressors would believe them and leave their buffers.
    path = tmp_path / "a.fits"
    pixels = np.arange(54, dtype=np.int16).reshape(SHAPE)
    fits.CompImageHDU(pixels, compression_type=method, tile_shape=SHAPE).writeto(path)
    with fits.open(path, disable_image_compression=True) as hdus:
        heap = hdus[1]._data_offset + hdus[1].header["NAXIS1"] * hdus[1].header["NAXIS2"]
    np.testing.assert_array_equal(read(path).array, pixels)
    content = bytearray(path.read_bytes())
    content[heap + place : heap + place + len(value)] = value
    path.write_bytes(content)
    with pytest.raises(ReadError, match=f"compressed tile 0 is corrupted: .*({match})"):
        read(path).array  # noqa: B018


def test_a_cut_tile_of_hcompress_does_not_read_on(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    pixels = np.random.default_rng(0).integers(0, 30_000, (200, 200), dtype=np.int16)
    fits.CompImageHDU(pixels, compression_type="HCOMPRESS_1", tile_shape=(200, 200)).writeto(path)
    with fits.open(path, disable_image_compression=True) as hdus:
        table = hdus[1]._data_offset
    content = bytearray(path.read_bytes())
    content[table : table + 4] = (40).to_bytes(4, "big")
    path.write_bytes(content)
    # The format cannot tell; it must only end well.
    with suppress(ReadError):
        assert read(path).array.shape == (200, 200)


def test_a_tile_too_large_for_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    fits.CompImageHDU(np.zeros(SHAPE, np.int16), compression_type="GZIP_1", tile_shape=SHAPE).writeto(path)
    for keyword in ("ZNAXIS1", "ZNAXIS2", "ZTILE1", "ZTILE2"):
        replace_card(path, keyword, "100000")
    with pytest.raises(ReadError, match=r"announces an image of 20000000000 bytes, which .* cannot hold"):
        read(path)


def test_header_without_end(plain: Path) -> None:
    plain.write_bytes(plain.read_bytes().replace(b"END     ", b"ENDE    "))
    with pytest.raises(ReadError, match="the header at byte 0 has no END card"):
        read(plain)


def test_header_of_endless_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    path.write_bytes(
        f"{'SIMPLE  =                    T':<80}".encode() + f"{'COMMENT x':<80}".encode() * 200_000
    )
    with pytest.raises(ReadError, match="no END card"):
        read(path)


def test_too_many_hdus(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fits_file, "_HDU_LIMIT", 3)
    with plain.open("ab") as file:
        for _ in range(4):
            file.write(fits.ImageHDU(np.zeros((2, 2))).header.tostring().encode() + bytes(2880))
    with pytest.raises(ReadError, match="more than 3 HDUs"):
        read(plain)


@pytest.mark.parametrize("size", [5, 79, 2879, 2880 + 50, 2880 + 107])
def test_truncated_at_any_place(size: int, plain: Path) -> None:
    plain.write_bytes(plain.read_bytes()[:size])
    with pytest.raises(ReadError, match=r"truncated|corrupted|no format"):
        read(plain)


def test_missing_padding_is_forgiven(plain: Path) -> None:
    plain.write_bytes(plain.read_bytes()[: 2880 + 108])
    assert read(plain).array[-1, -1] == 53


def test_bytes_after_the_last_hdu_are_said(plain: Path) -> None:
    with plain.open("ab") as file:
        file.write(b"left over" * 10)
    assert read(plain).notes == ["90 bytes after HDU 0 (PRIMARY) are no FITS and were ignored"]


def test_unreadable_cards_do_not_hide_an_image(tmp_path: Path) -> None:
    path = tmp_path / "a.fits"
    header = fits.Header({"OBJECT": "M 31", "FILTER": "r", "DATE-OBS": "x" * 12, "NOTE": "long"})
    fits.PrimaryHDU(np.zeros(SHAPE), header).writeto(path)
    replace_card(path, "FILTER", "'unfinished")
    replace_bytes(path, b"long", b"\x1b[3\xff")
    image = read(path)
    assert image.metadata["OBJECT"] == "M 31"
    assert "unfinished" in image.metadata["FILTER"]
    assert "\x1b" not in image.metadata["NOTE"]


def test_scaling_by_no_number(plain: Path) -> None:
    fits.setval(plain, "BSCALE", value="big")
    with pytest.raises(ReadError, match="BSCALE is 'big'; it must be a finite number"):
        read(plain)
