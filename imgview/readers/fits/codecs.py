"""Compressed tiles that `astropy.io.fits` has to unpack: Rice, Hcompress, PLIO and quantized floats.

Astropy is handed a small FITS file in memory that holds just the tiles wanted.  So nothing else is read,
several threads do not meet, and each tile can be looked at first: the decompressors are C code that believes
what a tile says of its own size, and a flipped bit would otherwise end the kernel.
"""

from __future__ import annotations

import io
import math
import re
import struct
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.io import fits

from imgview.errors import ReadError
from imgview.readers.fits.file import card
from imgview.readers.fits.table import Table

__all__ = ["unpack_run"]

_KEPT = re.compile(
    r"XTENSION|BITPIX|NAXIS1?|GCOUNT|TFIELDS|(TTYPE|TFORM)\d+|BLANK"
    r"|Z(IMAGE|TENSION|BITPIX|NAXIS|PCOUNT|GCOUNT|CMPTYPE|NAME\d+|VAL\d+|QUANTIZ|DITHER0|BLANK)"
)
# Decompressors that believe what a tile says of its size; the others are told where it ends.
_BELIEVERS = {"GZIP_1", "GZIP_2", "HCOMPRESS_1", "PLIO_1"}
_HCOMPRESS_HEADER = struct.Struct(">HiiiqBBB")
_HCOMPRESS_MAGIC = 0xDD99
# Bits of a 64-bit integer; more planes make no sense.
_HCOMPRESS_PLANES = 64
_PLIO_HEADER = 7


def unpack_run(
    table: Table, header: Any, *, first: int, run: Sequence[int], tile: Sequence[int]
) -> npt.NDArray[Any]:
    """Unpack tiles that follow one another in the table and, along one axis, in the image.

    Parameters
    ----------
    table : `~imgview.readers.fits.table.Table`
        The table that the image is stored in.
    header : `astropy.io.fits.Header`
        Its header.
    first : `int`
        Row of the first tile.
    run : sequence of `int`
        Shape of the part of the image that the tiles make up, slowest axis first.
    tile : sequence of `int`
        Shape of one tile; where it does not divide ``run``, the last tile is smaller.

    Returns
    -------
    `numpy.ndarray`, shape ``run``
        Stored numbers, native, not scaled by BSCALE and BZERO.

    Raises
    ------
    ReadError
        If a tile cannot be unpacked.
    """
    shapes = _tile_shapes(run, tile)
    rows = table.read(first, len(shapes)).copy()
    method = str(card(header, "ZCMPTYPE", "")).strip().upper()
    heap = bytearray()
    for column in table.variable:
        how = {"COMPRESSED_DATA": method, "GZIP_COMPRESSED_DATA": "GZIP_1"}.get(column, "")
        if how in _BELIEVERS or not _copy_span(table, rows, column, heap):
            _copy_cells(table, rows, column, heap, how=how, shapes=shapes, first=first)
    try:
        file = _small_file(header, rows, heap, run=run, tile=tile, first=first)
        with fits.open(file, do_not_scale_image_data=True) as hdus:
            data = np.asarray(hdus[1].data)
    except Exception as error:  # astropy raises whatever its decompressors meet
        msg = f"{table.where}: the compressed data cannot be unpacked: {type(error).__name__}: {error}"
        raise ReadError(msg) from error
    if data.shape != tuple(run):
        msg = f"{table.where}: tiles of shape {data.shape} were unpacked, {tuple(run)} was announced"
        raise ReadError(msg)
    return data.astype(data.dtype.newbyteorder("="), copy=False)


def _copy_span(table: Table, rows: npt.NDArray[Any], column: str, heap: bytearray) -> bool:
    """Append the cells of a column, if they lie close together, and redirect the rows to them."""
    sizes, offsets = rows[column].astype(np.int64).T
    sizes = sizes * table.variable[column].itemsize
    used = sizes > 0
    if not used.any():
        return True
    start, stop = int(offsets[used].min()), int((offsets + sizes)[used].max())
    if stop - start > 2 * int(sizes[used].sum()):
        return False
    rows[column][:, 1] = np.where(used, offsets - start + len(heap), 0)
    heap += table.heap(start, stop - start)
    return True


def _copy_cells(
    table: Table,
    rows: npt.NDArray[Any],
    column: str,
    heap: bytearray,
    *,
    how: str,
    shapes: Sequence[tuple[int, ...]],
    first: int,
) -> None:
    """Append the cells of a column one by one, each looked at, and redirect the rows to them."""
    width = table.variable[column].itemsize
    for number, (row, shape) in enumerate(zip(rows, shapes, strict=True)):
        count, offset = (int(value) for value in row[column])
        if not count:
            continue
        cell = table.heap(offset, count * width)
        try:
            cell = _vetted(cell, how, shape)
        except (ValueError, struct.error, zlib.error) as error:
            msg = f"{table.where}: compressed tile {first + number} is corrupted: {error}"
            raise ReadError(msg) from error
        row[column] = len(cell) // width, len(heap)
        heap += cell


def _tile_shapes(run: Sequence[int], tile: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the shapes of the tiles that cover a run, in the order of storage."""
    shapes: list[tuple[int, ...]] = [()]
    for size, step in zip(run, tile, strict=True):
        lengths = [min(step, size - start) for start in range(0, size, step)]
        shapes = [(*shape, length) for shape in shapes for length in lengths]
    return shapes


def _small_file(
    header: Any,
    rows: npt.NDArray[Any],
    heap: bytearray,
    *,
    run: Sequence[int],
    tile: Sequence[int],
    first: int,
) -> io.BytesIO:
    """Write a FITS file with one compressed image."""
    small = fits.Header()
    for entry in header.cards:
        if _KEPT.fullmatch(entry.keyword):
            small.append((entry.keyword, entry.value))
    small.insert("NAXIS1", ("NAXIS2", len(rows)), after=True)
    small.insert("NAXIS2", ("PCOUNT", len(heap)), after=True)
    for axis, (size, step) in enumerate(zip(reversed(run), reversed(tile), strict=True), 1):
        small[f"ZNAXIS{axis}"] = size
        small[f"ZTILE{axis}"] = min(size, step)
    if "ZDITHER0" in small:
        # The random numbers that were added start at a place given by the row of the tile.
        small["ZDITHER0"] += first
    body = rows.tobytes() + bytes(heap)
    padding = bytes(-len(body) % 2880)
    primary = fits.Header([("SIMPLE", True), ("BITPIX", 8), ("NAXIS", 0), ("EXTEND", True)])
    return io.BytesIO(primary.tostring().encode() + small.tostring().encode() + body + padding)


def _vetted(cell: bytearray, method: str, shape: tuple[int, ...]) -> bytearray:
    """Return the bytes of a tile such that no decompressor leaves its buffers.

    Raises
    ------
    ValueError, struct.error, zlib.error
        If the tile contradicts its shape.
    """
    pixels = math.prod(shape)
    if method.startswith("GZIP"):
        unpacked = zlib.decompressobj(31).decompress(cell, 8 * pixels + 1)
        if len(unpacked) > 8 * pixels:
            msg = f"it unpacks to more than {8 * pixels} bytes"
            raise ValueError(msg)
    elif method == "HCOMPRESS_1":
        magic, ny, nx, _, _, *planes = _HCOMPRESS_HEADER.unpack_from(cell)
        if magic != _HCOMPRESS_MAGIC:
            msg = f"it starts with {magic:#06x}, not as Hcompress does"
            raise ValueError(msg)
        if (ny, nx) != shape[-2:] or pixels != ny * nx:
            msg = f"it claims to be {ny} x {nx} pixels, its place has {shape}"
            raise ValueError(msg)
        if max(planes) > _HCOMPRESS_PLANES:
            msg = f"it claims {max(planes)} bit planes"
            raise ValueError(msg)
        # At most two bits a pixel for each plane, and the signs: reading on beyond the end stays in there.
        cell = cell + bytes(pixels * (max(planes) + 4) // 4 + 64)
    elif method == "PLIO_1":
        words = struct.unpack_from(f">{_PLIO_HEADER}h", cell)
        start, length = (4, words[3]) if words[3] > 0 else (words[2] + 1, (words[5] << 15) + words[4])
        if not 0 < start <= length + 1 or length > len(cell) // 2:
            msg = f"its list of {length} words is longer than its {len(cell)} bytes"
            raise ValueError(msg)
    return cell
