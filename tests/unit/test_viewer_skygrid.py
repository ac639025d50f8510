"""RA and Dec in the page: cubic interpolation of a coarse grid against astropy."""

import numpy as np
import pytest
from astropy.io import fits
from astropy.wcs import WCS

from imgview.geometry import Box
from imgview.model import SkyProjection
from imgview.viewer.skygrid import sky_grid
from pictures import wcs


def interpolated(grid, x, y):
    """Interpolate as the page does: Lagrange's cubic through the four nodes around, along x, then y."""
    gy, gx = grid["n"]
    nodes = np.frombuffer(grid["data"], "<f8").reshape(gy, gx, 3)

    def weights(position, first, step, count):
        u = (position - first) / step
        i = np.clip(np.floor(u).astype(int), 1, count - 3)
        t = u - i
        w = [-t * (t - 1) * (t - 2) / 6, (t + 1) * (t - 1) * (t - 2) / 2]
        return i, np.stack([*w, -(t + 1) * t * (t - 2) / 2, (t + 1) * t * (t - 1) / 6])

    i, wx = weights(x, *grid["x"], gx)
    j, wy = weights(y, *grid["y"], gy)
    vector = sum(
        wy[b, :, None] * wx[a, :, None] * nodes[j + b - 1, i + a - 1] for a in range(4) for b in range(4)
    )
    return vector / np.linalg.norm(vector, axis=-1, keepdims=True)


def truth(projection, x, y):
    sky = projection.pixel_to_sky(x=x, y=y)
    ra, dec = sky.ra.rad, sky.dec.rad
    return np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], axis=-1)


def sip():
    result = wcs(4072, 4000)
    result.wcs.ctype = ["RA---TAN-SIP", "DEC--TAN-SIP"]
    header = result.to_header(relax=True)
    header["A_ORDER"] = header["B_ORDER"] = 3
    header["A_2_0"], header["A_0_3"], header["B_1_1"], header["B_3_0"] = 1e-6, 3e-10, -2e-6, 5e-10
    return WCS(fits.Header(header))


def around_the_pole():
    result = wcs(4072, 4000)
    result.wcs.crval = [10.0, 89.99]
    return result


def half_the_sky():
    result = WCS(naxis=2)
    result.wcs.ctype = ["RA---CAR", "DEC--CAR"]
    result.wcs.crval, result.wcs.crpix, result.wcs.cdelt = [0, 0], [1000.5, 500.5], [-0.1799, 0.1799]
    return result


@pytest.mark.parametrize(
    ("make", "shape"),
    [
        (wcs, (120, 200)),
        (sip, (4000, 4072)),
        (around_the_pole, (4000, 4072)),
        (half_the_sky, (1000, 2000)),
        (wcs, (1, 1)),
        (wcs, (3, 40_000)),
    ],
    ids=["small", "sip", "pole", "half the sky", "one pixel", "strip"],
)
def test_error_is_a_small_part_of_a_pixel(rng, make, shape):
    box = Box.from_shape(shape, start=(1000, -500))
    projection = SkyProjection(make(), yx0=(1000, -500))
    grid = sky_grid(projection, box)
    x = rng.uniform(box.x.start - 0.5, box.x.stop - 0.5, 4000)
    y = rng.uniform(box.y.start - 0.5, box.y.stop - 0.5, 4000)
    error = np.linalg.norm(interpolated(grid, x, y) - truth(projection, x, y), axis=-1)
    assert error.max() < 0.05 * np.radians(grid["pixel_scale"] / 3600)
    assert len(grid["data"]) < 64_000


def test_an_ordinary_image_needs_few_nodes():
    grid = sky_grid(SkyProjection(wcs(4072, 4000)), Box.from_shape((4000, 4072)))
    assert grid["n"] == (9, 9)
    assert grid["pixel_scale"] == pytest.approx(0.2, rel=1e-4)


def test_without_a_sky():
    assert sky_grid(None, Box.from_shape((10, 10))) == {}


def test_where_the_projection_has_no_sky():
    sinusoid = WCS(naxis=2)
    sinusoid.wcs.ctype = ["RA---SIN", "DEC--SIN"]
    sinusoid.wcs.crval, sinusoid.wcs.crpix, sinusoid.wcs.cdelt = [0, 0], [50, 50], [-1.4, 1.4]
    grid = sky_grid(SkyProjection(sinusoid), Box.from_shape((100, 100)))
    assert np.isnan(np.frombuffer(grid["data"])).any()
    assert grid["pixel_scale"] > 0
    assert sky_grid(SkyProjection(sinusoid), Box.from_shape((100, 100), start=(5000, 5000))) == {}
