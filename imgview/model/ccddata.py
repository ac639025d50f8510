"""Pictures as astropy's `~astropy.nddata.CCDData`, for libraries that take nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.nddata import CCDData, FlagCollection, VarianceUncertainty

from imgview.errors import UnknownPlaneError
from imgview.model.cards import make_cards

__all__ = ["make_ccddata"]

_WORD = 64


def make_ccddata(
    image: Any,
    mask: Any = None,
    variance: Any = None,
    bad: Iterable[str] = (),
    meta: Mapping[str, Any] | None = None,
) -> CCDData:
    """Put planes together as astropy does.

    Parameters
    ----------
    image : `Image`
        The picture.
    mask : `Mask`, optional
        Its bits.
    variance : `Image`, optional
        Its variance.
    bad : iterable of `str`, optional
        Planes that make a pixel masked.
    meta : mapping, optional
        What to say of it; header and metadata of the image by default.

    Returns
    -------
    `astropy.nddata.CCDData`
        It shares image and variance.

    Raises
    ------
    UnknownPlaneError
        If there is no plane of one of the names.
    """
    names = list(bad)
    if mask is None and names:
        raise UnknownPlaneError.near(kind="mask plane", name=names[0], known=[])
    cards, _ = make_cards({**image.header, **image.metadata} if meta is None else meta)
    said: dict[str, Any] = {"LTV1": -image.yx0.x, "LTV2": -image.yx0.y}
    flags = None
    if mask is not None:
        planes = [(bit, plane) for bit, plane in enumerate(mask.schema) if plane is not None]
        said |= {f"MSKN{bit:04d}": plane.name for bit, plane in planes}
        flags = _flags(mask.array)
    cards.update(said)
    uncertainty = None
    if variance is not None:
        unit = None if image.unit is None else image.unit**2
        uncertainty = VarianceUncertainty(variance.array, copy=False, unit=unit)
    return CCDData(
        image.array,
        unit=u.dimensionless_unscaled if image.unit is None else image.unit,
        mask=mask.any(*names) if names else None,
        flags=flags,
        uncertainty=uncertainty,
        wcs=image.fits_wcs,
        meta=cards,
    )


def _flags(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[Any] | FlagCollection:
    """Return the bytes of each pixel as one integer, or as several if they are too many."""
    height, width, size = pixels.shape
    count = -(-8 * size // _WORD)
    # An unsigned type of 1, 2, 4 or 8 bytes.
    length = next(length for length in (1, 2, 4, 8) if length >= min(size, 8))
    padded = np.zeros((height, width, count * length), dtype=np.uint8)
    padded[..., :size] = pixels
    words = padded.view(f"<u{length}").astype(f"u{length}", copy=False)
    if count == 1:
        return words[..., 0]
    collection = FlagCollection(shape=(height, width))
    for number in range(count):
        collection[f"bits {_WORD * number}-{_WORD * number + _WORD - 1}"] = words[..., number]
    return collection
