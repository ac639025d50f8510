"""Coarser levels of a plane: computed when asked for, by blocks, and kept within bounds.

Level 0 is the plane itself and level 1 is formed from it on demand, so neither is kept of a plane in memory;
level 2 is formed straight from the plane, every further one from the level before.  A plane in memory has
each of its levels formed whole, on several threads.  A lazy one is worked on in blocks that suit its chunks,
of which the least recently used give way; a small lazy one is read whole as soon as a level is wanted.
"""

from __future__ import annotations

import itertools
import math
import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.model.array import chunk_shape, is_lazy, read
from imgview.model.mask import Mask
from imgview.render.tiles.block_cache import BlockCache, Parts
from imgview.render.tiles.reduce import merge_mean, or_blocks, reduce_mean
from imgview.render.tiles.source import PixelSource

__all__ = ["LOAD_WHOLE", "ImageLevels", "Levels", "MaskLevels"]

LOAD_WHOLE = 1 << 26
"""A lazy plane of at most so many pixels is read whole as soon as an overview of it is wanted."""

_TILE = 256
_BAND = 1 << 20
"""Base pixels worked on at a time: what the reduction makes of them stays in the processor's cache."""
_READ = 1 << 22
"""Pixels of a lazy plane read at a time."""
_CACHE = 1 << 28
"""Bytes of lazily formed blocks kept, or a quarter of the plane where that is less."""
_KEPT_FROM = 4
"""Levels from here on are never dropped: all together they are 1/192 of the plane."""
_THREADS = min(4, os.cpu_count() or 1)


class Levels(ABC):
    """The pyramid of one plane.

    Parameters
    ----------
    shape : (`int`, `int`)
        Of the plane.
    chunks : (`int`, `int`) or `None`
        What one read of a lazy plane costs at least.
    pixel_bytes : `int`
        Bytes of a pixel of the plane.
    """

    def __init__(self, shape: tuple[int, int], chunks: tuple[int, int] | None, pixel_bytes: int) -> None:
        self._shape = shape
        self._chunks = chunks or (_TILE, _TILE)
        self._loading = threading.Lock()
        self._cache = BlockCache(min(_CACHE, math.prod(shape) * pixel_bytes // 4))

    @property
    @abstractmethod
    def in_memory(self) -> bool:
        """Whether the plane is."""

    @abstractmethod
    def _load(self) -> None:
        """Bring the plane into memory."""

    @abstractmethod
    def _base(self, rows: slice, cols: slice) -> npt.NDArray[Any]:
        """Return a rectangle of the plane."""

    @abstractmethod
    def _reduce(self, base: npt.NDArray[Any], factor: int) -> Parts:
        """Form level 1 or 2 of a rectangle of the plane."""

    @abstractmethod
    def _merge(self, parts: Parts, level: int) -> Parts:
        """Form ``level + 1`` of a rectangle of ``level``."""

    @property
    def nbytes(self) -> int:
        """Bytes of the blocks kept."""
        return self._cache.nbytes

    @property
    def loadable(self) -> bool:
        """Whether the plane is in memory or small enough to be read whole."""
        return self.in_memory or math.prod(self._shape) <= LOAD_WHOLE

    def load(self) -> None:
        """Bring a plane that is small enough into memory; a larger one stays where it is."""
        if self.in_memory or not self.loadable:
            return
        with self._loading:
            self._load()
            self._cache.clear()

    def shape(self, level: int) -> tuple[int, int]:
        """Return rows and columns of a level; a pixel at the end may have fewer base pixels under it."""
        height, width = self._shape
        return -(-height >> level), -(-width >> level)

    def region(self, level: int, rows: slice, cols: slice) -> npt.NDArray[Any]:
        """Return a rectangle of a level.

        Parameters
        ----------
        level : `int`
            0 for the plane itself.
        rows, cols : `slice`
            Non-empty and inside the level, without a step.

        Returns
        -------
        `numpy.ndarray`
            Not to be written to: it may be the plane itself.
        """
        return self._parts(level, rows, cols)[0]

    def bands(self, level: int, pixels: int = _BAND) -> Iterator[tuple[int, npt.NDArray[Any]]]:
        """Yield a level from its first row to its last in whole rows, about ``pixels`` at a time.

        Parameters
        ----------
        level : `int`
            0 for the plane itself.
        pixels : `int`, optional
            How many at a time.

        Yields
        ------
        first : `int`
            Index of the first row of the band.
        band : `numpy.ndarray`
            Not to be written to.
        """
        height, width = self.shape(level)
        step = max(1, pixels // width)
        for first in range(0, height, step):
            yield first, self.region(level, slice(first, min(first + step, height)), slice(0, width))

    def formed(self, level: int, rows: slice, cols: slice) -> npt.NDArray[Any]:
        """Return a rectangle of a level as `region` does, formed from the plane and not kept."""
        return self._formed(level, rows, cols)[0]

    def _formed(self, level: int, rows: slice, cols: slice) -> Parts:
        if level == 0:
            return (self._base(rows, cols),)
        if level <= 2:
            finer = self._under(0, level, rows, cols)
            return self._reduce(self._base(*finer), 1 << level)
        return self._merge(self._formed(level - 1, *self._under(level - 1, 1, rows, cols)), level - 1)

    def _under(self, finer: int, steps: int, rows: slice, cols: slice) -> tuple[slice, slice]:
        """Return the rectangle of level ``finer`` under one of a level ``steps`` higher."""
        height, width = self.shape(finer)
        return (
            slice(rows.start << steps, min(rows.stop << steps, height)),
            slice(cols.start << steps, min(cols.stop << steps, width)),
        )

    def _parts(self, level: int, rows: slice, cols: slice) -> Parts:
        if level >= 2:
            self.load()
        # Asked once: another thread may load the plane at any time.
        whole = self.in_memory
        if level == 0 and whole:
            return (self._base(rows, cols),)
        if level == 1:
            base = self._parts(0, *self._under(0, 1, rows, cols))[0]
            return self._reduce(base, 2)
        height, width = self._block_shape(level, whole=whole)
        down = range(rows.start // height, (rows.stop - 1) // height + 1)
        across = range(cols.start // width, (cols.stop - 1) // width + 1)
        result: Parts = ()
        for row, col in itertools.product(down, across):
            block = self._block(level, row, col, whole=whole)
            from_rows, to_rows = _overlap(rows, row * height, height)
            from_cols, to_cols = _overlap(cols, col * width, width)
            pieces = tuple(part[from_rows, from_cols] for part in block)
            if len(down) == len(across) == 1:
                return pieces
            result = result or _empty(rows, cols, pieces)
            for part, piece in zip(result, pieces, strict=True):
                part[to_rows, to_cols] = piece
        return result

    def _block_shape(self, level: int, *, whole: bool) -> tuple[int, int]:
        """Return the shape of the blocks of a level: whole levels, tiles, or what covers whole chunks."""
        if whole:
            return self.shape(level)
        # Blocks that are formed from the plane begin where chunks begin, so that none is inflated twice.
        if level == 0:
            height, width = (_multiple(_TILE, chunk) for chunk in self._chunks)
        elif level == 2:
            height, width = (_multiple(4 * _TILE, math.lcm(4, chunk)) // 4 for chunk in self._chunks)
        else:
            height = width = _TILE
        return height, width

    def _block(self, level: int, row: int, col: int, *, whole: bool) -> Parts:
        return self._cache.get(
            (level, row, col, whole),
            lambda: self._form_block(level, row, col, whole=whole),
            keep=whole or level >= _KEPT_FROM,
        )

    def _form_block(self, level: int, row: int, col: int, *, whole: bool) -> Parts:
        (height, width), (ny, nx) = self._block_shape(level, whole=whole), self.shape(level)
        rows = slice(row * height, min((row + 1) * height, ny))
        cols = slice(col * width, min((col + 1) * width, nx))
        if level == 0:
            return (self._base(rows, cols),)
        if level > 2:
            return self._merge(self._parts(level - 1, *self._under(level - 1, 1, rows, cols)), level - 1)
        if whole:
            return self._form_bands(rows, cols, max(1, _BAND // (16 * width)), _THREADS)
        step = math.lcm(4, self._chunks[0]) // 4
        return self._form_bands(rows, cols, step * max(1, _READ // (16 * step * width)), 1)

    def _form_bands(self, rows: slice, cols: slice, step: int, threads: int) -> Parts:
        """Form a rectangle of level 2, ``step`` rows at a time."""
        bands = [slice(first, min(first + step, rows.stop)) for first in range(rows.start, rows.stop, step)]

        def form(band: slice) -> Parts:
            return self._reduce(self._base(*self._under(0, 2, band, cols)), 4)

        def fill(band: slice, parts: Parts) -> None:
            for part, piece in zip(result, parts, strict=True):
                part[band.start - rows.start : band.stop - rows.start] = piece

        def run(mine: list[slice]) -> None:
            for band in mine:
                fill(band, form(band))

        head = form(bands[0])
        if len(bands) == 1:
            return head
        result = _empty(rows, cols, head)
        fill(bands[0], head)
        with ThreadPoolExecutor(threads) as pool:
            helpers = [pool.submit(run, bands[1 + i :: threads]) for i in range(1, threads)]
            run(bands[1::threads])
            for helper in helpers:
                helper.result()
        return result


def _multiple(size: int, of: int) -> int:
    """Return the smallest multiple of ``of`` that is at least ``size``."""
    return -(-size // of) * of


def _overlap(wanted: slice, start: int, size: int) -> tuple[slice, slice]:
    """Return what a block and a wanted range share, as slices of the block and of the range."""
    first, last = max(wanted.start, start), min(wanted.stop, start + size)
    return slice(first - start, last - start), slice(first - wanted.start, last - wanted.start)


def _empty(rows: slice, cols: slice, like: Parts) -> Parts:
    """Return arrays for a rectangle, of the dtypes and depths of some parts."""
    size = (rows.stop - rows.start, cols.stop - cols.start)
    return tuple(np.empty(size + part.shape[2:], part.dtype) for part in like)


class ImageLevels(Levels):
    """Means over the finite base pixels, with the numbers of those as second part.

    Parameters
    ----------
    source : `~imgview.render.tiles.source.PixelSource`
        The plane.
    """

    def __init__(self, source: PixelSource) -> None:
        super().__init__(source.shape, source.chunks, source.dtype.itemsize)
        self.source = source

    @property
    def in_memory(self) -> bool:
        """Whether the plane is."""
        return self.source.in_memory

    def _load(self) -> None:
        self.source.load()

    def _base(self, rows: slice, cols: slice) -> npt.NDArray[Any]:
        return self.source[rows, cols]

    def _reduce(self, base: npt.NDArray[Any], factor: int) -> Parts:
        return reduce_mean(base, factor)

    def _merge(self, parts: Parts, level: int) -> Parts:
        return merge_mean(parts[0], parts[1], level)


class MaskLevels(Levels):
    """Mask bytes ORed over the base pixels.

    Parameters
    ----------
    mask : `~imgview.model.mask.Mask`
        In memory or lazy.
    """

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self.schema = mask.schema
        self._data = mask.data if mask.is_lazy else mask.array
        ny, nx = mask.shape
        super().__init__((ny, nx), chunk_shape(self._data), mask.schema.mask_size)

    @property
    def in_memory(self) -> bool:
        """Whether the mask is a numpy array."""
        return not is_lazy(self._data)

    def _load(self) -> None:
        self._data = self._mask.array

    def _base(self, rows: slice, cols: slice) -> npt.NDArray[np.uint8]:
        return read(self._data, rows, cols)

    def _reduce(self, base: npt.NDArray[Any], factor: int) -> Parts:
        return (or_blocks(base, factor),)

    def _merge(self, parts: Parts, level: int) -> Parts:  # noqa: ARG002 - bits need no weights
        return (or_blocks(parts[0], 2),)
