"""Circles and ellipses: how far pixels are from their lines, and what lies inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from imgview.render.ink.nearest import Boxes, Floats, Indices
from imgview.render.ink.spans import Pieces, Spans

__all__ = ["Circles", "Ellipses"]

_SMALL = 1e4
"""Screen pixels: semi-axes up to which single precision tells hundredths of a pixel apart."""
_BEYOND = 1e9
"""Instead of u/a outside of boxes: about the ends of thin ellipses the first order comes out too near."""


class Circles:
    """Circles of at most some hundred pixels.

    Parameters
    ----------
    x, y : `numpy.ndarray`, shape (n,), float64
        Centres, screen pixels.
    radius : `numpy.ndarray`, shape (n,), float64
        Screen pixels.
    filled : `bool`, optional
        Whether all of the inside is line.
    """

    precision = np.float32
    exact = None

    def __init__(self, x: Floats, y: Floats, radius: Floats, *, filled: bool = False) -> None:
        self.x, self.y = x, y
        self._radius, self._filled = radius, filled
        self.boxes = Boxes(x - radius, y - radius, x + radius, y + radius)

    def squares(self, i: Indices, dx: Floats, dy: Floats) -> Callable[[slice], Floats]:
        """Return the squares of distances; see `imgview.render.ink.windows`."""
        across, down, radius = dx * dx, dy * dy, self._radius[i].astype(self.precision)

        def of(rows: slice) -> Floats:
            found: Floats = across + down[rows, None]
            np.sqrt(found, out=found)
            found -= radius
            if self._filled:
                np.maximum(found, 0, out=found)
            found *= found
            return found

        return of


class Ellipses:
    """Ellipses.

    Parameters
    ----------
    x, y : `numpy.ndarray`, shape (n,), float64
        Centres, screen pixels.
    a, b : `numpy.ndarray`, shape (n,), float64
        Semi-axes, screen pixels, positive.
    theta : `numpy.ndarray`, shape (n,), float64
        Angle of ``a`` from the right, counter-clockwise as seen on screen, radians.
    reach : `float`
        Screen pixels beyond which a line leaves no trace; 0 if only their inside is wanted.

    Notes
    -----
    With k1 = |(u/a, v/b)| and k2 = |(u/a², v/b²)| the distance is k1 |k1 - 1| / k2: exact for circles, and of
    first order for ellipses, so that the middle of the line lies on the ellipse.
    """

    exact = None

    def __init__(self, x: Floats, y: Floats, a: Floats, b: Floats, theta: Floats, *, reach: float) -> None:
        self._reach = reach
        self.x, self.y, self._a, self._b = x, y, a, b
        cos, sin = np.cos(theta), np.sin(theta)
        # Roots are four times faster than hypot.
        half_x = np.sqrt((a * cos) ** 2 + (b * sin) ** 2)
        half_y = np.sqrt((a * sin) ** 2 + (b * cos) ** 2)
        self.boxes = Boxes(x - half_x, y - half_y, x + half_x, y + half_y)
        # What u/a and v/b grow by from pixel to pixel, y down.
        self._ux, self._uy, self._vx, self._vy = cos / a, -sin / a, -sin / b, -cos / b
        # Single precision is twice as fast.
        small = not a.size or max(a.max(), b.max()) < _SMALL
        self.precision: type[np.floating[Any]] = np.float32 if small else np.float64

    def squares(self, i: Indices, dx: Floats, dy: Floats) -> Callable[[slice], Floats]:
        """Return the squares of distances; see `imgview.render.ink.windows`."""
        ux, uy, vx, vy, a, b = self._of(i)
        across_u, down_u, across_v, down_v = ux * dx, uy * dy, vx * dx, vy * dy
        # Windows are somewhat larger than boxes.
        x1, y1 = self.boxes.x1[i] + self._reach, self.boxes.y1[i] + self._reach
        across_u[np.abs(dx) > x1 - self.x[i]] = _BEYOND
        down_u[np.abs(dy) > y1 - self.y[i]] = _BEYOND
        return lambda rows: _squares(across_u + down_u[rows, None], across_v + down_v[rows, None], a, b)

    def spans(self, i: Indices, row: Indices, reach: float) -> Spans:
        """Return where lines may come near, with a reach of 0 what lies inside.

        Parameters
        ----------
        i, row : `numpy.ndarray`, shape (n,)
            Ellipses, and rows of the screen.
        reach : `float`
            Screen pixels.
        """
        ux, uy, vx, vy = (part[i] for part in (self._ux, self._uy, self._vx, self._vy))
        dy = row + 0.5 - self.y[i]
        # Along a row k1² = square (x - middle)² + depth; a line is near only where k1 is 1 within slack.
        square = ux * ux + vx * vx
        middle = self.x[i] - dy * ((ux * uy + vx * vy) / square)
        depth = (dy * (ux * vy - uy * vx)) ** 2 / square
        slack = reach / np.minimum(self._a[i], self._b[i])
        outer = ((1 + slack) ** 2 - depth) / square
        half = np.sqrt(np.maximum(outer, 0))
        left, right = np.ceil(middle - half - 0.5), np.floor(middle + half - 0.5)
        right = np.where(outer < 0, left - 1, right)
        if not reach:
            return Spans(np.arange(i.size), left, right)
        hole = np.sqrt(np.maximum((np.maximum(1 - slack, 0) ** 2 - depth) / square, 0))
        hole_left, hole_right = np.ceil(middle - hole - 0.5), np.floor(middle + hole - 0.5)
        # Without a hole all of the row is its left part.
        whole = (hole == 0) | (hole_left > hole_right)
        return Spans(
            np.tile(np.arange(i.size), 2),
            np.concatenate([left, np.where(whole, right + 1, hole_right + 1)]),
            np.concatenate([np.where(whole, right, hole_left - 1), right]),
        )

    def at(self, pieces: Pieces) -> Floats:
        """Return the squares of distances; see `imgview.render.ink.spans`."""
        i = pieces.shape
        ux, _, vx, _, a, b = self._of(i)
        dx, dy = pieces.start + 0.5 - self.x[i], pieces.row + 0.5 - self.y[i]
        u = (self._ux[i] * dx + self._uy[i] * dy).astype(self.precision)
        v = (self._vx[i] * dx + self._vy[i] * dy).astype(self.precision)
        along = pieces.along.astype(self.precision)
        u = u + ux * along
        # Some pieces are longer than what they are a piece of.
        x0, x1 = self.boxes.x0[i] - self._reach, self.boxes.x1[i] + self._reach
        over = np.flatnonzero((pieces.start + (len(along) - 0.5) > x1) | (pieces.start + 0.5 < x0))
        middle = pieces.start[over] + 0.5 + pieces.along
        u[:, over] = np.where((middle < x0[over]) | (middle > x1[over]), _BEYOND, u[:, over])
        return _squares(u, v + vx * along, a, b)

    def _of(self, i: Indices) -> list[Floats]:
        parts = self._ux[i], self._uy[i], self._vx[i], self._vy[i], self._a[i] ** -2, self._b[i] ** -2
        return [part.astype(self.precision) for part in parts]


def _squares(u: Floats, v: Floats, a: Floats, b: Floats) -> Floats:
    """Return squares of distances from u/a and v/b, whose arrays are lost, and from 1/a² and 1/b²."""
    u *= u
    v *= v
    squares: Floats = u + v
    u *= a
    v *= b
    u += v
    np.sqrt(squares, out=v)
    squares -= v
    squares *= squares
    # In the very middle this is no number: no axis is so short that a line were near.
    with np.errstate(invalid="ignore"):
        squares /= u
    return squares
