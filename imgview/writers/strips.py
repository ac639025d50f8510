"""Pixels a few rows at a time, so that a plane that is not in memory need not come there as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.model import Image, Mask, MaskPlane, MaskSchema
from imgview.model.array import ArrayLike2D, chunk_shape, read

__all__ = ["WORD_BITS", "real_planes", "row_count", "rows_of", "word_count", "words_of"]

WORD_BITS = 31
"""How many planes fit into one int32 of a file, whose sign bit stays unused (`int`)."""

_STRIP_BYTES = 1 << 22


def row_count(plane: Image | Mask, multiple: int = 1) -> int:
    """Choose how many rows to take at a time.

    Parameters
    ----------
    plane : `~imgview.model.Image` or `~imgview.model.Mask`
        Where they come from.
    multiple : `int`, optional
        The number must be a multiple of this.

    Returns
    -------
    `int`
        Some megabytes worth of rows, and not less than one row of compressed tiles: no tile is read twice if
        the numbers allow.
    """
    data = _data(plane)
    a_row = int(np.prod(data.shape[1:])) * np.dtype(data.dtype).itemsize
    chunk = (chunk_shape(data) or (1, 1))[0]
    step = int(np.lcm(multiple, chunk)) if np.lcm(multiple, chunk) * a_row <= 8 * _STRIP_BYTES else multiple
    return step * max(1, _STRIP_BYTES // (step * a_row))


def rows_of(plane: Image | Mask, count: int) -> Iterator[npt.NDArray[Any]]:
    """Read a plane from its first row to its last.

    Parameters
    ----------
    plane : `~imgview.model.Image` or `~imgview.model.Mask`
        What to read; it is not kept in memory.
    count : `int`
        How many rows to read at a time.

    Yields
    ------
    `numpy.ndarray`
        The next rows; the last time perhaps fewer.
    """
    data = _data(plane)
    for first in range(0, data.shape[0], count):
        yield read(data, slice(first, first + count))


def _data(plane: Image | Mask) -> ArrayLike2D:
    """Return the pixels: those in memory if they have come there."""
    return plane.data if plane.is_lazy else plane.array


def real_planes(schema: MaskSchema) -> list[MaskPlane]:
    """Return the planes of a mask in the order of their bits, placeholders left out.

    Parameters
    ----------
    schema : `~imgview.model.MaskSchema`
        What the bits mean.

    Returns
    -------
    `list` of `~imgview.model.MaskPlane`
        As FITS and JSON files have them: the planes 31 n to 31 n + 30 share the integers number n.
    """
    return [plane for plane in schema if plane is not None]


def words_of(pixels: npt.NDArray[np.uint8], schema: MaskSchema, number: int) -> npt.NDArray[np.int32]:
    """Pack bits as FITS and JSON files have them.

    Parameters
    ----------
    pixels : `numpy.ndarray`, shape (h, w, mask_size), uint8
        Rows of a mask.
    schema : `~imgview.model.MaskSchema`
        What its bits mean.
    number : `int`
        Which of the integers of a pixel to make.

    Returns
    -------
    `numpy.ndarray`, shape (h, w), int32
        Placeholders have no bit here.
    """
    shifted: dict[tuple[int, int], int] = {}
    for bit, plane in enumerate(real_planes(schema)[number * WORD_BITS : (number + 1) * WORD_BITS]):
        home = schema.bit(plane.name)
        key = (home.index, bit - (home.mask.bit_length() - 1))
        shifted[key] = shifted.get(key, 0) | home.mask
    result = np.zeros(pixels.shape[:2], dtype=np.int32)
    for (index, shift), bits in shifted.items():
        part = (pixels[..., index] & np.uint8(bits)).astype(np.int32)
        result |= part << np.int32(shift) if shift >= 0 else part >> np.int32(-shift)
    return result


def word_count(schema: MaskSchema) -> int:
    """Count the integers that a mask pixel takes in a file.

    Parameters
    ----------
    schema : `~imgview.model.MaskSchema`
        What the bits mean.

    Returns
    -------
    `int`
        At least one.
    """
    return max(1, -(-len(real_planes(schema)) // WORD_BITS))
