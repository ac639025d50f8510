"""What counts as pixels: anything with ``shape``, ``dtype`` and 2-D slicing, in memory or not.

This module owns the difference between pixels at hand and pixels still to be read.  It knows neither
boxes nor units.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, ShapeError
from imgview.progress import Progress

__all__ = ["ArrayLike2D", "Window", "as_pixels", "chunk_shape", "cut", "is_lazy", "read", "strips"]

# Read at once; large enough to keep all cores busy with its chunks.
_STRIP_BYTES = 1 << 26


@runtime_checkable
class ArrayLike2D(Protocol):
    """An array that may be read in parts: a numpy, h5py, zarr or dask array, a FITS section.

    It may say in an attribute ``chunks``, a pair ``(ny, nx)`` or `None`, what one read costs at
    least: the shape of a compressed tile.
    """

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of rows and of columns; for a mask also that of its bytes."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of one element, in any byte order."""

    def __getitem__(self, key: tuple[slice, slice], /) -> Any:
        """Return one rectangle, something that `numpy.asarray` takes."""


class Window:
    """A rectangle of a lazy array that is itself a lazy array: cutting reads nothing.

    Parameters
    ----------
    base : `ArrayLike2D`
        What to read from; a window on a window is made a window on its base.
    rows, columns : `slice`
        Which part, in array indices of ``base``, with both bounds and without a step.
    """

    def __init__(self, base: ArrayLike2D, rows: slice, columns: slice) -> None:
        if isinstance(base, Window):
            rows, columns = _shift(rows, base.rows), _shift(columns, base.columns)
            base = base.base
        self.base: ArrayLike2D = base
        self.rows: slice = rows
        self.columns: slice = columns

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the part."""
        size = (self.rows.stop - self.rows.start, self.columns.stop - self.columns.start)
        return size + tuple(self.base.shape[2:])

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of one element."""
        return np.dtype(self.base.dtype)

    @property
    def chunks(self) -> tuple[int, int] | None:
        """What one read costs at least; the grid is that of ``base``, not of the window."""
        return getattr(self.base, "chunks", None)

    def __getitem__(self, key: tuple[slice, slice]) -> Any:
        rows = slice(*key[0].indices(self.shape[0]))
        columns = slice(*key[1].indices(self.shape[1]))
        return self.base[_shift(rows, self.rows), _shift(columns, self.columns)]


def _shift(inner: slice, outer: slice) -> slice:
    return slice(inner.start + outer.start, inner.stop + outer.start, inner.step)


def is_lazy(data: ArrayLike2D) -> bool:
    """Tell whether pixels would have to be read first.

    Parameters
    ----------
    data : `ArrayLike2D`
        Pixels of any kind.

    Returns
    -------
    `bool`
        False for a numpy array in memory; true for all else, a memory-mapped file included.
    """
    return not isinstance(data, np.ndarray) or isinstance(data, np.memmap)


def cut(data: ArrayLike2D, rows: slice, columns: slice) -> ArrayLike2D:
    """Return a rectangle of pixels that is as lazy as the whole.

    Parameters
    ----------
    data : `ArrayLike2D`
        The whole.
    rows, columns : `slice`
        Which part, in array indices, with both bounds and without a step.

    Returns
    -------
    `ArrayLike2D`
        A view of an array in memory, else a `Window`; the whole itself if that is what was asked for.
    """
    if (rows.start, columns.start, rows.stop, columns.stop) == (0, 0, *data.shape[:2]):
        return data
    if is_lazy(data):
        return Window(data, rows, columns)
    return np.asarray(data[rows, columns])


def read(data: ArrayLike2D, rows: slice = slice(None), columns: slice = slice(None)) -> npt.NDArray[Any]:
    """Return a rectangle of pixels as numpy has them in memory.

    Parameters
    ----------
    data : `ArrayLike2D`
        Where to read.
    rows, columns : `slice`, optional
        Which part, in array indices; everything if not given.

    Returns
    -------
    `numpy.ndarray`
        In native byte order.  It shares memory with ``data`` where it can.
    """
    rows, columns = slice(*rows.indices(data.shape[0])), slice(*columns.indices(data.shape[1]))
    shape = (rows.stop - rows.start, columns.stop - columns.start, *data.shape[2:])
    dtype = np.dtype(data.dtype).newbyteorder("=")
    # What has a scheduler of its own is best asked once.
    if prod(shape) * dtype.itemsize > _STRIP_BYTES and is_lazy(data) and not hasattr(data, "compute"):
        return _read_strips(cut(data, rows, columns), np.empty(shape, dtype))
    array = np.asarray(data[rows, columns])
    return np.asarray(array, dtype=array.dtype.newbyteorder("="))


def _read_strips(part: ArrayLike2D, out: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Fill an array strip by strip: one sees how far it is, and may interrupt it."""
    row_bytes = out[:1].nbytes
    with Progress("reading pixels", out.nbytes) as progress:
        for strip in strips(part, max(1, _STRIP_BYTES // row_bytes)):
            out[strip] = part[strip, slice(0, out.shape[1])]
            progress.advance((strip.stop - strip.start) * row_bytes)
    return out


def chunk_shape(data: ArrayLike2D) -> tuple[int, int] | None:
    """Return the shape of what one read costs at least.

    Parameters
    ----------
    data : `ArrayLike2D`
        Pixels of any kind.

    Returns
    -------
    pair of `int`, ordered ``(y, x)``, or `None`
        `None` where every read costs just what it reads.  For dask, which has chunks of many sizes, the
        first.
    """
    chunks = getattr(data, "chunks", None)
    if chunks is None:
        return None
    height, width = (part[0] if isinstance(part, tuple) else part for part in chunks[:2])
    return int(height), int(width)


def strips(data: ArrayLike2D, rows: int) -> Iterator[slice]:
    """Divide all rows into strips, none of which shares a chunk with another.

    Parameters
    ----------
    data : `ArrayLike2D`
        Pixels of any kind.
    rows : `int`
        How many rows a strip may have, unless a chunk has more.

    Yields
    ------
    `slice`
        Rows, in array indices of ``data``.
    """
    chunk = chunk_shape(data)
    height = 1 if chunk is None else chunk[0]
    step = max(1, rows // height) * height
    # The chunks of a window are those of its base.
    first = -(data.rows.start % height) if isinstance(data, Window) else 0
    while first < data.shape[0]:
        yield slice(max(first, 0), min(first + step, data.shape[0]))
        first += step


def as_pixels(data: Any, ndim: int) -> ArrayLike2D:
    """Check that something can serve as pixels, and turn nested sequences into an array.

    Parameters
    ----------
    data : `ArrayLike2D` or nested sequence of numbers
        What a user handed over.
    ndim : `int`
        How many axes it must have: 2 for an image, 3 for a mask.

    Returns
    -------
    `ArrayLike2D`
        The same object if it has a shape, a dtype and slicing; else a numpy array.

    Raises
    ------
    ShapeError
        If the number of axes differs.
    ImgviewError
        If an element is not a real number, or values are hidden in a numpy masked array.
    """
    if isinstance(data, np.ma.MaskedArray):
        msg = "a numpy masked array hides values: give .filled(nan), or .data and a Mask made of .mask"
        raise ImgviewError(msg)
    pixels: ArrayLike2D = data if isinstance(data, ArrayLike2D) else np.asarray(data)
    if isinstance(pixels, np.ndarray) and not isinstance(pixels, np.memmap):
        pixels = pixels.view(np.ndarray)
    shape = tuple(pixels.shape)
    if len(shape) != ndim:
        msg = f"expected an array with {ndim} axes, got shape {shape}"
        raise ShapeError(msg)
    dtype = np.dtype(pixels.dtype)
    if dtype.kind not in "biuf":
        msg = f"pixels must be real numbers, got dtype {dtype}"
        raise ImgviewError(msg)
    return pixels
