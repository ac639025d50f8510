"""Masks as others have them, made bytes [row, column, byte] without copying.

True and false are one plane; the bits of integers are planes by the names that ``planes=`` gives them, or
``BIT n``; bytes are bits 8 to a byte; arrays by name are one plane each.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.model import ArrayLike2D, Mask, MaskPlane, MaskSchema, SkyProjection
from imgview.readers.dq.table import dq_table_of
from imgview.readers.fits.mask import PackedMask, PlaneBit

__all__ = ["MASKED", "NativeWords", "as_mask", "names_of_flags", "packed_words", "schema_of_bits"]

MASKED = MaskPlane("MASKED", "The pixel is to be left out.")
_SCANNED = 1 << 25


class StackedPlanes:
    """A mask as bytes [row, column, byte], packed from one array a plane when read.

    Parameters
    ----------
    arrays : sequence of `~imgview.model.ArrayLike2D`
        True, or not 0, where the plane is set; of one shape.
    """

    def __init__(self, arrays: Sequence[ArrayLike2D]) -> None:
        self.shape = (*arrays[0].shape, -(-len(arrays) // 8))
        self.dtype = np.dtype(np.uint8)
        self._arrays = list(arrays)

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[np.uint8]:
        parts = [np.asarray(array[key]) != 0 for array in self._arrays]
        out = np.zeros((*parts[0].shape, self.shape[2]), np.uint8)
        for number, where in enumerate(parts):
            out[..., number // 8] |= where.astype(np.uint8) << np.uint8(number % 8)
        return out


def as_mask(
    mask: Any,
    *,
    bbox: Box,
    planes: Any = None,
    sky_projection: SkyProjection | None = None,
    notes: list[str],
) -> Mask:
    """Return a mask that shares the bits of an array, or of arrays by name.

    Parameters
    ----------
    mask : array, mapping of arrays by `str`, or `~imgview.model.Mask`
        Of the shape of the box; a third axis counts bytes.
    bbox : `~imgview.geometry.Box`
        Absolute box of the image.
    planes : mapping or `str`, optional
        Bit, or (bit, description), by name; or the name of a known table.
    sky_projection : `~imgview.model.SkyProjection`, optional
        That of the image.
    notes : `list` [`str`]
        Is told of bits without a name.

    Returns
    -------
    `~imgview.model.Mask`
        Lazy where the arrays are.

    Raises
    ------
    ShapeError
        If it has another shape than the image.
    ImgviewError
        If it holds anything else than true and false or integers.
    """
    if isinstance(mask, Mask):
        return mask
    if isinstance(mask, Mapping):
        packed, schema = _by_name(mask, bbox)
        return Mask(packed, schema=schema, bbox=bbox, sky_projection=sky_projection)
    array = mask if hasattr(mask, "shape") and hasattr(mask, "dtype") else np.asarray(mask)
    if isinstance(array, np.ndarray) and not isinstance(array, np.memmap):
        array = array.view(np.ndarray)
    dtype, shape = np.dtype(array.dtype), tuple(array.shape)
    if shape[:2] != tuple(bbox.shape) or len(shape) not in {2, 3}:
        msg = f"it has the shape {shape}, but the image has {tuple(bbox.shape)}"
        raise ShapeError(msg)
    if len(shape) == 3:
        if dtype != np.uint8:
            msg = f"with three axes it must be of type uint8 [y, x, byte], got {dtype}"
            raise ImgviewError(msg)
        schema = schema_of_bits(8 * shape[2], planes, _seen_bytes(array), notes)
        return Mask(array, schema=schema, bbox=bbox, sky_projection=sky_projection)
    if dtype.kind == "b":
        schema = MaskSchema([MASKED] if planes is None else _only_plane(planes))
        packed = (
            array[..., np.newaxis].view(np.uint8) if isinstance(array, np.ndarray) else StackedPlanes([array])
        )
    elif dtype.kind in "iu":
        packed, schema = packed_words(array, planes, notes)
    else:
        msg = f"it must be of true and false or of integers, got {dtype}"
        raise ImgviewError(msg)
    return Mask(packed, schema=schema, bbox=bbox, sky_projection=sky_projection)


def names_of_flags(planes: Any) -> dict[str, tuple[int, str]] | None:
    """Return what a flag map of astropy says.

    Parameters
    ----------
    planes : `type`
        A subclass of `astropy.nddata.bitmask.BitFlagNameMap`, or anything else.

    Returns
    -------
    `dict` of (`int`, `str`) by `str`, or `None`
        Bit and comment by name; `None` if it is nothing of the kind.
    """
    kinds = planes.__mro__ if isinstance(planes, type) else ()
    if not any(kind.__name__ == "BitFlagNameMap" for kind in kinds):
        return None
    flags = {
        name: flag for kind in reversed(kinds) for name, flag in vars(kind).items() if isinstance(flag, int)
    }
    return {
        name: (int(flag).bit_length() - 1, _comment(flag))
        for name, flag in flags.items()
        if not name.startswith("_")
    }


def _comment(flag: Any) -> str:
    text = vars(flag).get("__doc__") if hasattr(flag, "__dict__") else None
    return text if isinstance(text, str) else ""


def packed_words(words: Any, planes: Any, notes: list[str]) -> tuple[ArrayLike2D, MaskSchema]:
    """Return the bits of integers as bytes, and what they mean.

    Parameters
    ----------
    words : array of integers
        In memory the bytes are its own; else they are packed when read.
    planes : mapping or `str` or `None`
        See `as_mask`.
    notes : `list` [`str`]
        Is told of bits without a name.

    Returns
    -------
    array : `~imgview.model.ArrayLike2D`
        Bytes [row, column, byte].
    schema : `~imgview.model.MaskSchema`
        The planes.
    """
    dtype = np.dtype(words.dtype)
    here = isinstance(words, np.ndarray) and not isinstance(words, np.memmap)
    seen = -1
    if here and words.size <= _SCANNED:
        # As an unsigned number: the sign is a bit like the others.
        seen = int(np.bitwise_or.reduce(words, axis=None)) & ((1 << 8 * dtype.itemsize) - 1)
    schema = schema_of_bits(8 * dtype.itemsize, planes, seen, notes)
    little = dtype.itemsize == 1 or dtype.newbyteorder("=") == dtype.newbyteorder("<") == dtype
    if here and little and sys.byteorder == "little":
        return words[..., np.newaxis].view(np.uint8), schema
    named = [(bit, plane) for bit, plane in enumerate(schema) if plane is not None]
    small = MaskSchema(plane for _, plane in named)
    bits = [PlaneBit(0, bit, index) for index, (bit, _) in enumerate(named)]
    return PackedMask([NativeWords(words)], bits, small.mask_size), small


class NativeWords:
    """Integers in native byte order and close together, whatever the array has.

    Parameters
    ----------
    words : `~imgview.model.ArrayLike2D`
        Integers.
    """

    def __init__(self, words: ArrayLike2D) -> None:
        self.shape = tuple(words.shape)
        self.dtype = np.dtype(words.dtype).newbyteorder("=")
        self.chunks: Any = getattr(words, "chunks", None)
        self._words = words

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        return np.ascontiguousarray(self._words[key], dtype=self.dtype)


def schema_of_bits(width: int, planes: Any, seen: int, notes: list[str]) -> MaskSchema:
    """Return the planes of a mask whose bit ``i`` is plane ``i``.

    Parameters
    ----------
    width : `int`
        How many bits there are.
    planes : mapping or `str` or `None`
        See `as_mask`.
    seen : `int`
        The bits that are set anywhere; -1 if that is not known.
    notes : `list` [`str`]
        Is told of bits without a name.

    Returns
    -------
    `~imgview.model.MaskSchema`
        With a placeholder for each bit that has neither a name nor, as far as known, a pixel.

    Raises
    ------
    ImgviewError
        If a plane is in a bit that is not there.
    """
    planes = names_of_flags(planes) or planes
    table = None if planes is None else dq_table_of(planes)
    named = dict(table.planes) if table is not None else {}
    if table is not None and table.coded:
        msg = f"planes={table.name!r}: {table.title} holds numbers, not bits, which only files can have"
        raise ImgviewError(msg)
    beyond = [bit for bit in named if bit >= width]
    if beyond and table is not None and not table.name:
        msg = f"planes=: {named[beyond[0]].name!r} is bit {beyond[0]}, but the mask has {width} bits"
        raise ImgviewError(msg)
    unnamed = [bit for bit in range(width) if bit not in named and seen >> bit & 1]
    if unnamed and seen >= 0:
        notes.append(f"bits {', '.join(map(str, unnamed))} of the mask are set, but nothing names them")
    elif unnamed:
        notes.append("the mask was not looked through; all bits without a name are listed")
    for bit in unnamed:
        named[bit] = MaskPlane(f"BIT {bit}", f"Bit {bit} of the mask, which nothing names.")
    return MaskSchema(named.get(bit) for bit in range(width))


def _seen_bytes(array: Any) -> int:
    if not isinstance(array, np.ndarray) or isinstance(array, np.memmap) or array.size > _SCANNED:
        return -1
    return int.from_bytes(np.bitwise_or.reduce(array, axis=(0, 1)).tobytes(), "little")


def _only_plane(planes: Any) -> list[MaskPlane]:
    table = dq_table_of(planes)
    if set(table.planes) != {0}:
        msg = f"planes=: a mask of true and false has bit 0 alone, got {sorted(table.planes)}"
        raise ImgviewError(msg)
    return [table.planes[0]]


def _by_name(arrays: Mapping[str, Any], bbox: Box) -> tuple[ArrayLike2D, MaskSchema]:
    if not arrays:
        msg = "it has no planes: give arrays by the names of their planes"
        raise ImgviewError(msg)
    found = []
    for name, given in arrays.items():
        array = given if hasattr(given, "shape") and hasattr(given, "dtype") else np.asarray(given)
        if tuple(array.shape) != tuple(bbox.shape):
            shapes = f"{tuple(array.shape)}, but the image has {tuple(bbox.shape)}"
            msg = f"its plane {name!r} has the shape {shapes}"
            raise ShapeError(msg)
        if np.dtype(array.dtype).kind not in "biu":
            msg = f"its plane {name!r} must be of true and false or of integers, got {array.dtype}"
            raise ImgviewError(msg)
        found.append(array)
    return StackedPlanes(found), MaskSchema(MaskPlane(str(name)) for name in arrays)
