"""Masks as lsst.images packs them in FITS and JSON: 31 planes in each of as many int32 arrays as it takes.

Planes follow one another in the order of the tree's list, from which placeholders (null) are left out; in
memory a placeholder keeps its bit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from imgview.errors import ReadError
from imgview.model import ArrayLike2D, MaskSchema
from imgview.readers.fits.mask import PackedMask, PlaneBit

__all__ = ["packed_mask", "unpacked_planes"]

_BITS = 31


def unpacked_planes(name: str, words: Sequence[ArrayLike2D], schema: MaskSchema) -> PackedMask:
    """Return the mask that a tree describes.

    Parameters
    ----------
    name : `str`
        How error messages call the file.
    words : sequence of `~imgview.model.ArrayLike2D`
        Integer arrays in the order of the tree.
    schema : `~imgview.model.MaskSchema`
        All planes, placeholders included.

    Returns
    -------
    `~imgview.readers.fits.mask.PackedMask`
        As lazy as the arrays.

    Raises
    ------
    ReadError
        If there are fewer arrays than the planes need, or their integers are too narrow.
    """
    kept = [index for index, plane in enumerate(schema) if plane is not None]
    needed = -(-max(len(kept), 1) // _BITS)
    if len(words) < needed:
        msg = f"{name}: {len(kept)} mask planes need {needed} arrays, the tree names {len(words)}"
        raise ReadError(msg)
    bits = [PlaneBit(order // _BITS, order % _BITS, index) for order, index in enumerate(kept)]
    return packed_mask(name, words, bits, schema)


def packed_mask(
    name: str, words: Sequence[ArrayLike2D], bits: Sequence[PlaneBit], schema: MaskSchema
) -> PackedMask:
    """Return a mask whose planes lie anywhere in integer arrays.

    Parameters
    ----------
    name : `str`
        How error messages call the file.
    words : sequence of `~imgview.model.ArrayLike2D`
        Integer arrays.
    bits : sequence of `~imgview.readers.fits.mask.PlaneBit`
        Where each plane is.
    schema : `~imgview.model.MaskSchema`
        All planes.

    Returns
    -------
    `~imgview.readers.fits.mask.PackedMask`
        As lazy as the arrays.

    Raises
    ------
    ReadError
        If a plane is in a bit that its integers do not have.
    """
    for bit in bits:
        width = 8 * np.dtype(words[bit.word].dtype).itemsize
        if bit.bit >= width:
            msg = f"{name}: a mask plane is in bit {bit.bit} of integers of {width} bits"
            raise ReadError(msg)
    return PackedMask(words, bits, schema.mask_size)
