"""A masked image with all that is known of its observation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ShapeError
from imgview.geometry import Box, Interval
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.model.sky import SkyProjection

__all__ = ["VisitImage"]


class VisitImage(MaskedImage):
    """One detector's view of the sky in one visit, calibrated.

    Parameters
    ----------
    image : `Image`
        The picture itself.
    mask : `Mask`, optional
        Named planes of bits, with the box of ``image``.
    variance : `Image`, optional
        Square of the standard deviation of each pixel, with the box of ``image``.
    extras : mapping of `Image` by `str`, optional
        Further planes by name, with the box of ``image``.
    sky_projection : `SkyProjection`, optional
        Where the pixels lie on the sky; that of ``image`` by default.
    metadata : mapping, optional
        Whatever belongs to the picture; a `dict` is shared, not copied.
    psf : mapping, optional
        The point spread function in words and numbers: at least ``type``, and where known ``sigma`` in
        pixels.
    obs_info : mapping, optional
        The observation: ``instrument``, ``visit_id``, ``physical_filter``, ``exposure_time``, ...
    summary_stats : mapping, optional
        Numbers measured on the picture: ``psfSigma``, ``zeroPoint``, ``skyNoise``, ...
    detector : mapping, optional
        The detector: ``name``, ``id``, ``serial``, ..., ``amplifiers``.
    bounds : array-like, shape (n, 2), optional
        Corners, x and y in absolute pixels, of the polygon that holds the valid pixels; pixel edges lie
        at .5.  Absent if all are valid.
    band, physical_filter : `str`, optional
        The filter, by its letter and by its name; by default what ``obs_info`` says.
    header : mapping, optional
        Cards of the file's primary header.
    backgrounds : mapping, optional
        The backgrounds that were, or could be, subtracted.
    photometric_scaling : mapping, optional
        By what pixels were multiplied to get their unit: ``type``, ``unit``, ...
    aperture_corrections : mapping, optional
        The fields that correct aperture fluxes, by name of the flux.

    Raises
    ------
    ShapeError
        If the boxes differ, or ``bounds`` is not a polygon.
    UnitError
        If the unit of the variance is not the square of the unit of the image.
    """

    def __init__(
        self,
        image: Image,
        *,
        mask: Mask | None = None,
        variance: Image | None = None,
        extras: Mapping[str, Image] | None = None,
        sky_projection: SkyProjection | None = None,
        metadata: Mapping[str, Any] | None = None,
        psf: Mapping[str, Any] | None = None,
        obs_info: Mapping[str, Any] | None = None,
        summary_stats: Mapping[str, Any] | None = None,
        detector: Mapping[str, Any] | None = None,
        bounds: npt.ArrayLike | None = None,
        band: str | None = None,
        physical_filter: str | None = None,
        header: Mapping[str, Any] | None = None,
        backgrounds: Mapping[str, Any] | None = None,
        photometric_scaling: Mapping[str, Any] | None = None,
        aperture_corrections: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(
            image,
            mask=mask,
            variance=variance,
            extras=extras,
            sky_projection=sky_projection,
            metadata=metadata,
        )
        self.psf = dict(psf or {})
        """The point spread function in words and numbers (`dict`)."""
        self.obs_info = dict(obs_info or {})
        """The observation (`dict`)."""
        self.summary_stats = dict(summary_stats or {})
        """Numbers measured on the picture (`dict`)."""
        self.detector = dict(detector or {})
        """The detector (`dict`)."""
        self.bounds = as_polygon(bounds)
        """Corners of the valid region (`numpy.ndarray`, shape (n, 2), absolute x and y), or `None`."""
        self.band = band or self.obs_info.get("band")
        """The filter's letter (`str`), or `None`."""
        self.physical_filter = physical_filter or self.obs_info.get("physical_filter")
        """The filter's name (`str`), or `None`."""
        self.header = {} if header is None else header
        self.backgrounds = dict(backgrounds or {})
        """The backgrounds that were, or could be, subtracted (`dict`)."""
        self.photometric_scaling = dict(photometric_scaling or {})
        """By what pixels were multiplied to get their unit (`dict`)."""
        self.aperture_corrections = dict(aperture_corrections or {})
        """The fields that correct aperture fluxes (`dict`)."""

    @property
    def title(self) -> str:
        """What to call the picture (`str`): instrument and band, visit, detector, as far as known."""
        camera = " ".join(str(part) for part in (self.obs_info.get("instrument"), self.band) if part)
        visit = self.obs_info.get("visit_id")
        detector = self.detector.get("name") or self.obs_info.get("detector_unique_name")
        parts = [camera, f"visit {visit}" if visit is not None else "", str(detector or "")]
        return " · ".join(part for part in parts if part) or super().title

    @property
    def outlines(self) -> dict[str, list[npt.NDArray[np.float64]]]:
        """The valid region and the amplifiers, as far as known (`dict` of `list` of `numpy.ndarray`)."""
        outlines = {} if self.bounds is None else {"valid region": [self.bounds]}
        boxes = [box for part in self.detector.get("amplifiers") or () if (box := _box(part.get("bbox")))]
        return outlines | ({"amplifiers": [box.corners for box in boxes]} if boxes else {})

    def _planes(self, bbox: Box) -> dict[str, Any]:
        return super()._planes(bbox) | {
            "psf": self.psf,
            "obs_info": self.obs_info,
            "summary_stats": self.summary_stats,
            "detector": self.detector,
            "bounds": self.bounds,
            "band": self.band,
            "physical_filter": self.physical_filter,
            "backgrounds": self.backgrounds,
            "photometric_scaling": self.photometric_scaling,
            "aperture_corrections": self.aperture_corrections,
        }


def as_polygon(corners: npt.ArrayLike | None) -> npt.NDArray[np.float64] | None:
    """Check the corners of a polygon.

    Parameters
    ----------
    corners : array-like, shape (n, 2), or `None`
        The x and y of each.

    Returns
    -------
    `numpy.ndarray`, shape (n, 2), float64, or `None`
        `None` if that was given.

    Raises
    ------
    ShapeError
        If there are not at least three corners of two coordinates.
    """
    if corners is None:
        return None
    polygon = np.asarray(corners, dtype=np.float64)
    if polygon.ndim != 2 or polygon.shape[0] < 3 or polygon.shape[1] != 2:
        msg = f"bounds must be at least three corners (x, y), got shape {polygon.shape}"
        raise ShapeError(msg)
    return polygon


def _box(bbox: Any) -> Box | None:
    """Return the box that a tree describes, if it does."""
    try:
        return Box(*(Interval(bbox[axis]["start"], bbox[axis]["stop"]) for axis in "yx"))
    except (LookupError, ShapeError, TypeError):
        return None
