"""``imgview.read_catalog``: one call from a file or a table to sources whose columns have roles."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from imgview.adapt.parts import class_name
from imgview.adapt.tables import hdus_of, table_of
from imgview.errors import ImgviewError, ShapeError, UnknownNameError
from imgview.geometry import XY
from imgview.model import Catalog
from imgview.model.role_names import UNITS
from imgview.model.roles import find_roles, first_pixel
from imgview.readers.storage.source import Source, is_file
from imgview.readers.tables.catalogs import read_catalog_file
from imgview.readers.tables.found_table import FoundTable

__all__ = ["read_catalog"]

_ROLES = (*UNITS, "flux", "flags", "id")


def read_catalog(
    obj: Any,
    /,
    *,
    hdu: int | str | None = None,
    format: str | None = None,
    origin: Literal["absolute", "local"] = "absolute",
    yx0: Sequence[int] | None = None,
    footprints: bool = True,
    name: str | None = None,
    storage_options: Mapping[str, Any] | None = None,
    **roles: str | None,
) -> Catalog:
    """Read a catalogue of sources: from a file, a URL, or a table of another package.

    Which columns say where the sources are, and how they look, is found out from the slots of afw, from
    UCDs, names and units; ``catalog.roles`` shows it, and any role can be given instead.

    Parameters
    ----------
    obj : `object`
        A path, a URL, bytes or a binary file object (afw's SourceCatalog, FITS, pyobs' CAT, Parquet,
        VOTable, ECSV, CSV); a table of astropy, pandas, pyarrow or ``lsst.afw.table``, numpy records, or
        columns by name.
    hdu : `int` or `str`, optional
        Which table of a FITS or VOTable file, by index or name.
    format : `str`, optional
        Name of a file's format, where it should not be recognised by its content.
    origin : `str`, optional
        What pixels are counted from: ``"absolute"``, the sensor or tract, or ``"local"``, the first pixel
        of the image, which ``yx0`` tells.
    yx0 : pair of `int`, ordered ``(y, x)``, optional
        Absolute coordinates of the first pixel, for ``origin="local"``.
    footprints : `bool`, optional
        Whether to read which pixels belong to each source, where a file of afw has them.
    name : `str`, optional
        What to call the catalogue; else what the file calls it, or the file's name.
    storage_options : mapping, optional
        What fsspec is to be told of a URL: credentials, an endpoint, ...
    **roles : `str` or `None`
        Columns: ``x``, ``y``; ``ra``, ``dec``; ``xx``, ``yy``, ``xy``; ``a``, ``b``, ``theta``; ``flux``,
        ``flags``, ``id``.  `None` says that no column has the role.

    Returns
    -------
    `Catalog`
        All columns, as they are; its ``notes`` say what a person should know of the reading.

    Raises
    ------
    ReadError
        If a file is missing, empty, truncated, corrupted, or holds no table or several.
    UnknownFormatError
        If it is of no format that is read.
    UnknownNameError
        If there is no such format, table, column or role.
    ShapeError
        If columns differ in length, or one of a role has more than one number a row.
    UnitError
        If a column is in a unit that its role cannot have.
    ImgviewError
        If the object is no table, half of a pair of roles is missing, or several columns could be the
        position and nothing decides.

    Examples
    --------
    >>> read_catalog("src.fits").roles
    {'x': 'base_SdssCentroid_x', 'y': 'base_SdssCentroid_y', ...}
    >>> read_catalog("gaia.vot", ra="ra_epoch2000", dec="dec_epoch2000")
    >>> read_catalog(photutils_table, origin="local", yx0=image.bbox.start)
    """
    for role in roles:
        if role not in _ROLES:
            kind = "role"
            raise UnknownNameError.near(kind, role, _ROLES)
    shift = _shift(origin, yx0)
    if isinstance(obj, Catalog):
        found = FoundTable(obj.table, name=obj.name, footprints=obj.footprints)
        where = "the catalogue"
    else:
        found = _found(obj, hdu, format, storage_options, footprints=footprints)
        where = class_name(obj) if found.source is None else found.source
    try:
        catalog = _catalog(found, roles, shift, name)
    except ImgviewError as error:
        msg = f"{where}: {error}"
        raise type(error)(msg) from error
    catalog.source = found.source
    catalog.notes = [*found.notes, *catalog.notes]
    return catalog


def _found(
    obj: Any,
    hdu: int | str | None,
    format: str | None,
    storage_options: Mapping[str, Any] | None,
    *,
    footprints: bool,
) -> FoundTable:
    lent = hdus_of(obj, hdu)
    if lent is not None:
        return read_catalog_file(lent[0], hdu=lent[1], format=format, footprints=footprints)
    if not isinstance(obj, str | os.PathLike | bytes | bytearray | memoryview | Source):
        found = table_of(obj, footprints=footprints)
        if found is not None:
            for keyword, value in (("hdu", hdu), ("format", format), ("storage_options", storage_options)):
                if value is not None:
                    msg = f"{class_name(obj)}: {keyword}= says nothing about a table in memory"
                    raise ImgviewError(msg)
            return found
        if not is_file(obj):
            msg = (
                f"cannot read a catalogue from an object of class {class_name(obj)}: give a path, a URL, or "
                "a table of astropy, pandas, pyarrow, numpy or lsst.afw"
            )
            raise ImgviewError(msg)
    return read_catalog_file(
        obj, hdu=hdu, format=format, footprints=footprints, storage_options=storage_options
    )


def _shift(origin: str, yx0: Sequence[int] | None) -> XY[float]:
    if origin not in {"absolute", "local"}:
        kind = "origin"
        raise UnknownNameError.near(kind, origin, ("absolute", "local"))
    if origin == "absolute":
        if yx0 is not None:
            msg = "yx0= goes with origin='local': absolute pixels need no first one"
            raise ImgviewError(msg)
        return XY(x=0.0, y=0.0)
    if yx0 is None:
        msg = "origin='local' needs yx0=, the first pixel (y, x) of the image: yx0=image.bbox.start"
        raise ImgviewError(msg)
    try:
        y, x = yx0.yx if isinstance(yx0, XY) else yx0
        return XY(x=float(x), y=float(y))
    except (TypeError, ValueError) as error:
        msg = f"yx0 is a pair (y, x) of integers, got {yx0!r}"
        raise ShapeError(msg) from error


def _catalog(
    found: FoundTable, given: Mapping[str, str | None], shift: XY[float], name: str | None
) -> Catalog:
    roles = find_roles(found.table, aliases=found.aliases, settled=given)
    columns = roles.columns | {role: column for role, column in given.items() if column is not None}
    if "a" not in columns and "theta" not in given:
        columns.pop("theta", None)
    notes = []
    if "x" not in columns and "ra" not in columns:
        what = f"give x= and y=, or ra= and dec=; {roles.choices(found.table)}"
        if roles.candidates:
            msg = f"several columns could say where the sources are: {what}"
            raise ImgviewError(msg)
        notes.append(f"no column says where the sources are: {what}")
    first = first_pixel(columns, found.from_one)
    catalog = Catalog(
        found.table,
        **columns,
        name=found.name if name is None else name,
        footprints=found.footprints,
        offset=XY(x=first.x + shift.x, y=first.y + shift.y),
    )
    catalog.notes = notes
    return catalog
