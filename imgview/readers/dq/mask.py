"""Data-quality masks of FITS files: an integer HDU and a table of what its bits, or its numbers, mean.

Bits that are set without a plane in the table become planes named ``BIT n``.  To know which are set, the
mask has to be read: it is where it is at hand and has up to `SCANNED` pixels; else all unnamed bits are
offered, so that opening a huge or remote mask reads nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import SettingError, ShapeError
from imgview.model import ArrayLike2D, Mask, MaskPlane, MaskSchema, SkyProjection
from imgview.readers.dq.planes import AnyBitMask, CodedMask, UnionPlane, unsigned
from imgview.readers.dq.table import DqTable
from imgview.readers.fits.constant import constant_of
from imgview.readers.fits.file import Hdu
from imgview.readers.fits.image import plane_of
from imgview.readers.fits.mask import PackedMask, PlaneBit

__all__ = ["SCANNED", "read_dq", "read_flags"]

SCANNED = 1 << 25
"""Pixels up to which a mask is looked through for what the table does not name."""

_STRIP = 1 << 22
_UNKNOWN_CODE = MaskPlane("UNKNOWN CODE", "A number that the table of this mask does not name.")


def read_dq(
    hdu: Hdu,
    table: DqTable | None,
    *,
    shape: tuple[int, int],
    yx0: tuple[int, int],
    projection: SkyProjection | None,
    notes: list[str],
    plane: int | None = None,
    also: Hdu | None = None,
) -> Mask:
    """Return a mask whose pixels are read when needed.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An image HDU of integers, or one without pixels whose PIXVALUE holds for all.
    table : `~imgview.readers.dq.table.DqTable` or `None`
        What they mean; `None` if that is not known.
    shape : `tuple` [`int`, `int`]
        Rows and columns of the image.
    yx0 : `tuple` [`int`, `int`]
        Absolute pixel of the first pixel.
    projection : `~imgview.model.SkyProjection` or `None`
        That of the image.
    notes : `list` [`str`]
        Is told what a person should know.
    plane : `int`, optional
        Which plane of a cube.
    also : `~imgview.readers.fits.file.Hdu`, optional
        Another HDU, whose bits mean the same and are set besides.

    Returns
    -------
    `~imgview.model.Mask`
        With planes in the order of their bits or numbers.

    Raises
    ------
    ReadError
        If the HDU holds no integers.
    ShapeError
        If it has another shape than the image.
    SettingError
        If a plane that the user named is in a bit that the integers do not have.
    """
    words = _words_of(hdu, shape, plane)
    if also is not None:
        words = UnionPlane(words, _words_of(also, shape, plane))
    if table is not None and table.coded:
        packed, schema = _coded(hdu, words, table, notes)
    else:
        packed, schema = _bits(hdu, words, table, notes)
    return Mask(packed, schema=schema, yx0=yx0, sky_projection=projection)


def read_flags(
    hdu: Hdu,
    *,
    shape: tuple[int, int],
    yx0: tuple[int, int],
    projection: SkyProjection | None,
    notes: list[str],
    plane: int | None = None,
) -> Mask:
    """Return a mask that tells of a pixel only whether to leave it out.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An image HDU of integers, of unsigned bytes as a rule.
    shape : `tuple` [`int`, `int`]
        Rows and columns of the image.
    yx0 : `tuple` [`int`, `int`]
        Absolute pixel of the first pixel.
    projection : `~imgview.model.SkyProjection` or `None`
        That of the image.
    notes : `list` [`str`]
        Is told what a person should know.
    plane : `int`, optional
        Which plane of a cube.

    Returns
    -------
    `~imgview.model.Mask`
        Its plane MASK is set where a pixel is not 0.  If there are other numbers than 0 and 1, they may be
        bits that nobody named: each becomes a plane as well.

    Raises
    ------
    ReadError
        If the HDU holds no integers.
    ShapeError
        If it has another shape than the image.
    """
    words = _words_of(hdu, shape, plane)
    planes = [MaskPlane("MASK", "To be left out of measurements.")]
    seen = _bits_set(words) if _is_scanned(hdu, words) else 1
    numbers = [bit for bit in range(64) if seen >> bit & 1] if seen > 1 else []
    if numbers:
        notes.append(
            f"{hdu.label}: holds other numbers than 0 and 1: MASK is set where it is not 0, and bits "
            f"{', '.join(map(str, numbers))}, which nothing names, are planes of their own"
        )
        planes += [_nameless(bit, hdu) for bit in numbers]
    schema = MaskSchema(planes)
    if seen < 1 << 16:
        values = np.arange(seen + 2)
        lookup = np.zeros((len(values), schema.mask_size), np.uint8)
        lookup[1:, 0] = 1
        for index, bit in enumerate(numbers, start=1):
            lookup[:, index // 8] |= ((values >> bit & 1) << index % 8).astype(np.uint8)
        packed: ArrayLike2D = CodedMask(words, lookup)
    else:
        bits = [PlaneBit(0, bit, index) for index, bit in enumerate(numbers, start=1)]
        packed = AnyBitMask(PackedMask([words], bits, schema.mask_size))
    return Mask(packed, schema=schema, yx0=yx0, sky_projection=projection)


def _words_of(hdu: Hdu, shape: tuple[int, int], plane: int | None) -> ArrayLike2D:
    """Return the integers of a mask, after a look at their shape."""
    constant = constant_of(hdu, shape, integer=True)
    if constant is not None:
        return constant
    flat = len(hdu.shape) <= 2
    words = plane_of(hdu, plane=None if flat else plane, integer=True)
    if tuple(words.shape) != tuple(shape):
        msg = f"{hdu.where}: the mask has the shape {tuple(words.shape)}, but the image has {tuple(shape)}"
        raise ShapeError(msg)
    return words


def _bits(
    hdu: Hdu, words: ArrayLike2D, table: DqTable | None, notes: list[str]
) -> tuple[ArrayLike2D, MaskSchema]:
    width = 8 * words.dtype.itemsize
    given = dict(table.planes) if table is not None else {}
    planes = {bit: plane for bit, plane in given.items() if bit < width}
    if table is not None and not table.name and len(planes) < len(given):
        bit = max(given)
        msg = f"{hdu.where}: planes= has {given[bit].name!r} in bit {bit} of {width}-bit integers"
        raise SettingError(msg)
    unnamed = [bit for bit in range(width) if bit not in planes]
    scanned = _is_scanned(hdu, words)
    if scanned:
        seen = _bits_set(words)
        unnamed = [bit for bit in unnamed if seen >> bit & 1]
    title = table.title if table is not None else ""
    if unnamed and scanned:
        listed = ", ".join(map(str, unnamed))
        missing = f"{title} does not name them" if title else "nothing names them; planes= does"
        notes.append(f"{hdu.label}: bits {listed} are set, but {missing}")
    elif unnamed:
        notes.append(f"{hdu.label}: not looked through; all bits without a name are listed")
    planes |= {bit: _nameless(bit, hdu) for bit in unnamed}
    ordered = sorted(planes.items())
    schema = MaskSchema(plane for _, plane in ordered)
    bits = [PlaneBit(0, bit, index) for index, (bit, _) in enumerate(ordered)]
    return PackedMask([words], bits, schema.mask_size), schema


def _coded(hdu: Hdu, words: ArrayLike2D, table: DqTable, notes: list[str]) -> tuple[ArrayLike2D, MaskSchema]:
    ordered = sorted(table.planes.items())
    known = np.array([0, *(code for code, _ in ordered)])
    planes = [plane for _, plane in ordered]
    unknown = True
    if _is_scanned(hdu, words):
        other = _unnamed_numbers(words, known)
        unknown = bool(other)
        if other:
            listed = ", ".join(map(str, other[:8])) + (", ..." if len(other) > 8 else "")
            notes.append(f"{hdu.label}: holds {listed}, which {table.title} does not name")
    if unknown:
        planes.append(_UNKNOWN_CODE)
    schema = MaskSchema(planes)
    lookup = np.zeros((int(known.max()) + 2, schema.mask_size), np.uint8)
    if unknown:
        lookup[1:] = schema.bitmask(_UNKNOWN_CODE.name)
    for code, plane in ordered:
        lookup[code] = schema.bitmask(plane.name)
    return CodedMask(words, lookup), schema


def _nameless(bit: int, hdu: Hdu) -> MaskPlane:
    return MaskPlane(f"BIT {bit}", f"Bit {bit} of {hdu.name or 'the mask'}, which nothing names.")


def _is_scanned(hdu: Hdu, words: ArrayLike2D) -> bool:
    return hdu.source.local and words.shape[0] * words.shape[1] <= SCANNED


def _fold(words: ArrayLike2D, see: Callable[[npt.NDArray[Any]], None]) -> None:
    """Show all integers of a mask, strip by strip."""
    ny, nx = words.shape[:2]
    step = max(1, _STRIP // nx)
    for top in range(0, ny, step):
        see(unsigned(np.asarray(words[slice(top, min(ny, top + step)), slice(0, nx)])))


def _bits_set(words: ArrayLike2D) -> int:
    """Return the OR of all integers of a mask."""
    seen = [0]

    def see(strip: npt.NDArray[Any]) -> None:
        seen[0] |= int(np.bitwise_or.reduce(strip, axis=None))

    _fold(words, see)
    return seen[0]


def _unnamed_numbers(words: ArrayLike2D, known: npt.NDArray[Any]) -> list[int]:
    """Return the numbers of a mask that are not known, the smallest first."""
    found: set[int] = set()

    def see(strip: npt.NDArray[Any]) -> None:
        # Nearly all are known; only what is not is sorted.
        largest = int(known.max())
        table = np.zeros(largest + 2, bool)
        table[known] = True
        odd = strip[~table[np.minimum(strip, strip.dtype.type(min(largest + 1, np.iinfo(strip.dtype).max)))]]
        found.update(np.unique(odd)[:32].tolist())

    _fold(words, see)
    return sorted(found)
