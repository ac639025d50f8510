"""A binary table of FITS as an astropy table, with units, missing values, bits and unsigned integers."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.table import Column, MaskedColumn, Table

from imgview.readers.fits import table as fits_table
from imgview.readers.fits.file import Hdu, card
from imgview.readers.units import parse_unit

__all__ = ["columns_of"]

_FORM = re.compile(r"\s*(\d*)([A-Z])")
_LEFT_OUT_NAMED = 8


def columns_of(hdu: Hdu, notes: list[str]) -> Table:
    """Read all columns of a fixed length.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        A binary table.
    notes : `list` [`str`]
        Is told of columns that are left out.

    Returns
    -------
    `astropy.table.Table`
        In memory, in native byte order.  A column of n bits holds booleans, shape (rows, n), or (rows,) for
        one bit; UCDs are in the columns' meta.

    Raises
    ------
    ReadError
        If the table is not what its header says.
    """
    stored = fits_table.Table(hdu)
    rows = stored.read()
    columns, left_out = [], []
    for number, name in enumerate(stored.names, start=1):
        if name in stored.variable or rows[name].dtype.itemsize == 0:
            left_out.append(name)
            continue
        form = _FORM.match(str(card(hdu.header, f"TFORM{number}", "")))
        repeat, code = (int(form[1] or 1), form[2]) if form is not None else (1, "")
        if repeat == 0:
            left_out.append(name)
            continue
        column = _bits(rows[name], repeat) if code == "X" else _column(hdu, number, code, rows[name])
        column.name = name
        about = card(hdu.header, f"TDOC{number}") or _comment(hdu, f"TTYPE{number}")
        column.description = str(about) if about else None
        ucd = card(hdu.header, f"TUCD{number}")
        if ucd is not None:
            column.meta["ucd"] = str(ucd)
        columns.append(column)
    if left_out:
        named = ", ".join(left_out[:_LEFT_OUT_NAMED])
        notes.append(f"{hdu.label}: columns {named} are left out: not one value a row")
    return Table(columns, copy=False)


def _bits(packed: npt.NDArray[np.uint8], count: int) -> Column:
    """Return the bits of each row, the highest of a byte first."""
    # Each bit of all rows lies together: a table of flags is used flag by flag.
    flags = np.empty((count, len(packed)), dtype=bool)
    for bit in range(count):
        np.not_equal(packed[:, bit >> 3] & (0x80 >> (bit & 7)), 0, out=flags[bit])
    return Column(flags.T if count > 1 else flags[0])


def _comment(hdu: Hdu, key: str) -> str:
    """Return what a card says behind its value: older tables of afw describe their columns there."""
    try:
        text = str(hdu.header.comments[key])
    except (KeyError, ValueError):
        return ""
    return "" if text.strip().lower().startswith(("label for", "name of", "label of")) else text


def _column(hdu: Hdu, number: int, code: str, values: npt.NDArray[Any]) -> Column:
    unit = parse_unit(card(hdu.header, f"TUNIT{number}"))
    if code == "A":
        return Column(np.char.rstrip(np.char.decode(values, "utf-8", "replace"), "\0 "))
    if code == "L":
        return Column(values == ord("T"))
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
        return MaskedColumn(native, mask=missing, unit=unit)
    return Column(native, unit=unit)
