"""The catalogue that belongs to the picture: where the sources are, their light, shapes and flags."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.table import Table

from imgview.model import Mask, SkyProjection
from imgview.sample.profiles import PSF_AREA, PSF_SIGMA, Galaxies
from imgview.sample.sky import Sky

__all__ = ["make_catalog"]

FloatArray = npt.NDArray[np.float64]

_UNITS = {
    "x": u.pix,
    "y": u.pix,
    "ra": u.deg,
    "dec": u.deg,
    "flux": u.nJy,
    "flux_err": u.nJy,
    "ixx": u.pix**2,
    "ixy": u.pix**2,
    "iyy": u.pix**2,
}

# Flags by the planes that raise them in the 3x3 pixels about the centre.
_FLAGS = {
    "flag_bad": "BAD",
    "flag_saturated": "SATURATED",
    "flag_interpolated": "INTERPOLATED",
    "flag_cosmic_ray": "COSMIC_RAY",
    "flag_suspect": "SUSPECT",
    "flag_edge": "DETECTION_EDGE",
    "flag_vignetted": "VIGNETTED",
    "flag_not_deblended": "NOT_DEBLENDED",
}


def make_catalog(sky: Sky, mask: Mask, variance: npt.NDArray[np.float32], projection: SkyProjection) -> Table:
    """List the sources that stand out of the noise.

    Parameters
    ----------
    sky : `Sky`
        All that shines.
    mask : `Mask`
        Mask of the picture.
    variance : `numpy.ndarray`, shape (ny, nx), float32, nJy²
        Variance of the picture.
    projection : `SkyProjection`
        Where it lies on the sky.

    Returns
    -------
    `astropy.table.Table`
        Brightest first; see `imgview.sample.visit_image_and_catalog`.
    """
    galaxies = Galaxies(
        *(
            np.concatenate([getattr(sky.galaxies, name), getattr(sky.spiral, name)])
            for name in Galaxies.__slots__
        )
    )
    stars_seen = _seen(sky.x, sky.y, sky.flux, mask, variance)
    galaxies = galaxies.select(_seen(galaxies.x, galaxies.y, galaxies.flux, mask, variance))
    x = np.concatenate([sky.x[stars_seen], galaxies.x])
    y = np.concatenate([sky.y[stars_seen], galaxies.y])
    flux = np.concatenate([sky.flux[stars_seen], galaxies.flux])
    round_psf = np.broadcast_to([PSF_SIGMA**2, 0.0, PSF_SIGMA**2], (len(stars_seen), 3))
    moments = np.concatenate([round_psf, adaptive_moments(galaxies)])
    rows, columns = np.rint(y).astype(np.intp), np.rint(x).astype(np.intp)
    # Of a source larger than the point spread function more pixels, and more of their noise, count.
    size = np.sqrt(moments[:, 0] * moments[:, 2] - moments[:, 1] ** 2) / PSF_SIGMA**2
    error = np.sqrt(variance[rows, columns] * PSF_AREA * size)
    order = np.argsort(-flux, kind="stable")
    order = order[flux[order] > 5 * error[order]]
    x, y, flux, error, moments = (part[order] for part in (x, y, flux, error, moments))
    near = _neighbourhoods(mask, rows[order], columns[order])
    absolute_x, absolute_y = x + mask.yx0.x, y + mask.yx0.y
    radec = projection.pixel_to_sky(x=absolute_x, y=absolute_y)
    table = Table(
        {
            "id": np.arange(1, len(x) + 1),
            "x": absolute_x,
            "y": absolute_y,
            "ra": radec.ra.deg,
            "dec": radec.dec.deg,
            "flux": flux,
            "flux_err": error.astype(np.float64),
            "ixx": moments[:, 0],
            "ixy": moments[:, 1],
            "iyy": moments[:, 2],
            "extendedness": (order >= len(stars_seen)).astype(np.float64),
        }
    )
    for name, unit in _UNITS.items():
        table[name].unit = unit
    for name, plane in _FLAGS.items():
        table[name] = (near & mask.bitmask(plane)).any(axis=(1, 2))
    return table


def _seen(
    x: FloatArray, y: FloatArray, flux: FloatArray, mask: Mask, variance: npt.NDArray[np.float32]
) -> npt.NDArray[np.intp]:
    """Return which sources lie in a footprint, and would stand out were they as small as can be."""
    ny, nx = mask.shape
    inside = np.flatnonzero((x > -0.5) & (x < nx - 0.5) & (y > -0.5) & (y < ny - 0.5))
    rows, columns = np.rint(y[inside]).astype(np.intp), np.rint(x[inside]).astype(np.intp)
    detected = (mask.array[rows, columns] & mask.bitmask("DETECTED")).any(axis=-1)
    with np.errstate(invalid="ignore"):
        bright = flux[inside] > 5 * np.sqrt(variance[rows, columns] * PSF_AREA)
    return np.asarray(inside[detected & bright])


def adaptive_moments(galaxies: Galaxies) -> FloatArray:
    """Measure second moments as the pipelines do: weighted by the Gaussian that fits best.

    Parameters
    ----------
    galaxies : `Galaxies`
        What to measure, without noise.

    Returns
    -------
    `numpy.ndarray`, shape (n, 3)
        Their xx, xy and yy in square pixels.

    Notes
    -----
    Bernstein and Jarvis 2002 (AJ 123, 583), section 3: the weight W that has twice the moments of what it
    weights.  A Gaussian C times a Gaussian W is a Gaussian (C^-1 + W^-1)^-1, so sums of Gaussians need no
    pixels.
    """
    fractions, covariances = galaxies.components()
    weight = (fractions[..., None] * covariances).sum(axis=1)
    for _ in range(40):
        total = covariances + weight[:, None, :]
        determinant = total[..., 0] * total[..., 2] - total[..., 1] ** 2
        # What the weight leaves of each Gaussian, and C (C + W)^-1 W.
        light = fractions / np.sqrt(determinant)
        product = _product(covariances, total, weight[:, None, :], determinant)
        weight = 2 * (light[..., None] * product).sum(axis=1) / light.sum(axis=1)[:, None]
    return np.asarray(weight)


def _product(c: FloatArray, t: FloatArray, w: FloatArray, determinant: FloatArray) -> FloatArray:
    """Return ``C T^-1 W`` of symmetric 2x2 matrices (xx, xy, yy), where ``T = C + W``: symmetric too."""
    a, b, d = t[..., 2] / determinant, -t[..., 1] / determinant, t[..., 0] / determinant
    # Rows of T^-1 W.
    m00, m01 = a * w[..., 0] + b * w[..., 1], a * w[..., 1] + b * w[..., 2]
    m10, m11 = b * w[..., 0] + d * w[..., 1], b * w[..., 1] + d * w[..., 2]
    return np.stack(
        [
            c[..., 0] * m00 + c[..., 1] * m10,
            c[..., 0] * m01 + c[..., 1] * m11,
            c[..., 1] * m01 + c[..., 2] * m11,
        ],
        axis=-1,
    )


def _neighbourhoods(
    mask: Mask, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
) -> npt.NDArray[np.uint8]:
    """Return the mask bytes of the 3x3 pixels about positions, shape (n, 9, mask_size)."""
    ny, nx = mask.shape
    y = np.clip(rows[:, None, None] + np.arange(-1, 2)[:, None], 0, ny - 1)
    x = np.clip(columns[:, None, None] + np.arange(-1, 2), 0, nx - 1)
    return np.asarray(mask.array[y, x].reshape(-1, 9, mask.schema.mask_size))
