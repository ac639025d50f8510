"""The grid of cells that a coadd is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import SupportsIndex

import numpy as np
import numpy.typing as npt

from imgview.errors import ShapeError
from imgview.geometry import YX, Box

__all__ = ["CellGrid"]


class CellGrid:
    """Rectangular cells of one size, side by side, of which some hold no pixels.

    Parameters
    ----------
    bbox : `Box`
        Absolute box of all cells.  Its first pixel is the first of the cell ``(0, 0)``.
    cell_shape : pair of `int`
        Size of a cell in pixels, ordered ``(y, x)`` unless it is an `XY`.
    missing : iterable of pairs of `int`, optional
        Cells without pixels, each as ``(row, column)``.

    Raises
    ------
    ShapeError
        If the box does not hold a whole number of cells.
    """

    def __init__(
        self, bbox: Box, cell_shape: Sequence[SupportsIndex], missing: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.bbox = bbox
        """Absolute box of all cells (`Box`)."""
        self.cell_shape: YX[int] = Box.from_shape(cell_shape).shape
        """Size of a cell in pixels (`YX` of `int`)."""
        self.missing: frozenset[YX[int]] = frozenset(YX(*cell) for cell in missing)
        """Cells without pixels, by row and column (`frozenset` of `YX`)."""
        if bbox.shape.y % self.cell_shape.y or bbox.shape.x % self.cell_shape.x:
            msg = f"cells of {tuple(self.cell_shape)} pixels do not fill the box {bbox}"
            raise ShapeError(msg)

    @property
    def shape(self) -> YX[int]:
        """The number of rows and columns of cells (`YX` of `int`)."""
        return YX(
            y=self.bbox.shape.y // self.cell_shape.y,
            x=self.bbox.shape.x // self.cell_shape.x,
        )

    def index_of(self, *, x: int, y: int) -> YX[int]:
        """Find the cell that holds a pixel.

        Parameters
        ----------
        x, y : `int`
            Absolute pixel coordinates.

        Returns
        -------
        `YX` of `int`
            Row and column of the cell; beyond the grid they are negative or too large.
        """
        return YX(
            y=(y - self.bbox.y.start) // self.cell_shape.y,
            x=(x - self.bbox.x.start) // self.cell_shape.x,
        )

    def bbox_of(self, cell: Sequence[int]) -> Box:
        """Return the box of a cell.

        Parameters
        ----------
        cell : pair of `int`
            Row and column.

        Returns
        -------
        `Box`
            In absolute pixels.
        """
        row, column = cell
        start = (
            self.bbox.y.start + row * self.cell_shape.y,
            self.bbox.x.start + column * self.cell_shape.x,
        )
        return Box.from_shape(self.cell_shape, start=start)

    def cells(self, bbox: Box) -> list[YX[int]]:
        """List the cells that share a pixel with a box, missing ones included.

        Parameters
        ----------
        bbox : `Box`
            In absolute pixels.

        Returns
        -------
        `list` of `YX` of `int`
            Row and column of each, row by row.
        """
        first = self.index_of(x=bbox.x.min, y=bbox.y.min)
        last = self.index_of(x=bbox.x.max, y=bbox.y.max)
        rows, columns = self.shape
        return [
            YX(y=row, x=column)
            for row in range(max(0, first.y), min(rows, last.y + 1))
            for column in range(max(0, first.x), min(columns, last.x + 1))
        ]

    def corners(self, cells: Sequence[Sequence[int]]) -> npt.NDArray[np.float64]:
        """Tell where the outer pixel edges of cells meet.

        Parameters
        ----------
        cells : sequence of pairs of `int`
            Row and column of each.

        Returns
        -------
        `numpy.ndarray`, shape (n, 4, 2), float64
            The x and y of the corners of each, anticlockwise.
        """
        indices = np.asarray(cells, dtype=np.int64).reshape(-1, 1, 2)[..., ::-1]
        first = self.bbox_of((0, 0)).corners
        return np.asarray(first + indices * np.array(self.cell_shape.xy))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CellGrid):
            return NotImplemented
        return vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.bbox, self.cell_shape, self.missing))

    def __repr__(self) -> str:
        missing = f", {len(self.missing)} missing" if self.missing else ""
        return f"CellGrid({self.bbox}, {self.shape.y}x{self.shape.x} cells{missing})"
