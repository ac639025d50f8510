"""FITS, HDU by HDU: images with or without compressed tiles, and tables, in one pass over the pixels."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.io import fits

from imgview.errors import WriteError
from imgview.geometry import YX

__all__ = ["FitsStream", "Rows"]

_BLOCK = 2880
_LARGEST_HEAP = (1 << 31) - 1
_THREADS = 4
# Shuffled bytes are either constant or noise: trying harder costs much time and gains few per cent.
_LEVEL = 2
_OFFSETS = {"int8": -(1 << 7), "uint16": 1 << 15, "uint32": 1 << 31, "uint64": 1 << 63}
_DTYPES = ("uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64")

_Card = tuple[str, Any]


@dataclass(frozen=True)
class Rows:
    """An image to be written: its shape and type, and its pixels some rows at a time."""

    shape: YX[int]
    """Number of rows and of columns."""

    dtype: np.dtype[Any]
    """Type of a pixel."""

    strips: Iterator[npt.NDArray[Any]]
    """The rows from first to last; all but the last strip a multiple of the tile's height."""


class FitsStream:
    """Writes HDUs one after the other and remembers where they are.

    Parameters
    ----------
    stream : binary file
        An empty file, open for writing and able to seek.
    """

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self.index: list[dict[str, Any]] = []
        """Where each HDU is, in the words of the table INDEX (`list` of `dict`)."""

    def primary(self, cards: fits.Header) -> None:
        """Write a primary HDU without data.

        Parameters
        ----------
        cards : `astropy.io.fits.Header`
            What it is to say besides.
        """
        structure = [("SIMPLE", True), ("BITPIX", 8), ("NAXIS", 0), ("EXTEND", True)]
        self._begin(_joined(structure, cards))
        self._end()

    def again(self, cards: fits.Header) -> None:
        """Write the primary HDU again, now that all is known.

        Parameters
        ----------
        cards : `astropy.io.fits.Header`
            As many as the first time.
        """
        self._stream.seek(0)
        self.index, kept = [], self.index
        self.primary(cards)
        self.index = kept
        self._stream.seek(0, 2)

    def image(self, name: str, version: int, rows: Rows, cards: fits.Header) -> None:
        """Write an image without compression.

        Parameters
        ----------
        name, version : `str`, `int`
            EXTNAME and EXTVER.
        rows : `Rows`
            The pixels.
        cards : `astropy.io.fits.Header`
            What its header is to say besides.
        """
        structure: list[_Card] = [("XTENSION", "IMAGE"), ("BITPIX", _bitpix(rows.dtype)), ("NAXIS", 2)]
        structure += [("NAXIS1", rows.shape[1]), ("NAXIS2", rows.shape[0]), ("PCOUNT", 0), ("GCOUNT", 1)]
        self._begin(_joined([*structure, *_naming(name, version, rows.dtype)], cards, dated=True))
        for strip in rows.strips:
            self._stream.write(_big_endian(strip).data)
        self._end()

    def tiled(
        self, name: str, version: int, rows: Rows, cards: fits.Header, tile: tuple[int, int] | None
    ) -> None:
        """Write an image in tiles that are packed with gzip after a shuffle of their bytes (GZIP_2).

        Parameters
        ----------
        name, version : `str`, `int`
            EXTNAME and EXTVER.
        rows : `Rows`
            The pixels.
        cards : `astropy.io.fits.Header`
            What its header is to say besides.
        tile : pair of `int` or `None`
            Height and width of a tile; rows by default.
        """
        height, width = rows.shape
        tile_height, tile_width = (1, width) if tile is None else (min(tile[0], height), min(tile[1], width))
        count = -(-height // tile_height) * -(-width // tile_width)
        # A heap may be larger than the pixels were, if they are noise.
        wide = height * width * rows.dtype.itemsize + 64 * count > _LARGEST_HEAP
        letter, descriptors = "Q" if wide else "P", np.zeros((count, 2), dtype=">i8" if wide else ">i4")
        structure: list[_Card] = [("XTENSION", "BINTABLE"), ("BITPIX", 8), ("NAXIS", 2)]
        structure += [("NAXIS1", 16 if wide else 8), ("NAXIS2", count), ("PCOUNT", 0), ("GCOUNT", 1)]
        structure += [("TFIELDS", 1), ("TTYPE1", "COMPRESSED_DATA"), ("TFORM1", f"1{letter}B(0)")]
        structure += [("ZIMAGE", True), ("ZTENSION", "IMAGE"), ("ZBITPIX", _bitpix(rows.dtype))]
        structure += [("ZNAXIS", 2), ("ZNAXIS1", width), ("ZNAXIS2", height), ("ZPCOUNT", 0), ("ZGCOUNT", 1)]
        structure += [("ZTILE1", tile_width), ("ZTILE2", tile_height), ("ZCMPTYPE", "GZIP_2")]
        if rows.dtype.kind == "f":
            structure += [("ZNAME1", "NOISEBIT"), ("ZVAL1", 0.0)]
        header = _joined([*structure, *_naming(name, version, rows.dtype)], cards, dated=True)
        self._begin(header)
        self._stream.write(bytes(descriptors.nbytes))
        heap = number = 0
        with ThreadPoolExecutor(_THREADS) as pool:
            for strip in rows.strips:
                for packed in pool.map(_pack, _tiles(strip, tile_height, tile_width)):
                    self._stream.write(packed)
                    descriptors[number] = len(packed), heap
                    heap += len(packed)
                    number += 1
        header["PCOUNT"] = heap
        header["TFORM1"] = f"1{letter}B({descriptors[:, 0].max()})"
        start = self.index[-1]["HDRADDR"]
        self._stream.seek(start)
        self._stream.write(header.tostring().encode("ascii") + descriptors.tobytes())
        self._stream.seek(0, 2)
        self._end()

    def table(
        self, name: str, columns: list[tuple[str, str]], data: bytes, count: int, heap: bytes = b""
    ) -> None:
        """Write a table.

        Parameters
        ----------
        name : `str`
            EXTNAME.
        columns : `list` of pairs of `str`
            TTYPE and TFORM of each.
        data : `bytes`
            The rows as FITS has them.
        count : `int`
            How many rows.
        heap : `bytes`, optional
            What comes behind them.
        """
        structure: list[_Card] = [("XTENSION", "BINTABLE"), ("BITPIX", 8), ("NAXIS", 2)]
        structure += [("NAXIS1", len(data) // count), ("NAXIS2", count), ("PCOUNT", len(heap)), ("GCOUNT", 1)]
        structure.append(("TFIELDS", len(columns)))
        for number, (title, form) in enumerate(columns, start=1):
            structure += [(f"TTYPE{number}", title), (f"TFORM{number}", form)]
        header = _joined([*structure, ("EXTNAME", name)], fits.Header(), dated=True)
        self._begin(header)
        self._stream.write(data + heap)
        self._end()

    def astropy(self, hdu: Any) -> None:
        """Write an HDU that astropy made.

        Parameters
        ----------
        hdu : `astropy.io.fits.ImageHDU` or `astropy.io.fits.BinTableHDU`
            The HDU, small enough for memory.
        """
        hdu.header["DATE"] = (now(), "UTC date this HDU was written.")
        buffer = io.BytesIO()
        with warnings.catch_warnings():
            # Comments of its own that are too long for a card.
            warnings.simplefilter("ignore")
            fits.HDUList([fits.PrimaryHDU(), hdu]).writeto(buffer)
        content = buffer.getvalue()[_BLOCK:]
        start = self._stream.tell()
        self.index.append(_entry(hdu.header, start, start + len(hdu.header.tostring())))
        self._stream.write(content)
        self._end()

    def _begin(self, header: fits.Header) -> None:
        start = self._stream.tell()
        self._stream.write(header.tostring().encode("ascii"))
        self.index.append(_entry(header, start, self._stream.tell()))

    def _end(self) -> None:
        """Fill the last block and note how long the data are."""
        rest = -self._stream.tell() % _BLOCK
        self._stream.write(bytes(rest))
        self.index[-1]["DATSIZE"] = self._stream.tell() - self.index[-1]["DATADDR"]


def now() -> str:
    """Return the time as a DATE card has it.

    Returns
    -------
    `str`
        UTC, to the millisecond.
    """
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]


def _entry(header: fits.Header, start: int, data: int) -> dict[str, Any]:
    return {
        "EXTNAME": header.get("EXTNAME", ""),
        "EXTVER": header.get("EXTVER", 1),
        "XTENSION": header.get("XTENSION", "IMAGE"),
        "ZIMAGE": bool(header.get("ZIMAGE", False)),
        "HDRADDR": start,
        "DATADDR": data,
    }


def _joined(structure: list[_Card], cards: fits.Header, *, dated: bool = False) -> fits.Header:
    """Return a header; astropy's own way to extend one would drop cards on structure."""
    date = [("DATE", now(), "UTC date this HDU was written.")] if dated else []
    return fits.Header([*structure, *cards.cards, *date])


def _naming(name: str, version: int, dtype: np.dtype[Any]) -> list[_Card]:
    cards: list[_Card] = [("EXTNAME", name), *([("EXTVER", version)] if version > 1 else [])]
    if dtype.name in _OFFSETS:
        cards += [("BZERO", _OFFSETS[dtype.name]), ("BSCALE", 1)]
    return cards


def _bitpix(dtype: np.dtype[Any]) -> int:
    if dtype.name not in _DTYPES:
        msg = f"FITS has no images of type {dtype.name}; it has {', '.join(_DTYPES)}"
        raise WriteError(msg)
    return -8 * dtype.itemsize if dtype.kind == "f" else 8 * dtype.itemsize


def _big_endian(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return pixels as FITS stores them: unsigned integers, except bytes, shifted to the signed range."""
    if array.dtype.name in _OFFSETS:
        # The shift by half the range flips the first bit, whichever way.
        unsigned = array.view(array.dtype.name if array.dtype.kind == "u" else "u1")
        array = unsigned ^ unsigned.dtype.type(1 << (8 * array.dtype.itemsize - 1))
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder(">"))


def _tiles(strip: npt.NDArray[Any], height: int, width: int) -> Iterator[npt.NDArray[Any]]:
    big = _big_endian(strip)
    for y in range(0, big.shape[0], height):
        for x in range(0, big.shape[1], width):
            yield big[y : y + height, x : x + width]


def _pack(tile: npt.NDArray[Any]) -> bytes:
    shuffled = np.ascontiguousarray(tile).reshape(-1).view(np.uint8).reshape(-1, tile.dtype.itemsize).T
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(np.ascontiguousarray(shuffled).data) + packer.flush()
