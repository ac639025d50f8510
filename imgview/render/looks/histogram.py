"""The distribution of pixel values as it is drawn above a colour bar."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
import numpy.typing as npt

__all__ = ["Histogram", "histogram"]

_CENTRAL = 0.998
"""Share of the pixels whose values the range covers."""
_MARGIN = 0.05
"""Room beyond the cuts, as a share of their distance, so that their handles can be grabbed and dragged."""
_WIDEST = 20.0
"""Cut distances that the range spans at most: what lies far out must not squeeze the cuts into one bin."""


_LARGEST = 2.0**1022
"""Beyond it the range could overflow."""


class Histogram(TypedDict):
    """Numbers of pixels in equal bins."""

    low: float
    """Left edge of the first bin, in the unit of the pixels."""

    high: float
    """Right edge of the last bin."""

    counts: list[int]
    """Sampled pixels in each bin; those beyond the range are in none."""


def histogram(sample: npt.ArrayLike, cuts: tuple[float, float], *, bins: int = 256) -> Histogram:
    """Count pixel values over a range worth looking at.

    Parameters
    ----------
    sample : array-like, any shape, any real dtype
        Pixel values; those that are not finite are left out.
    cuts : (`float`, `float`)
        Low and high cut in the same unit, finite, the second one larger.
    bins : `int`, optional
        How many.

    Returns
    -------
    `Histogram`
        The range holds the cuts with some room on either side, and the central 99.8 per cent of the pixels
        unless these reach so far that the cuts could no longer be told apart.
    """
    values = np.asarray(sample, dtype=np.float64).ravel()
    values = values[np.isfinite(values)]
    low, high = cuts
    span = high - low
    bottom, top = low - _MARGIN * span, high + _MARGIN * span
    if values.size:
        outer = (1 - _CENTRAL) / 2
        first, last = np.quantile(values, (outer, 1 - outer))
        reach = 0.5 * (_WIDEST - 1) * span
        bottom = min(bottom, max(float(first), low - reach))
        top = max(top, min(float(last), high + reach))
    bottom, top = max(bottom, -_LARGEST), min(top, _LARGEST)
    values = values[(values >= bottom) & (values <= top)]
    # Not np.histogram, which refuses ranges of a few units in the last place.
    places = np.floor((values - bottom) / (top - bottom) * bins).astype(np.intp)
    counts = np.bincount(np.minimum(places, bins - 1), minlength=bins)
    return Histogram(low=bottom, high=top, counts=counts.tolist())
