"""Tables of other packages: astropy, pandas, Arrow, numpy records, and plain mappings of columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import numpy as np
from astropy.io import fits
from astropy.table import Column, MaskedColumn, Table

from imgview.adapt.afw_table import afw_table, is_afw_table
from imgview.adapt.live_fits import live_source
from imgview.adapt.parts import class_name, family, part
from imgview.errors import ImgviewError, ShapeError
from imgview.readers.storage.source import Source
from imgview.readers.tables.arrow_table import strings, table_of_arrow
from imgview.readers.tables.found_table import FoundTable, unlike
from imgview.readers.tables.sky_columns import spread_sky

__all__ = ["hdus_of", "is_table", "table_of"]


def hdus_of(obj: Any, hdu: int | str | None) -> tuple[Source, int | str | None] | None:
    """Return the file that HDUs in memory would make.

    Parameters
    ----------
    obj : `object`
        Whatever a user handed over.
    hdu : `int` or `str`, optional
        What was asked for.

    Returns
    -------
    (`~imgview.readers.storage.source.Source`, `int` or `str`) or `None`
        The file, and which HDU; `None` if these are no HDUs of astropy.
    """
    if isinstance(obj, fits.HDUList):
        with part(obj, "content"):
            return live_source([obj[number] for number in range(len(obj))], class_name(obj)), hdu
    if isinstance(obj, fits.BinTableHDU | fits.TableHDU):
        with part(obj, "content"):
            return live_source([fits.PrimaryHDU(), obj], class_name(obj)), 1
    return None


def is_table(obj: Any) -> bool:
    """Tell whether an object is a table of another package.

    Parameters
    ----------
    obj : `object`
        Whatever a user handed over.

    Returns
    -------
    `bool`
        False for plain mappings, which may be anything.
    """
    return is_afw_table(obj) or (_converter(obj) is not None and not _is_columns(obj))


def table_of(obj: Any, *, footprints: bool) -> FoundTable | None:
    """Return a table of another package.

    Parameters
    ----------
    obj : `object`
        Whatever a user handed over.
    footprints : `bool`
        Whether to look for the pixels of its sources.

    Returns
    -------
    `~imgview.readers.tables.found_table.FoundTable` or `None`
        It shares the columns where that is possible; `None` if the object is no table.

    Raises
    ------
    ImgviewError
        If a table cannot be had.
    ShapeError
        If its columns differ in length.
    """
    if is_afw_table(obj):
        return afw_table(obj, footprints=footprints)
    convert = _converter(obj)
    if convert is None:
        return None
    notes: list[str] = []
    with part(obj, ""):
        try:
            table = spread_sky(convert(obj, notes), notes)
        except ValueError as error:
            if isinstance(error, ImgviewError) or "length" not in str(error):
                raise
            msg = f"its columns differ in length: {error}"
            raise ShapeError(msg) from error
    return FoundTable(table, notes=notes)


def _converter(obj: Any) -> Callable[[Any, list[str]], Table] | None:
    return next((convert for knows, convert in _FAMILIES if knows(obj)), None)


def _is_columns(obj: Any) -> bool:
    return isinstance(obj, Mapping) or (isinstance(obj, list) and isinstance(next(iter(obj), None), Mapping))


def _arrow(obj: Any, notes: list[str]) -> Table:
    return table_of_arrow(import_module("pyarrow").table(obj), notes)


def _records(obj: Any, _: list[str]) -> Table:
    if obj.ndim != 1:
        msg = f"a table has one row a source, got records of shape {obj.shape}"
        raise ShapeError(msg)
    # Records of FITS convert a column when it is asked for by name.
    return Table([_numbers(obj[name], name) for name in obj.dtype.names], copy=False)


def _numbers(values: Any, name: str) -> Column:
    if isinstance(values, np.ma.MaskedArray):
        return MaskedColumn(values, name, copy=False)
    return Column(np.asarray(values), name, copy=False)


def _pandas(obj: Any, _: list[str]) -> Table:
    if any(name is not None for name in obj.index.names):
        obj = obj.reset_index()
    columns = []
    names = [".".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in obj.columns]
    for number, name in enumerate(unlike(names)):
        column = _series(obj.iloc[:, number])
        column.name = name
        columns.append(column)
    return Table(columns, copy=False)


def _series(series: Any) -> Column:
    """Return one column of pandas, whatever it keeps it in."""
    missing = series.isna().to_numpy(dtype=bool)
    kind = str(series.dtype).lower()
    if isinstance(series.dtype, np.dtype) and series.dtype.kind in "biufcM":
        return Column(series.to_numpy(), copy=False)
    if kind.startswith("bool"):
        values = series.to_numpy(dtype=bool, na_value=False)
    elif kind.startswith(("int", "uint", "float")):
        wanted = np.dtype(kind.partition("[")[0])
        values = series.to_numpy(dtype=wanted, na_value=0)
    else:
        values = series.to_numpy(dtype=object)
        if all(isinstance(value, str) for value in values[~missing]):
            values = np.where(missing, "", values)
            values = strings(values)
    return MaskedColumn(values, mask=missing, copy=False) if missing.any() else Column(values, copy=False)


_FAMILIES: tuple[tuple[Callable[[Any], Any], Callable[[Any, list[str]], Table]], ...] = (
    (lambda obj: isinstance(obj, Table), lambda table, _: table),
    (lambda obj: "DataFrame" in family(obj, "pandas"), _pandas),
    (lambda obj: family(obj, "pyarrow") & {"Table", "RecordBatch"}, table_of_arrow),
    (lambda obj: isinstance(obj, np.ndarray) and obj.dtype.names is not None, _records),
    (lambda obj: hasattr(obj, "__arrow_c_stream__") and hasattr(obj, "columns"), _arrow),
    (_is_columns, lambda columns, _: Table(columns)),
)
"""Who knows a table, and who makes it one of astropy."""
