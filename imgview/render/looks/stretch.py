"""Stretches as 255 thresholds, the only form of them that reaches the page.

A stretch maps x in 0..1 (0 at the low cut, 1 at the high cut) to a brightness in 0..1. Display level k
begins where the stretch reaches k/256, so the 255 values of the inverse stretch say all there is to say, and
neither the page nor the compositor needs a transcendental function. This module knows no images.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imgview.errors import SettingError, UnknownNameError

STRETCHES = ("linear", "sqrt", "square", "power", "log", "asinh", "sinh", "histogram")
"""Canonical names, in the order in which they travel to the page."""

ALIASES = {
    "pow": "power",
    "squared": "square",
    "histequ": "histogram",
    "histeq": "histogram",
    "equal": "histogram",
}
"""Other names that users of ds9 and astropy bring along."""

DEFAULT_PARAMETERS = {"power": 2.0, "log": 1000.0, "asinh": 0.1, "sinh": 1.0 / 3.0}
"""The ``a`` of the stretches that have one; the defaults are those of `astropy.visualization`."""

LEVELS = 256
"""Display levels; a stretch has one threshold fewer."""

_SINH_OVERFLOW = 500.0
"""Above this argument sinh is exp/2 to the last bit, and near its overflow at 710."""


def normalise_stretch(name: str) -> str:
    """Return the canonical name of a stretch.

    Parameters
    ----------
    name : `str`
        A name or an alias, in any case.

    Returns
    -------
    `str`
        One of `STRETCHES`.

    Raises
    ------
    UnknownNameError
        If no stretch has this name; the message lists those that do.
    """
    key = str(name).strip().lower()
    key = ALIASES.get(key, key)
    if key not in STRETCHES:
        raise UnknownNameError.near(kind="stretch", name=name, known=STRETCHES)
    return key


def thresholds(
    name: str,
    *,
    parameter: float | None = None,
    sample: ArrayLike | None = None,
    cuts: tuple[float, float] | None = None,
) -> NDArray[np.float64]:
    """Return where in 0..1 each display level begins.

    Parameters
    ----------
    name : `str`
        One of `STRETCHES` or an alias.
    parameter : `float`, optional
        The ``a`` of "power", "log", "asinh" and "sinh" (see `DEFAULT_PARAMETERS`). The other stretches have
        none and ignore it, so that one value can stay set while the stretch changes.
    sample : array-like, any shape, any real dtype, optional
        Pixel values, in the unit of ``cuts``; needed by "histogram" alone. Values that are not finite, or
        not between the cuts, are left out.
    cuts : (`float`, `float`), optional
        Low and high cut; needed by "histogram" alone.

    Returns
    -------
    `numpy.ndarray`, shape (255,), float64
        ``t[k - 1]`` is the x at which level k begins: a pixel is shown at the level that counts the
        thresholds not above its x. In 0..1, never decreasing, and every value is exactly a float32, because
        that is how they travel.

    Raises
    ------
    UnknownNameError
        If no stretch has this name.
    SettingError
        If the parameter is outside the range the stretch is defined for, or "histogram" lacks its sample or
        cuts.

    Notes
    -----
    The definitions are those of `astropy.visualization` (LinearStretch, SqrtStretch, SquaredStretch,
    PowerStretch, LogStretch, AsinhStretch, SinhStretch), inverted in closed form. "histogram" gives every
    level the same share of the pixels between the cuts; pixels of one value share one level, that of their
    mean rank, and a threshold lies half way between two neighbouring values of the sample, so that rounding
    cannot move a pixel across it. Without pixels between the cuts it is linear.
    """
    name = normalise_stretch(name)
    if name == "histogram":
        if sample is None or cuts is None:
            msg = "the histogram stretch needs sample= and cuts= of the image it is for"
            raise SettingError(msg)
        exact = _histogram(np.asarray(sample), cuts)
    else:
        exact = _inverse(name, np.arange(1, LEVELS) / LEVELS, _checked_parameter(name, parameter))
    with np.errstate(under="ignore"):
        return np.clip(exact, 0.0, 1.0).astype(np.float32).astype(np.float64)


def _inverse(name: str, y: NDArray[np.float64], a: float) -> NDArray[np.float64]:
    """Return the x at which a stretch reaches y; both in 0..1."""
    x: NDArray[np.float64] = y
    with np.errstate(under="ignore"):
        match name:
            case "sqrt":
                x = y * y
            case "square":
                x = np.sqrt(y)
            case "power":
                x = np.power(y, 1.0 / a)
            case "log":
                x = np.expm1(y * np.log1p(a)) / a
            case "asinh":
                x = a * np.sinh(y * np.arcsinh(1.0 / a))
            case "sinh" if 1.0 / a > _SINH_OVERFLOW:
                x = 1.0 + a * np.log(y)
            case "sinh":
                x = a * np.arcsinh(y * np.sinh(1.0 / a))
    return x


def _checked_parameter(name: str, parameter: float | None) -> float:
    default = DEFAULT_PARAMETERS.get(name)
    if default is None:
        return 0.0
    a = default if parameter is None else float(parameter)
    largest = 1.0 if name == "asinh" else 1e12
    if not 1e-6 <= a <= largest:
        msg = f"the {name} stretch takes a parameter from 1e-06 to {largest:g}, got {a:g}"
        raise SettingError(msg)
    return a


def _histogram(sample: NDArray[np.generic], cuts: tuple[float, float]) -> NDArray[np.float64]:
    low, high = cuts
    values = np.asarray(sample, dtype=np.float64).ravel()
    values = values[np.isfinite(values)]
    with np.errstate(over="ignore"):
        x = (values - low) / (high - low)
    # Pixels on or beyond a cut have the outermost levels anyway: they take no share of those between.
    x = x[(x > 0.0) & (x < 1.0)]
    if x.size == 0:
        return np.arange(1, LEVELS) / LEVELS
    distinct, counts = np.unique(x, return_counts=True)
    mean_rank = (np.cumsum(counts) - 0.5 * counts) / x.size
    # The first distinct value whose mean rank reaches k/256 is the first one shown at level k.
    first = np.searchsorted(mean_rank, np.arange(1, LEVELS) / LEVELS, side="left")
    neighbours = np.concatenate([[0.0], distinct, [1.0]])
    borders = 0.5 * (neighbours[:-1] + neighbours[1:])
    levels: NDArray[np.float64] = borders[first]
    return levels
