"""The colours of a drawing's marks as a table and places in it, as ink takes them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["ink_table", "inks_rgb"]

_INKS = 256
"""Colours of one layer."""


def ink_table(color: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Return a table of colours, 0xrrggbb or negative, and the place in it of each mark's.

    The one used last comes first, for of equally near lines that with the lower number counts.
    """
    if not len(color):
        return np.zeros(0, np.int32), np.zeros(0, np.uint8)
    change = np.flatnonzero(np.diff(color)) + 1
    if len(change) < _INKS:
        # A colour that comes up again has another number: only so the order is kept.
        nth = np.repeat(np.arange(len(change) + 1), np.diff([0, *change, len(color)]))
        return color[[0, *change]][::-1].copy(), (len(change) - nth).astype(np.uint8)
    for mask in (0xFFFFFF, 0xF8F8F8, 0xF0F0F0, 0xE0E0E0, 0xC0C0C0):
        coarse = np.where(color < 0, color, color & mask)
        table, latest, which = np.unique(coarse[::-1], return_index=True, return_inverse=True)
        if len(table) <= _INKS:
            break
    order = np.argsort(latest)
    place = np.empty(len(order), np.uint8)
    place[order] = np.arange(len(order))
    return table[order].astype(np.int32), place[which.reshape(-1)[::-1]]


def inks_rgb(table: npt.NDArray[np.int32], layer: tuple[int, int, int]) -> npt.NDArray[np.uint8]:
    """Return red, green and blue of each colour of `ink_table`, at least one, shape (n, 3)."""
    colors = np.where(table < 0, layer[0] << 16 | layer[1] << 8 | layer[2], table)
    rgb = np.stack([colors >> 16, colors >> 8 & 255, colors & 255], axis=1).astype(np.uint8)
    return rgb if len(rgb) else np.array([layer], np.uint8)
