"""What the sky holds: stars and galaxies with realistic numbers, sizes and shapes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from imgview.sample.profiles import FWHM, PSF_SIGMA, Galaxies, Picture, add_galaxies, add_stars, moffat

__all__ = ["Bright", "Sky", "draw_sky", "populate"]

FloatArray = npt.NDArray[np.float64]

# An LSST detector; counts below are for its area.
_DETECTOR_PIXELS = 4000 * 4072
_STARS_BRIGHTER_24 = 900
_GALAXIES_BRIGHTER_24 = 3300

# A stamp ends where a tenth of the sky noise is left, or where only the sum of thousands would matter.
_FAINTEST = 3.0

# Share of a star's light scattered far out, as surface brightness times r^2, and the diffraction spikes.
_AUREOLE = 0.004
_SPIKE = 5e-4
_PEAK = float(moffat(np.zeros(1, dtype=np.float32))[0])
_SPIKE_ANGLES = np.radians([12.0, 102.0])


@dataclass(frozen=True, slots=True)
class Bright:
    """A star bright enough to leave marks: saturation, spikes, bleeding, ghosts."""

    x: float
    """Centre, array index of the column."""

    y: float
    """Centre, array index of the row."""

    flux: float
    """Total light in nJy."""


@dataclass(frozen=True, slots=True)
class Sky:
    """Everything that shines."""

    x: FloatArray
    """Stars: centre, array index of the column."""

    y: FloatArray
    """Stars: centre, array index of the row."""

    flux: FloatArray
    """Stars: total light in nJy."""

    galaxies: Galaxies
    """Galaxies."""

    spiral: Galaxies
    """One galaxy near enough to show its arms; its flux is found by drawing it."""

    bright: tuple[Bright, ...]
    """Those of the stars that leave marks, brightest first."""


def magnitude_to_flux(magnitude: npt.ArrayLike) -> FloatArray:
    """Return nJy for AB magnitudes.

    Parameters
    ----------
    magnitude : array-like of `float`
        AB magnitudes.

    Returns
    -------
    `numpy.ndarray`
        Flux densities in nJy; magnitude 31.4 is 1 nJy.
    """
    return np.asarray(10 ** (0.4 * (31.4 - np.asarray(magnitude, dtype=np.float64))))


def _magnitudes(
    rng: np.random.Generator, brighter_24: float, slope: float, bright: float, faint: float
) -> FloatArray:
    """Draw magnitudes whose counts grow as ``10^(slope m)``, ``brighter_24`` of them below 24."""
    low, high = 10 ** (slope * (bright - 24)), 10 ** (slope * (faint - 24))
    number = rng.poisson(brighter_24 * (high - low))
    return np.asarray(24 + np.log10(rng.uniform(low, high, number)) / slope)


def populate(shape: tuple[int, int], saturation: float, rng: np.random.Generator) -> Sky:
    """Fill the sky.

    Parameters
    ----------
    shape : pair of `int`
        Rows and columns.
    saturation : `float`
        Light per pixel, in nJy, at which a pixel saturates.
    rng : `numpy.random.Generator`
        Source of randomness.

    Returns
    -------
    `Sky`
        Positions reach a little beyond the image.
    """
    ny, nx = shape
    margin = 20
    area = (ny + 2 * margin) * (nx + 2 * margin) / _DETECTOR_PIXELS
    # A small picture with the true density would be empty.
    area *= float(np.clip(600 / min(shape), 1, 2))

    def place(number: int) -> tuple[FloatArray, FloatArray]:
        return rng.uniform(-margin, nx + margin, number), rng.uniform(-margin, ny + margin, number)

    star_flux = magnitude_to_flux(_magnitudes(rng, _STARS_BRIGHTER_24 * area, 0.21, 14.5, 25.0))
    star_x, star_y = place(len(star_flux))
    bright = _bright_stars(shape, saturation)
    x = np.concatenate([[star.x for star in bright], star_x])
    y = np.concatenate([[star.y for star in bright], star_y])
    flux = np.concatenate([[star.flux for star in bright], star_flux])

    field = _magnitudes(rng, _GALAXIES_BRIGHTER_24 * area, 0.34, 16.5, 25.6)
    galaxy_x, galaxy_y = place(len(field))
    # A cluster of galaxies: the larger, rounder and redder ones crowd together.
    cluster = _magnitudes(rng, 150 * area, 0.25, 18.0, 24.5)
    spread = 0.055 * min(shape)
    distance = 0.5 * spread * np.tan(rng.uniform(0, 1.3, len(cluster)))
    direction = rng.uniform(0, 2 * np.pi, len(cluster))
    # The brightest sits in the middle.
    distance[cluster == cluster.min(initial=np.inf)] = 0
    cluster_x = 0.27 * nx + distance * np.cos(direction)
    cluster_y = 0.36 * ny + 0.7 * distance * np.sin(direction)
    magnitudes = np.concatenate([field, cluster])
    number = len(magnitudes)
    in_cluster = np.arange(number) >= len(field)
    is_bulge = rng.random(number) < np.where(in_cluster, 0.8, 0.2)
    typical = 2.3 * 10 ** (-0.10 * (magnitudes - 22.5)) * np.where(is_bulge, 1.1, 1.0)
    galaxies = Galaxies(
        x=np.concatenate([galaxy_x, cluster_x]),
        y=np.concatenate([galaxy_y, cluster_y]),
        flux=magnitude_to_flux(magnitudes),
        radius=typical * np.exp(0.3 * rng.standard_normal(number)),
        axis_ratio=np.clip(1 - np.abs(rng.normal(0.0, np.where(is_bulge, 0.3, 0.5))), 0.18, 1.0),
        angle=rng.uniform(0, np.pi, number),
        is_bulge=is_bulge,
    )
    scale = 0.011 * min(shape)
    spiral = Galaxies(
        *(np.array([value]) for value in (0.412 * nx, 0.205 * ny, 0.0, 1.68 * scale, 0.72, 0.6, False))
    )
    marks = [
        Bright(float(x[i]), float(y[i]), float(flux[i]))
        for i in np.argsort(-flux, kind="stable")
        if flux[i] * _PEAK > saturation and 0 <= x[i] < nx and 0 <= y[i] < ny
    ]
    return Sky(x=x, y=y, flux=flux, galaxies=galaxies, spiral=spiral, bright=tuple(marks))


def _bright_stars(shape: tuple[int, int], saturation: float) -> list[Bright]:
    """Return a star that dominates the picture, whatever its size, and where there is room a lesser one."""
    ny, nx = shape
    main = max(2.6e8 * (min(shape) / 4000) ** 2, 1.2 * saturation / _PEAK)
    stars = [Bright(x=0.652 * nx + 0.3, y=0.618 * ny + 0.1, flux=main)]
    if min(shape) >= 200:
        stars.append(Bright(x=0.181 * nx + 0.2, y=0.795 * ny - 0.4, flux=0.12 * main))
    return stars


def draw_sky(shape: tuple[int, int], sky: Sky) -> Picture:
    """Draw the sky as a detector without noise, faults or limits would see it.

    Parameters
    ----------
    shape : pair of `int`
        Rows and columns.
    sky : `Sky`
        What to draw.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), float32, nJy
        Light above the sky background.
    """
    image = np.zeros(shape, dtype=np.float32)
    add_stars(image, sky.x, sky.y, sky.flux, _FAINTEST)
    add_galaxies(image, sky.galaxies, _FAINTEST)
    _add_spiral(image, sky.spiral)
    for star in sky.bright:
        _add_aureole(image, star)
        _add_spikes(image, star)
    return image


def _window(shape: tuple[int, int], x: float, y: float, reach: float) -> tuple[slice, slice]:
    ny, nx = shape
    rows = slice(max(0, int(y - reach)), min(ny, int(y + reach) + 1))
    columns = slice(max(0, int(x - reach)), min(nx, int(x + reach) + 1))
    return rows, columns


def _offsets(rows: slice, columns: slice, x: float, y: float) -> tuple[Picture, Picture]:
    """Return offsets from a point, shapes (1, w) and (h, 1)."""
    dx = (np.arange(columns.start, columns.stop) - x).astype(np.float32)[None, :]
    dy = (np.arange(rows.start, rows.stop) - y).astype(np.float32)[:, None]
    return dx, dy


def _add_aureole(image: Picture, star: Bright) -> None:
    """Add the light that mirrors and dust scatter far out; it falls as r^-2."""
    reach = np.sqrt(_AUREOLE * star.flux / 1.5)
    rows, columns = _window(image.shape, star.x, star.y, reach)
    dx, dy = _offsets(rows, columns, star.x, star.y)
    light = np.float32(_AUREOLE * star.flux) / (dx * dx + dy * dy + np.float32(15.0**2))
    # Ending at zero, not at a step.
    light -= np.float32(1.5)
    image[rows, columns] += np.maximum(light, 0, out=light)


def spike_reach(flux: float) -> float:
    """Return how far diffraction spikes rise above the noise.

    Parameters
    ----------
    flux : `float`
        Total light of the star, in nJy.

    Returns
    -------
    `float`
        Distance from the star in pixels.
    """
    return float((_SPIKE * flux / 12.0) ** (1 / 1.6))


def spike_arms(
    rows: slice, columns: slice, x: float, y: float
) -> list[tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]]:
    """Return positions along and across the two diffraction spikes of a star.

    Parameters
    ----------
    rows, columns : `slice`
        Array indices of the pixels.
    x, y : `float`
        The star, in array indices.

    Returns
    -------
    `list` of pairs of `numpy.ndarray`, shape (h, w), float32
        Distance along and across each spike, in pixels.
    """
    dx, dy = _offsets(rows, columns, x, y)
    arms = []
    for angle in _SPIKE_ANGLES:
        c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        arms.append((c * dx + s * dy, c * dy - s * dx))
    return arms


def _add_spikes(image: Picture, star: Bright) -> None:
    """Add the diffraction spikes of the spider that holds the secondary mirror."""
    reach = spike_reach(star.flux)
    if reach < 3 * FWHM:
        return
    rows, columns = _window(image.shape, star.x, star.y, reach)
    for along, across in spike_arms(rows, columns, star.x, star.y):
        distance = np.abs(along)
        width = np.float32(0.5 * FWHM) + np.float32(0.004) * distance
        light = np.float32(_SPIKE * star.flux) * (distance + np.float32(20.0)) ** np.float32(-1.6)
        light *= np.exp(np.float32(-0.5) * (across / width) ** 2)
        light *= np.clip((reach - distance) / np.float32(0.3 * reach), 0, 1)
        image[rows, columns] += light


def _add_spiral(image: Picture, galaxy: Galaxies) -> None:
    """Add the galaxy near enough to show its arms, and note its light."""
    x, y, angle, q = (float(value[0]) for value in (galaxy.x, galaxy.y, galaxy.angle, galaxy.axis_ratio))
    scale = float(galaxy.radius[0]) / 1.68
    rows, columns = _window(image.shape, x, y, 8 * scale)
    dx, dy = _offsets(rows, columns, x, y)
    u = np.cos(angle) * dx + np.sin(angle) * dy
    v = (np.cos(angle) * dy - np.sin(angle) * dx) / q
    r = np.sqrt(u * u + v * v + PSF_SIGMA**2)
    # Two logarithmic arms that fade into the bulge.
    arms = 1 + 0.75 * np.cos(2 * np.arctan2(v, u) - 5.5 * np.log(r / scale)) * (1 - np.exp(-r / scale))
    disc, bulge = 330 * np.exp(-r / scale) * arms, 4200 * np.exp(-6.4 * np.sqrt(r / scale))
    light = np.maximum(disc + bulge - 330 * np.exp(-8.0), 0).astype(np.float32)
    galaxy.flux[0] = light.sum(dtype=np.float64)
    image[rows, columns] += light
