"""Which rows lie in what a hand has drawn on a plot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

from imgview.plots.plot_axis import along

__all__ = ["combined", "nearest_row", "rows_in"]

_MODES = ("replace", "append", "intersect", "subtract", "toggle")


def rows_in(
    geometry: Mapping[str, Any],
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    log: tuple[bool, bool] = (False, False),
) -> npt.NDArray[np.bool_]:
    """Tell which places lie in a box or a lasso.

    Parameters
    ----------
    geometry : mapping
        As Bokeh tells of it: ``type`` "rect" with ``x0``, ``x1``, ``y0``, ``y1``, or "poly" with ``x`` and
        ``y`` of its vertices.  A box without ``y0`` and ``y1`` is a range in x.
    x, y : `numpy.ndarray`, shape (n,), float64
        The places; NaN lies nowhere.
    log : (`bool`, `bool`), optional
        Whether the axes are logarithmic: the sides of a lasso are straight on them, not between its numbers.

    Returns
    -------
    `numpy.ndarray`, shape (n,), bool
        Borders of a box count to it.  Nothing lies in what is neither, or not of finite numbers.
    """
    none = np.zeros(len(x), dtype=bool)
    try:
        if geometry["type"] == "rect":
            x0, x1 = sorted((float(geometry["x0"]), float(geometry["x1"])))
            if "y0" not in geometry:
                return (x >= x0) & (x <= x1)
            y0, y1 = sorted((float(geometry["y0"]), float(geometry["y1"])))
            return (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
        if geometry["type"] != "poly":
            return none
        sides = (_numbers(geometry["x"]), _numbers(geometry["y"]))
        corners = np.column_stack([along(side, log=is_log) for side, is_log in zip(sides, log, strict=True)])
    except (KeyError, TypeError, ValueError):
        return none
    if len(corners) < 3 or not np.isfinite(corners).all():
        return none
    x, y = along(x, log=log[0]), along(y, log=log[1])
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    near = np.flatnonzero((x >= x0) & (x <= x1) & (y >= y0) & (y <= y1))
    # Scaled, since columns may be of any size.
    scale = np.array([x1 - x0 or 1.0, y1 - y0 or 1.0])
    points = (np.column_stack([x[near], y[near]]) - (x0, y0)) / scale
    none[near] = Path((corners - (x0, y0)) / scale).contains_points(points)
    return none


def nearest_row(
    at: tuple[float, float],
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    reach: tuple[float, float],
) -> int | None:
    """Return the row that lies nearest to a place.

    Parameters
    ----------
    at : (`float`, `float`)
        The place, x and y.
    x, y : `numpy.ndarray`, shape (n,), float64
        Of the rows; NaN lies nowhere.
    reach : (`float`, `float`)
        How far it may be away, along x and y: half axes of an ellipse.

    Returns
    -------
    `int` or `None`
        `None` if none lies within reach.
    """
    if not (len(x) and reach[0] > 0 and reach[1] > 0):
        return None
    far = ((x - at[0]) / reach[0]) ** 2 + ((y - at[1]) / reach[1]) ** 2
    far[np.isnan(far)] = np.inf
    row = int(np.argmin(far))
    return row if far[row] <= 1 else None


def combined(mode: str, before: npt.NDArray[np.bool_], new: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return what is selected after something has been selected in a mode of Bokeh's tools, or toggled."""
    match mode if mode in _MODES else "replace":
        case "append":
            return before | new
        case "intersect":
            return before & new
        case "subtract":
            return before & ~new
        case "toggle":
            return before ^ new
        case _:
            return new


def _numbers(values: Any) -> npt.NDArray[np.float64]:
    if isinstance(values, Mapping):
        # What JSON made of a typed array without saying so.
        values = list(values.values())
    return np.asarray(values, dtype=np.float64)
