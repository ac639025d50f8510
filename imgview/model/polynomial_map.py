"""A smooth map of the plane as two polynomials over a box, which goes on straight beyond it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["PolynomialMap", "grid", "spread"]

Coordinates = npt.NDArray[np.float64]
Exact = Callable[[Coordinates, Coordinates], tuple[Coordinates, Coordinates]]

_NODES = 21
_CHECKED = 32
_HIGHEST = 9
_ENOUGH = 1e-3
"""An error in pixels below which no higher degree is tried."""


def grid(
    center: tuple[float, float], half: tuple[float, float], count: int
) -> tuple[Coordinates, Coordinates]:
    """Return points on a grid over a box, its edges included.

    Parameters
    ----------
    center, half : (`float`, `float`)
        Middle and half the sides of the box, x first.
    count : `int`
        How many points along each axis.

    Returns
    -------
    `tuple` [`numpy.ndarray`, `numpy.ndarray`]
        Both 1-D.
    """
    along = np.linspace(-1.0, 1.0, count)
    x, y = np.meshgrid(center[0] + half[0] * along, center[1] + half[1] * along)
    return x.ravel(), y.ravel()


def spread(x: Coordinates, y: Coordinates) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return middle and half the sides of the box about the finite points; `None` if there are none."""
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return None
    sides = [(float(values[known].min()), float(values[known].max())) for values in (x, y)]
    (x0, x1), (y0, y1) = sides
    return ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) / 2, (y1 - y0) / 2)


def _powers(degree: int) -> list[tuple[int, int]]:
    """Return the exponents of x and y of the terms, in the order of the coefficients."""
    return [(total - q, q) for total in range(degree + 1) for q in range(total + 1)]


@dataclass(frozen=True, slots=True)
class PolynomialMap:
    """Maps points of one plane to those of another.

    Notes
    -----
    Twin of ``mapped`` in ``frontend/src/alignment.ts``.  Beyond the box the map goes on straight, with the
    slopes that it has at the nearest point of the edge: there a polynomial would soon lead anywhere.
    """

    center: tuple[float, float]
    """Middle of the box over which the polynomials hold, x and y."""

    half: tuple[float, float]
    """Half its sides; powers are of the distance from the middle in units of these."""

    degree: int
    """Of both polynomials, all their terms together."""

    x: Coordinates
    """Coefficients of the x that comes out: of 1, x, y, x², xy, y², ..."""

    y: Coordinates
    """Coefficients of the y that comes out."""

    error: float
    """The largest error found within the box, pixels of the plane that it maps to."""

    @classmethod
    def fitted(
        cls, exact: Exact, center: tuple[float, float], half: tuple[float, float]
    ) -> PolynomialMap | None:
        """Fit a map over a box.

        Parameters
        ----------
        exact : callable
            Maps x and y, 1-D arrays; NaN where it has no answer.
        center, half : (`float`, `float`)
            Middle and half the sides of the box, x first.

        Returns
        -------
        `PolynomialMap` or `None`
            Of the lowest degree that suffices, or else of the best; `None` if too few points have an answer,
            or if the plane is folded in the box.
        """
        nodes, checks = grid(center, half, _NODES), grid(center, half, _CHECKED)
        (u, v), true = exact(*nodes), exact(*checks)
        known = np.isfinite(u) & np.isfinite(v)
        best = None
        for degree in range(1, _HIGHEST + 1):
            powers = _powers(degree)
            if known.sum() < 2 * len(powers):
                break
            a, b = ((nodes[i][known] - center[i]) / half[i] for i in (0, 1))
            terms = np.stack([a**p * b**q for p, q in powers], axis=1)
            values = np.stack([u[known], v[known]], axis=1)
            solution = np.asarray(np.linalg.lstsq(terms, values, rcond=None)[0], np.float64)
            made = cls(center, half, degree, solution[:, 0], solution[:, 1], np.inf)
            x, y = made(*checks)
            error = float(np.nanmax(np.hypot(x - true[0], y - true[1]), initial=0.0))
            if best is None or error < best.error:
                best = replace(made, error=error)
            if error < _ENOUGH:
                break
        if best is None:
            return None
        turns = np.linalg.det(best.slopes(*nodes))[known]
        return best if np.isfinite(turns).all() and (np.all(turns > 0) or np.all(turns < 0)) else None

    def __call__(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Coordinates, Coordinates]:
        """Map points.

        Parameters
        ----------
        x, y : array-like of `float`
            Of one shape.

        Returns
        -------
        `tuple` [`numpy.ndarray`, `numpy.ndarray`]
            Those of the other plane, of that shape.
        """
        values, slopes, beyond = self._evaluated(np.asarray(x, np.float64), np.asarray(y, np.float64))
        out = values + (slopes @ beyond[..., None])[..., 0]
        return out[..., 0], out[..., 1]

    def slopes(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Coordinates:
        """Return what comes out per pixel that goes in.

        Parameters
        ----------
        x, y : array-like of `float`
            Of one shape.

        Returns
        -------
        `numpy.ndarray`, shape (..., 2, 2)
            Rows: x and y that come out; columns: x and y that go in.
        """
        return self._evaluated(np.asarray(x, np.float64), np.asarray(y, np.float64))[1]

    def _evaluated(self, x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates, Coordinates]:
        """Return values and slopes at the nearest points of the box, and the ways from there."""
        (cx, cy), (hx, hy) = self.center, self.half
        a, b = np.clip((x - cx) / hx, -1, 1), np.clip((y - cy) / hy, -1, 1)
        zero = np.zeros(np.broadcast(a, b).shape)
        terms, by_a, by_b = [], [], []
        for p, q in _powers(self.degree):
            terms.append(zero + a**p * b**q)
            by_a.append(zero + (p * a ** (p - 1) * b**q if p else 0.0))
            by_b.append(zero + (q * a**p * b ** (q - 1) if q else 0.0))
        coefficients = np.stack([self.x, self.y], axis=1)
        values = np.stack(terms, axis=-1) @ coefficients
        columns = [np.stack(by_a, axis=-1) @ coefficients / hx, np.stack(by_b, axis=-1) @ coefficients / hy]
        beyond = np.stack([x - (cx + hx * a), y - (cy + hy * b)], axis=-1)
        return values, np.stack(columns, axis=-1), beyond

    def state(self) -> dict[str, Any]:
        """Return what the page needs to map the same (`dict` of finite numbers)."""
        return {
            "center": list(self.center),
            "half": list(self.half),
            "degree": self.degree,
            "x": self.x.tolist(),
            "y": self.y.tolist(),
        }
