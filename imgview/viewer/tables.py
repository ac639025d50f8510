"""Stretches and colormaps as the page gets them: tables, so that it computes no transcendental function."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imgview.errors import ImgviewError
from imgview.render.looks.colormap import BAD_COLOR, MENU, colormap_table
from imgview.render.looks.stretch import STRETCHES, thresholds

__all__ = ["colormap_names", "colormap_tables", "constants", "stretch_tables"]


def stretch_tables(
    stretch: str, parameter: float | None, histogram: NDArray[np.float64] | None = None
) -> bytes:
    """Return the thresholds of all stretches.

    Parameters
    ----------
    stretch : `str`
        The one in use.
    parameter : `float` or `None`
        Its own parameter; the others have their defaults.
    histogram : `numpy.ndarray`, shape (255,), float64, optional
        Thresholds of the histogram stretch; those of the linear one stand in for them.

    Returns
    -------
    `bytes`
        Little-endian float32 of shape (8, 255), in the order of `~imgview.render.looks.stretch.STRETCHES`.

    Raises
    ------
    ImgviewError
        If the stretch is not defined for the parameter.
    """
    rows = []
    for name in STRETCHES:
        if name == "histogram":
            rows.append(_row("linear", None) if histogram is None else histogram)
        else:
            rows.append(_row(name, parameter if name == stretch else None))
    return np.stack(rows).astype("<f4").tobytes()


@lru_cache(maxsize=64)
def _row(name: str, parameter: float | None) -> NDArray[np.float64]:
    try:
        return thresholds(name, parameter=parameter)
    except ValueError as error:
        raise ImgviewError(str(error)) from error


def colormap_names(current: str) -> list[str]:
    """Return the colormaps the page knows: the menu's, and the one in use."""
    return [*MENU, *([] if current in MENU else [current])]


@lru_cache(maxsize=8)
def colormap_tables(current: str) -> bytes:
    """Return the tables of `colormap_names`, uint8 (n, 256, 3) RGB."""
    return np.stack([colormap_table(name) for name in colormap_names(current)]).tobytes()


def constants() -> dict[str, Any]:
    """Return the traits that no image changes."""
    return {
        "stretch_names": list(STRETCHES),
        "colormap_names": colormap_names("gray"),
        "colormap_tables": colormap_tables("gray"),
        "bad_color": "#{:02x}{:02x}{:02x}".format(*BAD_COLOR),
    }
