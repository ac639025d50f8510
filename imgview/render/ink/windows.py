"""Small shapes: each is looked at in a window of pixels about it, those of one size together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Protocol

import numpy as np

from imgview.render.ink.nearest import Boxes, Colors, Floats, Indices, Nearest

__all__ = ["draw_windows"]

_AT_ONCE = 1 << 15
"""Pixels that are looked at in one go: few enough to stay in the processor's cache."""
_FEW = 64
"""Shapes of one size below which sizes are rounded up further."""


_Exact = Callable[[Indices, Indices, Indices], Floats]
"""Of shapes, rows and columns."""


class _Windowed(Protocol):
    """Shapes, as far as windows go."""

    @property
    def x(self) -> Floats:
        """Place of the screen that a shape's distances are counted from, shape (n,)."""

    @property
    def y(self) -> Floats:
        """Place of the screen that a shape's distances are counted from, shape (n,)."""

    @property
    def precision(self) -> type[np.floating[Any]]:
        """What its distances are worked out in."""

    @property
    def exact(self) -> _Exact | None:
        """Gives the squares of the distances of pixels, each from one shape, where `squares` gives less."""

    def squares(self, i: Indices, dx: Floats, dy: Floats) -> Callable[[slice], Floats]:
        """Return what gives the squares of distances, or lower bounds of them, in some rows of windows.

        Parameters
        ----------
        i : `numpy.ndarray`, shape (n,)
            Which shapes.
        dx, dy : `numpy.ndarray`, shapes (columns, n) and (rows, n)
            Middles of pixels, counted from (``x``, ``y``) of each shape.
        """


def draw_windows(nearest: Nearest, shapes: _Windowed, boxes: Boxes, which: Indices, colors: Colors) -> None:
    """Draw small shapes.

    Parameters
    ----------
    nearest : `~imgview.render.ink.nearest.Nearest`
        What they are drawn to.
    shapes : object
        With places ``x`` and ``y``, ``precision``, ``squares`` and ``exact``.
    boxes : `~imgview.render.ink.nearest.Boxes`
        Where they are, with the reach of their lines not more than 255 pixels wide and high.
    which : `numpy.ndarray`, shape (n,)
        Which of them are drawn.
    colors : `numpy.ndarray`, uint8, or `None`
        Number of each shape's colour.
    """
    height, width = nearest.marks.shape
    reach, precision = nearest.reach, shapes.precision
    if not which.size:
        return
    for members, tall, wide in _sizes(boxes, which, reach):
        rows, columns = min(tall, height), min(wide, width)
        down, across = np.arange(rows)[:, None], np.arange(columns)[:, None]
        chunk = max(1, _AT_ONCE // columns)
        for begin in range(0, members.size, chunk):
            i = members[begin : begin + chunk]
            # A window over the edge is moved onto the screen.
            left = np.clip(np.ceil(boxes.x0[i] - reach - 0.5), 0, width - columns).astype(np.intp)
            top = np.clip(np.ceil(boxes.y0[i] - reach - 0.5), 0, height - rows).astype(np.intp)
            squares = shapes.squares(
                i,
                (left + 0.5 - shapes.x[i]).astype(precision) + across.astype(precision),
                (top + 0.5 - shapes.y[i]).astype(precision) + down.astype(precision),
            )
            some = min(max(1, _AT_ONCE // (columns * i.size)), rows)
            # The last axis is that of shapes: numpy is slow where the last one is short.
            at = (width * top + left + across) + width * down[:some, :, None]
            numbers = None if colors is None else colors[i]
            exact = None if shapes.exact is None else partial(_exact, shapes.exact, i, width)
            for row in range(0, rows, some):
                found = squares(slice(row, row + some))
                nearest.take(at[: len(found)], found, numbers, first=width * row, exact=exact)


def _exact(of: _Exact, i: Indices, width: int, which: Indices, at: Indices) -> Floats:
    """Return the squares of the distances of pixels from some of the shapes ``i``."""
    row = at // width
    return of(i[which], row, at - width * row)


def _sizes(boxes: Boxes, which: Indices, reach: float) -> Iterator[tuple[Indices, int, int]]:
    """Yield shapes whose windows are about equally high and wide, and how high and wide."""
    wide = np.ceil(boxes.x1[which] - boxes.x0[which] + 2 * reach)
    tall = np.ceil(boxes.y1[which] - boxes.y0[which] + 2 * reach)
    for grain in (2, 4, 8, 16):
        sizes = (256 * np.ceil(tall / grain) + np.ceil(wide / grain)).astype(np.uint16)
        counts = np.bincount(sizes)
        if np.count_nonzero(counts) * _FEW <= which.size:
            break
    # Integers of 16 bits are sorted by their digits, ten times faster than others.
    members = which[np.argsort(sizes, kind="stable")]
    ends = np.cumsum(counts)
    for size in np.flatnonzero(counts).tolist():
        yield members[ends[size] - counts[size] : ends[size]], grain * (size >> 8), grain * (size & 255)
