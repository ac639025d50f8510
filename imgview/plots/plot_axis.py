"""An axis of a plot: which column stands on it, by its values or their logarithms, and which way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import SettingError
from imgview.plots.column import PlotColumn

__all__ = ["PlotAxis", "along", "round_numbers"]

_MARGIN = 0.04
"""Beyond the least and the largest value, of what is between them."""

_FEW, _DIGITS, _MANY = 0.3, 0.7, 2.0
"""Decades: along fewer equal steps are read, then every digit, then 1, 2 and 5, then powers of ten."""
_SMALLEST = 1e-300
"""Below, a logarithmic axis would not have room for a margin."""


@dataclass(frozen=True, slots=True, eq=False)
class PlotAxis:
    """A column on an axis.

    Raises
    ------
    SettingError
        If categories are to stand on a logarithmic axis.
    """

    column: PlotColumn
    """What stands on it."""

    log: bool = False
    """Whether the axis is logarithmic."""

    reverse: bool = False
    """Whether values fall to the right or upwards, as those of magnitudes do."""

    values: npt.NDArray[np.float64] = field(init=False)
    """The column's, shape (n,); NaN where there is none, or none that a logarithmic axis has."""

    places: npt.NDArray[np.float64] = field(init=False)
    """Where they are along the axis, shape (n,): logarithms, or the values themselves."""

    def __post_init__(self) -> None:
        column = self.column
        if self.log and column.categories:
            msg = f"{column.name!r} holds categories: they have no logarithms"
            raise SettingError(msg)
        places = along(column.values, log=self.log)
        values = np.where(np.isnan(places), np.nan, column.values) if self.log else column.values
        object.__setattr__(self, "places", places)
        object.__setattr__(self, "values", values)

    def ends(self, rows: npt.NDArray[np.intp]) -> tuple[float, float]:
        """Return where the axis starts and ends, so that some rows lie on it and a little apart from both."""
        if self.column.categories:
            low, high = self.column.limits(rows)
        else:
            low, high = self.span(rows)
            margin = _MARGIN * (high - low)
            low, high = low - margin, high + margin
        low, high = (10.0**low, 10.0**high) if self.log else (low, high)
        return (high, low) if self.reverse else (low, high)

    def span(self, rows: npt.NDArray[np.intp]) -> tuple[float, float]:
        """Return the least and the largest place of some rows, apart."""
        if not self.log:
            return self.column.limits(rows)
        places = self.places[rows]
        places = places[~np.isnan(places)]
        if not places.size:
            return 0.0, 1.0
        low, high = float(places.min()), float(places.max())
        return (low, high) if high - low > 1e-9 else (low - 0.5, high + 0.5)


def along(values: Any, *, log: bool) -> npt.NDArray[np.float64]:
    """Return where values are along an axis; NaN where a logarithmic one does not have them."""
    numbers = np.asarray(values, dtype=np.float64)
    if not log:
        return numbers
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(numbers > _SMALLEST, np.log10(numbers), np.nan)


def round_numbers(start: float, end: float) -> tuple[list[float], list[float]] | None:
    """Return what is written along a logarithmic axis, and the smaller ticks between.

    Parameters
    ----------
    start, end : `float`
        Ends of the axis, in any order.

    Returns
    -------
    pair of `list` of `float`, or `None`
        1, 2, 5, 10, 20, ... and what is between, or all of one digit where these are few; `None` where the
        axis spans more, so that powers of ten do, or less, so that equal steps do.
    """
    low, high = sorted((start, end))
    decades = np.log10(high / low) if low > 0 else np.inf
    if not _FEW <= decades < _MANY:
        return None
    powers = 10.0 ** np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
    digits = np.arange(1, 10)
    written = np.isin(digits, (1, 2, 5)) | (decades < _DIGITS)
    major, minor = (np.sort(np.outer(powers, digits[which]).ravel()) for which in (written, ~written))
    return _within(major, low, high), _within(minor, low, high)


def _within(ticks: npt.NDArray[np.float64], low: float, high: float) -> list[float]:
    kept: list[float] = ticks[(ticks >= low) & (ticks <= high)].tolist()
    return kept
