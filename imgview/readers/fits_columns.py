"""A binary table of FITS as an astropy table, with units, missing values and unsigned integers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.table import Column, MaskedColumn, Table

from imgview.readers import fits_table
from imgview.readers.fits_file import Hdu, card
from imgview.readers.units import parse_unit

__all__ = ["columns_of"]


def columns_of(hdu: Hdu, notes: list[str]) -> Table:
    """Read all columns of a fixed length.

    Parameters
    ----------
    hdu : `~imgview.readers.fits_file.Hdu`
        A binary table.
    notes : `list` [`str`]
        Is told of columns that are left out.

    Returns
    -------
    `astropy.table.Table`
        In memory, in native byte order.

    Raises
    ------
    ReadError
        If the table is not what its header says.
    """
    stored = fits_table.Table(hdu)
    rows = stored.read()
    table = Table()
    left_out = []
    for number, name in enumerate(stored.names, start=1):
        form = str(card(hdu.header, f"TFORM{number}", "")).strip().lstrip("0123456789")[:1]
        values = rows[name]
        if name in stored.variable or values.dtype.itemsize == 0 or form == "X":
            left_out.append(name)
            continue
        table[name] = _column(hdu, number, name, form, values)
    if left_out:
        notes.append(f"{hdu.label}: columns {', '.join(left_out[:8])} are left out: not one value a row")
    return table


def _column(hdu: Hdu, number: int, name: str, form: str, values: npt.NDArray[Any]) -> Column:
    unit = parse_unit(card(hdu.header, f"TUNIT{number}"))
    if form == "A":
        return Column(np.char.rstrip(np.char.decode(values, "ascii", "replace"), "\0 "), name)
    if form == "L":
        return Column(values == ord("T"), name)
    native = values.astype(values.dtype.newbyteorder("="))
    blank = card(hdu.header, f"TNULL{number}")
    missing = native == blank if isinstance(blank, int) and native.dtype.kind in "iu" else None
    scale, zero = card(hdu.header, f"TSCAL{number}", 1), card(hdu.header, f"TZERO{number}", 0)
    if all(isinstance(value, int | float) for value in (scale, zero)) and (scale, zero) != (1, 0):
        if native.dtype.kind == "i" and scale == 1 and zero == 1 << (8 * native.itemsize - 1):
            unsigned = native.view(f"u{native.itemsize}")
            native = unsigned ^ unsigned.dtype.type(zero)
        elif native.dtype.kind in "iuf":
            native = native * float(scale) + float(zero)
    if missing is not None and missing.any():
        return MaskedColumn(native, name, mask=missing, unit=unit)
    return Column(native, name, unit=unit)
