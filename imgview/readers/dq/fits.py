"""Images with data-quality masks by the conventions of other observatories, and by what the user says.

HST, JWST, Roman in FITS, DES and many others store each image in an HDU named SCI, with its mask (DQ, MSK,
...) and its uncertainty (ERR, VAR, WGT, ...) in HDUs of its EXTVER; ``hdu="SCI,2"`` chooses one of several.
Where the mask is elsewhere, ``mask_hdu=`` says so: another HDU, or another file, as ZTF and DECam's Community
Pipeline have it.  What the bits mean is looked up by instrument (`dq_table`), unless ``planes=`` says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike
from typing import Any

from imgview.errors import ReadError
from imgview.model import GeneralizedImage, Image, MaskedImage, MaskPlane
from imgview.readers.afw.mask import named_planes
from imgview.readers.dq.mask import read_dq
from imgview.readers.dq.parts import MASKS, SCIENCE, companion_of, first_science, named_mask
from imgview.readers.dq.table import DqTable, dq_table_for, dq_table_of
from imgview.readers.fits.file import FitsFile, Hdu, card
from imgview.readers.fits.image import cards, linear_origin, plane_of, projection_of, unit_of
from imgview.readers.fits.plain import find_hdu, first_image
from imgview.readers.uncertainty import kind_of, uncertainty_of

__all__ = ["read_dq_fits", "recognise"]

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


def recognise(file: FitsFile, hdu: int | str | None = None) -> bool:
    """Tell whether a FITS file has an image with companions by name, or is a mask that says so.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
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
    science = first_science(file) if hdu is None else find_hdu(file, hdu)
    if science is None or science.name != SCIENCE or len(science.shape) < 2:
        return False
    # An image with nothing but a MASK is CCDData's or pyobs', whose masks hold no bits.
    names = [name for name in (*MASKS, *_UNCERTAINTIES) if name != "MASK"]
    return companion_of(file, science, names) is not None


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
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs.
    hdu : `int` or `str`, optional
        The HDU of the image; the first SCI, or else the first image, if not given.
    plane : `int`, optional
        Which plane of a cube, for image, mask and uncertainty.
    mask_hdu : `int`, `str` or path-like, optional
        The HDU of the mask, or another file, whose HDU may follow in brackets: ``"mask.fits[2]"``.
    planes : mapping or `str`, optional
        What the bits of the mask mean; see `~imgview.readers.dq.table.dq_table_of`.

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
    owner, mask = file, companion_of(file, science, MASKS)
    if mask_hdu is not None:
        owner, mask = named_mask(file, science, mask_hdu)
    yx0 = linear_origin(science.header) or (0, 0)
    projection = projection_of(science, yx0, notes)
    if mask is None and (_is_mask_file(file) or planes is not None):
        if science.bitpix < 0:
            msg = (
                f"{science.where}: planes= is for masks, but this is an image of floats and no HDU is named "
                f"{', '.join(MASKS)}; say with mask_hdu= where its mask is"
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
        group = companion_of(file, science, ("GROUPDQ",)) if mask.name == "PIXELDQ" else None
        words = read_dq(
            mask, table, shape=shape, yx0=yx0, projection=projection, notes=notes, plane=plane, also=group
        )
    error = companion_of(file, science, [*_UNCERTAINTIES, "UNCERT"])
    variance = None
    if error is not None and card(error.header, "PIXVALUE") == 0 and not error.shape:
        notes.append(f"{error.label}: not computed, 0 everywhere; left out")
    elif error is not None:
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
    first = first_science(file)
    if first is None:
        return first_image(file, notes)
    others = [found for found in file.hdus if found.name == SCIENCE and found is not first and found.shape]
    if others:
        listed = ", ".join(f'hdu="{found.name},{found.version}"' for found in others[:6])
        notes.append(f"{first.label} chosen of {len(others) + 1} images; {listed} takes another")
    return first


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
