"""A layer of sources."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import numpy.typing as npt

from imgview.model.catalog import Catalog
from imgview.model.catalog_filter import pick_rows
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.labels import Labels
from imgview.render.overlays.overlay_style import ShapesStyle
from imgview.render.overlays.row_mask import RowMask
from imgview.render.overlays.shapes import Shapes
from imgview.viewer.layers.sources_layer import SourcesLayer

__all__ = ["CatalogLayer"]


class CatalogLayer(SourcesLayer):
    """Sources over the image; ``len`` is the number of those that are drawn."""

    __slots__ = ()

    @property
    def dots(self) -> int:
        """Number of sources that are drawn as dots among ellipses, for want of an ellipse (`int`)."""
        return (self._overlay.shown or cast("Shapes", self._overlay.geometry)).dots

    @property
    def symbol(self) -> str:
        """What a source is drawn as: ellipse, +, x, *, o, square, diamond or crosshair (`str`)."""
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
        """Of sizes: "screen" (CSS pixels, whatever the zoom) or "image" (image pixels) (`str`)."""
        return self._style.unit

    @unit.setter
    def unit(self, value: str) -> None:
        self._change(unit=value)

    @property
    def fill(self) -> float:
        """Opacity of the inside of ellipses, circles, squares and diamonds, 0..1 (`float`)."""
        return self._style.fill

    @fill.setter
    def fill(self, value: float) -> None:
        self._change(fill=value)

    @property
    def label(self) -> str | None:
        """Column that is written beside the sources (`str`); `None` for none.

        A label shows where it lies over no other one, that of an earlier row first.
        """
        labels = self._overlay.labels
        return None if labels is None else labels.column

    @label.setter
    def label(self, column: str | None) -> None:
        labels = None if column is None else Labels.of(self.catalog, column)
        self._map().recode(self._key, labels=labels)

    @property
    def label_size(self) -> float:
        """Of the letters of labels, CSS pixels (`float`)."""
        return self._style.label_size

    @label_size.setter
    def label_size(self, value: float) -> None:
        self._change(label_size=value)

    @property
    def scale(self) -> float:
        """How many times its semi-axes an ellipse is drawn; of no meaning with sizes by column (`float`)."""
        return self._style.scale

    @scale.setter
    def scale(self, value: float) -> None:
        self._change(scale=value)

    @property
    def colors(self) -> ColumnCodes | None:
        """Colours by column, if there are (`~imgview.render.overlays.column_codes.ColumnCodes` or `None`)."""
        return self._overlay.colors

    @property
    def sizes(self) -> ColumnCodes | None:
        """Sizes by column, if there are (`~imgview.render.overlays.column_codes.ColumnCodes` or `None`)."""
        return self._overlay.sizes

    def color_by(self, column: str | None, **how: Any) -> None:
        """Colour the sources by a column; one byte a source travels to the page.

        Parameters
        ----------
        column : `str` or `None`
            Name of a column; `None` for the one colour of the layer again.
        **how
            ``colormap``, ``limits``, ``log``, as for
            `imgview.render.overlays.column_codes.ColumnCodes.colors`.

        Raises
        ------
        ImgviewError
            If there is no such column or colormap, or something is impossible.
        """
        codes = None if column is None else ColumnCodes.colors(self.catalog, column, **how)
        self._map().recode(self._key, colors=codes)

    def size_by(self, column: str | None, **how: Any) -> None:
        """Give the sources sizes by a column; one byte a source travels to the page.

        The size is the width of a symbol in ``unit``, and the full length of an ellipse's longer axis: its
        axis ratio and its angle stay, and ``scale`` has no meaning then. A source without an ellipse stays a
        dot among ellipses.

        Parameters
        ----------
        column : `str` or `None`
            Name of a column of numbers; `None` for the one size of the layer again, and for ellipses as large
            as their shapes are.
        **how
            ``sizes``, ``limits``, ``log``, as for `imgview.render.overlays.column_codes.ColumnCodes.sizes`.

        Raises
        ------
        ImgviewError
            If there is no such column, or something is impossible.
        """
        codes = None if column is None else ColumnCodes.sizes(self.catalog, column, **how)
        self._map().recode(self._key, sizes=codes)

    @property
    def shown(self) -> npt.NDArray[np.bool_]:
        """Which sources are shown (`numpy.ndarray`, shape (n,)).

        Booleans or `None` (all of them) may be assigned; one byte a source travels to the page. Row numbers
        stay those of ``catalog``.
        """
        shown = self._overlay.shown
        return np.ones(len(self.catalog), dtype=bool) if shown is None else shown.mask.copy()

    @shown.setter
    def shown(self, rows: npt.ArrayLike | None) -> None:
        shapes = cast("Shapes", self._overlay.geometry)
        self._map().recode(self._key, shown=None if rows is None else RowMask.of(rows, shapes))

    def filter(self, expression: str | None) -> Catalog:
        """Show only the sources for which an expression over the columns holds.

        Parameters
        ----------
        expression : `str` or `None`
            As for `~imgview.model.catalog.Catalog.filter`, of all sources of ``catalog``; `None` or "" for
            all of them again.

        Returns
        -------
        `~imgview.model.catalog.Catalog`
            The sources that are shown.

        Raises
        ------
        ImgviewError
            If the expression cannot be understood or there is no such column; what is shown stays.

        Examples
        --------
        >>> layer.filter("~saturated & (snr > 5)")
        """
        self.shown = pick_rows(self.catalog.table, expression) if expression and expression.strip() else None
        return self.catalog[self.shown]

    @property
    def _style(self) -> ShapesStyle:
        return cast("ShapesStyle", self._overlay.style)
