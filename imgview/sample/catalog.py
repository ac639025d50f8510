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
    x = np.concatenate([sky.x, galaxies.x])
    y = np.concatenate([sky.y, galaxies.y])
    flux = np.concatenate([sky.flux, galaxies.flux])
    round_psf = np.broadcast_to([PSF_SIGMA**2, 0.0, PSF_SIGMA**2], (len(sky.x), 3))
    moments = np.concatenate([round_psf, adaptive_moments(galaxies)])
    extended = np.arange(len(x)) >= len(sky.x)

    ny, nx = mask.shape
    inside = (x > -0.5) & (x < nx - 0.5) & (y > -0.5) & (y < ny - 0.5)
    x, y, flux, moments = (part[inside] for part in (x, y, flux, moments))
    rows, columns = np.rint(y).astype(np.intp), np.rint(x).astype(np.intp)
    # Of a source larger than the point spread function more pixels, and more of their noise, count.
    size = np.sqrt(moments[:, 0] * moments[:, 2] - moments[:, 1] ** 2) / PSF_SIGMA**2
    with np.errstate(invalid="ignore"):
        error = np.sqrt(variance[rows, columns] * PSF_AREA * size)
        seen = mask.get("DETECTED")[rows, columns] & (flux > 5 * error)
    order = np.flatnonzero(seen)[np.argsort(-flux[seen], kind="stable")]
    x, y, flux, error, moments = (part[order] for part in (x, y, flux, error, moments))
    rows, columns = rows[order], columns[order]
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
            "extendedness": extended[inside][order].astype(np.float64),
        }
    )
    for name, unit in _UNITS.items():
        table[name].unit = unit
    for name, plane in _FLAGS.items():
        table[name] = _near(mask.get(plane), rows, columns)
    return table


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
    for _ in range(60):
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


def _near(
    plane: npt.NDArray[np.bool_], rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Tell whether a plane is set in the 3x3 pixels about positions."""
    ny, nx = plane.shape
    y = np.clip(rows[:, None, None] + np.arange(-1, 2)[:, None], 0, ny - 1)
    x = np.clip(columns[:, None, None] + np.arange(-1, 2), 0, nx - 1)
    return np.asarray(plane[y, x].any(axis=(1, 2)))
