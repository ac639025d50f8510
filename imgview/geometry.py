"""Pixel boxes and pairs of coordinates: the one place where the pixel law is stated.

Pixels are counted from 0 and an integer coordinate is the *centre* of a pixel, whose edges lie at
±0.5.  *Absolute* coordinates are those of the sensor or tract a picture was cut from: its first pixel
is ``bbox.start``, usually not ``(0, 0)``, and they survive cutting.  *Local* coordinates are indices
into the array at hand: absolute minus ``bbox.start``.  Arrays are indexed ``[y, x]``.

The classes mean what their namesakes in ``lsst.images`` mean.  They know no pixels and no files.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, NamedTuple, SupportsIndex, TypeVar, overload

import numpy as np
import numpy.typing as npt

from imgview.errors import ShapeError

__all__ = ["XY", "YX", "Box", "Interval", "Slicer"]

T = TypeVar("T")
K = TypeVar("K")


class YX(NamedTuple, Generic[T]):
    """A pair ordered ``(y, x)``, as numpy orders shapes and indices."""

    y: T
    """The row part."""

    x: T
    """The column part."""

    @property
    def xy(self) -> XY[T]:
        """The same two things the other way round (`XY`)."""
        return XY(x=self.x, y=self.y)


class XY(NamedTuple, Generic[T]):
    """A pair ordered ``(x, y)``, as points are usually written."""

    x: T
    """The column part."""

    y: T
    """The row part."""

    @property
    def yx(self) -> YX[T]:
        """The same two things the other way round (`YX`)."""
        return YX(y=self.y, x=self.x)


class Slicer(Generic[K, T]):
    """Slice syntax for what makes boxes or sub-images: ``box.absolute[3:6, :]`` calls ``make``."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], T]) -> None:
        self._make = make

    def __getitem__(self, key: K) -> T:
        return self._make(key)


@dataclass(frozen=True, slots=True)
class Interval:
    """A run of at least one integer, ``start`` included and ``stop`` not.

    Parameters
    ----------
    start, stop : `int`
        The smallest member, and one more than the largest.

    Raises
    ------
    ShapeError
        If ``stop`` is not greater than ``start``.
    """

    start: int
    """The smallest member."""

    stop: int
    """One more than the largest member."""

    factory: ClassVar[Slicer[slice, Interval]]
    """``Interval.factory[3:6]`` is ``Interval(3, 6)``."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", operator.index(self.start))
        object.__setattr__(self, "stop", operator.index(self.stop))
        if self.stop <= self.start:
            msg = f"an interval needs at least one pixel, got start={self.start}, stop={self.stop}"
            raise ShapeError(msg)

    @classmethod
    def from_size(cls, size: int, start: int = 0) -> Interval:
        """Return the interval of ``size`` integers that begins at ``start``."""
        return cls(start, start + size)

    @property
    def min(self) -> int:
        """The smallest member (`int`), the same as ``start``."""
        return self.start

    @property
    def max(self) -> int:
        """The largest member (`int`), ``stop - 1``."""
        return self.stop - 1

    @property
    def size(self) -> int:
        """How many integers the interval holds (`int`)."""
        return self.stop - self.start

    @property
    def center(self) -> float:
        """The middle between ``min`` and ``max`` (`float`): of 0..9 it is 4.5."""
        return 0.5 * (self.min + self.max)

    @property
    def absolute(self) -> Slicer[slice, Interval]:
        """Cut by absolute coordinates: ``interval.absolute[105:]`` (`Slicer`)."""
        return Slicer(self._cut_absolute)

    @property
    def local(self) -> Slicer[slice, Interval]:
        """Cut as a Python sequence is cut, 0 being ``start`` (`Slicer`)."""
        return Slicer(self._cut_local)

    def __contains__(self, value: float) -> bool:
        return self.start <= value < self.stop

    @overload
    def contains(self, other: Interval | float) -> bool: ...
    @overload
    def contains(self, other: npt.ArrayLike) -> bool | npt.NDArray[np.bool_]: ...

    def contains(self, other: Interval | npt.ArrayLike) -> bool | npt.NDArray[np.bool_]:
        """Tell whether another interval or positions lie inside.

        Parameters
        ----------
        other : `Interval` or array-like of `float`
            A position is inside up to the outer edges of the first and last pixel:
            ``start - 0.5 <= position < stop - 0.5``.  NaN is outside.

        Returns
        -------
        `bool` or `numpy.ndarray` of `bool`
            An array if an array was given.
        """
        if isinstance(other, Interval):
            return self.start <= other.start and other.stop <= self.stop
        position = np.asarray(other)
        inside = (position >= self.start - 0.5) & (position < self.stop - 0.5)
        return inside if position.ndim else bool(inside)

    def intersection(self, other: Interval) -> Interval:
        """Return what two intervals share.

        Raises
        ------
        ShapeError
            If they share nothing.
        """
        start, stop = max(self.start, other.start), min(self.stop, other.stop)
        if start >= stop:
            msg = f"no overlap between {self} and {other}"
            raise ShapeError(msg)
        return Interval(start, stop)

    def dilated_by(self, padding: int) -> Interval:
        """Return the interval grown by ``padding`` at both ends (shrunk if negative)."""
        return Interval(self.start - padding, self.stop + padding)

    padded = dilated_by

    def slice_within(self, other: Interval) -> slice:
        """Return the slice that selects this interval from an array whose indices span ``other``.

        Raises
        ------
        ShapeError
            If ``other`` does not contain this interval.
        """
        if not other.contains(self):
            msg = f"{self} is not inside {other}"
            raise ShapeError(msg)
        return slice(self.start - other.start, self.stop - other.start)

    def _cut_absolute(self, key: slice) -> Interval:
        start = self.start if key.start is None else key.start
        stop = self.stop if key.stop is None else key.stop
        result = _interval(slice(start, stop, key.step))
        result.slice_within(self)
        return result

    def _cut_local(self, key: slice) -> Interval:
        start, stop, step = key.indices(self.size)
        return _interval(slice(start + self.start, stop + self.start, step))

    def __str__(self) -> str:
        return f"{self.start}:{self.stop}"


def _interval(key: slice) -> Interval:
    """Return what ``start:stop`` describes."""
    if key.step not in {None, 1} or key.stop is None:
        msg = f"expected start:stop without a step, got {key}"
        raise ShapeError(msg)
    return Interval(0 if key.start is None else key.start, key.stop)


def _pair(values: Sequence[SupportsIndex], what: str) -> tuple[int, int]:
    """Return ``(y, x)`` integers from an `XY`, or from any pair ordered ``(y, x)``."""
    pair = values.yx if isinstance(values, XY) else tuple(values)
    if len(pair) != 2:
        msg = f"{what} must be a pair (y, x), got {values!r}"
        raise ShapeError(msg)
    return operator.index(pair[0]), operator.index(pair[1])


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of whole pixels in absolute coordinates.

    Parameters
    ----------
    y, x : `Interval`
        The rows and columns covered.

    Examples
    --------
    >>> box = Box.from_shape((4000, 4072), start=(1200, 2048))
    >>> box.absolute[1300:1400, 2100:2200].slice_within(box)
    YX(y=slice(100, 200, None), x=slice(52, 152, None))
    """

    y: Interval
    """The rows."""

    x: Interval
    """The columns."""

    factory: ClassVar[Slicer[tuple[slice, slice], Box]]
    """``Box.factory[3:6, -1:2]`` is ``Box(y=Interval(3, 6), x=Interval(-1, 2))``."""

    def __post_init__(self) -> None:
        if not all(isinstance(part, Interval) for part in (self.y, self.x)):
            msg = f"a Box is made of two Intervals, got {self.y!r}, {self.x!r}; see Box.factory[y0:y1, x0:x1]"
            raise TypeError(msg)

    @classmethod
    def from_shape(cls, shape: Sequence[SupportsIndex], start: Sequence[SupportsIndex] | None = None) -> Box:
        """Return the box of a given shape.

        Parameters
        ----------
        shape : pair of `int`
            Size in pixels, ordered ``(y, x)`` unless it is an `XY`.
        start : pair of `int`, optional
            Absolute coordinates of the first pixel, ordered ``(y, x)`` unless it is an `XY`;
            ``(0, 0)`` if not given.

        Raises
        ------
        ShapeError
            If either is not a pair, or a size is not positive.
        """
        height, width = _pair(shape, "a shape")
        y0, x0 = (0, 0) if start is None else _pair(start, "a start")
        if height < 1 or width < 1:
            msg = f"a box needs at least one pixel each way, got shape ({height}, {width})"
            raise ShapeError(msg)
        return cls(y=Interval.from_size(height, y0), x=Interval.from_size(width, x0))

    @property
    def start(self) -> YX[int]:
        """The first pixel (`YX` of `int`)."""
        return YX(y=self.y.start, x=self.x.start)

    @property
    def stop(self) -> YX[int]:
        """One beyond the last pixel each way (`YX` of `int`)."""
        return YX(y=self.y.stop, x=self.x.stop)

    @property
    def min(self) -> YX[int]:
        """The first pixel (`YX` of `int`), the same as ``start``."""
        return YX(y=self.y.min, x=self.x.min)

    @property
    def max(self) -> YX[int]:
        """The last pixel (`YX` of `int`)."""
        return YX(y=self.y.max, x=self.x.max)

    @property
    def shape(self) -> YX[int]:
        """The size in pixels (`YX` of `int`)."""
        return YX(y=self.y.size, x=self.x.size)

    @property
    def area(self) -> int:
        """How many pixels the box holds (`int`)."""
        return self.y.size * self.x.size

    @property
    def corners(self) -> npt.NDArray[np.float64]:
        """Where the outer pixel edges meet (`numpy.ndarray`, shape (4, 2), x and y), anticlockwise."""
        x0, x1 = self.x.start - 0.5, self.x.stop - 0.5
        y0, y1 = self.y.start - 0.5, self.y.stop - 0.5
        return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])

    @property
    def absolute(self) -> Slicer[tuple[slice, slice], Box]:
        """Cut by absolute coordinates: ``box.absolute[1300:1400, 2100:]`` (`Slicer`)."""
        return Slicer(lambda key: Box(y=self.y.absolute[key[0]], x=self.x.absolute[key[1]]))

    @property
    def local(self) -> Slicer[tuple[slice, slice], Box]:
        """Cut as a numpy array is cut: ``box.local[:100, -50:]`` (`Slicer`)."""
        return Slicer(lambda key: Box(y=self.y.local[key[0]], x=self.x.local[key[1]]))

    @overload
    def contains(self, other: Box, /) -> bool: ...
    @overload
    def contains(self, /, *, x: float, y: float) -> bool: ...
    @overload
    def contains(self, /, *, x: npt.ArrayLike, y: npt.ArrayLike) -> bool | npt.NDArray[np.bool_]: ...

    def contains(
        self, other: Box | None = None, /, *, x: npt.ArrayLike | None = None, y: npt.ArrayLike | None = None
    ) -> bool | npt.NDArray[np.bool_]:
        """Tell whether another box, or positions, lie inside.

        Parameters
        ----------
        other : `Box`, optional
            What to look for.
        x, y : array-like of `float`, optional
            Absolute positions instead of ``other``; they are broadcast against each other.

        Returns
        -------
        `bool` or `numpy.ndarray` of `bool`
            An array if arrays were given.  Edges count as in `Interval.contains`.

        Raises
        ------
        TypeError
            If not exactly one of ``other`` and the pair ``x``, ``y`` is given.
        """
        if isinstance(other, Box) and x is None and y is None:
            return self.y.contains(other.y) and self.x.contains(other.x)
        if other is not None or x is None or y is None:
            msg = f"Box.contains takes either a Box, or both x= and y=; got {other!r}, x={x!r}, y={y!r}"
            raise TypeError(msg)
        inside = np.logical_and(self.x.contains(x), self.y.contains(y))
        return inside if inside.ndim else bool(inside)

    def intersection(self, other: Box) -> Box:
        """Return what two boxes share.

        Raises
        ------
        ShapeError
            If they share nothing.
        """
        try:
            return Box(y=self.y.intersection(other.y), x=self.x.intersection(other.x))
        except ShapeError:
            msg = f"no overlap between {self} and {other}"
            raise ShapeError(msg) from None

    def dilated_by(self, padding: int) -> Box:
        """Return the box grown by ``padding`` pixels on all sides (shrunk if negative)."""
        return Box(y=self.y.dilated_by(padding), x=self.x.dilated_by(padding))

    padded = dilated_by

    def slice_within(self, other: Box) -> YX[slice]:
        """Return the slices that select this box from an array whose pixels span ``other``.

        Raises
        ------
        ShapeError
            If ``other`` does not contain this box.
        """
        if not other.contains(self):
            msg = f"{self} is not inside {other}"
            raise ShapeError(msg)
        return YX(y=self.y.slice_within(other.y), x=self.x.slice_within(other.x))

    def __str__(self) -> str:
        return f"[y={self.y}, x={self.x}]"


Interval.factory = Slicer(_interval)
Box.factory = Slicer(lambda key: Box(y=_interval(key[0]), x=_interval(key[1])))
