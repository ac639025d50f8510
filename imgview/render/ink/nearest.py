"""The nearest line of each pixel: what is known of it, and how further distances are put to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["FAR", "Boxes", "Colors", "Floats", "Indices", "Nearest"]

FAR = 255
"""Step of a pixel beyond the reach of every line."""

_SLACK = 1 + 1e-6
"""Rounding must not keep from a closer look what would come out nearer."""

Floats = npt.NDArray[np.floating[Any]]
Indices = npt.NDArray[np.intp]
Colors = npt.NDArray[np.uint8] | None
_Exact = Callable[[Indices, Indices], Floats]


class Boxes(NamedTuple):
    """The boxes that shapes lie in, screen pixels; arrays of shape (n,)."""

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats


class Nearest:
    """How far each pixel of a screen is from the nearest line, and the number of that line's colour.

    Parameters
    ----------
    height, width : `int`
        Screen pixels.
    reach : `float`
        Screen pixels beyond which a line leaves no trace.
    """

    def __init__(self, height: int, width: int, reach: float) -> None:
        self.marks = np.full((height, width), 0xFFFF, np.uint16)
        """256 times the step of distance, plus the number of the line's colour, shape (height, width)."""
        self.reach = reach
        """Screen pixels that all steps together stand for (`float`)."""
        # Squares of the distances below which a mark may change, by its step, and of each pixel.
        below = np.minimum(np.arange(FAR + 1) + 1, FAR) * (reach / FAR * _SLACK)
        self._below = (below * below).astype(np.float32)
        self._limits = np.full(height * width, self._below[FAR])

    def take(
        self, at: Indices, squares: Floats, colors: Colors, *, first: int = 0, exact: _Exact | None = None
    ) -> None:
        """Keep the nearest of the lines known so far and of further ones.

        Parameters
        ----------
        at : `numpy.ndarray`, shape (..., n)
            Pixels, row after row, counted from ``first``; some may be given several times.
        squares : `numpy.ndarray`, same shape
            Squares of the distances of their middles from lines; no line is near where it is not a number.
        colors : `numpy.ndarray`, shape (n,), uint8, or `None`
            Number of each line's colour; all 0 where `None`.
        first : `int`, optional
            Pixel that the others are counted from.
        exact : callable, optional
            Gives the squares where those above are lower bounds: of places along the last axis, and pixels.
        """
        limits, marks = self._limits[first:], self.marks.reshape(-1)[first:]
        # In a crowd next to nothing comes nearer than what is there: this line is what takes the time.
        near = np.flatnonzero(squares < limits.take(at, mode="clip"))
        if not near.size:
            return
        at, which = at.reshape(-1)[near], near % at.shape[-1]
        found = squares.reshape(-1)[near] if exact is None else exact(which, at + first)
        steps = np.sqrt(found) * FAR / self.reach
        numbers = np.minimum(steps, FAR).astype(np.uint16) << 8
        if colors is not None:
            numbers |= colors[which]
        np.minimum.at(marks, at, numbers)
        limits[at] = self._below[marks[at] >> 8]
