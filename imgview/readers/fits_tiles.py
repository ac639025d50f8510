"""One 2-D plane of a tile-compressed image HDU, read in windows; only the tiles touched are unpacked.

Lossless GZIP_1, GZIP_2 and NOCOMPRESS tiles of 2-D images are unpacked here, several at a time: deflate
runs without the interpreter's lock, so that two threads halve the time.  Everything else (RICE_1,
HCOMPRESS_1, PLIO_1, quantized floats, tiles stored in a fallback column, cubes) goes to
`astropy.io.fits`, one tile after the other, behind a lock.
"""

from __future__ import annotations

import math
import os
import threading
import warnings
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.io import fits

from imgview.errors import ImgviewError, ReadError
from imgview.readers.fits_file import Hdu, card
from imgview.readers.fits_plane import Scaling, bounds
from imgview.readers.fits_table import Table
from imgview.readers.source import SourceFile

__all__ = ["TiledPlane"]

_OWN = {"GZIP_1", "GZIP_2", "NOCOMPRESS"}
# Deflate reaches 1032:1; Rice 1 bit in a block of 32; the others pack empty tiles without a bound.
_RATIO = {"GZIP_1": 1040, "GZIP_2": 1040, "NOCOMPRESS": 1, "RICE_1": 1100, "RICE_ONE": 1100}
_RATIO_UNBOUND = 200_000
_BATCH = 1 << 20
_PARALLEL = 4 << 20
_THREADS = min(4, os.cpu_count() or 1)


class _OddTileError(Exception):
    """A tile is not stored the usual way; astropy may know how to read it."""


class TiledPlane:
    """A 2-D plane of a tile-compressed HDU.

    Parameters
    ----------
    hdu : `~imgview.readers.fits_file.Hdu`
        An HDU of kind ``"compressed"``.
    scaling : `~imgview.readers.fits_plane.Scaling`
        What the stored numbers mean.
    leading : `tuple` [`int`, ...], optional
        Indices along the axes before the last two.

    Raises
    ------
    ReadError
        If the tiles do not cover the image, or the HDU is impossibly small for what it announces.
    """

    def __init__(self, hdu: Hdu, scaling: Scaling, leading: tuple[int, ...] = ()) -> None:
        shape, self._tile = _geometry(hdu)
        self.shape: tuple[int, int] = (shape[-2], shape[-1])
        self.dtype = scaling.dtype
        self.chunks: tuple[int, int] = (self._tile[-2], self._tile[-1])
        """Shape of a tile: what one read costs at least."""
        self._where = hdu.where
        self._scaling = scaling
        self._table = Table(hdu)
        tiles = math.prod(-(-size // step) for size, step in zip(shape, self._tile, strict=True))
        if math.prod(shape) and tiles != self._table.rows:
            msg = f"{hdu.where}: {self._table.rows} compressed tiles where {tiles} would cover the image"
            raise ReadError(msg)
        self._method = str(card(hdu.header, "ZCMPTYPE", "")).strip().upper()
        announced = math.prod(shape) * scaling.stored.itemsize
        ratio = _RATIO.get(self._method, _RATIO_UNBOUND)
        if announced > ratio * max(hdu.data_size, 1):
            msg = (
                f"{hdu.where}: its header announces an image of {announced} bytes, which "
                f"{hdu.data_size} bytes of {self._method or 'compressed'} data cannot hold: corrupted"
            )
            raise ReadError(msg)
        self._astropy = _AstropyTiles(hdu, leading)
        odd = {"ZSCALE", "ZZERO", "ZBLANK"}.intersection(self._table.names)
        if hdu.bitpix < 0 and "ZBLANK" in hdu.header:
            odd.add("ZBLANK")
        self._own = (
            self._method in _OWN
            and len(shape) == 2
            and not odd
            and "ZMASKCMP" not in hdu.header
            and "COMPRESSED_DATA" in self._table.variable
        )

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, columns = bounds(key, self.shape)
        if not (len(rows) and len(columns)):
            return np.empty((len(rows), len(columns)), self.dtype)
        if self._own:
            try:
                return self._scaling.apply(self._unpack(rows, columns))
            except _OddTileError:
                pass
        stored = self._astropy.read(rows, columns)
        if stored.dtype.newbyteorder(">") != self._scaling.stored or stored.shape != (
            len(rows),
            len(columns),
        ):
            msg = (
                f"{self._where}: tiles of {stored.dtype} were unpacked, {self._scaling.stored} was announced"
            )
            raise ReadError(msg)
        return self._scaling.apply(stored)

    def _unpack(self, rows: range, columns: range) -> npt.NDArray[Any]:
        """Return the stored numbers, native, at the crossings of rows and columns."""
        native = self._scaling.stored.newbyteorder("=")
        out = np.empty((len(rows), len(columns)), native)
        batches = list(self._batches(rows, columns))

        def work(batch: list[_Tile]) -> None:
            for tile, pixels in zip(batch, self._decode(batch), strict=True):
                out[tile.out] = pixels[tile.local]

        if out.nbytes < _PARALLEL or len(batches) < 2 or _THREADS < 2:
            for batch in batches:
                work(batch)
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                list(pool.map(work, batches))
        return out

    @cached_property
    def _descriptors(self) -> npt.NDArray[np.int64]:
        """Size and heap offset of each compressed tile, shape (tiles, 2)."""
        return self._table.read()["COMPRESSED_DATA"].astype(np.int64)

    def _batches(self, rows: range, columns: range) -> Iterator[list[_Tile]]:
        """Yield the tiles touched, grouped by equal shape into about a megabyte."""
        (height, width), across = self._tile, -(-self.shape[1] // self._tile[1])
        batch: list[_Tile] = []
        size = 0
        for top in range(rows[0] // height * height, rows[-1] + 1, height):
            out_rows, local_rows = _overlap(rows, top, height)
            if out_rows.start == out_rows.stop:
                continue
            for left in range(columns[0] // width * width, columns[-1] + 1, width):
                out_columns, local_columns = _overlap(columns, left, width)
                if out_columns.start == out_columns.stop:
                    continue
                index = top // height * across + left // width
                shape = (min(height, self.shape[0] - top), min(width, self.shape[1] - left))
                tile = _Tile(
                    index,
                    shape,
                    self._descriptors[index],
                    (out_rows, out_columns),
                    (local_rows, local_columns),
                )
                if batch and (shape != batch[0].shape or size > _BATCH):
                    yield batch
                    batch, size = [], 0
                batch.append(tile)
                size += math.prod(shape) * self._scaling.stored.itemsize
        if batch:
            yield batch

    def _decode(self, batch: list[_Tile]) -> npt.NDArray[Any]:
        """Return the pixels of tiles of one shape: (tile, row, column), native."""
        stored, shape = self._scaling.stored, batch[0].shape
        width = stored.itemsize
        expected = math.prod(shape) * width
        packed = self._packed(batch)
        raw = np.empty((len(batch), expected), np.uint8)
        for row, (tile, piece) in enumerate(zip(batch, packed, strict=True)):
            unpacked = piece if self._method == "NOCOMPRESS" else self._inflate(tile, piece, expected)
            if len(unpacked) != expected:
                raise _OddTileError
            raw[row] = np.frombuffer(unpacked, np.uint8)
        if self._method == "GZIP_2" and width > 1:
            planes = raw.reshape(len(batch), width, -1)
            pixels = np.empty((len(batch), planes.shape[2], width), np.uint8)
            for byte in range(width):
                pixels[..., byte if stored.newbyteorder("=") == stored else width - 1 - byte] = planes[
                    :, byte
                ]
            return pixels.view(stored.newbyteorder("=")).reshape(len(batch), *shape)
        return raw.view(stored).astype(stored.newbyteorder("=")).reshape(len(batch), *shape)

    def _packed(self, batch: list[_Tile]) -> list[memoryview]:
        """Read the compressed bytes of some tiles, at once where they lie side by side."""
        spans = [(int(tile.descriptor[1]), int(tile.descriptor[0])) for tile in batch]
        if any(size <= 0 for _, size in spans):
            raise _OddTileError
        first, last = min(start for start, _ in spans), max(start + size for start, size in spans)
        if last - first <= 2 * sum(size for _, size in spans):
            block = memoryview(self._table.heap(first, last - first))
            return [block[start - first : start - first + size] for start, size in spans]
        return [memoryview(self._table.heap(start, size)) for start, size in spans]

    def _inflate(self, tile: _Tile, packed: memoryview, expected: int) -> bytes:
        # One byte more than expected is enough to see that a tile is too long.
        stream = zlib.decompressobj(31)
        try:
            unpacked = stream.decompress(packed, expected + 1)
            if len(unpacked) == expected and not stream.eof:
                stream.decompress(stream.unconsumed_tail, 1)
        except zlib.error as error:
            msg = f"{self._where}: compressed tile {tile.index} is corrupted: {error}"
            raise ReadError(msg) from error
        if not stream.eof:
            msg = f"{self._where}: compressed tile {tile.index} does not end where it should: it is corrupted"
            raise ReadError(msg)
        return unpacked

    def __repr__(self) -> str:
        return f"TiledPlane(shape={self.shape}, dtype={self.dtype}, chunks={self.chunks})"


class _Tile:
    """One tile that a window touches, and which of its pixels go where."""

    __slots__ = ("descriptor", "index", "local", "out", "shape")

    def __init__(
        self,
        index: int,
        shape: tuple[int, int],
        descriptor: npt.NDArray[np.int64],
        out: tuple[slice, slice],
        local: tuple[slice, slice],
    ) -> None:
        self.index = index
        self.shape = shape
        self.descriptor = descriptor
        self.out = out
        self.local = local


class _AstropyTiles:
    """The same plane as `astropy.io.fits` reads it, unscaled."""

    def __init__(self, hdu: Hdu, leading: tuple[int, ...]) -> None:
        self._source = hdu.source
        self._index = hdu.index
        self._where = hdu.where
        self._leading = leading
        self._lock = threading.Lock()
        self._section: Any = None

    def read(self, rows: range, columns: range) -> npt.NDArray[Any]:
        """Return the stored numbers, native, at the crossings of rows and columns."""
        key = tuple(slice(part.start, part.stop, part.step) for part in (rows, columns))
        try:
            with self._lock, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                if self._section is None:
                    hdus = fits.open(SourceFile(self._source), do_not_scale_image_data=True, memmap=False)
                    self._section = hdus[self._index].section
                data = np.asarray(self._section[(*self._leading, *key)])
        except ImgviewError:
            raise
        except Exception as error:  # astropy raises whatever its decompressors meet
            msg = f"{self._where}: the compressed data cannot be unpacked: {type(error).__name__}: {error}"
            raise ReadError(msg) from error
        return data.astype(data.dtype.newbyteorder("="))


def _geometry(hdu: Hdu) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the shape of the image and of a tile, slowest axis first."""
    shape = hdu.shape
    tile = [
        # Without ZTILEn a tile is one row.
        hdu.integer(f"ZTILE{axis}", size if axis == 1 else 1, low=1)
        for axis, size in zip(range(len(shape), 0, -1), shape, strict=True)
    ]
    return shape, tuple(min(step, max(size, 1)) for step, size in zip(tile, shape, strict=True))


def _overlap(wanted: range, start: int, size: int) -> tuple[slice, slice]:
    """Return which entries of ``wanted`` lie in [start, start + size), and where in there they are."""
    first = max(0, -(-(start - wanted.start) // wanted.step))
    last = min(len(wanted), -(-(start + size - wanted.start) // wanted.step))
    last = max(first, last)
    local = wanted.start + first * wanted.step - start
    return slice(first, last), slice(local, local + (last - first - 1) * wanted.step + 1, wanted.step)
