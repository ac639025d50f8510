"""Which HDUs belong to an image: its mask and its uncertainty, by name, by number or in another file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from os import PathLike, fspath

from imgview.errors import ReadError
from imgview.readers.fits.constant import constant_of
from imgview.readers.fits.file import FitsFile, Hdu, is_fits
from imgview.readers.fits.plain import find_hdu
from imgview.readers.storage.source import open_source

__all__ = ["MASKS", "SCIENCE", "companion_of", "first_science", "named_mask"]

SCIENCE = "SCI"
"""What the HDU of an image with companions is called."""
MASKS = ("DQ", "PIXELDQ", "MSK", "BPM", "MASK", "BITMASK")
"""What the HDU of its mask may be called."""

_FILE_AND_HDU = re.compile(r"(.+?)\[([^\[\]]+)\]")


def first_science(file: FitsFile) -> Hdu | None:
    """Return the first image named SCI.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs.

    Returns
    -------
    `~imgview.readers.fits.file.Hdu` or `None`
        `None` if there is no such.
    """
    return next(
        (
            hdu
            for hdu in file.hdus
            if hdu.name == SCIENCE and hdu.kind in {"image", "compressed"} and hdu.shape
        ),
        None,
    )


def companion_of(file: FitsFile, science: Hdu, names: Iterable[str]) -> Hdu | None:
    """Return the first HDU of some names that belongs to an image: of its EXTVER, with pixels or a value.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Where to look.
    science : `~imgview.readers.fits.file.Hdu`
        The image.
    names : iterable of `str`
        What the HDU may be called, best first.

    Returns
    -------
    `~imgview.readers.fits.file.Hdu` or `None`
        `None` if there is no such.
    """
    for name in names:
        found = file.find(name, science.version)
        if found is None or found is science or found.kind not in {"image", "compressed"}:
            continue
        if found.shape or constant_of(found, (1, 1)) is not None:
            return found
    return None


def named_mask(file: FitsFile, science: Hdu, wanted: int | str | PathLike[str]) -> tuple[FitsFile, Hdu]:
    """Return the mask that the user named, and the file that it is in.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        The file of the image.
    science : `~imgview.readers.fits.file.Hdu`
        The image.
    wanted : `int`, `str` or path-like
        An HDU by index or by EXTNAME, or another file, whose HDU may follow in brackets.

    Returns
    -------
    owner : `~imgview.readers.fits.file.FitsFile`
        The file of the mask.
    mask : `~imgview.readers.fits.file.Hdu`
        Its HDU.

    Raises
    ------
    ReadError
        If there is no such HDU or file, it is no image, or several could be meant.
    UnknownNameError
        If there is no HDU of this name.
    """
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
    found = companion_of(other, science, (*MASKS, *([science.name] if science.name else [])))
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
