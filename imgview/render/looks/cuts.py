"""Cuts: the pixel values shown darkest and brightest, chosen from a sample of the pixels.

This module knows arrays, not images or pyramids: whoever has tiles or levels hands over a sample.
"""

import math
import re
from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from astropy.visualization import BaseInterval, ZScaleInterval
from numpy.typing import ArrayLike, NDArray

from imgview.errors import SettingError, UnknownNameError

MODES = ("minmax", "99.8%", "99.5%", "99%", "98%", "95%", "90%", "zscale", "3sigma")

DEFAULT_CUTS = "99.8%"
"""What an image is shown with at first: under asinh the sky is dark and the sources keep their shapes."""
"""The modes a menu offers; any other percentile or number of sigmas is understood too."""

EXPLICIT = "explicit"
"""Label of cuts that were given as two numbers, or by an astropy interval with no name here."""

CutsMode: TypeAlias = str | float | Sequence[float] | BaseInterval
"""What `compute_cuts` accepts."""

_PERCENT = re.compile(r"([0-9]*\.?[0-9]+)\s*%?")
_SIGMAS = re.compile(r"(?:mean)?\s*(?:±|\+-|\+/-)?\s*([0-9]*\.?[0-9]+)\s*(?:sigma|σ)")
_LARGEST = 2.0**1021
"""Beyond it the difference of two cuts could overflow."""

_FEWEST_CHUNKS = 9

_LEAST_READ, _MOST_READ = 256, 1 << 16
"""Pixels of a lazy array without chunks that are read at a time: of a narrow or a very wide one not a row."""

_SQUARE_EXPONENT = 400
"""Sums of squares of values up to this power of two stay within float64."""


class Sliceable(Protocol):
    """What `sample_pixels` reads from: any 2-D array, in memory or lazy."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows and columns."""

    def __getitem__(self, key: Any, /) -> Any:
        """Return the part of the array that two slices choose."""


def sample_pixels(data: Sliceable, n: int = 200_000) -> NDArray[np.float64]:
    """Return finite pixel values from a regular grid over the whole image.

    Parameters
    ----------
    data : 2-D array, shape (ny, nx), any real dtype
        A `numpy.ndarray`, or anything that two slices cut; its attribute ``chunks``, where there is one,
        tells what a single read costs.
    n : `int`, optional
        About how many pixels to look at; small images are taken whole.

    Returns
    -------
    `numpy.ndarray`, shape (m,), float64
        In array order; NaN and infinities are left out, so that it may be empty.

    Notes
    -----
    In memory every s-th pixel of every s-th row is taken, with an odd s, so that even and odd columns of a
    detector are both met. A lazy array is read in whole chunks spread evenly over it (rows where it has
    none), about ``n`` pixels in all but at least nine chunks.
    """
    ny, nx = data.shape
    if ny * nx == 0:
        return np.empty(0)
    if isinstance(data, np.ndarray) or ny * nx <= n:
        return _finite(_thinned(np.asarray(data[:, :]), n))
    chunk_y, chunk_x = getattr(data, "chunks", None) or (max(1, _LEAST_READ // nx), min(nx, _MOST_READ))
    down, across = math.ceil(ny / chunk_y), math.ceil(nx / chunk_x)
    wanted = max(_FEWEST_CHUNKS, n // (min(chunk_y, ny) * min(chunk_x, nx)))
    rows, columns = _grid(down, across, wanted)
    parts = []
    for row in _spread(down, rows):
        for column in _spread(across, columns):
            y, x = row * chunk_y, column * chunk_x
            part = np.asarray(data[y : y + chunk_y, x : x + chunk_x])
            parts.append(_finite(_thinned(part, n // (rows * columns))))
    return np.concatenate(parts)


def _thinned(array: NDArray[Any], n: int) -> NDArray[Any]:
    """Return about n pixels of an array, on a grid with odd strides."""
    ny, nx = array.shape
    rows, columns = _grid(ny, nx, n)
    stride_y, stride_x = math.ceil(ny / rows) | 1, math.ceil(nx / columns) | 1
    return array[(ny - 1) % stride_y // 2 :: stride_y, (nx - 1) % stride_x // 2 :: stride_x]


def _grid(ny: int, nx: int, wanted: int) -> tuple[int, int]:
    """Return how many rows and columns of ny by nx make about as many nodes as wanted, evenly spread."""
    rows = min(ny, max(1, round(math.sqrt(wanted * ny / nx))))
    columns = min(nx, max(1, round(wanted / rows)))
    return min(ny, max(1, round(wanted / columns))), columns


def _spread(count: int, wanted: int) -> list[int]:
    return [(2 * i + 1) * count // (2 * wanted) for i in range(wanted)]


def _finite(pixels: NDArray[np.generic]) -> NDArray[np.float64]:
    values = pixels.astype(np.float64).ravel()
    return values[np.isfinite(values)]


def normalise_mode(mode: CutsMode) -> str:
    """Return the label under which a mode travels to the page.

    Parameters
    ----------
    mode : `str`, `float`, (`float`, `float`) or `astropy.visualization.BaseInterval`
        As for `compute_cuts`.

    Returns
    -------
    `str`
        "minmax", "zscale", "99.5%", "3sigma", ... or "explicit".

    Raises
    ------
    UnknownNameError
        If a text names no mode.
    SettingError
        If a percentile is not in 0..100, a number of sigmas not positive, or explicit cuts do not rise.
    """
    label, _ = _parse(mode)
    return label


def compute_cuts(
    sample: ArrayLike, mode: CutsMode, exact_minmax: tuple[float, float] | None = None
) -> tuple[float, float]:
    """Return the low and the high cut that a mode asks for.

    Parameters
    ----------
    sample : array-like, any shape, any real dtype
        Pixel values, as from `sample_pixels`; those that are not finite are left out.
    mode : `str`, `float`, (`float`, `float`) or `astropy.visualization.BaseInterval`
        "minmax"; "zscale"; a central percentile, "99.5%", "99.5" or 99.5; mean ± n standard deviations,
        "3sigma", "3σ" or "mean±3σ"; low and high themselves; or an astropy interval, whose ``get_limits`` is
        asked.
    exact_minmax : (`float`, `float`), optional
        Smallest and largest finite pixel of the whole image where they are known; "minmax" then needs no
        luck with the sample.

    Returns
    -------
    (`float`, `float`)
        Low and high in the unit of the sample, finite and rising by a finite amount. Where the mode leaves
        no interval (equal limits) it becomes that of "minmax", and where all pixels are equal a small one
        with their value in its middle; without any finite pixel it is (0, 1).

    Raises
    ------
    UnknownNameError
        If a text names no mode.
    SettingError
        If a percentile is not in 0..100, a number of sigmas not positive, or explicit cuts do not rise.

    Notes
    -----
    "zscale" is `astropy.visualization.ZScaleInterval` with its defaults, given the sample: it fits a line to
    1000 sorted pixels. On an image that `sample_pixels` took whole the result is astropy's to the last bit;
    on a larger one the 1000 pixels come from the regular grid instead of every (size/1000)-th pixel of the
    flattened image, and the cuts differ by the scatter of such a sample. "nsigma" is the plain mean and
    standard deviation, nothing clipped; percentiles interpolate linearly, as `numpy.percentile` does.
    """
    label, detail = _parse(mode)
    if label == EXPLICIT and not isinstance(detail, BaseInterval):
        return float(detail[0]), float(detail[1])
    values = np.asarray(sample, dtype=np.float64).ravel()
    values = np.clip(values[np.isfinite(values)], -_LARGEST, _LARGEST)
    if values.size == 0:
        return 0.0, 1.0
    extremes = exact_minmax or (values.min(), values.max())
    if label == "minmax":
        low, high = extremes
    elif isinstance(detail, BaseInterval):
        low, high = detail.get_limits(values)
    else:
        low, high = _limits(values, label, detail)
    return _non_empty((float(low), float(high)), (float(extremes[0]), float(extremes[1])))


def _limits(values: NDArray[np.float64], label: str, detail: Any) -> tuple[float, float]:
    """Return the limits of the modes that compute, of values whose squares might leave float64."""
    exponent = int(np.frexp(np.abs(values).max())[1])
    exponent = exponent if abs(exponent) > _SQUARE_EXPONENT else 0
    # A power of two changes no digit, only the exponent.
    scaled = np.ldexp(values, -exponent)
    if label == "zscale":
        low, high = ZScaleInterval().get_limits(scaled)
    elif label.endswith("%"):
        low, high = np.percentile(scaled, ((100.0 - detail) / 2, 50.0 + detail / 2))
    else:
        mean, deviation = scaled.mean(), scaled.std()
        low, high = mean - detail * deviation, mean + detail * deviation
    with np.errstate(over="ignore", under="ignore"):
        return float(np.ldexp(low, exponent)), float(np.ldexp(high, exponent))


def _non_empty(cuts: tuple[float, float], extremes: tuple[float, float]) -> tuple[float, float]:
    for candidate in (cuts, extremes):
        low, high = (min(max(value, -_LARGEST), _LARGEST) for value in candidate)
        if high > low:
            return low, high
    half = max(0.5, abs(low) * 2.0**-20)
    return low - half, low + half


def _parse(mode: CutsMode) -> tuple[str, Any]:
    if isinstance(mode, str):
        return _parse_text(mode)
    if isinstance(mode, BaseInterval):
        return EXPLICIT, mode
    numbers = np.asarray(mode, dtype=np.float64)
    if numbers.ndim == 0:
        return _percentile(float(numbers))
    if numbers.shape != (2,):
        msg = f"explicit cuts are two numbers (low, high), got {mode!r}"
        raise SettingError(msg)
    low, high = numbers.tolist()
    if not (high > low and max(abs(low), abs(high)) <= _LARGEST):
        msg = f"cuts must be finite and rise from low to high, got low={low:g}, high={high:g}"
        raise SettingError(msg)
    return EXPLICIT, (low, high)


def _parse_text(text: str) -> tuple[str, Any]:
    key = text.strip().lower()
    if key in ("minmax", "zscale"):
        return key, None
    if match := _SIGMAS.fullmatch(key):
        count = float(match[1])
        if count <= 0:
            msg = f"cuts of mean ± n sigma need a positive n, got {text!r}"
            raise SettingError(msg)
        return f"{count:g}sigma", count
    if match := _PERCENT.fullmatch(key):
        return _percentile(float(match[1]))
    raise UnknownNameError.near(kind="cuts", name=text, known=MODES)


def _percentile(share: float) -> tuple[str, Any]:
    if not 0 < share <= 100:
        msg = f"a percentile for the cuts lies above 0 and up to 100, got {share:g}"
        raise SettingError(msg)
    return ("minmax", None) if share == 100 else (f"{share!r}%".replace(".0%", "%"), share)
