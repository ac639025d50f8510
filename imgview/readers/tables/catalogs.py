"""From a file to a table of sources: which reader knows it, by its content alone.

FITS first (afw's catalogues, pyobs' CAT, any table), then Parquet, VOTable, ECSV and plain text.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from astropy.io import fits
from astropy.table import Table

from imgview.errors import ImgviewError, ReadError, UnknownFormatError, UnknownNameError
from imgview.readers.afw import catalog as afw_catalog
from imgview.readers.fits.columns import columns_of
from imgview.readers.fits.file import FitsFile, Hdu, card, is_fits
from imgview.readers.fits.plain import find_hdu
from imgview.readers.pyobs import fits as pyobs_fits
from imgview.readers.storage.source import Source, open_source
from imgview.readers.tables.found_table import FoundTable
from imgview.readers.tables.table_file import read_table_file, table_format

__all__ = ["CATALOG_FORMATS", "read_catalog_file"]

CATALOG_FORMATS = ("afw", "pyobs", "fits", "parquet", "votable", "ecsv", "csv", "sextractor")
"""What ``format=`` may be."""

_HEAD = 4096
_SHOWN = 24
_NAMED = 8
# Tables that are of no sources: SExtractor's header of the image, and the tree of lsst.images.
_OTHERS = {"LDAC_IMHEAD", "JSON", "INDEX"}
_SOURCES = ("CAT", "CATALOG", "LDAC_OBJECTS", "OBJECTS", "SOURCES", "SRCLIST")


def read_catalog_file(
    path: Any,
    *,
    format: str | None = None,
    hdu: int | str | None = None,
    footprints: bool = True,
    storage_options: Mapping[str, Any] | None = None,
) -> FoundTable:
    """Read a table of sources from a file.

    Parameters
    ----------
    path : path, URL, bytes, binary file object or `Source`
        The file.
    format : `str`, optional
        One of `CATALOG_FORMATS`, where the file should not be recognised by its content.
    hdu : `int` or `str`, optional
        Which table of a FITS or VOTable file, by index or name.
    footprints : `bool`, optional
        Whether to read which pixels belong to each source.
    storage_options : mapping, optional
        What fsspec is to be told of a URL.

    Returns
    -------
    `~imgview.readers.tables.found_table.FoundTable`
        All columns, and what the format says of their roles.

    Raises
    ------
    ReadError
        If the file cannot be read, or holds no table or several of them.
    UnknownFormatError
        If it is of no format that is read.
    UnknownNameError
        If there is no such format or table.
    """
    if format is not None and format not in CATALOG_FORMATS:
        raise UnknownNameError.near(kind="format", name=format, known=CATALOG_FORMATS)
    if hdu is not None and (isinstance(hdu, bool) or not isinstance(hdu, int | str)):
        msg = f"hdu must be an index or a name, got {hdu!r}"
        raise TypeError(msg)
    source = open_source(path, storage_options)
    try:
        with warnings.catch_warnings():
            # What astropy finds odd in a file, the user cannot mend.
            warnings.simplefilter("ignore")
            found = _read(source, format, hdu, footprints=footprints)
    except ImgviewError as error:
        if str(error).startswith(source.name):
            raise
        msg = f"{source.name}: {error}"
        raise type(error)(msg) from error
    except (Exception, RecursionError) as error:  # hostile bytes find what nobody thought of
        msg = f"{source.name}: the file is corrupted: {type(error).__name__}: {error}"
        raise ReadError(msg) from error
    name = found.name or PurePosixPath(source.name.replace("\\", "/")).stem
    return replace(found, name=name, source=source.name, notes=[*found.notes, *source.notes])


def _read(source: Source, format: str | None, hdu: int | str | None, *, footprints: bool) -> FoundTable:
    if is_fits(source):
        if format in {None, "afw", "pyobs", "fits"}:
            return _fits(FitsFile(source), format, hdu, footprints=footprints)
        kind = "fits"
    else:
        head = source.read(0, min(_HEAD, source.size))
        found = table_format(head)
        if found is None:
            start = bytes(head[:_SHOWN]).decode("latin-1")
            what = "empty" if not head else f"of no catalogue's format that is read: it starts with {start!r}"
            msg = f"{source.name}: {what}; FITS, Parquet, VOTable, ECSV and CSV are"
            raise UnknownFormatError(msg)
        kind = found
    if format not in {None, kind}:
        msg = f"{source.name}: not of format {format!r}: its content is {kind}"
        raise UnknownFormatError(msg)
    return read_table_file(source, kind, hdu)


def _fits(file: FitsFile, format: str | None, wanted: int | str | None, *, footprints: bool) -> FoundTable:
    hdu = _choose(file, wanted)
    is_afw = afw_catalog.recognise(hdu)
    is_pyobs = hdu.name == "CAT" and pyobs_fits.recognise(file)
    if (format == "afw" and not is_afw) or (format == "pyobs" and not is_pyobs):
        msg = f"{hdu.where}: not of format {format!r}: its content says otherwise"
        raise UnknownFormatError(msg)
    if is_afw and format != "fits":
        return afw_catalog.read_afw_catalog(file, hdu, footprints=footprints)
    notes = list(file.notes)
    from_one = frozenset({"x", "y"}) if is_pyobs else frozenset()
    return FoundTable(_table(hdu, notes), name=hdu.name, from_one=from_one, notes=notes)


def _table(hdu: Hdu, notes: list[str]) -> Table:
    if str(card(hdu.header, "XTENSION", "")).strip() == "BINTABLE":
        return columns_of(hdu, notes)
    # Tables of texts are rare and small: astropy takes them apart.
    data = hdu.source.read(hdu.data_offset, hdu.data_size)
    with fits.HDUList(
        [fits.PrimaryHDU(), fits.TableHDU.fromstring(hdu.header.tostring().encode() + bytes(data))]
    ) as hdus:
        return Table.read(hdus, hdu=1)


def _choose(file: FitsFile, wanted: int | str | None) -> Hdu:
    name = file.source.name
    tables = [
        hdu
        for hdu in file.hdus
        if hdu.kind == "table"
        and "EXTTYPE" not in hdu.header
        and hdu.name not in _OTHERS
        and not _is_archive(file, hdu)
    ]
    listed = ", ".join(hdu.label for hdu in tables[:_NAMED]) + (", ..." if len(tables) > _NAMED else "")
    if wanted is not None:
        hdu = find_hdu(file, wanted)
        if hdu.kind != "table":
            msg = f"{hdu.where}: no table, but {hdu.kind}; tables are: {listed or 'none'}"
            raise ReadError(msg)
        return hdu
    if not tables:
        pictures = any(len(hdu.shape) >= 2 for hdu in file.hdus)
        hint = "; imgview.read reads images" if pictures else ""
        msg = f"{name}: there is no table of sources in it{hint}"
        raise ReadError(msg)
    sources = [hdu for hdu in tables if afw_catalog.recognise(hdu)] or [
        hdu for hdu in tables if hdu.name in _SOURCES
    ]
    chosen = sources if len(sources) == 1 else tables
    if len(chosen) > 1:
        msg = f"{name}: it holds {len(tables)} tables; hdu= takes one: {listed}"
        raise ReadError(msg)
    return chosen[0]


def _is_archive(file: FitsFile, hdu: Hdu) -> bool:
    """Tell whether a table belongs to the archive of objects that another one or the primary names."""
    firsts = [card(other.header, "AR_HDU") for other in file.hdus if other is not hdu]
    return any(isinstance(first, int) and hdu.index >= first - 1 for first in firsts)
