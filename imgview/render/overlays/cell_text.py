"""Values of catalogues as text for people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from imgview.render.overlays.words import plain_text

__all__ = ["cell_text", "point_aligned"]

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_DIGIT, _POINT = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"
"""Spaces as wide as a digit and as a decimal point."""


def cell_text(column: Any, row: int, longest: int, *, units: bool = True) -> str:
    """Return a value, in one line.

    Parameters
    ----------
    column : `~astropy.table.Column` or quantity
        Of a table.
    row : `int`
        Which value.
    longest : `int`
        Characters beyond which it is cut.
    units : `bool`, optional
        Whether its unit follows.
    """
    unit = getattr(column, "unit", None) if units else None
    value = column[row]
    value = getattr(value, "value", value)
    if np.ma.is_masked(value):
        return "\N{EM DASH}"
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    if isinstance(value, (float, np.floating)):
        # What float32 holds is not known to more digits.
        value = format(value, ".6g" if getattr(value, "itemsize", 8) < 8 else ".9g")
    text = plain_text(str(value), longest)
    return f"{text} {unit}" if unit is not None and str(unit) else text


def point_aligned(texts: Iterable[str]) -> list[str]:
    """Return the numbers of a column with spaces behind, so that their decimal points lie in one line.

    Parameters
    ----------
    texts : iterable of `str`
        What is no plain decimal number stays as it is: missing values, powers of ten.
    """
    cells = [(text, _DECIMAL.fullmatch(text)) for text in texts]
    longest = max((len(found[1] or "") for _, found in cells if found), default=0)
    return [text + (_behind(found[1] or "", longest) if found else "") for text, found in cells]


def _behind(fraction: str, longest: int) -> str:
    """Return what a fraction, decimal point and all, lacks in width."""
    if fraction or not longest:
        return _DIGIT * (longest - len(fraction))
    return _POINT + _DIGIT * (longest - 1)
