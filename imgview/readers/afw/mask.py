"""Mask planes of legacy afw: one integer HDU, whose MP_ cards name the bits.

The cards are sorted by name, not by bit, and a bit may be set without a card.  Such bits become planes
named ``BIT n``.  To know which are set the mask has to be read: it is where it is at hand and has up to
`_SCANNED` pixels; else all unnamed bits are offered, so that opening a huge or remote mask reads nothing
of it.
"""

from __future__ import annotations

import numpy as np

from imgview.errors import ReadError
from imgview.model import ArrayLike2D, Mask, MaskPlane, MaskSchema, SkyProjection
from imgview.readers.fits.file import Hdu, card
from imgview.readers.fits.image import plane_of
from imgview.readers.fits.mask import PackedMask, PlaneBit

__all__ = ["named_planes", "read_mask"]

_PREFIX = "MP_"
_SCANNED = 1 << 25
_STRIP = 1 << 22


def named_planes(hdu: Hdu) -> dict[int, MaskPlane]:
    """Return the planes that MP_ cards name.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An image HDU.

    Returns
    -------
    `dict` [`int`, `MaskPlane`]
        By bit; empty if there is no such card.

    Raises
    ------
    ReadError
        If a card gives no bit, or two cards the same one.
    """
    planes: dict[int, MaskPlane] = {}
    for keyword in hdu.header:
        if not keyword.startswith(_PREFIX):
            continue
        bit = card(hdu.header, keyword)
        name = keyword.removeprefix(_PREFIX)
        if isinstance(bit, bool) or not isinstance(bit, int) or not 0 <= bit < 64:
            msg = f"{hdu.where}: {keyword} is {bit!r}, which is no bit of a mask"
            raise ReadError(msg)
        if bit in planes:
            msg = f"{hdu.where}: the planes {planes[bit].name} and {name} are both in bit {bit}"
            raise ReadError(msg)
        planes[bit] = MaskPlane(name)
    return planes


def read_mask(hdu: Hdu, yx0: tuple[int, int], projection: SkyProjection | None, notes: list[str]) -> Mask:
    """Return a mask whose pixels are read when needed.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An image HDU of integers.
    yx0 : `tuple` [`int`, `int`]
        Absolute pixel of the first pixel.
    projection : `~imgview.model.SkyProjection` or `None`
        That of the image.
    notes : `list` [`str`]
        Is told of planes without a name.

    Returns
    -------
    `~imgview.model.Mask`
        With planes in the order of their bits.

    Raises
    ------
    ReadError
        If the HDU holds no integers, or a card names a bit that they do not have.
    """
    planes = named_planes(hdu)
    words = plane_of(hdu, integer=True)
    width = 8 * words.dtype.itemsize
    beyond = [bit for bit in planes if bit >= width]
    if beyond:
        msg = f"{hdu.where}: {_PREFIX}{planes[beyond[0]].name} is bit {beyond[0]} of {width}-bit integers"
        raise ReadError(msg)
    unnamed = [bit for bit in range(width) if bit not in planes]
    ny, nx = words.shape
    if hdu.source.local and ny * nx <= _SCANNED:
        seen = _bits_set(words)
        unnamed = [bit for bit in unnamed if seen >> bit & 1]
        if unnamed:
            bits = ", ".join(map(str, unnamed))
            notes.append(f"{hdu.label}: bits {bits} are set, but no {_PREFIX} card names them")
    else:
        kind = "a large mask" if hdu.source.local else "a mask that is not looked through"
        notes.append(f"{hdu.label}: {kind}; bits without {_PREFIX} card are listed")
    for bit in unnamed:
        planes[bit] = MaskPlane(f"BIT {bit}", f"Bit {bit} of the mask, which the file does not name.")
    ordered = sorted(planes.items())
    schema = MaskSchema(plane for _, plane in ordered)
    bits_used = [PlaneBit(0, bit, index) for index, (bit, _) in enumerate(ordered)]
    packed = PackedMask([words], bits_used, schema.mask_size)
    return Mask(packed, schema=schema, yx0=yx0, sky_projection=projection)


def _bits_set(words: ArrayLike2D) -> int:
    """Return the OR of all integers of a mask."""
    ny, nx = words.shape
    seen = 0
    step = max(1, _STRIP // nx)
    for top in range(0, ny, step):
        strip = np.asarray(words[slice(top, min(ny, top + step)), slice(0, nx)])
        seen |= int(np.bitwise_or.reduce(strip.view(f"u{strip.itemsize}"), axis=None))
    return seen
