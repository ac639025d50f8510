"""Pixels from all over a level of a pyramid: what it is judged by."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.render.looks.cuts import sample_pixels
from imgview.render.tiles.levels import ImageLevels
from imgview.render.tiles.reduce import mean_dtype

__all__ = ["SAMPLE", "level_sample"]

SAMPLE = 200_000
"""About how many pixels a level is judged by."""

_BASE = 1 << 24
"""Up to about so many pixels of a plane too large to be read whole are read to sample a level of it."""

_CHUNK = 256
"""Pixels along the side of what is read at once where a plane has no chunks of its own."""


def level_sample(levels: ImageLevels, level: int) -> npt.NDArray[Any]:
    """Return finite pixels from all over a level, about `SAMPLE` of them; reads a plane that is not large."""
    levels.load()
    if level == 0:
        return levels.source.sample(SAMPLE)
    if not levels.loadable:
        finer = _LevelFormed(levels, level)
        return sample_pixels(finer, min(SAMPLE, max(_BASE >> 2 * level, 1))).astype(finer.dtype)
    down, across = _strides(*levels.shape(level))
    values = np.concatenate(
        [
            band[(down // 2 - first) % down :: down, across // 2 :: across].ravel()
            for first, band in levels.bands(level)
        ]
    )
    finite: npt.NDArray[Any] = values[np.isfinite(values)]
    return finite


class _LevelFormed:
    """A level of a plane too large to be read whole, as a lazy array: what is read is formed and not kept."""

    def __init__(self, levels: ImageLevels, level: int) -> None:
        self._levels, self._level = levels, level
        self.shape = levels.shape(level)
        self.dtype = mean_dtype(levels.source.dtype)
        chunk_y, chunk_x = levels.source.chunks or (_CHUNK, _CHUNK)
        self.chunks = -(-chunk_y >> level), -(-chunk_x >> level)

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, cols = (slice(*part.indices(n)[:2]) for part, n in zip(key, self.shape, strict=True))
        return self._levels.formed(self._level, rows, cols)


def _strides(ny: int, nx: int) -> tuple[int, int]:
    """Return steps down and across that leave about `SAMPLE` pixels, even of a very narrow picture."""
    # Odd, so that even and odd columns are both met.
    step = math.ceil(math.sqrt(ny * nx / SAMPLE)) | 1
    down = min(math.ceil(ny * math.ceil(nx / min(step, nx)) / SAMPLE) | 1, ny)
    return down, min(math.ceil(nx * math.ceil(ny / down) / SAMPLE) | 1, nx)
