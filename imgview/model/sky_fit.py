"""The FITS WCS that comes nearest to a mapping no FITS header can express, and how near that is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from astropy.wcs import WCS, Sip

from imgview.geometry import Box
from imgview.model.sky_mapping import FitsMapping

__all__ = ["fit_fits_wcs", "largest_error", "pixel_size", "sample", "separation"]

Coordinates = npt.NDArray[np.float64]
Forward = Callable[[Coordinates, Coordinates], tuple[Coordinates, Coordinates]]

_NODES = 17
_CHECKED = 29
_DEGREES = (1, 2, 3, 4, 5, 6, 7)
_ENOUGH = 1e-7
"""An error in pixels below which no higher degree is tried."""


def sample(bbox: Box, count: int) -> tuple[Coordinates, Coordinates]:
    """Return points on a grid over a box, its outermost edges included.

    Parameters
    ----------
    bbox : `~imgview.geometry.Box`
        Absolute box.
    count : `int`
        How many points along each axis.

    Returns
    -------
    `tuple` [`numpy.ndarray`, `numpy.ndarray`]
        Absolute x and y, 1-D.
    """
    x = np.linspace(bbox.x.start - 0.5, bbox.x.stop - 0.5, count)
    y = np.linspace(bbox.y.start - 0.5, bbox.y.stop - 0.5, count)
    grid = np.meshgrid(x, y)
    return grid[0].ravel(), grid[1].ravel()


def separation(one: tuple[Coordinates, Coordinates], other: tuple[Coordinates, Coordinates]) -> Coordinates:
    """Return the distances on the sky between two lists of places, in degrees.

    Parameters
    ----------
    one, other : `tuple` [`numpy.ndarray`, `numpy.ndarray`]
        Longitude and latitude in degrees.

    Returns
    -------
    `numpy.ndarray`
        Distances; NaN where a place is.
    """
    (lon1, lat1), (lon2, lat2) = (np.radians(one), np.radians(other))
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(np.degrees(2 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))))


def pixel_size(wcs: WCS) -> float:
    """Return the side of a pixel of a WCS, in degrees."""
    return float(np.sqrt(abs(np.linalg.det(wcs.pixel_scale_matrix))))


def largest_error(wcs: WCS, forward: Forward, bbox: Box) -> float:
    """Return how far a WCS is off within a box.

    Parameters
    ----------
    wcs : `astropy.wcs.WCS`
        The first pixel of the box is ``(0, 0)`` for it.
    forward : callable
        Maps absolute x and y to ICRS longitude and latitude, degrees; 1-D arrays.
    bbox : `~imgview.geometry.Box`
        Absolute box.

    Returns
    -------
    `float`
        The largest distance on the sky found, in degrees; infinite where only one of the two has a sky.
    """
    x, y = sample(bbox, _CHECKED)
    found, expected = FitsMapping(wcs, bbox.start).forward(x, y), forward(x, y)
    apart = separation(found, expected)
    known = np.isfinite(expected[0])
    if not known.any() or not np.array_equal(known, np.isfinite(found[0])):
        return float(np.inf)
    return float(apart[known].max())


def fit_fits_wcs(forward: Forward, bbox: Box) -> tuple[WCS, float] | None:
    """Fit a gnomonic projection with polynomial distortion (TAN-SIP) within a box.

    Parameters
    ----------
    forward : callable
        Maps absolute x and y to ICRS longitude and latitude, degrees; 1-D arrays.
    bbox : `~imgview.geometry.Box`
        Absolute box; its first pixel is ``(0, 0)`` for the WCS.

    Returns
    -------
    `tuple` [`astropy.wcs.WCS`, `float`] or `None`
        The WCS, and the largest error found on the sky, in degrees, at points other than those fitted;
        `None` if some of the box is not on the half of the sky that a gnomonic projection can show.
    """
    x, y = sample(bbox, _NODES)
    centre = np.array([bbox.x.center]), np.array([bbox.y.center])
    pole = forward(*centre)
    plane = _plane(forward(x, y), pole)
    if not all(np.isfinite(part).all() for part in (*pole, *plane)):
        return None
    best: tuple[WCS, float] | None = None
    for degree in _DEGREES:
        wcs = _fitted((x - centre[0], y - centre[1]), plane, pole, bbox, degree)
        if wcs is None:
            return None
        error = largest_error(wcs, forward, bbox)
        if not np.isfinite(error):
            return best
        if best is None or error < best[1]:
            best = wcs, error
        if error < _ENOUGH * pixel_size(wcs):
            break
    return best


def _plane(
    sky: tuple[Coordinates, Coordinates], pole: tuple[Coordinates, Coordinates]
) -> tuple[Coordinates, Coordinates]:
    """Project places onto the plane that touches the sky at another, in degrees; NaN for the far half."""
    lat, lat0 = np.radians(sky[1]), np.radians(pole[1])
    turn = np.radians(sky[0] - pole[0])
    depth = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(turn)
    depth = np.where(depth > 0, depth, np.nan)
    return (
        np.degrees(np.cos(lat) * np.sin(turn) / depth),
        np.degrees((np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(turn)) / depth),
    )


def _fitted(
    offset: tuple[Coordinates, Coordinates],
    plane: tuple[Coordinates, Coordinates],
    pole: tuple[Coordinates, Coordinates],
    bbox: Box,
    degree: int,
) -> WCS | None:
    """Return the WCS of one degree by least squares; `None` if pixels lie in a line on the sky."""
    powers = [(p, total - p) for total in range(1, degree + 1) for p in range(total, -1, -1)]
    half = float(np.abs(offset).max())
    dx, dy = offset[0] / half, offset[1] / half
    terms = np.stack([dx**p * dy**q for p, q in powers], axis=1)
    solution = np.linalg.lstsq(terms, np.stack(plane, axis=1), rcond=None)[0]
    coefficients = solution / np.array([half ** (p + q) for p, q in powers])[:, None]
    cd = coefficients[:2].T
    if not abs(np.linalg.det(cd)) > 0:
        return None
    wcs = WCS(naxis=2)
    suffix = "-SIP" if degree > 1 else ""
    wcs.wcs.ctype = [f"RA---TAN{suffix}", f"DEC--TAN{suffix}"]
    wcs.wcs.radesys = "ICRS"
    wcs.wcs.cunit = ["deg", "deg"]
    wcs.wcs.crval = [float(pole[0][0]) % 360, float(pole[1][0])]
    crpix = [bbox.x.center - bbox.x.start + 1, bbox.y.center - bbox.y.start + 1]
    wcs.wcs.crpix = crpix
    wcs.wcs.cd = cd
    if degree > 1:
        distortion = np.linalg.solve(cd, coefficients[2:].T)
        matrices = np.zeros((2, degree + 1, degree + 1))
        for (p, q), pair in zip(powers[2:], distortion.T, strict=True):
            matrices[:, p, q] = pair
        wcs.sip = Sip(matrices[0], matrices[1], None, None, crpix)
    wcs.wcs.set()
    return wcs
