"""What is said of one source under the pointer: some columns of its row, as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model.catalog import Catalog
from imgview.render.overlays.cell_text import cell_text

__all__ = ["as_columns", "cells", "default_columns", "plain_columns"]

_FIRST = ("id", "x", "y", "ra", "dec", "flux")
"""Roles that are told first."""
_USUAL = 8
_MOST = 40
"""Columns that a page has room for."""
_LONGEST = 120
"""Characters of one value."""


def default_columns(catalog: Catalog) -> tuple[str, ...]:
    """Return the columns that are told where nobody has chosen any: those with roles, then the first ones."""
    roles = [catalog.roles[role] for role in _FIRST if role in catalog.roles]
    plain = [name for name in catalog.table.colnames if np.ndim(catalog.table[name]) == 1]
    return tuple(dict.fromkeys([*roles, *plain]))[:_USUAL]


def plain_columns(catalog: Catalog) -> tuple[str, ...]:
    """Return the columns that have one number, truth or text a row."""
    found = []
    for name, column in catalog.table.columns.items():
        kind = getattr(getattr(column, "dtype", None), "kind", "")
        if kind and kind in "biufSUO" and column.ndim == 1:
            found.append(name)
    return tuple(found)


def as_columns(columns: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """Return names of columns as they are kept.

    Raises
    ------
    UnknownNameError
        If there is no such column.
    SettingError
        If there are too many, or they are no names.
    """
    names = [columns] if isinstance(columns, str) else list(columns)
    if len(names) > _MOST:
        msg = f"hover_columns are at most {_MOST} columns, got {len(names)}"
        raise SettingError(msg)
    for name in names:
        if name not in catalog.table.colnames:
            raise UnknownNameError.near(kind="column", name=name, known=catalog.table.colnames)
    return tuple(dict.fromkeys(names))


def cells(catalog: Catalog, row: int, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Return names and values of some columns of one row.

    Raises
    ------
    ImgviewError
        If there is no such row.
    """
    if not 0 <= row < len(catalog):
        msg = f"a catalogue of {len(catalog)} sources has no row {row}"
        raise ImgviewError(msg)
    return [(name, cell_text(catalog.table[name], row, _LONGEST)) for name in columns]
