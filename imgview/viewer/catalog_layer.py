"""A layer of sources."""

from __future__ import annotations

from typing import cast

from imgview.model.catalog import Catalog
from imgview.render.overlay_style import ShapesStyle
from imgview.render.shapes import Shapes
from imgview.viewer.layer import Layer

__all__ = ["CatalogLayer"]


class CatalogLayer(Layer):
    """Sources over the image; ``len`` is the number of those that are drawn."""

    __slots__ = ()

    @property
    def catalog(self) -> Catalog:
        """Where the sources come from (`~imgview.model.catalog.Catalog`)."""
        return cast("Catalog", self._map().entry(self._key, self.name).catalog)

    @property
    def dots(self) -> int:
        """Number of sources that are drawn as dots among ellipses, for want of an ellipse (`int`)."""
        return cast("Shapes", self._overlay.geometry).dots

    @property
    def symbol(self) -> str:
        """What a source is drawn as: "ellipse", "+", "x", "*", "o", "square" or "diamond" (`str`)."""
        return self._style.symbol

    @symbol.setter
    def symbol(self, value: str) -> None:
        self._change(symbol=value)

    @property
    def size(self) -> float:
        """Width of a symbol in ``unit``; of no meaning to ellipses (`float`)."""
        return self._style.size

    @size.setter
    def size(self, value: float) -> None:
        self._change(size=value)

    @property
    def unit(self) -> str:
        """Of ``size``: "screen" (CSS pixels, whatever the zoom) or "image" (image pixels) (`str`)."""
        return self._style.unit

    @unit.setter
    def unit(self, value: str) -> None:
        self._change(unit=value)

    @property
    def scale(self) -> float:
        """How many times its semi-axes an ellipse is drawn (`float`)."""
        return self._style.scale

    @scale.setter
    def scale(self, value: float) -> None:
        self._change(scale=value)

    @property
    def _style(self) -> ShapesStyle:
        return cast("ShapesStyle", self._overlay.style)
