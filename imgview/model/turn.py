"""Directions of turned pictures."""

from __future__ import annotations

import math

__all__ = ["cosine_sine", "settled"]

_UPRIGHT = 1e-3
"""Degrees from a multiple of 90 within which nobody sees a turn: some hundredths of a screen pixel."""
_QUARTERS = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))


def settled(degrees: float) -> float:
    """Return an angle as 0 to 360 degrees, and as a multiple of 90 where it is too near one to tell.

    Parameters
    ----------
    degrees : `float`
        Any angle.
    """
    right = 90 * round(degrees / 90)
    # The remainder of a tiny negative number is 360.
    return float(right if abs(degrees - right) < _UPRIGHT else degrees) % 360 % 360


def cosine_sine(degrees: float) -> tuple[float, float]:
    """Return cosine and sine of an angle, those of quarter turns exactly.

    Parameters
    ----------
    degrees : `float`
        The angle.
    """
    if degrees % 90 == 0:
        return _QUARTERS[int(degrees // 90) % 4]
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
