"""Planes of HDF5 datasets whose place in the file is known: read from there, without libhdf5.

Contiguous data are read row by row, or at once; chunks are looked up one by one, read, and unpacked in
threads.
"""

from __future__ import annotations

import math
import os
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any, NamedTuple, Protocol, runtime_checkable

import h5py
import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError
from imgview.readers.fits.deflate import overlap
from imgview.readers.fits.plane import bounds
from imgview.readers.hdf5.file import Dataset
from imgview.readers.hdf5.stream import guarded
from imgview.readers.storage.source import Source

__all__ = ["ChunkedPlane", "ContiguousPlane", "Filling"]

_BATCH = 1 << 20
_PARALLEL = 4 << 20
_SPAN = 8 << 20
_GAP = 1 << 12
_MANY = 64
_THREADS = min(4, os.cpu_count() or 1)


@runtime_checkable
class Filling(Protocol):
    """A plane that can be read into memory that is already there."""

    def fill(self, out: npt.NDArray[Any], rows: range, columns: range) -> None:
        """Read the crossings of rows and columns into contiguous memory.

        Parameters
        ----------
        out : `numpy.ndarray`, shape (len(rows), len(columns))
            Where to; of type `dtype`.
        rows, columns : `range`
            Array indices, with positive steps.
        """


class ContiguousPlane:
    """A 2-D plane whose pixels lie in the file as they are wanted in memory.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The file.
    offset : `int`
        Byte of the plane's first pixel.
    shape : `tuple` [`int`, `int`]
        Rows and columns.
    dtype : `numpy.dtype`
        Type of the pixels, native.
    """

    chunks: tuple[int, int] | None = None
    """What one read costs at least: nothing beyond the pixels themselves."""

    def __init__(self, source: Source, offset: int, shape: tuple[int, int], dtype: np.dtype[Any]) -> None:
        self.shape = shape
        self.dtype = dtype
        self._source = source
        self._offset = offset

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, columns = bounds(key, self.shape)
        out = np.empty((len(rows), len(columns)), self.dtype)
        self.fill(out, rows, columns)
        return out

    def fill(self, out: npt.NDArray[Any], rows: range, columns: range) -> None:
        """Read the crossings of rows and columns into contiguous memory.

        Parameters
        ----------
        out : `numpy.ndarray`, shape (len(rows), len(columns))
            Where to; of type `dtype`.
        rows, columns : `range`
            Array indices, with positive steps.
        """
        if not out.size:
            return
        size, width = self.dtype.itemsize, self.shape[1]
        if columns.step > 1:
            whole = np.empty((1, columns[-1] - columns[0] + 1), self.dtype)
            for index, row in enumerate(rows):
                self.fill(whole, range(row, row + 1), range(columns[0], columns[-1] + 1))
                out[index] = whole[0, :: columns.step]
            return
        if rows.step == 1 and 0 < (width - len(columns)) * size <= _GAP and len(rows) > 1:
            self._fill_from_strips(out, rows, columns)
            return
        buffer = out.reshape(-1).view(np.uint8).data
        start = self._offset + (rows[0] * width + columns[0]) * size
        if rows.step == 1 and (len(columns) == width or len(rows) == 1):
            spans = [(start, len(buffer))]
            if len(buffer) >= _PARALLEL and self._source.local:
                spans = [(start + at, min(_SPAN, len(buffer) - at)) for at in range(0, len(buffer), _SPAN)]
        else:
            length = len(columns) * size
            spans = [(start + index * rows.step * width * size, length) for index in range(len(rows))]
        self._source.want(spans)
        read = self._source.readinto
        if len(spans) > 1 and spans[0][1] >= _PARALLEL and _THREADS > 1:
            with ThreadPoolExecutor(_THREADS) as pool:
                list(pool.map(lambda span: read(span[0], buffer[span[0] - start :][: span[1]]), spans))
            return
        place = 0
        for offset, length in spans:
            read(offset, buffer[place : place + length])
            place += length

    def _fill_from_strips(self, out: npt.NDArray[Any], rows: range, columns: range) -> None:
        """Read whole rows where little is left out: one long read is faster than many short ones."""
        width = self.shape[1]
        height = max(1, _BATCH // (width * self.dtype.itemsize))
        strip = np.empty((min(height, len(rows)), width), self.dtype)
        for top in range(0, len(rows), height):
            part = strip[: len(rows) - top]
            self.fill(part, rows[top : top + height], range(width))
            out[top : top + height] = part[:, columns.start : columns.stop]

    def __repr__(self) -> str:
        return f"ContiguousPlane(shape={self.shape}, dtype={self.dtype})"


class _Chunk(NamedTuple):
    """One chunk that a window touches, and which of its elements go where."""

    start: tuple[int, ...]
    out: tuple[slice, slice]
    local: tuple[slice, slice]


class ChunkedPlane:
    """A 2-D plane of a chunked dataset, whose chunks may be deflated and shuffled.

    Parameters
    ----------
    dataset : `~imgview.readers.hdf5.file.Dataset`
        The dataset.
    leading : `tuple` [`int`, ...]
        Index along each axis before the last two.
    filters : `list` [`int`]
        Codes of the filters, in the order in which data were packed; see `methods`.
    """

    methods = frozenset({h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE})
    """Filters that are undone here."""

    def __init__(self, dataset: Dataset, leading: tuple[int, ...], filters: list[int]) -> None:
        shape = dataset.shape if len(dataset.shape) > 1 else (1, *dataset.shape)
        chunk = dataset.chunks or shape
        self._chunk = chunk if len(chunk) > 1 else (1, *chunk)
        self.shape: tuple[int, int] = (shape[-2], shape[-1])
        self.dtype = dataset.dtype.newbyteorder("=")
        self.chunks: tuple[int, int] = (self._chunk[-2], self._chunk[-1])
        """What one read costs at least."""
        self._dataset = dataset
        self._leading = leading
        self._filters = filters
        self._places: dict[tuple[int, ...], tuple[int, int, int]] = {}
        self._size = math.prod(self._chunk) * dataset.dtype.itemsize
        fill = np.zeros((), dataset.dtype)
        with guarded(dataset.where):
            dataset.creation.get_fill_value(fill)
        self._fill = fill

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, columns = bounds(key, self.shape)
        out = np.empty((len(rows), len(columns)), self.dtype)
        self.fill(out, rows, columns)
        return out

    def fill(self, out: npt.NDArray[Any], rows: range, columns: range) -> None:
        """Read the crossings of rows and columns into memory.

        Parameters
        ----------
        out : `numpy.ndarray`, shape (len(rows), len(columns))
            Where to; of type `dtype`.
        rows, columns : `range`
            Array indices, with positive steps.
        """
        if not out.size:
            return

        def work(batch: list[_Chunk]) -> None:
            for chunk, packed in zip(batch, self._packed(batch), strict=True):
                out[chunk.out] = self._fill if packed is None else self._unpack(chunk, packed)[chunk.local]

        batches = list(self._batches(rows, columns))
        self._look_up(sum(len(batch) for batch in batches))
        if not self._dataset.file.source.local:
            places = (self._place(chunk.start) for batch in batches for chunk in batch)
            self._dataset.file.source.want((offset, size) for offset, size, _ in places if offset >= 0)
        if out.nbytes < _PARALLEL or len(batches) < 2 or _THREADS < 2:
            for batch in batches:
                work(batch)
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                list(pool.map(work, batches))

    def _batches(self, rows: range, columns: range) -> Iterator[list[_Chunk]]:
        """Yield the chunks touched, about a megabyte at a time."""
        most = max(1, _BATCH // self._size)
        leading = tuple(index // size * size for index, size in zip(self._leading, self._chunk, strict=False))
        batch: list[_Chunk] = []
        tops, lefts = (
            [
                (start, *overlap(wanted, start, size))
                for start in range(wanted[0] // size * size, wanted[-1] + 1, size)
            ]
            for wanted, size in ((rows, self._chunk[-2]), (columns, self._chunk[-1]))
        )
        for (top, out_rows, local_rows), (left, out_columns, local_columns) in product(tops, lefts):
            if out_rows.start == out_rows.stop or out_columns.start == out_columns.stop:
                continue
            batch.append(_Chunk((*leading, top, left), (out_rows, out_columns), (local_rows, local_columns)))
            if len(batch) == most:
                yield batch
                batch = []
        if batch:
            yield batch

    def _look_up(self, needed: int) -> None:
        """Learn the places of all chunks at once, which is faster where many are needed."""
        dataset = self._dataset
        grid = math.prod(-(-size // step) for size, step in zip(dataset.shape, self._chunk, strict=False))
        if needed < _MANY or needed * 4 < grid or len(self._places) >= needed:
            return

        def note(info: Any) -> None:
            self._places[(0,) * (len(self._chunk) - len(dataset.shape)) + info.chunk_offset] = (
                info.byte_offset,
                info.size,
                info.filter_mask,
            )

        with guarded(dataset.where):
            dataset.handle.id.chunk_iter(note)

    def _place(self, start: tuple[int, ...]) -> tuple[int, int, int]:
        """Return position and size of a chunk in the file, and which filters it skipped."""
        place = self._places.get(start)
        if place is None:
            with guarded(self._dataset.where):
                info = self._dataset.handle.id.get_chunk_info_by_coord(start[-len(self._dataset.shape) :])
            place = (
                (-1, 0, 0) if info.byte_offset is None else (info.byte_offset, info.size, info.filter_mask)
            )
            self._places[start] = place
        return place

    def _packed(self, batch: list[_Chunk]) -> list[memoryview | None]:
        """Read the stored bytes of some chunks, at once where they lie side by side."""
        places = [self._place(chunk.start) for chunk in batch]
        spans = [(offset, size) for offset, size, _ in places if offset >= 0]
        source = self._dataset.file.source
        if not spans:
            return [None] * len(batch)
        first, last = min(start for start, _ in spans), max(start + size for start, size in spans)
        total = sum(size for _, size in spans)
        if total > source.size or last > source.size:
            msg = f"{self._dataset.where}: chunks reach beyond the end of the file: it is truncated"
            raise ReadError(msg)
        block = memoryview(source.read(first, last - first)) if last - first <= 2 * total else None
        packed: list[memoryview | None] = []
        for offset, size, _ in places:
            if offset < 0:
                packed.append(None)
            elif block is None:
                packed.append(memoryview(source.read(offset, size)))
            else:
                packed.append(block[offset - first : offset - first + size])
        return packed

    def _unpack(self, chunk: _Chunk, packed: memoryview) -> npt.NDArray[Any]:
        """Return the part of a chunk that lies in this plane."""
        skipped = self._place(chunk.start)[2]
        data: memoryview | bytes = packed
        stored = self._dataset.dtype
        for number in reversed(range(len(self._filters))):
            if skipped >> number & 1:
                continue
            if self._filters[number] == h5py.h5z.FILTER_DEFLATE:
                data = self._inflate(chunk, data)
            elif stored.itemsize > 1 and len(data) == self._size:
                # All first bytes come first, then all second ones, ...
                data = np.frombuffer(data, np.uint8).reshape(stored.itemsize, -1).T.tobytes()
        if len(data) != self._size:
            where = self._dataset.where
            msg = f"{where}: a chunk has {len(data)} bytes instead of {self._size}: it is corrupted"
            raise ReadError(msg)
        values = np.frombuffer(data, stored).reshape(self._chunk)
        inside = tuple(index % size for index, size in zip(self._leading, self._chunk, strict=False))
        return np.asarray(values[inside])

    def _inflate(self, chunk: _Chunk, packed: memoryview | bytes) -> bytes:
        # One byte more than expected is enough to see that a chunk is too long.
        stream = zlib.decompressobj()
        try:
            data = stream.decompress(packed, self._size + 1)
            if len(data) == self._size and not stream.eof:
                stream.decompress(stream.unconsumed_tail, 1)
        except zlib.error as error:
            msg = f"{self._dataset.where}: the chunk at {chunk.start} is corrupted: {error}"
            raise ReadError(msg) from error
        if not stream.eof and len(data) <= self._size:
            msg = f"{self._dataset.where}: the chunk at {chunk.start} ends early: it is corrupted"
            raise ReadError(msg)
        return data

    def __repr__(self) -> str:
        return f"ChunkedPlane(shape={self.shape}, dtype={self.dtype}, chunks={self.chunks})"
