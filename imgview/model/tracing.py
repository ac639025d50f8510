"""Outlines of pixels: closed polygons along their edges, many sources at once.

It knows runs of pixels (spans) and no catalogue.  Each end of a run is an upright edge; along every line
between two rows, edges that end there are joined to those that start there, in order of x.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Outlines", "merge_spans", "trace_outlines"]


class Outlines(NamedTuple):
    """Closed polygons of many sources, one after the other."""

    vertices: npt.NDArray[np.float64]
    """Corners (x, y), shape (k, 2), absolute; a polygon's first corner is not repeated at its end."""
    starts: npt.NDArray[np.int64]
    """Index of the first corner of each polygon, and k behind the last."""
    sources: npt.NDArray[np.int64]
    """Whose outline each polygon is."""

    def polygons(self) -> list[npt.NDArray[np.float64]]:
        """Return the corners of each polygon, as views."""
        return np.split(self.vertices, self.starts[1:-1]) if len(self.sources) else []

    def closed(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        """Return the corners and where they start, the first of each polygon again at its end."""
        counts = np.diff(self.starts)
        starts = self.starts + np.arange(len(self.starts))
        places = np.arange(int(starts[-1])) - np.repeat(np.arange(len(counts)), counts + 1)
        places[starts[1:] - 1] = self.starts[:-1]
        return self.vertices[places], starts


def merge_spans(sources: npt.NDArray[Any], spans: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], ...]:
    """Sort runs of pixels, and join those of a source that touch or overlap in a row.

    Parameters
    ----------
    sources : `numpy.ndarray`, shape (n,), int
        Whose each run is.
    spans : `numpy.ndarray`, shape (n, 3), int
        Row, first and last column of each.

    Returns
    -------
    `tuple` of `numpy.ndarray`, shape (m,), int64
        Sources, rows, first and last columns, in order.
    """
    order = _order(sources, spans[:, 0], spans[:, 1])
    source = np.asarray(sources, dtype=np.int64)[order]
    y, x0, x1 = np.asarray(spans, dtype=np.int64)[order].T
    if not len(source):
        return source, y, x0, x1
    new_row = np.ones(len(source), dtype=bool)
    new_row[1:] = (np.diff(source) != 0) | (np.diff(y) != 0)
    # The farthest column so far in each row: rows are set apart, so that one running maximum serves all.
    low = int(x0.min())
    apart = np.cumsum(new_row) * (int(x1.max()) - low + 3)
    reach = np.maximum.accumulate(x1 - low + apart)
    first = new_row.copy()
    first[1:] |= (x0 - low + apart)[1:] > reach[:-1] + 1
    starts = np.flatnonzero(first)
    ends = np.append(starts[1:], len(source)) - 1
    return source[starts], y[starts], x0[starts], (reach - apart)[ends] + low


def trace_outlines(sources: npt.NDArray[Any], spans: npt.NDArray[Any]) -> Outlines:
    """Return the outlines of runs of pixels.

    Parameters
    ----------
    sources : `numpy.ndarray`, shape (n,), int
        Whose each run is.
    spans : `numpy.ndarray`, shape (n, 3), int
        Row, first and last column of each.

    Returns
    -------
    `Outlines`
        Corners at half pixels; what is inside lies to the left of each side, so that the outer polygons
        run counter-clockwise (y up) and holes clockwise.  Pixels that touch at a corner only are apart.
    """
    source, y, x0, x1 = merge_spans(sources, spans)
    count = len(source)
    if not count:
        empty = np.empty(0, dtype=np.int64)
        return Outlines(np.empty((0, 2)), np.zeros(1, dtype=np.int64), empty)
    # Edges 0..n are left ends, which run down; n..2n are right ends, which run up.
    edge_x = np.concatenate([x0, x1 + 1])
    edge_y = np.concatenate([y, y])
    right = np.arange(2 * count) >= count
    lines = np.concatenate([edge_y + right, edge_y + ~right])
    ends = np.concatenate([np.ones(2 * count, dtype=bool), np.zeros(2 * count, dtype=bool)])
    edges = np.tile(np.arange(2 * count), 2)
    # The right end comes first where pixels touch at a corner.
    order = _order(np.concatenate([source] * 4), lines, 2 * edge_x[edges] + ~right[edges])
    pairs = order.reshape(-1, 2)
    swapped = ~ends[pairs[:, 0]]
    pairs[swapped] = pairs[swapped][:, ::-1]
    following = np.empty(2 * count, dtype=np.int64)
    following[edges[pairs[:, 0]]] = edges[pairs[:, 1]]
    return _collect(following, edge_x, edge_y + right, edge_y + ~right, np.concatenate([source, source]))


def _order(*keys: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return how to sort by several keys, the first one first; as one number where that is possible."""
    widths = [int(key.max()) - int(key.min()) + 1 if len(key) else 1 for key in keys]
    if math.prod(widths) >= 1 << 62:
        return np.lexsort(keys[::-1])
    whole = np.zeros(len(keys[0]), dtype=np.int64)
    for key, width in zip(keys, widths, strict=True):
        whole = whole * width + (key.astype(np.int64) - (int(key.min()) if len(key) else 0))
    return np.argsort(whole)


def _collect(
    following: npt.NDArray[np.int64],
    x: npt.NDArray[np.int64],
    y_end: npt.NDArray[np.int64],
    y_start: npt.NDArray[np.int64],
    source: npt.NDArray[np.int64],
) -> Outlines:
    """Walk along the edges; a corner is where the next edge has another column."""
    after = following.tolist()
    seen = bytearray(len(after))
    walk: list[int] = []
    firsts: list[int] = []
    for edge in range(len(after)):
        if seen[edge]:
            continue
        firsts.append(len(walk))
        here = edge
        while not seen[here]:
            seen[here] = 1
            walk.append(here)
            here = after[here]
    steps = np.array(walk, dtype=np.int64)
    nexts = following[steps]
    turns = x[steps] != x[nexts]
    corners = np.stack(
        [np.stack([x[steps], y_end[steps]], axis=1), np.stack([x[nexts], y_start[nexts]], axis=1)], axis=1
    )
    vertices = corners[turns].reshape(-1, 2) - 0.5
    per_polygon = 2 * np.add.reduceat(turns.astype(np.int64), firsts)
    starts = np.concatenate([[0], np.cumsum(per_polygon)]).astype(np.int64)
    return Outlines(vertices, starts, source[steps[firsts]])
