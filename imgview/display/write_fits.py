"""``writeFitsImage``: one image as a plain FITS file, without extensions."""

import io
import os
import subprocess
from typing import Any

import numpy as np
from astropy.io import fits

from imgview.display.pictures import picture_of
from imgview.errors import UnsupportedTypeError
from imgview.model import ColorImage, GeneralizedImage, Image, MaskedImage
from imgview.writers.fits import header_cards
from imgview.writers.sky import wcs_cards

__all__ = ["writeFitsImage"]


def writeFitsImage(file: Any, data: Any, wcs: Any = None, title: str = "", metadata: Any = None) -> None:
    """Write an image or a mask as a plain FITS file.

    Parameters
    ----------
    file : path, `int`, `subprocess.Popen` or file object
        A path, which is overwritten; a file descriptor, which stays open; a process, which reads it as its
        input; or anything with ``write``.
    data : `object`
        What `imgview.display.Display.image` takes; of a masked image the image, of a mask its bits.
    wcs : optional
        Where the pixels lie on the sky, if the data do not say.
    title : `str`, optional
        The card OBJECT.
    metadata : mapping, optional
        More cards; those that speak of coordinates are left out.

    Raises
    ------
    UnsupportedTypeError
        If the data or the file are nothing of the kind.

    Notes
    -----
    The WCS "A" counts absolute pixels, "B" pixels from the first one.
    """
    picture = picture_of(data, wcs=wcs, metadata=metadata)
    memory = io.BytesIO()
    fits.PrimaryHDU(_pixels(picture), _header(picture, title)).writeto(memory)
    content = memory.getvalue()
    if isinstance(file, str | os.PathLike):
        with open(file, "wb") as stream:  # noqa: PTH123 - a path of any kind
            stream.write(content)
    elif isinstance(file, int):
        with os.fdopen(os.dup(file), "wb") as stream:
            stream.write(content)
    elif isinstance(file, subprocess.Popen):
        file.communicate(input=content)
    elif hasattr(file, "write"):
        file.write(content)
    else:
        msg = f"a file is a path, a descriptor, a process or has write(), got a {type(file).__name__}"
        raise UnsupportedTypeError(msg)


def _pixels(picture: GeneralizedImage) -> np.ndarray[Any, Any]:
    if isinstance(picture, MaskedImage):
        return picture.image.array
    if isinstance(picture, Image):
        return picture.array
    if isinstance(picture, ColorImage):
        return np.stack([channel.array for channel in picture.channels])
    msg = f"cannot write a {type(picture).__name__} as one image"
    raise UnsupportedTypeError(msg)


def _header(picture: GeneralizedImage, title: str) -> fits.Header:
    header = header_cards(picture.header, [])
    if picture.sky_projection is not None:
        header.extend(wcs_cards(picture.sky_projection, picture.bbox), bottom=True)
    for name, start in (("A", picture.yx0), ("B", None)):
        for axis, first in ((1, 0 if start is None else start.x), (2, 0 if start is None else start.y)):
            header[f"CTYPE{axis}{name}"] = "LINEAR"
            header[f"CUNIT{axis}{name}"] = "pixel"
            header[f"CRPIX{axis}{name}"] = 1.0
            header[f"CRVAL{axis}{name}"] = float(first)
    unit = getattr(picture, "unit", None)
    if unit is not None and "BUNIT" not in header:
        header["BUNIT"] = str(unit)
    if title:
        header["OBJECT"] = title
    return header
