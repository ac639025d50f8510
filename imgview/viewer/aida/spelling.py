"""Cuts, stretches and views in astropy's words: what the Astro Image Display API speaks of them."""

import math
import numbers
import re
from typing import Any

from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.visualization import (
    AsinhStretch,
    BaseInterval,
    BaseStretch,
    HistEqStretch,
    LinearStretch,
    LogStretch,
    ManualInterval,
    MinMaxInterval,
    PercentileInterval,
    PowerStretch,
    SinhStretch,
    SqrtStretch,
    SquaredStretch,
    ZScaleInterval,
)
from astropy.wcs.utils import proj_plane_pixel_scales
from numpy.typing import ArrayLike

from imgview.errors import SettingError, UnitError, UnsupportedTypeError
from imgview.model.generalized_image import GeneralizedImage
from imgview.model.sky import SkyProjection
from imgview.render.looks.cuts import CutsMode
from imgview.render.looks.stretch import DEFAULT_PARAMETERS

__all__ = [
    "as_center",
    "as_fov",
    "interval_of",
    "mode_of",
    "pixel_center",
    "pixel_fov",
    "sky_center",
    "sky_fov",
    "stretch_of",
]

_PLAIN = {"linear": LinearStretch, "sqrt": SqrtStretch, "square": SquaredStretch}
_BENT = {"power": PowerStretch, "log": LogStretch, "asinh": AsinhStretch, "sinh": SinhStretch}
_SHARE = re.compile(r"(.+)%")


class FovUnitError(UnitError, u.UnitTypeError):  # type: ignore[misc]
    """A field of view is in a unit that is no angle; astropy's own class, as the protocol wants it."""


def mode_of(interval: BaseInterval) -> CutsMode:
    """Return what the viewer calls an interval: a mode of its menu or two numbers where it can.

    Parameters
    ----------
    interval : `astropy.visualization.BaseInterval`
        Of any class.

    Returns
    -------
    `~imgview.render.looks.cuts.CutsMode`
        The interval itself if it has no other name.
    """
    if type(interval) is MinMaxInterval:
        return "minmax"
    if type(interval) is ZScaleInterval and vars(interval) == vars(ZScaleInterval()):
        return "zscale"
    if type(interval) is PercentileInterval and interval.n_samples is None:
        # astropy keeps both ends, of which 99.7 comes back as 99.69999999999999.
        return round(float(interval.upper_percentile - interval.lower_percentile), 9)
    if type(interval) is ManualInterval and interval.vmin is not None and interval.vmax is not None:
        return float(interval.vmin), float(interval.vmax)
    return interval


def interval_of(cuts: tuple[float, float], mode: str) -> BaseInterval:
    """Return the interval that cuts and their mode are.

    Parameters
    ----------
    cuts : (`float`, `float`)
        Low and high.
    mode : `str`
        As `~imgview.render.looks.cuts.normalise_mode` returns it.

    Returns
    -------
    `astropy.visualization.BaseInterval`
        Of astropy's classes; a manual one where none of them computes that mode.
    """
    if mode == "minmax":
        return MinMaxInterval()
    if mode == "zscale":
        return ZScaleInterval()
    share = _SHARE.fullmatch(mode)
    return PercentileInterval(float(share[1])) if share else ManualInterval(*cuts)


def stretch_of(name: str, parameter: float | None, sample: ArrayLike) -> BaseStretch:
    """Return the stretch of a name.

    Parameters
    ----------
    name : `str`
        One of `~imgview.render.looks.stretch.STRETCHES`.
    parameter : `float` or `None`
        Its own parameter, `None` for the default.
    sample : array-like
        Pixel values, for histogram equalisation.

    Returns
    -------
    `astropy.visualization.BaseStretch`
        Of astropy's classes.
    """
    if name in _PLAIN:
        return _PLAIN[name]()
    if name in _BENT:
        return _BENT[name](DEFAULT_PARAMETERS[name] if parameter is None else parameter)
    return HistEqStretch(sample)


def as_center(center: Any, sky: SkyProjection | None) -> SkyCoord | tuple[Any, Any]:
    """Return a place in the words in which it was given.

    Parameters
    ----------
    center : `astropy.coordinates.SkyCoord` or pair of `float`
        On the sky, or absolute (x, y).
    sky : `~imgview.model.sky.SkyProjection` or `None`
        Of the image.

    Returns
    -------
    `astropy.coordinates.SkyCoord` or `tuple`
        What can be found on the image.

    Raises
    ------
    UnsupportedTypeError
        If it is neither, or a place on the sky of an image that has none.
    SettingError
        If it is not finite, or not where the projection reaches.
    """
    if isinstance(center, SkyCoord) and center.isscalar:
        if sky is None:
            msg = "Center must be a tuple (x, y) of pixels: this image has no WCS"
            raise UnsupportedTypeError(msg)
        place = center
    else:
        try:
            x, y = center
            float(x), float(y)
        except (TypeError, ValueError) as error:
            msg = f"Invalid value for center: {center!r:.80}; a tuple (x, y) or one SkyCoord would do"
            raise UnsupportedTypeError(msg) from error
        place = (x, y)
    if not all(math.isfinite(number) for number in pixel_center(place, sky)):
        msg = f"a center must be finite and, on the sky, where the WCS reaches, got {center!r:.80}"
        raise SettingError(msg)
    return place


def as_fov(fov: Any, sky: SkyProjection | None) -> u.Quantity | float:
    """Return a field of view in the words in which it was given.

    Parameters
    ----------
    fov : `astropy.units.Quantity` or `float`
        An angle, or pixels.
    sky : `~imgview.model.sky.SkyProjection` or `None`
        Of the image.

    Returns
    -------
    `astropy.units.Quantity` or `float`
        Positive and finite.

    Raises
    ------
    UnsupportedTypeError
        If it is neither, or an angle over an image that has no sky.
    UnitError
        If it is a quantity but no angle; it is an `astropy.units.UnitTypeError` too.
    SettingError
        If it is not positive and finite.
    """
    if isinstance(fov, u.Quantity) and fov.isscalar:
        if not fov.unit.is_equivalent(u.deg):
            msg = f"Incorrect unit for fov: {fov.unit}; an angle or a number of pixels would do"
            raise FovUnitError(msg)
        if sky is None:
            msg = "FOV must be a float, a number of pixels: this image has no WCS"
            raise UnsupportedTypeError(msg)
        size = fov.to_value(u.deg)
    elif isinstance(fov, numbers.Real):
        size = float(fov)
    else:
        msg = f"Invalid value for fov: {fov!r:.80}; a number of pixels or an angle (a Quantity) would do"
        raise UnsupportedTypeError(msg)
    if not (math.isfinite(size) and size > 0):
        msg = f"a fov must be positive and finite, got {fov!r:.80}"
        raise SettingError(msg)
    return fov


def pixel_center(center: SkyCoord | tuple[Any, Any], sky: SkyProjection | None) -> tuple[float, float]:
    """Return a place in absolute pixels."""
    x, y = _known(sky).sky_to_pixel(center) if isinstance(center, SkyCoord) else center
    return float(x), float(y)


def sky_center(center: SkyCoord | tuple[Any, Any], sky: SkyProjection | None) -> SkyCoord:
    """Return a place on the sky."""
    if isinstance(center, SkyCoord):
        return center
    return _known(sky).pixel_to_sky(x=float(center[0]), y=float(center[1]))


def pixel_fov(fov: u.Quantity | float, image: GeneralizedImage) -> float:
    """Return a field of view in pixels."""
    return float(fov.to_value(u.deg) / _scale(image)) if isinstance(fov, u.Quantity) else float(fov)


def sky_fov(fov: u.Quantity | float, image: GeneralizedImage) -> u.Quantity:
    """Return a field of view as an angle."""
    return fov if isinstance(fov, u.Quantity) else _scale(image) * fov * u.deg


def _known(sky: SkyProjection | None) -> SkyProjection:
    if sky is None:
        msg = "WCS is not set: of this image only pixels are known, ask with sky_or_pixel='pixel'"
        raise SettingError(msg)
    return sky


def _scale(image: GeneralizedImage) -> float:
    """Return the degrees of a pixel along the longer side of an image, where its WCS is anchored."""
    wcs = _known(image.sky_projection).fits_wcs
    ny, nx = image.shape
    return float(proj_plane_pixel_scales(wcs)[0 if nx > ny else 1])
