"""Lines of any shape as distances: how far each pixel of a screen is from the nearest line of a layer.

Coverage follows from the distance, and where lines cross the nearest one counts, of equally near ones that
with the lower number of a colour, so that the order in which they are drawn makes no difference. The page
has the same arithmetic in ``frontend/src/ink.ts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.render.ink.insides import Insides
from imgview.render.ink.nearest import FAR, Boxes, Colors, Indices, Nearest
from imgview.render.ink.round_shapes import Circles, Ellipses
from imgview.render.ink.spans import draw_spans, pieces_of
from imgview.render.ink.straight_lines import StraightLines
from imgview.render.ink.windows import draw_windows

__all__ = ["FAR", "Ink"]

_LARGEST = 48
"""Pixels along the window of a shape beyond which most of them are far from its line."""
_AT_ONCE = 1 << 16
"""Shapes that are looked at in one go."""

Floats = npt.NDArray[np.float64]


class Ink:
    """Distances to the nearest line, for every pixel of a screen; y down, the first pixel covers 0..1.

    Parameters
    ----------
    height, width : `int`
        Screen pixels.
    reach : `float`
        Screen pixels beyond which a line leaves no trace.
    advance : callable, optional
        Told now and then how many more shapes are done.
    """

    def __init__(
        self, height: int, width: int, reach: float, advance: Callable[[int], None] | None = None
    ) -> None:
        self._nearest = Nearest(height, width, reach)
        self._advance = advance
        self.fills = np.full((height, width), 0xFFFF, np.uint16)
        """Number of the colour that a pixel is filled with, 0xFFFF for none, shape (height, width)."""

    @property
    def steps(self) -> npt.NDArray[np.uint8]:
        """Distance in steps of ``reach / FAR``, shape (height, width), uint8."""
        return (self._nearest.marks >> 8).astype(np.uint8)

    @property
    def colors(self) -> npt.NDArray[np.uint8]:
        """Number of the nearest line's colour, shape (height, width), uint8."""
        return (self._nearest.marks & 255).astype(np.uint8)

    def segments(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, *, colors: Colors = None) -> None:
        """Draw straight lines between pairs of screen points, each array of shape (n,)."""
        for part in self._parts(x0.size):
            *ends, near = self._clipped(x0[part], y0[part], x1[part], y1[part])
            self._draw(StraightLines(*ends), _of(colors, part, near))

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
        What counts as distance is said at `~imgview.render.ink.round_shapes.Ellipses`.
        """
        for part in self._parts(x.size):
            # Many sources are smaller than the least that is drawn, and that is a circle.
            circle = (a[part] == b[part]) & (2 * (a[part] + self._nearest.reach) < _LARGEST)
            if circle.any():
                x_y_radius = (column[part][circle] for column in (x, y, a))
                self._draw(Circles(*x_y_radius), _of(colors, part, circle))
            if not circle.all():
                columns = [column[part][~circle] for column in (x, y, a, b, theta)]
                self._draw(Ellipses(*columns, reach=self._nearest.reach), _of(colors, part, ~circle))

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
        height, width = self.fills.shape
        fills = self.fills.reshape(-1)
        for part in self._parts(x.size):
            a, b, theta = shapes[part].T
            insides: Ellipses | Insides
            if kind == "ellipse":
                insides = Ellipses(x[part], y[part], a, b, theta, reach=0.0)
            else:
                insides = Insides(x[part], y[part], a, pointed=kind == "diamond")
            numbers = np.zeros(a.size, np.uint8) if colors is None else colors[part]
            seen = self._seen(insides.boxes, 0.0)
            for pieces in pieces_of(insides, insides.boxes, seen, (height, width), 0.0):
                columns, number = pieces.start + pieces.along, numbers[pieces.shape]
                at = width * pieces.row + columns
                lower = (columns >= pieces.first) & (columns <= pieces.last) & (number < fills[at])
                np.minimum.at(fills, at[lower], np.broadcast_to(number, at.shape)[lower])

    def discs(self, x: Floats, y: Floats, radius: float, *, colors: Colors = None) -> None:
        """Draw filled circles of one radius about screen points, each array of shape (n,)."""
        for part in self._parts(x.size):
            discs = Circles(x[part], y[part], np.full(x[part].shape, radius), filled=True)
            self._draw(discs, None if colors is None else colors[part])

    def _parts(self, count: int) -> Iterator[slice]:
        """Yield which shapes to look at in one go."""
        for first in range(0, count, _AT_ONCE):
            yield slice(first, first + _AT_ONCE)
            if self._advance is not None:
                self._advance(min(_AT_ONCE, count - first))

    def _clipped(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> tuple[npt.NDArray[Any], ...]:
        """Return the parts of segments near the screen, and whose (Liang and Barsky 1984, ACM TOG 3, 1)."""
        height, width = self.fills.shape
        reach = self._nearest.reach
        seen = self._seen(
            Boxes(np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)), reach
        )
        x0, y0, x1, y1 = x0[seen], y0[seen], x1[seen], y1[seen]
        start, stop = np.zeros(x0.shape), np.ones(x0.shape)
        for p, q in (
            (x0 - x1, x0 + reach),
            (x1 - x0, width + reach - x0),
            (y0 - y1, y0 + reach),
            (y1 - y0, height + reach - y0),
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
        return x0 + start * dx, y0 + start * dy, x0 + stop * dx, y0 + stop * dy, seen[near]

    def _seen(self, boxes: Boxes, reach: float) -> Indices:
        """Return which boxes are on the screen, or near it."""
        height, width = self.fills.shape
        across = (boxes.x1 > -reach) & (boxes.x0 < width + reach)
        return np.flatnonzero(across & (boxes.y1 > -reach) & (boxes.y0 < height + reach))

    def _draw(self, shapes: Circles | Ellipses | StraightLines, colors: Colors) -> None:
        """Take the nearest of many lines."""
        boxes, reach = shapes.boxes, self._nearest.reach
        which = self._seen(boxes, reach)
        if colors is not None and not colors.any():
            colors = None
        if isinstance(shapes, Circles):
            draw_windows(self._nearest, shapes, boxes, which, colors)
            return
        size = np.maximum(boxes.x1 - boxes.x0, boxes.y1 - boxes.y0)[which] + 2 * reach
        small = size < _LARGEST
        draw_windows(self._nearest, shapes, boxes, which[small], colors)
        draw_spans(self._nearest, shapes, boxes, which[~small], colors)


def _of(colors: Colors, part: slice, some: npt.NDArray[Any]) -> Colors:
    return None if colors is None else colors[part][some]
