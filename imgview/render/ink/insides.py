"""Squares and diamonds: what lies inside."""

from __future__ import annotations

import numpy as np

from imgview.render.ink.nearest import Boxes, Floats, Indices
from imgview.render.ink.spans import Spans

__all__ = ["Insides"]


class Insides:
    """Squares, or diamonds, that stand upright.

    Parameters
    ----------
    x, y : `numpy.ndarray`, shape (n,), float64
        Centres, screen pixels.
    half : `numpy.ndarray`, shape (n,), float64
        Half widths, screen pixels.
    pointed : `bool`
        Whether they are diamonds.
    """

    def __init__(self, x: Floats, y: Floats, half: Floats, *, pointed: bool) -> None:
        self._x, self._y, self._half, self._pointed = x, y, half, pointed
        self.boxes = Boxes(x - half, y - half, x + half, y + half)

    def spans(self, i: Indices, row: Indices, reach: float) -> Spans:  # noqa: ARG002 - as those with lines
        """Return what lies inside in rows; see `imgview.render.ink.spans`."""
        half = self._half[i]
        if self._pointed:
            half = half - np.abs(row + 0.5 - self._y[i])
        return Spans(np.arange(i.size), np.ceil(self._x[i] - half - 0.5), np.floor(self._x[i] + half - 0.5))
