"""Live objects of ``lsst.images``: planes by name, absolute boxes, units, the sky, and what is known besides.

Pixels are shared.  Facts are asked for one by one and told as the readers of files tell them; one that
cannot be had (a PSF whose package is missing) becomes a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np

from imgview.adapt.masks import NativeWords
from imgview.adapt.parts import Adapter, Wanted, as_image, fact, family, part
from imgview.errors import ImgviewError
from imgview.geometry import Box, Interval
from imgview.model import (
    CellCoadd,
    CellGrid,
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
from imgview.readers.fits_mask import PackedMask, PlaneBit
from imgview.readers.lsst_facts import plain

__all__ = ["LSST_IMAGES"]

_KINDS = ("Image", "Mask", "MaskedImage", "ColorImage")
_PSF = {"Gaussian": "Gaussian", "Piff": "Piff", "PSFEx": "PSFEx", "Cell": "CellPsf", "Legacy": "legacy"}


def _knows(obj: Any) -> bool:
    return not family(obj, "lsst.images").isdisjoint(_KINDS)


def _convert(obj: Any, _: Wanted) -> GeneralizedImage:
    kinds = family(obj, "lsst.images")
    notes: list[str] = []
    with part(obj, "bbox"):
        bbox = _box(obj.bbox)
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
        make, facts = CellCoadd, _coadd(obj, bbox, notes)
    elif "DifferenceImage" in kinds:
        make, facts = DifferenceImage, _visit(obj, notes) | _difference(obj, notes)
    elif "VisitImage" in kinds:
        make, facts = VisitImage, _visit(obj, notes)
    else:
        facts = {}
    with part(obj, ""):
        picture: MaskedImage = make(**planes, **facts)
    return picture


def _box(box: Any) -> Box:
    return Box(*(Interval(int(side.start), int(side.stop)) for side in (box.y, box.x)))


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


def _visit(obj: Any, notes: list[str]) -> dict[str, Any]:
    facts = {
        "obs_info": fact("obs_info", lambda: _dump(obj.obs_info), notes),
        "summary_stats": fact("summary_stats", lambda: _dump(obj.summary_stats), notes),
        "detector": fact("detector", lambda: _detector(obj.detector), notes),
        "bounds": fact("bounds", lambda: _corners(obj.bounds), notes),
        "backgrounds": fact("backgrounds", lambda: _backgrounds(obj.backgrounds), notes),
        "photometric_scaling": fact("photometric_scaling", lambda: _field(obj.photometric_scaling), notes),
        "aperture_corrections": fact(
            "aperture_corrections", lambda: _fields(obj.aperture_corrections), notes
        ),
        "band": fact("band", lambda: obj.band, notes),
        "physical_filter": fact("physical_filter", lambda: obj.physical_filter, notes),
    }
    sigma = (facts["summary_stats"] or {}).get("psfSigma")
    psf = fact("psf", lambda: _psf(obj.psf, sigma), notes)
    if psf is None and sigma:
        # Its package may be missing; what was measured of it is known all the same.
        psf = {"type": "unknown", "sigma": sigma}
    return facts | {"psf": psf}


def _difference(obj: Any, notes: list[str]) -> dict[str, Any]:
    return {
        "templates": fact("templates", lambda: [_template(each) for each in obj.templates or ()], notes),
        "kernel": fact("kernel", lambda: _kernel(obj.kernel), notes),
    }


def _coadd(obj: Any, bbox: Box, notes: list[str]) -> dict[str, Any]:
    return {
        "grid": fact("grid", lambda: _grid(obj), notes),
        "patch": fact("patch", lambda: _patch(obj.patch), notes),
        "psf": fact("psf", lambda: _psf(obj.psf, None), notes),
        "provenance": fact("provenance", lambda: _provenance(obj.provenance), notes),
        "backgrounds": fact("backgrounds", lambda: _backgrounds(obj.backgrounds), notes),
        "aperture_corrections": fact(
            "aperture_corrections",
            lambda: {name: {"type": "CELL"} for name in obj.aperture_corrections},
            notes,
        ),
        "extras": _extras(obj, bbox),
        **{name: fact(name, partial(getattr, obj, name), notes) for name in ("band", "skymap", "tract")},
    }


def _extras(obj: Any, bbox: Box) -> dict[str, Image]:
    with part(obj, "noise_realizations"):
        found = {f"noise {number}": image for number, image in enumerate(obj.noise_realizations or ())}
    with part(obj, "mask_fractions"):
        found |= {f"mask fraction {name}": image for name, image in (obj.mask_fractions or {}).items()}
    return {name: _image(obj, name, image, bbox) for name, image in found.items()}


def _dump(model: Any) -> dict[str, Any]:
    """Return what a pydantic model holds, as it would stand in a file."""
    return {} if model is None else plain(model.model_dump(mode="json", exclude_none=True))


def _psf(psf: Any, sigma: Any) -> dict[str, Any] | None:
    if psf is None:
        return None
    name = type(psf).__name__
    described: dict[str, Any] = {
        "type": next((kind for start, kind in _PSF.items() if name.startswith(start)), name)
    }
    own = getattr(psf, "sigma", sigma)
    if isinstance(own, int | float) and own > 0:
        described["sigma"] = own
    if hasattr(psf, "kernel_bbox"):
        described["stamp_size"] = psf.kernel_bbox.x.size
    return described


def _detector(detector: Any) -> dict[str, Any] | None:
    if detector is None:
        return None
    keys = ("name", "id", "type", "serial", "physical_type", "pixel_size")
    described = {key: getattr(detector, key) for key in keys if getattr(detector, key, None) is not None}
    described = {
        key: value if isinstance(value, str | int | float) else str(getattr(value, "name", value))
        for key, value in described.items()
    }
    described["bbox"] = _interval_dicts(detector.bbox)
    described["amplifiers"] = [
        {"name": amplifier.name, "bbox": _interval_dicts(amplifier.bbox)}
        for amplifier in detector.amplifiers or ()
    ]
    return described


def _interval_dicts(box: Any) -> dict[str, dict[str, int]]:
    return {
        axis: {"start": int(getattr(box, axis).start), "stop": int(getattr(box, axis).stop)} for axis in "yx"
    }


def _corners(bounds: Any) -> Any:
    """Return the corners of a polygon; `None` where bounds are a box."""
    if not hasattr(bounds, "x_vertices"):
        return None
    return np.column_stack([bounds.x_vertices, bounds.y_vertices])


def _backgrounds(backgrounds: Any) -> dict[str, Any]:
    subtracted = getattr(backgrounds, "subtracted", None)
    return {
        name: {
            "type": type(getattr(each, "field", each)).__name__,
            "description": str(getattr(each, "description", "")),
            "subtracted": subtracted is not None and subtracted is each,
        }
        for name, each in (backgrounds or {}).items()
    }


def _field(field: Any) -> dict[str, Any] | None:
    if field is None:
        return None
    unit = getattr(field, "unit", None)
    described: dict[str, Any] = {"type": _kind(field, "Field"), "unit": None if unit is None else str(unit)}
    operands = getattr(field, "operands", None)
    if isinstance(operands, Iterable):
        described["operands"] = [_field(each) for each in operands]
    return described


def _kind(obj: Any, suffix: str) -> str:
    """Return the name of a class as files spell it: ``IMAGE_BASIS`` for ImageBasisConvolutionKernel."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(obj).__name__.removesuffix(suffix)).upper()


def _fields(fields: Any) -> dict[str, Any]:
    return {name: _field(field) for name, field in (fields or {}).items()}


def _template(template: Any) -> dict[str, Any]:
    described = _dump(template) if hasattr(template, "model_dump") else dict(vars(template))
    return described | {"bounds": _corners(template.bounds)}


def _kernel(kernel: Any) -> dict[str, Any] | None:
    if kernel is None:
        return None
    described: dict[str, Any] = {"type": _kind(kernel, "ConvolutionKernel")}
    basis: Any = getattr(kernel, "basis", None)
    if getattr(basis, "ndim", 0) == 3:
        described |= {"images": basis.shape[0], "shape": tuple(basis.shape[1:])}
    return described


def _grid(obj: Any) -> CellGrid:
    missing = getattr(obj.bounds, "missing", None) or ()
    return CellGrid(_box(obj.grid.bbox), tuple(obj.grid.cell_shape), [(cell.i, cell.j) for cell in missing])


def _patch(patch: Any) -> dict[str, Any] | None:
    if patch is None:
        return None
    return {"id": patch.id, "index": patch.index, "inner_bbox": _box(patch.inner_bbox)}


def _provenance(provenance: Any) -> dict[str, Any] | None:
    if provenance is None:
        return None
    described: dict[str, Any] = {key: len(getattr(provenance, key)) for key in ("inputs", "contributions")}
    if not described["inputs"]:
        msg = "no inputs are listed"
        raise ImgviewError(msg)
    for key in ("instrument", "physical_filter"):
        if key in provenance.inputs.colnames:
            described[key] = str(provenance.inputs[key][0])
    return described


LSST_IMAGES = Adapter("lsst.images", _knows, _convert)
