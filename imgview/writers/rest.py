"""The rest of a file of lsst.images, beyond its planes, on its way into another file.

Words and numbers go as they are.  Arrays and columns of tables, to which the tree of a FITS file or an NDF
only refers, are read (`rest_of`); JSON and NDF hold them in the tree again, FITS holds them in HDUs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.io import fits
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from imgview.model import CellCoadd, DifferenceImage, GeneralizedImage, MaskedImage, VisitImage
from imgview.model.kept import Kept

__all__ = ["placed", "rest_of", "schema_name"]

_SCHEMA = re.compile(r".*/schemas/([a-z0-9_]+)-\d[^/]*")
_CLASSES: dict[str, type[MaskedImage]] = {
    "visit_image": VisitImage,
    "difference_image": DifferenceImage,
    "cell_coadd": CellCoadd,
}
# These are written anew: they may have changed, or belong to the file that was read.
_RENEWED = ("metadata", "sky_projection", "butler_info", "indirect")
_COLUMN = re.compile(r"(.*)\[(\d+)\]")


class _Array(dict[str, Any]):
    """An array in a tree, ``{"data": numpy.ndarray, "datatype": "float32"}``, told from a mapping."""


class _NotHere(Exception):  # noqa: N818  # no error: it only ends a search
    """A tree has what cannot be moved to another file."""


def rest_of(picture: GeneralizedImage) -> Mapping[str, Any] | None:
    """Return what the file of a picture says besides, with arrays in the places of references.

    Parameters
    ----------
    picture : `~imgview.model.GeneralizedImage`
        The picture, or a part of one.

    Returns
    -------
    mapping or `None`
        The tree without planes, metadata and projection, for `placed`; `None` where there is none, or the
        picture lacks a plane that its class must have, or lies beyond its valid region, or the tree shares
        parts by pointers.
    """
    kept = picture.kept
    if kept is None or not isinstance(picture, MaskedImage):
        return None
    tree = kept.rest()
    written = _CLASSES.get(schema_name(tree))
    if (
        written is None
        or type(picture) is not written
        or picture.mask is None
        or picture.variance is None
        or picture.sky_projection is None
        or not _overlaps(picture)
    ):
        return None
    try:
        return {key: _read(kept, value) for key, value in tree.items() if key not in _RENEWED}
    except _NotHere:
        return None


def _overlaps(picture: MaskedImage) -> bool:
    """Tell whether a picture has any valid pixel: lsst.images reads no visit image without one."""
    corners = getattr(picture, "bounds", None)
    if corners is None:
        return True
    box = picture.bbox
    pixels = Bbox([[box.x.min, box.y.min], [box.x.max, box.y.max]])
    return bool(Path(corners, closed=False).intersects_bbox(pixels, filled=True))


def schema_name(tree: Mapping[str, Any]) -> str:
    """Return the name of the schema of a tree.

    Parameters
    ----------
    tree : mapping
        A tree.

    Returns
    -------
    `str`
        Its name, or ``""``.
    """
    match = _SCHEMA.fullmatch(str(tree.get("schema_url")))
    return match[1] if match else ""


def placed(
    tree: Any,
    put: Callable[[str, npt.NDArray[Any]], Mapping[str, Any]] | None = None,
    put_table: Callable[[str, list[tuple[str, npt.NDArray[Any]]]], list[Mapping[str, Any]]] | None = None,
    path: str = "",
) -> Any:
    """Return a tree as a file holds it.

    Parameters
    ----------
    tree : `object`
        What `rest_of` returned, or a part of it.
    put : callable, optional
        Stores an array under a path and returns what stands for it; without it arrays become lists.
    put_table : callable, optional
        Does the same with the columns of a table, at once.
    path : `str`, optional
        Where the part stands.

    Returns
    -------
    `object`
        Without a numpy array anywhere.
    """
    if isinstance(tree, _Array):
        data = np.asarray(tree["data"])
        if put is None or _stays(path):
            return {**tree, "data": data.tolist()}
        return dict(put(path, data))
    if isinstance(tree, list):
        return [placed(item, put, put_table, f"{path}/{number}") for number, item in enumerate(tree)]
    if not isinstance(tree, Mapping):
        return tree
    columns = tree.get("columns")
    if put_table is not None and isinstance(columns, list) and columns and "data" in columns[0]:
        arrays = [(str(column["name"]), np.asarray(column["data"]["data"])) for column in columns]
        places = put_table(path, arrays)
        new = [{**column, "data": dict(place)} for column, place in zip(columns, places, strict=True)]
        return {**tree, "columns": new}
    return {key: placed(value, put, put_table, f"{path}/{key}".strip("/")) for key, value in tree.items()}


def _stays(path: str) -> bool:
    """Tell whether lsst.images wants an array in the tree even where others are elsewhere."""
    return path.rpartition("/")[2] not in {"basis", "parameters", "array", "data"}


def _read(kept: Kept, tree: Any) -> Any:
    """Return a tree in which arrays stand for references."""
    if isinstance(tree, list):
        return [_read(kept, item) for item in tree]
    if not isinstance(tree, Mapping):
        return tree
    if "$ref" in tree or ("column" in tree and "row" in tree) or set(tree) == {"path"}:
        raise _NotHere
    if "datatype" in tree and isinstance(tree.get("source"), str):
        return _Array(data=_array(kept, tree["source"]), datatype=tree["datatype"])
    if "datatype" in tree and isinstance(tree.get("data"), list):
        return _Array(data=np.array(tree["data"], dtype=tree["datatype"]), datatype=tree["datatype"])
    return {key: _read(kept, value) for key, value in tree.items()}


def _array(kept: Kept, source: str) -> npt.NDArray[Any]:
    """Read what a reference leads to."""
    if kept.container == "ndf":
        return np.asarray(kept.part(source.removeprefix("ndf:"))[()])
    match = _COLUMN.fullmatch(source)
    header, data = kept.part(match[1] if match else source)
    primary = fits.Header([("SIMPLE", True), ("BITPIX", 8), ("NAXIS", 0), ("EXTEND", True)])
    text = primary.tostring() + header.tostring()
    with fits.open(io.BytesIO(text.encode("ascii") + data + bytes(-len(data) % 2880))) as hdus:
        values = hdus[1].data.field(int(match[2]) - 1) if match else hdus[1].data
        array = np.array(values)
    return array.astype(array.dtype.newbyteorder("="))
