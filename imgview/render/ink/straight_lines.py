"""Straight lines between pairs of points: how far pixels are from them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from imgview.render.ink.nearest import Boxes, Floats, Indices
from imgview.render.ink.spans import Pieces, Spans

__all__ = ["StraightLines"]

_LEVEL = 1e6
"""Screen pixels of a row beyond which it may see all of a line."""


class StraightLines:
    """Straight lines, with the arithmetic of the page: each operation in its order, in double precision.

    Parameters
    ----------
    x, y : `numpy.ndarray`, shape (n,), float64
        Where they begin, screen pixels.
    x1, y1 : `numpy.ndarray`, shape (n,), float64
        Where they end.
    """

    precision = np.float64

    def __init__(self, x: Floats, y: Floats, x1: Floats, y1: Floats) -> None:
        self.x, self.y = x, y
        self._dx, self._dy = x1 - x, y1 - y
        length = self._dx * self._dx + self._dy * self._dy
        self._inverse = np.divide(1.0, length, out=np.zeros(x.shape), where=length > 0)
        slanted = bool((self._dx * self._dy).any())
        self.exact: Callable[[Indices, Indices, Indices], Floats] | None = self._exact if slanted else None
        self.boxes = Boxes(np.minimum(x, x1), np.minimum(y, y1), np.maximum(x, x1), np.maximum(y, y1))

    def squares(self, i: Indices, dx: Floats, dy: Floats) -> Callable[[slice], Floats]:
        """Return squares of distances, of slanted lines lower bounds; see `imgview.render.ink.windows`."""
        along, up = self._dx[i], self._dy[i]
        inverse = self._inverse[i]
        if not (along * up).any():
            # The nearest place of a level line depends on the column alone, of an upright one on the row.
            across = (dx - np.clip(dx * along * inverse, 0.0, 1.0) * along) ** 2
            down = (dy - np.clip(dy * up * inverse, 0.0, 1.0) * up) ** 2
            return lambda rows: across + down[rows, None]
        # From lines that have no ends.
        turned = np.sqrt(inverse)
        across, down = dx * (up * turned), dy * (along * turned)

        def of(rows: slice) -> Floats:
            found: Floats = across - down[rows, None]
            found *= found
            return found

        return of

    def _exact(self, i: Indices, row: Indices, column: Indices) -> Floats:
        """Return the squares of the distances of pixels, each from one line."""
        dx, dy = self._dx[i], self._dy[i]
        u, v = column + 0.5 - self.x[i], row + 0.5 - self.y[i]
        return _squares(u * dx + v * dy, (u, v), (dx, dy, self._inverse[i]))

    def spans(self, i: Indices, row: Indices, reach: float) -> Spans:
        """Return what rows see of the bands about lines; see `imgview.render.ink.spans`."""
        dx, dy = self._dx[i], self._dy[i]
        with np.errstate(all="ignore"):
            half = reach * np.sqrt(dx * dx + dy * dy) / np.abs(dy)
            middle = self.x[i] + (row + 0.5 - self.y[i]) * dx / dy
            first, last = np.ceil(middle - half - 0.5), np.floor(middle + half - 0.5)
        level = ~(half < _LEVEL)
        first[level], last[level] = -np.inf, np.inf
        return Spans(np.arange(i.size), first, last)

    def at(self, pieces: Pieces) -> Floats:
        """Return the squares of distances; see `imgview.render.ink.spans`."""
        return self._exact(pieces.shape, pieces.row, pieces.start + pieces.along)


def _squares(t: Floats, place: tuple[Floats, Floats], line: tuple[Floats, Floats, Floats]) -> Floats:
    """Return squares of distances.

    Parameters
    ----------
    t : `numpy.ndarray`
        Products of places and lines, which are lost.
    place : (`numpy.ndarray`, `numpy.ndarray`)
        Pixels, from where lines begin.
    line : (`numpy.ndarray`, `numpy.ndarray`, `numpy.ndarray`)
        To where they end, and the inverse squares of their lengths.
    """
    (u, v), (dx, dy, inverse) = place, line
    t *= inverse
    np.maximum(t, 0.0, out=t)
    np.minimum(t, 1.0, out=t)
    squares: Floats = u - t * dx
    squares *= squares
    t *= dy
    np.subtract(v, t, out=t)
    t *= t
    squares += t
    return squares
