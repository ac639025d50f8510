"""From codes and mask words to colours: the arithmetic that page and numpy share.

Every operation is float64 and in the written order, so that the TypeScript twin in ``frontend/src``
(``lut.ts``, ``composite.ts``) gives the same bytes; the browser tests demand equality. This module knows
codes, mask bits and styles, not images.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imgview.model.plane_expression import holds
from imgview.render.looks.colormap import BAD_COLOR
from imgview.render.looks.planes import PlaneStyle
from imgview.render.tiles.codec import CODES, FIRST_CODE, LAST_CODE, MINUS_INFINITY_CODE, NAN_CODE, Codec

_ROWS_AT_ONCE = 64
_DENSE_KEYS = 1 << 20


class PlaneLayer(NamedTuple):
    """One mask plane to be painted: where its bit is, and how it looks."""

    byte: int
    """Index of the mask byte that holds the plane."""

    bit: int
    """Bit number in that byte, 0..7."""

    style: PlaneStyle
    """Colour, opacity, outline; a plane that is not visible is skipped."""


class ExpressionLayer(NamedTuple):
    """A condition on mask planes, to be painted like a plane that is set where it holds."""

    postfix: tuple[int, ...]
    """From `imgview.model.plane_expression.PlaneExpression.postfix`."""

    style: PlaneStyle
    """Colour, opacity, outline; what is not visible is skipped."""


def lut(
    codec: Codec,
    cuts: tuple[float, float],
    thresholds: ArrayLike,
    table: ArrayLike,
    *,
    contrast: float = 1.0,
    bias: float = 0.5,
    bad: tuple[int, int, int] = BAD_COLOR,
) -> NDArray[np.uint8]:
    """Fold codec, cuts, stretch and colormap into the colour of every code.

    Parameters
    ----------
    codec : `Codec`
        What the codes stand for.
    cuts : (`float`, `float`)
        Low and high cut in the unit of the pixels, ``high > low``.
    thresholds : array-like, shape (255,), float64
        Of the stretch, from `imgview.render.looks.stretch.thresholds`.
    table : array-like, shape (256, 3), uint8
        Colormap, already inverted where it is to be.
    contrast, bias : `float`, optional
        Slope and middle of the display levels' own mapping, as in ds9; 1 and 0.5 change nothing.
    bad : (`int`, `int`, `int`), optional
        Red, green, blue of NaN.

    Returns
    -------
    `numpy.ndarray`, shape (65536, 3), uint8
        Red, green, blue by code.

    Notes
    -----
    ``x = (value - low) / (high - low)``; level = number of thresholds not above x;
    ``y = (level / 255 - bias) * contrast + 0.5`` clipped to 0..1; colour ``table[floor(y * 255 + 0.5)]``.
    -inf has level 0, +inf level 255. Twin of ``frontend/src/lut.ts``.
    """
    low, high = cuts
    t = np.asarray(thresholds, dtype=np.float64)
    with np.errstate(over="ignore"):
        x = (codec.values()[FIRST_CODE : LAST_CODE + 1] - low) / (high - low)
    # x never decreases: finding each threshold among the codes says the same as finding each code's level.
    starts = np.searchsorted(x, t, side="left")
    level = np.empty(CODES, dtype=np.intp)
    level[NAN_CODE] = level[MINUS_INFINITY_CODE] = 0
    level[FIRST_CODE : LAST_CODE + 1] = np.cumsum(np.bincount(starts, minlength=x.size + 1)[:-1])
    level[LAST_CODE + 1] = t.size
    y = (np.arange(256) / 255 - bias) * contrast + 0.5
    y = np.minimum(np.maximum(y, 0.0), 1.0)
    shown = np.asarray(table, dtype=np.uint8)[np.floor(y * 255 + 0.5).astype(np.intp)]
    rgb = shown[level]
    rgb[NAN_CODE] = bad
    return rgb


def composite(
    codes: NDArray[np.uint16],
    words: NDArray[np.uint8] | None,
    lut: NDArray[np.uint8],
    layers: Sequence[PlaneLayer | ExpressionLayer],
) -> NDArray[np.uint8]:
    """Paint mask planes over the colours of an image.

    Parameters
    ----------
    codes : `numpy.ndarray`, shape (h, w) or (h, w, 3), uint16
        From `Codec.encode`; three to a pixel are red, green and blue.
    words : `numpy.ndarray`, shape (h + 2, w + 2, nbytes), uint8, or `None`
        Mask bytes with an apron of one pixel on every side, zero beyond the image; `None` for no mask.
    lut : `numpy.ndarray`, shape (65536, 3), uint8
        From `lut`.
    layers : sequence of `PlaneLayer` and `ExpressionLayer`
        In schema order, conditions behind the planes; later ones lie on top.

    Returns
    -------
    `numpy.ndarray`, shape (h, w, 4), uint8
        Red, green, blue, and 255; rows in array order.

    Raises
    ------
    ValueError
        If the mask does not have the shape of the codes plus its apron.

    Notes
    -----
    Each set of planes that occurs is folded once, from ``k = 1, c = (0, 0, 0)``: for each of its planes
    ``q = 1 - opacity; k = k * q; c = c * q + rgb * opacity``. A pixel is then
    ``floor(base * k + c + 0.5)``, and one without planes keeps its colour exactly. An outline plane counts
    only where one of the pixel's four neighbours lacks it. Beyond the image no plane is set, so that a
    condition such as "not A" holds there, and has no rim along the image's edge. Each of three codes gives
    its own part of the colour: red, green or blue. Twin of ``frontend/src/composite.ts``.
    """
    h, w = codes.shape[:2]
    out = np.empty((h, w, 4), dtype=np.uint8)
    rgba = np.full((CODES, 4), 255, dtype=np.uint8)
    rgba[:, :3] = lut
    layers = [layer for layer in layers if layer.style.visible]
    if words is not None and words.shape[:2] != (h + 2, w + 2):
        msg = f"the mask of a {h} x {w} tile must be {h + 2} x {w + 2} with its apron, got {words.shape[:2]}"
        raise ValueError(msg)
    planes: Sequence[PlaneLayer] = ()
    if words is not None:
        words, planes = _with_conditions(words, layers)
    for top in range(0, h, _ROWS_AT_ONCE):
        rows = slice(top, min(top + _ROWS_AT_ONCE, h))
        block = out[rows]
        if codes.ndim == 2:
            np.take(rgba, codes[rows], axis=0, out=block)
        else:
            block[..., 3] = 255
            for channel in range(3):
                np.take(lut[:, channel], codes[rows, :, channel], out=block[..., channel])
        if words is not None and planes:
            _paint(block, words[rows.start : rows.stop + 2], planes)
    return out


def _with_conditions(
    words: NDArray[np.uint8], layers: Sequence[PlaneLayer | ExpressionLayer]
) -> tuple[NDArray[np.uint8], list[PlaneLayer]]:
    """Return mask bytes with further bits where conditions hold, and all layers as planes."""
    planes = [layer for layer in layers if isinstance(layer, PlaneLayer)]
    conditions = [layer for layer in layers if isinstance(layer, ExpressionLayer)]
    if not conditions:
        return words, planes
    size = words.shape[2]
    # What lies beyond the mask must not be taken for one of the further bits.
    planes = [plane for plane in planes if plane.byte < size]
    more = np.zeros((*words.shape[:2], -(-len(conditions) // 8)), dtype=np.uint8)
    for number, condition in enumerate(conditions):
        byte, bit = divmod(number, 8)
        more[:, :, byte] |= holds(condition.postfix, words).view(np.uint8) << np.uint8(bit)
        planes.append(PlaneLayer(size + byte, bit, condition.style))
    return np.concatenate([words, more], axis=2), planes


def _paint(block: NDArray[np.uint8], words: NDArray[np.uint8], layers: Sequence[PlaneLayer]) -> None:
    shown = _shown_words(words, layers)
    used = sorted(shown)
    if not used:
        return
    any_set = np.bitwise_or.reduce([shown[byte] for byte in used]).ravel()
    painted = np.flatnonzero(any_set)
    if painted.size == 0:
        return
    key, sets = _distinct([shown[byte].ravel()[painted] for byte in used])
    place = {byte: column for column, byte in enumerate(used)}
    keep = np.ones(len(sets))
    add = np.zeros((len(sets), 3))
    for layer in layers:
        if layer.byte not in place:
            continue
        members = (sets[:, place[layer.byte]] >> layer.bit & 1).astype(bool)
        opacity = layer.style.opacity
        q = 1.0 - opacity
        keep[members] *= q
        add[members] = add[members] * q + np.array(layer.style.rgb, dtype=np.float64) * opacity
    flat = block.reshape(-1, 4)
    for channel in range(3):
        base = flat[painted, channel].astype(np.float64)
        flat[painted, channel] = np.floor(base * keep[key] + add[key, channel] + 0.5)


def _shown_words(words: NDArray[np.uint8], layers: Sequence[PlaneLayer]) -> dict[int, NDArray[np.uint8]]:
    """Return, by mask byte, the bits to be painted: visible planes, outlines without their inner pixels."""
    filled: dict[int, int] = {}
    outlined: dict[int, int] = {}
    for layer in layers:
        bits = outlined if layer.style.outline else filled
        bits[layer.byte] = bits.get(layer.byte, 0) | 1 << layer.bit
    shown = {}
    for byte in {**filled, **outlined}:
        if byte >= words.shape[2]:
            continue
        here = np.ascontiguousarray(words[:, :, byte])
        part = here[1:-1, 1:-1] & np.uint8(filled.get(byte, 0))
        if byte in outlined:
            inner = here[:-2, 1:-1] & here[2:, 1:-1] & here[1:-1, :-2] & here[1:-1, 2:]
            part |= here[1:-1, 1:-1] & ~inner & np.uint8(outlined[byte])
        shown[byte] = part
    return shown


def _distinct(columns: list[NDArray[np.uint8]]) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
    """Return each pixel's index into the distinct rows of some byte columns, and those rows."""
    key = np.zeros(columns[0].size, dtype=np.intp)
    sets = np.zeros((1, 0), dtype=np.uint8)
    for column in columns:
        key = key * 256 + column
        if len(sets) * 256 <= _DENSE_KEYS:
            present = np.flatnonzero(np.bincount(key, minlength=len(sets) * 256))
            rank = np.zeros(len(sets) * 256, dtype=np.intp)
            rank[present] = np.arange(present.size)
            key = rank[key]
        else:
            present, key = np.unique(key, return_inverse=True)
        sets = np.column_stack([sets[present // 256], (present % 256).astype(np.uint8)])
    return key, sets
