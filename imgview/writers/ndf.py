"""Pictures in HDS-on-HDF5 as lsst.images lays them out: an NDF that Starlink's programs read too.

An HDF5 group is an HDS structure, whose type is the attribute CLASS; a dataset is a primitive.  The image is
``/DATA_ARRAY``, the variance ``/VARIANCE``, the place on the sky ``/WCS``; the bits of a mask are
``/MORE/LSST/MASK`` (byte, row, column), a summary for Starlink ``/QUALITY``; the tree is ``/MORE/LSST/JSON``.
A colour image is a container of three NDFs, its tree at ``/LSST/JSON``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt

from imgview.errors import WriteError
from imgview.geometry import Box
from imgview.model import ColorImage, GeneralizedImage, Image, Mask
from imgview.progress import Progress
from imgview.writers.ast_objects import (
    AstMap,
    chain,
    frame,
    frame_set,
    map_of,
    parallel,
    shift_map,
    sky_frame,
    unit_map,
)
from imgview.writers.fits import header_cards
from imgview.writers.rest import placed, rest_of
from imgview.writers.sky import ast_text
from imgview.writers.strips import row_count, rows_of
from imgview.writers.tree import make_tree, schema_of, url_of

__all__ = ["write_ndf"]

_DTYPES = ("uint8", "int16", "int32", "int64", "float32", "float64")
_RECORD = 32
_NAME_LENGTH = 15
_CHUNK = (1, 256, 256)


def write_ndf(
    picture: GeneralizedImage, path: Path, *, compression: str | None, progress: Progress, left_out: list[str]
) -> None:
    """Write a picture into an empty file.

    Parameters
    ----------
    picture : `~imgview.model.GeneralizedImage`
        The picture.
    path : `~pathlib.Path`
        The file.
    compression : `str` or `None`
        ``"gzip"`` for chunks packed without loss, `None` for pixels as they are.
    progress : `~imgview.progress.Progress`
        Is told how many bytes of pixels are written.
    left_out : `list` [`str`]
        Is told of what cannot be written.
    """
    rest = rest_of(picture)
    with h5py.File(path, "w") as file:
        colour = isinstance(picture, ColorImage)
        _attribute(file, "CLASS", "EXT" if colour else "NDF")
        _attribute(file, "HDS_ROOT_NAME", _root_name(schema_of(picture, rest)))
        sink = _NdfSink(file, compression, progress, colour=colour)
        tree = make_tree(picture, rest, sink, left_out)
        home = _structure(file, "LSST") if colour else _structure(_structure(file, "MORE", "EXT"), "LSST")
        _text(home, "JSON", [json.dumps(tree, separators=(",", ":"))], least=80)
        _scalar_text(home, "DATA_MODEL", url_of(schema_of(picture, rest)), least=80)
        home.create_dataset("FORMAT_VERSION", data=np.int32(1))
        unit = getattr(picture, "unit", None)
        if unit is not None:
            _scalar_text(file, "UNITS", _unit(unit))
        cards = header_cards(picture.header, left_out)
        if len(cards):
            block = cards.tostring(sep="", endcard=False, padding=False)
            records = [block[start : start + 80] for start in range(0, len(block), 80)]
            _text(_structure(file, "MORE", "EXT"), "FITS", records, least=80)
        _write_wcs(picture, file)


def _root_name(schema: str) -> str:
    """Return what lsst.images calls the root of a file."""
    return schema if schema in {"image", "mask"} else "".join(word.title() for word in schema.split("_"))


class _NdfSink:
    """Puts arrays where NDF has a place for them, and elsewhere into NDFs of their own."""

    def __init__(self, file: h5py.File, compression: str | None, progress: Progress, *, colour: bool) -> None:
        self._file = file
        self._how = {} if compression is None else {"compression": "gzip", "compression_opts": 4}
        self._progress = progress
        self._colour = colour
        self._shortened: dict[str, int] = {}

    def image(self, image: Image, path: str) -> dict[str, Any]:
        if image.dtype.name not in _DTYPES:
            known = ", ".join(_DTYPES)
            msg = f"NDF has no {path} of type {image.dtype.name}; it has {known}: convert it, or write FITS"
            raise WriteError(msg)
        group = self._group(path)
        data = self._dataset(group, image.dtype, tuple(image.shape))
        for rows, strip in self._strips(image):
            data[rows] = strip
        hoisted = group.name.startswith("/MORE")
        _origin(group, Box.from_shape((1, 1)) if hoisted else image.bbox)
        return _reference(data, tuple(image.shape))

    def mask(self, mask: Mask, path: str) -> list[dict[str, Any]]:
        del path
        more = _structure(_structure(self._file, "MORE", "EXT"), "LSST")
        group = _structure(_structure(more, "MASK", "NDF"), "DATA_ARRAY", "ARRAY")
        shape = (mask.schema.mask_size, *mask.shape)
        data = self._dataset(group, np.dtype(np.uint8), shape)
        outer = _structure(self._file, "QUALITY")
        outer.create_dataset("BADBITS", data=np.uint8(255))
        inner = _structure(outer, "QUALITY", "ARRAY")
        quality = self._dataset(inner, np.dtype(np.uint8), tuple(mask.shape))
        for rows, strip in self._strips(mask):
            data[:, rows] = np.moveaxis(strip, -1, 0)
            quality[rows] = strip[..., 0] if shape[0] == 1 else strip.any(axis=-1).astype(np.uint8)
        _origin(group, mask.bbox, (0,))
        _false(group, "BAD_PIXEL")
        _origin(inner, mask.bbox, dtype=np.int32)
        _false(inner, "BAD_PIXEL")
        return [_reference(data, (*mask.shape, mask.schema.mask_size))]

    def _group(self, path: str) -> h5py.Group:
        """Return the array structure of a plane: that of the NDF itself, or of one of its own."""
        if path in {"image", "variance"}:
            return _structure(self._file, "DATA_ARRAY" if path == "image" else "VARIANCE", "ARRAY")
        home = self._file
        if not self._colour:
            home = _structure(_structure(home, "MORE", "EXT"), "LSST")
        *parents, last = [self._short(part) for part in path.split("/")]
        for parent in parents:
            home = _structure(home, parent)
        return _structure(_structure(home, last, "NDF"), "DATA_ARRAY", "ARRAY")

    def _short(self, name: str) -> str:
        """Return a name that HDS bears: capitals, and not too many of them."""
        name = name.upper()
        if len(name) > _NAME_LENGTH:
            number = self._shortened.setdefault(name, len(self._shortened) + 1)
            name = f"{name[: _NAME_LENGTH - 4]}_{number:03X}"
        return name

    def rest(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        return dict(placed(tree))

    def _dataset(self, group: h5py.Group, dtype: np.dtype[Any], shape: tuple[int, ...]) -> h5py.Dataset:
        how: dict[str, Any] = dict(self._how)
        if how:
            how["chunks"] = tuple(min(pair) for pair in zip(_CHUNK[-len(shape) :], shape, strict=True))
        return group.create_dataset("DATA", shape=shape, dtype=dtype, **how)

    def _strips(self, plane: Image | Mask) -> Iterator[tuple[slice, npt.NDArray[Any]]]:
        count = row_count(plane, _CHUNK[1] if self._how else 1)
        first = 0
        for strip in rows_of(plane, count):
            yield slice(first, first + len(strip)), strip
            first += len(strip)
            self._progress.advance(strip.nbytes)


def _structure(parent: h5py.Group, name: str, kind: str | None = None) -> h5py.Group:
    """Return a structure, made if need be; its type is its name unless given."""
    if name in parent:
        return parent[name]
    group = parent.create_group(name)
    _attribute(group, "CLASS", kind or name)
    return group


def _attribute(target: h5py.Group, name: str, value: str) -> None:
    """Write an attribute of a fixed number of ASCII characters: HDS reads no other."""
    target.attrs.create(name, np.bytes_(value.encode("ascii")), dtype=f"S{len(value)}")


def _text(parent: h5py.Group, name: str, lines: list[str], least: int = 1) -> None:
    """Write texts of one length, padded with blanks."""
    encoded = [line.encode("ascii", "replace") for line in lines]
    width = max(least, *(len(line) for line in encoded))
    parent.create_dataset(name, data=np.array([line.ljust(width) for line in encoded], dtype=f"S{width}"))


def _scalar_text(parent: h5py.Group, name: str, text: str, least: int = 1) -> None:
    parent.create_dataset(name, data=np.bytes_(text.encode("ascii", "replace").ljust(least)))


def _false(group: h5py.Group, name: str) -> None:
    """Write the logical value false, which HDS knows by HDF5's type of bits."""
    space = h5py.h5s.create(h5py.h5s.SCALAR)
    number = h5py.h5d.create(group.id, name.encode(), h5py.h5t.STD_B8LE, space)
    number.write(h5py.h5s.ALL, h5py.h5s.ALL, np.zeros((), dtype=np.uint8), mtype=h5py.h5t.NATIVE_B8)


def _origin(
    group: h5py.Group, bbox: Box, more: tuple[int, ...] = (), dtype: npt.DTypeLike = np.int64
) -> None:
    """Write the absolute coordinates of the first pixel, in the order of HDS: x first."""
    group.create_dataset("ORIGIN", data=np.array([bbox.x.start, bbox.y.start, *more], dtype=dtype))


def _reference(data: h5py.Dataset, shape: tuple[int, ...]) -> dict[str, Any]:
    # "big" is what lsst.images writes here; HDF5 knows better.
    name = data.dtype.name
    return {"source": f"ndf:{data.name}", "shape": list(shape), "datatype": name, "byteorder": "big"}


def _unit(unit: Any) -> str:
    try:
        return str(unit.to_string(format="fits"))
    except ValueError:
        return str(unit.to_string())


def _write_wcs(picture: GeneralizedImage, file: h5py.File) -> None:
    """Write for Starlink what the tree says of the sky."""
    text = None if picture.sky_projection is None else ast_text(picture.sky_projection)
    if text is None:
        return
    mapping = map_of(text)
    shift = shift_map([1 - picture.bbox.x.start, 1 - picture.bbox.y.start])
    frames = [frame("PIXEL", ["x", "y"]), sky_frame(), frame("GRID", [None, None])]
    lines = frame_set(frames, [(1, mapping), (1, shift)], base=3, current=2)
    for name in ("RED", "GREEN", "BLUE") if isinstance(picture, ColorImage) else ("/",):
        _records(file[name], lines)
    if "MORE/LSST/MASK" in file:
        _records(file["MORE/LSST/MASK"], _mask_frames(mapping, picture.bbox))


def _mask_frames(mapping: AstMap, bbox: Box) -> list[str]:
    """Write the coordinates of a mask, whose third axis counts bytes."""
    labels = ["x", "y", "mask-byte"]
    pixel = AstMap(3, 3, shift_map([1 - bbox.x.start, 1 - bbox.y.start, 1]).lines, inverted=True)
    both = [
        "Begin CmpFrame",
        "FrameA =",
        *sky_frame(),
        "FrameB =",
        *frame("MASK", labels[2:]),
        "End CmpFrame",
    ]
    frames = [frame("GRID", [None] * 3), frame("PIXEL", labels), ["Begin CmpFrame", *both, "End CmpFrame"]]
    links = [(1, chain([pixel])), (2, parallel(mapping, unit_map(1)))]
    return frame_set(frames, links, base=1, current=3)


def _records(ndf: h5py.Group, lines: list[str]) -> None:
    """Write the text of a FrameSet in records: a blank begins a line, a plus goes on with it."""
    payload = _RECORD - 1
    records = [
        (" " if start == 0 else "+") + line[start : start + payload]
        for line in lines
        for start in range(0, len(line), payload)
    ]
    _text(_structure(ndf, "WCS"), "DATA", records, least=_RECORD)
