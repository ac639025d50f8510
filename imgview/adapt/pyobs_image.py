"""Live images of pyobs: data, mask, uncertainty, catalogue and raw pixels, as its files are read."""

from __future__ import annotations

from typing import Any

import numpy as np

from imgview.adapt.masks import as_mask
from imgview.adapt.parts import Adapter, Wanted, as_image, fact, family, part
from imgview.errors import ImgviewError, ShapeError
from imgview.model import ColorImage, GeneralizedImage, Image, MaskedImage
from imgview.readers.fits.image import cards, header_projection
from imgview.readers.pyobs.catalog import pyobs_catalog
from imgview.readers.uncertainty import VariancePlane
from imgview.readers.units import parse_unit

__all__ = ["PYOBS"]


def _knows(obj: Any) -> bool:
    return "Image" in family(obj, "pyobs")


def _convert(obj: Any, wanted: Wanted) -> GeneralizedImage:
    notes: list[str] = []
    with part(obj, "header"):
        metadata = cards(obj.header)
    projection = header_projection(obj.header, (0, 0), notes, "the header")
    unit = parse_unit(fact("unit", lambda: obj.unit, notes))
    data = _optional(obj, "data")
    if data is None:
        with part(obj, "data"):
            msg = "there are none"
            raise ImgviewError(msg)
    if np.ndim(data) == 3 and len(data) == 3 and "CTYPE3" not in obj.header and wanted.plane is None:
        red, green, blue = (as_image(obj, "data", channel, unit=unit) for channel in data)
        picture: GeneralizedImage = ColorImage(red, green, blue, sky_projection=projection, metadata=metadata)
    else:
        if wanted.plane is not None and np.ndim(data) == 3:
            with part(obj, "data"):
                data = data[wanted.plane]
        image = as_image(obj, "data", data, unit=unit, sky_projection=projection, metadata=metadata)
        picture = _masked_image(obj, image, notes)
    picture.header, picture.notes = metadata, notes
    return picture


def _masked_image(obj: Any, image: Image, notes: list[str]) -> MaskedImage:
    planes: dict[str, Any] = {}
    mask, uncertainty, raw = (_optional(obj, name) for name in ("mask", "uncertainty", "raw"))
    if mask is not None:
        with part(obj, "mask"):
            flags = np.asarray(mask)
            planes["mask"] = as_mask({"MASK": _whole_numbers(flags)}, bbox=image.bbox, notes=notes)
    if uncertainty is not None:
        with part(obj, "uncertainty"):
            _same_shape(uncertainty, image)
            planes["variance"] = Image(VariancePlane(uncertainty, "std"), bbox=image.bbox)
    if raw is not None:
        with part(obj, "raw"):
            _same_shape(raw, image)
            planes["extras"] = {"RAW": Image(raw, bbox=image.bbox, unit="adu")}
    with part(obj, ""):
        picture = MaskedImage(image, **planes, metadata=image.metadata)
    table = _optional(obj, "catalog")
    if table is not None:
        catalog = fact("the catalogue", lambda: pyobs_catalog(table), notes)
        if catalog is not None:
            picture.catalogs["CAT"] = catalog
    return picture


def _optional(obj: Any, name: str) -> Any:
    """Return a part that need not be there; the public property of some raises where it is not."""
    with part(obj, name):
        return getattr(obj, f"safe_{name}") if hasattr(type(obj), f"safe_{name}") else getattr(obj, name)


def _whole_numbers(flags: Any) -> Any:
    # pyobs allows masks of floats, which hold 0 and 1.
    return flags if flags.dtype.kind in "biu" else flags != 0


def _same_shape(array: Any, image: Image) -> None:
    if tuple(np.shape(array)) != tuple(image.shape):
        msg = f"it has the shape {tuple(np.shape(array))}, but the data have {tuple(image.shape)}"
        raise ShapeError(msg)


PYOBS = Adapter("pyobs Image", _knows, _convert, frozenset({"plane"}))
