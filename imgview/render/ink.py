"""Lines of any shape as distances: how far each pixel of a screen is from the nearest line of a layer.

Coverage follows from the distance, and where lines cross the nearest one counts, of equally near ones that
with the lower number of a colour, so that the order in which they are drawn makes no difference. The page
has the same arithmetic in ``frontend/src/ink.ts``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["FAR", "Ink"]

FAR = 255
"""Step of a pixel beyond the reach of every line."""

_PIECE = 64
"""Screen pixels to which long segments are cut: the box about a slanted one is mostly empty."""
_SMALL = 1e4
"""Screen pixels: semi-axes up to which single precision tells hundredths of a pixel apart."""
_AT_ONCE = 1 << 19
"""Pixels that are looked at in one go."""

Floats = npt.NDArray[np.float64]
Colors = npt.NDArray[np.uint8] | None
_Distance = Callable[[npt.NDArray[np.intp], Floats, Floats], Floats]


class Ink:
    """Distances to the nearest line, for every pixel of a screen; y down, the first pixel covers 0..1.

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
        self.fills = np.full((height, width), 0xFFFF, np.uint16)
        """Number of the colour that a pixel is filled with, 0xFFFF for none, shape (height, width)."""
        self.reach = reach
        """Screen pixels that all steps together stand for (`float`)."""

    @property
    def steps(self) -> npt.NDArray[np.uint8]:
        """Distance in steps of ``reach / FAR``, shape (height, width), uint8."""
        return (self.marks >> 8).astype(np.uint8)

    @property
    def colors(self) -> npt.NDArray[np.uint8]:
        """Number of the nearest line's colour, shape (height, width), uint8."""
        return (self.marks & 255).astype(np.uint8)

    def segments(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, *, colors: Colors = None) -> None:
        """Draw straight lines between pairs of screen points, each array of shape (n,)."""
        x0, y0, x1, y1, near = self._clipped(x0, y0, x1, y1)
        pieces = np.maximum(np.ceil(np.hypot(x1 - x0, y1 - y0) / _PIECE), 1).astype(np.intp)
        which = np.repeat(np.arange(x0.size), pieces)
        nth = np.arange(which.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        dx, dy = ((x1 - x0) / pieces)[which], ((y1 - y0) / pieces)[which]
        ax, ay = x0[which] + nth * dx, y0[which] + nth * dy
        length = np.maximum(dx * dx + dy * dy, 1e-30)

        def distance(i: npt.NDArray[np.intp], x: Floats, y: Floats) -> Floats:
            u, v = x - _over(ax[i]), y - _over(ay[i])
            along = np.clip((u * _over(dx[i]) + v * _over(dy[i])) / _over(length[i]), 0.0, 1.0)
            distances: Floats = np.hypot(u - along * _over(dx[i]), v - along * _over(dy[i]))
            return distances

        low_x, low_y = np.minimum(ax, ax + dx), np.minimum(ay, ay + dy)
        colors = None if colors is None else colors[near][which]
        self._draw(low_x, low_y, low_x + np.abs(dx), low_y + np.abs(dy), distance, colors=colors)

    def ellipses(
        self, x: Floats, y: Floats, a: Floats, b: Floats, theta: Floats, *, colors: Colors = None
    ) -> None:
        """Draw ellipses.

        Parameters
        ----------
        x, y : `numpy.ndarray`, shape (n,), float64
            Centres.
        a, b : `numpy.ndarray`, shape (n,), float64
            Semi-axes, screen pixels, positive.
        theta : `numpy.ndarray`, shape (n,), float64
            Angle of ``a`` from the right, counter-clockwise as seen on screen, radians.
        colors : `numpy.ndarray`, shape (n,), uint8, optional
            Number of each one's colour; 0 if not given.

        Notes
        -----
        With k1 = |(u/a, v/b)| and k2 = |(u/a², v/b²)| the distance is k1 |k1 - 1| / k2: exact for circles,
        and of first order for ellipses, so that the middle of the line lies on the ellipse.
        """
        cos, sin = np.cos(theta), np.sin(theta)
        # Single precision is twice as fast.
        small = not a.size or max(a.max(), b.max()) < _SMALL
        precision: type[np.floating[Any]] = np.float32 if small else np.float64

        def distance(i: npt.NDArray[np.intp], px: Floats, py: Floats) -> Floats:
            dx, dy = (px - _over(x[i])).astype(precision), (_over(y[i]) - py).astype(precision)
            ua, va, ub, vb = (
                _over(factor[i]).astype(precision) for factor in (cos / a, sin / a, -sin / b, cos / b)
            )
            u, v = dx * ua + dy * va, dx * ub + dy * vb
            # In the very middle, where both are 0, no line is near: no axis is that short.
            k1 = np.maximum(np.sqrt(u * u + v * v), precision(1e-12))
            u *= _over(1 / a[i]).astype(precision)
            v *= _over(1 / b[i]).astype(precision)
            k2 = np.maximum(np.sqrt(u * u + v * v), precision(1e-20))
            distances: Floats = np.abs(k1 - 1) * k1 / k2
            return distances

        half_x, half_y = np.hypot(a * cos, b * sin), np.hypot(a * sin, b * cos)
        self._draw(x - half_x, y - half_y, x + half_x, y + half_y, distance, colors=colors)

    def fill(self, x: Floats, y: Floats, shapes: npt.NDArray[np.float64], kind: str, colors: Colors) -> None:
        """Fill the inside of shapes; where some overlap, the one with the lowest number of a colour counts.

        Parameters
        ----------
        x, y : `numpy.ndarray`, shape (n,), float64
            Centres.
        shapes : `numpy.ndarray`, shape (n, 3), float64
            Semi-axes and angle, as for `ellipses`; the half width twice for the others.
        kind : `str`
            "ellipse", "square" or "diamond".
        colors : `numpy.ndarray`, shape (n,), uint8
            Number of each one's colour.
        """
        a, b, theta = shapes.T
        cos, sin = np.cos(theta), np.sin(theta)

        def outside(i: npt.NDArray[np.intp], px: Floats, py: Floats) -> Floats:
            dx, dy = px - _over(x[i]), _over(y[i]) - py
            u = dx * _over(cos[i] / a[i]) + dy * _over(sin[i] / a[i])
            v = dy * _over(cos[i] / b[i]) - dx * _over(sin[i] / b[i])
            if kind == "ellipse":
                inside = u * u + v * v <= 1
            else:
                u, v = np.abs(u), np.abs(v)
                inside = (u + v if kind == "diamond" else np.maximum(u, v)) <= 1
            return np.where(inside, 0.0, np.inf)

        half_x, half_y = np.hypot(a * cos, b * sin), np.hypot(a * sin, b * cos)
        lines, self.marks = self.marks, self.fills
        self._draw(x - half_x, y - half_y, x + half_x, y + half_y, outside, colors=colors)
        self.marks = lines

    def discs(self, x: Floats, y: Floats, radius: float, *, colors: Colors = None) -> None:
        """Draw filled circles of one radius about screen points, each array of shape (n,)."""

        def distance(i: npt.NDArray[np.intp], px: Floats, py: Floats) -> Floats:
            distances: Floats = np.maximum(np.hypot(px - _over(x[i]), py - _over(y[i])) - radius, 0.0)
            return distances

        self._draw(x - radius, y - radius, x + radius, y + radius, distance, colors=colors)

    def _clipped(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> tuple[npt.NDArray[Any], ...]:
        """Return the parts of segments near the screen, and whose (Liang and Barsky 1984, ACM TOG 3, 1)."""
        height, width = self.marks.shape
        start, stop = np.zeros(x0.shape), np.ones(x0.shape)
        for p, q in (
            (x0 - x1, x0 + self.reach),
            (x1 - x0, width + self.reach - x0),
            (y0 - y1, y0 + self.reach),
            (y1 - y0, height + self.reach - y0),
        ):
            with np.errstate(divide="ignore", invalid="ignore"):
                at = q / p
            start = np.where(p < 0, np.maximum(start, at), start)
            stop = np.where(p > 0, np.minimum(stop, at), stop)
            # Parallel to this edge: wholly on one side of it.
            stop = np.where((p == 0) & (q < 0), -1.0, stop)
        near = start <= stop
        x0, y0, x1, y1, start, stop = (v[near] for v in (x0, y0, x1, y1, start, stop))
        dx, dy = x1 - x0, y1 - y0
        return x0 + start * dx, y0 + start * dy, x0 + stop * dx, y0 + stop * dy, near

    def _draw(
        self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, distance: _Distance, *, colors: Colors
    ) -> None:
        """Take the nearest of many lines, each given by the box it lies in and a distance from its index."""
        height, width = self.marks.shape
        # Pixels whose middle lies in the box.
        left = np.clip(np.ceil(x0 - self.reach - 0.5), 0, width).astype(np.intp)
        right = np.clip(np.floor(x1 + self.reach + 0.5), 0, width).astype(np.intp)
        top = np.clip(np.ceil(y0 - self.reach - 0.5), 0, height).astype(np.intp)
        bottom = np.clip(np.floor(y1 + self.reach + 0.5), 0, height).astype(np.intp)
        shown = np.flatnonzero((right > left) & (bottom > top))
        # Boxes of about one size are looked at together.
        sizes = np.stack([bottom[shown] - top[shown], right[shown] - left[shown]])
        rounded = np.maximum(2 ** np.ceil(np.log2(sizes) - 3), 4).astype(np.intp)
        sizes = -(-sizes // rounded) * rounded
        flat = self.marks.reshape(-1)
        for tall, wide in np.unique(sizes, axis=1).T:
            members = shown[(sizes[0] == tall) & (sizes[1] == wide)]
            chunk = max(1, _AT_ONCE // int(tall * wide))
            for first in range(0, members.size, chunk):
                i = members[first : first + chunk]
                ys = top[i][:, None, None] + np.arange(tall)[:, None]
                xs = left[i][:, None, None] + np.arange(wide)
                steps = distance(i, xs + 0.5, ys + 0.5) * (FAR / self.reach)
                inked = (steps < FAR) & (xs < _over(right[i])) & (ys < _over(bottom[i]))
                marks = steps[inked].astype(np.uint16) << 8
                if colors is not None:
                    marks |= np.broadcast_to(_over(colors[i]), inked.shape)[inked]
                np.minimum.at(flat, (ys * width + xs)[inked], marks)


def _over(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return one number a line, shaped to go with the pixels of its box."""
    return values[:, None, None]
