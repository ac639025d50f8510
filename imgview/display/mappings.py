"""From three images to one in colour: linear, or as Lupton et al. (2004, PASP 116, 133) do it.

Hues do not depend on brightness.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image as Pillow

from imgview.display.intensity import Pixels, computeIntensity, getZScale, pixels_of
from imgview.errors import DisplayError, SettingError

__all__ = ["AsinhMapping", "AsinhZScaleMapping", "LinearMapping", "Mapping", "ZScaleMapping"]

_MOST = 255.0


class Mapping:
    """Maps three images to red, green and blue in 0..255; each of its children by another function.

    Parameters
    ----------
    minimum : `float` or three of them, optional
        What becomes black.
    image : image or array, optional
        What `makeRgbImage` takes if it is given none.

    Raises
    ------
    SettingError
        If there are neither one nor three minima.
    """

    def __init__(self, minimum: Any = None, image: Any = None) -> None:
        minima = np.atleast_1d(np.asarray(0.0 if minimum is None else minimum, dtype=np.float64))
        if minima.shape not in ((1,), (3,)):
            msg = f"a minimum is one number or three, got {minimum!r}"
            raise SettingError(msg)
        self.minimum: list[float] = np.broadcast_to(minima, (3,)).tolist()
        self._image = image

    def makeRgbImage(
        self,
        imageR: Any = None,
        imageG: Any = None,
        imageB: Any = None,
        xSize: int | None = None,
        ySize: int | None = None,
        rescaleFactor: float | None = None,
    ) -> npt.NDArray[np.uint8]:
        """Return an image in colour.

        Parameters
        ----------
        imageR, imageG, imageB : image or array, optional
            Red, green and blue; green and blue are red if not given.
        xSize, ySize : `int`, optional
            Size of the result; of one alone the other follows.
        rescaleFactor : `float`, optional
            Size of the result in that of the images.

        Returns
        -------
        `numpy.ndarray`, shape (ny, nx, 3), uint8
            The first row is the lowest one. Pixels without a value are black.

        Raises
        ------
        DisplayError
            If there is no image, or both a size and a factor.
        """
        imageR = self._image if imageR is None else imageR
        if imageR is None:
            msg = "give an image, here or to the mapping"
            raise DisplayError(msg)
        channels = [pixels_of(imageR if image is None else image) for image in (imageR, imageG, imageB)]
        size = _size(channels[0].shape, xSize, ySize, rescaleFactor)
        if size is not None:
            channels = [_resized(channel, size) for channel in channels]
        return self._colors(np.stack(channels))

    def intensity(self, imageR: Any, imageG: Any, imageB: Any) -> Any:
        """Return the intensity of three images: their mean."""
        return computeIntensity(imageR, imageG, imageB)

    def mapIntensityToUint8(self, intensity: Pixels) -> Pixels:
        """Return by what to multiply pixels of an intensity, the minimum subtracted, to have 0..255."""
        return np.where(intensity <= 0, 0, np.minimum(intensity, _MOST))

    def _colors(self, channels: Pixels) -> npt.NDArray[np.uint8]:
        above = channels - np.array(self.minimum)[:, None, None]
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            bright = above * self.mapIntensityToUint8(self.intensity(*above))
            bright = np.maximum(bright, 0)
            # What is too bright keeps its hue.
            largest = bright.max(axis=0)
            bright = np.where(largest >= _MOST, bright * (_MOST / largest), bright)
        bright = np.nan_to_num(bright, nan=0.0, posinf=_MOST)
        return np.ascontiguousarray(np.moveaxis(np.clip(bright, 0, _MOST).astype(np.uint8), 0, -1))


class LinearMapping(Mapping):
    """A linear one.

    Parameters
    ----------
    minimum, maximum : `float`, optional
        What becomes black and what white; the extremes of the image if not given.
    image : image or array, optional
        That one.

    Raises
    ------
    SettingError
        If a limit is missing and there is no image, or both are equal.
    """

    def __init__(self, minimum: Any = None, maximum: float | None = None, image: Any = None) -> None:
        if minimum is None or maximum is None:
            if image is None:
                msg = "give minimum and maximum, or an image that has them"
                raise SettingError(msg)
            array = pixels_of(image)
            minimum = float(np.nanmin(array)) if minimum is None else minimum
            maximum = float(np.nanmax(array)) if maximum is None else maximum
        super().__init__(minimum, image)
        self.maximum = float(maximum)
        self._range = self.maximum - float(np.mean(self.minimum))
        if not self._range > 0:
            msg = f"the maximum must lie above the minimum, got {minimum!r} and {maximum!r}"
            raise SettingError(msg)

    def mapIntensityToUint8(self, intensity: Pixels) -> Pixels:
        """Return by what to multiply pixels of an intensity, the minimum subtracted, to have 0..255."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(intensity <= 0, 0, _MOST / np.maximum(intensity, self._range))


class ZScaleMapping(LinearMapping):
    """A linear one between the limits of "zscale".

    Parameters
    ----------
    image : image or array
        Whose limits they are.
    nSamples : `int`, optional
        As for `getZScale`.
    contrast : `float`, optional
        As for `getZScale`.
    """

    def __init__(self, image: Any, nSamples: int = 1000, contrast: float = 0.25) -> None:
        low, high = getZScale(image, nSamples, contrast)
        super().__init__(low, high, image)


class AsinhMapping(Mapping):
    """Linear for the faint, logarithmic for the bright: asinh(Q (I - minimum) / dataRange) / Q.

    Parameters
    ----------
    minimum : `float` or three of them
        What becomes black.
    dataRange : `float`
        How far the linear part reaches.
    Q : `float`, optional
        How soon it bends.

    Raises
    ------
    SettingError
        If ``dataRange`` is not positive.
    """

    _FRACTION = 0.1

    def __init__(self, minimum: Any, dataRange: float, Q: float = 8) -> None:
        super().__init__(minimum)
        if not dataRange > 0:
            msg = f"dataRange is a positive number, got {dataRange!r}"
            raise SettingError(msg)
        # Below the precision of float32 it is a straight line, which a small Q draws as well.
        q = 0.1 if abs(Q) < 2.0**-23 else min(float(Q), 1e10)
        self._slope = self._FRACTION * _MOST / np.arcsinh(self._FRACTION * q)
        self._soften = q / float(dataRange)

    def mapIntensityToUint8(self, intensity: Pixels) -> Pixels:
        """Return by what to multiply pixels of an intensity, the minimum subtracted, to have 0..255."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(intensity <= 0, 0, np.arcsinh(intensity * self._soften) * self._slope / intensity)


class AsinhZScaleMapping(AsinhMapping):
    """The same, its linear part being that of "zscale".

    Parameters
    ----------
    image : image or array, or three of them
        Whose limits they are.
    Q : `float`, optional
        How soon it bends.
    pedestal : `float` or three of them, optional
        Subtracted from the images before, and added to the minima.
    """

    def __init__(self, image: Any, Q: float = 8, pedestal: Any = None) -> None:
        images: Sequence[Any] = image if isinstance(image, list | tuple) else [image]
        if len(images) not in (1, 3):
            msg = f"give one image or three, got {len(images)}"
            raise SettingError(msg)
        pedestals = np.broadcast_to(np.asarray(0.0 if pedestal is None else pedestal, dtype=float), (3,))
        parts = [pixels_of(each) - base for each, base in zip(images, pedestals, strict=False)]
        intensity = computeIntensity(*parts)
        low, high = getZScale(intensity)
        super().__init__(low + pedestals, high - low, Q)
        self._image = intensity


def _size(shape: Sequence[int], x: int | None, y: int | None, factor: float | None) -> tuple[int, int] | None:
    """Return the width and the height that are wanted."""
    height, width = shape
    if factor is not None:
        if x is not None or y is not None:
            msg = "give xSize= and ySize=, or rescaleFactor="
            raise DisplayError(msg)
        x, y = round(width * factor), round(height * factor)
    if x is None and y is None:
        return None
    x = int(y * width / height + 0.5) if x is None else x  # type: ignore[operator]
    y = int(x * height / width + 0.5) if y is None else y
    return max(x, 1), max(y, 1)


def _resized(channel: Pixels, size: tuple[int, int]) -> Pixels:
    image = Pillow.fromarray(channel.astype(np.float32))
    return np.asarray(image.resize(size, Pillow.Resampling.BILINEAR), dtype=np.float32)
