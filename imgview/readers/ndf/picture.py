"""From the components of an NDF to a picture: planes on one grid, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from imgview.errors import ImgviewError, ReadError, ShapeError
from imgview.geometry import Box
from imgview.model import (
    ArrayLike2D,
    GeneralizedImage,
    Image,
    Mask,
    MaskedImage,
    MaskPlane,
    MaskSchema,
    SkyProjection,
)
from imgview.readers.ast_sky import sky_of_ast
from imgview.readers.fits.file import card
from imgview.readers.fits.image import header_projection
from imgview.readers.fits.mask import PackedMask, PlaneBit
from imgview.readers.hdf5.array import plane_number
from imgview.readers.hdf5.file import Dataset, Group
from imgview.readers.ndf import hds
from imgview.readers.ndf import parts as ndf_parts
from imgview.readers.ndf.array import NdfArray, open_array
from imgview.readers.uncertainty import VariancePlane
from imgview.readers.units import parse_unit

__all__ = ["NdfParts", "picture_of"]

_BITS = 8
_OURS = {f"QUALITY {bit}" for bit in range(_BITS)}


@dataclass
class NdfParts:
    """The components of one image, wherever its format keeps them."""

    where: str
    data: Group | Dataset
    variance: Group | Dataset | None = None
    errors: Group | Dataset | None = None
    quality: Group | Dataset | None = None
    badbits: int = 0
    flagged: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    axes: list[Group | None] = field(default_factory=list)
    ndf: Group | None = None
    header: dict[str, Any] = field(default_factory=dict)


def picture_of(parts: NdfParts, plane: int | None, notes: list[str]) -> GeneralizedImage:
    """Put the planes together."""
    data = open_array(parts.data, flagged=parts.flagged)
    number, count = plane_number(data.shape, plane, data.where)
    if count > 1:
        notes.append(f"plane {number} of {count} shown")
    bbox = Box.from_shape(data.shape[-2:], start=data.origin[-2:])
    metadata: dict[str, Any] = dict(parts.texts)
    if "TITLE" in metadata:
        metadata["name"] = metadata["TITLE"]
    _describe(parts, data, metadata, notes)
    image = Image(
        data.plane(number),
        bbox=bbox,
        unit=parse_unit(parts.texts.get("UNITS")),
        sky_projection=_projection(parts, data, bbox, notes),
        metadata=metadata,
        blank=data.blank,
    )
    variance: ArrayLike2D | None = None
    if parts.variance is not None:
        variance = _like(open_array(parts.variance), data, "variance", notes).plane(number)
    elif parts.errors is not None:
        variance = VariancePlane(_like(open_array(parts.errors), data, "errors", notes).plane(number), "std")
    mask = _mask(parts, data, number, bbox, notes)
    modulus = data.modulus(number)
    extras = {} if modulus is None else {"modulus": Image(modulus, bbox=bbox, unit=image.unit)}
    if modulus is not None:
        notes.append("the data are complex: the real part is shown, the modulus is a further plane")
    if mask is None and variance is None and not extras:
        return image
    return MaskedImage(
        image,
        mask=mask,
        variance=None if variance is None else Image(variance, bbox=bbox),
        extras=extras,
        metadata=metadata,
    )


def _like(array: NdfArray, data: NdfArray, what: str, notes: list[str]) -> NdfArray:
    """Refuse a component that is not of the shape of the data."""
    if array.shape != data.shape:
        msg = f"{array.where}: the {what} has the shape {array.shape}, but the data have {data.shape}"
        raise ShapeError(msg)
    if array.form != "PRIMITIVE" and array.origin != data.origin:
        notes.append(f"the {what} claims another origin than the data, whose origin counts")
    return array


def _mask(parts: NdfParts, data: NdfArray, number: int, bbox: Box, notes: list[str]) -> Mask | None:
    """Make planes of the quality bits, and one of what is bad among integers."""
    words: list[ArrayLike2D] = []
    bits: list[PlaneBit] = []
    planes: list[MaskPlane] = []
    if parts.quality is not None:
        quality = _like(open_array(parts.quality), data, "quality", notes)
        if quality.dtype.kind not in "iu" or quality.scale is not None:
            msg = f"{quality.where}: quality must be integers; it is {quality.dtype}"
            raise ReadError(msg)
        planes += _quality_planes(parts, notes)
        words.append(quality.plane(number))
        bits += [PlaneBit(0, bit, bit) for bit in range(_BITS)]
    bad = data.bad_plane(number)
    if bad is not None:
        bits.append(PlaneBit(len(words), 0, len(planes)))
        words.append(bad)
        names = {plane.name for plane in planes}
        name = next(name for name in ("BAD", "BAD VALUE", "BAD_PIXEL_VALUE") if name not in names)
        planes.append(MaskPlane(name, "The value is the one that Starlink sets aside for missing ones."))
    if not words:
        return None
    schema = MaskSchema(planes)
    return Mask(PackedMask(words, bits, schema.mask_size), schema=schema, bbox=bbox)


def _quality_planes(parts: NdfParts, notes: list[str]) -> list[MaskPlane]:
    """Name the quality bits, and say which of them mean bad."""
    named: dict[int, ndf_parts.QualityName] = {}
    taken: set[str] = set()
    for quality in ndf_parts.quality_names(parts.ndf, notes) if parts.ndf is not None else []:
        if quality.bit is None:
            notes.append(f"quality {quality.name}: {'all' if quality.held else 'no'} pixels have it")
        elif quality.bit not in named and quality.name not in taken | _OURS:
            named[quality.bit] = quality
            taken.add(quality.name)
    planes = []
    for bit in range(_BITS):
        quality_name = named.get(bit)
        name = quality_name.name if quality_name else f"QUALITY {bit}"
        words = [quality_name.comment.rstrip(".")] if quality_name and quality_name.comment else []
        if parts.badbits >> bit & 1:
            words.append("Starlink takes such pixels for bad (BADBITS)")
        planes.append(MaskPlane(name, ". ".join(words) + ("." if words else "")))
    bad = [plane.name for bit, plane in enumerate(planes) if parts.badbits >> bit & 1]
    if bad:
        notes.append(
            f"BADBITS={parts.badbits}: Starlink takes pixels for bad that have {' or '.join(bad)}; "
            "their values are shown as they are stored"
        )
    return planes


def _describe(parts: NdfParts, data: NdfArray, metadata: dict[str, Any], notes: list[str]) -> None:
    """Collect what is said of the image besides its pixels; what is damaged becomes a note."""
    if parts.quality is not None:
        metadata["BADBITS"] = parts.badbits
    axes = []
    for index, group in enumerate(parts.axes[: len(data.shape)]):
        centres = None if group is None else group.get("DATA_ARRAY") or group.get("DATA")
        if group is None or centres is None:
            continue
        name = f"axis {index + 1}"
        label, unit = hds.text(group.get("LABEL")), hds.text(group.get("UNITS"))
        try:
            axis = ndf_parts.axis(centres, label, unit, data.shape[-1 - index], name=name)
        except ImgviewError as error:
            notes.append(f"{name} could not be read: {error}")
            continue
        axes.append({"axis": index + 1, **axis})
        kind = "linear" if axis["linear"] else "not linear"
        shown = f"{label or name}, {axis['first']:g} to {axis['last']:g} {unit or ''}".rstrip()
        notes.append(f"{name} has coordinates of its own: {shown}, {kind}")
    if axes:
        metadata["AXIS"] = axes
    if parts.ndf is None:
        return
    try:
        history = ndf_parts.history(parts.ndf.group("HISTORY"))
        if history:
            metadata["HISTORY"] = history
        more = parts.ndf.group("MORE")
        extensions = [name for name in more.names() if name != "FITS"] if more is not None else []
        if more is not None and extensions:
            tree = hds.tree(more)
            metadata["MORE"] = {name: tree[name] for name in extensions if name in tree}
    except ImgviewError as error:
        notes.append(f"history or extensions could not be read: {error}")


def _projection(parts: NdfParts, data: NdfArray, bbox: Box, notes: list[str]) -> SkyProjection | None:
    """Return where the pixels lie on the sky."""
    if parts.ndf is None:
        return None
    node = parts.ndf.group("WCS")
    if node is None:
        return _header_projection(parts.ndf, data, bbox, notes)
    where = f"{parts.where.rstrip('/')}/WCS"
    if len(data.shape) > 2:
        notes.append(f"the world coordinates of {len(data.shape)} axes are not used for one plane")
        return None
    try:
        text = ndf_parts.ast_text(node)
        if text is None:
            notes.append("the component WCS is empty")
            return None
        # The base frame GRID counts from 1 at the first pixel.
        shift = (1.0 - bbox.x.start, 1.0 - bbox.y.start)
        return sky_of_ast(text, bbox=bbox, shift=shift, where=where, notes=notes)
    except ImgviewError as error:
        notes.append(f"the world coordinates could not be read: {error}")
        return None


def _header_projection(ndf: Group, data: NdfArray, bbox: Box, notes: list[str]) -> SkyProjection | None:
    """Use the WCS of the extension FITS, if it may be that of this image."""
    header = ndf_parts.header_of(ndf)
    if "CTYPE1" not in header or len(data.shape) > 2:
        return None
    sizes = [(card(header, f"NAXIS{axis}"), size) for axis, size in ((1, bbox.x.size), (2, bbox.y.size))]
    if any(found not in {None, size} for found, size in sizes):
        notes.append("the WCS of the extension FITS is of an image of another size and is left out")
        return None
    projection = header_projection(header, bbox.start, notes, "MORE.FITS")
    if projection is not None:
        notes.append("no component WCS: the sky projection is that of the extension FITS")
    return projection
