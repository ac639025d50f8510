"""``replaceSaturatedPixels``: saturated pixels in the colour of those around them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.adapt.read import read
from imgview.errors import ShapeError, UnsupportedTypeError
from imgview.model import Mask, MaskedImage
from imgview.model.plane_names import find_plane

__all__ = ["replaceSaturatedPixels"]

Pixels = npt.NDArray[np.bool_]


def replaceSaturatedPixels(
    rim: Any, gim: Any, bim: Any, borderWidth: int = 2, saturatedPixelValue: float = 65535.0
) -> None:
    """Give saturated pixels, in place, the mean colour of the pixels around them.

    Parameters
    ----------
    rim, gim, bim : MaskedImage
        Red, green and blue, of lsst.afw or imgview, with a plane "SAT" or "SATURATED"; a pixel is saturated
        if one of them says so.
    borderWidth : `int`, optional
        How far around them to look, pixels.
    saturatedPixelValue : `float`, optional
        What the brightest colour becomes; where it is not finite, the largest value around.

    Raises
    ------
    ShapeError
        If their boxes differ.
    UnsupportedTypeError
        If they have no masks.
    UnknownPlaneError
        If a mask has no such plane.
    """
    pictures = [read(image) for image in (rim, gim, bim)]
    whole = []
    for picture in pictures:
        if not isinstance(picture, MaskedImage) or picture.mask is None:
            msg = f"saturated pixels are known by the mask of a masked image, got a {type(picture).__name__}"
            raise UnsupportedTypeError(msg)
        if picture.bbox != pictures[0].bbox:
            msg = f"red, green and blue must have one box, got {pictures[0].bbox} and {picture.bbox}"
            raise ShapeError(msg)
        whole.append(picture)
    bad = np.any([_saturated(picture.mask) for picture in whole if picture.mask is not None], axis=0)
    arrays = [picture.image.array for picture in whole]
    for rows, columns in _regions(bad):
        y0, y1 = max(int(rows.min()) - borderWidth, 0), int(rows.max()) + borderWidth + 1
        x0, x1 = max(int(columns.min()) - borderWidth, 0), int(columns.max()) + borderWidth + 1
        near = _disc(bad[y0:y1, x0:x1].shape, rows - y0, columns - x0, borderWidth) & ~bad[y0:y1, x0:x1]
        around = [array[y0:y1, x0:x1][near].astype(np.float64) for array in arrays]
        for array, value in zip(arrays, _color(around, saturatedPixelValue), strict=True):
            array[rows, columns] = value


def _saturated(mask: Mask) -> Pixels:
    return mask.get(find_plane("SATURATED", mask.schema.names))


def _color(around: list[npt.NDArray[np.float64]], value: float) -> list[float]:
    """Return the mean colour, its brightest channel having some value."""
    sums = [float(np.nansum(values)) for values in around]
    if sum(sums) <= 0:
        return [0.0, 0.0, 0.0]
    brightest = int(np.argmax(sums))
    if not math.isfinite(value):
        value = max(float(np.nanmax(around[brightest], initial=0.0)), 0.0)
    return [value * part / sums[brightest] for part in sums]


def _disc(shape: tuple[int, ...], rows: Any, columns: Any, radius: int) -> Pixels:
    """Return the pixels within a radius of some."""
    ny, nx = shape
    seed = np.zeros((ny + 2 * radius, nx + 2 * radius), dtype=bool)
    seed[rows + radius, columns + radius] = True
    grown = np.zeros((ny, nx), dtype=bool)
    for dy in range(-radius, radius + 1):
        reach = math.isqrt(radius * radius - dy * dy)
        for dx in range(-reach, reach + 1):
            grown |= seed[radius + dy : radius + dy + ny, radius + dx : radius + dx + nx]
    return grown


def _regions(pixels: Pixels) -> list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Return rows and columns of each region of pixels that touch, at corners too."""
    rows, columns = np.nonzero(pixels)
    label = np.full((pixels.shape[0] + 2, pixels.shape[1] + 2), -1, dtype=np.int64)
    label[rows + 1, columns + 1] = np.arange(len(rows))
    # Each pixel takes the least number around it, then that of the pixel of that number, until none changes.
    root = np.arange(len(rows))
    while True:
        label[rows + 1, columns + 1] = root
        least = root.copy()
        for dy in (0, 1, 2):
            for dx in (0, 1, 2):
                beside = label[rows + dy, columns + dx]
                least = np.where(beside >= 0, np.minimum(least, beside), least)
        least = least[least]
        if np.array_equal(least, root):
            break
        root = least
    order = np.argsort(root, kind="stable")
    ends = np.flatnonzero(np.diff(root[order])) + 1
    parts = np.split(order, ends) if len(order) else []
    return [(rows[part], columns[part]) for part in parts]
