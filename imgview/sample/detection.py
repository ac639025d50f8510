"""Source detection as the pipelines do it: smooth with the PSF, threshold in S/N, grow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from imgview.sample.profiles import PSF_SIGMA, Picture

__all__ = ["connected", "detect", "grow"]

_THRESHOLD = 5.0
_ROWS_AT_A_TIME = 48


def _kernel() -> npt.NDArray[np.float32]:
    """Return one half of a Gaussian kernel: the centre, then outwards; the whole sums to 1."""
    half = np.exp(-0.5 * (np.arange(round(3 * PSF_SIGMA) + 1) / PSF_SIGMA) ** 2)
    return np.asarray(half / (2 * half.sum() - half[0]), dtype=np.float32)


def detect(image: Picture, variance: Picture, ignore: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Find the pixels that belong to a source.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32
        The picture; NaN counts as 0.
    variance : `numpy.ndarray`, shape (ny, nx), float32
        Square of its noise.
    ignore : `numpy.ndarray`, shape (ny, nx), bool
        Pixels that count as 0 too.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), bool
        Where the smoothed picture is more than 5 sigma above 0.
    """
    kernel = _kernel()
    reach = len(kernel) - 1
    squares = float(np.sum(np.concatenate([kernel[:0:-1], kernel]).astype(np.float64) ** 2))
    # S/N after smoothing is smoothed / (sigma * sum of squares), the latter once for each axis.
    limit = np.float32((_THRESHOLD * squares) ** 2)
    ny, nx = image.shape
    found = np.zeros((ny, nx), dtype=bool)
    for first in range(0, ny, _ROWS_AT_A_TIME):
        last = min(first + _ROWS_AT_A_TIME, ny)
        top, bottom = max(0, first - reach), min(ny, last + reach)
        block = np.zeros((last - first + 2 * reach, nx + 2 * reach), dtype=np.float32)
        inside = block[top - first + reach : bottom - first + reach, reach : reach + nx]
        inside[...] = image[top:bottom]
        inside[ignore[top:bottom] | np.isnan(inside)] = 0
        smooth = _smooth_rows(block, kernel)
        smooth = _smooth_rows(smooth.T, kernel).T
        positive = smooth > 0
        smooth *= smooth
        found[first:last] = positive & (smooth > limit * np.nan_to_num(variance[first:last], nan=np.inf))
    return found


def _smooth_rows(block: Picture, kernel: npt.NDArray[np.float32]) -> Picture:
    """Convolve along the first axis; the result is shorter by the reach of the kernel at both ends."""
    reach = len(kernel) - 1
    size = block.shape[0] - 2 * reach
    result = block[reach : reach + size] * kernel[0]
    pair = np.empty_like(result)
    for offset in range(1, reach + 1):
        np.add(
            block[reach - offset : reach - offset + size],
            block[reach + offset : reach + offset + size],
            out=pair,
        )
        pair *= kernel[offset]
        result += pair
    return np.asarray(result)


def connected(pixels: npt.NDArray[np.bool_], seeds: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Pick the parts of a set of pixels that hold a seed.

    Parameters
    ----------
    pixels : `numpy.ndarray`, shape (ny, nx), bool
        The set.
    seeds : `numpy.ndarray`, shape (ny, nx), bool
        Pixels to start from; those outside the set do not count.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), bool
        The whole of every part; parts less than four pixels away from each other count as one.
    """
    coarse, reached = _any_of_4x4(pixels), _any_of_4x4(pixels & seeds)
    size = -1
    while size != (size := int(np.count_nonzero(reached))):
        reached = grow(reached, 1) & coarse
    ny, nx = pixels.shape
    return np.asarray(pixels & reached.repeat(4, axis=0).repeat(4, axis=1)[:ny, :nx])


def _any_of_4x4(pixels: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    ny, nx = pixels.shape
    padded = np.pad(pixels, ((0, -ny % 4), (0, -nx % 4)))
    rows = np.asarray(padded.reshape(-1, 4, padded.shape[1]).any(axis=1))
    return np.asarray(rows[:, 0::4] | rows[:, 1::4] | rows[:, 2::4] | rows[:, 3::4])


def grow(pixels: npt.NDArray[np.bool_], radius: int) -> npt.NDArray[np.bool_]:
    """Grow a set of pixels by a near-disc.

    Parameters
    ----------
    pixels : `numpy.ndarray`, shape (ny, nx), bool
        The set.
    radius : `int`
        By how many pixels.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), bool
        Grown in turn by a cross and by a square, which gives an octagon.
    """
    grown = pixels.copy()
    for step in range(radius):
        before = grown.copy()
        if step % 2:
            wide = before.copy()
            wide[:, 1:] |= before[:, :-1]
            wide[:, :-1] |= before[:, 1:]
            before = wide
            grown |= wide
        else:
            grown[:, 1:] |= before[:, :-1]
            grown[:, :-1] |= before[:, 1:]
        grown[1:] |= before[:-1]
        grown[:-1] |= before[1:]
    return grown
