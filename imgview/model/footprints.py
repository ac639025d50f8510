"""Footprints: the pixels of each source of a catalogue, its peaks, and values of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from imgview.errors import ShapeError
from imgview.geometry import Box
from imgview.model.tracing import Outlines, merge_spans, trace_outlines

__all__ = ["Footprints", "HeavyPixels"]

# An array over a box that a damaged file makes up could take any amount of memory.
_LARGEST = 1 << 30


class HeavyPixels(NamedTuple):
    """Values that a source has of its own, as a deblender leaves them, in the order of its spans."""

    image: npt.NDArray[Any]
    """Values, 1-D."""
    mask: npt.NDArray[Any]
    """Bits of the mask, 1-D; empty where there are none."""
    variance: npt.NDArray[Any]
    """Variances, 1-D; empty where there are none."""


class Footprints:
    """The pixels of sources as spans: runs of pixels in a row.

    Parameters
    ----------
    spans : array-like, shape (n, 3), int
        Row, first and last column (inclusive) of each span, in absolute pixels, source after source.
    starts : array-like, shape (sources + 1,), int
        Index of the first span of each source, and n behind the last; a source may have none.
    peaks : array-like, shape (p, 3), optional
        Position x and y in absolute pixels and value of each peak, source after source.
    peak_starts : array-like, shape (sources + 1,), optional
        As ``starts``, for peaks.
    heavy : callable, optional
        Returns the `HeavyPixels` of a source, or `None`; it is called when they are asked for.

    Raises
    ------
    ShapeError
        If the arrays do not belong together, or a span ends before it begins.
    """

    def __init__(
        self,
        spans: npt.ArrayLike,
        starts: npt.ArrayLike,
        *,
        peaks: npt.ArrayLike | None = None,
        peak_starts: npt.ArrayLike | None = None,
        heavy: Callable[[int], HeavyPixels | None] | None = None,
    ) -> None:
        self._spans, self._starts = _packed("span", spans, starts, np.int32)
        peaks = np.empty((0, 3)) if peaks is None else peaks
        peak_starts = np.zeros(len(self._starts), dtype=np.int64) if peak_starts is None else peak_starts
        self._peaks, self._peak_starts = _packed("peak", peaks, peak_starts, np.float64)
        if len(self._peak_starts) != len(self._starts):
            msg = f"footprints of {len(self)} sources have peaks of {len(self._peak_starts) - 1}"
            raise ShapeError(msg)
        wrong = np.flatnonzero(self._spans[:, 1] > self._spans[:, 2])
        if len(wrong):
            y, x0, x1 = self._spans[wrong[0]]
            msg = f"a span of a footprint, in row {y}, begins at {x0} and ends at {x1}"
            raise ShapeError(msg)
        self._heavy = heavy

    @property
    def spans(self) -> npt.NDArray[np.int32]:
        """Row, first and last column of all spans, source after source (`numpy.ndarray`, shape (n, 3))."""
        return self._spans

    @property
    def starts(self) -> npt.NDArray[np.int64]:
        """Index of the first span of each source, and n (`numpy.ndarray`, shape (sources + 1,))."""
        return self._starts

    @property
    def all_peaks(self) -> npt.NDArray[np.float64]:
        """Peaks (x, y, value) of all sources, one after the other (`numpy.ndarray`, shape (p, 3))."""
        return self._peaks

    @property
    def peak_starts(self) -> npt.NDArray[np.int64]:
        """Index of the first peak of each source, and p (`numpy.ndarray`, shape (sources + 1,))."""
        return self._peak_starts

    @cached_property
    def outlines(self) -> Outlines:
        """Outlines of all sources, traced once (`~imgview.model.tracing.Outlines`)."""
        return trace_outlines(self._owners, self._spans)

    @cached_property
    def areas(self) -> npt.NDArray[np.int64]:
        """Number of pixels of each source (`numpy.ndarray`, shape (sources,), int64)."""
        owners, _, x0, x1 = self._merged
        areas = np.zeros(len(self), dtype=np.int64)
        np.add.at(areas, owners, x1 - x0 + 1)
        return areas

    def area(self, source: int) -> int:
        """Return the number of pixels of a source.

        Parameters
        ----------
        source : `int`
            Its row in the catalogue.

        Returns
        -------
        `int`
            0 where there is no footprint.
        """
        return int(self.areas[source])

    def outline(self, source: int) -> list[npt.NDArray[np.float64]]:
        """Return the outline of a source.

        Parameters
        ----------
        source : `int`
            Its row in the catalogue.

        Returns
        -------
        `list` of `numpy.ndarray`, shape (n, 2), float64
            Closed polygons (x, y) along the edges of its pixels, at .5, in absolute pixels; the outer ones
            run counter-clockwise (y up), holes clockwise.  None where there is no footprint.
        """
        spans = self.of(source)
        return trace_outlines(np.zeros(len(spans), dtype=np.int64), spans).polygons()

    def of(self, source: int) -> npt.NDArray[np.int32]:
        """Return the spans of a source.

        Parameters
        ----------
        source : `int`
            Its row in the catalogue.

        Returns
        -------
        `numpy.ndarray`, shape (n, 3), int32
            Row, first and last column of each, a view.
        """
        row = range(len(self))[source]
        return self._spans[self._starts[row] : self._starts[row + 1]]

    def peaks(self, source: int) -> npt.NDArray[np.float64]:
        """Return the peaks of a source.

        Parameters
        ----------
        source : `int`
            Its row in the catalogue.

        Returns
        -------
        `numpy.ndarray`, shape (n, 3), float64
            Position x and y in absolute pixels, and value, a view.
        """
        row = range(len(self))[source]
        return self._peaks[self._peak_starts[row] : self._peak_starts[row + 1]]

    def bbox(self, source: int) -> Box | None:
        """Return the smallest box about a source.

        Parameters
        ----------
        source : `int`
            Its row in the catalogue.

        Returns
        -------
        `Box` or `None`
            `None` where there is no footprint.
        """
        spans = self.of(source).astype(np.int64)
        if not len(spans):
            return None
        y0, y1 = int(spans[:, 0].min()), int(spans[:, 0].max())
        x0, x1 = int(spans[:, 1].min()), int(spans[:, 2].max())
        return Box.factory[y0 : y1 + 1, x0 : x1 + 1]

    def mask(self, source: int) -> npt.NDArray[np.bool_]:
        """Return which pixels of its box belong to a source.

        Parameters
        ----------
        source : `int`
            Its row in the catalogue.

        Returns
        -------
        `numpy.ndarray`, bool
            Of the shape of `bbox`; (0, 0) where there is no footprint.

        Raises
        ------
        ShapeError
            If the box is impossibly large.
        """
        box = self._box(source)
        if box is None:
            return np.zeros((0, 0), dtype=bool)
        mask = np.zeros((box.y.size, box.x.size), dtype=bool)
        for y, x0, x1 in self.of(source).tolist():
            mask[y - box.y.start, x0 - box.x.start : x1 + 1 - box.x.start] = True
        return mask

    def heavy(self, source: int) -> HeavyPixels | None:
        """Return the values that a source has of its own.

        Parameters
        ----------
        source : `int`
            Its row in the catalogue.

        Returns
        -------
        `HeavyPixels` or `None`
            `None` if it has none.

        Raises
        ------
        ReadError
            If they cannot be read.
        ShapeError
            If there is not one for each pixel.
        """
        row = range(len(self))[source]
        found = None if self._heavy is None else self._heavy(row)
        if found is None:
            return None
        spans = self.of(row).astype(np.int64)
        pixels = int((spans[:, 2] - spans[:, 1] + 1).sum())
        for name, values in zip(found._fields, found, strict=True):
            if len(values) not in {pixels} | (set() if name == "image" else {0}):
                msg = f"the heavy footprint of source {row} has {pixels} pixels and {len(values)} of {name}"
                raise ShapeError(msg)
        return found

    def image(self, source: int) -> npt.NDArray[np.float32] | None:
        """Return the values that a source has of its own, as an image.

        Parameters
        ----------
        source : `int`
            Its row in the catalogue.

        Returns
        -------
        `numpy.ndarray`, float32, or `None`
            Of the shape of `bbox`, NaN outside the footprint; `None` if it has none.
        """
        found = self.heavy(source)
        box = self._box(source)
        if found is None or box is None:
            return None
        image = np.full((box.y.size, box.x.size), np.nan, dtype=np.float32)
        done = 0
        for y, x0, x1 in self.of(source).tolist():
            row = image[y - box.y.start, x0 - box.x.start : x1 + 1 - box.x.start]
            row[:] = found.image[done : done + len(row)]
            done += len(row)
        return image

    def at(self, *, x: float, y: float) -> npt.NDArray[np.int64]:
        """Return which sources have a pixel.

        Parameters
        ----------
        x, y : `float`
            A position in absolute pixels.

        Returns
        -------
        `numpy.ndarray`, 1-D, int64
            Their rows in the catalogue, rising; several where footprints overlap, as parents do.
        """
        rows, first, last = self._spans.T
        column = np.floor(x + 0.5)
        found = (rows == np.floor(y + 0.5)) & (first <= column) & (last >= column)
        return np.unique(self._owners[found])

    def __getitem__(self, rows: Any) -> Footprints:
        """Return the footprints of some sources, chosen by a slice, indices or booleans."""
        chosen = np.arange(len(self))[rows]
        if chosen.ndim != 1:
            msg = (
                "footprints are cut by a slice, an array of indices or one of booleans; of() takes one source"
            )
            raise ShapeError(msg)
        spans, starts = _taken(self._spans, self._starts, chosen)
        peaks, peak_starts = _taken(self._peaks, self._peak_starts, chosen)
        load = self._heavy
        heavy = None if load is None else lambda row: load(int(chosen[row]))
        return Footprints(spans, starts, peaks=peaks, peak_starts=peak_starts, heavy=heavy)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __repr__(self) -> str:
        have = int(np.count_nonzero(np.diff(self._starts)))
        return (
            f"Footprints({have} of {len(self)} sources, {len(self._spans)} spans, {len(self._peaks)} peaks)"
        )

    @cached_property
    def _owners(self) -> npt.NDArray[np.int64]:
        return np.repeat(np.arange(len(self)), np.diff(self._starts))

    @cached_property
    def _merged(self) -> tuple[npt.NDArray[np.int64], ...]:
        return merge_spans(self._owners, self._spans)

    def _box(self, source: int) -> Box | None:
        box = self.bbox(source)
        if box is not None and box.y.size * box.x.size > _LARGEST:
            msg = f"the footprint of source {source} spreads over {box.x.size} x {box.y.size} pixels"
            raise ShapeError(msg)
        return box


def _packed(
    what: str, values: npt.ArrayLike, starts: npt.ArrayLike, dtype: type[np.generic]
) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    packed, begin = np.asarray(values, dtype=dtype), np.asarray(starts, dtype=np.int64)
    if packed.ndim != 2 or packed.shape[1] != 3:
        msg = f"the {what}s of footprints have three numbers each, got the shape {packed.shape}"
        raise ShapeError(msg)
    if (
        begin.ndim != 1
        or not len(begin)
        or begin[0] != 0
        or begin[-1] != len(packed)
        or (np.diff(begin) < 0).any()
    ):
        msg = f"where the {what}s of each source start must rise from 0 to {len(packed)}"
        raise ShapeError(msg)
    return packed, begin


def _taken(
    packed: npt.NDArray[Any], starts: npt.NDArray[np.int64], chosen: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """Return the parts of some sources, one after the other."""
    counts = np.diff(starts)[chosen]
    ends = np.concatenate([[0], np.cumsum(counts)])
    places = np.arange(ends[-1]) + np.repeat(starts[chosen] - ends[:-1], counts)
    return packed[places], ends
