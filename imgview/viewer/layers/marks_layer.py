"""A layer of marks."""

from __future__ import annotations

from typing import cast

from imgview.render.overlays.marks import Marks
from imgview.viewer.layers.layer import Layer

__all__ = ["MarksLayer"]


class MarksLayer(Layer):
    """A drawing over the image; ``len`` is the number of marks that are drawn.

    ``color`` is that of marks without a colour of their own.
    """

    __slots__ = ()

    @property
    def marks(self) -> Marks:
        """What is drawn (`~imgview.render.overlays.marks.Marks`)."""
        return cast("Marks", self._overlay.geometry)
