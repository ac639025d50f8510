"""A column as a plot takes it: one number a row, whatever it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy import units as u

from imgview.errors import UnknownNameError
from imgview.model.catalog import Catalog
from imgview.model.catalog_filter import column_values, reckon

__all__ = ["PlotColumn", "is_magnitude", "plot_names"]

_MAGNITUDE = re.compile(r"(^|[^a-z])(mag|mags|magnitude|[a-z]+mag)([^a-z]|$)")
_UNCERTAINTY = re.compile(r"err|sigma|unc|^e_")
_ELEMENT = re.compile(r"(?P<column>.+)\[(?P<index>\d+)\]", re.DOTALL)
_MOST_ELEMENTS = 16
"""Of a column with several numbers a row, which are offered one by one."""
_MOST_CATEGORIES = 12
_FEW = 6
"""Different whole numbers up to which they are rather kinds than quantities."""
_ENOUGH = 1000
"""Values that mostly tell already that there are more."""
_LONGEST = 60
"""Characters of a label."""
_LONGEST_CATEGORY = 20
_LARGEST = 1e37
"""What float32, in which values travel, can hold, and twice that."""


@dataclass(frozen=True, slots=True, eq=False)
class PlotColumn:
    """What a column of a catalogue puts on an axis.

    Notes
    -----
    Truths and texts become the numbers of their categories; the most frequent texts have one of their own,
    all others share the last.
    """

    name: str
    """Of the column; ``flux[2]`` for the third number of each row; or an expression."""

    label: str
    """Name and unit, for a person; untrusted text."""

    values: npt.NDArray[np.float64]
    """Shape (n,), in the column's own unit; NaN where there is no finite value, or one beyond 1e37."""

    categories: tuple[str, ...] = ()
    """What the numbers 0, 1, ... stand for; empty for numbers that stand for themselves. Untrusted text."""

    magnitude: bool = False
    """Whether the smaller number is the brighter source."""

    @classmethod
    def of(cls, catalog: Catalog, name: str) -> PlotColumn:
        """Return a column of a catalogue.

        Parameters
        ----------
        catalog : `~imgview.model.catalog.Catalog`
            Where it is.
        name : `str`
            Of a column of numbers, truths or texts; of one number of each row, ``flux[2]``; or an expression
            over columns, ``log10(flux)``, as for `imgview.model.catalog.Catalog.filter`.

        Raises
        ------
        UnknownNameError
            If there is no such column.
        ImgviewError
            If a plot cannot show it, or the expression cannot be understood.
        """
        table = catalog.table
        if name in table.colnames:
            values = column_values(table, name)
            column = table[name]
        elif (found := _ELEMENT.fullmatch(str(name))) and found["column"] in table.colnames:
            column, index = table[found["column"]], int(found["index"])
            if np.ndim(column) != 2 or not index < np.shape(column)[1]:
                raise UnknownNameError.near(kind="column to plot", name=name, known=plot_names(catalog))
            values = np.asanyarray(getattr(column, "value", column))[:, index]
        elif str(name).isidentifier():
            raise UnknownNameError.near(kind="column to plot", name=name, known=plot_names(catalog))
        else:
            column, values = None, reckon(table, str(name))
        unit = getattr(column, "unit", None)
        label = _short(f"{name} [{unit}]" if unit is not None and str(unit) else name)
        missing = np.ma.getmaskarray(values)
        data: npt.NDArray[Any] = np.ma.getdata(values)
        categories: tuple[str, ...] = ()
        if data.dtype.kind == "b":
            numbers, categories = data.astype(np.float64), ("False", "True")
        elif data.dtype.kind in "SU":
            numbers, categories = _categories(data, missing)
        else:
            numbers = data.astype(np.float64)
        numbers[missing | ~(np.abs(numbers) < _LARGEST)] = np.nan
        magnitude = not categories and is_magnitude(str(name), unit)
        return cls(str(name), label, numbers, categories, magnitude)

    def grouped(self) -> PlotColumn:
        """Return the column with a category for each number if these are few and whole, for colours."""
        values = self.values[np.isfinite(self.values)]
        if self.categories or len(np.unique(values[:_ENOUGH])) > _FEW:
            return self
        numbers = np.unique(values)
        if not 1 < len(numbers) <= _FEW or (numbers % 1).any():
            return self
        places = np.searchsorted(numbers, self.values).astype(np.float64)
        places[np.isnan(self.values)] = np.nan
        return replace(self, values=places, categories=tuple(f"{number:.0f}" for number in numbers))

    def limits(self, rows: npt.NDArray[np.intp]) -> tuple[float, float]:
        """Return the least and the largest value of some rows, apart; (0, 1) where there are none."""
        if self.categories:
            return -0.5, len(self.categories) - 0.5
        values = self.values[rows]
        values = values[np.isfinite(values)]
        if not values.size:
            return 0.0, 1.0
        low, high = float(values.min()), float(values.max())
        # An axis of a span that float32 does not know could not be drawn.
        if high - low < 1 / _LARGEST:
            half = max(abs(low) * 0.05, 0.5)
            return low - half, high + half
        return low, high


def is_magnitude(name: str, unit: Any = None) -> bool:
    """Tell by its unit, else by its name, whether a column holds magnitudes; their errors are none."""
    if _UNCERTAINTY.search(name.lower()):
        return False
    if isinstance(unit, u.MagUnit) or unit == u.mag:
        return True
    element = _ELEMENT.fullmatch(name)
    word = element["column"] if element else name
    return unit is None and word.isidentifier() and bool(_MAGNITUDE.search(word.lower()))


def plot_names(catalog: Catalog) -> list[str]:
    """Return what can be put on an axis: columns of numbers, truths and texts, elements of others.

    Fluxes are there by their logarithms too.
    """
    names = []
    for name in catalog.table.colnames:
        column = catalog.table[name]
        kind = getattr(getattr(column, "dtype", None), "kind", "")
        shape: tuple[int, ...] = np.shape(column) if kind else ()
        texts = kind == "O" and isinstance(next((v for v in column if v is not None), None), str)
        if len(shape) == 1 and (kind in "biufSU" or texts):
            names.append(name)
            if kind in "iuf" and (name == catalog.roles.get("flux") or "flux" in name.lower()):
                names.append(f"log10({name if name.isidentifier() else f'`{name}`'})")
        elif len(shape) == 2 and kind in "biuf" and shape[1] <= _MOST_ELEMENTS:
            names += [f"{name}[{index}]" for index in range(shape[1])]
    return names


def _categories(
    texts: npt.NDArray[Any], missing: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float64], tuple[str, ...]]:
    """Return the number of each text's category, and the categories; the empty text is missing."""
    names, which, counts = np.unique(texts, return_inverse=True, return_counts=True)
    which = which.reshape(-1)
    counts = np.bincount(which, weights=~missing, minlength=len(names))
    words = [name.decode(errors="replace") if isinstance(name, bytes) else str(name) for name in names]
    order = [i for i in np.lexsort((names, -counts)) if words[i].strip() and counts[i]]
    own = order if len(order) <= _MOST_CATEGORIES else order[: _MOST_CATEGORIES - 1]
    # In the order of the alphabet, as on the axis of a paper.
    own = sorted(own)
    numbers = np.full(len(names), np.nan)
    numbers[order] = len(own)
    numbers[own] = np.arange(len(own))
    values = numbers[which]
    values[missing] = np.nan
    rest = len(order) - len(own)
    others = (f"{rest:,} others",) if rest else ()
    return values, (*(_short(words[i], _LONGEST_CATEGORY) for i in own), *others)


def _short(text: str, longest: int = _LONGEST) -> str:
    text = " ".join(str(text).split())
    return text if len(text) <= longest else f"{text[: longest - 1]}\N{HORIZONTAL ELLIPSIS}"
