"""Which sources lie on pixels in which a plane expression holds: at their centre, or anywhere inside them.

Sources come as spans of pixels along rows; running sums along the rows of the mask answer for spans of any
length alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from imgview.geometry import XY, Box
from imgview.model.array import strips
from imgview.model.plane_expression import Bits, evaluate

__all__ = ["Spans", "center_spans", "ellipse_spans", "hits"]

_SPANS_AT_ONCE = 1 << 20
"""Spans worked on at a time: sources may be as large as the image."""
_STRIP_PIXELS = 1 << 21


class Spans(NamedTuple):
    """Runs of pixels, each belonging to a source; absolute, ``x1`` included."""

    source: npt.NDArray[np.intp]
    y: npt.NDArray[np.intp]
    x0: npt.NDArray[np.intp]
    x1: npt.NDArray[np.intp]


def hits(postfix: Sequence[int], bits: Bits, parts: Iterable[Spans], sources: int) -> npt.NDArray[np.bool_]:
    """Tell which sources have a pixel in which an expression holds.

    Parameters
    ----------
    postfix : sequence of `int`
        What to look for, from `PlaneExpression.postfix`.
    bits : `Bits`
        Where; only strips of rows that have a span are read.
    parts : iterable of `Spans`
        The pixels of the sources; what lies beyond the mask is passed over.
    sources : `int`
        How many sources there are.

    Returns
    -------
    `numpy.ndarray`, shape (sources,), bool
        False for a source without a span.
    """
    found = np.zeros(sources, dtype=bool)
    box = bits.bbox
    step = max(1, _STRIP_PIXELS // box.shape.x)
    for spans in parts:
        inside = _within(spans, box)
        order = np.argsort(inside.y, kind="stable")
        inside = Spans(*(column[order] for column in inside))
        for strip in strips(bits.data, step):
            rows = strip.start + box.y.start, strip.stop + box.y.start
            first, last = np.searchsorted(inside.y, rows)
            if first == last:
                continue
            source, y, x0, x1 = (column[first:last] for column in inside)
            low, high = int(y[0]), int(y[-1]) + 1
            part = Box.factory[low:high, box.x.start : box.x.stop]
            sums = np.zeros((high - low, box.shape.x + 1), dtype=np.int32)
            np.cumsum(evaluate(postfix, bits, part), axis=1, out=sums[:, 1:])
            row = y - low
            some = sums[row, x1 + 1 - box.x.start] > sums[row, x0 - box.x.start]
            found[source[some]] = True
    return found


def _within(spans: Spans, box: Box) -> Spans:
    """Return the parts of spans inside a box."""
    x0, x1 = np.maximum(spans.x0, box.x.min), np.minimum(spans.x1, box.x.max)
    keep = (spans.y >= box.y.min) & (spans.y <= box.y.max) & (x0 <= x1)
    return Spans(spans.source[keep], spans.y[keep], x0[keep], x1[keep])


def center_spans(positions: XY[npt.NDArray[np.float64]], box: Box) -> Spans:
    """Return for every source inside a box the pixel under its centre.

    Parameters
    ----------
    positions : `XY` of `numpy.ndarray`, shape (n,)
        Absolute; NaN is nowhere.
    box : `Box`
        What lies beyond it is left out.

    Returns
    -------
    `Spans`
        Of one pixel each.
    """
    source = np.flatnonzero(box.contains(x=positions.x, y=positions.y))
    x, y = (np.floor(part[source] + 0.5).astype(np.intp) for part in positions)
    return Spans(source, y, x, x)


def ellipse_spans(
    positions: XY[npt.NDArray[np.float64]], shapes: npt.NDArray[np.float64], box: Box
) -> Iterator[Spans]:
    """Yield the pixels whose centres lie inside the ellipses of sources.

    Parameters
    ----------
    positions : `XY` of `numpy.ndarray`, shape (n,)
        Absolute; NaN is nowhere.
    shapes : `numpy.ndarray`, shape (n, 3)
        Semi-axes in pixels and angle; NaN is no ellipse.
    box : `Box`
        What lies beyond it is left out.

    Yields
    ------
    `Spans`
        Of some sources, those that lie low first.

    Notes
    -----
    With yy = a² sin² + b² cos² and xy = (a² - b²) sin cos, the row at a distance dy from the centre reaches
    from dy xy / yy - w to dy xy / yy + w, where w² = (a b)² / yy (1 - dy² / yy).
    """
    a, b, theta = shapes.T
    cosine, sine = np.cos(theta), np.sin(theta)
    with np.errstate(all="ignore"):
        yy = (a * sine) ** 2 + (b * cosine) ** 2
        slope = (a**2 - b**2) * sine * cosine / yy
        # The determinant over yy: no difference of large numbers for a thin ellipse.
        width = (a * b) ** 2 / yy
        reach = np.sqrt(yy)
        low = np.ceil(np.maximum(positions.y - reach, box.y.min))
        high = np.floor(np.minimum(positions.y + reach, box.y.max))
    good = np.flatnonzero((high >= low) & np.isfinite(slope + width) & np.isfinite(positions.x))
    good = good[np.argsort(low[good], kind="stable")]
    rows = (high[good] - low[good] + 1).astype(np.intp)
    ends = np.cumsum(rows)
    first = 0
    while first < len(good):
        done = int(ends[first - 1]) if first else 0
        last = max(int(np.searchsorted(ends, done + _SPANS_AT_ONCE, side="right")), first + 1)
        some, number = good[first:last], rows[first:last]
        source = np.repeat(some, number)
        y = np.arange(int(number.sum())) - np.repeat(np.cumsum(number) - number, number) + low[source]
        dy = y - positions.y[source]
        half = np.sqrt(width[source] * np.maximum(1 - dy**2 / yy[source], 0))
        middle = positions.x[source] + dy * slope[source]
        x0 = np.clip(np.ceil(middle - half), box.x.min, box.x.max + 1).astype(np.intp)
        x1 = np.clip(np.floor(middle + half), box.x.min - 1, box.x.max).astype(np.intp)
        yield Spans(source, y.astype(np.intp), x0, x1)
        first = last
