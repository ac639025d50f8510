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
    *("#4477aa", "#ccbb44", "#aa3377", "#228833", "#66ccee", "#ffaabb"),
    *("#009988", "#bbcc33", "#99ddff", "#ee6677", "#ee7733", "#969696"),
)
"""Colours that can be told apart, also by the colour-blind (P. Tol 2021, SRON/EPS/TN/09-002).

Those like the colour of what is selected are the last ones.
"""


def value_palette(count: int = 128) -> list[str]:
    """Return colours for rising values, dark to bright."""
    colormap = mpl.colormaps["viridis"]
    return [to_hex(colormap(place)) for place in np.linspace(*_ENDS, count)]


def category_palette(count: int) -> list[str]:
    """Return colours for as many categories; those beyond the twelfth come again."""
    return [_DISTINCT[number % len(_DISTINCT)] for number in range(max(count, 1))]
