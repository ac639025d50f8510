"""Pixels of HDF5 datasets, read in windows: by `hdf5_planes` where their place in the file is known.

All else (other filters than deflate and shuffle, other number formats) goes through h5py, window by window.
"""

from __future__ import annotations

import math
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError, ShapeError
from imgview.model import ArrayLike2D
from imgview.readers.fits.plane import Scaling, StoredPlane, bounds
from imgview.readers.hdf5.file import Dataset
from imgview.readers.hdf5.planes import ChunkedPlane, ContiguousPlane
from imgview.readers.hdf5.stream import guarded

__all__ = ["plane_number", "plane_of", "values_of"]

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
        found = f"are 1-D data of {shape[0]} values" if shape else "is a single number"
        msg = f"{where}: an image needs two axes; there {found}"
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
    dataset : `~imgview.readers.hdf5.file.Dataset`
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
        if dataset.dtype.isnative:
            return ContiguousPlane(dataset.file.source, offset, (rows, columns), dataset.dtype)
        scaling = Scaling(dataset.dtype, dataset.dtype.newbyteorder("="))
        return StoredPlane(dataset.file.source, offset, (rows, columns), scaling)
    if plain and dataset.layout == h5py.h5d.CHUNKED and set(filters) <= ChunkedPlane.methods:
        return ChunkedPlane(dataset, leading, filters)
    return _LibraryPlane(dataset, leading)


def values_of(dataset: Dataset, *, limit: int = _VALUES_LIMIT) -> npt.NDArray[Any]:
    """Read a dataset that is not an image as a whole.

    Parameters
    ----------
    dataset : `~imgview.readers.hdf5.file.Dataset`
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
            if _is_plain(dataset) and len(flat) == 2 and set(_filters(dataset)) <= ChunkedPlane.methods:
                values = ChunkedPlane(dataset, (), _filters(dataset))[:, :]
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
