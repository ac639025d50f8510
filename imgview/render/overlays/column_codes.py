"""One byte a source: what a column makes of colours and sizes, through a table of at most 256 entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model.catalog import Catalog
from imgview.render.looks.colormap import colormap_table
from imgview.render.looks.cuts import CutsMode, compute_cuts

__all__ = ["ColumnCodes"]

_NONE = 255
"""Code of a source whose value is missing."""
_STEPS = 254
"""Code of the upper limit; the lower one has 0."""
_GREY = (150, 150, 150)
_DISTINCT = np.array(
    [
        *((68, 119, 170), (238, 102, 119), (34, 136, 51), (204, 187, 68), (102, 204, 238), (170, 51, 119)),
        *((238, 119, 51), (0, 153, 136), (255, 255, 255), (153, 221, 255), (187, 204, 51), (255, 170, 187)),
    ],
    np.uint8,
)
"""Colours that can be told apart, also by the colour-blind (P. Tol 2021, SRON/EPS/TN/09-002)."""


@dataclass(frozen=True, slots=True, eq=False)
class ColumnCodes:
    """A code for each source, and what the codes stand for."""

    codes: npt.NDArray[np.uint8]
    """Entry of the table for each source, shape (n,)."""

    table: npt.NDArray[Any]
    """Colours, uint8 of shape (256, 3), or sizes, float32 of shape (256,)."""

    column: str
    """Where the codes come from."""

    limits: tuple[float, float] | None
    """Values of the first and the last colour or size; `None` for categories."""

    log: bool = False
    """Whether colours or sizes go by the logarithm."""

    names: tuple[str, ...] = ()
    """Categories that have a colour of their own, in the order of the table."""

    how: Mapping[str, Any] = field(default_factory=dict)
    """Keywords that were given, to make the same of another catalogue."""

    @classmethod
    def colors(
        cls,
        catalog: Catalog,
        column: str,
        *,
        colormap: str = "viridis",
        limits: CutsMode = "96%",
        log: bool = False,
    ) -> ColumnCodes:
        """Return colours by column.

        Parameters
        ----------
        catalog : `~imgview.model.catalog.Catalog`
            The sources.
        column : `str`
            Name of a column of numbers, truths or texts; each truth or text has a colour of its own, the
            most frequent ones first, and those beyond the twelfth share grey.
        colormap : `str`, optional
            For numbers.
        limits : pair of `float` or mode of cuts, optional
            Values of the first and the last colour, or "minmax", or a central percentile like "96%".
        log : `bool`, optional
            Whether colours go by the logarithm; values of 0 and below are missing then.

        Raises
        ------
        UnknownNameError
            If there is no such column or colormap.
        SettingError
            If the limits are impossible.
        ImgviewError
            If the column has more than one value a row, or no values that can be coloured.

        Notes
        -----
        A source without a value is grey.
        """
        how = {"colormap": colormap, "limits": limits, "log": log}
        palette = colormap_table(colormap)
        values = _column(catalog, column)
        if values.dtype.kind in "bSUO":
            codes, names = _categories(values)
            table = np.full((256, 3), _GREY, np.uint8)
            table[: len(names)] = _DISTINCT[: len(names)]
            return cls(codes, table, column, None, names=names, how=how)
        codes, span = _scaled(values, column, limits, log=log)
        table = palette[np.rint(np.arange(256) * (255 / _STEPS)).clip(0, 255).astype(np.intp)]
        table[_NONE] = _GREY
        return cls(codes, table, column, span, log, how=how)

    @classmethod
    def sizes(
        cls,
        catalog: Catalog,
        column: str,
        *,
        sizes: tuple[float, float] = (5.0, 25.0),
        limits: CutsMode = "96%",
        log: bool = False,
    ) -> ColumnCodes:
        """Return widths of symbols, or lengths of the longer axes of ellipses, by column.

        Parameters
        ----------
        catalog : `~imgview.model.catalog.Catalog`
            The sources.
        column : `str`
            Name of a column of numbers.
        sizes : (`float`, `float`), optional
            Widths at the limits, in the layer's ``unit``; the first may be the larger one, for magnitudes.
        limits : pair of `float` or mode of cuts, optional
            As for `colors`, of the two widths.
        log : `bool`, optional
            As for `colors`.

        Raises
        ------
        ImgviewError
            As for `colors`; and for a column that holds no numbers.

        Notes
        -----
        A source without a value has the smaller width.
        """
        values = _column(catalog, column)
        if values.dtype.kind in "bSUO":
            msg = f"column {column!r} holds {values.dtype}, no numbers to make sizes of"
            raise ImgviewError(msg)
        try:
            first, last = (float(size) for size in sizes)
        except (TypeError, ValueError):
            first = last = np.nan
        if not (0 < first < 1e5 and 0 < last < 1e5):
            msg = f"sizes are two widths above 0, got {sizes!r}"
            raise SettingError(msg)
        codes, span = _scaled(values, column, limits, log=log)
        table = (first + (last - first) * np.arange(256) / _STEPS).astype(np.float32)
        table[_NONE] = min(first, last)
        how = {"sizes": (first, last), "limits": limits, "log": log}
        return cls(codes, table, column, span, log, how=how)

    def again(self, catalog: Catalog, column: str | None = None) -> ColumnCodes:
        """Return the same of another catalogue or column; explicit limits are those of this column alone.

        Raises
        ------
        ImgviewError
            As for `colors` and `sizes`.
        """
        how = dict(self.how)
        if column not in (None, self.column):
            how |= {"limits": "96%", "log": False}
        make = ColumnCodes.colors if self.table.ndim == 2 else ColumnCodes.sizes
        return make(catalog, column or self.column, **how)

    def state(self) -> dict[str, Any]:
        """Return what there is to tell of them."""
        limits = None if self.limits is None else list(self.limits)
        return {"column": self.column, "limits": limits, "log": self.log, "names": list(self.names)}

    @property
    def rows(self) -> int:
        """Number of sources."""
        return len(self.codes)

    def packed(self, origin: tuple[float, float]) -> bytes:  # noqa: ARG002 - as geometries
        """Return what travels to the page: the table, then the codes."""
        return self.table.tobytes() + self.codes.tobytes()


def _column(catalog: Catalog, name: str) -> npt.NDArray[Any]:
    """Return a column's values, numbers as float64 with NaN where masked."""
    if name not in catalog.table.colnames:
        raise UnknownNameError.near(kind="column", name=name, known=catalog.table.colnames)
    column = catalog.table[name]
    values = np.asanyarray(getattr(column, "value", column))
    if values.ndim != 1 or values.dtype.kind not in "biufSUO":
        msg = f"column {name!r} has shape {values.shape} and holds {values.dtype}: one value a row is needed"
        raise ImgviewError(msg)
    if values.dtype.kind in "iuf":
        return np.asarray(np.ma.filled(values.astype(np.float64), np.nan))
    texts = np.asarray(np.ma.getdata(values)).astype(str)
    return np.where(np.ma.getmaskarray(values), "", texts)


def _categories(values: npt.NDArray[Any]) -> tuple[npt.NDArray[np.uint8], tuple[str, ...]]:
    """Return a code by frequency for each value, and those that have one of their own."""
    names, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    order = [i for i in np.lexsort((names, -counts)) if names[i] != ""][: len(_DISTINCT)]
    codes = np.full(len(names), _NONE, np.uint8)
    codes[order] = np.arange(len(order))
    return codes[which.reshape(-1)], tuple(str(names[i]) for i in order)


def _scaled(
    values: npt.NDArray[np.float64], column: str, limits: CutsMode, *, log: bool
) -> tuple[npt.NDArray[np.uint8], tuple[float, float]]:
    """Return a code for each number, and the limits."""
    known = np.isfinite(values) & ((values > 0) | (not log))
    low, high = compute_cuts(values[known], limits)
    start, stop = low, high
    if log:
        if low <= 0:
            if not isinstance(limits, str):
                msg = f"the limits of column {column!r} must be above 0 for log=True, got {limits!r}"
                raise SettingError(msg)
            low, high = start, stop = (1.0, 10.0)
        start, stop = np.log10([low, high])
        values = np.log10(np.where(known, values, 1.0))
    share = np.clip((np.where(known, values, start) - start) / (stop - start), 0.0, 1.0)
    codes = np.floor(share * _STEPS + 0.5).astype(np.uint8)
    codes[~known] = _NONE
    return codes, (low, high)
