"""Outlines of the pixels of sources, over an image."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from imgview.model.footprints import Footprints
from imgview.render.overlays.outline import Outline, check_vertices

__all__ = ["FootprintOutline"]


@dataclass(frozen=True, slots=True, eq=False)
class FootprintOutline(Outline):
    """Lines that are known to belong to sources, which can be selected by them."""

    kind: ClassVar = "footprints"

    owners: npt.NDArray[np.uint32] = field(kw_only=True)
    """Row of the source that each line belongs to, rising, shape (n,), uint32."""

    @classmethod
    def of_footprints(cls, footprints: Footprints) -> FootprintOutline:
        """Return the outlines of the pixels of sources.

        Parameters
        ----------
        footprints : `~imgview.model.footprints.Footprints`
            Which pixels belong to each source; one without any is counted as missing.

        Raises
        ------
        ImgviewError
            If they are far too many.
        """
        vertices, starts = footprints.outlines.closed()
        check_vertices(int(starts[-1]))
        missing = int(np.count_nonzero(np.diff(footprints.starts) == 0))
        owners = footprints.outlines.sources.astype(np.uint32)
        return cls(vertices, starts.astype(np.uint32), missing, owners=owners)

    def packed(self, origin: tuple[float, float]) -> bytes:
        """Return what travels to the page.

        Parameters
        ----------
        origin : (`float`, `float`)
            Absolute (x, y) that the numbers are relative to.

        Returns
        -------
        `bytes`
            Starts and owners as uint32, then x and y of each vertex as float32, little-endian.
        """
        # Zero-argument super() does not work in a dataclass with slots.
        lines = Outline.packed(self, origin)
        head = 4 * len(self.starts)
        return lines[:head] + self.owners.astype("<u4").tobytes() + lines[head:]

    def part(self, rows: npt.NDArray[np.intp]) -> FootprintOutline:
        """Return the lines of some sources."""
        chosen = np.flatnonzero(np.isin(self.owners, rows))
        begin, end = self.starts[chosen].astype(np.int64), self.starts[chosen + 1].astype(np.int64)
        starts = np.concatenate([[0], np.cumsum(end - begin)])
        places = np.arange(starts[-1]) + np.repeat(begin - starts[:-1], end - begin)
        owners = self.owners[chosen]
        return FootprintOutline(self.vertices[places], starts.astype(np.uint32), owners=owners)

    def place(self, row: int) -> tuple[float, float]:
        """Return the absolute (x, y) of the middle of a source's outline; NaN where it has none."""
        vertices = self.part(np.array([row])).vertices
        if not len(vertices):
            return np.nan, np.nan
        x, y = (vertices.min(axis=0) + vertices.max(axis=0)) / 2
        return float(x), float(y)
