"""Images of pyobs, and astropy's CCDData: an image, what to leave out, how uncertain it is, its sources.

Layout: the image is in the primary HDU, or in one named SCI, or in the first compressed one, as fpack leaves
it; by name follow MASK (not 0: leave out), UNCERT (standard deviation, unless UTYPE says otherwise), and in
pyobs CAT (sources, x and y counted from 1 as in FITS) and RAW (the pixels before calibration).  A primary
with three planes, and nothing that says they are a cube of something else, is a colour image.
"""

from __future__ import annotations

from typing import Any

from astropy import units as u

from imgview.errors import ImgviewError, ReadError
from imgview.model import ColorImage, GeneralizedImage, Image, MaskedImage, SkyProjection
from imgview.readers.dq.mask import read_flags
from imgview.readers.fits.columns import columns_of
from imgview.readers.fits.file import FitsFile, Hdu, card
from imgview.readers.fits.image import cards, plane_of, projection_of, unit_of
from imgview.readers.pyobs.catalog import pyobs_catalog
from imgview.readers.uncertainty import kind_of, uncertainty_of
from imgview.readers.units import parse_unit

__all__ = ["read_pyobs_fits", "recognise"]

_COMPANIONS = ("MASK", "UNCERT", "CAT", "RAW", "PSFIMAGE")
# Names that tell of somebody else's layout.
_FOREIGN = {"DQ", "ERR", "VARIANCE", "VAR", "IMAGE", "SCI,2"}
_PACKED = {"", "SCI", "COMPRESSED_IMAGE", "PRIMARY"}


def recognise(file: FitsFile) -> bool:
    """Tell whether a FITS file was written by pyobs or by CCDData.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs.

    Returns
    -------
    `bool`
        True for an image with one of the companions, and for three planes that can be colours.  An image
        alone might be anybody's.
    """
    science = _science(file)
    if science is None:
        return False
    if _is_color(file, science):
        return True
    names = {f"{hdu.name},{hdu.version}" if hdu.version > 1 else hdu.name for hdu in file.hdus}
    return not names & _FOREIGN and any(_companion(file, name) is not None for name in _COMPANIONS[:-1])


def read_pyobs_fits(file: FitsFile) -> GeneralizedImage:
    """Read a picture.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs; see `recognise`.

    Returns
    -------
    `MaskedImage` or `ColorImage`
        With lazy planes; the first pixel is (0, 0).

    Raises
    ------
    ReadError
        If there is no image, or a plane is not what it must be.
    ShapeError
        If the planes differ in shape, or the image is a cube.
    """
    science = _science(file)
    if science is None:
        msg = f"{file.source.name}: no image in the primary HDU, in one named SCI or in a compressed one"
        raise ReadError(msg)
    notes = list(file.notes)
    header = cards(*([] if science.index == 0 else [file.primary]), science.header)
    projection = projection_of(science, (0, 0), notes)
    if card(science.header, "WCSERR") == 1:
        notes.append(f"{science.label}: no plate solution was found (WCSERR is 1)")
    picture = (
        _color(science, projection, header, notes)
        if _is_color(file, science)
        else _masked(file, science, projection, header, notes)
    )
    picture.header = header
    picture.notes = notes
    return picture


def _science(file: FitsFile) -> Hdu | None:
    """Return the HDU of the image, by the rule of pyobs."""
    for hdu in file.hdus:
        if (
            (hdu.index == 0 and hdu.kind == "image" and len(hdu.shape) > 0)
            or (hdu.kind == "image" and hdu.name == "SCI")
            or (hdu.kind == "compressed" and hdu.name in _PACKED)
        ):
            return hdu if len(hdu.shape) >= 2 else None
    return None


def _is_color(file: FitsFile, science: Hdu) -> bool:
    """Tell whether three planes are red, green and blue: nothing says what else they would be."""
    axis = str(card(science.header, "CTYPE3", "")).strip().upper()
    return (
        science.index == 0
        and len(science.shape) == 3
        and science.shape[0] == 3
        and axis in {"", "RGB"}
        and not any(key in science.header for key in ("CRVAL3", "CDELT3", "CD3_3"))
        and all(hdu.name in _COMPANIONS and hdu.shape in {(), science.shape[1:]} for hdu in file.hdus[1:])
    )


def _companion(file: FitsFile, name: str) -> Hdu | None:
    """Return the HDU of a name, if it is of the kind that pyobs would write."""
    hdu = file.find(name)
    if hdu is None or hdu.index == 0:
        return None
    if name == "CAT":
        names = {str(card(hdu.header, key)).strip().lower() for key in hdu.header if key.startswith("TTYPE")}
        return hdu if hdu.kind == "table" and {"x", "y"} <= names else None
    return hdu if hdu.kind in {"image", "compressed"} else None


def _unit(science: Hdu) -> Any:
    """Return the unit of the image; pyobs writes adu as often as not."""
    text = card(science.header, "BUNIT", "adu")
    exact = unit_of(science)
    # Capitals matter in units such as MJy; those of words do not.
    return parse_unit(str(text).lower()) if exact is None or isinstance(exact, u.UnrecognizedUnit) else exact


def _color(
    science: Hdu, projection: SkyProjection | None, header: dict[str, Any], notes: list[str]
) -> ColorImage:
    notes.append(f"{science.label}: its three planes are shown as red, green and blue; plane= takes one")
    unit = _unit(science)
    red, green, blue = (Image(plane_of(science, plane=index), unit=unit) for index in range(3))
    return ColorImage(red, green, blue, sky_projection=projection, metadata=header)


def _masked(
    file: FitsFile,
    science: Hdu,
    projection: SkyProjection | None,
    header: dict[str, Any],
    notes: list[str],
) -> MaskedImage:
    image = Image(plane_of(science), unit=_unit(science), sky_projection=projection, metadata=header)
    shape = (image.shape.y, image.shape.x)
    found = {name: _companion(file, name) for name in _COMPANIONS}
    mask = variance = None
    if found["MASK"] is not None:
        mask = read_flags(found["MASK"], shape=shape, yx0=(0, 0), projection=projection, notes=notes)
    if found["UNCERT"] is not None:
        variance = uncertainty_of(found["UNCERT"], image, kind_of(found["UNCERT"]), notes)
    extras = {}
    if found["RAW"] is not None:
        if found["RAW"].shape == shape:
            extras["RAW"] = Image(plane_of(found["RAW"]), unit=unit_of(found["RAW"]) or "adu")
        else:
            notes.append(
                f"{found['RAW'].label}: of shape {found['RAW'].shape}, not of that of the image, and left "
                "out; hdu='RAW' takes it"
            )
    if found["PSFIMAGE"] is not None:
        notes.append(f"{found['PSFIMAGE'].label}: the PSF; hdu='PSFIMAGE' takes it")
    picture = MaskedImage(image, mask=mask, variance=variance, extras=extras, metadata=header)
    if found["CAT"] is not None:
        _add_catalog(picture, found["CAT"], notes)
    return picture


def _add_catalog(picture: MaskedImage, hdu: Hdu, notes: list[str]) -> None:
    """Attach the sources; a catalogue that cannot be used must not hide the image."""
    try:
        table = columns_of(hdu, notes)
        for name in table.colnames:
            if name.lower() in {"x", "y"}:
                table[name].description = "Pixel, counted from 1."
            elif name.lower() in {"xwin", "ywin"}:
                table[name].description = "Pixel, counted from 0."
        picture.catalogs["CAT"] = pyobs_catalog(table)
    except ImgviewError as error:
        reason = str(error).removeprefix(f"{hdu.where}: ")
        notes.append(f"{hdu.label}: the catalogue cannot be used: {reason}")
