"""What may be shown: what was read, with an image under a lone mask."""

from typing import Any

import numpy as np

from imgview.adapt.read import read
from imgview.model import GeneralizedImage, Image, Mask, MaskedImage

__all__ = ["as_picture"]


def as_picture(obj: Any, *what: Any, **how: Any) -> GeneralizedImage:
    """Return an object of the model for anything that can be shown.

    Parameters
    ----------
    obj : `object`
        Anything that `~imgview.adapt.read.read` takes.
    *what, **how
        Its other arguments.

    Returns
    -------
    `~imgview.model.GeneralizedImage`
        It shares the pixels; never a `~imgview.model.Mask` alone.

    Raises
    ------
    ImgviewError
        If it is nothing that can be shown, or the file cannot be read.
    """
    picture = read(obj, *what, **how)
    if isinstance(picture, Mask):
        # Zero strides: a plane of zeros that takes no memory.
        blank = Image(
            np.broadcast_to(np.uint8(0), picture.shape),
            bbox=picture.bbox,
            sky_projection=picture.sky_projection,
        )
        shown = MaskedImage(blank, mask=picture, metadata=picture.metadata)
        for name in ("source", "format", "header", "butler_info", "catalogs", "kept"):
            setattr(shown, name, getattr(picture, name))
        shown.notes = [*picture.notes, "a mask without an image"]
        return shown
    return picture
