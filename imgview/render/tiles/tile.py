"""One tile as it travels: codes and mask bytes, deflated.

The data of a tile are two zlib streams, one after the other.  The first holds the codes, byte-shuffled: all
high bytes, then all low bytes, rows in array order (upward); of a colour image those of red, then of green,
then of blue.  The second, left out where no plane is set,
holds those mask bytes that are not zero all over the tile, one plane of bytes after the other, each with an
apron of one pixel around the tile, so that outlines can be drawn without the neighbouring tiles.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError
from imgview.render.tiles.codec import Codec
from imgview.render.tiles.pyramid import Pyramid

__all__ = ["EncodedTile", "decode_tile", "encode_tile"]


@dataclass(frozen=True, slots=True)
class EncodedTile:
    """A tile ready to be sent."""

    meta: dict[str, Any]
    """What is needed to decode it: ``level``, ``row``, ``col``; ``shape`` [h, w] in pixels of the level;
    ``channels``, values a pixel; ``codec`` [center, step, linear, zero]; ``image`` and ``mask``, the lengths
    of the two streams; ``bytes``, the indices of the mask bytes sent.  Ready for JSON."""

    data: bytes
    """The two streams."""


def encode_tile(pyramid: Pyramid, codec: Codec, level: int, row: int, col: int) -> EncodedTile:
    """Return one tile as it travels.

    Parameters
    ----------
    pyramid : `~imgview.render.tiles.pyramid.Pyramid`
        The picture.
    codec : `~imgview.render.tiles.codec.Codec`
        How to code its values.
    level, row, col : `int`
        Which tile.

    Returns
    -------
    `EncodedTile`
        Twin of the decoder in ``frontend/src/tile.ts``.

    Raises
    ------
    ShapeError
        If there is no such tile.
    """
    codes = codec.encode(pyramid.image_tile(level, row, col))
    h, w = codes.shape[:2]
    channels = np.moveaxis(codes.reshape(h, w, -1), 2, 0)
    image = _deflate(b"".join(_shuffled(channel) for channel in channels))
    used: list[int] = []
    mask = b""
    if pyramid.mask_bytes:
        # Byte planes first: looking along contiguous bytes is a hundred times faster.
        planes = np.ascontiguousarray(np.moveaxis(pyramid.mask_tile(level, row, col), 2, 0))
        used = np.flatnonzero(planes.reshape(len(planes), -1).any(axis=1)).tolist()
        if used:
            mask = _deflate(planes[used].tobytes())
    meta = {
        "level": level,
        "row": row,
        "col": col,
        "shape": [h, w],
        "channels": len(channels),
        "codec": [codec.center, codec.step, codec.linear, codec.zero],
        "image": len(image),
        "mask": len(mask),
        "bytes": used,
    }
    return EncodedTile(meta, image + mask)


def decode_tile(
    meta: dict[str, Any], data: bytes, mask_bytes: int
) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8] | None]:
    """Return the codes and mask bytes of a tile.

    Parameters
    ----------
    meta : `dict`
        Of an `EncodedTile`.
    data : `bytes`
        Of the same.
    mask_bytes : `int`
        Mask bytes a pixel, 0 without a mask.

    Returns
    -------
    codes : `numpy.ndarray`, shape (h, w) or (h, w, channels), uint16
        To be looked up in ``Codec(*meta["codec"]).values()``.
    words : `numpy.ndarray`, shape (h + 2, w + 2, mask_bytes), uint8, or `None`
        With the apron; `None` without a mask.

    Raises
    ------
    ImgviewError
        If the data are not what ``meta`` says.
    """
    h, w = meta["shape"]
    channels = meta["channels"]
    name = f"tile ({meta['row']}, {meta['col']}) of level {meta['level']}"
    try:
        image = zlib.decompress(data[: meta["image"]])
        mask = zlib.decompress(data[meta["image"] :]) if meta["mask"] else b""
    except zlib.error as error:
        msg = f"{name} cannot be inflated: {error}"
        raise ImgviewError(msg) from error
    if (len(image), len(mask)) != (2 * h * w * channels, len(meta["bytes"]) * (h + 2) * (w + 2)):
        msg = (
            f"{name} has {h} x {w} pixels of {channels} values and {len(meta['bytes'])} mask bytes, "
            f"but inflates to {len(image)} and {len(mask)} bytes"
        )
        raise ImgviewError(msg)
    high, low = np.moveaxis(np.frombuffer(image, np.uint8).reshape(channels, 2, h, w), 0, -1)
    codes: npt.NDArray[np.uint16] = np.left_shift(high, 8, dtype=np.uint16) | low
    codes = codes[..., 0] if channels == 1 else codes
    if not mask_bytes:
        return codes, None
    words = np.zeros((h + 2, w + 2, mask_bytes), np.uint8)
    if mask:
        planes = np.frombuffer(mask, np.uint8).reshape(-1, h + 2, w + 2)
        words[:, :, meta["bytes"]] = np.moveaxis(planes, 0, 2)
    return codes, words


def _shuffled(codes: npt.NDArray[np.uint16]) -> bytes:
    return (codes >> 8).astype(np.uint8).tobytes() + codes.astype(np.uint8).tobytes()


def _deflate(data: bytes) -> bytes:
    # Noise does not repeat itself: looking for runs only is as fast as level 1, and a tenth smaller.
    deflater = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    return deflater.compress(data) + deflater.flush()
