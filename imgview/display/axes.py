"""Ellipses as others have them: afw's Axes and Quadrupole, and whatever has their methods or attributes.

Nothing of LSST is imported: an object is known by what it answers to.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

__all__ = ["Axes"]

_MOMENTS = (("getIxx", "getIyy", "getIxy"), ("ixx", "iyy", "ixy"), ("xx", "yy", "xy"))
_AXES = (("getA", "getB", "getTheta"), ("a", "b", "theta"))


class Axes(NamedTuple):
    """An ellipse about a position that is given elsewhere; NaN where there is none."""

    a: float
    """Semi-major axis, pixels."""
    b: float
    """Semi-minor axis, pixels."""
    theta: float
    """Angle of the major axis, radians counter-clockwise from +x."""

    @classmethod
    def of_moments(cls, xx: Any, yy: Any, xy: Any) -> Axes:
        """Return the ellipse of second moments, at one sigma.

        Parameters
        ----------
        xx, yy, xy : `float` or array-like
            Second moments, square pixels.

        Returns
        -------
        `Axes`
            Of arrays if moments are;
            ``a² = (xx + yy) / 2 + sqrt(((xx - yy) / 2)² + xy²)``, ``b²`` with a minus,
            ``theta = atan2(2 xy, xx - yy) / 2``; NaN where the moments are no ellipse's.
        """
        xx, yy, xy = (np.asarray(moment, dtype=np.float64) for moment in (xx, yy, xy))
        with np.errstate(invalid="ignore", over="ignore"):
            middle, half = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
            least = middle - half
            # The moments of a line lose their last digits in the difference.
            least = np.where((least < 0) & (least >= -1e-12 * middle), 0.0, least)
            sound = (least >= 0) & np.isfinite(middle + half)
            a, b = np.sqrt(middle + half), np.sqrt(least)
            parts: list[Any] = [a, b, np.arctan2(2 * xy, xx - yy) / 2]
        found: list[Any] = [np.where(sound, part, np.nan)[()] for part in parts]
        return cls(found[0], found[1], found[2])

    @classmethod
    def of(cls, shape: Any) -> Axes | None:
        """Return the ellipse that an object stands for.

        Parameters
        ----------
        shape : `object`
            With ``getA``, ``getB``, ``getTheta`` or ``getIxx``, ``getIyy``, ``getIxy``; with ``a``, ``b``,
            ``theta`` or ``ixx``, ``iyy``, ``ixy`` or ``xx``, ``yy``, ``xy``; or an Ellipse, by its
            ``getCore``.

        Returns
        -------
        `Axes` or `None`
            `None` if it stands for none.
        """
        if isinstance(shape, cls):
            return shape
        for names in _AXES:
            numbers = _numbers(shape, names)
            if numbers is not None:
                return cls(*numbers)
        for names in _MOMENTS:
            numbers = _numbers(shape, names)
            if numbers is not None:
                return cls.of_moments(*numbers)
        core = getattr(shape, "getCore", None)
        return cls.of(core()) if callable(core) else None


def _numbers(shape: Any, names: tuple[str, str, str]) -> tuple[float, float, float] | None:
    """Return three parts of an object, which may be methods, as numbers."""
    parts: list[Any] = [getattr(shape, name, None) for name in names]
    if any(part is None for part in parts):
        return None
    try:
        first, second, third = (float(part() if callable(part) else part) for part in parts)
    except (TypeError, ValueError):
        return None
    return first, second, third
