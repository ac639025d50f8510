"""Small lsst.images files in JSON for tests, sound and broken."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fits_files import SHAPE, stamped

IMAGE = np.linspace(-5, 5, SHAPE[0] * SHAPE[1], dtype=np.float32).reshape(SHAPE)
IMAGE[1, 2], IMAGE[3, 4], IMAGE[5, 8] = np.nan, np.inf, -np.inf
MASK = np.arange(SHAPE[0] * SHAPE[1], dtype=np.int32).reshape(SHAPE) % 4


def inline(array: npt.NDArray[Any]) -> dict[str, Any]:
    """Return an array as lsst.images writes it into a tree."""
    return {"data": array.tolist(), "datatype": array.dtype.name}


def plane(array: npt.NDArray[Any], unit: str | None = None) -> dict[str, Any]:
    """Return the tree of an image."""
    data = inline(array)
    return stamped("image", data={"value": data, "unit": unit} if unit else data, yx0=[300, 20])


def masked_image(schema: str = "masked_image", **keys: Any) -> dict[str, Any]:
    """Return the tree of an image with mask and variance."""
    mask = stamped("mask", data=[inline(MASK)], yx0=[300, 20], planes=[{"name": "BAD"}, {"name": "CR"}])
    planes = {"image": plane(IMAGE, "nJy"), "mask": mask, "variance": plane(np.abs(IMAGE), "nJy**2")}
    return stamped(schema, **planes, **keys)


def coadd(**keys: Any) -> dict[str, Any]:
    """Return the tree of a coadd of 3 x 3 cells, which looks at a part of them."""
    grid = {"bbox": {"y": {"start": 298, "stop": 310}, "x": {"start": 18, "stop": 36}}, "cell_shape": [4, 6]}
    psf = stamped(
        "cell_psf",
        array=inline(np.zeros((2, 2, 5, 5))),
        bounds={"grid": grid, "bbox": grid["bbox"], "missing": [{"i": 1, "j": 1}]},
    )
    patch = {"id": 43, "index": {"y": 4, "x": 3}, "inner_bbox": grid["bbox"], "cells": grid}
    column = {"data": inline(np.arange(7)), "name": "visit"}
    provenance = stamped("coadd_provenance", instrument="LSSTCam", inputs={"columns": [column]})
    frame = {"skymap": "lsst_cells_v2", "tract": 9813, "frame_type": "TRACT"}
    extras = {
        "noise_realizations": [plane(IMAGE[::-1], "nJy"), plane(IMAGE[:, ::-1])],
        "mask_fractions": {"CR": plane(np.abs(IMAGE))},
    }
    facts = {"psf": psf, "patch": patch, "provenance": provenance, "band": "r"}
    return masked_image("cell_coadd", **extras, **facts) | {"frame": frame} | keys


def color_image(**keys: Any) -> dict[str, Any]:
    """Return the tree of an image in colour."""
    channels = {name: plane((MASK + number).astype(np.uint8)) for number, name in enumerate(COLORS)}
    return stamped("color_image", **channels) | keys


COLORS = ("red", "green", "blue")


def changed(tree: dict[str, Any], *path: Any, to: Any) -> dict[str, Any]:
    """Return a copy of a tree with one value replaced."""
    result: dict[str, Any] = json.loads(json.dumps(tree))
    place: Any = result
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return result


def write_json(path: Path, tree: Any, **options: Any) -> Path:
    """Write a tree, or text as it is."""
    if isinstance(tree, bytes):
        path.write_bytes(tree)
    else:
        path.write_text(json.dumps(tree, **options))
    return path
