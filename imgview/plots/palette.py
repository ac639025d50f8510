"""Colours of points."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.colors import to_hex

__all__ = ["PLAIN", "category_palette", "value_palette"]

PLAIN = "#6f8fb5"
"""Of points that no column colours: to be seen on white and on black."""

_ENDS = (0.15, 0.95)
"""Part of the colormap that can be seen on white and on black."""

_DISTINCT = (
    *("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377"),
    *("#ee7733", "#009988", "#bbcc33", "#99ddff", "#ffaabb", "#969696"),
)
"""Colours that can be told apart, also by the colour-blind (P. Tol 2021, SRON/EPS/TN/09-002)."""


def value_palette(count: int = 128) -> list[str]:
    """Return colours for rising values, dark to bright."""
    colormap = mpl.colormaps["viridis"]
    return [to_hex(colormap(place)) for place in np.linspace(*_ENDS, count)]


def category_palette(count: int) -> list[str]:
    """Return colours for as many categories; those beyond the twelfth come again."""
    return [_DISTINCT[number % len(_DISTINCT)] for number in range(max(count, 1))]
