"""16-bit codes for pixel values: linear where the pixels are, logarithmic beyond.

A tile travels as codes; page and compositor turn codes into colours through one table and never see the
pixel values. This module knows numbers only: no images, no tiles.
"""

import math
from dataclasses import dataclass, replace
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

_LINEAR_ACROSS = 31 * 1024
"""As ``linear``: nearly all codes evenly spread."""

_MANTISSA = 1024
_EXACT = 2**53
_REACH = 2.0**36
"""Steps within which both cuts must lie for their codes to be on either side of `ZERO`."""

_ZERO_ASIDE = 16384 + 128
_SHORT_REACH = 2.0**20
_LONG_REACH = 2.0**52
"""The same where the codes are shared out unevenly, as a hot pixel in "minmax" may need."""

_TINY = float(np.finfo(np.float64).tiny)
_HUGE = float(np.finfo(np.float64).max)


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
        steps = pixels.astype(np.float64, order="C")
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
                inner: NDArray[np.uint16] = steps.astype(np.uint16)
                return inner
            outer = np.flatnonzero(~((steps >= -down) & (steps <= up)))
            outer_steps = steps.ravel()[outer]
            steps.reshape(-1)[outer] = 0.0
            steps += self.zero
            codes: NDArray[np.uint16] = steps.astype(np.uint16)
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
        wide = np.clip(self.zero + np.where(steps < 0, -size, size), FIRST_CODE, LAST_CODE)
        codes: NDArray[np.uint16] = wide.astype(np.uint16)
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
        Of the stretch in use, from `imgview.render.looks.stretch.thresholds`.
    integer_range : (`int`, `int`), optional
        Smallest and largest pixel of the level when all its pixels are integers (level 0 of integer data).

    Returns
    -------
    `Codec`
        Exact for integers that span at most 65532 (beyond 2**53 as exact as float64, in which the page
        counts, allows). Otherwise the error is at most half of a display level, leaving out the faintest 0.5
        per cent of the pixels, which may be off by more.

    Notes
    -----
    The step is the narrowest display level that those pixels meet, and the centre their median. Where a
    stretch is so steep that bins far from the median would be too wide (a logarithm with a large parameter),
    the centre moves to the narrowest level, or even bins are laid across the cuts, whichever is off by fewer
    levels over the sample. The median's code always lies in the middle of a byte: then the sky noise keeps
    to one high byte, and compresses.
    """
    low, high = float(cuts[0]), float(cuts[1])
    span = high - low
    sample = np.asarray(sample_of_level).ravel()
    sample = sample[np.isfinite(sample)]
    bottom, median, top = _order_statistics(sample, (0.005, 0.5, 1.0), empty=low + span / 2)
    if integer_range is not None:
        exact = _integer_codec(*integer_range, median=median)
        if exact is not None:
            return exact

    edges = low + span * np.concatenate([[0.0], np.asarray(thresholds, dtype=np.float64), [1.0]])
    widths = np.diff(edges)
    met = _levels_met(edges, bottom, top)
    narrowest = met[np.argmin(widths[met])]
    resolution = _resolution(sample.dtype, bottom, top) if integer_range is None else 1.0
    step = min(max(float(widths[narrowest]), resolution, _TINY), _HUGE)
    middle = low + span / 2
    codec = _reaching(median if low - span <= median <= high + span else middle, step, (low, high))
    bins = np.maximum(_bin_widths(codec, edges[met]), _bin_widths(codec, edges[met + 1]))
    if np.any(bins > np.maximum(widths[met], step)):
        anchor = min(max(float(edges[narrowest]), bottom), top)
        evenly = Codec(middle, max(step, span / (2 * _LINEAR_ACROSS)), _LINEAR_ACROSS, ZERO)
        codec = _least_coarse([codec, _reaching(anchor, step, (low, high)), evenly], edges, sample)
    if integer_range is not None:
        codec = replace(codec, center=float(np.rint(codec.center)))
    shift = (128 - int(codec.encode(median)) + 128) % 256 - 128
    return replace(codec, zero=codec.zero + shift)


def _reaching(center: float, step: float, cuts: tuple[float, float]) -> Codec:
    """Return a codec whose codes hold both cuts, with no wider a step than that takes."""
    down, up = center - cuts[0], cuts[1] - center
    if max(down, up) / step > _REACH:
        if down / step <= _SHORT_REACH:
            return Codec(center, max(step, up / _LONG_REACH), LINEAR, _ZERO_ASIDE)
        if up / step <= _SHORT_REACH:
            return Codec(center, max(step, down / _LONG_REACH), LINEAR, CODES - _ZERO_ASIDE)
    return Codec(center, max(step, down / _REACH, up / _REACH), LINEAR, ZERO)


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
    if not 0 <= span <= INTEGER_SPAN:
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


def _levels_met(edges: NDArray[np.float64], bottom: float, top: float) -> NDArray[np.intp]:
    """Return the display levels, of some width, that pixels in bottom..top come near."""
    # A rounding error may carry a pixel into the next level, so that one's width counts as well.
    first = max(int(np.searchsorted(edges, bottom, side="right")) - 2, 0)
    last = min(int(np.searchsorted(edges, top, side="right")), 255)
    widths = np.diff(edges)
    levels = np.flatnonzero(widths > 0)
    met = levels[(levels >= first) & (levels <= last)]
    return met if met.size else levels


def _least_coarse(candidates: list[Codec], edges: NDArray[np.float64], sample: NDArray[np.generic]) -> Codec:
    """Return the codec, the first of equals, that is off by the fewest display levels in all."""
    values = sample.astype(np.float64)
    values = values[(values >= edges[0]) & (values < edges[-1])]
    level = np.searchsorted(edges[1:-1], values, side="right")
    # What the smallest step cannot do is nobody's fault.
    allowed = np.maximum(np.diff(edges)[level], candidates[0].step)

    def levels_off(codec: Codec) -> float:
        return float(np.sum(np.clip(_bin_widths(codec, values) / allowed, 1.0, 256.0)))

    return min(candidates, key=levels_off)


def _bin_widths(codec: Codec, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the width of the bin of each value, or a bound that is at most twice as wide."""
    distance = np.abs(values - codec.center)
    return np.where(distance <= codec.linear * codec.step, codec.step, distance / _MANTISSA)
