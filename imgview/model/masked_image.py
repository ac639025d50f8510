"""An image with its mask and its variance on one pixel grid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.nddata import CCDData

from imgview.errors import ShapeError, UnitError
from imgview.geometry import Box
from imgview.model.ccddata import make_ccddata
from imgview.model.generalized_image import GeneralizedImage
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.sky import SkyProjection

__all__ = ["MaskedImage"]


class MaskedImage(GeneralizedImage):
    """An image, what is wrong with its pixels, how uncertain they are, and further planes.

    Parameters
    ----------
    image : `Image`
        The picture itself.
    mask : `Mask`, optional
        Named planes of bits, with the box of ``image``.
    variance : `Image`, optional
        Square of the standard deviation of each pixel, with the box of ``image`` and the square of its
        unit; where it has no unit it is given that one.
    extras : mapping of `Image` by `str`, optional
        Further planes by name, with the box of ``image``: raw pixels, noise, mask fractions.  Type and
        unit are their own.
    sky_projection : `SkyProjection`, optional
        Where the pixels lie on the sky, for all planes; that of ``image`` by default.
    metadata : mapping, optional
        Whatever belongs to the picture; a `dict` is shared, not copied.

    Raises
    ------
    ShapeError
        If the boxes differ.
    UnitError
        If the unit of the variance is not the square of the unit of the image.
    """

    def __init__(
        self,
        image: Image,
        *,
        mask: Mask | None = None,
        variance: Image | None = None,
        extras: Mapping[str, Image] | None = None,
        sky_projection: SkyProjection | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        if sky_projection is None:
            sky_projection = image.sky_projection
        super().__init__(bbox=image.bbox, sky_projection=sky_projection, metadata=metadata)
        extras = dict(extras or {})
        planes = {"mask": mask, "variance": variance, **{f"plane {name!r}": extras[name] for name in extras}}
        for name, plane in planes.items():
            if plane is not None and plane.bbox != image.bbox:
                msg = f"the {name} has the box {plane.bbox}, but the image has {image.bbox}"
                raise ShapeError(msg)
        self._image = image.view(sky_projection=sky_projection)
        self._mask = None if mask is None else mask.view(sky_projection=sky_projection)
        self._variance = None
        if variance is not None:
            unit = _variance_unit(image.unit, variance.unit)
            self._variance = variance.view(unit=unit, sky_projection=sky_projection)
        self._extras = {name: plane.view(sky_projection=sky_projection) for name, plane in extras.items()}

    @property
    def image(self) -> Image:
        """The picture itself (`Image`)."""
        return self._image

    def __array__(self, dtype: npt.DTypeLike | None = None, *, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self._image.array, dtype=dtype, copy=copy)

    @property
    def mask(self) -> Mask | None:
        """What is wrong with its pixels (`Mask`), or `None`."""
        return self._mask

    @property
    def variance(self) -> Image | None:
        """The square of their standard deviation (`Image`), or `None`."""
        return self._variance

    @property
    def extras(self) -> dict[str, Image]:
        """Further planes by name (`dict` of `Image`)."""
        return self._extras

    @property
    def unit(self) -> u.UnitBase | None:
        """Unit of the image (`astropy.units.UnitBase`); `None` if not known."""
        return self._image.unit

    def to_ccddata(self, *bad: str) -> CCDData:
        """Return the image, its mask and its variance as astropy has them.

        Parameters
        ----------
        *bad : `str`
            Names of planes; pixels in which any of them is set are masked.

        Returns
        -------
        `astropy.nddata.CCDData`
            It shares image and variance (a `~astropy.nddata.VarianceUncertainty`).  All bits are in
            ``flags``, as unsigned integers, or where there are more than 64 planes as a
            `~astropy.nddata.FlagCollection` of such; the card MSKNnnnn of its ``meta`` names the bit nnnn.
            The cards LTV1 and LTV2 hold the absolute origin.  Without a unit it is dimensionless.

        Raises
        ------
        UnknownPlaneError
            If there is no plane of one of the names.
        """
        return make_ccddata(self._image, self._mask, self._variance, bad, {**self.header, **self.metadata})

    def _planes(self, bbox: Box) -> dict[str, Any]:
        """Return the arguments that make a masked image of the part within a box."""
        return {
            "image": self._image[bbox],
            "mask": None if self._mask is None else self._mask[bbox],
            "variance": None if self._variance is None else self._variance[bbox],
            "extras": {name: plane[bbox] for name, plane in self._extras.items()},
            "metadata": self.metadata,
        }

    def _cut(self, bbox: Box) -> Self:
        return type(self)(**self._planes(bbox))

    def __repr__(self) -> str:
        parts = [repr(self._image)]
        if self._mask is not None:
            parts.append(f"mask={self._mask.schema!r}")
        if self._variance is not None:
            parts.append(f"variance={self._variance.dtype}")
        if self._extras:
            parts.append(f"extras={list(self._extras)}")
        return f"{type(self).__name__}({', '.join(parts)})"


def _variance_unit(image: u.UnitBase | None, variance: u.UnitBase | None) -> u.UnitBase | None:
    if isinstance(image, u.UnrecognizedUnit):
        # A unit that is only a text has no square.
        return variance
    expected = None if image is None else image**2
    if variance is None or variance == expected:
        return expected
    if expected is None:
        msg = f"the variance has the unit {variance}, but the image has none"
    else:
        msg = f"the variance has the unit {variance}, but the image has {image}, whose square is {expected}"
    raise UnitError(msg)
