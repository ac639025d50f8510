"""Columns that hold positions on the sky as objects, spread into columns of numbers."""

from __future__ import annotations

from astropy import units as u
from astropy.coordinates import BaseCoordinateFrame, SkyCoord
from astropy.table import Column, Table

__all__ = ["spread_sky"]


def spread_sky(table: Table, notes: list[str]) -> Table:
    """Return a table that has ICRS coordinates as numbers wherever it has them as objects.

    Parameters
    ----------
    table : `astropy.table.Table`
        Of any columns.
    notes : `list` [`str`]
        Is told of positions that lead to no ICRS.

    Returns
    -------
    `astropy.table.Table`
        The same table where there is nothing to spread; else a new one that shares its columns.
    """
    objects = [name for name in table.colnames if isinstance(table[name], SkyCoord | BaseCoordinateFrame)]
    if not objects:
        return table
    spread = table.copy(copy_data=False)
    for name in objects:
        try:
            sky = table[name].transform_to("icrs")
        except Exception as error:  # noqa: BLE001 - frames without a place on the sky, of many kinds
            notes.append(f"column {name!r} leads to no position on the sky: {error}")
            continue
        for part, values in (("ra", sky.ra), ("dec", sky.dec)):
            if f"{name}_{part}" not in spread.colnames:
                spread[f"{name}_{part}"] = Column(values.to_value(u.deg), unit=u.deg)
    return spread
