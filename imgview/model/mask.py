"""A mask: named planes of bits on a pixel grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import EllipsisType
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from astropy.table import Table

from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.model.array import ArrayLike2D, as_pixels, cut, is_lazy, read, strips
from imgview.model.bits import count_bits
from imgview.model.generalized_image import GeneralizedImage, resolve_bbox
from imgview.model.schema import MaskPlane, MaskSchema
from imgview.model.sky import SkyProjection

__all__ = ["Mask"]

# Counting works on blocks that stay in the processor's cache.
_BLOCK_BYTES = 1 << 20


class Mask(GeneralizedImage):
    """Bits on a pixel grid, looked up by the name of their plane.

    Parameters
    ----------
    array : `ArrayLike2D`, shape (ny, nx, mask_size), uint8
        The bits; plane ``i`` is bit ``i % 8`` of byte ``i // 8``.  Like the pixels of an `Image` they
        may be lazy, and are shared, never copied.
    schema : `MaskSchema`
        What the bits mean.
    bbox : `Box`, optional
        Absolute box of the pixels.
    yx0 : pair of `int`, optional
        Absolute coordinates of the first pixel, ordered ``(y, x)`` unless it is an `XY`, where no
        ``bbox`` is given; ``(0, 0)`` by default.
    sky_projection : `SkyProjection`, optional
        Where the pixels lie on the sky.
    metadata : mapping, optional
        Whatever belongs to the mask; a `dict` is shared, not copied.

    Raises
    ------
    ShapeError
        If the array is not 3-D, or does not fit the schema or the box.
    ImgviewError
        If the array or the schema is not of type uint8.
    """

    def __init__(
        self,
        array: ArrayLike2D | npt.ArrayLike,
        /,
        *,
        schema: MaskSchema,
        bbox: Box | None = None,
        yx0: Sequence[int] | None = None,
        sky_projection: SkyProjection | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        self._data = as_pixels(array, 3)
        self._array: npt.NDArray[np.uint8] | None = None
        for what, dtype in (("array", self._data.dtype), ("schema", schema.dtype)):
            if dtype != np.uint8:
                msg = f"the {what} of a mask must be of type uint8, got {dtype}"
                raise ImgviewError(msg)
        if self._data.shape[2] != schema.mask_size:
            msg = (
                f"a schema of {len(schema)} planes needs {schema.mask_size} bytes a pixel, "
                f"but the mask array has shape {tuple(self._data.shape)}"
            )
            raise ShapeError(msg)
        self._schema = schema
        super().__init__(
            bbox=resolve_bbox(self._data.shape, bbox, yx0), sky_projection=sky_projection, metadata=metadata
        )

    @classmethod
    def empty(cls, *, schema: MaskSchema, bbox: Box, sky_projection: SkyProjection | None = None) -> Self:
        """Return a mask without a bit set.

        Parameters
        ----------
        schema : `MaskSchema`
            The planes it is to have.
        bbox : `Box`
            Absolute box of its pixels.
        sky_projection : `SkyProjection`, optional
            Where the pixels lie on the sky.

        Returns
        -------
        `Mask`
            In memory, to be filled with `set`.
        """
        array = np.zeros((*bbox.shape, schema.mask_size), dtype=np.uint8)
        return cls(array, schema=schema, bbox=bbox, sky_projection=sky_projection)

    @property
    def data(self) -> ArrayLike2D:
        """The bits as they were given, perhaps not in memory (`ArrayLike2D`, (ny, nx, mask_size))."""
        return self._data

    @property
    def is_lazy(self) -> bool:
        """Whether the bits have yet to be read (`bool`)."""
        return self._array is None and is_lazy(self._data)

    @property
    def array(self) -> npt.NDArray[np.uint8]:
        """The bits in memory (`numpy.ndarray`, shape (ny, nx, mask_size), uint8).

        Reads the whole mask the first time and keeps it.  A numpy array that was given is shared.
        """
        if self._array is None:
            # Two threads may both get here; they read the same bits, and one of the copies is kept.
            self._array = read(self._data)
        return self._array

    @property
    def schema(self) -> MaskSchema:
        """What the bits mean (`MaskSchema`)."""
        return self._schema

    def bitmask(self, *names: str) -> npt.NDArray[np.uint8]:
        """Return a mask pixel with the bits of the named planes set.

        Parameters
        ----------
        *names : `str`
            Names of planes.

        Returns
        -------
        `numpy.ndarray`, shape (mask_size,), uint8
            To be combined with ``array`` by ``&`` or ``|``.

        Raises
        ------
        UnknownPlaneError
            If there is no plane of one of the names.
        """
        return self._schema.bitmask(*names)

    def get(self, name: str) -> npt.NDArray[np.bool_]:
        """Tell for every pixel whether a plane is set.

        Parameters
        ----------
        name : `str`
            Name of the plane.

        Returns
        -------
        `numpy.ndarray`, shape (ny, nx), bool
            A new array.

        Raises
        ------
        UnknownPlaneError
            If there is no such plane.
        """
        return self.any(name)

    def any(self, *names: str) -> npt.NDArray[np.bool_]:
        """Tell for every pixel whether at least one of some planes is set.

        Parameters
        ----------
        *names : `str`
            Names of planes; none of them, and nothing is set.

        Returns
        -------
        `numpy.ndarray`, shape (ny, nx), bool
            A new array.

        Raises
        ------
        UnknownPlaneError
            If there is no plane of one of the names.
        """
        wanted = self.bitmask(*names)
        result = np.zeros(self.shape, dtype=bool)
        for index in np.flatnonzero(wanted):
            result |= (self.array[..., index] & wanted[index]) != 0
        return result

    def set(self, name: str, boolean: npt.NDArray[np.bool_] | EllipsisType = ...) -> None:
        """Set a plane, in place.

        Parameters
        ----------
        name : `str`
            Name of the plane.
        boolean : `numpy.ndarray`, shape (ny, nx), bool, optional
            Where to set it; elsewhere it is left as it is.  Everywhere if not given.

        Raises
        ------
        UnknownPlaneError
            If there is no such plane.
        ShapeError
            If ``boolean`` has another shape than the mask.
        """
        bit = self._schema.bit(name)
        where = self._where(boolean)
        self._writable()[where, bit.index] |= np.uint8(bit.mask)

    def clear(self, name: str | None = None, boolean: npt.NDArray[np.bool_] | EllipsisType = ...) -> None:
        """Clear a plane, or all of them, in place.

        Parameters
        ----------
        name : `str` or `None`, optional
            Name of the plane; all planes if not given.
        boolean : `numpy.ndarray`, shape (ny, nx), bool, optional
            Where to clear it; elsewhere it is left as it is.  Everywhere if not given.

        Raises
        ------
        UnknownPlaneError
            If there is no such plane.
        ShapeError
            If ``boolean`` has another shape than the mask.
        """
        where = self._where(boolean)
        if name is None:
            self._writable()[where, :] = 0
        else:
            bit = self._schema.bit(name)
            self._writable()[where, bit.index] &= np.uint8(0xFF ^ bit.mask)

    def update(self, other: Mask) -> None:
        """Set, in place, every bit that another mask has set.

        Parameters
        ----------
        other : `Mask`
            Only planes that both have by name, and pixels that both have, are looked at.  Nothing is
            cleared.
        """
        try:
            shared = self.bbox.intersection(other.bbox)
        except ShapeError:
            return
        self._writable()
        target, origin = self[shared], other[shared]
        for name in self._schema.names:
            if name in other.schema:
                target.set(name, origin.get(name))

    def add_planes(self, planes: Iterable[MaskPlane | None], *, drop: Iterable[str] = ()) -> Self:
        """Return a mask that has more planes, or fewer.

        Parameters
        ----------
        planes : iterable of `MaskPlane` or `None`
            Planes to append, not set anywhere.
        drop : iterable of `str`, optional
            Names of planes to leave out; those behind them move up.

        Returns
        -------
        `Mask`
            A new mask; this one stays as it is.

        Raises
        ------
        UnknownPlaneError
            If a plane to drop does not exist.
        ImgviewError
            If a plane to append exists already.
        """
        dropped = set(drop)
        for name in dropped:
            self._schema.bit(name)
        kept = [plane for plane in self._schema if plane is None or plane.name not in dropped]
        result = type(self).empty(
            schema=MaskSchema([*kept, *planes]), bbox=self.bbox, sky_projection=self.sky_projection
        )
        result.update(self)
        return result

    def interpret(self, *, x: int, y: int) -> list[str]:
        """Name the planes set at a pixel.

        Parameters
        ----------
        x, y : `int`
            Absolute pixel coordinates.

        Returns
        -------
        `list` of `str`
            Names in the order of the bits.

        Raises
        ------
        ShapeError
            If the pixel is not inside the mask.
        """
        pixel = Box.from_shape((1, 1), start=(y, x))
        rows, columns = pixel.slice_within(self.bbox)
        data = self._data if self._array is None else self._array
        return self._schema.interpret(read(data, rows, columns)[0, 0])

    def counts(self) -> dict[str, int]:
        """Count the pixels in which each plane is set.

        Returns
        -------
        `dict` of `int` by `str`
            All planes in the order of their bits.  Lazy bits are read in parts, each once, and not kept.
        """
        totals = np.zeros((self._schema.mask_size, 8), dtype=np.int64)
        data = self._data if self._array is None else self._array
        step = max(1, _BLOCK_BYTES // (self.shape.x * self._schema.mask_size))
        for rows in strips(data, step):
            part = read(data, rows)
            for first in range(0, len(part), step):
                totals += count_bits(part[first : first + step])
        bits = {name: self._schema.bit(name) for name in self._schema.names}
        return {name: int(totals[bit.index, bit.mask.bit_length() - 1]) for name, bit in bits.items()}

    def to_table(self) -> Table:
        """Count the pixels in which each plane is set, as a table.

        Returns
        -------
        `astropy.table.Table`
            One row a plane, in the order of the bits: ``name``, ``description``, ``bit`` (8 a byte),
            ``count`` and ``fraction`` of all pixels.
        """
        counts = self.counts()
        bits = [self._schema.bit(name) for name in counts]
        descriptions = self._schema.descriptions
        return Table(
            {
                "name": np.array(list(counts), dtype=str),
                "description": np.array([descriptions[name] for name in counts], dtype=str),
                "bit": np.array([8 * bit.index + bit.mask.bit_length() - 1 for bit in bits], dtype=int),
                "count": np.array(list(counts.values()), dtype=int),
                "fraction": np.array(list(counts.values()), dtype=float) / self.bbox.area,
            }
        )

    def view(self, *, sky_projection: SkyProjection | None) -> Self:
        """Return the same bits under another projection.

        Parameters
        ----------
        sky_projection : `SkyProjection` or `None`
            Where the pixels are to lie on the sky.

        Returns
        -------
        `Mask`
            It shares the bits.
        """
        return self._replaced(_sky_projection=sky_projection)

    def _cut(self, bbox: Box) -> Self:
        data = self._data if self._array is None else self._array
        return type(self)(
            cut(data, *bbox.slice_within(self.bbox)),
            schema=self._schema,
            bbox=bbox,
            sky_projection=self.sky_projection,
            metadata=self.metadata,
        )

    def _writable(self) -> npt.NDArray[np.uint8]:
        """Return the bits in memory, copied first if they belong to a file."""
        if not self.array.flags.writeable:
            self._array = self.array.copy()
        return self.array

    def _where(self, boolean: npt.NDArray[np.bool_] | EllipsisType) -> Any:
        if boolean is ...:
            return boolean
        where = np.asarray(boolean, dtype=bool)
        if where.shape != self.shape:
            msg = f"the selection has shape {where.shape}, but the mask has {tuple(self.shape)}"
            raise ShapeError(msg)
        return where

    def __repr__(self) -> str:
        return f"Mask({self.bbox}, {self._schema!r}{', lazy' if self.is_lazy else ''})"
