"""The table beside a viewer: some rows of a catalogue at a time, sorted by the kernel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError
from imgview.model.catalog import Catalog
from imgview.model.catalog_filter import column_values
from imgview.render.overlays.cell_text import cell_text, point_aligned
from imgview.widget.companion import Companion

__all__ = ["SourceTable"]

_LONGEST = 120
"""Characters of a value."""
_PAGE = 100
"""Rows that are on the page at a time: a table of millions costs no more than one of hundreds."""


class SourceTable:
    """A sorted table of those rows of a catalogue that are shown.

    Parameters
    ----------
    catalog : `~imgview.model.catalog.Catalog`
        The rows.
    on_select : callable
        Called with the rows that a hand has chosen (`numpy.ndarray` of `bool`, shape (n,)) and how they are
        combined with those that are selected, see `imgview.plots.region.combined`.
    on_center : callable
        Called with the number of a row that is to be looked at.
    """

    def __init__(
        self,
        catalog: Catalog,
        on_select: Callable[[npt.NDArray[np.bool_], str], object],
        on_center: Callable[[int], object],
    ) -> None:
        self._catalog, self._on_select, self._on_center = catalog, on_select, on_center
        self._columns: tuple[str, ...] = ()
        self._order: npt.NDArray[np.intp] = np.arange(len(catalog))
        self._sorted: tuple[str, bool] | None = None
        self._shown = np.ones(len(catalog), dtype=bool)
        self._selected = np.zeros(len(catalog), dtype=bool)
        self._only = False
        self._first = 0
        self._anchor: int | None = None
        self._picking = False
        self.widget = Companion("table", self._asked)
        """What displays it (`~imgview.widget.companion.Companion`)."""

    def show(
        self,
        columns: Sequence[str],
        *,
        shown: npt.NDArray[np.bool_],
        selected: npt.NDArray[np.intp],
    ) -> None:
        """Show columns, and other rows."""
        if not np.array_equal(shown, self._shown):
            self._first = 0
        self._columns, self._shown = tuple(columns), shown
        self.select(selected)

    def select(self, rows: npt.NDArray[np.intp]) -> None:
        """Mark rows, given by their numbers; where none of them is on the page, turn to the first."""
        self._selected = np.zeros(len(self._catalog), dtype=bool)
        self._selected[rows] = True
        listed = self._listed()
        if self._only:
            self._first = 0
        elif len(rows) and not self._picking:
            marked = np.flatnonzero(self._selected[listed])
            page = (marked >= self._first) & (marked < self._first + _PAGE)
            if len(marked) and not page.any():
                self._first = int(marked[0]) // _PAGE * _PAGE
        self._draw(listed)

    def sort(self, column: str) -> None:
        """Sort by a column, rising; again: falling; once more: as in the catalogue. Missing values are last.

        Raises
        ------
        ImgviewError
            If there is no such column, or its values have no order.
        """
        if self._sorted == (column, True):
            self._sorted, self._order = None, np.arange(len(self._catalog))
        else:
            falling = self._sorted == (column, False)
            self._order = _order(self._catalog, column, falling=falling)
            self._sorted = (column, falling)
        self._first = 0
        self._draw(self._listed())

    def in_order(self, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Return rows in the order of the table."""
        if self._sorted is None:
            return rows
        chosen = np.zeros(len(self._catalog), dtype=bool)
        chosen[rows] = True
        return self._order[chosen[self._order]]

    def _listed(self) -> npt.NDArray[np.intp]:
        """Return the numbers of all rows on any page, in order."""
        wanted = self._shown & self._selected if self._only else self._shown
        return self._order[wanted[self._order]]

    def _draw(self, listed: npt.NDArray[np.intp]) -> None:
        table = self._catalog.table
        self._first = min(self._first, max(len(listed) - 1, 0) // _PAGE * _PAGE)
        page = [int(row) for row in listed[self._first : self._first + _PAGE]]
        columns = [table[name] for name in self._columns]
        cells = [[cell_text(column, row, _LONGEST, units=False) for row in page] for column in columns]
        cells = [
            point_aligned(texts) if _is_number(column) else texts
            for texts, column in zip(cells, columns, strict=True)
        ]
        heads = [
            {"name": name, "label": _label(name, column), "number": _is_number(column)}
            for name, column in zip(self._columns, columns, strict=True)
        ]
        self.widget.tell(
            columns=heads,
            order=None
            if self._sorted is None
            else {"column": self._sorted[0], "descending": self._sorted[1]},
            rows=[
                {
                    "row": row,
                    "selected": bool(self._selected[row]),
                    "cells": [texts[line] for texts in cells],
                }
                for line, row in enumerate(page)
            ],
            first=self._first,
            total=len(listed),
            onlySelected=self._only,
            text="Nothing is selected." if self._only else "No source is shown.",
        )

    def _asked(self, content: dict[str, Any]) -> None:
        match content:
            case {"ask": "sort", "column": str(column)} if column in self._columns:
                try:
                    self.sort(column)
                except ImgviewError:
                    # Of what has no order, the order stays.
                    return
            case {"ask": "page", "by": int(by)}:
                self._first = max(self._first + by * _PAGE, 0)
                self._draw(self._listed())
            case {"ask": "only", "on": bool(on)}:
                self._only, self._first = on, 0
                self._draw(self._listed())
            case {"ask": "pick", "row": int(row), "mode": str(mode)} if 0 <= row < len(self._catalog):
                self._pick(row, mode)
            case {"ask": "center", "row": int(row)} if 0 <= row < len(self._catalog):
                self._on_center(row)

    def _pick(self, row: int, mode: str) -> None:
        chosen = np.zeros(len(self._catalog), dtype=bool)
        chosen[row] = True
        if mode == "range" and self._anchor is not None:
            listed = self._listed()
            ends = [np.flatnonzero(listed == end) for end in (self._anchor, row)]
            if all(len(end) for end in ends):
                first, last = sorted(int(end[0]) for end in ends)
                chosen[listed[first : last + 1]] = True
        else:
            self._anchor = row
        # The page stays where the hand is.
        self._picking = True
        try:
            self._on_select(chosen, "toggle" if mode == "toggle" else "replace")
        finally:
            self._picking = False


def _order(catalog: Catalog, name: str, *, falling: bool) -> npt.NDArray[np.intp]:
    values = column_values(catalog.table, name)
    missing = np.ma.getmaskarray(values).copy()
    data = np.ma.getdata(values)
    if data.dtype.kind == "f":
        missing |= np.isnan(data)
    known = np.flatnonzero(~missing)
    order = np.argsort(data[known], kind="stable")
    if falling:
        # Equal ones keep the catalogue's order.
        order = len(known) - 1 - np.argsort(data[known][::-1], kind="stable")[::-1]
    return np.concatenate([known[order], np.flatnonzero(missing)])


def _label(name: str, column: Any) -> str:
    unit = getattr(column, "unit", None)
    return f"{name} [{unit}]" if unit is not None and str(unit) else str(name)


def _is_number(column: Any) -> bool:
    return getattr(getattr(column, "dtype", None), "kind", "") in "iuf" and np.ndim(column) == 1
