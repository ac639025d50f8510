"""Values of catalogues as text for people."""

from __future__ import annotations

from typing import Any

import numpy as np

from imgview.render.words import plain_text

__all__ = ["cell_text"]


def cell_text(column: Any, row: int, longest: int) -> str:
    """Return a value with its unit, in one line.

    Parameters
    ----------
    column : `~astropy.table.Column` or quantity
        Of a table.
    row : `int`
        Which value.
    longest : `int`
        Characters beyond which it is cut.
    """
    unit = getattr(column, "unit", None)
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
