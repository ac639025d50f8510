"""What a picture is shown with at first."""

from __future__ import annotations

from typing import Any

import numpy as np

from imgview.model.color_image import ColorImage
from imgview.render.looks.cuts import DEFAULT_CUTS, CutsMode

__all__ = ["DEFAULT_STRETCH", "default_cuts", "default_stretch"]

DEFAULT_STRETCH = "asinh"
"""How an image is stretched at first."""


def default_cuts(picture: Any) -> CutsMode:
    """Return the cuts of a picture that nobody has asked other ones for.

    Parameters
    ----------
    picture : object of `imgview.model`
        What is to be shown.

    Returns
    -------
    `str` or (`float`, `float`)
        A mode; or numbers, for a colour image of integers: those between which it is shown as it is.
    """
    return (0.0, float(np.iinfo(picture.dtype).max)) if _is_finished(picture) else DEFAULT_CUTS


def default_stretch(picture: Any) -> str:
    """Return the stretch of a picture that nobody has asked another one for."""
    return "linear" if _is_finished(picture) else DEFAULT_STRETCH


def _is_finished(picture: Any) -> bool:
    """Tell whether somebody has already chosen how bright each pixel is to be."""
    return isinstance(picture, ColorImage) and picture.dtype.kind in "iu"
