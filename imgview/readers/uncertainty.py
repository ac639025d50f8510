"""Uncertainties as variances: what files give as standard deviations, variances or inverse variances.

Nothing is computed before it is read: a window of the variance is made of the same window of the file.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from astropy import units as u

from imgview.errors import ShapeError, UnknownNameError
from imgview.model import ArrayLike2D, Image
from imgview.readers.fits.constant import constant_of
from imgview.readers.fits.file import Hdu, card
from imgview.readers.fits.image import plane_of, unit_of

__all__ = ["KINDS", "VariancePlane", "kind_of", "uncertainty_of"]

KINDS = {"std": 1, "var": 2, "ivar": -2}
"""Kinds of uncertainties, and the power of the image's unit that they come in."""

# What astropy's nddata and those who follow it call them, in UTYPE.
_CLASSES = {
    "stddevuncertainty": "std",
    "std": "std",
    "varianceuncertainty": "var",
    "var": "var",
    "inversevariance": "ivar",
    "ivar": "ivar",
}


class VariancePlane:
    """The variance of each pixel, computed from another plane when read.

    Parameters
    ----------
    base : `~imgview.model.array.ArrayLike2D`
        Standard deviations, variances or inverse variances.
    kind : `str`
        Which of `KINDS` they are.
    factor : `float`, optional
        By what to multiply them first, to bring them to the unit of the image.

    Raises
    ------
    UnknownNameError
        If there is no such kind.

    Notes
    -----
    An inverse variance of 0, which means that nothing is known, gives infinity.
    """

    def __init__(self, base: ArrayLike2D, kind: str, factor: float = 1.0) -> None:
        if kind not in KINDS:
            what = "kind of uncertainty"
            raise UnknownNameError.near(what, kind, KINDS)
        self.shape = (int(base.shape[0]), int(base.shape[1]))
        self.dtype = np.result_type(np.dtype(base.dtype).newbyteorder("="), np.float32)
        self.chunks: tuple[int, int] | None = getattr(base, "chunks", None)
        """What one read costs at least: the shape of a compressed tile."""
        self._base = base
        self._kind = kind
        self._factor = self.dtype.type(factor)

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        values = np.asarray(self._base[key]).astype(self.dtype, copy=False)
        with np.errstate(all="ignore"):
            if self._factor != 1:
                values = values * self._factor
            if self._kind == "std":
                values = np.square(values)
            elif self._kind == "ivar":
                values = np.abs(1 / values)
        return np.asarray(values)

    def __repr__(self) -> str:
        return f"VariancePlane(shape={self.shape}, dtype={self.dtype}, of {self._kind})"


def kind_of(hdu: Hdu) -> str:
    """Tell which kind of uncertainty an HDU holds, by its card UTYPE.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An HDU as astropy's CCDData or pyobs write it.

    Returns
    -------
    `str`
        One of `KINDS`; standard deviations where nothing, or nothing known, is said, as in astropy.
    """
    return _CLASSES.get(str(card(hdu.header, "UTYPE", "")).strip().lower(), "std")


def uncertainty_of(hdu: Hdu, image: Image, kind: str, notes: list[str], *, plane: int | None = None) -> Image:
    """Return the variance plane that belongs to an image.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        HDU of the uncertainty; it may have no pixels, but a PIXVALUE.
    image : `~imgview.model.Image`
        The image.
    kind : `str`
        Which of `KINDS` the HDU holds.
    notes : `list` [`str`]
        Is told of a unit that cannot be right.
    plane : `int`, optional
        Which plane of a cube.

    Returns
    -------
    `~imgview.model.Image`
        Lazy, without a unit of its own: it is in the square of the image's.

    Raises
    ------
    ShapeError
        If it has another shape than the image.
    ReadError
        If the data are not what the header says.
    """
    shape = (image.shape.y, image.shape.x)
    base = constant_of(hdu, shape) or plane_of(hdu, plane=plane if len(hdu.shape) > 2 else None)
    if tuple(base.shape) != shape:
        msg = f"{hdu.where}: the uncertainty has the shape {tuple(base.shape)}, but the image has {shape}"
        raise ShapeError(msg)
    factor = 1.0
    given = unit_of(hdu)
    if given is not None and str(given):
        try:
            factor = float(given.to(image.unit ** KINDS[kind] if image.unit is not None else None))
        except (u.UnitsError, TypeError, ValueError):
            notes.append(
                f"{hdu.label}: the unit {given} cannot be that of an uncertainty "
                f"{'without unit' if image.unit is None else f'in {image.unit}'} and is left out"
            )
    return Image(VariancePlane(base, kind, factor), yx0=image.yx0)
