"""One plane of numbers: values on a pixel grid, with unit and origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import EllipsisType
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.nddata import CCDData

from imgview.errors import ImgviewError, UnitError
from imgview.geometry import Box
from imgview.model.array import ArrayLike2D, as_pixels, cut, is_lazy, read
from imgview.model.ccddata import make_ccddata
from imgview.model.generalized_image import GeneralizedImage, resolve_bbox
from imgview.model.sky import SkyProjection

__all__ = ["Image"]


class Image(GeneralizedImage):
    """A 2-D array of real numbers in absolute pixel coordinates.

    Parameters
    ----------
    array : `ArrayLike2D`, shape (ny, nx)
        The pixels; anything with ``shape``, ``dtype`` and 2-D slicing.  It is shared, never copied, and
        not read before a pixel is asked for.  NaN marks "no data".
    bbox : `Box`, optional
        Absolute box of the pixels.
    yx0 : pair of `int`, optional
        Absolute coordinates of the first pixel, ordered ``(y, x)`` unless it is an `XY`, where no
        ``bbox`` is given; ``(0, 0)`` by default.
    unit : `astropy.units.Unit` or `str`, optional
        Unit of the values.
    sky_projection : `SkyProjection`, optional
        Where the pixels lie on the sky.
    metadata : mapping, optional
        Whatever belongs to the image; a `dict` is shared, not copied.
    blank : `int`, optional
        For integers, which have no NaN: the value that marks "no data".

    Raises
    ------
    ShapeError
        If the array is not 2-D, has no pixel, or differs in shape from ``bbox``.
    UnitError
        If ``unit`` is not understood.
    ImgviewError
        If the elements are not real numbers, or ``blank`` is given for floats.

    Examples
    --------
    >>> image = Image(np.zeros((100, 200), dtype=np.float32), yx0=(1200, 2048), unit="nJy")
    >>> image.absolute[1210:1220, 2048:2058].bbox
    Box(y=Interval(start=1210, stop=1220), x=Interval(start=2048, stop=2058))
    """

    def __init__(
        self,
        array: ArrayLike2D | npt.ArrayLike,
        /,
        *,
        bbox: Box | None = None,
        yx0: Sequence[int] | None = None,
        unit: u.UnitBase | str | None = None,
        sky_projection: SkyProjection | None = None,
        metadata: Mapping[str, Any] | None = None,
        blank: int | None = None,
    ) -> None:
        if unit is None:
            unit = getattr(array, "unit", None)
        self._data = as_pixels(array, 2)
        self._array: npt.NDArray[Any] | None = None
        self._unit = _parse_unit(unit)
        if blank is not None and np.dtype(self._data.dtype).kind not in "iu":
            msg = f"blank={blank} is for integers; of type {self._data.dtype} NaN marks what is no data"
            raise ImgviewError(msg)
        self._blank = blank
        super().__init__(
            bbox=resolve_bbox(self._data.shape, bbox, yx0), sky_projection=sky_projection, metadata=metadata
        )

    @property
    def data(self) -> ArrayLike2D:
        """The pixels as they were given, perhaps not in memory (`ArrayLike2D`, shape (ny, nx))."""
        return self._data

    @property
    def is_lazy(self) -> bool:
        """Whether the pixels have yet to be read (`bool`)."""
        return self._array is None and is_lazy(self._data)

    @property
    def array(self) -> npt.NDArray[Any]:
        """The pixels in memory (`numpy.ndarray`, shape (ny, nx), native byte order).

        Reads the whole plane the first time and keeps it.  A numpy array that was given is shared: what
        is written here is written there.
        """
        if self._array is None:
            # Two threads may both get here; they read the same pixels, and one of the copies is kept.
            self._array = read(self._data)
        return self._array

    def in_memory(self) -> Self:
        """Return the same picture with its pixels in memory.

        Returns
        -------
        `Image`
            One whose ``data`` is its ``array``; this one if it is so already.
        """
        return self._replaced(_data=self.array)

    def __array__(self, dtype: npt.DTypeLike | None = None, *, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self.array, dtype=dtype, copy=copy)

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of one value, in native byte order (`numpy.dtype`)."""
        return np.dtype(self._data.dtype).newbyteorder("=")

    @property
    def unit(self) -> u.UnitBase | None:
        """Unit of the values (`astropy.units.UnitBase`); `None` if not known."""
        return self._unit

    @property
    def blank(self) -> int | None:
        """The integer that marks "no data" (`int`); `None` where all are data, and for floats."""
        return self._blank

    def view(
        self,
        *,
        unit: u.UnitBase | str | EllipsisType | None = ...,
        sky_projection: SkyProjection | EllipsisType | None = ...,
    ) -> Self:
        """Return the same pixels under another unit or projection.

        Parameters
        ----------
        unit : `astropy.units.Unit` or `str` or `None`, optional
            The unit to declare; values are not converted.
        sky_projection : `SkyProjection` or `None`, optional
            Where the pixels are to lie on the sky.

        Returns
        -------
        `Image`
            It shares the pixels; what is not given stays as it is.
        """
        return self._replaced(
            _unit=self._unit if unit is ... else _parse_unit(unit),
            _sky_projection=self.sky_projection if sky_projection is ... else sky_projection,
        )

    def to_ccddata(self) -> CCDData:
        """Return the image as astropy has it.

        Returns
        -------
        `astropy.nddata.CCDData`
            It shares the pixels; see `MaskedImage.to_ccddata`.
        """
        return make_ccddata(self)

    def _cut(self, bbox: Box) -> Self:
        data = self._data if self._array is None else self._array
        return type(self)(
            cut(data, *bbox.slice_within(self.bbox)),
            bbox=bbox,
            unit=self._unit,
            sky_projection=self.sky_projection,
            metadata=self.metadata,
            blank=self._blank,
        )

    def __repr__(self) -> str:
        unit = "" if self._unit is None else f", {self._unit}"
        return f"Image({self.bbox}, {self.dtype}{unit}{', lazy' if self.is_lazy else ''})"


def _parse_unit(unit: u.UnitBase | str | None) -> u.UnitBase | None:
    if unit is None or isinstance(unit, u.UnitBase):
        return unit
    try:
        return u.Unit(unit)
    except (TypeError, ValueError) as error:
        msg = f"unit {unit!r} is not understood by astropy.units: {error}"
        raise UnitError(msg) from error
