"""``imgview.write``: from whatever can be read to a file that lsst.images reads."""

from os import PathLike
from types import EllipsisType
from typing import Any

from imgview import writers
from imgview.adapt.read import read

__all__ = ["write"]


def write(
    obj: Any,
    path: str | PathLike[str],
    *,
    format: str | None = None,
    overwrite: bool = False,
    compression: str | EllipsisType | None = ...,
) -> None:
    """Write a picture to a file that lsst.images reads, and for ``.sdf`` Starlink too.

    The file appears whole or not at all.  Pixels that are not in memory are read and written a few rows at
    a time.

    Parameters
    ----------
    obj : `object`
        A picture, a part of one (``picture[box]``), or anything else that `~imgview.adapt.read.read` takes.
    path : `str` or path-like
        The file.  Its name says what it is to be: ``.fits``, ``.sdf`` or ``.json``, and ``.gz`` behind any of
        them to pack it as a whole.
    format : `str`, optional
        ``"fits"``, ``"ndf"`` or ``"json"``, whatever the name says.
    overwrite : `bool`, optional
        Whether a file that is there already is replaced.
    compression : `str` or `None`, optional
        ``"gzip"``, without loss, or `None`; by default FITS is compressed, the others are not.

    Raises
    ------
    WriteError
        If the file exists, cannot be written, or cannot hold what the picture has.
    ReadError
        If pixels that are not in memory cannot be read.
    UnknownNameError
        If there is no such format or compression.
    ImgviewError
        If ``obj`` is no picture.

    Warns
    -----
    UserWarning
        Names what the picture has and the file has no place for.

    Examples
    --------
    >>> write(image, "whole.fits")
    >>> write(image[Box.factory[1300:1400, 2100:2300]], "cutout.sdf", overwrite=True)
    """
    writers.write(read(obj), path, format=format, overwrite=overwrite, compression=compression)
