"""Counting bits fast: an image has 16 million mask pixels, and a person waits for the numbers."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

__all__ = ["count_bits"]


def count_bits(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """Count in how many pixels each bit is set.

    Parameters
    ----------
    pixels : `numpy.ndarray`, shape (h, w, mask_size), uint8
        Part of a mask.

    Returns
    -------
    `numpy.ndarray`, shape (mask_size, 8), int64
        By byte, and by bit from the lowest.

    Notes
    -----
    Takes eight bytes at a time, and one bit of each: up to 255 rows of such words add up without a carry
    into the next byte.  It is as fast for 200 planes a byte as for one, and whatever is set.
    """
    size = pixels.shape[2]
    row = math.lcm(8, size) * max(1, 4096 // math.lcm(8, size))
    flat = np.ascontiguousarray(pixels).reshape(-1)
    whole = flat.size // row * row
    rest = np.zeros(row, dtype=np.uint8)
    rest[: flat.size - whole] = flat[whole:]
    ones = np.uint64(0x0101010101010101)
    counts = np.zeros((size, 8), dtype=np.int64)
    for words in (flat[:whole].reshape(-1, row).view(np.uint64), rest.view(np.uint64)[np.newaxis]):
        for first in range(0, len(words), 255):
            part = words[first : first + 255]
            for bit in range(8):
                sums = ((part >> np.uint64(bit)) & ones).sum(axis=0, dtype=np.uint64).view(np.uint8)
                counts[:, bit] += sums.reshape(-1, size).sum(axis=0, dtype=np.int64)
    return counts
