"""A picture to try things on: a synthetic LSST visit image with everything that real ones have.

It is made in a few seconds by numpy alone, differs in no bit from one call to the next with the same seed,
and says of itself that it is simulated.

`visit_image` returns the picture, `visit_image_and_catalog` also the catalogue of its sources.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from astropy.table import Table

from imgview.errors import ShapeError
from imgview.geometry import Box
from imgview.model import Image, Mask, VisitImage
from imgview.sample import faults
from imgview.sample.catalog import make_catalog
from imgview.sample.detection import connected, detect, grow
from imgview.sample.detector import SATURATION, add_bleeding, amplifiers, base_variance, expose
from imgview.sample.observation import detector_info, obs_info, projection, psf_info, summary_stats
from imgview.sample.planes import Flags
from imgview.sample.profiles import PSF_SIGMA
from imgview.sample.sky import Sky, draw_sky, populate

__all__ = ["visit_image", "visit_image_and_catalog"]

_YX0 = (1200, 2048)
_SMALLEST = 32


def visit_image(shape: tuple[int, int] = (4000, 4072), *, seed: int = 42) -> VisitImage:
    """Make a synthetic LSST visit image.

    Parameters
    ----------
    shape : pair of `int`, optional
        Rows and columns, at least 32 each; that of an LSST detector by default.
    seed : `int`, optional
        Another seed gives another sky.

    Returns
    -------
    `VisitImage`
        Image (float32, nJy, sky subtracted), variance (float32, nJy²), the 15 mask planes of an LSST visit
        image, a TAN-SIP projection, the first pixel at x = 2048, y = 1200.  NaN where data were lost.

    Raises
    ------
    ShapeError
        If the shape is too small.
    """
    return visit_image_and_catalog(shape, seed=seed)[0]


def visit_image_and_catalog(
    shape: tuple[int, int] = (4000, 4072), *, seed: int = 42
) -> tuple[VisitImage, Table]:
    """Make a synthetic LSST visit image and the catalogue of the sources seen in it.

    Parameters
    ----------
    shape : pair of `int`, optional
        Rows and columns, at least 32 each; that of an LSST detector by default.
    seed : `int`, optional
        Another seed gives another sky.

    Returns
    -------
    image : `VisitImage`
        As `visit_image` returns it.
    catalog : `astropy.table.Table`
        Sources above 5 sigma, brightest first: ``id``; ``x``, ``y`` (absolute pixels) and ``ra``, ``dec``
        (ICRS degrees); ``flux`` (true, nJy) and ``flux_err``; ``ixx``, ``ixy``, ``iyy`` (adaptive second
        moments, square pixels, seeing included); ``extendedness`` (0 star, 1 galaxy); and boolean columns
        ``flag_*``, set where the mask has the plane of that name in the 3x3 pixels about the centre.

    Raises
    ------
    ShapeError
        If the shape is too small.
    """
    bbox = Box.from_shape(shape, start=_YX0)
    if min(bbox.shape) < _SMALLEST:
        msg = f"a sample needs at least {_SMALLEST} rows and columns, got shape {tuple(shape)}"
        raise ShapeError(msg)
    # A stream of randomness for each part: changing one does not reshuffle the others.
    rngs = [np.random.default_rng(stream) for stream in np.random.SeedSequence(seed).spawn(6)]
    flags = Flags(shape)

    sky = populate(shape, SATURATION, rngs[0])
    signal = draw_sky(shape, sky)
    for star in sky.bright:
        add_bleeding(signal, star, rngs[1])
    faults.mark_saturation(signal, flags)
    streak = faults.add_streak(signal)

    parts = amplifiers(shape, rngs[2])
    transmission, bounds = faults.vignette(shape, flags)
    variance = base_variance(shape, parts, transmission)
    image = expose(signal, variance, parts, rngs[3])

    for star in sky.bright[:1]:
        faults.add_crosstalk(image, star, parts, flags)
    for star in sky.bright[:4]:
        faults.mark_spikes(shape, star, flags)
    faults.add_dip(image, sky.bright[min(1, len(sky.bright) - 1)], flags)
    faults.add_bad_amplifier(image, variance, parts[5], flags)
    faults.add_bad_columns(image, parts, flags, rngs[4])
    faults.add_cosmic_rays(image, flags, rngs[5])
    faults.interpolate(image, flags)
    faults.lose_pixels(image, variance, flags, rngs[4])

    _detect(image, variance, flags, sky, streak)

    sky_projection = projection(bbox)
    mask = Mask(flags.array(), schema=flags.schema, bbox=bbox)
    catalog = make_catalog(sky, mask, variance, sky_projection)
    stars = catalog["extendedness"] == 0
    good = stars & (catalog["flux"] > 50 * catalog["flux_err"]) & ~catalog["flag_saturated"]
    visit = VisitImage(
        Image(image, bbox=bbox, unit="nJy"),
        mask=mask,
        variance=Image(variance, bbox=bbox),
        sky_projection=sky_projection,
        metadata={"synthetic": True, "seed": seed},
        psf=psf_info(),
        obs_info=obs_info(),
        summary_stats=summary_stats(
            bbox, sky_projection, float(np.sqrt(np.nanmedian(variance[::17, ::17]))), int(np.sum(good))
        ),
        detector=detector_info(bbox, parts),
        bounds=bounds + np.array([bbox.x.start, bbox.y.start]),
        band="r",
    )
    visit.notes.append("synthetic: made by imgview.sample, not observed")
    return visit, catalog


def _detect(
    image: npt.NDArray[np.float32],
    variance: npt.NDArray[np.float32],
    flags: Flags,
    sky: Sky,
    streak: npt.NDArray[np.bool_],
) -> None:
    """Set what detection and deblending set: DETECTED, DETECTION_EDGE, NOT_DEBLENDED."""
    ny, nx = image.shape
    border = min(12, max(2, min(ny, nx) // 24))
    found = detect(image, variance, flags.get("BAD"))
    for rows, columns in (
        (slice(0, border), slice(None)),
        (slice(ny - border, ny), slice(None)),
        (slice(None), slice(0, border)),
        (slice(None), slice(nx - border, nx)),
    ):
        found[rows, columns] = False
        flags.mark("DETECTION_EDGE", None, rows, columns)
    # Footprints are grown by 2.4 sigma, as in the LSST pipelines.
    found = grow(found, round(2.4 * PSF_SIGMA))
    flags.mark("DETECTED", found)
    # Two footprints are too large to be taken apart: the streak's and the brightest star's.
    streak[round(sky.bright[0].y), round(sky.bright[0].x)] = True
    flags.mark("NOT_DEBLENDED", connected(found, streak))
