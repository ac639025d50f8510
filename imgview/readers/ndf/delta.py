"""Starlink's DELTA arrays: integers stored as differences along one axis, line by line, without loss.

DATA holds a difference an element, or one of five codes at the upper end of its type's range: values too
far from the one before lie in VALUE, runs of equal or bad ones are counted in REPEAT.  FIRST_DATA,
FIRST_VALUE and FIRST_REPEAT say where each line starts, so that a window needs no other lines than its own.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError
from imgview.readers.fits.plane import bounds
from imgview.readers.hdf5.array import values_of
from imgview.readers.hdf5.file import Dataset, Group
from imgview.readers.ndf import hds

__all__ = ["DeltaArray", "DeltaPlane"]

_LIMIT = 1 << 30
# A line of one value costs some bytes, whatever its length.
_RATIO = 1 << 14
_SLACK = 1 << 20


class DeltaArray:
    """A DELTA array.

    Parameters
    ----------
    group : `~imgview.readers.hdf5.file.Group`
        The structure with VARIANT='DELTA'.

    Raises
    ------
    ReadError
        If a component is missing or impossible.
    """

    def __init__(self, group: Group) -> None:
        self.where = group.where
        self._group = group
        self._data, self._value, first = (self._integers(name) for name in ("DATA", "VALUE", "FIRST_DATA"))
        axis, length = (hds.number(group.get(name)) for name in ("ZAXIS", "ZDIM"))
        rank = len(first.shape) + 1
        if axis is None or not 1 <= axis <= rank or length is None or length < 1:
            msg = f"{self.where}: ZAXIS={axis} and ZDIM={length} make no sense for {rank} axes: damaged"
            raise ReadError(msg)
        if self._data.dtype.kind != "i":
            msg = f"{self.where}: DATA holds {self._data.dtype}, where signed integers are needed"
            raise ReadError(msg)
        self.axis = rank - int(axis)
        """Axis of the differences, in numpy's order."""
        shape = list(first.shape)
        shape.insert(self.axis, int(length))
        self.shape = tuple(shape)
        """Shape of the unpacked array, slowest axis first."""
        self.dtype: np.dtype[Any] = self._value.dtype.newbyteorder("=")
        """Type of the unpacked integers."""
        self.bad = _bad_value(self.dtype)
        """What stands for a missing value."""
        size = math.prod(self.shape) * self.dtype.itemsize
        have = group.file.source.size
        if size > _RATIO * have + _SLACK:
            msg = f"{self.where}: declares {size} bytes of data in a file of {have} bytes: it is corrupted"
            raise ReadError(msg)
        for name in ("FIRST_VALUE", "FIRST_REPEAT"):
            part = group.dataset(name)
            if part is not None and math.prod(part.shape) != math.prod(first.shape):
                msg = f"{part.where}: its shape {part.shape} is not that of FIRST_DATA, {first.shape}"
                raise ReadError(msg)

    def _integers(self, name: str) -> Dataset:
        dataset = self._group.dataset(name)
        if dataset is None or dataset.dtype.kind not in "iu":
            msg = f"{self.where}: a DELTA array needs integers in {name}: the file is damaged"
            raise ReadError(msg)
        return dataset

    @cached_property
    def _streams(self) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Read DATA, VALUE and REPEAT."""
        repeat = self._group.dataset("REPEAT")
        repeats = (
            np.zeros(0, np.int64) if repeat is None else values_of(repeat, limit=_LIMIT).astype(np.int64)
        )
        return (
            np.ravel(values_of(self._data, limit=_LIMIT)),
            np.ravel(values_of(self._value, limit=_LIMIT)).astype(np.int64),
            np.ravel(repeats),
        )

    @cached_property
    def _starts(self) -> npt.NDArray[np.int64]:
        """Return where each line starts in DATA, VALUE and REPEAT, shape (3, lines)."""
        lines = math.prod(self.shape) // self.shape[self.axis]
        starts = np.zeros((3, lines), np.int64)
        for row, name in enumerate(("FIRST_DATA", "FIRST_VALUE", "FIRST_REPEAT")):
            part = self._group.dataset(name)
            if part is not None:
                starts[row] = np.ravel(values_of(part, limit=_LIMIT)).astype(np.int64)
        return starts

    @cached_property
    def _ends(self) -> npt.NDArray[np.int64]:
        """Return where the next line starts in DATA."""
        order = np.sort(self._starts[0])
        following = np.searchsorted(order, self._starts[0], side="right")
        return np.asarray(np.append(order, len(self._streams[0]))[following])

    def line(self, number: int) -> npt.NDArray[Any]:
        """Unpack one line.

        Parameters
        ----------
        number : `int`
            Which, in the order of FIRST_DATA.

        Returns
        -------
        `numpy.ndarray`, 1-D
            All its values.

        Raises
        ------
        ReadError
            If it does not add up.
        """
        data, value, repeat = self._streams
        first, first_value, first_repeat = (int(start) for start in self._starts[:, number])
        try:
            return self._unpack(
                data[max(first, 0) : self._ends[number]],
                value[max(first_value, 0) :],
                repeat[max(first_repeat, 0) :],
            )
        except (IndexError, ValueError) as error:
            msg = f"{self.where}: line {number} of the DELTA array does not add up: it is corrupted"
            raise ReadError(msg) from error

    def _unpack(
        self, codes: npt.NDArray[Any], value: npt.NDArray[np.int64], repeat: npt.NDArray[np.int64]
    ) -> npt.NDArray[Any]:
        length = self.shape[self.axis]
        top = np.iinfo(codes.dtype).max
        # Every code stands for at least one value, so that no more than these can matter.
        codes = codes[:length]
        single_good, repeat_good, repeat_bad, single_bad, multi_good = (codes == top - n for n in range(5))
        counted = repeat_good | repeat_bad | multi_good
        counts = np.ones(len(codes), np.int64)
        runs = repeat[: np.count_nonzero(counted)]
        counts[counted] = np.minimum(np.maximum(runs, 0), length)
        counts[repeat_bad | single_bad] += 1
        ends = np.cumsum(counts)
        last = int(np.searchsorted(ends, length))
        if last >= len(codes):
            msg = "too few values"
            raise ValueError(msg)
        used = np.zeros(len(codes), np.int64)
        used[single_good | repeat_good | repeat_bad | single_bad] = 1
        used[multi_good] = counts[multi_good]
        first_value = np.cumsum(used) - used
        starts = ends - counts
        clipped = counts[: last + 1].copy()
        clipped[last] = length - starts[last]
        owner = np.repeat(np.arange(last + 1), clipped)
        place = np.arange(length) - starts[owner]
        bad = (repeat_bad | single_bad)[owner] & (place < counts[owner] - 1)
        given = (used > 0)[owner] & ~bad
        index = first_value[owner] + np.where(multi_good[owner], place, 0)
        values = np.zeros(length, np.int64)
        values[given] = value[index[given]]
        steps = np.where(given | bad, 0, codes[owner]).astype(np.int64)
        before = np.maximum.accumulate(np.where(given, np.arange(length), -1))
        if np.any((before < 0) & ~bad):
            msg = "a line starts with a difference"
            raise ValueError(msg)
        total = np.cumsum(steps)
        values = values[before] + total - total[before]
        values[bad] = self.bad
        return values.astype(self.dtype)


class DeltaPlane:
    """One 2-D plane of a DELTA array; reading a window unpacks the lines that cross it.

    Parameters
    ----------
    array : `DeltaArray`
        The array.
    leading : `tuple` [`int`, ...]
        Index along each axis before the last two.
    """

    def __init__(self, array: DeltaArray, leading: tuple[int, ...]) -> None:
        self.shape: tuple[int, int] = (array.shape[-2], array.shape[-1])
        self.dtype = array.dtype
        rank = len(array.shape)
        self.chunks: tuple[int, int] | None = {
            rank - 1: (1, self.shape[1]),
            rank - 2: (self.shape[0], 1),
        }.get(array.axis)
        """What one read costs at least: a line."""
        self._array = array
        self._leading = leading

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, columns = bounds(key, self.shape)
        out = np.empty((len(rows), len(columns)), self.dtype)
        if not out.size:
            return out
        array, rank = self._array, len(self._array.shape)
        lines = tuple(size for axis, size in enumerate(array.shape) if axis != array.axis)
        if array.axis == rank - 1:
            for index, row in enumerate(rows):
                number = int(np.ravel_multi_index((*self._leading, row), lines))
                out[index] = array.line(number)[columns.start : columns.stop : columns.step]
        elif array.axis == rank - 2:
            for index, column in enumerate(columns):
                number = int(np.ravel_multi_index((*self._leading, column), lines))
                out[:, index] = array.line(number)[rows.start : rows.stop : rows.step]
        else:
            depth = self._leading[array.axis]
            others = tuple(index for axis, index in enumerate(self._leading) if axis != array.axis)
            for y, row in enumerate(rows):
                for x, column in enumerate(columns):
                    number = int(np.ravel_multi_index((*others, row, column), lines))
                    out[y, x] = array.line(number)[depth]
        return out

    def __repr__(self) -> str:
        return f"DeltaPlane(shape={self.shape}, dtype={self.dtype})"


def _bad_value(dtype: np.dtype[Any]) -> int:
    limits = np.iinfo(dtype)
    return int(limits.min if dtype.kind == "i" else limits.max)
