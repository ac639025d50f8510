"""Legacy afw in FITS: Exposure, MaskedImage and Image as the LSST pipelines wrote them for years.

Layout: a primary HDU without data (in very old files it is the image), then image, mask and variance, known
by EXTTYPE, else by EXTNAME, else by position; after them the archive (see `afw_archive`).  The first
pixel's absolute position is in CRVALnA or, negated, in LTVn.  The WCS of the header is an ordinary one; that
of the archive is an AST mapping and wins.  The unit is often missing: pixels are then ADU or nJy, which the
file does not say.
"""

from __future__ import annotations

import math
from typing import Any

from imgview.errors import ImgviewError, ReadError
from imgview.geometry import Box
from imgview.model import GeneralizedImage, Image, MaskedImage, SkyProjection, VisitImage
from imgview.readers.afw.archive import read_archive, sky_wcs_text
from imgview.readers.afw.mask import read_mask
from imgview.readers.ast_sky import sky_of_ast
from imgview.readers.fits.file import FitsFile, Hdu, card
from imgview.readers.fits.image import cards, origin_of, plane_of, projection_of, unit_of, variance_of

__all__ = ["read_afw_fits", "recognise"]

_ROLES = ("IMAGE", "MASK", "VARIANCE")
# obs_info's name, the card, and what turns the card's unit into that of obs_info.
_OBS_INFO: tuple[tuple[str, str, float | None, float], ...] = (
    ("telescope", "TELESCOP", None, 0),
    ("instrument", "INSTRUME", None, 0),
    ("exposure_id", "EXPID", None, 0),
    ("object", "OBJECT", None, 0),
    ("observation_type", "OBSTYPE", None, 0),
    ("science_program", "PROGRAM", None, 0),
    ("datetime_average", "DATE-AVG", None, 0),
    ("exposure_time", "EXPTIME", 1, 0),
    ("dark_time", "DARKTIME", 1, 0),
    ("boresight_airmass", "BORE-AIRMASS", 1, 0),
    ("boresight_rotation_angle", "BORE-ROTANG", 1, 0),
    ("temperature", "AIRTEMP", 1, 273.15),  # degrees Celsius to kelvin
    ("pressure", "AIRPRESS", 0.01, 0),  # pascal to hectopascal
    ("relative_humidity", "HUMIDITY", 1, 0),
)


def recognise(file: FitsFile) -> bool:
    """Tell whether a FITS file was written by afw.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs.

    Returns
    -------
    `bool`
        True for AR_HDU in the primary header, an EXTTYPE that afw uses, or MP_ cards.
    """
    if "AR_HDU" in file.primary:
        return True
    return any(
        hdu.kind in {"image", "compressed"}
        and (_exttype(hdu) in _ROLES or any(keyword.startswith("MP_") for keyword in hdu.header))
        for hdu in file.hdus
    )


def read_afw_fits(file: FitsFile) -> GeneralizedImage:
    """Read a picture.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs; see `recognise`.

    Returns
    -------
    `VisitImage`, `MaskedImage`, `Image` or `Mask`
        With lazy planes: a visit image if there is an archive, else as many planes as there are.

    Raises
    ------
    ReadError
        If there is no plane, or one is not what it must be.
    ShapeError
        If the planes differ in shape.
    """
    planes = _roles(file)
    notes: list[str] = []
    first = planes.get("IMAGE") or planes.get("MASK")
    if first is None:
        msg = f"{file.source.name}: afw cards, but no image: the HDUs are {_listing(file)}"
        raise ReadError(msg)
    yx0 = origin_of(first.header)
    if yx0 is None:
        notes.append(f"{first.label}: no origin in its header: the first pixel is (0, 0)")
        yx0 = (0, 0)
    projection = _projection(file, first, yx0, notes)
    mask = read_mask(planes["MASK"], yx0, projection, notes) if "MASK" in planes else None
    if "IMAGE" not in planes:
        assert mask is not None  # noqa: S101  # `first` is then the mask
        mask.notes = notes
        return mask
    metadata = cards(file.primary, *([] if first.index == 0 else [first.header]))
    image = Image(plane_of(first), yx0=yx0, unit=unit_of(first), sky_projection=projection, metadata=metadata)
    variance = variance_of(planes["VARIANCE"], image, notes) if "VARIANCE" in planes else None
    result: GeneralizedImage = image
    if "AR_HDU" in file.primary:
        facts = _exposure(file, image, notes)
        result = VisitImage(image, mask=mask, variance=variance, metadata=metadata, **facts)
    elif mask is not None or variance is not None:
        result = MaskedImage(image, mask=mask, variance=variance, metadata=metadata)
    result.notes = notes
    return result


def _projection(file: FitsFile, hdu: Hdu, yx0: tuple[int, int], notes: list[str]) -> SkyProjection | None:
    """Return the projection of the archive's SkyWcs, which the one of the header may only come near."""
    header = projection_of(hdu, yx0, notes)
    if "AR_HDU" not in file.primary:
        return header
    where = "SKYWCS of the archive"
    try:
        text = sky_wcs_text(file)
    except (ImgviewError, LookupError, TypeError, ValueError) as error:
        notes.append(f"{where} could not be read: {error}")
        return header
    if text is None:
        return header
    bbox = Box.from_shape(plane_of(hdu).shape, start=yx0)
    return sky_of_ast(text, bbox=bbox, header=header, where=where, notes=notes)


def _exttype(hdu: Hdu) -> str:
    return str(card(hdu.header, "EXTTYPE", "")).strip().upper()


def _roles(file: FitsFile) -> dict[str, Hdu]:
    """Find image, mask and variance."""
    pictures = [hdu for hdu in file.hdus if hdu.kind in {"image", "compressed"} and hdu.shape]
    for naming in (_exttype, lambda hdu: hdu.name):
        found: dict[str, Hdu] = {}
        for hdu in pictures:
            if naming(hdu) in _ROLES:
                found.setdefault(naming(hdu), hdu)
        if found:
            return found
    return dict(zip(_ROLES, pictures, strict=False))


def _listing(file: FitsFile) -> str:
    return ", ".join(hdu.label for hdu in file.hdus[:12]) + (", ..." if len(file.hdus) > 12 else "")


def _exposure(file: FitsFile, image: Image, notes: list[str]) -> dict[str, Any]:
    """Collect what an exposure is besides its planes."""
    header = cards(file.primary)
    facts = read_archive(file, notes)
    obs_info = _obs_info(header)
    band = facts.get("filter", {}).get("band")
    physical = facts.get("filter", {}).get("physical_filter", header.get("FILTER"))
    if isinstance(physical, str):
        obs_info["physical_filter"] = physical
    detector = facts.get("detector", {})
    calibration = facts.get("photo_calib")
    if calibration and image.unit is None:
        notes.append(
            f"no BUNIT; according to the calibration 1 ADU is {calibration['mean']:.6g} ± "
            f"{calibration['error']:.2g} nJy"
        )
    return {
        "psf": facts.get("psf"),
        "obs_info": obs_info,
        "summary_stats": facts.get("summary_stats"),
        "detector": detector,
        "bounds": facts.get("bounds"),
        "band": band,
        "physical_filter": physical if isinstance(physical, str) else None,
        "header": header,
    }


def _obs_info(header: dict[str, Any]) -> dict[str, Any]:
    """Translate the cards that afw's VisitInfo is stored in."""
    info: dict[str, Any] = {}
    for name, keyword, factor, shift in _OBS_INFO:
        value = header.get(keyword)
        if factor is not None and isinstance(value, int | float) and math.isfinite(value):
            info[name] = value * factor + shift if (factor, shift) != (1, 0) else value
        elif factor is None and value not in {None, ""}:
            info[name] = value
    boresight = [header.get("BORE-RA"), header.get("BORE-DEC")]
    if all(isinstance(value, int | float) for value in boresight):
        info["tracking_radec"] = boresight
    return info
