"""``imgview.read``: one call from whatever an observer has to an object of the model."""

import os
from collections.abc import Mapping
from typing import Any

import numpy as np

from imgview import readers
from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.model import GeneralizedImage, Image

__all__ = ["read"]


def read(
    obj: Any,
    /,
    *what: Any,
    bbox: Box | None = None,
    format: str | None = None,
    hdu: int | str | None = None,
    plane: int | None = None,
    mask_hdu: int | str | None = None,
    planes: Mapping[str, int] | None = None,
    mask: Any = None,
    variance: Any = None,
    wcs: Any = None,
    unit: Any = None,
    storage_options: Mapping[str, Any] | None = None,
    **data_id: Any,
) -> GeneralizedImage:
    """Read a picture."""
    if isinstance(obj, str | os.PathLike):
        return readers.read(obj, bbox=bbox, format=format, hdu=hdu, plane=plane)
    if isinstance(obj, GeneralizedImage):
        return obj if bbox is None else obj[bbox]
    if hasattr(obj, "shape") and hasattr(obj, "dtype") and hasattr(obj, "__getitem__"):
        if len(obj.shape) != 2:
            hint = ": choose one plane first, for instance array[0]" if len(obj.shape) == 3 else ""
            msg = f"an image has two axes, got an array of shape {tuple(obj.shape)}{hint}"
            raise ShapeError(msg)
        return Image(obj)
    if isinstance(obj, list | tuple):
        try:
            return read(np.asarray(obj))
        except ValueError as error:
            msg = f"cannot make a rectangular array of numbers of this {type(obj).__name__}: {error}"
            raise ShapeError(msg) from error
    msg = (
        f"cannot show an object of class {type(obj).__module__}.{type(obj).__qualname__}: "
        "give a path, a 2-D array or an imgview Image, Mask, MaskedImage or VisitImage"
    )
    raise ImgviewError(msg)
