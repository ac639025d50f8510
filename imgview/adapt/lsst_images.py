"""Live objects of ``lsst.images``: planes by name, absolute boxes, units, the sky, and what is known besides.

Pixels are shared.  Facts are asked for one by one and told as the readers of files tell them; one that
cannot be had (a PSF whose package is missing) becomes a note.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from imgview.adapt.lsst_knowledge import box_of, coadd_facts, difference_facts, visit_facts
from imgview.adapt.masks import NativeWords
from imgview.adapt.parts import Adapter, Wanted, as_image, fact, family, part
from imgview.geometry import Box
from imgview.model import (
    CellCoadd,
    ColorImage,
    DifferenceImage,
    GeneralizedImage,
    Image,
    Mask,
    MaskedImage,
    MaskPlane,
    MaskSchema,
    SkyProjection,
    VisitImage,
)
from imgview.readers.ast_sky import sky_of_ast
from imgview.readers.fits.mask import PackedMask, PlaneBit

__all__ = ["LSST_IMAGES"]

_KINDS = ("Image", "Mask", "MaskedImage", "ColorImage")


def _knows(obj: Any) -> bool:
    return not family(obj, "lsst.images").isdisjoint(_KINDS)


def _convert(obj: Any, _: Wanted) -> GeneralizedImage:
    kinds = family(obj, "lsst.images")
    notes: list[str] = []
    with part(obj, "bbox"):
        bbox = box_of(obj.bbox)
    projection = fact("the sky projection", lambda: _sky(obj, bbox, notes), notes)
    metadata = fact("metadata", lambda: _metadata(obj, "native"), notes) or {}
    picture: GeneralizedImage
    if "Mask" in kinds:
        picture = _mask(obj, "array", obj, bbox=bbox, sky_projection=projection, metadata=metadata)
    elif "ColorImage" in kinds:
        channels = [_image(obj, name, getattr(obj, name), bbox) for name in ("red", "green", "blue")]
        with part(obj, "channels"):
            picture = ColorImage(*channels, sky_projection=projection, metadata=metadata)
    elif "MaskedImage" in kinds:
        picture = _masked_image(obj, kinds, bbox=bbox, projection=projection, metadata=metadata, notes=notes)
    else:
        picture = _image(obj, "array", obj, bbox, sky_projection=projection, metadata=metadata)
    picture.header = fact("header", lambda: _metadata(obj, "external"), notes) or {}
    picture.notes = notes
    return picture


def _metadata(obj: Any, which: str) -> dict[str, Any]:
    """Return its own metadata, or the cards that it keeps of the header of a file."""
    metadata = obj.metadata
    return dict(getattr(metadata, which, metadata if which == "native" else {}))


def _masked_image(
    obj: Any,
    kinds: set[str],
    *,
    bbox: Box,
    projection: SkyProjection | None,
    metadata: dict[str, Any],
    notes: list[str],
) -> MaskedImage:
    planes: dict[str, Any] = {"sky_projection": projection, "metadata": metadata}
    with part(obj, "image"):
        image = obj.image
    planes["image"] = _image(obj, "image", image, bbox)
    with part(obj, "mask"):
        mask = obj.mask
    planes["mask"] = None if mask is None else _mask(obj, "mask", mask, bbox=bbox)
    with part(obj, "variance"):
        variance = obj.variance
    planes["variance"] = None if variance is None else _image(obj, "variance", variance, bbox)
    make: Any = MaskedImage
    if "CellCoadd" in kinds:
        make, facts = CellCoadd, coadd_facts(obj, notes) | {"extras": _extras(obj, bbox)}
    elif "DifferenceImage" in kinds:
        make, facts = DifferenceImage, visit_facts(obj, notes) | difference_facts(obj, notes)
    elif "VisitImage" in kinds:
        make, facts = VisitImage, visit_facts(obj, notes)
    else:
        facts = {}
    with part(obj, ""):
        picture: MaskedImage = make(**planes, **facts)
    return picture


def _image(obj: Any, name: str, image: Any, bbox: Box, **kwargs: Any) -> Image:
    with part(obj, name):
        array, unit = image.array, getattr(image, "unit", None)
    return as_image(obj, name, array, bbox=bbox, unit=unit, **kwargs)


def _mask(obj: Any, name: str, mask: Any, *, bbox: Box, **kwargs: Any) -> Mask:
    with part(obj, name):
        planes = [
            None if plane is None else MaskPlane(plane.name, plane.description) for plane in mask.schema
        ]
        array = mask.array
        schema = MaskSchema(planes)
        if array.dtype != np.uint8:
            # The same planes in wider elements, which leave a sign bit unused.
            stride = MaskSchema.bits_per_element(array.dtype)
            bits = [
                PlaneBit(number // stride, number % stride, number)
                for number, plane in enumerate(planes)
                if plane is not None
            ]
            words = [NativeWords(array[..., element]) for element in range(array.shape[2])]
            array = PackedMask(words, bits, schema.mask_size)
        return Mask(array, schema=schema, bbox=bbox, **kwargs)


def _sky(obj: Any, bbox: Box, notes: list[str]) -> SkyProjection | None:
    projection = obj.sky_projection
    if projection is None:
        return None
    header = None
    wcs = fact("the FITS WCS", lambda: obj.fits_wcs, notes)
    if wcs is not None:
        header = SkyProjection(wcs, yx0=bbox.start)
    return sky_of_ast(projection.show(), bbox=bbox, header=header, where="the sky projection", notes=notes)


def _extras(obj: Any, bbox: Box) -> dict[str, Image]:
    with part(obj, "noise_realizations"):
        found = {f"noise {number}": image for number, image in enumerate(obj.noise_realizations or ())}
    with part(obj, "mask_fractions"):
        found |= {f"mask fraction {name}": image for name, image in (obj.mask_fractions or {}).items()}
    return {name: _image(obj, name, image, bbox) for name, image in found.items()}


LSST_IMAGES = Adapter("lsst.images", _knows, _convert)
