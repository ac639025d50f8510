"""Three images as one in colour, made, shown and written."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.image import imsave

from imgview.display.cells import CELLS
from imgview.display.intensity import computeIntensity, getZScale
from imgview.display.mappings import (
    AsinhMapping,
    AsinhZScaleMapping,
    LinearMapping,
    Mapping,
    ZScaleMapping,
)
from imgview.display.saturated import replaceSaturatedPixels
from imgview.errors import SettingError
from imgview.model import ColorImage, Image
from imgview.viewer.viewer import ImageViewer

__all__ = [
    "AsinhMapping",
    "AsinhZScaleMapping",
    "LinearMapping",
    "Mapping",
    "ZScaleMapping",
    "computeIntensity",
    "displayRGB",
    "getZScale",
    "makeRGB",
    "replaceSaturatedPixels",
    "writeRGB",
]


def makeRGB(
    imageR: Any,
    imageG: Any = None,
    imageB: Any = None,
    minimum: Any = 0,
    dataRange: float = 5,
    Q: float = 8,
    fileName: str | os.PathLike[str] | None = None,
    saturatedBorderWidth: int = 0,
    saturatedPixelValue: float | None = None,
    xSize: int | None = None,
    ySize: int | None = None,
    rescaleFactor: float | None = None,
) -> npt.NDArray[np.uint8]:
    """Return three images as one in colour, and perhaps write it.

    Parameters
    ----------
    imageR, imageG, imageB : image or array
        Red, green and blue; green and blue are red if not given.
    minimum, dataRange, Q : optional
        As for `AsinhMapping`.
    fileName : path, optional
        Where to write it; its suffix is the format.
    saturatedBorderWidth : `int`, optional
        If not 0, saturated pixels are replaced, in place, as by `replaceSaturatedPixels`.
    saturatedPixelValue : `float`, optional
        Needed then.
    xSize, ySize, rescaleFactor : optional
        As for `Mapping.makeRgbImage`.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx, 3), uint8
        The first row is the lowest one.

    Raises
    ------
    SettingError
        If ``saturatedPixelValue`` is missing.
    """
    imageG = imageR if imageG is None else imageG
    imageB = imageR if imageB is None else imageB
    if saturatedBorderWidth:
        if saturatedPixelValue is None:
            msg = "saturatedBorderWidth= needs saturatedPixelValue="
            raise SettingError(msg)
        replaceSaturatedPixels(imageR, imageG, imageB, saturatedBorderWidth, saturatedPixelValue)
    mapping = AsinhMapping(minimum, dataRange, Q)
    rgb = mapping.makeRgbImage(imageR, imageG, imageB, xSize, ySize, rescaleFactor)
    if fileName is not None:
        writeRGB(fileName, rgb)
    return rgb


def displayRGB(rgb: npt.NDArray[np.uint8], show: bool = True) -> ImageViewer:
    """Show an image in colour.

    Parameters
    ----------
    rgb : array of shape (ny, nx, 3)
        As `makeRGB` returns it.
    show : `bool`, optional
        Whether it appears in the cell that is running.

    Returns
    -------
    `~imgview.viewer.viewer.ImageViewer`
        It displays itself.
    """
    red, green, blue = (Image(np.ascontiguousarray(rgb[..., channel])) for channel in range(3))
    viewer = ImageViewer(ColorImage(red, green, blue))
    if show:
        CELLS.show(viewer)
    return viewer


def writeRGB(fileName: str | os.PathLike[str], rgbImage: npt.NDArray[np.uint8]) -> None:
    """Write an image in colour, the right way up.

    Parameters
    ----------
    fileName : path
        Its suffix is the format: ``.png``, ``.jpg``, ``.pdf``, ...
    rgbImage : array of shape (ny, nx, 3)
        As `makeRGB` returns it.
    """
    imsave(os.fspath(fileName), rgbImage, origin="lower")
