"""Large shapes: row by row, only the pixels that some line of theirs may come near."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import numpy as np

from imgview.render.ink.nearest import Boxes, Colors, Floats, Indices, Nearest

__all__ = ["Pieces", "Spans", "draw_spans", "pieces_of"]

_ROWS = 1 << 13
"""Rows of shapes that are worked out in one go."""
_PIECE = 8
"""Pixels into which spans are cut: a line of usual width takes one piece on either side of a shape."""
_PIECES = 1 << 12
"""Pieces that are looked at in one go: few enough to stay in the processor's cache."""


class Spans(NamedTuple):
    """Columns of pixels from ``first`` to ``last``, none where that is less; arrays of shape (n,)."""

    of: Indices
    """Number of the row, of those asked about, that each lies in."""
    first: Floats
    last: Floats


class Pieces(NamedTuple):
    """Equally long pieces of spans, side by side; arrays of shape (n,) but for ``along``."""

    shape: Indices
    row: Indices
    start: Indices
    """First column."""
    along: Indices
    """Columns from there, shape (columns, 1)."""
    first: Floats
    """Of the span that each is of, which may begin or end within."""
    last: Floats


class _Spanned(Protocol):
    """Shapes, as far as their rows go."""

    def spans(self, i: Indices, row: Indices, reach: float) -> Spans:
        """Return where lines of shapes may come near in rows of the screen."""


class _Lined(_Spanned, Protocol):
    """Shapes with lines."""

    def at(self, pieces: Pieces) -> Floats:
        """Return the squares of the distances of pixels, shape (columns, n)."""


def draw_spans(nearest: Nearest, shapes: _Lined, boxes: Boxes, which: Indices, colors: Colors) -> None:
    """Draw large shapes.

    Parameters
    ----------
    nearest : `~imgview.render.ink.nearest.Nearest`
        What they are drawn to.
    shapes : object
        With ``spans`` and ``at``.
    boxes : `~imgview.render.ink.nearest.Boxes`
        Where they are.
    which : `numpy.ndarray`, shape (n,)
        Which of them are drawn.
    colors : `numpy.ndarray`, uint8, or `None`
        Number of each shape's colour.
    """
    height, width = nearest.marks.shape
    for pieces in pieces_of(shapes, boxes, which, (height, width), nearest.reach):
        at = (width * pieces.row + pieces.start) + pieces.along
        nearest.take(at, shapes.at(pieces), None if colors is None else colors[pieces.shape])


def pieces_of(
    shapes: _Spanned, boxes: Boxes, which: Indices, size: tuple[int, int], reach: float
) -> Iterator[Pieces]:
    """Yield what is seen of shapes, so many pixels at a time that memory stays bounded.

    Parameters
    ----------
    shapes : object
        With ``spans``.
    boxes : `~imgview.render.ink.nearest.Boxes`
        Where they are.
    which : `numpy.ndarray`, shape (n,)
        Which of them.
    size : (`int`, `int`)
        Height and width of the screen.
    reach : `float`
        Screen pixels by which they reach beyond their boxes.
    """
    height, width = size
    along = np.arange(min(_PIECE, width))[:, None]
    for shape, shape_row in _rows(boxes, which, height, reach):
        spans = shapes.spans(shape, shape_row, reach)
        i, row = shape[spans.of], shape_row[spans.of]
        first = np.maximum(spans.first, np.maximum(np.ceil(boxes.x0[i] - reach - 0.5), 0))
        last = np.minimum(spans.last, np.minimum(np.floor(boxes.x1[i] + reach - 0.5), width - 1))
        some = np.flatnonzero(first <= last)
        count = (last[some] - first[some]).astype(np.intp) // along.size + 1
        span = np.repeat(some, count)
        nth = np.arange(span.size) - np.repeat(np.cumsum(count) - count, count)
        # The last piece of a span goes beyond its end, or begins earlier where that is over the edge.
        start = np.minimum(first[span].astype(np.intp) + along.size * nth, width - along.size)
        for begin in range(0, span.size, _PIECES):
            part = span[begin : begin + _PIECES]
            yield Pieces(i[part], row[part], start[begin : begin + _PIECES], along, first[part], last[part])


def _rows(boxes: Boxes, which: Indices, height: int, reach: float) -> Iterator[tuple[Indices, Indices]]:
    """Yield shapes, as often as their boxes have rows on the screen, and these rows."""
    top = np.clip(np.ceil(boxes.y0[which] - reach - 0.5), 0, height).astype(np.intp)
    bottom = np.clip(np.floor(boxes.y1[which] + reach + 0.5), 0, height).astype(np.intp)
    counts = np.maximum(bottom - top, 0)
    ends = np.cumsum(counts)
    begin, done = 0, 0
    while begin < which.size:
        end = max(int(np.searchsorted(ends, done + _ROWS, "right")), begin + 1)
        count = counts[begin:end]
        i = np.repeat(np.arange(begin, end), count)
        yield which[i], top[i] + np.arange(i.size) - np.repeat(ends[begin:end] - count - done, count)
        begin, done = end, int(ends[end - 1])
