"""What `mtv` takes, as an object of the model."""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping
from typing import Any

import numpy as np

from imgview.adapt.adapters import adapter_of
from imgview.adapt.lsst_afw import sky_of_skywcs
from imgview.adapt.read import read
from imgview.errors import DisplayError, UnsupportedTypeError
from imgview.model import GeneralizedImage, Image, Mask, MaskedImage, VisitImage
from imgview.readers.storage.source import Source, is_file

__all__ = ["picture_of"]

_WORDS = 4
"""Bytes of a mask pixel that an integer holds."""


def picture_of(
    data: Any, *, mask: Any = None, wcs: Any = None, title: Any = "", metadata: Any = None
) -> GeneralizedImage:
    """Return what is to be displayed.

    Parameters
    ----------
    data : `object`
        An Exposure, MaskedImage, Image, DecoratedImage or Mask of lsst.afw, or anything else that
        `imgview.read` takes.
    mask : `object`, optional
        A mask of lsst.afw on the pixels of ``data``, wherever that says they begin.
    wcs : optional
        A SkyWcs of lsst.afw, a WCS of astropy or a FITS header.
    title : `object`, optional
        What to call it.
    metadata : mapping, optional
        More cards for its header.

    Returns
    -------
    `~imgview.model.GeneralizedImage`
        It shares the pixels.  A mask alone becomes an image whose values are its bits, under that mask.

    Raises
    ------
    UnsupportedTypeError
        If it is of a class that nobody knows; the message lists those that would do.
    DisplayError
        If a WCS is given for an exposure, which has its own.
    ImgviewError
        If it cannot be read.
    """
    _check(data)
    picture = read(data)
    if wcs is not None and isinstance(picture, VisitImage):
        msg = "an exposure has a WCS of its own: leave out wcs=, or give its masked image"
        raise DisplayError(msg)
    if mask is not None:
        picture = _masked(picture, read(mask))
    if isinstance(picture, Mask):
        picture = _visible(picture)
    if wcs is not None:
        notes: list[str] = []
        if hasattr(wcs, "getFitsMetadata"):
            wcs = sky_of_skywcs(wcs, picture.bbox, notes)
        if wcs is not None:
            picture = read(picture, wcs=wcs)
            picture.notes = [*picture.notes, *notes]
    cards = _cards(metadata)
    if title or cards:
        # The user's own object stays as it is.
        picture = copy.copy(picture)
        picture.caption = str(title or picture.caption)
        picture.header = {**picture.header, **cards}
    return picture


def _check(data: Any) -> None:
    known = (str, os.PathLike, bytes, bytearray, memoryview, list, tuple, Source, GeneralizedImage)
    if isinstance(data, known) or adapter_of(data) is not None or is_file(data):
        return
    msg = (
        f"cannot display a {type(data).__name__}: give an Exposure, MaskedImage, Image, DecoratedImage or "
        "Mask of lsst.afw; a VisitImage, MaskedImage, Image, Mask, CellCoadd or ColorImage of imgview or "
        "lsst.images; "
        "a CCDData, NDData or HDU of astropy; a 2-D array; a path, a URL or an open file"
    )
    raise UnsupportedTypeError(msg)


def _masked(picture: GeneralizedImage, mask: GeneralizedImage) -> GeneralizedImage:
    """Return an image with a mask, whose place counts where they differ."""
    if not isinstance(mask, Mask) or not isinstance(picture, Image):
        return picture
    image = picture
    if picture.bbox != mask.bbox and tuple(picture.shape) == tuple(mask.shape):
        # An image that was made of a mask's pixels has forgotten where they begin.
        image = Image(picture.data, bbox=mask.bbox, unit=picture.unit, metadata=picture.metadata)
    whole = MaskedImage(image, mask=mask, metadata=image.metadata)
    whole.notes = [*picture.notes, *mask.notes]
    return whole


def _visible(mask: Mask) -> MaskedImage:
    """Return a mask over an image of its own bits, as an integer a pixel."""
    size = mask.schema.mask_size
    if size <= _WORDS:
        words = np.zeros((*mask.shape, _WORDS), np.uint8)
        words[..., :size] = mask.array
        values = words.view("<i4")[..., 0]
    else:
        # More planes than an integer has bits: how many of them are set.
        values = np.unpackbits(mask.array, axis=2).sum(axis=2, dtype=np.int32)
    image = Image(values, bbox=mask.bbox, sky_projection=mask.sky_projection)
    shown = MaskedImage(image, mask=mask, metadata=mask.metadata)
    for name in ("source", "format", "header", "butler_info", "catalogs", "kept"):
        setattr(shown, name, getattr(mask, name))
    shown.notes = [*mask.notes, "a mask without an image: the values are its bits"]
    return shown


def _cards(metadata: Any) -> Mapping[str, Any]:
    """Return the cards of a header, a PropertyList or a mapping."""
    if metadata is None:
        return {}
    for name in ("toOrderedDict", "toDict"):
        if hasattr(metadata, name):
            return dict(getattr(metadata, name)())
    try:
        return dict(metadata)
    except (TypeError, ValueError):
        msg = f"metadata is a mapping or a PropertyList, got a {type(metadata).__name__}"
        raise UnsupportedTypeError(msg) from None
