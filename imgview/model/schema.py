"""Mask planes by name: which planes a mask has, what they mean, where their bits are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, UnknownPlaneError

__all__ = ["MaskPlane", "MaskPlaneBit", "MaskSchema"]


@dataclass(frozen=True, slots=True)
class MaskPlane:
    """One named bit of a mask."""

    name: str
    """Name, unique within a schema."""

    description: str = ""
    """What it means that the bit is set, as a sentence for people."""


@dataclass(frozen=True, slots=True)
class MaskPlaneBit:
    """Where in a mask pixel the bit of a plane is."""

    index: int
    """Index into the last axis of the mask array."""

    mask: int
    """The element there with just this bit set."""


class MaskSchema:
    """The ordered planes of a mask, as many as one likes.

    Parameters
    ----------
    planes : iterable of `MaskPlane` or `None`
        Plane ``i`` is bit ``i % 8`` of byte ``i // 8``.  `None` keeps a bit free.
    dtype : data type, optional
        Type of one element of the mask array.  A signed type leaves its sign bit unused: with ``int32``
        plane ``i`` is bit ``i % 31`` of element ``i // 31``.

    Raises
    ------
    ImgviewError
        If two planes have the same name or ``dtype`` is not an integer type.

    Notes
    -----
    A schema never changes.  Without planes it holds one placeholder, so that a mask pixel has a size.
    """

    def __init__(self, planes: Iterable[MaskPlane | None], dtype: npt.DTypeLike = np.uint8) -> None:
        self._planes = tuple(planes) or (None,)
        self._dtype = np.dtype(dtype)
        stride = self.bits_per_element(self._dtype)
        self._mask_size = -(-len(self._planes) // stride)
        self._bits: dict[str, MaskPlaneBit] = {}
        for number, plane in enumerate(self._planes):
            if plane is None:
                continue
            if plane.name in self._bits:
                msg = f"two mask planes are named {plane.name!r}"
                raise ImgviewError(msg)
            self._bits[plane.name] = MaskPlaneBit(number // stride, 1 << number % stride)

    @staticmethod
    def bits_per_element(dtype: npt.DTypeLike) -> int:
        """Count the planes that fit into one element of a mask array.

        Parameters
        ----------
        dtype : data type
            Type of the element.

        Returns
        -------
        `int`
            All bits of an unsigned type; all but the sign of a signed one.

        Raises
        ------
        ImgviewError
            If ``dtype`` is not an integer type.
        """
        dtype = np.dtype(dtype)
        if dtype.kind not in "iu":
            msg = f"a mask is made of integers, got dtype {dtype}"
            raise ImgviewError(msg)
        return dtype.itemsize * 8 - (dtype.kind == "i")

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of one element of the mask array (`numpy.dtype`)."""
        return self._dtype

    @property
    def mask_size(self) -> int:
        """How many elements one mask pixel has (`int`)."""
        return self._mask_size

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the planes in the order of their bits, placeholders left out (`tuple` of `str`)."""
        return tuple(self._bits)

    @property
    def descriptions(self) -> dict[str, str]:
        """What each plane means, by name (`dict`)."""
        return {plane.name: plane.description for plane in self._planes if plane is not None}

    def bit(self, name: str) -> MaskPlaneBit:
        """Say where the bit of a plane is.

        Parameters
        ----------
        name : `str`
            Name of the plane.

        Returns
        -------
        `MaskPlaneBit`
            Index of the element, and the element with just this bit set.

        Raises
        ------
        UnknownPlaneError
            If there is no such plane.
        """
        if name not in self._bits:
            kind = "mask plane"
            raise UnknownPlaneError.near(kind, name, self._bits)
        return self._bits[name]

    def bitmask(self, *names: str) -> npt.NDArray[Any]:
        """Return a mask pixel with the bits of the named planes set.

        Parameters
        ----------
        *names : `str`
            Names of planes.

        Returns
        -------
        `numpy.ndarray`, shape (mask_size,)
            To be combined with the last axis of a mask array by ``&`` or ``|``.

        Raises
        ------
        UnknownPlaneError
            If there is no plane of one of the names.
        """
        pixel = np.zeros(self._mask_size, dtype=self._dtype)
        for name in names:
            bit = self.bit(name)
            pixel[bit.index] |= bit.mask
        return pixel

    def interpret(self, pixel: npt.ArrayLike) -> list[str]:
        """Name the planes set in one mask pixel.

        Parameters
        ----------
        pixel : array-like of `int`, shape (mask_size,)
            The last axis of a mask array at one pixel.

        Returns
        -------
        `list` of `str`
            Names in the order of the bits.
        """
        elements = np.asarray(pixel).tolist()
        return [name for name, bit in self._bits.items() if elements[bit.index] & bit.mask]

    def __iter__(self) -> Iterator[MaskPlane | None]:
        return iter(self._planes)

    def __len__(self) -> int:
        return len(self._planes)

    def __getitem__(self, number: int) -> MaskPlane | None:
        return self._planes[number]

    def __contains__(self, plane: object) -> bool:
        return getattr(plane, "name", plane) in self._bits

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MaskSchema):
            return NotImplemented
        return self._planes == other._planes and self._dtype == other._dtype

    def __hash__(self) -> int:
        return hash((self._planes, self._dtype))

    def __repr__(self) -> str:
        names = ", ".join("None" if plane is None else plane.name for plane in self._planes[:20])
        more = f", … {len(self._planes) - 20} more" if len(self._planes) > 20 else ""
        return f"MaskSchema([{names}{more}], {self._dtype})"
