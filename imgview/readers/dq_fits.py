"""Images with data-quality masks by the conventions of other observatories, and by what the user says.

HST, JWST, Roman in FITS, DES and many others store each image in an HDU named SCI, with its mask (DQ, MSK,
...) and its uncertainty (ERR, VAR, WGT, ...) in HDUs of its EXTVER; ``hdu="SCI,2"`` chooses one of several.
Where the mask is elsewhere, ``mask_hdu=`` says so: another HDU, or another file, as ZTF and DECam's Community
Pipeline have it.  What the bits mean is looked up by instrument (`dq_table`), unless ``planes=`` says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike, fspath
from typing import Any

from imgview.errors import ReadError
from imgview.model import GeneralizedImage, Image, MaskedImage, MaskPlane
from imgview.readers.afw_mask import named_planes
from imgview.readers.dq_mask import read_dq
from imgview.readers.dq_table import DqTable, dq_table_for, dq_table_of
from imgview.readers.fits_constant import constant_of
from imgview.readers.fits_file import FitsFile, Hdu, card, is_fits
from imgview.readers.fits_image import cards, linear_origin, plane_of, projection_of, unit_of
from imgview.readers.plain_fits import find_hdu, first_image
from imgview.readers.source import open_source
from imgview.readers.uncertainty import kind_of, uncertainty_of

__all__ = ["read_dq_fits", "recognise"]

_SCIENCE = "SCI"
_MASKS = ("DQ", "PIXELDQ", "MSK", "BPM", "MASK", "BITMASK")
_UNCERTAINTIES = {
    "ERR": "std",
    "ERROR": "std",
    "VAR": "var",
    "VARIANCE": "var",
    "IVAR": "ivar",
    "WGT": "ivar",
}
_EXTRAS = 32
_BIT_CARD = re.compile(r"BIT(\d\d)")
_FILE_AND_HDU = re.compile(r"(.+?)\[([^\[\]]+)\]")


def recognise(file: FitsFile, hdu: int | str | None = None) -> bool:
    """Tell whether a FITS file has an image with companions by name, or is a mask that says so.

    Parameters
    ----------
    file : `~imgview.readers.fits_file.FitsFile`
        Its HDUs.
    hdu : `int` or `str`, optional
        The HDU that the user named.

    Returns
    -------
    `bool`
        False also where the HDU named is not the image itself.
    """
    if _is_mask_file(file):
        return True
    science = _first_science(file) if hdu is None else find_hdu(file, hdu)
    if science is None or science.name != _SCIENCE or len(science.shape) < 2:
        return False
    # An image with nothing but a MASK is CCDData's or pyobs', whose masks hold no bits.
    names = [name for name in (*_MASKS, *_UNCERTAINTIES) if name != "MASK"]
    return _companion(file, science, names) is not None


def read_dq_fits(
    file: FitsFile,
    *,
    hdu: int | str | None = None,
    plane: int | None = None,
    mask_hdu: int | str | PathLike[str] | None = None,
    planes: Mapping[str, Any] | str | None = None,
) -> GeneralizedImage:
    """Read a picture.

    Parameters
    ----------
    file : `~imgview.readers.fits_file.FitsFile`
        Its HDUs.
    hdu : `int` or `str`, optional
        The HDU of the image; the first SCI, or else the first image, if not given.
    plane : `int`, optional
        Which plane of a cube, for image, mask and uncertainty.
    mask_hdu : `int`, `str` or path-like, optional
        The HDU of the mask, or another file, whose HDU may follow in brackets: ``"mask.fits[2]"``.
    planes : mapping or `str`, optional
        What the bits of the mask mean; see `~imgview.readers.dq_table.dq_table_of`.

    Returns
    -------
    `MaskedImage` or `Mask`
        Lazy.

    Raises
    ------
    ReadError
        If there is no image or no mask, or data are not what the header says.
    ShapeError
        If planes differ in shape, or the image is a cube and ``plane`` is not given.
    SettingError
        If a bit of ``planes`` is out of range.
    UnknownNameError
        If there is no such HDU or table.
    """
    notes = [*file.notes, *_missing(file)]
    table = None if planes is None else dq_table_of(planes)
    science = _choose(file, hdu, notes)
    owner, mask = file, _companion(file, science, _MASKS)
    if mask_hdu is not None:
        owner, mask = _named_mask(file, science, mask_hdu)
    yx0 = linear_origin(science.header) or (0, 0)
    projection = projection_of(science, yx0, notes)
    if mask is None and (_is_mask_file(file) or planes is not None):
        if science.bitpix < 0:
            msg = (
                f"{science.where}: planes= is for masks, but this is an image of floats and no HDU is named "
                f"{', '.join(_MASKS)}; say with mask_hdu= where its mask is"
            )
            raise ReadError(msg)
        table = table or _table_of(science, file, science, file)
        height, width = science.shape[-2:]
        alone = read_dq(
            science, table, shape=(height, width), yx0=yx0, projection=projection, notes=notes, plane=plane
        )
        return _finish(alone, file, science, notes)
    image = Image(plane_of(science, plane=plane), yx0=yx0, unit=unit_of(science), sky_projection=projection)
    shape = (image.shape.y, image.shape.x)
    words = None
    if mask is not None:
        table = table or _table_of(mask, owner, science, file)
        # In the ramps of JWST the flags of a single read stand apart, with the same bits.
        group = _companion(file, science, ("GROUPDQ",)) if mask.name == "PIXELDQ" else None
        words = read_dq(
            mask, table, shape=shape, yx0=yx0, projection=projection, notes=notes, plane=plane, also=group
        )
    error = _companion(file, science, [*_UNCERTAINTIES, "UNCERT"])
    variance = None
    if error is not None:
        kind = _UNCERTAINTIES.get(error.name) or kind_of(error)
        variance = uncertainty_of(error, image, kind, notes, plane=plane)
    taken = {found.index for found in (science, mask, error) if found is not None and found in file.hdus}
    picture = MaskedImage(
        image,
        mask=words,
        variance=variance,
        extras=_extras(file, science, taken, plane, yx0),
        metadata=cards(file.primary, *([science.header] if science.index else [])),
    )
    return _finish(picture, file, science, notes)


def _finish(picture: GeneralizedImage, file: FitsFile, science: Hdu, notes: list[str]) -> GeneralizedImage:
    picture.header = cards(file.primary)
    picture.source = science.where
    picture.notes = notes
    return picture


def _missing(file: FitsFile) -> list[str]:
    """Say so where fewer HDUs are there than the file announces: it may have been cut between two."""
    announced, there = card(file.primary, "NEXTEND"), len(file.hdus) - 1
    if not isinstance(announced, int) or announced <= there:
        return []
    return [f"the file announces {announced} extensions (NEXTEND), there are {there}: it may be truncated"]


def _choose(file: FitsFile, hdu: int | str | None, notes: list[str]) -> Hdu:
    """Return the HDU of the image."""
    if hdu is not None:
        chosen = find_hdu(file, hdu)
        if chosen.kind not in {"image", "compressed"}:
            msg = f"{chosen.where}: this HDU is a table or another kind of data, not an image"
            raise ReadError(msg)
        return chosen
    first = _first_science(file)
    if first is None:
        return first_image(file, notes)
    others = [found for found in file.hdus if found.name == _SCIENCE and found is not first and found.shape]
    if others:
        listed = ", ".join(f'hdu="{found.name},{found.version}"' for found in others[:6])
        notes.append(f"{first.label} chosen of {len(others) + 1} images; {listed} takes another")
    return first


def _first_science(file: FitsFile) -> Hdu | None:
    return next(
        (
            hdu
            for hdu in file.hdus
            if hdu.name == _SCIENCE and hdu.kind in {"image", "compressed"} and hdu.shape
        ),
        None,
    )


def _companion(file: FitsFile, science: Hdu, names: Any) -> Hdu | None:
    """Return the first HDU of some names that belongs to an image: of its EXTVER, with pixels or a value."""
    for name in names:
        found = file.find(name, science.version)
        if found is None or found is science or found.kind not in {"image", "compressed"}:
            continue
        if found.shape or constant_of(found, (1, 1)) is not None:
            return found
    return None


def _is_mask_file(file: FitsFile) -> bool:
    """Tell whether a file is nothing but a mask: DECam's say it in PRODTYPE, ZTF's by a card for each bit."""
    if str(card(file.primary, "PRODTYPE", "")).strip().lower() == "dqmask":
        return True
    pictures = [hdu for hdu in file.hdus if hdu.shape]
    return len(pictures) == 1 and pictures[0].bitpix > 0 and bool(_named_bits(pictures[0].header))


def _named_bits(header: Any) -> dict[int, MaskPlane]:
    """Return the planes of cards such as ``BIT08 = 8 / SATURATED``."""
    planes = {}
    for entry in header.cards:
        match = _BIT_CARD.fullmatch(entry.keyword)
        name = re.sub(r"\s*\(.*", "", str(entry.comment)).strip()
        if match is None or card(header, entry.keyword) != int(match[1]) or not name:
            continue
        if not name.upper().startswith("RESERVED"):
            planes[int(match[1])] = MaskPlane(name.upper().replace(" ", "_"), str(entry.comment).strip())
    return planes if len({plane.name for plane in planes.values()}) == len(planes) else {}


def _table_of(mask: Hdu, owner: FitsFile, science: Hdu, file: FitsFile) -> DqTable | None:
    """Return what the bits of a mask mean, as its own cards or its instrument say."""
    named = named_planes(mask)
    if named:
        return DqTable("afw", "the MP_ cards", named)
    table = dq_table_for(mask.header, science.header, owner.primary, file.primary)
    if table is None:
        bits = _named_bits(mask.header) or _named_bits(owner.primary)
        table = DqTable("cards", "the cards BITnn", bits) if bits else None
    return table


def _named_mask(file: FitsFile, science: Hdu, wanted: int | str | PathLike[str]) -> tuple[FitsFile, Hdu]:
    """Return the mask that the user named, and the file that it is in."""
    if isinstance(wanted, int):
        return file, _checked(find_hdu(file, wanted))
    text = fspath(wanted)
    if isinstance(wanted, str):
        name = text.partition(",")[0]
        if file.find(name) is not None:
            same = file.find(name, science.version) if name == text else None
            return file, _checked(same or find_hdu(file, text))
        if not re.search(r"[./\\]", text):
            return file, _checked(find_hdu(file, text))
    bracket = _FILE_AND_HDU.fullmatch(text)
    source = open_source(bracket[1] if bracket else wanted)
    if not is_fits(source):
        msg = f"{source.name}: mask_hdu= takes an HDU or another FITS file, and this is no FITS"
        raise ReadError(msg)
    other = FitsFile(source)
    if bracket:
        number = bracket[2].strip()
        return other, _checked(find_hdu(other, int(number) if number.lstrip("-").isdigit() else number))
    return other, _of_other_file(other, science)


def _of_other_file(other: FitsFile, science: Hdu) -> Hdu:
    """Return the HDU of another file that belongs to an image: of its EXTVER, its name, or just its shape."""
    found = _companion(other, science, (*_MASKS, *([science.name] if science.name else [])))
    if found is not None:
        return found
    pictures = [hdu for hdu in other.hdus if len(hdu.shape) >= 2]
    fitting = [hdu for hdu in pictures if hdu.shape[-2:] == science.shape[-2:]]
    if len(fitting) == 1 or len(pictures) == 1:
        return (fitting or pictures)[0]
    listed = ", ".join(hdu.label for hdu in pictures[:8]) or "none"
    msg = (
        f"{other.source.name}: which of its images is the mask of {science.label}? Say it in brackets: "
        f"mask_hdu='{other.source.name}[1]'; there are {listed}"
    )
    raise ReadError(msg)


def _checked(hdu: Hdu) -> Hdu:
    if hdu.kind not in {"image", "compressed"}:
        msg = (
            f"{hdu.where}: mask_hdu= takes an image of integers, and this is a table or another kind of data"
        )
        raise ReadError(msg)
    return hdu


def _extras(
    file: FitsFile, science: Hdu, taken: set[int], plane: int | None, yx0: tuple[int, int]
) -> dict[str, Image]:
    """Return all other images of the same EXTVER and shape, by name."""
    extras: dict[str, Image] = {}
    for hdu in file.hdus[1:]:
        fits = hdu.shape == science.shape or (len(hdu.shape) == 2 and hdu.shape == science.shape[-2:])
        if hdu.index in taken or not hdu.name or not fits or hdu.version != science.version:
            continue
        if hdu.name not in extras and hdu.name != science.name and len(extras) < _EXTRAS:
            own = plane if len(hdu.shape) > 2 else None
            extras[hdu.name] = Image(plane_of(hdu, plane=own), yx0=yx0, unit=unit_of(hdu))
    return extras
