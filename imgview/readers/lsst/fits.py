"""Files of lsst.images in FITS: arrays in image HDUs, and a JSON tree that says what they are.

Layout (container version 1): a primary HDU without data and with the card FMTVER; image HDUs named after
their place in the tree (IMAGE, MASK, VARIANCE, ...), tile compressed as a rule; a table JSON whose first
row is the tree; a table INDEX.  Arrays appear in the tree as ``{"source": "fits:NAME"}``, with the EXTVER
after a comma.  Mask planes lie 31 to an HDU in int32, in the order of the tree's list of planes, from which
placeholders (null) are left out; in memory a placeholder keeps its bit.

Cut-outs made by other services carry neither JSON nor INDEX; then origin, planes and names come from the
headers: CRVALnA (or LTVn), MSKNnnnn, MSKMnnnn and MSKDnnnn (or afw's MP_ cards).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from imgview.errors import ReadError, SchemaError, ShapeError
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
from imgview.model.kept import Kept, without_planes
from imgview.readers.afw import mask as afw_mask
from imgview.readers.fits.file import FitsFile, Hdu, card
from imgview.readers.fits.image import cards, origin_of, plane_of, projection_of, unit_of, variance_of
from imgview.readers.fits.mask import PlaneBit
from imgview.readers.fits.table import Table
from imgview.readers.lsst.facts import inline_shape
from imgview.readers.lsst.mask import packed_mask, unpacked_planes
from imgview.readers.lsst.tree import read_tree

__all__ = ["read_lsst_fits", "recognise"]

_LAYOUT = 1
_SOURCE = re.compile(r"fits:([\w/\- ]+)(?:,(\d+))?(?:\[(\d+)\])?")
_PLANE = re.compile(r"MSKN(\d{4})")


def recognise(file: FitsFile) -> bool:
    """Tell whether a FITS file was written by lsst.images, or cut out of one that was.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs.

    Returns
    -------
    `bool`
        True if the primary header has FMTVER, or there is a table JSON with a column of that name.
    """
    return "FMTVER" in file.primary or _json_hdu(file) is not None


def read_lsst_fits(file: FitsFile) -> GeneralizedImage:
    """Read a picture.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        Its HDUs; see `recognise`.

    Returns
    -------
    `Image`, `Mask`, `MaskedImage`, `VisitImage`, `DifferenceImage`, `CellCoadd` or `ColorImage`
        With lazy planes.

    Raises
    ------
    SchemaError
        If container or tree are of a version that must not be guessed at.
    ReadError
        If tree and HDUs do not fit together.
    ShapeError
        If planes that must have one shape do not.
    """
    name = file.source.name
    layout = card(file.primary, "FMTVER")
    if not isinstance(layout, int) or isinstance(layout, bool):
        msg = f"{name}: a JSON tree without the card FMTVER in the primary header: the file is damaged"
        raise ReadError(msg)
    if layout > _LAYOUT:
        msg = f"{name}: container layout FMTVER={layout} is newer than {_LAYOUT}, which this reader knows"
        raise SchemaError(msg)
    tree_hdu = _json_hdu(file)
    if tree_hdu is None:
        return _read_cut_down(file)
    tree = _parse(tree_hdu, 0)
    store = _FitsStore(file)
    result = read_tree(tree, store)
    result.header = cards(file.primary)
    result.kept = Kept("fits", lambda: without_planes(tree), store.part)
    result.notes += store.notes
    return result


def _json_hdu(file: FitsFile) -> Hdu | None:
    hdu = file.find("JSON")
    return hdu if hdu is not None and hdu.kind == "table" and card(hdu.header, "TTYPE1") == "JSON" else None


def _parse(hdu: Hdu, row: int) -> Any:
    """Return the JSON tree of a row: the first is that of the picture, pointers lead to the others."""
    text = Table(hdu).cell("JSON", row).tobytes()
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"{hdu.where}: the tree of {len(text)} bytes is no valid JSON: {error}"
        raise ReadError(msg) from error


class _FitsStore:
    """Finds the arrays of a tree in the HDUs."""

    def __init__(self, file: FitsFile) -> None:
        self.name = file.source.name
        self.notes: list[str] = []
        self._file = file

    def follow(self, tree: Any) -> Any:
        row = tree.get("row") if isinstance(tree, Mapping) and "column" in tree else None
        hdu = _json_hdu(self._file)
        return tree if hdu is None or not isinstance(row, int) or row < 1 else _parse(hdu, row)

    def image(self, reference: Mapping[str, Any], what: str) -> ArrayLike2D:
        hdu = self._hdu(reference, what)
        plane = plane_of(hdu)
        self._compare(reference, hdu, plane, what)
        return plane

    def mask(self, references: Sequence[Mapping[str, Any]], schema: MaskSchema, what: str) -> ArrayLike2D:
        words: list[ArrayLike2D] = []
        for reference in references:
            hdu = self._hdu(reference, what)
            words.append(plane_of(hdu, integer=True))
            self._compare(reference, hdu, words[-1], what)
        return unpacked_planes(self.name, words, schema)

    def shape(self, reference: Mapping[str, Any]) -> tuple[int, ...] | None:
        if "source" not in reference:
            return inline_shape(reference)
        hdu = self._hdu(reference, "array")
        if hdu.kind != "table":
            return tuple(hdu.shape)
        return (Table(hdu).rows, *(int(side) for side in reference.get("shape") or ()))

    def sky_projection(self, reference: Mapping[str, Any], yx0: tuple[int, int]) -> SkyProjection | None:
        return projection_of(self._hdu(reference, "image"), yx0, self.notes)

    def part(self, reference: str) -> Any:
        """Return header and data of the HDU that a reference names, or the tree that a row number does."""
        if reference.isdecimal():
            return self.follow({"column": None, "row": int(reference)})
        hdu = self._hdu({"source": reference}, "tree")
        return hdu.header, bytes(hdu.source.read(hdu.data_offset, hdu.data_size))

    def _hdu(self, reference: Mapping[str, Any], what: str) -> Hdu:
        source = reference.get("source")
        match = _SOURCE.fullmatch(source) if isinstance(source, str) else None
        if match is None:
            msg = f"{self.name}: the {what} refers to {source!r}, where a name like 'fits:IMAGE' is needed"
            raise ReadError(msg)
        hdu = self._file.find(match[1], int(match[2] or 1))
        if hdu is None:
            msg = (
                f"{self.name}: the {what} refers to {source!r}, but there is no such HDU: the file is damaged"
            )
            raise ReadError(msg)
        return hdu

    def _compare(self, reference: Mapping[str, Any], hdu: Hdu, plane: ArrayLike2D, what: str) -> None:
        """Refuse an HDU that is not what the tree says."""
        for part, said, found in (
            ("shape", reference.get("shape"), list(plane.shape)),
            ("type", reference.get("datatype"), plane.dtype.name),
        ):
            if said is not None and said != found:
                msg = f"{hdu.where}: the tree gives the {what} the {part} {said}, but the HDU has {found}"
                raise (ShapeError if part == "shape" else ReadError)(msg)


def _read_cut_down(file: FitsFile) -> GeneralizedImage:
    """Read the HDUs of a file that lost its tree."""
    found = {name: file.find(name) for name in ("IMAGE", "MASK", "VARIANCE")}
    first = found["IMAGE"] or found["MASK"]
    if first is None:
        msg = (
            f"{file.source.name}: FMTVER says lsst.images, but there is neither a JSON tree nor an HDU "
            "IMAGE or MASK; name an HDU with hdu= to read it as it is"
        )
        raise ReadError(msg)
    notes = ["no JSON tree (a cut-out, or a file that lost its end): all is taken from the headers"]
    yx0 = origin_of(first.header)
    if yx0 is None:
        notes.append("no origin in the headers: the first pixel is (0, 0)")
    origin = yx0 or (0, 0)
    projection = projection_of(first, origin, notes)
    mask = _cut_down_mask(file, origin, projection, notes)
    image_hdu, variance_hdu = found["IMAGE"], found["VARIANCE"]
    result: GeneralizedImage
    if image_hdu is None:
        if mask is None:
            msg = f"{first.where}: the mask has neither MSKN nor MP_ cards, and there is no image"
            raise ReadError(msg)
        result = mask
    else:
        image = Image(
            plane_of(image_hdu),
            yx0=origin,
            unit=unit_of(image_hdu),
            sky_projection=projection,
        )
        result = image
        if mask is not None or variance_hdu is not None:
            variance = None if variance_hdu is None else variance_of(variance_hdu, image, notes)
            result = MaskedImage(image, mask=mask, variance=variance)
    result.header = cards(file.primary)
    result.notes = notes
    return result


def _cut_down_mask(
    file: FitsFile, yx0: tuple[int, int], projection: SkyProjection | None, notes: list[str]
) -> Mask | None:
    """Read all MASK HDUs, whose headers name the planes."""
    hdus = sorted((hdu for hdu in file.hdus if hdu.name == "MASK"), key=lambda hdu: hdu.version)
    planes: list[MaskPlane] = []
    bits: list[PlaneBit] = []
    words: list[ArrayLike2D] = []
    for hdu in hdus:
        named = _named_planes(hdu) or afw_mask.named_planes(hdu)
        for bit, plane in sorted(named.items()):
            bits.append(PlaneBit(len(words), bit, len(planes)))
            planes.append(plane)
        words.append(plane_of(hdu, integer=True))
    if not words:
        return None
    if not planes:
        notes.append("the mask names no planes and is left out")
        return None
    schema = MaskSchema(planes)
    packed = packed_mask(file.source.name, words, bits, schema)
    return Mask(packed, schema=schema, yx0=yx0, sky_projection=projection)


def _named_planes(hdu: Hdu) -> dict[int, MaskPlane]:
    """Return the planes that MSKN, MSKM and MSKD cards name, by bit."""
    planes: dict[int, MaskPlane] = {}
    for keyword in hdu.header:
        match = _PLANE.fullmatch(keyword)
        if match:
            number = match[1]
            mask = card(hdu.header, f"MSKM{number}", 1 << int(number))
            if not isinstance(mask, int) or mask <= 0 or mask & (mask - 1):
                msg = f"{hdu.where}: MSKM{number} is {mask!r}, which is no single bit"
                raise ReadError(msg)
            name = str(card(hdu.header, keyword, "")).strip() or f"BIT {mask.bit_length() - 1}"
            description = str(card(hdu.header, f"MSKD{number}", "")).strip()
            planes[mask.bit_length() - 1] = MaskPlane(name, description)
    return planes
