"""Light profiles of stars and galaxies, and how they are laid onto an image.

A star is a Moffat profile.  A galaxy is a sum of elliptical Gaussians, which stays one when it is convolved
with a point spread function that is itself a sum of round ones: its picture and its second moments come
without a convolution.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["FWHM", "PSF_AREA", "PSF_SIGMA", "Galaxies", "add_galaxies", "add_stars", "lay", "moffat"]

FloatArray = npt.NDArray[np.float64]
Picture = npt.NDArray[np.float32]

FWHM = 3.8
"""Full width at half maximum of the point spread function, in pixels."""

PSF_SIGMA = 0.480 * FWHM
"""Sigma, in pixels, of the Gaussian that has the adaptive moments of the point spread function."""

PSF_AREA = 3.777 * FWHM**2
"""Effective number of pixels under the point spread function, 1 / sum of its squares."""

# Moffat with beta = 3: the seeing of a good night. Its FWHM is 2 alpha sqrt(2^(1/3) - 1).
_ALPHA = FWHM / 2 / np.sqrt(2 ** (1 / 3) - 1)

# Least-squares fits of sums of Gaussians, (fraction of the light, sigma): to that Moffat profile in units
# of its FWHM, to an exponential disc and to a de Vaucouleurs profile (cut at 8) in half-light radii.
_PSF = np.array([(0.2305, 0.3332), (0.5599, 0.5433), (0.2096, 1.0243)])
_DISC = np.array([(0.0086, 0.1226), (0.0981, 0.3315), (0.4276, 0.6930), (0.4657, 1.2916)])
_BULGE = np.array([(0.0276, 0.0292), (0.0695, 0.0899), (0.1700, 0.2285), (0.3193, 0.6017), (0.4136, 1.8437)])

# Stamps are made in batches of one size; a batch should stay near the processor's cache.
_BATCH_PIXELS = 1 << 18
_RADII = np.array([3, 4, 5, 6, 8, 10, 13, 17, 22, 29, 38, 50, 66, 90])


def moffat(r2: Picture) -> Picture:
    """Return the point spread function.

    Parameters
    ----------
    r2 : `numpy.ndarray`, float32
        Squared distance from the centre, in pixels.

    Returns
    -------
    `numpy.ndarray`, float32
        Light per pixel of a source of total light 1.
    """
    core = 1 + r2 / np.float32(_ALPHA**2)
    return np.asarray(np.float32(2 / (np.pi * _ALPHA**2)) / (core * core * core))


def lay(image: Picture, stamps: Picture, y0: npt.NDArray[np.intp], x0: npt.NDArray[np.intp]) -> None:
    """Add stamps to an image, in place; what falls outside is dropped.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32
        The image.
    stamps : `numpy.ndarray`, shape (n, h, w), float32
        The stamps.
    y0, x0 : `numpy.ndarray`, shape (n,), int
        Array indices at which the first pixel of each stamp goes; they may be negative.
    """
    ny, nx = image.shape
    height, width = stamps.shape[1:]
    for stamp, y, x in zip(stamps, y0.tolist(), x0.tolist(), strict=True):
        if y >= 0 and x >= 0 and y + height <= ny and x + width <= nx:
            image[y : y + height, x : x + width] += stamp
        elif y < ny and x < nx and y + height > 0 and x + width > 0:
            top, left = max(y, 0), max(x, 0)
            part = stamp[top - y : ny - y, left - x : nx - x]
            image[top : top + part.shape[0], left : left + part.shape[1]] += part


def add_stars(image: Picture, x: FloatArray, y: FloatArray, flux: FloatArray, faintest: float) -> None:
    """Add stars to an image, in place.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32
        The image.
    x, y : `numpy.ndarray`, shape (n,)
        Centres in array indices.
    flux : `numpy.ndarray`, shape (n,)
        Total light in the unit of the image.
    faintest : `float`
        Light per pixel at which a stamp may end.
    """
    # Far out the profile falls as r^-6.
    reach = _ALPHA * np.maximum(flux * 2 / (np.pi * _ALPHA**2) / faintest, 1.0) ** (1 / 6)
    for radius, chosen in _batches(reach):
        dx, dy, x0, y0 = _grid(x[chosen], y[chosen], radius)
        stamps = moffat(dx * dx + dy * dy) * flux[chosen, None, None].astype(np.float32)
        lay(image, stamps, y0, x0)


@dataclass(frozen=True, slots=True)
class Galaxies:
    """Galaxies, one row each."""

    x: FloatArray
    """Centre, array index of the column."""

    y: FloatArray
    """Centre, array index of the row."""

    flux: FloatArray
    """Total light in the unit of the image."""

    radius: FloatArray
    """Half-light radius along the geometric mean of the axes, in pixels."""

    axis_ratio: FloatArray
    """Minor over major axis."""

    angle: FloatArray
    """Of the major axis from +x towards +y, in radians."""

    is_bulge: npt.NDArray[np.bool_]
    """De Vaucouleurs profile; else an exponential disc."""

    def select(self, chosen: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> Galaxies:
        """Return some of the galaxies.

        Parameters
        ----------
        chosen : `numpy.ndarray`
            A numpy index.

        Returns
        -------
        `Galaxies`
            Those chosen.
        """
        return Galaxies(*(getattr(self, name)[chosen] for name in self.__slots__))

    def components(self) -> tuple[FloatArray, FloatArray]:
        """Take the seeing-convolved profiles apart.

        Returns
        -------
        fractions : `numpy.ndarray`, shape (n, k)
            The light of each Gaussian, of a total of 1.
        covariances : `numpy.ndarray`, shape (n, k, 3)
            Their covariances xx, xy, yy in square pixels.  Profiles of fewer Gaussians are filled up with
            ones that have no light.
        """
        disc = np.vstack([_DISC, [(0.0, 1.0)] * (len(_BULGE) - len(_DISC))])
        profile = np.where(self.is_bulge[:, None, None], _BULGE, disc)
        c, s, q = np.cos(self.angle), np.sin(self.angle), self.axis_ratio
        shape = np.stack([c * c / q + s * s * q, c * s * (1 / q - q), s * s / q + c * c * q], axis=-1)
        own = (profile[..., 1] * self.radius[:, None])[..., None] ** 2 * shape[:, None, :]
        seeing = (_PSF[:, 1] * FWHM)[:, None] ** 2 * np.array([1.0, 0.0, 1.0])
        number = len(_BULGE) * len(_PSF)
        fractions = (profile[:, :, None, 0] * _PSF[None, None, :, 0]).reshape(-1, number)
        covariances = (own[:, :, None, :] + seeing).reshape(-1, number, 3)
        return fractions / fractions.sum(axis=1, keepdims=True), covariances


def add_galaxies(image: Picture, galaxies: Galaxies, faintest: float) -> None:
    """Add galaxies to an image, in place.

    Parameters
    ----------
    image : `numpy.ndarray`, shape (ny, nx), float32
        The image.
    galaxies : `Galaxies`
        What to add.
    faintest : `float`
        Light per pixel at which a stamp may end.
    """
    fractions, covariances = galaxies.components()
    xx, xy, yy = np.moveaxis(covariances, -1, 0)
    determinant = xx * yy - xy * xy
    peaks = galaxies.flux[:, None] * fractions / (2 * np.pi * np.sqrt(determinant))
    # Each Gaussian ends where it falls below the limit along its major axis.
    major = np.sqrt(0.5 * (xx + yy) + np.sqrt(0.25 * (xx - yy) ** 2 + xy * xy))
    reach = (major * np.sqrt(2 * np.log(np.maximum(peaks / faintest, 1.0)))).max(axis=1, initial=0.0)
    for radius, chosen in _batches(reach):
        dx, dy, x0, y0 = _grid(galaxies.x[chosen], galaxies.y[chosen], radius)
        stamps = np.zeros((len(chosen), 2 * radius + 1, 2 * radius + 1), dtype=np.float32)
        inverse = np.stack([yy, -2 * xy, xx], axis=-1)[chosen] / (-2 * determinant[chosen, :, None])
        weights = inverse.astype(np.float32)[..., None, None]
        for k in range(fractions.shape[1]):
            a, b, c = weights[:, k, 0], weights[:, k, 1], weights[:, k, 2]
            exponent = a * (dx * dx) + (b * dx) * dy + c * (dy * dy)
            np.exp(exponent, out=exponent)
            exponent *= peaks[chosen, k].astype(np.float32)[:, None, None]
            stamps += exponent
        lay(image, stamps, y0, x0)


def _batches(reach: FloatArray) -> list[tuple[int, npt.NDArray[np.intp]]]:
    """Group sources by the stamp radius they need, a batch at a time."""
    size = np.minimum(np.searchsorted(_RADII, reach), len(_RADII) - 1)
    batches = []
    for number, radius in enumerate(_RADII.tolist()):
        members = np.flatnonzero(size == number)
        step = max(1, _BATCH_PIXELS // (2 * radius + 1) ** 2)
        batches += [(radius, members[first : first + step]) for first in range(0, len(members), step)]
    return batches


def _grid(
    x: FloatArray, y: FloatArray, radius: int
) -> tuple[Picture, Picture, npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return offsets from the centres, shapes (n, 1, w) and (n, h, 1), and where the stamps begin."""
    x0 = np.rint(x).astype(np.intp) - radius
    y0 = np.rint(y).astype(np.intp) - radius
    span = np.arange(2 * radius + 1)
    dx = (span + (x0 - x)[:, None]).astype(np.float32)[:, None, :]
    dy = (span + (y0 - y)[:, None]).astype(np.float32)[:, :, None]
    return dx, dy, x0, y0
