"""Sky directions on a coarse pixel grid, from which the page interpolates RA and Dec without asking.

The grid reaches one step beyond the image on every side, so that four nodes surround every pixel along each
axis.
"""

import numpy as np
from numpy.typing import NDArray

from imgview.geometry import Box
from imgview.model.sky import SkyProjection
from imgview.widget.protocol import NoSky, SkyGrid

__all__ = ["sky_grid"]

_CELLS = (6, 12, 24, 48)
_TOLERANCE = 0.02
"""Largest interpolation error, in pixels, that ends the search for a fine enough grid."""
_MIDDLE = np.array([-1, 9, 9, -1]) / 16
"""Weights of the four nodes around the middle of a cell in cubic interpolation."""


def sky_grid(projection: SkyProjection | None, bbox: Box) -> SkyGrid | NoSky:
    """Return the directions that travel to the page.

    Parameters
    ----------
    projection : `~imgview.model.sky.SkyProjection` or `None`
        Of the image.
    bbox : `~imgview.geometry.Box`
        Absolute box of the image.

    Returns
    -------
    `~imgview.widget.protocol.SkyGrid` or `~imgview.widget.protocol.NoSky`
        As coarse as a cubic interpolation between the nodes allows with an error below 0.02 pixels in the
        middle of a cell, where it is largest; at most 51 x 51 nodes. Empty without a projection, or where
        it has no direction for the image's centre.
    """
    if projection is None:
        return NoSky()
    try:
        scale = float(projection.pixel_scale(x=bbox.x.center, y=bbox.y.center).value)
    except (ValueError, ArithmeticError):
        return NoSky()
    if not (np.isfinite(scale) and scale > 0):
        return NoSky()
    for cells in _CELLS:
        x, y = _axis(bbox.x.start, bbox.x.stop, cells), _axis(bbox.y.start, bbox.y.stop, cells)
        grid = _closed(_directions(projection, x[None, :], y[:, None]))
        error = _middle_error(projection, grid, x, y) / np.radians(scale / 3600)
        if not error > _TOLERANCE:
            break
    return SkyGrid(
        n=(len(y), len(x)),
        x=(float(x[0]), float(x[1] - x[0])),
        y=(float(y[0]), float(y[1] - y[0])),
        pixel_scale=scale,
        data=np.ascontiguousarray(grid, dtype="<f8").tobytes(),
    )


def _axis(start: int, stop: int, cells: int) -> NDArray[np.float64]:
    step = max(stop - start, 1) / cells
    return start - 0.5 + step * np.arange(-1.0, cells + 2)


def _directions(
    projection: SkyProjection, x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return ICRS unit vectors, shape (..., 3), NaN where there is no sky."""
    sky = projection.pixel_to_sky(x=x, y=y)
    ra, dec = np.asarray(sky.ra.rad, np.float64), np.asarray(sky.dec.rad, np.float64)
    vectors = [np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)]
    return np.stack(vectors, axis=-1).astype(np.float64, copy=False)


def _closed(grid: NDArray[np.float64]) -> NDArray[np.float64]:
    """Continue the directions into nodes beyond an image that ends where the projection ends."""
    for axis in (0, 1):
        along = np.moveaxis(grid, axis, 0)
        for edge in (along, along[::-1]):
            missing = np.isnan(edge[0])
            edge[0][missing] = (4 * edge[1] - 6 * edge[2] + 4 * edge[3] - edge[4])[missing]
    return grid


def _middle_error(
    projection: SkyProjection,
    grid: NDArray[np.float64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> float:
    """Return the largest error of interpolation in the middle of cells along the diagonal, radians."""
    cells = len(x) - 3
    i = np.arange(cells)
    guess = np.stack(
        [_MIDDLE @ (_MIDDLE @ grid[k : k + 4, k : k + 4].reshape(4, -1)).reshape(4, 3) for k in i]
    )
    guess /= np.linalg.norm(guess, axis=-1, keepdims=True)
    half_x, half_y = (x[1] - x[0]) / 2, (y[1] - y[0]) / 2
    true = _directions(projection, x[i + 1] + half_x, y[i + 1] + half_y)
    error = np.linalg.norm(guess - true, axis=-1)
    error = error[np.isfinite(error)]
    return float(error.max()) if error.size else 0.0
