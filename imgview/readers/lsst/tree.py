"""The tree that every lsst.images file carries, whatever its container (FITS, NDF or JSON).

A tree is what `json.loads` returns: nested mappings, each with ``schema_version``, ``min_read_version``
and ``schema_url``, in which arrays appear as references.  This module says what the keys that carry pixels
mean and which versions may be read; where the arrays are is the container's affair (`ArrayStore`).  What
only some classes have is the business of `lsst_visit` and `lsst_coadd`.

Rules: a tree is readable if its ``min_read_version`` is not above the major version known here, however
new its ``schema_version`` is; unknown keys are ignored; an unknown schema is refused.  Only the trees
that carry pixels and their coordinates are checked: a newer PSF must not hide an image.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from reprlib import repr  # noqa: A004  # a damaged tree may hold megabytes where a number should be
from typing import Any, Protocol

from imgview.errors import ImgviewError, ReadError, SchemaError, ShapeError
from imgview.geometry import Box
from imgview.model import (
    ArrayLike2D,
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
from imgview.readers.lsst.coadd import coadd_facts
from imgview.readers.lsst.facts import plain
from imgview.readers.lsst.visit import difference_facts, visit_facts
from imgview.readers.units import parse_unit

__all__ = ["ArrayStore", "read_tree"]

_MAJOR = 1
_SCHEMA = re.compile(r".*/schemas/([a-z0-9_]+)-(\d+)\.[^/]*")
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(\.?[a-z].*)?")
_KNOWN = (
    "cell_coadd",
    "color_image",
    "difference_image",
    "image",
    "mask",
    "masked_image",
    "visit_image",
)
_FAR = 1 << 48


class ArrayStore(Protocol):
    """Where a container keeps the arrays that a tree refers to."""

    name: str
    """How error messages call the file."""

    def follow(self, tree: Any) -> Any:
        """Return the sub-tree that a pointer of this container stands for; the same if it is none."""

    def image(self, reference: Mapping[str, Any], what: str) -> ArrayLike2D:
        """Return the 2-D array of a reference: a picture, a variance, a colour or any further plane."""

    def mask(self, references: Sequence[Mapping[str, Any]], schema: MaskSchema, what: str) -> ArrayLike2D:
        """Return the bytes [row, column, byte] of a mask."""

    def shape(self, reference: Mapping[str, Any]) -> tuple[int, ...] | None:
        """Return the shape of any array, or of a table's column, rows first; `None` if not known."""

    def sky_projection(self, reference: Mapping[str, Any], yx0: tuple[int, int]) -> SkyProjection | None:
        """Return the projection stored beside an array, if there is one."""


def read_tree(tree: Any, store: ArrayStore) -> GeneralizedImage:
    """Make the picture that a tree describes.

    Parameters
    ----------
    tree : `object`
        What `json.loads` returned.
    store : `ArrayStore`
        Where its arrays are.

    Returns
    -------
    `Image`, `Mask`, `MaskedImage`, `VisitImage`, `DifferenceImage`, `CellCoadd` or `ColorImage`
        Lazy where the store is.

    Raises
    ------
    SchemaError
        If the schema is unknown or too new.
    ReadError
        If the tree is not what its schema says.
    ShapeError
        If planes that must have one shape do not.
    """
    return _Tree(store).picture(tree)


class _Tree:
    """Reads one tree; collects notes."""

    def __init__(self, store: ArrayStore) -> None:
        self.store = store
        self.notes: list[str] = []

    def picture(self, tree: Any) -> GeneralizedImage:
        schema = self.check(tree, "the tree")
        if schema not in _KNOWN:
            msg = f"{self.store.name}: unknown schema {schema!r}; known: {', '.join(_KNOWN)}"
            raise SchemaError(msg)
        if ".dev" in tree["schema_version"]:
            self.notes.append(f"{schema} {tree['schema_version']} is a schema that may still change")
        result: GeneralizedImage
        if schema == "image":
            result = self.image(tree, "image", tree)
        elif schema == "mask":
            result = self.mask(tree, tree)
        elif schema == "color_image":
            result = self.color_image(tree)
        else:
            planes = self.planes(tree)
            if schema == "masked_image":
                result = MaskedImage(**planes)
            elif schema == "cell_coadd":
                planes["extras"] = self.coadd_planes(tree, planes["image"].bbox)
                facts = coadd_facts(tree, planes["image"].bbox, self.store.shape, self.notes)
                result = CellCoadd(**planes, **facts)
            else:
                facts = visit_facts(tree, self.store.shape, self.notes)
                if schema == "visit_image":
                    result = VisitImage(**planes, **facts)
                else:
                    facts |= difference_facts(tree, self.store.shape, self.notes)
                    result = DifferenceImage(**planes, **facts)
        result.butler_info = plain(tree.get("butler_info"))
        result.notes = self.notes
        return result

    def check(self, tree: Any, what: str) -> str:
        """Return the schema's name; refuse what must not be guessed at."""
        where = f"{self.store.name}: {what}"
        if not isinstance(tree, Mapping):
            msg = f"{where} is a {type(tree).__name__}, not a mapping: the file is damaged"
            raise ReadError(msg)
        version, least = tree.get("schema_version"), tree.get("min_read_version")
        if not isinstance(version, str) or not _VERSION.fullmatch(version):
            msg = f"{where} has the schema_version {repr(version)}, where a string like '1.0.0' is needed"
            raise SchemaError(msg)
        if isinstance(least, bool) or not isinstance(least, int):
            msg = f"{where} has the min_read_version {repr(least)}, where an integer is needed"
            raise SchemaError(msg)
        if least > _MAJOR:
            msg = (
                f"{where} has schema version {version} and needs a reader of major version {least}; "
                f"this one has {_MAJOR}: a newer imgview may read it"
            )
            raise SchemaError(msg)
        url = tree.get("schema_url")
        match = _SCHEMA.fullmatch(url) if isinstance(url, str) else None
        if match is None:
            msg = f"{where} has the schema_url {repr(url)}, which names no schema"
            raise SchemaError(msg)
        return match[1]

    def part(self, tree: Mapping[str, Any], key: str, schema: str) -> Mapping[str, Any]:
        """Return a mandatory sub-tree of a known schema."""
        part: Mapping[str, Any] = self.store.follow(tree.get(key))
        found = self.check(part, f"the tree's {key!r}")
        if found != schema:
            msg = f"{self.store.name}: the tree's {key!r} is of schema {found!r}, where {schema!r} is needed"
            raise SchemaError(msg)
        return part

    def planes(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        """Read what every masked image has."""
        planes: dict[str, Any] = {"image": self.image(self.part(tree, "image", "image"), "image", tree)}
        if tree.get("mask") is not None:
            planes["mask"] = self.mask(self.part(tree, "mask", "mask"), {})
        if tree.get("variance") is not None:
            planes["variance"] = self.image(self.part(tree, "variance", "image"), "variance", {})
        planes["metadata"] = self.metadata(tree)
        return planes

    def image(self, tree: Mapping[str, Any], what: str, root: Mapping[str, Any]) -> Image:
        data = self.store.follow(tree.get("data"))
        unit = None
        if isinstance(data, Mapping) and "value" in data:
            data, unit = self.store.follow(data["value"]), data.get("unit")
        if not isinstance(data, Mapping):
            msg = f"{self.store.name}: the {what} refers to no array: the tree is damaged"
            raise ReadError(msg)
        yx0 = self.yx0(tree, what)
        array = self.store.image(data, what)
        bbox = Box.from_shape(array.shape, start=yx0)
        projection = self.projection(root, data, bbox, what)
        metadata = self.metadata(tree)
        return Image(array, bbox=bbox, unit=parse_unit(unit), sky_projection=projection, metadata=metadata)

    def color_image(self, tree: Mapping[str, Any]) -> ColorImage:
        red, green, blue = (
            self.image(self.part(tree, name, "image"), name, tree if name == "red" else {})
            for name in ("red", "green", "blue")
        )
        return ColorImage(red, green, blue, metadata=self.metadata(tree))

    def coadd_planes(self, tree: Mapping[str, Any], bbox: Box) -> dict[str, Image]:
        """Read the further planes of a coadd; one that is damaged becomes a note."""
        noise, fractions = tree.get("noise_realizations"), tree.get("mask_fractions")
        parts = {
            f"noise {number}": part for number, part in enumerate(noise if isinstance(noise, list) else [])
        }
        if isinstance(fractions, Mapping):
            parts |= {f"mask fraction {name}": part for name, part in fractions.items()}
        planes: dict[str, Image] = {}
        for name in parts:
            try:
                plane = self.image(self.part(parts, name, "image"), name, {})
                if plane.bbox != bbox:
                    msg = f"it has the box {plane.bbox}, but the image has {bbox}"
                    raise ShapeError(msg)
            except ImgviewError as error:
                reason = str(error).removeprefix(f"{self.store.name}: ")
                self.notes.append(f"the plane {name!r} could not be read: {reason}")
            else:
                planes[name] = plane
        return planes

    def mask(self, tree: Mapping[str, Any], root: Mapping[str, Any]) -> Mask:
        found = tree.get("data")
        items = [self.store.follow(item) for item in found] if isinstance(found, list) else [found]
        references = [item for item in items if isinstance(item, Mapping)]
        if len(references) < len(items):
            msg = f"{self.store.name}: the mask refers to no list of arrays: the tree is damaged"
            raise ReadError(msg)
        schema = self.schema(tree.get("planes"))
        yx0 = self.yx0(tree, "mask")
        array = self.store.mask(references, schema, "mask")
        bbox = Box.from_shape(array.shape[:2], start=yx0)
        projection = self.projection(root, references[0] if references else {}, bbox, "mask")
        return Mask(array, schema=schema, bbox=bbox, sky_projection=projection, metadata=self.metadata(tree))

    def schema(self, planes: Any) -> MaskSchema:
        """Read the list of planes; a null keeps its index."""
        if not isinstance(planes, list):
            msg = f"{self.store.name}: the mask has no list of planes: the tree is damaged"
            raise ReadError(msg)
        result: list[MaskPlane | None] = []
        for number, plane in enumerate(planes):
            if plane is None:
                result.append(None)
            elif isinstance(plane, Mapping) and isinstance(plane.get("name"), str):
                result.append(MaskPlane(plane["name"], str(plane.get("description") or "")))
            else:
                msg = f"{self.store.name}: mask plane {number} is {repr(plane)}, without a name: damaged"
                raise ReadError(msg)
        return MaskSchema(result)

    def yx0(self, tree: Mapping[str, Any], what: str) -> tuple[int, int]:
        pair = tree.get("yx0")
        if not (
            isinstance(pair, list)
            and len(pair) == 2
            and all(
                isinstance(value, int) and not isinstance(value, bool) and abs(value) < _FAR for value in pair
            )
        ):
            msg = f"{self.store.name}: the {what} has the origin yx0={repr(pair)}, not two integers"
            raise ReadError(msg)
        return pair[0], pair[1]

    def projection(
        self, root: Mapping[str, Any], reference: Mapping[str, Any], bbox: Box, what: str
    ) -> SkyProjection | None:
        """Return the projection that the tree holds as AST texts, helped by the one beside the array."""
        if root.get("sky_projection") is None:
            return None
        transform = self.part(
            self.part(root, "sky_projection", "sky_projection"), "pixel_to_sky", "transform"
        )
        header = self.store.sky_projection(reference, bbox.start)
        found = transform.get("mappings")
        mappings = [self.store.follow(item) for item in found] if isinstance(found, list) else []
        texts = [str(item.get("ast", "")) if isinstance(item, Mapping) else "" for item in mappings]
        if not texts or not all(texts):
            self.notes.append(f"the {what} has a sky projection without the text of its AST mapping")
            return header
        where = f"the sky projection of the {what}"
        return sky_of_ast(texts, bbox=bbox, header=header, where=where, notes=self.notes)

    def metadata(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        metadata = tree.get("metadata")
        return dict(metadata) if isinstance(metadata, Mapping) else {}
