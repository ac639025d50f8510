"""16-bit codes for pixel values: linear where the pixels are, logarithmic beyond.

A tile travels as codes; page and compositor turn codes into colours through one table and never see the
pixel values. This module knows numbers only: no images, no tiles.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

NAN_CODE = 0
MINUS_INFINITY_CODE = 1
PLUS_INFINITY_CODE = 65535
FIRST_CODE = 2
LAST_CODE = 65534
CODES = 65536

LINEAR = 8192
"""Steps on either side of the centre that are coded one by one by a floating-point codec."""

ZERO = 32768 + 128
"""Code of the centre of a floating-point codec: mid-byte, so that sky noise keeps one high byte."""

NEVER_COMPANDED = 65535
"""As ``linear``: every code is one step from the next."""

INTEGER_SPAN = LAST_CODE - FIRST_CODE
"""Integers that span no more than this are coded exactly."""

_MANTISSA = 1024
_EXACT = 2**53
_REACH = 2.0**34
"""Steps within which the cuts must lie; the codes reach to 2**36, the rest is room for dragging the cuts."""


@dataclass(frozen=True, slots=True)
class Codec:
    """A way to write pixel values as unsigned 16-bit codes.

    Values up to ``linear`` steps from the centre are rounded to the nearest step. Beyond, every doubling of
    the distance is divided into 1024 bins, so that the error stays below 1/1024 of the distance. NaN, -inf
    and +inf have codes of their own (0, 1, 65535).
    """

    center: float
    """The value of code ``zero``, in the unit of the pixels."""

    step: float
    """Difference of two neighbouring codes near the centre, in the unit of the pixels; positive."""

    linear: int
    """Steps on either side of the centre before bins widen: a multiple of 1024, or 65535 for never."""

    zero: int
    """Code of the centre."""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.center) and math.isfinite(self.step) and self.step > 0):
            msg = f"a codec needs a finite center and a positive step, got {self.center} and {self.step}"
            raise ValueError(msg)
        if self.linear != NEVER_COMPANDED and (self.linear <= 0 or self.linear % _MANTISSA):
            msg = f"linear must be a multiple of {_MANTISSA} or {NEVER_COMPANDED}, got {self.linear}"
            raise ValueError(msg)
        if not FIRST_CODE <= self.zero <= LAST_CODE:
            msg = f"zero must be a code from {FIRST_CODE} to {LAST_CODE}, got {self.zero}"
            raise ValueError(msg)

    def encode(self, pixels: ArrayLike) -> NDArray[np.uint16]:
        """Return the codes of pixel values.

        Parameters
        ----------
        pixels : array-like, any shape, any real dtype
            Values in the image's own unit; NaN and infinities allowed.

        Returns
        -------
        `numpy.ndarray`, same shape, uint16
            0 for NaN, 1 for -inf, 65535 for +inf, 2..65534 otherwise. Values beyond the reach of the codes
            get the outermost one.

        Notes
        -----
        All arithmetic is float64, whatever the dtype of the pixels.
        """
        pixels = np.asarray(pixels)
        steps = pixels.astype(np.float64)
        if steps.size == 0:
            return np.empty(steps.shape, dtype=np.uint16)
        with np.errstate(over="ignore", invalid="ignore"):
            steps -= self.center
            steps /= self.step
            np.rint(steps, out=steps)
            down = min(self.linear, self.zero - FIRST_CODE)
            up = min(self.linear, LAST_CODE - self.zero)
            # A NaN makes both comparisons false.
            if steps.min() >= -down and steps.max() <= up:
                steps += self.zero
                return steps.astype(np.uint16)
            outer = np.flatnonzero(~((steps >= -down) & (steps <= up)))
            outer_steps = steps.ravel()[outer]
            steps.reshape(-1)[outer] = 0.0
            steps += self.zero
            codes = steps.astype(np.uint16)
            codes.reshape(-1)[outer] = self._encode_outer(pixels.ravel()[outer], outer_steps)
        return codes

    def _encode_outer(self, pixels: NDArray[np.generic], steps: NDArray[np.float64]) -> NDArray[np.uint16]:
        values = pixels.astype(np.float64)
        lost = np.isnan(values)
        steps = np.where(lost, 0.0, np.clip(steps, -_EXACT, _EXACT))
        size = np.abs(steps).astype(np.int64)
        octave = np.frexp(np.maximum(size // self.linear, 1).astype(np.float64))[1].astype(np.int64) - 1
        base = self.linear << octave
        bin_index = (size - base) // np.maximum(base // _MANTISSA, 1)
        companded = self.linear + 1 + octave * _MANTISSA + bin_index
        size = np.where(size <= self.linear, size, companded)
        codes = np.clip(self.zero + np.where(steps < 0, -size, size), FIRST_CODE, LAST_CODE).astype(np.uint16)
        codes[values == -np.inf] = MINUS_INFINITY_CODE
        codes[values == np.inf] = PLUS_INFINITY_CODE
        codes[lost] = NAN_CODE
        return codes

    def values(self) -> NDArray[np.float64]:
        """Return the value every code stands for.

        Returns
        -------
        `numpy.ndarray`, shape (65536,), float64, read-only
            In the unit of the pixels; ``[0]`` is NaN, ``[1]`` -inf, ``[65535]`` +inf, and from 1 on the
            values never decrease. A bin's value is its middle.

        Notes
        -----
        Twin of the decoder in ``frontend/src/codec.ts``; ``tests/browser`` compares the colours.
        """
        return _values(self)


@lru_cache(maxsize=64)
def _values(codec: Codec) -> NDArray[np.float64]:
    k = np.arange(CODES, dtype=np.int64) - codec.zero
    size = np.abs(k)
    beyond = np.maximum(size - codec.linear - 1, 0)
    base = np.ldexp(float(codec.linear), beyond // _MANTISSA)
    width = base / _MANTISSA
    middle = base + (beyond % _MANTISSA) * width + width / 2
    steps = np.sign(k) * np.where(size <= codec.linear, size.astype(np.float64), middle)
    with np.errstate(over="ignore", under="ignore"):
        values = codec.center + steps * codec.step
    values[NAN_CODE] = np.nan
    values[MINUS_INFINITY_CODE] = -np.inf
    values[PLUS_INFINITY_CODE] = np.inf
    values.flags.writeable = False
    return values


def choose_codec(
    sample_of_level: ArrayLike,
    cuts: tuple[float, float],
    thresholds: ArrayLike,
    *,
    integer_range: tuple[int, int] | None = None,
) -> Codec:
    """Choose the coarsest codec whose error does not show.

    Parameters
    ----------
    sample_of_level : array-like, any shape, real dtype
        Pixel values of the pyramid level, in the unit of the cuts; values that are not finite are left out.
        Its dtype tells how finely the pixels can differ, so a float32 level's sample should stay float32.
    cuts : (`float`, `float`)
        Low and high cut, ``high > low``.
    thresholds : array-like, shape (255,), float64
        Of the stretch in use, from `imgview.render.stretch.thresholds`.
    integer_range : (`int`, `int`), optional
        Smallest and largest pixel of the level when all its pixels are integers (level 0 of integer data).

    Returns
    -------
    `Codec`
        Exact for integers that span at most 65532. Otherwise, between the percentiles 0.5 and 99.5 of the
        sample the error is at most half of the narrowest display level there.

    Notes
    -----
    The centre is the sample's median. Where a stretch is so steep that the bins around the narrowest level
    would be too wide from there (a logarithm with a large parameter), the centre moves to that level; the
    median's code stays in the middle of a byte either way, which is what makes sky noise compress.
    """
    low, high = float(cuts[0]), float(cuts[1])
    span = high - low
    sample = np.asarray(sample_of_level).ravel()
    sample = sample[np.isfinite(sample)]
    bottom, median, top = _order_statistics(sample, (0.005, 0.5, 0.995), empty=low + span / 2)
    if integer_range is not None:
        exact = _integer_codec(*integer_range, median=median)
        if exact is not None:
            return exact

    edges = low + span * np.concatenate([[0.0], np.asarray(thresholds, dtype=np.float64), [1.0]])
    widths = np.diff(edges)
    populated = np.flatnonzero((edges[1:] >= bottom) & (edges[:-1] <= top) & (widths > 0))
    gap = float(widths[populated].min()) if populated.size else span / 256
    resolution = 1.0 if integer_range is not None else _resolution(sample.dtype, bottom, top)
    step = max(gap, resolution, span / _REACH, float(np.finfo(np.float64).tiny))
    step = min(step, float(np.finfo(np.float64).max))

    center = median if low - span <= median <= high + span else low + span / 2
    if populated.size and not _fine_enough(center, step, edges, populated):
        narrowest = populated[np.argmin(widths[populated])]
        anchor = float(np.clip(edges[narrowest], bottom, top))
        if _fine_enough(anchor, step, edges, populated):
            center = anchor
    if integer_range is not None:
        center = float(np.rint(center))
    codec = Codec(center=center, step=step, linear=LINEAR, zero=ZERO)
    shift = (128 - int(codec.encode(median)) + 128) % 256 - 128
    return Codec(center=center, step=step, linear=LINEAR, zero=ZERO + shift)


def _order_statistics(
    sample: NDArray[np.generic], fractions: tuple[float, ...], *, empty: float
) -> list[float]:
    # Elements of the sample, not averages of two: a centre on the pixels' own grid makes the codes hit it.
    if sample.size == 0:
        return [empty] * len(fractions)
    places = [round(f * (sample.size - 1)) for f in fractions]
    parted = np.partition(sample, places)
    return [float(parted[p]) for p in places]


def _integer_codec(smallest: int, largest: int, *, median: float) -> Codec | None:
    smallest, largest = int(smallest), int(largest)
    span = largest - smallest
    if not 0 <= span <= INTEGER_SPAN or max(abs(smallest), abs(largest)) > _EXACT:
        return None
    middle = min(max(round(median), smallest), largest) - smallest
    zero = FIRST_CODE + (128 - middle - FIRST_CODE) % 256
    if zero + span > LAST_CODE:
        zero = FIRST_CODE
    return Codec(center=float(smallest), step=1.0, linear=NEVER_COMPANDED, zero=zero)


def _resolution(dtype: np.dtype[np.generic], bottom: float, top: float) -> float:
    """Return the spacing of the dtype where its values are closest to zero within bottom..top."""
    nearest = 0.0 if bottom <= 0.0 <= top else min(abs(bottom), abs(top))
    if nearest == 0.0 or not np.issubdtype(dtype, np.floating):
        return 0.0
    return abs(float(np.spacing(np.asarray(nearest, dtype=dtype))))


def _fine_enough(center: float, step: float, edges: NDArray[np.float64], populated: NDArray[np.intp]) -> bool:
    lower, upper = edges[populated], edges[populated + 1]
    distance = np.maximum(np.abs(lower - center), np.abs(upper - center))
    bins = np.where(distance <= LINEAR * step, step, distance / _MANTISSA)
    return bool(np.all(bins <= np.maximum(upper - lower, step)))
