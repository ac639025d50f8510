"""A picture in colour: three planes on one pixel grid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.model.generalized_image import GeneralizedImage
from imgview.model.image import Image
from imgview.model.sky import SkyProjection

__all__ = ["ColorImage"]


class ColorImage(GeneralizedImage):
    """How red, green and blue each pixel is.

    Parameters
    ----------
    red, green, blue : `Image`
        The channels, of one box and one type.  Integers are meant to be shown as they are, from 0 to the
        largest of their type.
    sky_projection : `SkyProjection`, optional
        Where the pixels lie on the sky, for all channels; that of ``red`` by default.
    metadata : mapping, optional
        Whatever belongs to the picture; a `dict` is shared, not copied.

    Raises
    ------
    ShapeError
        If the boxes differ.
    ImgviewError
        If the types differ.
    """

    def __init__(
        self,
        red: Image,
        green: Image,
        blue: Image,
        *,
        sky_projection: SkyProjection | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        for name, channel in (("green", green), ("blue", blue)):
            if channel.bbox != red.bbox:
                msg = f"the channel {name} has the box {channel.bbox}, but red has {red.bbox}"
                raise ShapeError(msg)
            if channel.dtype != red.dtype:
                msg = f"the channel {name} is of type {channel.dtype}, but red is of {red.dtype}"
                raise ImgviewError(msg)
        if sky_projection is None:
            sky_projection = red.sky_projection
        super().__init__(bbox=red.bbox, sky_projection=sky_projection, metadata=metadata)
        red, green, blue = (channel.view(sky_projection=sky_projection) for channel in (red, green, blue))
        self._channels = (red, green, blue)

    @property
    def red(self) -> Image:
        """How red each pixel is (`Image`)."""
        return self._channels[0]

    @property
    def green(self) -> Image:
        """How green each pixel is (`Image`)."""
        return self._channels[1]

    @property
    def blue(self) -> Image:
        """How blue each pixel is (`Image`)."""
        return self._channels[2]

    @property
    def channels(self) -> tuple[Image, Image, Image]:
        """Red, green and blue (`tuple` of `Image`)."""
        return self._channels

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of one value, in native byte order (`numpy.dtype`)."""
        return self.red.dtype

    @property
    def is_lazy(self) -> bool:
        """Whether any pixels have yet to be read (`bool`)."""
        return any(channel.is_lazy for channel in self._channels)

    @property
    def array(self) -> npt.NDArray[Any]:
        """All channels in memory (`numpy.ndarray`, shape (ny, nx, 3)); a new array each time."""
        return np.stack([channel.array for channel in self._channels], axis=-1)

    def _cut(self, bbox: Box) -> Self:
        red, green, blue = (channel[bbox] for channel in self._channels)
        return type(self)(red, green, blue, sky_projection=self.sky_projection, metadata=self.metadata)

    def __repr__(self) -> str:
        return f"ColorImage({self.bbox}, {self.dtype}{', lazy' if self.is_lazy else ''})"
