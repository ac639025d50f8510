"""Values of catalogues as text for people."""

from __future__ import annotations

from typing import Any

import numpy as np

from imgview.render.words import plain_text

__all__ = ["cell_text"]


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
