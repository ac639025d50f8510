"""What `scale` of a display means: afw's, ds9's and Firefly's words, in the viewer's own."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from astropy.visualization import AsymmetricPercentileInterval, BaseInterval, ZScaleInterval

from imgview.errors import DisplayError, UnknownNameError
from imgview.render.looks.stretch import ALIASES, STRETCHES, normalise_stretch

__all__ = ["Scaling"]

MODES = ("minmax", "zscale")

_ALGORITHMS = {"loglog": "log", "powerlaw_gamma": "power", "powerlaw": "power", "none": "linear"}
_UNITS = ("Absolute", "Percent", "Sigma")
_ZSCALE = {
    "nSamples": ("n_samples", 1),
    "zscale_samples": ("n_samples", 1),
    "contrast": ("contrast", 1),
    "zscale_contrast": ("contrast", 0.01),
}
"""Keyword of a back end -> keyword of astropy's, and its unit: Firefly's contrast is in percent."""


@dataclass(frozen=True)
class Scaling:
    """How pixels become grey: kept for the images to come."""

    stretch: str | None
    """Name of a stretch; `None` leaves it as it is."""

    parameter: float | None
    """The stretch's own; `None` for its default."""

    cuts: Any
    """What ``viewer.cuts`` takes; `None` leaves them as they are."""

    @classmethod
    def of(
        cls, algorithm: Any, min: Any, max: Any, unit: Any = None, keywords: Mapping[str, Any] | None = None
    ) -> Scaling:
        """Return what the arguments of `~imgview.display.interface.Display.scale` mean.

        Parameters
        ----------
        algorithm, min, max, unit : `object`
            As there.
        keywords : mapping, optional
            ``Q`` of "asinh", ``gamma`` of a power law; ``nSamples``, ``contrast``, ``zscale_contrast`` (in
            percent) and ``zscale_samples`` of "zscale". What else there is, is told in a warning.

        Returns
        -------
        `Scaling`
            Not yet applied to anything.

        Raises
        ------
        DisplayError
            If ``max`` or ``unit`` is given with "minmax" or "zscale", or ``max`` is missing with a number.
        UnknownNameError
            If there is no such algorithm, mode or unit.
        """
        keywords = dict(keywords or {})
        stretch, parameter = _stretch(algorithm, keywords)
        cuts = _mode(min, max, unit, keywords) if isinstance(min, str) else _limits(min, max, unit)
        # Firefly samples line by line; a regular grid needs no such number.
        keywords.pop("zscale_samples_perline", None)
        if keywords:
            said = ", ".join(f"{name}=" for name in keywords)
            warnings.warn(f"scale: {said} means nothing to imgview and is left out", stacklevel=4)
        return cls(stretch, parameter, cuts)


class _SigmaInterval(BaseInterval):  # type: ignore[misc]
    """Mean plus so many standard deviations, different ones at either end."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def get_limits(self, values: Any) -> tuple[float, float]:
        """Return the limits for finite values."""
        mean, deviation = float(np.mean(values)), float(np.std(values))
        return mean + self.low * deviation, mean + self.high * deviation


def _stretch(algorithm: Any, keywords: dict[str, Any]) -> tuple[str | None, float | None]:
    if algorithm is None:
        return None, None
    name = str(algorithm).strip().lower()
    try:
        stretch = normalise_stretch(_ALGORITHMS.get(name, name))
    except UnknownNameError:
        known = (*STRETCHES, *ALIASES, *_ALGORITHMS)
        raise UnknownNameError.near(kind="algorithm", name=algorithm, known=known) from None
    parameter = None
    if stretch == "asinh":
        # asinh(Q x) / asinh(Q): what astropy calls a is 1 / Q. A soft Q of nearly 0 is a straight line.
        q = keywords.pop("Q", None)
        parameter = None if q is None else 1.0 / min(max(float(q), 1.0), 1e6)
    if stretch == "power":
        gamma = keywords.pop("gamma", None)
        parameter = None if gamma is None else 1.0 / float(gamma)
    return stretch, parameter


def _mode(mode: str, max: Any, unit: Any, keywords: dict[str, Any]) -> Any:
    if mode not in MODES:
        raise UnknownNameError.near(kind="min", name=mode, known=MODES)
    for name, value in (("max", max), ("unit", unit)):
        if value is not None:
            msg = f"scale: {mode!r} finds both limits itself: leave out {name}={value!r}"
            raise DisplayError(msg)
    if mode == "zscale":
        how = {
            ours: keywords.pop(name) * factor for name, (ours, factor) in _ZSCALE.items() if name in keywords
        }
        if how:
            return ZScaleInterval(**how)
    return mode


def _limits(low: Any, high: Any, unit: Any) -> Any:
    if low is None and high is None:
        return None
    if low is None or high is None:
        missing = "min" if low is None else "max"
        msg = f"scale: give {missing} too, or 'zscale' or 'minmax' for min alone"
        raise DisplayError(msg)
    low, high = float(low), float(high)
    match str(unit or "Absolute").strip().lower():
        case "absolute":
            return low, high
        case "percent":
            return AsymmetricPercentileInterval(low, high)
        case "sigma":
            return _SigmaInterval(low, high)
    raise UnknownNameError.near(kind="unit", name=unit, known=_UNITS)
