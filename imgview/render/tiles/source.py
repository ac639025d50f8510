"""Where the pixels of a pyramid's level 0 come from: a plane of a model, or one derived from two.

A source looks like a lazy 2-D array.  It reads rectangles on demand and never keeps a copy of the plane; the
derived signal-to-noise is formed rectangle by rectangle.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, UnknownNameError
from imgview.model.array import ArrayLike2D, chunk_shape, is_lazy, read
from imgview.model.color_image import ColorImage
from imgview.model.image import Image
from imgview.model.masked_image import MaskedImage
from imgview.render.looks.cuts import sample_pixels
from imgview.render.tiles.reduce import mean_dtype

__all__ = [
    "CHANNELS",
    "COMPONENTS",
    "PixelSource",
    "Plane",
    "SignalToNoise",
    "component_planes",
    "component_source",
    "components_of",
]

COMPONENTS = ("image", "variance", "snr")
"""What can be shown of a masked image, beside its extra planes."""

CHANNELS = ("red", "green", "blue")
"""What can be shown of a colour image, beside the colours themselves, which are its "image"."""


class PixelSource(Protocol):
    """A 2-D array of real numbers in native byte order, read by rectangles."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of what `__getitem__` returns."""

    @property
    def chunks(self) -> tuple[int, int] | None:
        """Shape of what one read costs at least, `None` where every read costs what it reads."""

    @property
    def in_memory(self) -> bool:
        """Whether reading is a matter of memory alone, so that nothing needs to be kept."""

    def load(self) -> None:
        """Bring the whole plane into memory, in its own dtype, where the model keeps it."""

    def sample(self, n: int) -> npt.NDArray[Any]:
        """Return about ``n`` finite pixels from all over the plane, of its dtype."""

    def __getitem__(self, key: tuple[slice, slice], /) -> npt.NDArray[Any]:
        """Return one rectangle; slices in array indices, without a step."""


class Plane:
    """The pixels of an image as they are; floats with NaN where integers are marked as no data.

    Parameters
    ----------
    image : `~imgview.model.image.Image`
        In memory or lazy.
    """

    def __init__(self, image: Image) -> None:
        self._image = image
        # Not always image.array: of big-endian pixels that would be a second copy.
        self._data: ArrayLike2D = image.data
        if is_lazy(self._data) and not image.is_lazy:
            self._data = image.array

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return int(self._data.shape[0]), int(self._data.shape[1])

    @property
    def dtype(self) -> np.dtype[Any]:
        """The image's own, in native byte order; of integers that may be no data that of their means."""
        native = np.dtype(self._data.dtype).newbyteorder("=")
        return native if self._image.blank is None else mean_dtype(native)

    @property
    def chunks(self) -> tuple[int, int] | None:
        """Shape of what one read costs at least."""
        return chunk_shape(self._data)

    @property
    def in_memory(self) -> bool:
        """Whether the image is a numpy array."""
        return not is_lazy(self._data)

    def load(self) -> None:
        """Read the image whole; the model caches it."""
        self._data = self._image.array

    def sample(self, n: int) -> npt.NDArray[Any]:
        """Return about ``n`` finite pixels from all over the plane, of its dtype."""
        return sample_pixels(self._data if self._image.blank is None else self, n).astype(self.dtype)

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        stored = read(self._data, *key)
        if self._image.blank is None:
            return stored
        values = stored.astype(self.dtype)
        values[stored == self._image.blank] = np.nan
        return values


class SignalToNoise:
    """Pixel value over its standard deviation, formed where it is looked at.

    Parameters
    ----------
    image, variance : `PixelSource`
        Of the same shape.

    Notes
    -----
    ``image / sqrt(variance)`` in the dtype that `~imgview.render.tiles.reduce.mean_dtype` gives for the two;
    NaN where the variance is not positive or is NaN.
    """

    def __init__(self, image: PixelSource, variance: PixelSource) -> None:
        self._image = image
        self._variance = variance
        self._dtype = np.result_type(mean_dtype(image.dtype), mean_dtype(variance.dtype))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._image.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type float32 or float64."""
        return self._dtype

    @property
    def chunks(self) -> tuple[int, int] | None:
        """Those of the image, or of the variance where only that has some."""
        return self._image.chunks or self._variance.chunks

    @property
    def in_memory(self) -> bool:
        """Whether both planes are."""
        return self._image.in_memory and self._variance.in_memory

    def load(self) -> None:
        """Bring both planes into memory; the ratio is still formed on demand."""
        self._image.load()
        self._variance.load()

    def sample(self, n: int) -> npt.NDArray[Any]:
        """Return about ``n`` finite ratios from all over the plane; few rows are looked at."""
        return sample_pixels(self, n).astype(self._dtype)

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        noise = self._variance[key].astype(self._dtype)
        with np.errstate(all="ignore"):
            # Of a negative number the root is NaN already; zero must not become infinity.
            noise[noise == 0] = np.nan
            np.sqrt(noise, out=noise)
            np.divide(self._image[key], noise, out=noise, casting="same_kind")
        return noise


def components_of(obj: Image | MaskedImage | ColorImage) -> list[str]:
    """Return what can be shown of an object.

    Parameters
    ----------
    obj : `Image`, `MaskedImage` or `ColorImage`
        What is to be shown.

    Returns
    -------
    `list` of `str`
        In menu order; always begins with "image".  Those of `COMPONENTS` or `CHANNELS` that the object has,
        then the names of its extra planes; an extra plane named like one of `COMPONENTS` is called
        "extra image", ...
    """
    if isinstance(obj, ColorImage):
        return ["image", *CHANNELS]
    own = ["image"] if _variance(obj) is None else list(COMPONENTS)
    return own + list(_extras(obj))


def component_planes(obj: Image | MaskedImage | ColorImage, component: str) -> tuple[Image, ...]:
    """Return the planes of the model that a component is formed from.

    Parameters
    ----------
    obj : `Image`, `MaskedImage` or `ColorImage`
        What is to be shown.
    component : `str`
        One of `components_of`.

    Returns
    -------
    `tuple` of `~imgview.model.image.Image`
        One; image and variance for "snr"; red, green and blue for the "image" of a colour image.

    Raises
    ------
    UnknownNameError
        If there is no such component at all.
    ImgviewError
        If the object has no variance plane to show or divide by.
    """
    planes: dict[str, tuple[Image | None, ...]]
    if isinstance(obj, ColorImage):
        planes = {"image": obj.channels, "red": (obj.red,), "green": (obj.green,), "blue": (obj.blue,)}
    else:
        image = obj.image if isinstance(obj, MaskedImage) else obj
        planes = {"image": (image,), "variance": (_variance(obj),), "snr": (image, _variance(obj))}
        planes |= {name: (plane,) for name, plane in _extras(obj).items()}
    if component not in planes:
        raise UnknownNameError.near(kind="component", name=component, known=planes)
    found = tuple(plane for plane in planes[component] if plane is not None)
    if len(found) < len(planes[component]):
        msg = f"component {component!r} needs a variance plane, and this {type(obj).__name__} has none"
        raise ImgviewError(msg)
    return found


def component_source(obj: Image | MaskedImage, component: str = "image") -> PixelSource:
    """Return the pixels of one component.

    Parameters
    ----------
    obj : `Image` or `MaskedImage`
        What is to be shown.
    component : `str`, optional
        "image"; "variance"; "snr", the image over the square root of the variance; or an extra plane.

    Returns
    -------
    `PixelSource`
        Nothing is read yet.

    Raises
    ------
    UnknownNameError
        If there is no such component at all.
    ImgviewError
        If the object has no variance plane to show or divide by.
    """
    planes = [Plane(plane) for plane in component_planes(obj, component)]
    return SignalToNoise(*planes) if component == "snr" else planes[0]


def _variance(obj: Image | MaskedImage | ColorImage) -> Image | None:
    return obj.variance if isinstance(obj, MaskedImage) else None


def _extras(obj: Image | MaskedImage) -> dict[str, Image]:
    """Return the extra planes by the names of their components."""
    extras = obj.extras if isinstance(obj, MaskedImage) else {}
    return {f"extra {name}" if name in COMPONENTS else name: plane for name, plane in extras.items()}
