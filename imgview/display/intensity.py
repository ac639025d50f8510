"""The pixels of images of any kind, their mean, and the limits between which they are shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.visualization import ZScaleInterval

from imgview.adapt.read import read
from imgview.errors import DisplayError, SettingError
from imgview.model import Image, MaskedImage

__all__ = ["computeIntensity", "getZScale", "pixels_of"]

Pixels = npt.NDArray[np.floating[Any]]


def computeIntensity(imageR: Any, imageG: Any = None, imageB: Any = None) -> Any:
    """Return the mean of red, green and blue.

    Parameters
    ----------
    imageR, imageG, imageB : image or array
        All three, or the first alone, which is returned as it is.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), or what was given
        Their mean.

    Raises
    ------
    DisplayError
        If one of green and blue is missing.
    """
    if imageG is None and imageB is None:
        return imageR
    if imageG is None or imageB is None:
        msg = "give red, green and blue, or one image alone"
        raise DisplayError(msg)
    return (pixels_of(imageR) + pixels_of(imageG) + pixels_of(imageB)) / 3


def getZScale(image: Any, nSamples: int = 1000, contrast: float = 0.25) -> tuple[float, float]:
    """Return the limits that the "zscale" of IRAF finds.

    Parameters
    ----------
    image : image or array
        Pixels that are not finite are left out.
    nSamples : `int`, optional
        How many pixels to take, on a regular grid.
    contrast : `float`, optional
        The smaller, the wider the limits.

    Returns
    -------
    (`float`, `float`)
        The values shown darkest and brightest.

    Raises
    ------
    SettingError
        If no pixel is finite.
    """
    array = pixels_of(image)
    step = max(1, int(np.sqrt(array.size / nSamples)))
    sample = array[::step, ::step]
    sample = sample[np.isfinite(sample)]
    if not sample.size:
        msg = "zscale: no pixel of the image is finite"
        raise SettingError(msg)
    low, high = ZScaleInterval(n_samples=nSamples, contrast=contrast).get_limits(sample)
    return float(low), float(high)


def pixels_of(image: Any) -> Pixels:
    """Return the pixels of an image of any kind, as floats.

    Parameters
    ----------
    image : image or array
        What `imgview.read` takes; of a masked image the image.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), float32 or float64
        Perhaps the image's own.

    Raises
    ------
    DisplayError
        If it is no image.
    """
    if not isinstance(image, np.ndarray):
        picture = read(image)
        if isinstance(picture, MaskedImage):
            picture = picture.image
        if not isinstance(picture, Image):
            msg = f"an image is needed, got a {type(picture).__name__}"
            raise DisplayError(msg)
        image = picture.array
    return np.asarray(image, dtype=np.result_type(image.dtype, np.float32))
