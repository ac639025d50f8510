"""A layer whose lines belong to rows of a catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from imgview.model.catalog import Catalog
from imgview.viewer.layers.layer import Layer

__all__ = ["SourcesLayer"]


class SourcesLayer(Layer):
    """Sources over the image, to be hovered and selected."""

    __slots__ = ()

    @property
    def catalog(self) -> Catalog:
        """Where the sources come from (`~imgview.model.catalog.Catalog`)."""
        return cast("Catalog", self._map().entry(self._key, self.name).catalog)

    @property
    def selected(self) -> Catalog:
        """The sources that are selected (`~imgview.model.catalog.Catalog`), as many as 0.

        ``selected["mag"]`` is a column of theirs, ``selected.table`` their table, ``selected.index`` the row
        numbers. Row numbers, booleans or `None` may be assigned. Layers that show the same catalogue have the
        same sources selected; ``catalog.selected`` is their table, where several viewers show the catalogue
        that of the one in which some were selected last.
        """
        rows: npt.NDArray[np.intp] = self._viewer().selection.of(self.catalog)
        return self.catalog[rows]

    @selected.setter
    def selected(self, rows: Any) -> None:
        self._map().entry(self._key, self.name)
        self._viewer().selection = {"layer": self._key, "rows": [] if rows is None else rows}

    @property
    def hover_columns(self) -> tuple[str, ...]:
        """Columns that are told of the source under the pointer (`tuple` of `str`)."""
        return self._map().entry(self._key, self.name).hover

    @hover_columns.setter
    def hover_columns(self, columns: Iterable[str]) -> None:
        self._map().tell(self._key, columns)
