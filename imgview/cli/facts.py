"""What can be said of a picture, in plain lists and dicts."""

from collections.abc import Mapping, Sequence
from typing import Any

from astropy import units as u

from imgview.model import (
    CellCoadd,
    ColorImage,
    DifferenceImage,
    GeneralizedImage,
    Image,
    Mask,
    MaskedImage,
    VisitImage,
)

__all__ = ["gather"]

# What classes know of their observation beyond pixels, by the name of the attribute.
_KNOWLEDGE: tuple[tuple[str, Any], ...] = (
    ("psf", {}),
    ("detector", {}),
    ("backgrounds", {}),
    ("aperture_corrections", {}),
    ("band", None),
    ("skymap", None),
    ("tract", None),
    ("patch", {}),
    ("provenance", {}),
    ("kernel", {}),
    ("obs_info", {}),
    ("summary_stats", {}),
)


def gather(picture: GeneralizedImage, *, count: bool = True) -> dict[str, Any]:
    """Collect the facts of a picture.

    Parameters
    ----------
    picture : `~imgview.model.GeneralizedImage`
        What was read.
    count : `bool`, optional
        Whether the bits of its mask are read, to be counted.

    Returns
    -------
    `dict`
        Keys ``class``, ``format``, ``title``, ``shape`` (rows, columns), ``bbox`` (absolute, ends exclusive),
        ``dtype``, ``unit``, ``tile`` (shape of a compressed tile), ``channels``, ``variance``, ``extras``,
        ``mask_planes``, ``catalogs``, ``cells``, ``outlines`` (polygons by name), ``sky`` (ICRS degrees of
        the centre, arcsec per pixel, whether exact), ``psf``, ``detector``, ``obs_info``,
        ``summary_stats``, ``metadata``, ``header``, ``notes`` and what else the class knows; `None` or
        empty where there is nothing to say.
    """
    box = picture.bbox
    plane = _main_plane(picture)
    masked = picture if isinstance(picture, MaskedImage) else None
    mask = picture if isinstance(picture, Mask) else masked.mask if masked else None
    return {
        "class": type(picture).__name__,
        "format": picture.format,
        "title": picture.title,
        "shape": [box.y.size, box.x.size],
        "bbox": {"y": [box.y.start, box.y.stop], "x": [box.x.start, box.x.stop]},
        "dtype": str(plane.data.dtype),
        "unit": _unit(getattr(plane, "unit", None)),
        "tile": list(getattr(plane.data, "chunks", None) or []),
        "channels": ["red", "green", "blue"] if isinstance(picture, ColorImage) else [],
        "variance": _plane(masked.variance) if masked and masked.variance is not None else None,
        "extras": {name: _plane(extra) for name, extra in masked.extras.items()} if masked else {},
        "mask_planes": [] if mask is None else _mask_planes(mask, count=count),
        "catalogs": _catalogs(picture),
        "cells": _cells(picture),
        "outlines": {name: len(polygons) for name, polygons in picture.outlines.items()},
        "sky": _sky(picture),
        "bounds": picture.bounds.tolist()
        if isinstance(picture, VisitImage) and picture.bounds is not None
        else None,
        "templates": _templates(picture),
        **{name: getattr(picture, name, empty) for name, empty in _KNOWLEDGE},
        "butler_info": picture.butler_info,
        "metadata": picture.metadata,
        "header": dict(picture.header),
        "notes": picture.notes,
    }


def _main_plane(picture: GeneralizedImage) -> Image | Mask:
    if isinstance(picture, Image | Mask):
        return picture
    if isinstance(picture, MaskedImage):
        return picture.image
    if isinstance(picture, ColorImage):
        return picture.red
    msg = f"there is no picture of class {type(picture).__name__}"
    raise TypeError(msg)


def _unit(unit: u.UnitBase | None) -> str | None:
    return None if unit is None else str(unit)


def _plane(plane: Image) -> dict[str, str | None]:
    return {"dtype": str(plane.dtype), "unit": _unit(plane.unit)}


def _mask_planes(mask: Mask, *, count: bool) -> list[dict[str, Any]]:
    counts, descriptions = mask.counts() if count else {}, mask.schema.descriptions
    return [
        {"name": name, "description": descriptions[name], "count": counts.get(name)}
        for name in mask.schema.names
    ]


def _catalogs(picture: GeneralizedImage) -> dict[str, dict[str, Any]]:
    return {
        name: {"rows": len(catalog), "columns": catalog.table.colnames, "roles": catalog.roles}
        for name, catalog in picture.catalogs.items()
    }


def _cells(picture: GeneralizedImage) -> dict[str, list[Any]] | None:
    grid = picture.grid if isinstance(picture, CellCoadd) else None
    if grid is None:
        return None
    missing: Sequence[Sequence[int]] = sorted(grid.missing)
    return {
        "shape": list(grid.shape),
        "cell_shape": list(grid.cell_shape),
        "missing": [list(cell) for cell in missing],
    }


def _templates(picture: GeneralizedImage) -> Sequence[Mapping[str, Any]]:
    return picture.templates if isinstance(picture, DifferenceImage) else []


def _sky(picture: GeneralizedImage) -> dict[str, Any] | None:
    projection = picture.sky_projection
    if projection is None:
        return None
    x, y = picture.bbox.x.center, picture.bbox.y.center
    sky = projection.pixel_to_sky(x=x, y=y)
    error = projection.approximation_error
    return {
        "x": x,
        "y": y,
        "ra": float(sky.ra.deg),
        "dec": float(sky.dec.deg),
        "pixel_scale": float(projection.pixel_scale(x=x, y=y).to_value(u.arcsec)),
        "sexagesimal": sky.to_string("hmsdms", sep=":", precision=2),
        "exact": projection.approximation is None,
        "approximation": projection.approximation,
        "approximation_error": None if error is None else float(error.to_value(u.arcsec)),
    }
