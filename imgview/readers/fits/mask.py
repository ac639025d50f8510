"""Mask planes spread over integer HDUs, packed window by window into the bytes of a mask in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ShapeError
from imgview.model.array import ArrayLike2D
from imgview.readers.fits.plane import bounds

__all__ = ["PackedMask", "PlaneBit"]


@dataclass(frozen=True)
class PlaneBit:
    """Where one mask plane lies in the file and in memory."""

    word: int
    """Which of the integer arrays."""
    bit: int
    """Which bit of its integers, counted from the least significant."""
    index: int
    """Index in the schema: byte ``index // 8``, bit ``index % 8`` in memory."""


class PackedMask:
    """A mask as bytes [row, column, byte], made from integer planes when read.

    Parameters
    ----------
    words : sequence of `~imgview.model.array.ArrayLike2D`
        Integer planes of one shape; they may be lazy.
    bits : sequence of `PlaneBit`
        Where each plane of the mask is.
    size : `int`
        Bytes per pixel in memory.

    Raises
    ------
    ShapeError
        If the integer planes differ in shape.
    """

    def __init__(self, words: Sequence[ArrayLike2D], bits: Sequence[PlaneBit], size: int) -> None:
        shapes = [tuple(word.shape) for word in words]
        if len(set(shapes)) > 1:
            msg = f"the planes of a mask must have one shape, got {', '.join(map(str, shapes))}"
            raise ShapeError(msg)
        self.shape = (*shapes[0], size)
        self.dtype = np.dtype(np.uint8)
        self.chunks: tuple[int, int] | None = getattr(words[0], "chunks", None)
        """What one read costs at least: the shape of a compressed tile."""
        self._words = list(words)
        # Planes that move by the same distance move together: byte -> {(word, right shift): bits kept}.
        self._moves: list[dict[tuple[int, int], int]] = [{} for _ in range(size)]
        for plane in bits:
            moves = self._moves[plane.index // 8]
            key = (plane.word, plane.bit - plane.index % 8)
            moves[key] = moves.get(key, 0) | 1 << plane.index % 8

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[np.uint8]:
        rows, columns = bounds(key, (self.shape[0], self.shape[1]))
        out = np.zeros((len(rows), len(columns), self.shape[2]), np.uint8)
        for number, word in enumerate(self._words):
            if any(number == used for moves in self._moves for used, _ in moves):
                values = _little_endian(np.asarray(word[key]))
                for byte, moves in enumerate(self._moves):
                    for (used, shift), kept in moves.items():
                        if used == number:
                            out[..., byte] |= _byte(values, shift) & np.uint8(kept)
        return out

    def __repr__(self) -> str:
        return f"PackedMask(shape={self.shape}, chunks={self.chunks})"


def _little_endian(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return integers as unsigned little-endian words, whose bytes can be taken one by one."""
    return values.view(f"u{values.itemsize}").astype(f"<u{values.itemsize}", copy=False)


def _byte(values: npt.NDArray[Any], shift: int) -> npt.NDArray[np.uint8]:
    """Return the lowest eight bits of the values, shifted right (left where negative)."""
    view = values.view(np.uint8).reshape(*values.shape, values.itemsize)
    if shift % 8 == 0:
        return np.asarray(view[..., shift // 8])
    shifted = values >> values.dtype.type(shift) if shift > 0 else values << values.dtype.type(-shift)
    return np.asarray(shifted.astype(np.uint8))
