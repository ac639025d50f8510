"""Tables in files that are no FITS: Parquet, VOTable, ECSV, and plain text such as CSV."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from astropy.io import ascii as astropy_ascii
from astropy.io import votable
from astropy.table import Table

from imgview.errors import ImgviewError, ReadError, UnknownNameError
from imgview.readers.storage.source import Source
from imgview.readers.tables.arrow_table import read_parquet, strings
from imgview.readers.tables.found_table import FoundTable
from imgview.readers.tables.sky_columns import spread_sky

__all__ = ["read_table_file", "table_format"]

_SEXTRACTOR = re.compile(rb"#\s+1\s+[A-Z]")
_MARKS = (",", "\t", ";", "|")
_NAMED = 8
_HEAD = 4096


def table_format(head: bytes | bytearray) -> str | None:
    """Name the format of a table by its first bytes.

    Parameters
    ----------
    head : `bytes`
        Some thousand of them.

    Returns
    -------
    `str` or `None`
        ``"parquet"``, ``"votable"``, ``"ecsv"``, ``"sextractor"``, ``"csv"``; `None` if it is none of them.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    start = head[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return "votable" if re.search(rb"<(\w+:)?VOTABLE\b", start) else None
    if re.match(rb"#\s*%ECSV", start):
        return "ecsv"
    if _SEXTRACTOR.match(start):
        return "sextractor"
    return "csv" if _mark(bytes(start)) is not None else None


def read_table_file(source: Source, kind: str, wanted: int | str | None) -> FoundTable:
    """Read a table.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The bytes.
    kind : `str`
        Its format, as `table_format` names it.
    wanted : `int` or `str`, optional
        Which table of a VOTable file, by index or name.

    Returns
    -------
    `~imgview.readers.tables.found_table.FoundTable`
        All columns of one value a row.

    Raises
    ------
    ReadError
        If it cannot be read.
    UnknownNameError
        If there is no such table in the file.
    """
    notes: list[str] = []
    if wanted is not None and kind != "votable":
        msg = f"{source.name}: a file of format {kind!r} holds one table; hdu= says nothing about it"
        raise ImgviewError(msg)
    try:
        name = ""
        if kind == "parquet":
            table = read_parquet(source, notes)
        elif kind == "votable":
            table, name = _votable(source, wanted)
        else:
            table = _text(source, kind, notes)
        table = spread_sky(table, notes)
    except ImgviewError:
        raise
    except Exception as error:  # the parsers of others have errors of many families
        reason = str(error).strip().splitlines() or [type(error).__name__]
        msg = f"{source.name}: it cannot be read as {kind}: {' '.join(reason[:2])[:300]}"
        raise ReadError(msg) from error
    return FoundTable(table, name=name, notes=notes)


def _votable(source: Source, wanted: int | str | None) -> tuple[Table, str]:
    tree = votable.parse(io.BytesIO(source.read(0, source.size)), verify="ignore", invalid="mask")
    tables = list(tree.iter_tables())
    names = [str(table.name or table.ID or "") for table in tables]
    if not tables:
        reasons = [str(info.content or info.value or "") for info in _infos(tree) if info.value == "ERROR"]
        said = f"; it says: {reasons[0].strip()[:200]}" if reasons else ""
        msg = f"{source.name}: a VOTable without any table{said}"
        raise ReadError(msg)
    number = _which(source, names, wanted)
    table = tables[number].to_table(use_names_over_ids=True)
    for column in table.colnames:
        values = table[column]
        if values.dtype.kind == "O" and all(isinstance(value, str) for value in values):
            table[column] = strings(values.data.data if hasattr(values, "mask") else values.data)
            table[column].meta |= values.meta
    return table, names[number]


def _infos(tree: Any) -> list[Any]:
    return [*tree.infos, *(info for resource in tree.resources for info in resource.infos)]


def _which(source: Source, names: Sequence[str], wanted: int | str | None) -> int:
    listed = ", ".join(
        f"{number} ({name})" if name else str(number) for number, name in enumerate(names[:_NAMED])
    )
    if wanted is None:
        if len(names) == 1:
            return 0
        msg = f"{source.name}: it holds {len(names)} tables; hdu= takes one: {listed}"
        raise ReadError(msg)
    if isinstance(wanted, str):
        if wanted not in names:
            error = UnknownNameError.near(kind="table", name=wanted, known=names)
            msg = f"{source.name}: {error}"
            raise UnknownNameError(msg)
        return names.index(wanted)
    if not -len(names) <= wanted < len(names):
        msg = f"{source.name}: there is no table {wanted}; it holds {listed}"
        raise ReadError(msg)
    return wanted % len(names)


def _text(source: Source, kind: str, notes: list[str]) -> Table:
    raw = bytes(source.read(0, source.size))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
        notes.append("not in UTF-8: its characters were read as Latin-1")
    if kind in {"ecsv", "sextractor"}:
        return astropy_ascii.read(text, format=kind, guess=False)
    mark = _mark(raw.removeprefix(b"\xef\xbb\xbf").lstrip()) or " "
    # A row that is too short is an error, not one with missing values; the fast reader knows ASCII alone.
    style = "fast_basic" if text.isascii() else "basic"
    return astropy_ascii.read(text, format=style, delimiter=mark, guess=False, comment="\0")


def _mark(start: bytes) -> str | None:
    """Return what separates the columns of a text; `None` if it does not look like a table."""
    if not start or b"\0" in start or start[:1] in b"{[<":
        return None
    lines = start.decode("utf-8", "replace").splitlines()
    if any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in lines[0]):
        return None
    mark = max(_MARKS, key=lines[0].count)
    if lines[0].count(mark):
        return mark if len(lines) == 1 or not lines[1] or mark in lines[1] else None
    # Columns apart by blanks: two lines must agree, prose would not.
    counts = [len(line.split()) for line in lines[:2]]
    return " " if len(counts) == 2 and counts[0] == counts[1] > 1 else None
