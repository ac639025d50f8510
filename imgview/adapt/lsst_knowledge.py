"""What live objects of ``lsst.images`` know besides pixels, in the words in which their files are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np

from imgview.adapt.parts import fact
from imgview.errors import ImgviewError
from imgview.geometry import Box, Interval
from imgview.model import CellGrid
from imgview.readers.lsst.facts import plain

__all__ = ["box_of", "coadd_facts", "difference_facts", "visit_facts"]

_PSF = {"Gaussian": "Gaussian", "Piff": "Piff", "PSFEx": "PSFEx", "Cell": "CellPsf", "Legacy": "legacy"}


def box_of(box: Any) -> Box:
    """Return a box of lsst.images as one of ours.

    Parameters
    ----------
    box : `object`
        It has sides ``y`` and ``x`` with ``start`` and ``stop``.

    Returns
    -------
    `~imgview.geometry.Box`
        In absolute pixels.
    """
    return Box(*(Interval(int(side.start), int(side.stop)) for side in (box.y, box.x)))


def visit_facts(obj: Any, notes: list[str]) -> dict[str, Any]:
    """Ask a visit image for what it knows besides pixels.

    Parameters
    ----------
    obj : `object`
        One of lsst.images.
    notes : `list` [`str`]
        Is told of what cannot be had.

    Returns
    -------
    `dict`
        Arguments of `~imgview.model.VisitImage`.
    """
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


def difference_facts(obj: Any, notes: list[str]) -> dict[str, Any]:
    """Ask a difference image for what it knows besides what every visit image does.

    Parameters
    ----------
    obj : `object`
        One of lsst.images.
    notes : `list` [`str`]
        Is told of what cannot be had.

    Returns
    -------
    `dict`
        Arguments of `~imgview.model.DifferenceImage`.
    """
    return {
        "templates": fact("templates", lambda: [_template(each) for each in obj.templates or ()], notes),
        "kernel": fact("kernel", lambda: _kernel(obj.kernel), notes),
    }


def coadd_facts(obj: Any, notes: list[str]) -> dict[str, Any]:
    """Ask a coadd for what it knows besides pixels.

    Parameters
    ----------
    obj : `object`
        One of lsst.images.
    notes : `list` [`str`]
        Is told of what cannot be had.

    Returns
    -------
    `dict`
        Arguments of `~imgview.model.CellCoadd`.
    """
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
        **{name: fact(name, partial(getattr, obj, name), notes) for name in ("band", "skymap", "tract")},
    }


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
    return CellGrid(box_of(obj.grid.bbox), tuple(obj.grid.cell_shape), [(cell.i, cell.j) for cell in missing])


def _patch(patch: Any) -> dict[str, Any] | None:
    if patch is None:
        return None
    return {"id": patch.id, "index": patch.index, "inner_bbox": box_of(patch.inner_bbox)}


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
