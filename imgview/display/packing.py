"""From the arguments of many calls to marks in arrays: one pass for all numbers.

A row is (kind, x, y, size, colour) for a figure, with text, font and angle behind them for words, and
(kind, x, y, colour, then semi-axes and angle, or moments xx, xy, yy) for an ellipse.
"""

from __future__ import annotations

import functools
import itertools
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.display.axes import Axes
from imgview.display.symbols import FIGURES
from imgview.errors import ShapeError, UnsupportedTypeError
from imgview.render.overlays.mark_columns import MARK_SYMBOLS, font_code
from imgview.render.overlays.marks import Marks

__all__ = ["CODES", "ELLIPSE", "MOMENTS", "TEXT", "Row", "columns_of", "number_of", "pack", "points_of"]

Row = tuple[Any, ...]

CODES = {name: MARK_SYMBOLS.index(name) for name in FIGURES}
ELLIPSE, TEXT = MARK_SYMBOLS.index("ellipse"), MARK_SYMBOLS.index("text")
MOMENTS = 255
"""An ellipse of which there are moments."""

_ELLIPSES, _WORDS = 7, 8
"""Lengths of their rows."""

_font = functools.lru_cache(font_code)


def pack(rows: list[Row]) -> Marks:
    """Return the marks of many calls, in their order."""
    count = len(rows)
    codes, places = np.zeros(count, np.uint8), np.zeros((2, count))
    size, color = np.zeros((count, 3)), np.zeros(count, np.int32)
    texts: list[str] = []
    lengths = np.fromiter(map(len, rows), np.uint8, count)
    for length in np.unique(lengths).tolist():
        at = np.flatnonzero(lengths == length)
        alike = rows if len(at) == count else [rows[index] for index in at.tolist()]
        if length == _WORDS:
            texts = [row[5] for row in alike]
            size[at, 1:] = [(row[7], _font(row[6])) for row in alike]
            alike = [row[:5] for row in alike]
        width = len(alike[0])
        numbers = np.fromiter(itertools.chain.from_iterable(alike), np.float64, len(at) * width)
        table = numbers.reshape(-1, width)
        codes[at] = table[:, 0]
        places[:, at] = table[:, 1:3].T
        if length == _ELLIPSES:
            color[at], size[at] = table[:, 3], _axes(table[:, 0], table[:, 4:])
        else:
            color[at] = table[:, 4]
            size[at, 0] = points_of(table[:, 3]) if length == _WORDS else np.abs(table[:, 3])
    codes[codes == MOMENTS] = ELLIPSE
    screen = np.zeros(count, dtype=np.bool_)
    return Marks(places[0], places[1], codes, size, color, screen, tuple(texts))


def points_of(sizes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the sizes of words: 10 points for the usual size of 2, as ds9 writes it."""
    return np.where(np.isfinite(sizes), np.floor(5 * np.abs(sizes) + 0.5), 10.0)


def columns_of(c: Any, r: Any, size: Any) -> tuple[npt.NDArray[np.float64], ...]:
    """Return columns, rows and sizes in one shape.

    Raises
    ------
    ShapeError
        If they do not go together.
    UnsupportedTypeError
        If they are no numbers.
    """
    columns = _numbers("column", c), _numbers("row", r), _numbers("size", size)
    try:
        return np.broadcast_arrays(*columns)
    except ValueError:
        said = ", ".join(str(column.shape) for column in columns)
        msg = f"columns, rows and sizes of marks do not go together: their shapes are {said}"
        raise ShapeError(msg) from None


def number_of(name: str, value: Any) -> float:
    """Return one number; ``name`` is what an error calls it."""
    return float(_numbers(name, value))


def _axes(kinds: npt.NDArray[np.float64], table: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the axes of many ellipses, of some of which there are moments xx, xy, yy."""
    axes = table.copy()
    moments = kinds == MOMENTS
    xx, xy, yy = table[moments].T
    axes[moments] = np.stack(Axes.of_moments(xx, yy, xy), axis=1)
    return axes


def _numbers(name: str, values: Any) -> npt.NDArray[np.float64]:
    if np.ma.isMaskedArray(values):
        values = np.ma.filled(values.astype(np.float64), np.nan)
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        msg = f"the {name} of a mark is a number or an array of numbers, got {values!r:.60}"
        raise UnsupportedTypeError(msg) from None
