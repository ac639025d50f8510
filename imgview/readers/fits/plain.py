"""Any FITS image: one HDU of a file is shown, with its unit, WCS and cards.

Without ``hdu=`` the first HDU that has at least two axes is taken, and a note says which; a cube needs
``plane=``.  Integers stay integers (BZERO for unsigned ones included), unless BLANK marks missing values:
then they become floats with NaN.  Pixels are counted from (0, 0), unless the linear WCS "A" of LSST's
files says otherwise.
"""

from __future__ import annotations

import math

from imgview.errors import ReadError, ShapeError, UnknownNameError
from imgview.model import Image
from imgview.readers.fits.file import FitsFile, Hdu, card
from imgview.readers.fits.image import cards, linear_origin, plane_of, projection_of, unit_of

__all__ = ["find_hdu", "first_image", "read_plain_fits"]

_NAMED = 6


def read_plain_fits(file: FitsFile, *, hdu: int | str | None = None, plane: int | None = None) -> Image:
    """Read one image.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs.
    hdu : `int` or `str`, optional
        Index of the HDU, 0 being the primary and negative counted from the end, or its EXTNAME in any
        case, with the EXTVER after a comma where there are several.
    plane : `int`, optional
        Which plane of a cube, from 0 in the order of storage.

    Returns
    -------
    `~imgview.model.Image`
        Lazy.

    Raises
    ------
    ReadError
        If the file has no image, or data are not what the header says.
    ShapeError
        If the data are 1-D, empty, or a cube without ``plane``.
    UnknownNameError
        If there is no such HDU.
    """
    notes = list(file.notes)
    chosen = first_image(file, notes) if hdu is None else find_hdu(file, hdu)
    if chosen.kind not in {"image", "compressed"}:
        msg = f"{chosen.where}: this HDU is a table or another kind of data, not an image"
        raise ReadError(msg)
    yx0 = linear_origin(chosen.header) or (0, 0)
    array = plane_of(chosen, plane=plane)
    count = math.prod(chosen.shape[:-2])
    if count > 1:
        notes.append(f"{chosen.label}: plane {(plane or 0) % count} of {count} shown")
    blank = card(chosen.header, "BLANK", card(chosen.header, "ZBLANK"))
    if chosen.bitpix > 0 and isinstance(blank, int) and array.dtype.kind == "f":
        notes.append(f"{chosen.label}: integers that are BLANK ({blank}) are shown as missing")
    image = Image(
        array,
        yx0=yx0,
        unit=unit_of(chosen),
        sky_projection=projection_of(chosen, yx0, notes),
        metadata=cards(file.primary, *([chosen.header] if chosen.index else [])),
    )
    image.source = chosen.where
    image.notes = notes
    return image


def first_image(file: FitsFile, notes: list[str]) -> Hdu:
    """Take the first HDU with an image of two axes or more.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs.
    notes : `list` [`str`]
        Is told which was taken where there are several.

    Returns
    -------
    `~imgview.readers.fits.file.Hdu`
        The first with pixels.

    Raises
    ------
    ReadError
        If there is no image.
    ShapeError
        If all data are 1-D.
    """
    pictures = [hdu for hdu in file.hdus if len(hdu.shape) >= 2]
    if not pictures:
        raise _no_image(file)
    chosen = next((hdu for hdu in pictures if math.prod(hdu.shape)), pictures[0])
    if len(pictures) > 1:
        others = [hdu.label for hdu in pictures if hdu is not chosen]
        listed = ", ".join(others[:_NAMED]) + (", ..." if len(others) > _NAMED else "")
        notes.append(f"{chosen.label} chosen of {len(pictures)} images; hdu= takes another: {listed}")
    return chosen


def _no_image(file: FitsFile) -> Exception:
    """Say what the file holds instead of an image."""
    name = file.source.name
    lines = [hdu for hdu in file.hdus if len(hdu.shape) == 1]
    if lines:
        msg = f"{name}: no image; {lines[0].label} holds 1-D data of {lines[0].shape[0]} values"
        return ShapeError(msg)
    tables = [hdu for hdu in file.hdus if hdu.kind == "table"]
    if tables:
        catalog = next((card(hdu.header, "AFW_TYPE") for hdu in tables if "AFW_TYPE" in hdu.header), None)
        what = f"an afw catalog ({catalog})" if catalog else f"{len(tables)} tables"
        msg = f"{name}: no image; the file holds {what}: imgview.read_catalog reads it"
        return ReadError(msg)
    msg = f"{name}: no image; its {len(file.hdus)} HDUs have no data that could be one"
    return ReadError(msg)


def find_hdu(file: FitsFile, wanted: int | str) -> Hdu:
    """Return the HDU that the user named.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs.
    wanted : `int` or `str`
        Index or EXTNAME, as for `read_plain_fits`.

    Returns
    -------
    `~imgview.readers.fits.file.Hdu`
        The HDU, whatever it holds.

    Raises
    ------
    ReadError
        If there is no HDU of this index.
    UnknownNameError
        If there is none of this name.
    """
    if isinstance(wanted, str):
        name, _, version = wanted.partition(",")
        found = file.find(name, int(version) if version.strip().isdigit() else None)
        if found is None:
            names = [
                f"{hdu.name},{hdu.version}" if hdu.version > 1 else hdu.name for hdu in file.hdus if hdu.name
            ]
            error = UnknownNameError.near(kind="HDU", name=wanted, known=names)
            msg = f"{file.source.name}: {error}"
            raise UnknownNameError(msg)
        return found
    if not -len(file.hdus) <= wanted < len(file.hdus):
        last = len(file.hdus) - 1
        msg = f"{file.source.name}: there is no HDU {wanted}; the file has HDU 0 to HDU {last}"
        raise ReadError(msg)
    return file.hdus[wanted]
