"""Block reductions: what one pixel of a coarser level is made of.

Knows arrays only.  Everything is element-wise arithmetic in a fixed order, so that a pixel's value depends
on the base pixels under it and on nothing else: not on the rectangle asked for, on threads, or on whether
the array was in memory.

The mean of a block of ``factor`` x ``factor`` base pixels is the sum of its rows, taken in pairs, then of its
columns, taken in pairs, times the (exact) power of two ``1/factor**2``; single precision for what single
precision holds (float32, float16, integers of 8 and 16 bits), double precision for the rest.  Only where that
is not finite, or where the block hangs over the image's edge, are the finite pixels picked out and counted.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["count_dtype", "mean_dtype", "merge_mean", "or_blocks", "reduce_mean"]

# Below this share of blocks with missing pixels it is cheaper to copy those blocks out.
_GATHER_BELOW = 0.02


def mean_dtype(dtype: npt.DTypeLike) -> np.dtype[Any]:
    """Return the native float dtype in which means over pixels of ``dtype`` are formed and kept.

    Parameters
    ----------
    dtype : dtype-like
        Of the pixels; booleans, integers and floats of any byte order.

    Returns
    -------
    `numpy.dtype`
        Single precision where it holds every pixel value exactly, else double.
    """
    kind, size = np.dtype(dtype).kind, np.dtype(dtype).itemsize
    single = size <= 4 if kind == "f" else size <= 2
    return np.dtype(np.float32 if single else np.float64)


def count_dtype(level: int) -> np.dtype[Any]:
    """Return the smallest unsigned dtype that can count the base pixels under one pixel of ``level``."""
    return np.min_scalar_type(4**level)


def _pad(block: npt.NDArray[Any], factor: int) -> npt.NDArray[Any]:
    """Return a copy grown with NaN to a whole number of blocks."""
    height, width = (-(-size // factor) * factor for size in block.shape)
    padded = np.full((height, width), np.nan, block.dtype)
    padded[: block.shape[0], : block.shape[1]] = block
    return padded


def _fold(block: npt.NDArray[Any], factor: int, dtype: np.dtype[Any]) -> npt.NDArray[Any]:
    """Return the sums over blocks of 2x2 or 4x4: rows in pairs, then columns in pairs."""
    rows = np.add(block[0::factor], block[1::factor], dtype=dtype)
    if factor == 4:
        rows += np.add(block[2::4], block[3::4], dtype=dtype)
    total: npt.NDArray[Any] = rows[:, 0::factor] + rows[:, 1::factor]
    if factor == 4:
        total += rows[:, 2::4] + rows[:, 3::4]
    return total


def _zeroed(block: npt.NDArray[Any], keep: npt.NDArray[np.bool_]) -> npt.NDArray[Any]:
    """Return a copy with zeros where ``keep`` is false."""
    # By bits, because np.where takes twenty times as long on a pattern that no processor can predict.
    bits = f"u{block.itemsize}"
    mask = keep.view(np.uint8).astype(bits)
    np.negative(mask, out=mask)
    mask &= np.ascontiguousarray(block).view(bits)
    zeroed: npt.NDArray[Any] = mask.view(block.dtype)
    return zeroed


def _finite_mean(block: npt.NDArray[Any], factor: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the means over finite pixels, and how many there are."""
    finite = np.isfinite(block)
    count = _fold(finite.view(np.uint8), factor, np.dtype(np.uint8))
    area = factor * factor
    # Scaled down before the sum: sixteen of the largest float must not overflow.
    part = _zeroed(block, finite)
    part *= block.dtype.type(1 / area)
    with np.errstate(all="ignore"):  # 0/0 is the NaN of an empty block
        mean = _fold(part, factor, block.dtype) * (block.dtype.type(area) / count.astype(block.dtype))
    return mean, count


def _where(condition: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the rows and columns where a contiguous 2-D condition holds."""
    # np.nonzero of two axes takes ten times as long.
    rows, cols = np.divmod(np.flatnonzero(condition), condition.shape[1])
    return rows, cols


def _gather(block: npt.NDArray[Any], factor: int, rows: npt.NDArray[Any], cols: npt.NDArray[Any]) -> Any:
    """Return the blocks at (rows, cols), side by side in one strip ``factor`` pixels high."""
    step = np.arange(factor)
    picked = block[
        (factor * rows)[None, :, None] + step[:, None, None], (factor * cols)[None, :, None] + step
    ]
    return picked.reshape(factor, -1)


def _whole_blocks(block: npt.NDArray[Any], factor: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return means and counts of an array that holds a whole number of blocks."""
    area = factor * factor
    with np.errstate(over="ignore", invalid="ignore"):
        mean = _fold(block, factor, block.dtype)
    mean *= mean.dtype.type(1 / area)
    count = np.full(mean.shape, area, np.uint8)
    finite = np.isfinite(mean)
    missing = mean.size - np.count_nonzero(finite)
    if missing > _GATHER_BELOW * mean.size:
        mean_of_finite, count_of_finite = _finite_mean(block, factor)
        np.copyto(mean, mean_of_finite, where=~finite)
        np.copyto(count, count_of_finite, where=~finite)
    elif missing:
        rows, cols = _where(~finite)
        strip, counted = _finite_mean(_gather(block, factor, rows, cols), factor)
        mean[rows, cols], count[rows, cols] = strip[0], counted[0]
    return mean, count


def reduce_mean(block: npt.NDArray[Any], factor: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Average base pixels over blocks of ``factor`` x ``factor``.

    Parameters
    ----------
    block : `numpy.ndarray`, shape (h, w), any real dtype
        Base pixels; its first pixel is the first of a block.  NaN and infinities are left out.  A block that
        hangs over the last row or column is averaged over the pixels it has.
    factor : `int`
        2 or 4.

    Returns
    -------
    mean : `numpy.ndarray`, shape (ceil(h / factor), ceil(w / factor)), `mean_dtype` of the block's
        Same unit; NaN where no pixel is finite.
    count : `numpy.ndarray`, same shape, uint8
        How many finite pixels went in.
    """
    block = block.astype(mean_dtype(block.dtype), copy=False)
    height, width = block.shape
    whole_h, whole_w = height // factor, width // factor
    inner_h, inner_w = whole_h * factor, whole_w * factor
    if (inner_h, inner_w) == (height, width):
        return _whole_blocks(block, factor)
    mean = np.empty((-(-height // factor), -(-width // factor)), block.dtype)
    count = np.empty(mean.shape, np.uint8)
    mean[:whole_h, :whole_w], count[:whole_h, :whole_w] = _whole_blocks(block[:inner_h, :inner_w], factor)
    if inner_w < width:
        edge = _pad(block[:inner_h, inner_w:], factor)
        mean[:whole_h, whole_w:], count[:whole_h, whole_w:] = _finite_mean(edge, factor)
    if inner_h < height:
        edge = _pad(block[inner_h:], factor)
        mean[whole_h:], count[whole_h:] = _finite_mean(edge, factor)
    return mean, count


def merge_mean(
    mean: npt.NDArray[Any], count: npt.NDArray[Any], level: int
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Average 2x2 pixels of a level into the next, every finite *base* pixel weighing the same.

    Parameters
    ----------
    mean : `numpy.ndarray`, shape (h, w), float32 or float64
        Means of ``level``; NaN where ``count`` is 0.
    count : `numpy.ndarray`, shape (h, w), unsigned
        Finite base pixels under each.
    level : `int`
        The level of ``mean``; the result belongs to ``level + 1``.

    Returns
    -------
    mean : `numpy.ndarray`, shape (ceil(h / 2), ceil(w / 2)), dtype of ``mean``
        NaN where no base pixel is finite.
    count : `numpy.ndarray`, same shape, `count_dtype` of ``level + 1``
        Finite base pixels under each.
    """
    if mean.shape[0] % 2 or mean.shape[1] % 2:
        edges = [(0, size % 2) for size in mean.shape]
        mean, count = np.pad(mean, edges, constant_values=np.nan), np.pad(count, edges)
    total = _fold(count, 2, count_dtype(level + 1))
    with np.errstate(over="ignore", invalid="ignore"):
        merged = _fold(mean, 2, mean.dtype) * mean.dtype.type(0.25)
    rows, cols = _where((total != 4 ** (level + 1)) | ~np.isfinite(merged))
    if rows.size:
        # Weights of at most 1, in double precision: neither 4**level nor a huge value overflows.
        weight = _gather(count, 2, rows, cols) * 0.25 ** (level + 1)
        part = _zeroed(_gather(mean, 2, rows, cols), weight > 0) * weight
        with np.errstate(all="ignore"):
            merged[rows, cols] = (_fold(part, 2, part.dtype) / _fold(weight, 2, weight.dtype))[0]
    return merged, total


def or_blocks(words: npt.NDArray[np.uint8], factor: int) -> npt.NDArray[np.uint8]:
    """Combine mask bytes over blocks of ``factor`` x ``factor`` by bitwise OR.

    Parameters
    ----------
    words : `numpy.ndarray`, shape (h, w, n), uint8
        Its first pixel is the first of a block; blocks may hang over the last row or column.
    factor : `int`
        2 or 4.

    Returns
    -------
    `numpy.ndarray`, shape (ceil(h / factor), ceil(w / factor), n), uint8
        Every bit that some pixel of the block has.
    """
    height, width, n = words.shape
    ragged = -height % factor, -width % factor
    if any(ragged):
        words = np.pad(words, [(0, ragged[0]), (0, ragged[1]), (0, 0)])
    out_h, out_w = words.shape[0] // factor, words.shape[1] // factor
    rows = words[0::factor] | words[1::factor]
    for row in range(2, factor):
        rows |= words[row::factor]
    # Neighbours are ORed along the whole run of bytes, three times more than needed: it is contiguous, and so
    # several times faster than stepping over pixels of n bytes.
    run = rows.reshape(-1)
    folded = np.empty_like(run)
    reach = run.size - (factor - 1) * n
    pairs = run[:-n] | run[n:]
    if factor == 4:
        np.bitwise_or(pairs[:reach], pairs[2 * n :], out=folded[:reach])
    else:
        folded[:reach] = pairs
    picked = folded.view(f"V{n}").reshape(out_h, out_w, factor)[:, :, 0]
    return np.ascontiguousarray(picked).view(np.uint8).reshape(out_h, out_w, n)
