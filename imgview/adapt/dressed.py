"""A picture with what the user adds to it: a mask, a variance, a unit, a place on the sky."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from astropy import units as u

from imgview.adapt.masks import as_mask
from imgview.adapt.parts import sky_of_wcs
from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.model import GeneralizedImage, Image, Mask, MaskedImage

__all__ = ["dressed"]


def dressed(
    picture: GeneralizedImage,
    *,
    mask: Any = None,
    variance: Any = None,
    wcs: Any = None,
    unit: Any = None,
    planes: Any = None,
    where: str,
) -> Image | MaskedImage:
    """Return the same pixels with more beside them.

    Parameters
    ----------
    picture : `~imgview.model.Image` or `~imgview.model.MaskedImage`
        What was read.
    mask, variance, wcs, unit, planes : optional
        As for `~imgview.adapt.read.read`, arrays or pictures.
    where : `str`
        What errors are to begin with.

    Returns
    -------
    `~imgview.model.Image` or `~imgview.model.MaskedImage`
        What was not given stays as it was.

    Raises
    ------
    ImgviewError
        If something given does not fit, or the picture has no place for it.
    """
    if type(picture) is Image:
        whole = MaskedImage(picture)
    elif type(picture) is MaskedImage:
        whole = picture
    else:
        given = {"mask": mask, "variance": variance, "wcs": wcs, "unit": unit}
        names = ", ".join(f"{name}=" for name, value in given.items() if value is not None)
        msg = f"{where}: a {type(picture).__name__} is complete: {names} goes with an image or an array"
        raise ImgviewError(msg)
    notes = list(picture.notes)
    box, sky, image = picture.bbox, picture.sky_projection, whole.image
    parts: dict[str, Any] = {"mask": whole.mask, "variance": whole.variance, "extras": whole.extras}
    if wcs is not None:
        with _said(f"{where}: wcs="):
            sky = sky_of_wcs(wcs, box.start, notes, strict="cannot be used")
    if unit is not None:
        with _said(f"{where}: unit="):
            image = image.view(unit=unit)
    if mask is not None:
        with _said(f"{where}: mask="):
            parts["mask"] = as_mask(_bits_of(mask), bbox=box, planes=planes, sky_projection=sky, notes=notes)
    if variance is not None:
        with _said(f"{where}: variance="):
            parts["variance"] = _variance_of(variance, box)
    with _said(f"{where}:"):
        if mask is None and type(picture) is Image and variance is None:
            result: Image | MaskedImage = image.view(sky_projection=sky)
        else:
            result = MaskedImage(image, **parts, sky_projection=sky, metadata=picture.metadata)
    for name in ("source", "format", "header", "butler_info", "catalogs"):
        setattr(result, name, getattr(picture, name))
    result.notes = notes
    return result


@contextmanager
def _said(where: str) -> Iterator[None]:
    try:
        yield
    except ImgviewError as error:
        msg = f"{where} {error}"
        raise type(error)(msg) from error


def _bits_of(mask: Any) -> Any:
    """Return what `as_mask` takes of a picture that stands for a mask."""
    if isinstance(mask, Image):
        return mask.data
    if isinstance(mask, MaskedImage):
        if mask.mask is None:
            msg = "a picture without a mask"
            raise ImgviewError(msg)
        return mask.mask
    return mask


def _variance_of(variance: Any, box: Box) -> Image:
    if isinstance(variance, Mask):
        msg = "a mask is no variance"
        raise ImgviewError(msg)
    if isinstance(variance, MaskedImage):
        variance = variance.image
    if isinstance(variance, Image):
        return variance
    array = variance if hasattr(variance, "dtype") else np.asarray(variance)
    if tuple(array.shape) != tuple(box.shape):
        msg = f"it has the shape {tuple(array.shape)}, but the image has {tuple(box.shape)}"
        raise ShapeError(msg)
    unit = getattr(array, "unit", None)
    return Image(array, bbox=box, unit=unit if isinstance(unit, u.UnitBase) else None)
