"""What may be shown: whatever a user hands over, turned into an object of the model without copying."""

import os
from pathlib import Path
from typing import Any

import numpy as np

from imgview.errors import ImgviewError, ShapeError
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.readers import read

__all__ = ["as_picture"]

Picturable = Image | MaskedImage


def as_picture(obj: Any) -> Picturable:
    """Return an object of the model for anything that can be shown.

    Parameters
    ----------
    obj : path, array, `Image`, `Mask` or `MaskedImage`
        A path is read with `imgview.read`; an array is 2-D, ``[y, x]``, and becomes an image whose first
        pixel is (0, 0).

    Returns
    -------
    `~imgview.model.image.Image` or `~imgview.model.masked_image.MaskedImage`
        It shares the pixels.

    Raises
    ------
    ImgviewError
        If it is nothing that can be shown, or the file cannot be read.
    """
    if isinstance(obj, str | os.PathLike):
        obj = read(Path(obj))
    if isinstance(obj, Image | MaskedImage):
        return obj
    if isinstance(obj, Mask):
        # Zero strides: a plane of zeros that takes no memory.
        blank = Image(
            np.broadcast_to(np.uint8(0), obj.shape), bbox=obj.bbox, sky_projection=obj.sky_projection
        )
        picture = MaskedImage(blank, mask=obj)
        picture.source, picture.notes = obj.source, [*obj.notes, "a mask without an image"]
        return picture
    if hasattr(obj, "shape") and hasattr(obj, "dtype") and hasattr(obj, "__getitem__"):
        if len(obj.shape) != 2:
            hint = ": choose one plane first, for instance array[0]" if len(obj.shape) == 3 else ""
            msg = f"an image has two axes, got an array of shape {tuple(obj.shape)}{hint}"
            raise ShapeError(msg)
        return Image(obj)
    if isinstance(obj, list | tuple):
        try:
            return as_picture(np.asarray(obj))
        except ValueError as error:
            msg = f"cannot make a rectangular array of numbers of this {type(obj).__name__}: {error}"
            raise ShapeError(msg) from error
    msg = (
        f"cannot show an object of class {type(obj).__module__}.{type(obj).__qualname__}: "
        "give a path, a 2-D array or an imgview Image, Mask, MaskedImage or VisitImage"
    )
    raise ImgviewError(msg)
