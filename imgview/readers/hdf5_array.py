"""Pixels of HDF5 datasets, read in windows: straight from the file where their place in it is known.

Contiguous data are read row by row; chunks that are deflated (and shuffled) are looked up one by one, read,
and unpacked in threads.  All else (other filters, other number formats) goes through h5py, one window at a
time.
"""

from __future__ import annotations

import math
import os
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any, NamedTuple

import h5py
import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError, ShapeError
from imgview.model import ArrayLike2D
from imgview.readers.fits_deflate import overlap
from imgview.readers.fits_plane import Scaling, StoredPlane, bounds
from imgview.readers.hdf5_file import Dataset, guarded

__all__ = ["plane_number", "plane_of", "values_of"]

_BATCH = 1 << 20
_PARALLEL = 4 << 20
_THREADS = min(4, os.cpu_count() or 1)
_DEFLATE, _SHUFFLE = h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE
_VALUES_LIMIT = 256 << 20


def plane_number(shape: tuple[int, ...], plane: int | None, where: str) -> tuple[int, int]:
    """Find out which 2-D plane of an array is wanted.

    Parameters
    ----------
    shape : `tuple` [`int`, ...]
        Shape of the array.
    plane : `int` or `None`
        What the user said: from 0 in the order of storage, negative from the end.
    where : `str`
        File and part.

    Returns
    -------
    number : `int`
        Which plane.
    count : `int`
        How many there are.

    Raises
    ------
    ShapeError
        If there is no 2-D image, or there are several planes and none is named, or not the one named.
    """
    if len(shape) < 2:
        msg = f"{where}: an image needs two axes; there are 1-D data of {math.prod(shape)} values"
        raise ShapeError(msg)
    if not math.prod(shape):
        msg = f"{where}: the array has no pixel, its shape is {shape}"
        raise ShapeError(msg)
    count = math.prod(shape[:-2])
    if count > 1 and plane is None:
        msg = (
            f"{where}: the data have {len(shape)} axes, shape {shape}; choose one of the {count} planes of "
            f"{shape[-2]} x {shape[-1]} pixels with plane=0 ... plane={count - 1}"
        )
        raise ShapeError(msg)
    number = plane or 0
    if not -count <= number < count:
        msg = f"{where}: plane={plane} does not exist; there are {count}, from plane=0 to plane={count - 1}"
        raise ShapeError(msg)
    return number % count, count


def plane_of(dataset: Dataset, leading: tuple[int, ...] = ()) -> ArrayLike2D:
    """Return a 2-D plane of a dataset, to be read in windows.

    Parameters
    ----------
    dataset : `~imgview.readers.hdf5_file.Dataset`
        Numbers, with two axes more than ``leading`` has entries.
    leading : `tuple` [`int`, ...], optional
        Index along each axis before the last two.

    Returns
    -------
    `~imgview.model.array.ArrayLike2D`
        Lazy; of type native.

    Raises
    ------
    ReadError
        If the dataset holds no real numbers, or a filter is needed that is not installed.
    """
    if dataset.dtype.kind not in "biuf" or dataset.dtype.itemsize > 8:
        msg = f"{dataset.where}: holds {dataset.dtype}, where real numbers are needed"
        raise ReadError(msg)
    filters = _filters(dataset)
    plain = _is_plain(dataset)
    if plain and dataset.layout == h5py.h5d.CONTIGUOUS and math.prod(dataset.shape):
        rows, columns = dataset.shape[-2:]
        number = 0
        for index, size in zip(leading, dataset.shape, strict=False):
            number = number * size + index
        offset = dataset.handle.id.get_offset() + number * rows * columns * dataset.dtype.itemsize
        scaling = Scaling(dataset.dtype, dataset.dtype.newbyteorder("="))
        return StoredPlane(dataset.file.source, offset, (rows, columns), scaling)
    if plain and dataset.layout == h5py.h5d.CHUNKED and set(filters) <= {_DEFLATE, _SHUFFLE}:
        return _ChunkedPlane(dataset, leading, filters)
    return _LibraryPlane(dataset, leading)


def values_of(dataset: Dataset, *, limit: int = _VALUES_LIMIT) -> npt.NDArray[Any]:
    """Read a dataset that is not an image as a whole.

    Parameters
    ----------
    dataset : `~imgview.readers.hdf5_file.Dataset`
        Numbers or texts of fixed length.
    limit : `int`, optional
        Bytes beyond which it is refused.

    Returns
    -------
    `numpy.ndarray`
        All values, native.

    Raises
    ------
    ReadError
        If it is larger, or damaged.
    """
    if dataset.nbytes > limit:
        msg = f"{dataset.where}: {dataset.nbytes} bytes, where at most {limit} make sense"
        raise ReadError(msg)
    with guarded(dataset.where):
        if dataset.chunks and _filters(dataset):
            # A chunk may unpack to much more than its size, which libhdf5 sees too late.
            flat = (1, *dataset.shape) if len(dataset.shape) == 1 else dataset.shape
            if _is_plain(dataset) and len(flat) == 2 and set(_filters(dataset)) <= {_DEFLATE, _SHUFFLE}:
                values = _ChunkedPlane(dataset, (), _filters(dataset))[:, :]
                return values.reshape(dataset.shape)
        values = np.asarray(dataset.handle[()])
    return values.astype(values.dtype.newbyteorder("="), copy=False)


def _filters(dataset: Dataset) -> list[int]:
    """Return the codes of the filters, in the order in which data were packed."""
    with guarded(dataset.where):
        creation = dataset.creation
        codes = [int(creation.get_filter(number)[0]) for number in range(creation.get_nfilters())]
    for code in codes:
        if not h5py.h5z.filter_avail(code):
            msg = (
                f"{dataset.where}: packed with the HDF5 filter {code}, which is not installed (pip install "
                "hdf5plugin has many); repack the file with h5repack -f GZIP=4"
            )
            raise ReadError(msg)
    return codes


def _is_plain(dataset: Dataset) -> bool:
    """Tell whether the bytes in the file are what numpy calls the type, at the place that h5py says."""
    with guarded(dataset.where):
        stored = dataset.handle.id.get_type()
        if isinstance(stored, h5py.h5t.TypeBitfieldID):
            return not dataset.file.shifted
        return bool(h5py.h5t.py_create(dataset.dtype) == stored) and not dataset.file.shifted


class _Chunk(NamedTuple):
    """One chunk that a window touches, and which of its elements go where."""

    start: tuple[int, ...]
    out: tuple[slice, slice]
    local: tuple[slice, slice]


class _ChunkedPlane:
    """A 2-D plane of a chunked dataset."""

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
        if not out.size:
            return out

        def work(batch: list[_Chunk]) -> None:
            for chunk, packed in zip(batch, self._packed(batch), strict=True):
                out[chunk.out] = self._fill if packed is None else self._unpack(chunk, packed)[chunk.local]

        batches = list(self._batches(rows, columns))
        if out.nbytes < _PARALLEL or len(batches) < 2 or _THREADS < 2:
            for batch in batches:
                work(batch)
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                list(pool.map(work, batches))
        return out

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
            if self._filters[number] == _DEFLATE:
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


class _LibraryPlane:
    """A 2-D plane of a dataset that only h5py can decode."""

    def __init__(self, dataset: Dataset, leading: tuple[int, ...]) -> None:
        self.shape: tuple[int, int] = (dataset.shape[-2], dataset.shape[-1])
        self.dtype = dataset.dtype.newbyteorder("=")
        self.chunks = dataset.chunks and (dataset.chunks[-2], dataset.chunks[-1])
        """What one read costs at least."""
        self._dataset = dataset
        self._leading = leading

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, columns = bounds(key, self.shape)
        if not rows or not columns:
            return np.empty((len(rows), len(columns)), self.dtype)
        window = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        with guarded(self._dataset.where):
            values = np.asarray(self._dataset.handle[(*self._leading, *window)])
        return values[:: rows.step, :: columns.step].astype(self.dtype, copy=False)

    def __repr__(self) -> str:
        return f"LibraryPlane(shape={self.shape}, dtype={self.dtype}, chunks={self.chunks})"
