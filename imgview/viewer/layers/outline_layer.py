"""A layer of lines and polygons."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt

from imgview.render.overlays.outline import Outline
from imgview.viewer.layers.layer import Layer

__all__ = ["OutlineLayer"]


class OutlineLayer(Layer):
    """Lines and polygons over the image; ``len`` is the number of those that are drawn."""

    __slots__ = ()

    @property
    def polygons(self) -> list[npt.NDArray[np.float64]]:
        """Absolute (x, y) of the vertices of each line, shape (n, 2); a closed one ends where it begins."""
        outline = cast("Outline", self._overlay.geometry)
        return np.split(outline.vertices, outline.starts[1:-1].astype(np.intp)) if outline.count else []
