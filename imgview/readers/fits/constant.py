"""Planes that a FITS file does not store: where all pixels have one value, PIXVALUE may stand for them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.readers.fits.file import Hdu, card
from imgview.readers.fits.plane import bounds

__all__ = ["ConstantPlane", "constant_of"]


class ConstantPlane:
    """A plane that has one value everywhere.

    Parameters
    ----------
    shape : `tuple` [`int`, `int`]
        Rows and columns.
    value : `int` or `float`
        The value.
    dtype : data type
        Type of a pixel.
    """

    chunks: tuple[int, int] | None = None
    """What one read costs at least: nothing."""

    def __init__(self, shape: tuple[int, int], value: float, dtype: npt.DTypeLike) -> None:
        self.shape = shape
        self.dtype = np.dtype(dtype)
        self._value = value

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, columns = bounds(key, self.shape)
        return np.full((len(rows), len(columns)), self._value, self.dtype)

    def __repr__(self) -> str:
        return f"ConstantPlane(shape={self.shape}, dtype={self.dtype}, value={self._value})"


def constant_of(hdu: Hdu, shape: tuple[int, int], *, integer: bool = False) -> ConstantPlane | None:
    """Return the plane that an HDU without pixels stands for.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An image HDU.
    shape : `tuple` [`int`, `int`]
        Rows and columns of the image that it belongs to.
    integer : `bool`, optional
        True for a mask.

    Returns
    -------
    `ConstantPlane` or `None`
        `None` where the HDU has pixels, or no PIXVALUE that would do.
    """
    value = card(hdu.header, "PIXVALUE")
    if hdu.kind != "image" or hdu.shape or isinstance(value, bool):
        return None
    if integer:
        fits = isinstance(value, int) and 0 <= value < 1 << 32
        return ConstantPlane(shape, value, np.uint32) if fits else None
    usable = isinstance(value, int | float) and math.isfinite(value)
    return ConstantPlane(shape, value, np.float32) if usable else None
