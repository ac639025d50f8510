"""What every picture has, whatever its planes: a box, a place on the sky, metadata, a title, an origin."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from types import EllipsisType
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from astropy.wcs import WCS

from imgview.errors import ShapeError
from imgview.geometry import YX, Box, Slicer
from imgview.model.catalog import Catalog
from imgview.model.kept import Kept
from imgview.model.sky import SkyProjection

__all__ = ["GeneralizedImage"]

_CARRIED = ("caption", "source", "format", "notes", "header", "butler_info", "catalogs", "kept")


class GeneralizedImage(ABC):
    """Base of all pictures, from `Image` to `CellCoadd`: one pixel grid.

    Parameters
    ----------
    bbox : `Box`
        Absolute box of the pixels.
    sky_projection : `SkyProjection`, optional
        Where the pixels lie on the sky.
    metadata : mapping, optional
        Whatever belongs to the picture; a `dict` is shared, not copied.
    """

    def __init__(
        self,
        *,
        bbox: Box,
        sky_projection: SkyProjection | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        self._bbox = bbox
        self._sky_projection = sky_projection
        self._metadata: dict[str, Any] = metadata if isinstance(metadata, dict) else dict(metadata or {})
        self.caption = ""
        """What a person has called the picture; goes before its title."""
        self.source: str | None = None
        """The file, and the part of it, that the picture was read from; `None` if made in memory."""
        self.format: str | None = None
        """Name of the file's format, as ``read(format=...)`` takes it; `None` if made in memory."""
        self.notes: list[str] = []
        """What a person should know of the reading, one sentence each."""
        self.header: Mapping[str, Any] = {}
        """Cards of the file's primary header (mapping); sub-images share them."""
        self.butler_info: dict[str, Any] = {}
        """Which dataset of a butler this is, and what it was made of (`dict`); sub-images share it."""
        self.kept: Kept | None = None
        """What its file says besides, in the file's own words; `None` unless lsst.images wrote it."""
        self.catalogs: dict[str, Catalog] = {}
        """Catalogues that came with the picture, by name (`dict`); sub-images share them, whole."""

    @property
    def bbox(self) -> Box:
        """Absolute box of the pixels (`Box`)."""
        return self._bbox

    @property
    def yx0(self) -> YX[int]:
        """Absolute coordinates of the first pixel (`YX` of `int`)."""
        return self._bbox.start

    @property
    def shape(self) -> YX[int]:
        """The number of rows and of columns (`YX` of `int`)."""
        return self._bbox.shape

    @property
    def sky_projection(self) -> SkyProjection | None:
        """Where absolute pixels lie on the sky (`SkyProjection` or `None`)."""
        return self._sky_projection

    @property
    def fits_wcs(self) -> WCS | None:
        """WCS of the pixel *array* (`astropy.wcs.WCS` or `None`): its first pixel is ``(0, 0)``."""
        return None if self._sky_projection is None else self._sky_projection.as_fits_wcs(self._bbox)

    @property
    def metadata(self) -> dict[str, Any]:
        """Whatever belongs to the picture (`dict`); sub-images share it."""
        return self._metadata

    @property
    def title(self) -> str:
        """What to call the picture (`str`): the name in its metadata, else where it came from, or ``""``."""
        return str(self._metadata.get("name") or self.source or "")

    @property
    def outlines(self) -> dict[str, list[npt.NDArray[np.float64]]]:
        """Regions that belong to the picture, by name (`dict` of `list` of `numpy.ndarray`).

        Each is a polygon of shape (n, 2), x and y in absolute pixels, whose pixel edges lie at .5; its last
        corner is joined to its first.
        """
        return {}

    @property
    def absolute(self) -> Slicer[tuple[slice, slice], Self]:
        """Cut by absolute coordinates: ``image.absolute[1300:1400, 2100:]`` (`Slicer`)."""
        return Slicer(lambda key: self[self._bbox.absolute[key]])

    @property
    def local(self) -> Slicer[tuple[slice, slice], Self]:
        """Cut as the array is cut: ``image.local[:100, -50:]`` (`Slicer`)."""
        return Slicer(lambda key: self[self._bbox.local[key]])

    def __getitem__(self, bbox: Box | EllipsisType) -> Self:
        if bbox is ...:
            bbox = self._bbox
        if not hasattr(bbox, "slice_within"):
            msg = (
                f"{type(self).__name__}[...] takes a Box, got {bbox!r}; "
                "for slices use .absolute[y0:y1, x0:x1] or .local[y0:y1, x0:x1]"
            )
            raise TypeError(msg)
        if not self._bbox.contains(bbox):
            msg = f"the box {bbox} is not inside the {type(self).__name__} {self._bbox}"
            raise ShapeError(msg)
        part = self._cut(bbox)
        for name in _CARRIED:
            setattr(part, name, getattr(self, name))
        return part

    def _replaced(self, **attributes: Any) -> Self:
        """Return this very object, or a shallow copy in which attributes have other values."""
        if all(vars(self)[name] is value for name, value in attributes.items()):
            return self
        result = copy.copy(self)
        vars(result).update(attributes)
        return result

    @abstractmethod
    def _cut(self, bbox: Box) -> Self:
        """Return the part within a box that is known to be inside; source and notes are added later."""


def resolve_bbox(shape: Sequence[int], bbox: Box | None, yx0: Sequence[int] | None) -> Box:
    """Return the absolute box of an array.

    Parameters
    ----------
    shape : sequence of `int`
        Shape of the array; axes after the second are ignored.
    bbox : `Box` or `None`
        The box, if the user gave it.
    yx0 : pair of `int` or `None`
        The first pixel, if the user gave that instead.

    Returns
    -------
    `Box`
        It has the shape of the array.

    Raises
    ------
    ShapeError
        If the box given has another shape, or contradicts ``yx0``.
    """
    if bbox is None:
        return Box.from_shape(shape[:2], start=yx0)
    if tuple(bbox.shape) != tuple(shape[:2]):
        msg = f"the box {bbox} has shape {tuple(bbox.shape)}, but the array has shape {tuple(shape)}"
        raise ShapeError(msg)
    if yx0 is not None and Box.from_shape(shape[:2], start=yx0) != bbox:
        msg = f"the box {bbox} does not begin at yx0={tuple(yx0)}; give one of the two"
        raise ShapeError(msg)
    return bbox
