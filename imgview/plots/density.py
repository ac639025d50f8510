"""Many points as a picture: how many fall in each bin, and of what colour they are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Span", "counted", "shaded"]

Span = tuple[float, float]
"""From and to, the first perhaps the larger one."""

_FAINT = 0.25
"""Opacity of a bin with one point."""


def counted(
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    area: tuple[Span, Span],
    shape: tuple[int, int],
    weights: npt.NDArray[np.float64] | None = None,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64] | None]:
    """Count points in bins.

    Parameters
    ----------
    x, y : `numpy.ndarray`, shape (n,), float64
        The points; NaN lies nowhere.
    area : (`Span`, `Span`)
        What the bins cover, in x and in y; the upper borders belong to it.
    shape : (`int`, `int`)
        Bins in y and in x.
    weights : `numpy.ndarray`, shape (n,), float64, optional
        What is averaged; NaN does not count.

    Returns
    -------
    counts : `numpy.ndarray`, shape ``shape``, int64
        The first row has the least y.
    means : `numpy.ndarray`, shape ``shape``, float64, or `None`
        Of the weights, NaN where there are none; `None` without weights.
    """
    (x0, x1), (y0, y1) = (sorted(span) for span in area)
    ny, nx = shape
    inside = (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
    rows = np.flatnonzero(inside)
    column = np.minimum(((x[rows] - x0) * (nx / (x1 - x0))).astype(np.intp), nx - 1)
    row = np.minimum(((y[rows] - y0) * (ny / (y1 - y0))).astype(np.intp), ny - 1)
    bins = row * nx + column
    counts = np.bincount(bins, minlength=nx * ny).reshape(shape)
    if weights is None:
        return counts, None
    value = weights[rows]
    known = np.isfinite(value)
    total = np.bincount(bins[known], weights=value[known], minlength=nx * ny)
    number = np.bincount(bins[known], minlength=nx * ny)
    with np.errstate(invalid="ignore"):
        return counts, (total / number).reshape(shape)


def shaded(
    counts: npt.NDArray[np.int64], colors: npt.NDArray[np.uint8], opacity: float = 1.0
) -> npt.NDArray[np.uint32]:
    """Return a picture of counts, the stronger the more of them.

    Parameters
    ----------
    counts : `numpy.ndarray`, shape (ny, nx), int64
        Points in each bin.
    colors : `numpy.ndarray`, shape (3,) or (ny, nx, 3), uint8
        Red, green and blue.
    opacity : `float`, optional
        Of the fullest bin.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), uint32
        Red, green, blue and opacity, a byte each, as Bokeh takes them; the opacity goes by the logarithm of
        the counts, and a single point can still be seen.
    """
    picture = np.zeros((*counts.shape, 4), np.uint8)
    picture[..., :3] = colors
    most = max(int(counts.max(initial=0)), 1)
    strength = np.log1p(counts - 1.0, where=counts > 0, out=np.zeros(counts.shape)) / max(np.log(most), 1.0)
    alpha = opacity * (_FAINT + (1 - _FAINT) * np.minimum(strength, 1.0))
    picture[..., 3] = np.where(counts > 0, np.rint(255 * alpha), 0)
    return picture.view(np.uint32).reshape(counts.shape)
