"""The grammar of `dot`: what a symbol means.

``+``, ``x``, ``*`` and ``o`` are figures, ``@:Mxx,Mxy,Myy`` and objects with the shape of an ellipse are
ellipses, and all else is text.
"""

from typing import Any

import numpy as np

from imgview.display.axes import Axes
from imgview.errors import DisplayError, SettingError, UnsupportedTypeError

__all__ = ["labels_of", "parse_symbol"]

FIGURES = ("+", "x", "*", "o")


def parse_symbol(symb: Any) -> str | Axes | tuple[float, float, float]:
    """Return what a symbol means.

    Parameters
    ----------
    symb : `str`, `int` or an ellipse
        As `~imgview.display.interface.Display.dot` takes it.

    Returns
    -------
    `str`, `Axes` or `tuple` of `float`
        One of ``+ x * o``, or the text to draw; an ellipse; or the moments xx, xy, yy of one.

    Raises
    ------
    SettingError
        If it begins like an ellipse, but three numbers do not follow.
    UnsupportedTypeError
        If it is no text, integer or ellipse.
    """
    if isinstance(symb, str):
        return _moments(symb) if symb.startswith("@:") else symb
    if isinstance(symb, int | np.integer):
        return f"{symb:d}"
    found = Axes.of(symb)
    if found is None:
        msg = (
            f"a symbol is one of + x * o, '@:Mxx,Mxy,Myy', a text, an integer or an ellipse (an object with "
            f"getA, getB, getTheta, or getIxx, getIyy, getIxy, or a, b, theta), got a {type(symb).__name__}"
        )
        raise UnsupportedTypeError(msg)
    return found


def labels_of(symbs: Any, count: int) -> list[Any]:
    """Return one symbol for each of many points.

    Parameters
    ----------
    symbs : `bool`, `str`, ellipse or sequence
        One for all of them, or as many as there are points; `True` is "o".
    count : `int`
        How many points there are.

    Returns
    -------
    `list`
        Of that length.

    Raises
    ------
    DisplayError
        If there are neither one nor as many.
    """
    if symbs is True:
        symbs = "o"
    if isinstance(symbs, Axes) or not hasattr(symbs, "__len__"):
        return [symbs] * count
    if len(symbs) == 1:
        return [symbs[0]] * count
    if len(symbs) != count:
        msg = f"{count} points take one symbol or {count}, got {len(symbs)}: {symbs!r:.60}"
        raise DisplayError(msg)
    return list(symbs)


def _moments(symb: str) -> tuple[float, float, float]:
    parts = symb[2:].split(",")
    try:
        return float(parts[0]), float(parts[1]), float(parts[2])
    except (IndexError, ValueError):
        msg = f"an ellipse is '@:Mxx,Mxy,Myy' with three numbers, got {symb!r}"
        raise SettingError(msg) from None
