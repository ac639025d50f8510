"""HDUs of `astropy.io.fits`: one by itself shares its data, a list is read as the file it would be."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from astropy.io import fits

from imgview import readers
from imgview.adapt.live_fits import is_loaded, live_source
from imgview.adapt.parts import Adapter, Wanted, as_image, class_name, part
from imgview.errors import ImgviewError, ReadError
from imgview.model import GeneralizedImage, Image
from imgview.readers.fits.image import cards, header_projection, linear_origin
from imgview.readers.units import parse_unit

__all__ = ["HDU", "HDU_LIST"]

_TAKEN = frozenset({"format", "hdu", "plane", "mask_hdu", "planes"})


def _hdu_list(obj: Any, wanted: Wanted) -> GeneralizedImage:
    name = class_name(obj)
    path = obj.filename()
    name = f"{name} of {path}" if path else name
    with part(obj, "content"):
        # Asking for one HDU has astropy find them all.
        hdus = [obj[number] for number in range(len(obj))]
    if not hdus:
        msg = f"{name}: it is empty"
        raise ReadError(msg)
    try:
        source = live_source(hdus, name)
    except ImgviewError:
        raise
    except Exception as error:  # whatever astropy meets in somebody's HDUs
        msg = f"{name}: it cannot be read: {type(error).__name__}: {error}"
        raise ReadError(msg) from error
    picture = readers.read(source, **vars(wanted))
    if wanted.mask_hdu is None and wanted.planes is None and wanted.plane is None and type(picture) is Image:
        chosen = _chosen(hdus, wanted.hdu)
        if is_loaded(chosen) and chosen.data.ndim == 2:
            return _shared(chosen, picture)
    return picture


def _chosen(hdus: list[Any], wanted: int | str | None) -> Any:
    """Return the HDU that was read, by the rule of plain FITS."""
    if isinstance(wanted, int):
        return hdus[wanted]
    if wanted is not None:
        return fits.HDUList(hdus)[wanted.partition(",")[0]]
    pictures = [hdu for hdu in hdus if hdu.is_image and len(hdu.shape) >= 2]
    return next((hdu for hdu in pictures if math.prod(hdu.shape)), pictures[0])


def _shared(hdu: Any, picture: Image) -> Image:
    """Return the same picture over the array itself."""
    if hdu.data.dtype.newbyteorder("=") != picture.dtype:
        return picture
    image = Image(
        np.asarray(hdu.data),
        bbox=picture.bbox,
        unit=picture.unit,
        sky_projection=picture.sky_projection,
        metadata=picture.metadata,
    )
    image.source, image.notes, image.header = picture.source, picture.notes, picture.header
    return image


def _hdu(obj: Any, wanted: Wanted) -> GeneralizedImage:
    if not obj.is_image:
        msg = f"{class_name(obj)}: this HDU is a table or another kind of data, not an image"
        raise ReadError(msg)
    if not is_loaded(obj) or wanted.plane is not None:
        number = 0 if isinstance(obj, fits.PrimaryHDU) else 1
        return readers.read(live_source([obj], class_name(obj)), hdu=number, plane=wanted.plane)
    notes: list[str] = []
    with part(obj, "data"):
        data = obj.data
        if data is None:
            msg = f"HDU {obj.name!r} has none" if obj.name else "there are none"
            raise ReadError(msg)
    with part(obj, "header"):
        yx0 = linear_origin(obj.header) or (0, 0)
        metadata = cards(obj.header)
        projection = header_projection(obj.header, yx0, notes, "the header")
        unit = parse_unit(metadata.get("BUNIT"))
    array = np.asarray(data)
    image = as_image(obj, "data", array, yx0=yx0, unit=unit, sky_projection=projection, metadata=metadata)
    image.notes = notes
    return image


def _knows_hdu(obj: Any) -> bool:
    return isinstance(obj, fits.hdu.base._BaseHDU)  # noqa: SLF001 - the only class that all HDUs have in common


HDU_LIST = Adapter("astropy HDUList", lambda obj: isinstance(obj, fits.HDUList), _hdu_list, _TAKEN)
HDU = Adapter("astropy HDU", _knows_hdu, _hdu, frozenset({"plane"}))
