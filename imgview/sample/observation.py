"""The circumstances: where the telescope pointed, when, with which detector, and what was measured."""

from __future__ import annotations

from typing import Any

import numpy as np
from astropy.wcs import WCS, Sip

from imgview.geometry import Box
from imgview.model import SkyProjection
from imgview.sample.detector import NJY_PER_ELECTRON, SKY_ELECTRONS, Amplifier
from imgview.sample.profiles import PSF_AREA, PSF_SIGMA

__all__ = ["detector_info", "obs_info", "projection", "psf_info", "summary_stats"]

_RA, _DEC = 53.161, -27.802
_ROTATION = 33.0
_PIXEL_SCALE = 0.2


def projection(bbox: Box) -> SkyProjection:
    """Point the telescope.

    Parameters
    ----------
    bbox : `Box`
        Absolute box of the picture; its middle looks at the centre of the field.

    Returns
    -------
    `SkyProjection`
        TAN-SIP, 0.2 arcsec a pixel, north 33 degrees from the +y axis.
    """
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN-SIP", "DEC--TAN-SIP"]
    wcs.wcs.cunit = ["deg", "deg"]
    wcs.wcs.radesys = "ICRS"
    wcs.wcs.crval = [_RA, _DEC]
    wcs.wcs.crpix = [(bbox.shape.x + 1) / 2, (bbox.shape.y + 1) / 2]
    scale = _PIXEL_SCALE / 3600
    c, s = np.cos(np.radians(_ROTATION)), np.sin(np.radians(_ROTATION))
    wcs.wcs.cd = scale * np.array([[-c, s], [s, c]])
    # A detector off the axis of the field: a pixel and a half of distortion at its corners.
    a, b = np.zeros((4, 4)), np.zeros((4, 4))
    a[2, 0], a[1, 1], a[0, 2] = 2.1e-7, -0.9e-7, 0.6e-7
    b[2, 0], b[1, 1], b[0, 2] = -0.4e-7, 1.4e-7, 1.8e-7
    a[3, 0], a[1, 2], b[0, 3], b[2, 1] = 1.1e-11, 1.2e-11, 1.0e-11, 1.2e-11
    wcs.sip = Sip(a, b, None, None, wcs.wcs.crpix)
    wcs.wcs.set()
    return SkyProjection(wcs, yx0=bbox.start)


def psf_info() -> dict[str, Any]:
    """Describe the point spread function.

    Returns
    -------
    `dict`
        Type, sigma in pixels, stamp size.
    """
    return {"type": "Gaussian", "sigma": round(PSF_SIGMA, 4), "stamp_size": 25}


def obs_info() -> dict[str, Any]:
    """Describe the observation, by the names that astro_metadata_translator gives.

    Returns
    -------
    `dict`
        Times are (Julian day, fraction) in TAI, angles degrees, durations seconds.
    """
    return {
        "telescope": "Simonyi Survey Telescope",
        "instrument": "LSSTCam",
        "exposure_id": 2025051500042,
        "visit_id": 2025051500042,
        "physical_filter": "r_57",
        "datetime_begin": [2460811.0, -0.28296875],
        "datetime_end": [2460811.0, -0.28262152777777777],
        "exposure_time": 30.0,
        "dark_time": 30.2,
        "boresight_airmass": 1.21,
        "boresight_rotation_angle": _ROTATION,
        "boresight_rotation_coord": "sky",
        "detector_num": 94,
        "detector_name": "S11",
        "detector_unique_name": "R22_S11",
        "detector_group": "R22",
        "object": "imgview sample",
        "temperature": 283.15,
        "pressure": 750.0,
        "relative_humidity": 30.0,
        "tracking_radec": [_RA, _DEC],
        "science_program": "SYNTHETIC",
        "observation_type": "science",
        "observation_id": "MC_O_20250515_000042",
        "observing_day": 20250515,
        "observation_counter": 42,
        "has_simulated_content": True,
    }


def detector_info(bbox: Box, parts: list[Amplifier]) -> dict[str, Any]:
    """Describe the detector.

    Parameters
    ----------
    bbox : `Box`
        Absolute box of the picture, which is the whole detector.
    parts : `list` of `Amplifier`
        Its amplifiers.

    Returns
    -------
    `dict`
        Boxes are absolute; the pixel size is in mm.
    """
    return {
        "name": "R22_S11",
        "id": 94,
        "type": "SCIENCE",
        "serial": "SYNTHETIC-094",
        "physical_type": "ITL",
        "pixel_size": 0.01,
        "bbox": _box(bbox),
        "amplifiers": [
            {"name": part.name, "bbox": _box(bbox.local[part.rows, part.columns])} for part in parts
        ],
    }


def _box(bbox: Box) -> dict[str, Any]:
    return {
        "y": {"start": bbox.y.start, "stop": bbox.y.stop},
        "x": {"start": bbox.x.start, "stop": bbox.x.stop},
    }


def summary_stats(bbox: Box, sky: SkyProjection, sky_noise: float, n_psf_star: int) -> dict[str, Any]:
    """Sum up what the pipelines would measure.

    Parameters
    ----------
    bbox : `Box`
        Absolute box of the picture.
    sky : `SkyProjection`
        Where it lies.
    sky_noise : `float`
        Median standard deviation of a pixel, in nJy.
    n_psf_star : `int`
        How many stars the point spread function was measured on.

    Returns
    -------
    `dict`
        By the names of the LSST visit summary: pixels, degrees, electrons, AB magnitudes.
    """
    x, y = bbox.x.center, bbox.y.center
    center = sky.pixel_to_sky(x=x, y=y)
    corners = sky.pixel_to_sky(
        x=[bbox.x.min, bbox.x.max, bbox.x.max, bbox.x.min], y=[bbox.y.min, bbox.y.min, bbox.y.max, bbox.y.max]
    )
    limit = 5 * sky_noise * np.sqrt(PSF_AREA)
    return {
        "psfSigma": round(PSF_SIGMA, 4),
        "psfArea": round(PSF_AREA, 2),
        "psfIxx": round(PSF_SIGMA**2, 4),
        "psfIyy": round(PSF_SIGMA**2, 4),
        "psfIxy": 0.0,
        "ra": float(center.ra.deg),
        "dec": float(center.dec.deg),
        "raCorners": corners.ra.deg.tolist(),
        "decCorners": corners.dec.deg.tolist(),
        "pixelScale": float(sky.pixel_scale(x=x, y=y).value),
        "expTime": 30.0,
        "zenithDistance": 34.3,
        "zeroPoint": round(31.4 - 2.5 * float(np.log10(NJY_PER_ELECTRON)), 4),
        "skyBg": SKY_ELECTRONS,
        "skyNoise": round(sky_noise / NJY_PER_ELECTRON, 3),
        "meanVar": round((sky_noise / NJY_PER_ELECTRON) ** 2, 1),
        "magLim": round(31.4 - 2.5 * float(np.log10(limit)), 3),
        "effTime": 19.4,
        "nPsfStar": n_psf_star,
    }
