"""Tiles of a 2-D image that were deflated without loss (GZIP_1, GZIP_2) or not at all (NOCOMPRESS).

Inflating runs without the interpreter's lock, so that tiles are unpacked in threads, in batches that share
the work of undoing the byte shuffle.
"""

from __future__ import annotations

import math
import os
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError
from imgview.readers.fits.table import Table

__all__ = ["DeflatedTiles", "OddTileError", "overlap"]

_BATCH = 1 << 20
_PARALLEL = 4 << 20
_THREADS = min(4, os.cpu_count() or 1)


class OddTileError(Exception):
    """A tile is not stored the usual way; `fits_codecs` may know it."""


class _Tile(NamedTuple):
    """One tile that a window touches, and which of its pixels go where."""

    row: int
    shape: tuple[int, int]
    out: tuple[slice, slice]
    local: tuple[slice, slice]


class DeflatedTiles:
    """The tiles of one image.

    Parameters
    ----------
    table : `~imgview.readers.fits.table.Table`
        The table that they are stored in, one a row, in the column COMPRESSED_DATA.
    method : `str`
        ``"GZIP_1"``, ``"GZIP_2"`` or ``"NOCOMPRESS"``.
    stored : `numpy.dtype`
        Type of the stored numbers, big-endian.
    shape, tile : `tuple` [`int`, `int`]
        Rows and columns of the image and of one tile.
    """

    methods = frozenset({"GZIP_1", "GZIP_2", "NOCOMPRESS"})

    def __init__(
        self,
        table: Table,
        *,
        method: str,
        stored: np.dtype[Any],
        shape: tuple[int, int],
        tile: tuple[int, int],
    ) -> None:
        self._table = table
        self._method = method
        self._stored = stored
        self._native = stored.newbyteorder("=")
        self._shape = shape
        self._tile = tile

    def unpack(self, rows: range, columns: range) -> npt.NDArray[Any]:
        """Unpack the tiles that some pixels lie in.

        Parameters
        ----------
        rows, columns : `range`
            Array indices, at least one of each, with positive steps.

        Returns
        -------
        `numpy.ndarray`, shape (len(rows), len(columns))
            Stored numbers at their crossings, native.

        Raises
        ------
        OddTileError
            If a tile is empty or not of the size that the type asks for.
        ReadError
            If a tile is corrupted.
        """
        out = np.empty((len(rows), len(columns)), self._native)

        def work(batch: list[_Tile]) -> None:
            for tile, pixels in zip(batch, self._decode(batch), strict=True):
                out[tile.out] = pixels[tile.local]

        batches = list(self._batches(rows, columns))
        self._table.want([tile.row for batch in batches for tile in batch])
        if out.nbytes < _PARALLEL or len(batches) < 2 or _THREADS < 2:
            for batch in batches:
                work(batch)
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                list(pool.map(work, batches))
        return out

    @cached_property
    def _descriptors(self) -> npt.NDArray[np.int64]:
        """Size in bytes and heap offset of each compressed tile, shape (tiles, 2)."""
        return self._table.read()["COMPRESSED_DATA"].astype(np.int64)

    def _batches(self, rows: range, columns: range) -> Iterator[list[_Tile]]:
        """Yield the tiles touched, grouped by equal shape into about a megabyte."""
        (height, width), across = self._tile, -(-self._shape[1] // self._tile[1])
        batch: list[_Tile] = []
        size = 0
        for top in range(rows[0] // height * height, rows[-1] + 1, height):
            out_rows, local_rows = overlap(rows, top, height)
            if out_rows.start == out_rows.stop:
                continue
            for left in range(columns[0] // width * width, columns[-1] + 1, width):
                out_columns, local_columns = overlap(columns, left, width)
                if out_columns.start == out_columns.stop:
                    continue
                shape = (min(height, self._shape[0] - top), min(width, self._shape[1] - left))
                number = top // height * across + left // width
                if batch and (shape != batch[0].shape or size > _BATCH):
                    yield batch
                    batch, size = [], 0
                batch.append(_Tile(number, shape, (out_rows, out_columns), (local_rows, local_columns)))
                size += math.prod(shape) * self._stored.itemsize
        if batch:
            yield batch

    def _decode(self, batch: list[_Tile]) -> npt.NDArray[Any]:
        """Return the pixels of tiles of one shape: (tile, row, column), native."""
        shape, width = batch[0].shape, self._stored.itemsize
        expected = math.prod(shape) * width
        raw = np.empty((len(batch), expected), np.uint8)
        for number, (tile, packed) in enumerate(zip(batch, self._packed(batch), strict=True)):
            unpacked = packed if self._method == "NOCOMPRESS" else self._inflate(tile, packed, expected)
            if len(unpacked) != expected:
                raise OddTileError
            raw[number] = np.frombuffer(unpacked, np.uint8)
        if self._method == "GZIP_2" and width > 1:
            # All most significant bytes come first, then all next ones, ...
            planes = raw.reshape(len(batch), width, -1)
            pixels = np.empty((len(batch), planes.shape[2], width), np.uint8)
            for byte in range(width):
                pixels[..., byte if self._native == self._stored else width - 1 - byte] = planes[:, byte]
            return pixels.view(self._native).reshape(len(batch), *shape)
        return raw.view(self._stored).astype(self._native).reshape(len(batch), *shape)

    def _packed(self, batch: list[_Tile]) -> list[memoryview]:
        """Read the compressed bytes of some tiles, at once where they lie side by side."""
        spans = [(int(offset), int(size)) for size, offset in self._descriptors[[tile.row for tile in batch]]]
        if any(size <= 0 for _, size in spans):
            raise OddTileError
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
            msg = f"{self._table.where}: compressed tile {tile.row} is corrupted: {error}"
            raise ReadError(msg) from error
        if not stream.eof and len(unpacked) <= expected:
            msg = f"{self._table.where}: compressed tile {tile.row} ends early: it is corrupted"
            raise ReadError(msg)
        return unpacked


def overlap(wanted: range, start: int, size: int) -> tuple[slice, slice]:
    """Find which of some indices lie in an interval.

    Parameters
    ----------
    wanted : `range`
        Indices, with a positive step.
    start, size : `int`
        The interval [start, start + size).

    Returns
    -------
    positions : `slice`
        Which entries of ``wanted`` they are.
    local : `slice`
        Where they are, counted from ``start``.
    """
    first = max(0, -(-(start - wanted.start) // wanted.step))
    last = max(first, min(len(wanted), -(-(start + size - wanted.start) // wanted.step)))
    local = wanted.start + first * wanted.step - start
    return slice(first, last), slice(local, local + (last - first - 1) * wanted.step + 1, wanted.step)
