"""What is given of marks, as columns: places, symbols, colours and fonts by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, SettingError, ShapeError, UnknownNameError
from imgview.render.overlays.x11 import x11_color

__all__ = ["LAYER_COLOR", "MARK_SYMBOLS", "as_column", "color_codes", "fitted", "font_code", "symbol_codes"]

MARK_SYMBOLS = ("+", "x", "*", "o", "square", "diamond", "ellipse", "line", "text")
"""What a mark may be; its number is the place here."""

LAYER_COLOR = -1
"""Colour of a mark that has none of its own."""

_FAMILIES = {"times": 1, "serif": 1, "courier": 2, "mono": 2, "monospace": 2}
_WEIGHTS = {"bold": 4, "italic": 8, "oblique": 8, "slant": 8}


def font_code(font: str) -> int:
    """Return the number of a font: 0 helvetica, 1 times, 2 courier, and 4 if bold, 8 if italic."""
    words = str(font).lower().split()
    family = next((_FAMILIES[word] for word in words if word in _FAMILIES), 0)
    return family | sum({_WEIGHTS[word] for word in words if word in _WEIGHTS})


def as_column(name: str, values: Any) -> npt.NDArray[np.float64]:
    """Return numbers as a column of their own kind, shape (k,)."""
    try:
        column = np.atleast_1d(np.asarray(values, dtype=np.float64))
    except (TypeError, ValueError) as error:
        msg = f"{name} of marks is no array of numbers: {error}"
        raise ImgviewError(msg) from error
    if column.ndim != 1:
        msg = f"{name} of marks has one axis, got the shape {column.shape}"
        raise ShapeError(msg)
    return column


def fitted(name: str, values: npt.NDArray[np.float64], n: int) -> npt.NDArray[np.float64]:
    """Return a column of ``n`` numbers, of as many or of one."""
    if values.shape not in ((), (1,), (n,)):
        msg = f"{name} of {n} marks is one number or {n}, got the shape {values.shape}"
        raise ShapeError(msg)
    return np.broadcast_to(values, (n,))


def symbol_codes(symbol: str | Sequence[str], n: int) -> npt.NDArray[np.uint8]:
    """Return the places in `MARK_SYMBOLS` of the names of symbols, shape (n,)."""
    names = [symbol] if isinstance(symbol, str) else list(symbol)
    code = {name: number for number, name in enumerate(MARK_SYMBOLS[: MARK_SYMBOLS.index("line")])}
    for name in set(names):
        if name not in code:
            raise UnknownNameError.near(kind="symbol", name=name, known=code)
    if len(names) not in (1, n):
        msg = f"{n} marks cannot take {len(names)} symbols"
        raise ShapeError(msg)
    return np.broadcast_to(np.array([code[name] for name in names], np.uint8), (n,))


def color_codes(color: Any, n: int) -> npt.NDArray[np.int32]:
    """Return colours as 0xrrggbb, or `LAYER_COLOR` for none, shape (n,)."""
    if color is None:
        return np.full(n, LAYER_COLOR, np.int32)
    if isinstance(color, str):
        return np.full(n, int(x11_color(color)[1:], 16), np.int32)
    values = np.asarray(color)
    if values.dtype.kind in "UO":
        of = {name: int(x11_color(name)[1:], 16) for name in set(values.tolist())}
        values = np.array([of[name] for name in values.tolist()], np.int32)
    elif values.shape == (n, 3):
        values = values.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    if values.dtype.kind not in "iu" or values.shape not in ((), (1,), (n,)):
        msg = f"color of {n} marks is one or {n} names, or integers 0xrrggbb, got {color!r:.60}"
        raise SettingError(msg)
    if values.size and not (values.min() >= LAYER_COLOR and values.max() <= 0xFFFFFF):
        msg = f"colours lie in 0..0xffffff, got {values.min()}..{values.max()}"
        raise SettingError(msg)
    return np.broadcast_to(values.astype(np.int32), (n,))
