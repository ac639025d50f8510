"""Colormaps by matplotlib's names, as tables of 256 colours."""

from functools import lru_cache

import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray

from imgview.errors import UnknownNameError

MENU = (
    "gray",
    "viridis",
    "magma",
    "inferno",
    "plasma",
    "cividis",
    "cubehelix",
    "hot",
    "afmhot",
    "gist_heat",
    "bone",
    "turbo",
    "RdBu_r",
    "coolwarm",
)
"""The colormaps a menu offers; every other one that matplotlib knows can be named too."""

BAD_COLOR = (4, 78, 110)
"""Red, green, blue of a pixel without a value (NaN): a dark teal that no menu colormap has."""


def colormap_table(name: str, *, inverted: bool = False) -> NDArray[np.uint8]:
    """Return the 256 colours of a colormap.

    Parameters
    ----------
    name : `str`
        As registered with matplotlib, in its spelling or any other case.
    inverted : `bool`, optional
        Whether the first colour becomes the last.

    Returns
    -------
    `numpy.ndarray`, shape (256, 3), uint8
        Red, green, blue of level 0..255; a fresh copy.

    Raises
    ------
    UnknownNameError
        If matplotlib has no such colormap; the message lists near ones.
    """
    table = _table(normalise_colormap(name))
    return table[::-1].copy() if inverted else table.copy()


def normalise_colormap(name: str) -> str:
    """Return matplotlib's own spelling of a colormap's name.

    Parameters
    ----------
    name : `str`
        In any case.

    Returns
    -------
    `str`
        A key of ``matplotlib.colormaps``.

    Raises
    ------
    UnknownNameError
        If matplotlib has no such colormap.
    """
    known = list(mpl.colormaps)
    if name in known:
        return name
    for spelling in known:
        if spelling.lower() == str(name).strip().lower():
            return spelling
    raise UnknownNameError.near(kind="colormap", name=name, known=[*MENU, *sorted(known)])


@lru_cache(maxsize=32)
def _table(name: str) -> NDArray[np.uint8]:
    rgba = mpl.colormaps[name](np.arange(256) / 255)
    table: NDArray[np.uint8] = np.rint(255 * np.asarray(rgba)[:, :3]).astype(np.uint8)
    return table
