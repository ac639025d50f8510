"""Which sources of a layer are shown, one byte each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from imgview.errors import ShapeError
from imgview.render.overlays.shapes import Shapes

__all__ = ["RowMask"]


@dataclass(frozen=True, slots=True, eq=False)
class RowMask:
    """The sources of a layer that are shown, and what there is to tell of them."""

    mask: npt.NDArray[np.bool_]
    """Whether each source is shown, shape (n,)."""

    count: int
    """Sources that are shown and drawn."""

    missing: int
    """Sources that would be shown if their position were known."""

    dots: int
    """Sources that are drawn without the ellipse that others have."""

    @classmethod
    def of(cls, rows: npt.ArrayLike, shapes: Shapes) -> RowMask:
        """Return the mask of some shapes.

        Parameters
        ----------
        rows : array of `bool`, shape (n,)
            Which are shown.
        shapes : `~imgview.render.overlays.shapes.Shapes`
            Of all sources.

        Raises
        ------
        ShapeError
            If there is not one truth a source.
        """
        mask = np.array(rows)
        if mask.dtype != bool or mask.shape != (shapes.rows,):
            msg = f"what is shown is told by {shapes.rows:,} booleans, got {mask.dtype} of shape {mask.shape}"
            raise ShapeError(msg)
        part = shapes.part(np.flatnonzero(mask))
        return cls(mask, part.count, part.missing, part.dots)

    @property
    def rows(self) -> int:
        """Number of sources, shown or not."""
        return len(self.mask)

    def packed(self, origin: tuple[float, float]) -> bytes:  # noqa: ARG002 - as geometries
        """Return what travels to the page: 1 for each source that is shown, else 0."""
        return self.mask.astype(np.uint8).tobytes()
