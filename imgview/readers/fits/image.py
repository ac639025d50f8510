"""What the readers of all FITS dialects share: from an HDU to a plane, its origin, unit, WCS and cards."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from typing import Any

from astropy.io import fits

from imgview.errors import ShapeError
from imgview.model import ArrayLike2D, Image, SkyProjection
from imgview.readers.fits.file import Hdu, card
from imgview.readers.fits.plane import Scaling, StoredPlane
from imgview.readers.fits.tiles import TiledPlane
from imgview.readers.units import parse_unit

__all__ = [
    "cards",
    "header_projection",
    "linear_origin",
    "origin_of",
    "plane_of",
    "projection_of",
    "unit_of",
    "variance_of",
]

# Cards that say how the file is laid out, not what it shows.
_STRUCTURE = re.compile(
    r"SIMPLE|XTENSION|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|EXTEND|GROUPS|BSCALE|BZERO|BLANK|TFIELDS|THEAP|CHECKSUM|DATASUM"
    r"|(TTYPE|TFORM|TDIM)\d+|Z(IMAGE|TENSION|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|TILE\d+|CMPTYPE|NAME\d+|VAL\d+|SIMPLE"
    r"|EXTEND|QUANTIZ|DITHER0|BLANK|MASKCMP|HECKSUM|DATASUM)|UZSCALE|FMTVER|INDXADDR|INDXSIZE|JSONADDR|JSONSIZE|"
)
_WCS_KEYWORD = re.compile(r"[A-Z][A-Z0-9_-]{1,7}(?<!COMMENT)(?<!HISTORY)(?<!CONTINUE)")
_LOOKUP = re.compile(r"(CPDIS|CQDIS|D2IMDIS|D2IMERR|CPERR|CQERR)\d|(DP|DQ|D2IM)\d(\.|$)")
_WCS_SIZES = ("WCSAXES", "A_ORDER", "B_ORDER", "AP_ORDER", "BP_ORDER")
_WCS_LARGEST = 20
_FAR = 1 << 48


def plane_of(hdu: Hdu, *, plane: int | None = None, integer: bool = False) -> ArrayLike2D:
    """Return a 2-D plane of an image HDU, to be read in windows.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An image, compressed or not.
    plane : `int`, optional
        Which plane, where the image has more than two axes longer than 1; counted from 0 in the order of
        storage, negative from the end.
    integer : `bool`, optional
        True for a mask: values must be integers, and BLANK is a number like any other.

    Returns
    -------
    `~imgview.model.array.ArrayLike2D`
        Lazy; of type native.

    Raises
    ------
    ShapeError
        If the HDU has no 2-D image, has several planes and none is named, or not the one named.
    ReadError
        If the data are not what the header says.
    """
    shape = hdu.shape
    if len(shape) < 2:
        found = f"1-D data of {shape[0]} values" if shape else "no image"
        msg = f"{hdu.where}: an image needs two axes; there is {found}"
        raise ShapeError(msg)
    count = math.prod(shape[:-2])
    if not math.prod(shape):
        msg = f"{hdu.where}: the image has no pixel, its shape is {shape}"
        raise ShapeError(msg)
    if count > 1 and plane is None:
        msg = (
            f"{hdu.where}: the data have {len(shape)} axes, shape {shape}; choose one of the {count} planes "
            f"of {shape[-2]} x {shape[-1]} pixels with plane=0 ... plane={count - 1}"
        )
        raise ShapeError(msg)
    number = plane or 0
    if not -count <= number < count:
        msg = (
            f"{hdu.where}: plane={plane} does not exist; there are {count}, from plane=0 to plane={count - 1}"
        )
        raise ShapeError(msg)
    number %= count
    scaling = Scaling.of(hdu, integer=integer)
    if hdu.kind == "compressed":
        leading: list[int] = []
        rest = number
        for size in reversed(shape[:-2]):
            rest, index = divmod(rest, size)
            leading.insert(0, index)
        return TiledPlane(hdu, scaling, tuple(leading))
    offset = hdu.data_offset + number * shape[-2] * shape[-1] * scaling.stored.itemsize
    return StoredPlane(hdu.source, offset, (shape[-2], shape[-1]), scaling)


def linear_origin(header: Any) -> tuple[int, int] | None:
    """Return the absolute pixel (y, x) of the first pixel, from the linear WCS "A" that LSST writes.

    Parameters
    ----------
    header : `astropy.io.fits.Header`
        Header of the image.

    Returns
    -------
    `tuple` [`int`, `int`] or `None`
        `None` where there is no such WCS, or it is no whole-pixel shift.
    """
    if str(card(header, "CTYPE1A", "")).strip() != "LINEAR":
        return None
    return _pair(
        *(_plus(card(header, f"CRVAL{axis}A", 0), 1, card(header, f"CRPIX{axis}A", 1), -1) for axis in (2, 1))
    )


def origin_of(header: Any) -> tuple[int, int] | None:
    """Return the absolute pixel (y, x) of the first pixel as LSST's files give it.

    Parameters
    ----------
    header : `astropy.io.fits.Header`
        Header of the image.

    Returns
    -------
    `tuple` [`int`, `int`] or `None`
        From the linear WCS "A", or else from LTV1 and LTV2; `None` where there is neither.
    """
    origin = linear_origin(header)
    if origin is None and ("LTV1" in header or "LTV2" in header):
        origin = _pair(*(_plus(0, 0, card(header, f"LTV{axis}", 0), -1) for axis in (2, 1)))
    return origin


def _plus(value: Any, one: int, other: Any, sign: int) -> Any:
    """Return ``value + one + sign * other``, or `None` where a card is no number."""
    if any(isinstance(term, bool) or not isinstance(term, int | float) for term in (value, other)):
        return None
    return value + one + sign * other


def _pair(y: Any, x: Any) -> tuple[int, int] | None:
    for value in (y, x):
        if value is None or not abs(value) < _FAR or value != int(value):
            return None
    return int(y), int(x)


def unit_of(hdu: Hdu) -> Any:
    """Return the unit that BUNIT names.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An image HDU.

    Returns
    -------
    `astropy.units.UnitBase` or `None`
        `None` without BUNIT.
    """
    return parse_unit(card(hdu.header, "BUNIT"))


def variance_of(hdu: Hdu, image: Image, notes: list[str]) -> Image:
    """Return the variance plane that belongs to an image.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        Its HDU.
    image : `~imgview.model.Image`
        The image.
    notes : `list` [`str`]
        Is told of a BUNIT that is not the square of the image's unit: old files repeat that of the image.

    Returns
    -------
    `~imgview.model.Image`
        Lazy, with the unit that BUNIT names if it can be right.
    """
    unit = unit_of(hdu)
    if unit is not None and (image.unit is None or unit != image.unit**2):
        notes.append(f"{hdu.label}: the unit {unit} cannot be that of a variance and is left out")
        unit = None
    return Image(plane_of(hdu), yx0=image.yx0, unit=unit)


def projection_of(hdu: Hdu, yx0: tuple[int, int], notes: list[str]) -> SkyProjection | None:
    """Return the projection that the primary WCS of a header describes.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An image HDU, compressed or not.
    yx0 : `tuple` [`int`, `int`]
        Absolute pixel of the first pixel.
    notes : `list` [`str`]
        Is told of a WCS that cannot be used, or not wholly.

    Returns
    -------
    `~imgview.model.SkyProjection` or `None`
        `None` where the header has no celestial WCS.
    """
    return header_projection(hdu.header, yx0, notes, hdu.label)


def header_projection(
    header: Any, yx0: tuple[int, int], notes: list[str], label: str
) -> SkyProjection | None:
    """Return the projection that the primary WCS of a header describes, wherever the header was.

    Parameters
    ----------
    header : `astropy.io.fits.Header`
        Its cards.
    yx0 : `tuple` [`int`, `int`]
        Absolute pixel of the first pixel.
    notes : `list` [`str`]
        Is told of a WCS that cannot be used, or not wholly.
    label : `str`
        How notes call the header.

    Returns
    -------
    `~imgview.model.SkyProjection` or `None`
        `None` where the header has no celestial WCS.
    """
    types = [str(card(header, f"CTYPE{axis}", "")).strip() for axis in (1, 2)]
    if not any(types):
        return None
    kept = fits.Header()
    tables = False
    for entry in header.cards:
        keyword = entry.keyword
        if _LOOKUP.match(keyword):
            tables = True
        elif _WCS_KEYWORD.fullmatch(keyword) and not _STRUCTURE.fullmatch(keyword):
            # An unreadable card must not hide a good WCS.
            with suppress(fits.VerifyError, ValueError):
                kept.append((keyword, entry.value))
    sizes = [card(header, keyword, 0) for keyword in _WCS_SIZES]
    # What these announce is allocated and looked up one by one, however much it is.
    possible = all(isinstance(size, int) and size <= _WCS_LARGEST for size in sizes)
    projection = SkyProjection.from_header(kept, yx0) if possible else None
    if projection is None and any(
        kind[:4] in {"RA--", "DEC-", "GLON", "GLAT", "ELON", "ELAT"} for kind in types
    ):
        notes.append(f"{label}: its sky projection ({', '.join(types)}) cannot be used")
    elif projection is not None and tables:
        notes.append(f"{label}: distortions in lookup tables are left out of its sky projection")
    return projection


def cards(*headers: Any) -> dict[str, Any]:
    """Collect header cards that say something of the picture.

    Parameters
    ----------
    *headers : `astropy.io.fits.Header`
        Later ones win.

    Returns
    -------
    `dict`
        Values by keyword; the lines of COMMENT and HISTORY are joined.  Cards on the layout of the file
        are left out, a card that cannot be understood is kept as text.
    """
    result: dict[str, Any] = {}
    for header in headers:
        lines: dict[str, list[str]] = {}
        for entry in header.cards:
            keyword = entry.keyword
            if _STRUCTURE.fullmatch(keyword):
                continue
            try:
                value = entry.value
            except (fits.VerifyError, ValueError):
                value = str(entry)[8:].strip()
            if keyword in {"COMMENT", "HISTORY"}:
                lines.setdefault(keyword, []).append(str(value))
            elif not isinstance(value, fits.card.Undefined):
                result[keyword] = value
        result |= {keyword: "\n".join(text) for keyword, text in lines.items()}
    return result
