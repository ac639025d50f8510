"""The tree that every lsst.images file carries, whatever its container (FITS, NDF or JSON).

A tree is what `json.loads` returns: nested mappings, each with ``schema_version``, ``min_read_version``
and ``schema_url``, in which arrays appear as references.  This module says what the keys mean and which
versions may be read; where the arrays are is the container's affair (`ArrayStore`).

Rules: a tree is readable if its ``min_read_version`` is not above the major version known here, however
new its ``schema_version`` is; unknown keys are ignored; an unknown schema is refused.  Only the trees
that carry pixels and their coordinates are checked: a newer PSF must not hide an image.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from reprlib import repr  # noqa: A004  # a damaged tree may hold megabytes where a number should be
from typing import Any, Protocol

from imgview.errors import ImgviewError, ReadError, SchemaError
from imgview.model import (
    ArrayLike2D,
    GeneralizedImage,
    Image,
    Mask,
    MaskedImage,
    MaskPlane,
    MaskSchema,
    SkyProjection,
    VisitImage,
)
from imgview.readers.units import parse_unit

__all__ = ["ArrayStore", "read_tree"]

_MAJOR = 1
_STAMPS = {"schema_version", "min_read_version", "schema_url"}
_SCHEMA = re.compile(r".*/schemas/([a-z0-9_]+)-(\d+)\.[^/]*")
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(\.?[a-z].*)?")
_SIMPLE = {"image", "mask", "masked_image", "visit_image"}
_LIKE_VISIT = {"difference_image": "DifferenceImage"}
_LIKE_MASKED = {"cell_coadd": "CellCoadd"}
_FAR = 1 << 48


class ArrayStore(Protocol):
    """Where a container keeps the arrays that a tree refers to."""

    name: str
    """How error messages call the file."""

    def image(self, reference: Mapping[str, Any], what: str) -> ArrayLike2D:
        """Return the 2-D array of a reference."""

    def mask(self, references: Sequence[Mapping[str, Any]], schema: MaskSchema, what: str) -> ArrayLike2D:
        """Return the bytes [row, column, byte] of a mask."""

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
    `Image`, `Mask`, `MaskedImage` or `VisitImage`
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
        result: GeneralizedImage
        if schema == "image":
            result = self.image(tree, "image", tree)
        elif schema == "mask":
            result = self.mask(tree, tree)
        elif schema in {"masked_image", *_LIKE_MASKED}:
            result = MaskedImage(**self.planes(tree))
        elif schema in {"visit_image", *_LIKE_VISIT}:
            result = VisitImage(**self.planes(tree), **self.visit(tree))
        elif schema == "color_image":
            msg = (
                f"{self.store.name}: a ColorImage is not read yet as such; name one of its channels, "
                "for instance hdu='RED'"
            )
            raise SchemaError(msg)
        else:
            known = ", ".join(sorted({*_SIMPLE, *_LIKE_VISIT, *_LIKE_MASKED}))
            msg = f"{self.store.name}: unknown schema {schema!r}; known: {known}"
            raise SchemaError(msg)
        named = (_LIKE_VISIT | _LIKE_MASKED).get(schema)
        if named:
            self.notes.append(
                f"{named} shown as a {type(result).__name__}: what it holds besides image, mask and "
                "variance is not read yet"
            )
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
        part = tree.get(key)
        found = self.check(part, f"the tree's {key!r}")
        if found != schema:
            msg = f"{self.store.name}: the tree's {key!r} is of schema {found!r}, where {schema!r} is needed"
            raise SchemaError(msg)
        return part  # type: ignore[return-value]  # checked to be a mapping

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
        data = tree.get("data")
        unit = None
        if isinstance(data, Mapping) and "value" in data:
            data, unit = data["value"], data.get("unit")
        if not isinstance(data, Mapping):
            msg = f"{self.store.name}: the {what} refers to no array: the tree is damaged"
            raise ReadError(msg)
        yx0 = self.yx0(tree, what)
        array = self.store.image(data, what)
        projection = self.projection(root, data, yx0, what)
        metadata = self.metadata(tree)
        return Image(array, yx0=yx0, unit=parse_unit(unit), sky_projection=projection, metadata=metadata)

    def mask(self, tree: Mapping[str, Any], root: Mapping[str, Any]) -> Mask:
        references = tree.get("data")
        if not isinstance(references, list) or not all(isinstance(item, Mapping) for item in references):
            msg = f"{self.store.name}: the mask refers to no list of arrays: the tree is damaged"
            raise ReadError(msg)
        schema = self.schema(tree.get("planes"))
        yx0 = self.yx0(tree, "mask")
        array = self.store.mask(references, schema, "mask")
        projection = self.projection(root, references[0] if references else {}, yx0, "mask")
        return Mask(array, schema=schema, yx0=yx0, sky_projection=projection, metadata=self.metadata(tree))

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
        self, root: Mapping[str, Any], reference: Mapping[str, Any], yx0: tuple[int, int], what: str
    ) -> SkyProjection | None:
        """Return the projection beside an array, if the tree says that there is one."""
        if root.get("sky_projection") is None:
            return None
        self.part(self.part(root, "sky_projection", "sky_projection"), "pixel_to_sky", "transform")
        projection = self.store.sky_projection(reference, yx0)
        if projection is None:
            self.notes.append(
                f"the {what} has its sky projection as an AST mapping only, which is not read yet"
            )
        return projection

    def metadata(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        metadata = tree.get("metadata")
        return dict(metadata) if isinstance(metadata, Mapping) else {}

    def visit(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        """Read what only a visit image has; a part that is not understood becomes a note."""
        facts: dict[str, Any] = {
            "obs_info": _plain(tree.get("obs_info")),
            "summary_stats": _plain(tree.get("summary_stats")),
        }
        for key, read in (
            ("psf", lambda psf: _psf(psf, tree)),
            ("detector", _detector),
            ("bounds", _bounds),
            ("backgrounds", _backgrounds),
        ):
            value = tree.get(key)
            try:
                facts[key] = None if value is None else read(value)
            except (AttributeError, ImgviewError, LookupError, TypeError, ValueError) as error:
                facts[key] = None
                self.notes.append(f"{key} could not be read: {type(error).__name__}: {error}")
        for key in ("band", "physical_filter"):
            value = tree.get(key, facts["obs_info"].get(key))
            facts[key] = value if isinstance(value, str) else None
        return facts


def _plain(tree: Any) -> dict[str, Any]:
    """Return a mapping without its version stamps."""
    if not isinstance(tree, Mapping):
        return {}
    return {str(key): value for key, value in tree.items() if key not in _STAMPS}


def _psf(psf: Mapping[str, Any], tree: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a PSF in a few words and numbers."""
    match = _SCHEMA.fullmatch(str(psf.get("schema_url", "")))
    name = match[1].removesuffix("_psf") if match else ""
    if "sigma" in psf:
        return {"type": "Gaussian", "sigma": psf["sigma"], "stamp_size": psf.get("stamp_size")}
    known = {"piff": "Piff", "psfex": "PSFEx", "cell": "CellPsf", "legacy": "legacy"}
    described: dict[str, Any] = {"type": known.get(name, name or "unknown")}
    stats = tree.get("summary_stats")
    sigma = stats.get("psfSigma") if isinstance(stats, Mapping) else None
    if isinstance(sigma, int | float) and sigma > 0:
        described["sigma"] = sigma
    return described


def _detector(detector: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes, and the amplifiers by name and box."""
    described = dict(detector["attributes"])
    described["amplifiers"] = [
        {key: amplifier.get(key) for key in ("name", "bbox")}
        for amplifier in detector.get("amplifiers") or []
    ]
    return described


def _bounds(bounds: Mapping[str, Any]) -> list[list[float]] | None:
    """Return the corners of the valid polygon; `None` where bounds are a box."""
    if bounds.get("type") != "Polygon":
        return None
    return [[float(x), float(y)] for x, y in bounds["coordinates"][0]]


def _backgrounds(backgrounds: Mapping[str, Any]) -> dict[str, Any]:
    """Return type and description of each background, and whether it was subtracted."""
    descriptions = backgrounds.get("descriptions") or {}
    return {
        name: {
            "type": field.get("field_type", "unknown"),
            "description": descriptions.get(name, ""),
            "subtracted": backgrounds.get("subtracted") == name,
        }
        for name, field in backgrounds["fields"].items()
    }
