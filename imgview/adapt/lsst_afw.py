"""Live objects of ``lsst.afw.image``: Exposure, MaskedImage, Image, Mask and DecoratedImage.

They are known by their methods, since their classes come in one variant a pixel type.  Pixels are shared,
mask planes go by name, boxes are absolute (PARENT).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from imgview.adapt.masks import packed_words
from imgview.adapt.parts import Adapter, Wanted, as_image, fact, has, part
from imgview.errors import ImgviewError
from imgview.geometry import Box
from imgview.model import GeneralizedImage, Image, Mask, MaskedImage, SkyProjection, VisitImage
from imgview.readers.ast_sky import sky_of_ast
from imgview.readers.units import parse_unit

__all__ = ["LSST_AFW", "sky_of_skywcs"]

_OBSERVATION = {
    "instrument": "getInstrumentLabel",
    "visit_id": "getId",
    "exposure_time": "getExposureTime",
    "boresight_airmass": "getBoresightAirmass",
    "object": "getObject",
    "science_program": "getScienceProgram",
    "observation_type": "getObservationType",
}


def _has(obj: Any, *names: str) -> bool:
    return has(obj, *names) and all(callable(getattr(obj, name)) for name in names)


def _is_exposure(obj: Any) -> bool:
    return _has(obj, "getMaskedImage", "getInfo")


def _is_masked_image(obj: Any) -> bool:
    return _has(obj, "getImage", "getMask", "getVariance", "getBBox")


def _is_mask(obj: Any) -> bool:
    return _has(obj, "getMaskPlaneDict", "getArray", "getBBox")


def _is_image(obj: Any) -> bool:
    return _has(obj, "getArray", "getXY0", "getBBox")


def _is_decorated(obj: Any) -> bool:
    return _has(obj, "getImage", "getMetadata") and not hasattr(obj, "getMask")


def _knows(obj: Any) -> bool:
    return any(knows(obj) for knows in (_is_exposure, _is_masked_image, _is_mask, _is_image, _is_decorated))


def _convert(obj: Any, _: Wanted) -> GeneralizedImage:
    notes: list[str] = []
    picture: GeneralizedImage
    if _is_exposure(obj):
        picture = _exposure(obj, notes)
    elif _is_masked_image(obj):
        with part(obj, ""):
            picture = MaskedImage(**_planes(obj, obj, notes))
    elif _is_mask(obj):
        picture = _mask(obj, "array", obj, notes)
    elif _is_image(obj):
        picture = _image(obj, "array", obj)
    else:
        metadata = _cards(obj, notes)
        with part(obj, "image"):
            image = obj.getImage()
        unit = parse_unit(metadata.get("BUNIT"))
        picture = _image(obj, "image", image, unit=unit, metadata=metadata)
    picture.notes = notes
    return picture


def _exposure(obj: Any, notes: list[str]) -> VisitImage:
    with part(obj, "masked image"):
        masked_image = obj.getMaskedImage()
    metadata = _cards(obj, notes)
    planes = _planes(obj, masked_image, notes, unit=parse_unit(metadata.get("BUNIT")), metadata=metadata)
    bbox = planes["image"].bbox
    info = fact("the exposure info", obj.getInfo, notes)
    filters = fact("filter", lambda: _filter(info.getFilter()), notes) or {}
    facts = {
        "obs_info": (fact("visit info", lambda: _visit_info(info.getVisitInfo()), notes) or {}) | filters,
        "detector": fact("detector", lambda: _detector(info.getDetector()), notes),
        "psf": fact("psf", lambda: _psf(info.getPsf()), notes),
        "summary_stats": fact("summary stats", lambda: _stats(info.getSummaryStats()), notes),
        "bounds": fact("valid polygon", lambda: _polygon(info.getValidPolygon()), notes),
        "sky_projection": fact("the WCS", lambda: sky_of_skywcs(obj.getWcs(), bbox, notes), notes),
        "header": metadata,
    }
    calibration = fact("photo calib", lambda: _calibration(info.getPhotoCalib()), notes)
    if calibration and planes["image"].unit is None:
        notes.append(calibration)
    with part(obj, ""):
        return VisitImage(**planes, **facts, metadata=metadata, **filters)


def _planes(obj: Any, masked_image: Any, notes: list[str], **kwargs: Any) -> dict[str, Any]:
    planes: dict[str, Any] = {}
    for name, get in (("image", "getImage"), ("mask", "getMask"), ("variance", "getVariance")):
        with part(obj, name):
            found = getattr(masked_image, get)()
        if name == "mask":
            planes[name] = None if found is None else _mask(obj, name, found, notes)
        elif found is not None:
            planes[name] = _image(obj, name, found, **(kwargs if name == "image" else {}))
    return planes


def _image(obj: Any, name: str, image: Any, **kwargs: Any) -> Image:
    with part(obj, name):
        array = image.getArray()
        yx0 = _origin(image)
    return as_image(obj, name, array, yx0=yx0, **kwargs)


def _mask(obj: Any, name: str, mask: Any, notes: list[str]) -> Mask:
    with part(obj, name):
        array = np.asarray(mask.getArray())
        if array.ndim != 2 or array.dtype.kind not in "iu":
            msg = f"a mask is a 2-D array of integers, got {array.dtype} of shape {array.shape}"
            raise ImgviewError(msg)
        docs = dict(mask.getMaskPlaneDocs()) if _has(mask, "getMaskPlaneDocs") else {}
        planes = {
            plane: (int(bit), str(docs.get(plane, ""))) for plane, bit in mask.getMaskPlaneDict().items()
        }
        packed, schema = packed_words(array, planes or None, notes)
        return Mask(packed, schema=schema, yx0=_origin(mask))


def _origin(image: Any) -> tuple[int, int]:
    """Return the absolute coordinates (y, x) of the first pixel."""
    corner = image.getXY0()
    x, y = (corner.getX(), corner.getY()) if _has(corner, "getX", "getY") else tuple(corner)
    return int(y), int(x)


def _cards(obj: Any, notes: list[str]) -> dict[str, Any]:
    """Return the header cards that an object carries."""
    if not _has(obj, "getMetadata"):
        return {}
    return fact("metadata", lambda: _mapping(obj.getMetadata()), notes) or {}


def _mapping(properties: Any) -> dict[str, Any]:
    if properties is None:
        return {}
    for name in ("toOrderedDict", "toDict"):
        if _has(properties, name):
            return dict(getattr(properties, name)())
    return dict(properties)


def sky_of_skywcs(wcs: Any, bbox: Box, notes: list[str]) -> SkyProjection | None:
    """Return the projection of a SkyWcs, whose pixels are absolute and count from 0.

    Parameters
    ----------
    wcs : ``lsst.afw.geom.SkyWcs`` or `None`
        Known by its methods.
    bbox : `~imgview.geometry.Box`
        Where it matters.
    notes : `list` [`str`]
        Is told what a person should know.

    Returns
    -------
    `~imgview.model.SkyProjection` or `None`
        `None` if there is none, or none that can be understood.
    """
    if wcs is None:
        return None
    header = None
    cards = fact("the FITS cards of the WCS", lambda: _mapping(wcs.getFitsMetadata()), notes)
    if cards:
        header = SkyProjection.from_header(cards, (0, 0))
    exact = bool(fact("whether the WCS is FITS", lambda: wcs.isFits, notes))
    if exact and header is not None:
        return header
    if _has(wcs, "getFrameDict"):
        text = fact("the AST text of the WCS", lambda: wcs.getFrameDict().show(), notes)
        if text:
            return sky_of_ast(text, bbox=bbox, header=header, where="the WCS", notes=notes)
    if header is None:
        return None
    said = "FITS approximation of the exposure's WCS, of unknown error"
    notes.append(f"the WCS: {said}")
    return header.marked(ast=None, approximation=said)


def _filter(label: Any) -> dict[str, str]:
    if label is None:
        return {}
    found = {}
    if label.hasBandLabel():
        found["band"] = str(label.bandLabel)
    if label.hasPhysicalLabel():
        found["physical_filter"] = str(label.physicalLabel)
    return found


def _visit_info(info: Any) -> dict[str, Any]:
    if info is None:
        return {}
    found = {key: getattr(info, name)() for key, name in _OBSERVATION.items() if _has(info, name)}
    if _has(info, "getDate"):
        found["datetime_mid"] = str(info.getDate())
    return {key: value for key, value in found.items() if value not in {None, ""}}


def _detector(detector: Any) -> dict[str, Any] | None:
    if detector is None:
        return None
    return {
        "name": str(detector.getName()),
        "id": int(detector.getId()),
        "serial": str(detector.getSerial()),
        "bbox": _sides(detector.getBBox()),
        "amplifiers": [{"name": str(amp.getName()), "bbox": _sides(amp.getBBox())} for amp in detector],
    }


def _sides(box: Any) -> dict[str, dict[str, int]]:
    x, y, width, height = (
        int(getattr(box, name)()) for name in ("getMinX", "getMinY", "getWidth", "getHeight")
    )
    return {"y": {"start": y, "stop": y + height}, "x": {"start": x, "stop": x + width}}


def _psf(psf: Any) -> dict[str, Any] | None:
    if psf is None:
        return None
    described: dict[str, Any] = {"type": type(psf).__name__}
    shape = psf.computeShape(psf.getAveragePosition())
    return described | {"sigma": float(shape.getDeterminantRadius())}


def _stats(stats: Any) -> dict[str, Any] | None:
    return None if stats is None else {key: value for key, value in vars(stats).items() if key[:1] != "_"}


def _polygon(polygon: Any) -> Any:
    if polygon is None:
        return None
    return [(float(vertex.getX()), float(vertex.getY())) for vertex in polygon.getVertices()]


def _calibration(calibration: Any) -> str | None:
    if calibration is None:
        return None
    mean, error = float(calibration.getCalibrationMean()), float(calibration.getCalibrationErr())
    return f"no BUNIT; according to the calibration 1 ADU is {mean:.6g} ± {error:.2g} nJy"


LSST_AFW = Adapter("lsst.afw image", _knows, _convert)
