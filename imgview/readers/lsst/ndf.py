"""Files of lsst.images in NDF: Starlink's format on HDF5, with a JSON tree that says what its arrays are.

Layout (container version 1): /MORE/LSST/JSON is the tree, /MORE/LSST/FORMAT_VERSION the version (a colour
image has /LSST instead); arrays appear in the tree as ``{"source": "ndf:/DATA_ARRAY/DATA"}``, with their HDF5
path.  The mask is /MORE/LSST/MASK, whose axes are stored as [byte, row, column]; a placeholder among its
planes keeps its bit.  What Starlink sees as QUALITY is a digest of it and is not read.  The origin is that of
the tree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError, SchemaError, ShapeError
from imgview.model import ArrayLike2D, GeneralizedImage, MaskSchema, SkyProjection
from imgview.model.kept import Kept, without_planes
from imgview.readers.fits.mask import PackedMask, PlaneBit
from imgview.readers.fits.plane import bounds
from imgview.readers.hdf5.array import plane_of
from imgview.readers.hdf5.file import Dataset, Group, Hdf5File
from imgview.readers.hdf5.planes import Filling
from imgview.readers.lsst.facts import inline_shape
from imgview.readers.lsst.tree import read_tree
from imgview.readers.ndf import hds
from imgview.readers.ndf.parts import cards_of

__all__ = ["StackedMask", "read_lsst_ndf", "recognise"]

_LAYOUT = 1
_PLACES = ("MORE/LSST", "LSST")
_SOURCE = re.compile(r"ndf:(/[\w/\-. ()]+)")


def recognise(file: Hdf5File) -> bool:
    """Tell whether an HDF5 file was written by lsst.images.

    Parameters
    ----------
    file : `~imgview.readers.hdf5.file.Hdf5File`
        The file.

    Returns
    -------
    `bool`
        True if it holds a JSON tree where lsst.images puts it.
    """
    return _extension(file) is not None


def read_lsst_ndf(file: Hdf5File) -> GeneralizedImage:
    """Read a picture.

    Parameters
    ----------
    file : `~imgview.readers.hdf5.file.Hdf5File`
        The file; see `recognise`.

    Returns
    -------
    `Image`, `Mask`, `MaskedImage`, `VisitImage`, ...
        What the tree describes, with lazy planes.

    Raises
    ------
    SchemaError
        If container or tree are of a version that must not be guessed at.
    ReadError
        If tree and arrays do not fit together.
    ShapeError
        If planes that must have one shape do not.
    """
    extension = _extension(file)
    if extension is None:
        msg = f"{file.name}: no JSON tree in MORE.LSST: not written by lsst.images"
        raise ReadError(msg)
    layout = hds.number(extension.get("FORMAT_VERSION"))
    if layout is None:
        msg = f"{extension.where}: a JSON tree without FORMAT_VERSION: the file is damaged"
        raise ReadError(msg)
    if layout > _LAYOUT:
        msg = (
            f"{file.name}: container layout FORMAT_VERSION={layout} is newer than {_LAYOUT}, which this "
            "reader knows"
        )
        raise SchemaError(msg)
    tree, store = _parse(extension.get("JSON"), extension.where), _NdfStore(file)
    result = read_tree(tree, store)
    result.kept = Kept("ndf", lambda: without_planes(tree), store.part)
    result.header = cards_of(file.root)
    return result


def _extension(file: Hdf5File) -> Group | None:
    for place in _PLACES:
        group = file.root.group(place)
        if group is not None and group.dataset("JSON") is not None:
            return group
    return None


def _parse(node: Group | Dataset | None, where: str) -> Any:
    """Return the JSON tree that is the only text of a dataset."""
    records = hds.lines(node)
    if len(records) != 1:
        msg = f"{where}: {len(records)} texts, where one JSON tree is needed"
        raise ReadError(msg)
    try:
        return json.loads(records[0])
    except (ValueError, RecursionError) as error:
        msg = f"{where}: the tree of {len(records[0])} characters is no valid JSON: {error}"
        raise ReadError(msg) from error


class _NdfStore:
    """Finds the arrays of a tree among the datasets."""

    def __init__(self, file: Hdf5File) -> None:
        self.name = file.name
        self._file = file

    def follow(self, tree: Any) -> Any:
        path = tree.get("path") if isinstance(tree, Mapping) and len(tree) == 1 else None
        if not isinstance(path, str):
            return tree
        return _parse(self._file.root.dataset(path), f"{self.name}: {path[:200]}")

    def image(self, reference: Mapping[str, Any], what: str) -> ArrayLike2D:
        dataset = self._dataset(reference, what)
        if len(dataset.shape) != 2:
            msg = f"{dataset.where}: the {what} must have two axes; its shape is {dataset.shape}"
            raise ShapeError(msg)
        self._compare(reference, dataset, list(dataset.shape), what)
        return plane_of(dataset)

    def mask(self, references: Sequence[Mapping[str, Any]], schema: MaskSchema, what: str) -> ArrayLike2D:
        if len(references) != 1:
            msg = f"{self.name}: the {what} refers to {len(references)} arrays, where one is needed"
            raise ReadError(msg)
        dataset = self._dataset(references[0], what)
        if len(dataset.shape) != 3:
            msg = f"{dataset.where}: the {what} must have three axes; its shape is {dataset.shape}"
            raise ShapeError(msg)
        self._compare(references[0], dataset, [*dataset.shape[1:], dataset.shape[0]], what)
        if dataset.dtype.kind not in "iu":
            msg = f"{dataset.where}: the {what} must hold integers, it holds {dataset.dtype}"
            raise ReadError(msg)
        words = [plane_of(dataset, (number,)) for number in range(dataset.shape[0])]
        stride = MaskSchema.bits_per_element(dataset.dtype)
        if len(schema) > stride * len(words):
            msg = f"{dataset.where}: {len(schema)} mask planes do not fit into {len(words)} x {stride} bits"
            raise ReadError(msg)
        if dataset.dtype.itemsize == 1 and stride == 8 and len(words) == schema.mask_size:
            return StackedMask(words)
        bits = [PlaneBit(index // stride, index % stride, index) for index in range(len(schema))]
        return PackedMask(words, bits, schema.mask_size)

    def shape(self, reference: Mapping[str, Any]) -> tuple[int, ...] | None:
        if "source" not in reference:
            return inline_shape(reference)
        return self._dataset(reference, "array").shape

    def sky_projection(self, reference: Mapping[str, Any], yx0: tuple[int, int]) -> SkyProjection | None:
        del reference, yx0
        return None

    def part(self, path: str) -> Any:
        """Return what h5py finds at a path."""
        found = self._file.root.get(path)
        if found is None:
            msg = f"{self.name}: the tree refers to {path[:200]!r}, but there is no such part: damaged"
            raise ReadError(msg)
        return found.handle

    def _dataset(self, reference: Mapping[str, Any], what: str) -> Dataset:
        source = reference.get("source")
        match = _SOURCE.fullmatch(source) if isinstance(source, str) else None
        if match is None:
            shown = repr(source)[:80]
            msg = f"{self.name}: the {what} refers to {shown}, where a path like 'ndf:/A/DATA' is needed"
            raise ReadError(msg)
        found = self._file.root.get(match[1])
        if isinstance(found, Group):
            found = found.get("DATA")
        if not isinstance(found, Dataset):
            msg = f"{self.name}: the {what} refers to {match[1]!r}, but there is no such array: damaged"
            raise ReadError(msg)
        return found

    def _compare(self, reference: Mapping[str, Any], dataset: Dataset, shape: list[int], what: str) -> None:
        """Refuse an array that is not what the tree says."""
        for part, said, found in (
            ("shape", reference.get("shape"), shape),
            ("type", reference.get("datatype"), dataset.dtype.newbyteorder("=").name),
        ):
            if said is not None and said != found:
                msg = (
                    f"{dataset.where}: the tree gives the {what} the {part} {said}, but the array has {found}"
                )
                raise (ShapeError if part == "shape" else ReadError)(msg)


class StackedMask:
    """A mask as bytes [row, column, byte], made of one plane a byte when read.

    Parameters
    ----------
    planes : sequence of `~imgview.model.array.ArrayLike2D`
        Planes of one shape and of type uint8; they may be lazy.
    """

    def __init__(self, planes: Sequence[ArrayLike2D]) -> None:
        self.shape: tuple[int, int, int] = (planes[0].shape[0], planes[0].shape[1], len(planes))
        self.dtype = np.dtype(np.uint8)
        self.chunks: tuple[int, int] | None = getattr(planes[0], "chunks", None)
        """What one read costs at least."""
        self._planes = list(planes)

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[np.uint8]:
        rows, columns = bounds(key, self.shape[:2])
        out = np.empty((len(self._planes), len(rows), len(columns)), np.uint8)
        for part, plane in zip(out, self._planes, strict=True):
            if isinstance(plane, Filling):
                plane.fill(part, rows, columns)
            else:
                part[...] = plane[key]
        # The bytes of a pixel lie apart in memory, as in the file: moving them costs more than reading them.
        return np.moveaxis(out, 0, -1)

    def __repr__(self) -> str:
        return f"StackedMask(shape={self.shape}, chunks={self.chunks})"
