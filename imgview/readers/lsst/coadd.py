"""What only coadds made of cells have in an lsst.images tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgview.errors import ShapeError
from imgview.geometry import Box
from imgview.model import CellGrid
from imgview.readers.lsst.facts import Shape, backgrounds, box, pair, plain, psf, read_facts

__all__ = ["coadd_facts"]

# A tract of cells of 150 pixels has 40,000; with more, something is wrong.
_MOST_CELLS = 100_000
_INDEX_COLUMNS = {"cell_i", "cell_j"}


def coadd_facts(tree: Mapping[str, Any], bbox: Box, shape: Shape, notes: list[str]) -> dict[str, Any]:
    """Read what a coadd has besides pixels.

    Parameters
    ----------
    tree : mapping
        The whole tree.
    bbox : `~imgview.geometry.Box`
        Absolute box of the picture.
    shape : `~imgview.readers.lsst.facts.Shape`
        Tells the shapes of arrays.
    notes : `list` of `str`
        Is told of what cannot be read.

    Returns
    -------
    `dict`
        Arguments of `~imgview.model.CellCoadd`.
    """
    facts = read_facts(
        tree,
        {
            "psf": lambda part: psf(part, None, shape),
            "patch": _patch,
            "provenance": lambda part: _provenance(part, shape),
            "backgrounds": backgrounds,
            "aperture_corrections": _aperture_corrections,
        },
        notes,
    )
    band = tree.get("band")
    facts["band"] = band if isinstance(band, str) else None
    facts |= _frame(tree)
    grids = {"psf": lambda part: _grid(part["bounds"], bbox), "patch": lambda part: _patch_grid(part, bbox)}
    for key in grids:
        grid = read_facts(tree, {key: grids[key]}, notes)[key]
        if grid is not None:
            return facts | {"grid": grid}
    return facts


def _grid(bounds: Mapping[str, Any], bbox: Box) -> CellGrid:
    """Return the cells over which a PSF is known, and with it the image."""
    missing = [
        (cell["i"], cell["j"]) if isinstance(cell, Mapping) else tuple(cell)
        for cell in bounds.get("missing") or ()
    ]
    return _bounded(CellGrid(box(bounds["grid"]["bbox"]), pair(bounds["grid"]["cell_shape"]), missing), bbox)


def _patch_grid(patch: Mapping[str, Any], bbox: Box) -> CellGrid:
    return _bounded(CellGrid(box(patch["cells"]["bbox"]), pair(patch["cells"]["cell_shape"])), bbox)


def _bounded(grid: CellGrid, bbox: Box) -> CellGrid:
    """Refuse a grid so fine that its cells could not be listed."""
    height, width = grid.cell_shape
    count = (bbox.shape.y // height + 2) * (bbox.shape.x // width + 2)
    if count > _MOST_CELLS:
        msg = f"a grid of {count} cells over the picture, more than {_MOST_CELLS}"
        raise ShapeError(msg)
    return grid


def _patch(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return number, row and column, and the box that no neighbour shares."""
    described = {key: value for key, value in plain(patch).items() if key != "cells"}
    if patch.get("index") is not None:
        described["index"] = pair(patch["index"])
    if patch.get("inner_bbox") is not None:
        described["inner_bbox"] = box(patch["inner_bbox"])
    return described


def _provenance(provenance: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """Count the visits that went in, and their contributions to cells."""
    described = {key: provenance.get(key) for key in ("instrument", "physical_filter")}
    for key in ("inputs", "contributions"):
        columns = (provenance.get(key) or {}).get("columns") or ()
        sides = shape(columns[0]["data"]) if columns else None
        if sides:
            described[key] = sides[0]
    return described


def _aperture_corrections(corrections: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of each correction, by the name of its flux."""
    names = [column["name"] for column in corrections["table"]["columns"]]
    return {name: {"type": "CELL"} for name in names if name not in _INDEX_COLUMNS}


def _frame(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return sky map and tract, which the pixel frame of the projection knows."""
    place: Any = tree
    for key in ("sky_projection", "pixel_to_sky", "frames"):
        place = place.get(key) if isinstance(place, Mapping) else None
    frame = place[0] if isinstance(place, list) and place and isinstance(place[0], Mapping) else {}
    skymap, tract = frame.get("skymap"), frame.get("tract")
    return {
        "skymap": skymap if isinstance(skymap, str) else None,
        "tract": tract if isinstance(tract, int) and not isinstance(tract, bool) else None,
    }
