"""Planes of a data-quality mask that are computed from stored integers when read."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.model import ArrayLike2D
from imgview.readers.fits.mask import PackedMask

__all__ = ["AnyBitMask", "CodedMask", "UnionPlane", "unsigned"]


class UnionPlane:
    """The bits that are set in either of two integer planes.

    Parameters
    ----------
    first, second : `~imgview.model.array.ArrayLike2D`
        Unsigned integers of one shape; the first has room for the bits of the second.
    """

    def __init__(self, first: ArrayLike2D, second: ArrayLike2D) -> None:
        self.shape = first.shape
        self.dtype = first.dtype
        self.chunks: tuple[int, int] | None = getattr(first, "chunks", None)
        """What one read costs at least."""
        self._first, self._second = first, second

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        first = np.asarray(self._first[key])
        return np.asarray(first | np.asarray(self._second[key]).astype(first.dtype))

    def __repr__(self) -> str:
        return f"UnionPlane({self._first!r}, {self._second!r})"


class CodedMask:
    """A mask as bytes [row, column, byte], looked up for each number of an integer plane when read.

    Parameters
    ----------
    words : `~imgview.model.array.ArrayLike2D`
        Integers; they may be lazy.
    lookup : `numpy.ndarray`, shape (n, mask_size), uint8
        Mask pixels for the numbers 0 to n - 2; the last is for every other number.
    """

    def __init__(self, words: ArrayLike2D, lookup: npt.NDArray[np.uint8]) -> None:
        self.shape = (*words.shape[:2], lookup.shape[1])
        self.dtype = np.dtype(np.uint8)
        self.chunks: tuple[int, int] | None = getattr(words, "chunks", None)
        """What one read costs at least: the shape of a compressed tile."""
        self._words = words
        self._lookup = lookup

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[np.uint8]:
        numbers = unsigned(np.asarray(self._words[key]))
        last = min(len(self._lookup) - 1, np.iinfo(numbers.dtype).max)
        return np.asarray(self._lookup[np.minimum(numbers, numbers.dtype.type(last))])

    def __repr__(self) -> str:
        return f"CodedMask(shape={self.shape}, chunks={self.chunks})"


class AnyBitMask:
    """A mask whose plane 0 is set where any other is.

    Parameters
    ----------
    base : `~imgview.readers.fits.mask.PackedMask`
        The other planes.
    """

    def __init__(self, base: PackedMask) -> None:
        self.shape, self.dtype = base.shape, base.dtype
        self.chunks: tuple[int, int] | None = base.chunks
        """What one read costs at least."""
        self._base = base

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[np.uint8]:
        out = self._base[key]
        out[..., 0] |= out.any(axis=2)
        return out

    def __repr__(self) -> str:
        return f"AnyBitMask({self._base!r})"


def unsigned(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return integers as what their bits make without a sign.

    Parameters
    ----------
    values : `numpy.ndarray`
        Integers of any type.

    Returns
    -------
    `numpy.ndarray`
        The same memory.
    """
    return values.view(f"u{values.itemsize}") if values.dtype.kind == "i" else values
