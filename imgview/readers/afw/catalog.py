"""Catalogues of lsst.afw.table: a table with packed flags, slots, and footprints in an archive behind it.

Layout: one column of bits whose names are in the cards TFLAGn, angles in radians, centroids in absolute
pixels that count from 0.  Before version 1 a point, a position on the sky and moments were one column of two
or three numbers each; here they are two or three columns, with the names that version 1 gave them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from astropy import units as u
from astropy.table import Column, Table

from imgview.errors import ImgviewError
from imgview.model import Footprints
from imgview.readers.afw.footprints import footprints_of
from imgview.readers.afw.slots import aliases_of
from imgview.readers.fits import table as fits_table
from imgview.readers.fits.columns import columns_of
from imgview.readers.fits.file import FitsFile, Hdu, card
from imgview.readers.tables.found_table import FoundTable, unlike

__all__ = ["read_afw_catalog", "recognise"]

_PARTS = {"Point": ("x", "y"), "Coord": ("ra", "dec"), "Moments": ("xx", "yy", "xy")}
_MOST_FLAGS = 65536


def recognise(hdu: Hdu) -> bool:
    """Tell whether a table was written by afw.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An HDU.

    Returns
    -------
    `bool`
        True if it is a table that says so, or has afw's packed flags.
    """
    header = hdu.header
    return (
        hdu.kind == "table"
        and "EXTTYPE" not in header
        and ("AFW_TYPE" in header or ("FLAGCOL" in header and "TFLAG1" in header) or "TCCLS1" in header)
    )


def read_afw_catalog(file: FitsFile, hdu: Hdu, *, footprints: bool = True) -> FoundTable:
    """Read a catalogue.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        All its HDUs.
    hdu : `~imgview.readers.fits.file.Hdu`
        The table of sources; see `recognise`.
    footprints : `bool`, optional
        Whether to read which pixels belong to each source.

    Returns
    -------
    `~imgview.readers.tables.found_table.FoundTable`
        Flags are columns of booleans by name, behind the others.

    Raises
    ------
    ReadError
        If the table is not what its header says.
    """
    notes: list[str] = []
    stored = columns_of(hdu, notes)
    if card(hdu.header, "SPANCOL") is not None:
        # The columns of variable length are the footprints.
        notes = [note for note in notes if "are left out" not in note]
    table = _columns(hdu, stored)
    version = card(hdu.header, "AFW_TABLE_VERSION", 0)
    table.meta |= {"AFW_TYPE": str(card(hdu.header, "AFW_TYPE", "")), "AFW_TABLE_VERSION": version}
    found: Footprints | None = None
    if footprints:
        try:
            ids = np.asarray(stored["footprint"]) if "footprint" in stored.colnames else None
            found = footprints_of(file, hdu, ids)
        except ImgviewError as error:  # the sources are worth more than their pixels
            reason = str(error).removeprefix(f"{hdu.source.name}: ")
            notes.append(f"the footprints could not be read: {reason}")
    aliases = aliases_of(hdu.header)
    return FoundTable(table, name=hdu.name, aliases=aliases, footprints=found, notes=notes)


def _columns(hdu: Hdu, stored: Table) -> Table:
    """Return numbers by name, one a row, and behind them the flags."""
    place = card(hdu.header, "FLAGCOL", 0)
    columns: list[Column] = []
    flags: list[Column] = []
    stored_names = fits_table.Table(hdu).names
    packed = stored_names[place - 1] if isinstance(place, int) and 0 < place <= len(stored_names) else None
    numbers = {name: number for number, name in enumerate(stored_names, start=1)}
    for name in stored.colnames:
        column = stored[name]
        if name == packed and column.dtype == bool:
            flags = _flags(hdu, column)
            continue
        kind = str(card(hdu.header, f"TCCLS{numbers[name]}", "")).strip()
        if kind in {"Angle", "Coord"} and column.unit is None and column.dtype.kind == "f":
            column.unit = u.rad
        parts = _PARTS.get(kind, ())
        columns.extend(_split(column, parts) if column.shape[1:] == (len(parts),) else [column])
    whole = [*columns, *flags]
    for column, name in zip(whole, unlike([column.name for column in whole]), strict=True):
        column.name = name
    return Table(whole, copy=False)


def _flags(hdu: Hdu, packed: Column) -> list[Column]:
    bits = np.asarray(packed)
    bits = bits[:, None] if bits.ndim == 1 else bits
    flags = []
    for bit in range(min(bits.shape[1], _MOST_FLAGS)):
        name = str(card(hdu.header, f"TFLAG{bit + 1}", f"flag_{bit + 1}")).strip()
        about = _about(hdu.header, bit + 1)
        flags.append(Column(bits[:, bit], name, description=about, copy=False))
    return flags


def _about(header: Any, number: int) -> str | None:
    about = card(header, f"TFDOC{number}")
    if about is None and f"TFLAG{number}" in header:
        about = header.comments[f"TFLAG{number}"]
    return str(about) if about else None


def _split(column: Column, parts: tuple[str, ...]) -> list[Column]:
    return [
        Column(
            np.ascontiguousarray(column[:, number]),
            f"{column.name}_{part}",
            unit=column.unit,
            description=column.description,
        )
        for number, part in enumerate(parts)
    ]
