"""Tables of Apache Arrow, in memory or in Parquet, as astropy tables; pyarrow is needed for files alone."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy.typing as npt
from astropy.table import Column, MaskedColumn, Table
from astropy.table import meta as table_meta

from imgview.errors import ImgviewError, ReadError
from imgview.readers.storage.source import Source
from imgview.readers.tables.found_table import unlike
from imgview.readers.units import parse_unit

__all__ = ["read_parquet", "strings", "table_of_arrow"]

# Runs of one value take no room in Parquet, so that a small file may ask for any amount of memory.
_LIMIT = 32 << 30
# Beyond this, texts that are all given the room of the longest are kept one by one.
_TEXT_LIMIT = 1 << 29
_LEFT_OUT_NAMED = 8


def read_parquet(source: Source, notes: list[str]) -> Table:
    """Read a Parquet file.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The bytes.
    notes : `list` [`str`]
        Is told of columns that are left out.

    Returns
    -------
    `astropy.table.Table`
        In memory.

    Raises
    ------
    ReadError
        If pyarrow is not there, or cannot read it.
    """
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        msg = f"{source.name}: a Parquet file needs pyarrow: pip install 'imgview[parquet]'"
        raise ReadError(msg) from error
    try:
        file = parquet.ParquetFile(arrow.BufferReader(source.read(0, source.size)))
        size = file.metadata.num_rows * file.metadata.num_columns * 8
        if size <= _LIMIT:
            return table_of_arrow(file.read(), notes)
    except ImgviewError:
        raise
    except Exception as error:  # pyarrow has errors of many families
        msg = f"{source.name}: pyarrow cannot read it: {str(error).strip() or type(error).__name__}"
        raise ReadError(msg) from error
    msg = f"{source.name}: its columns would take {size >> 30} GiB, more than is read at once"
    raise ReadError(msg)


def table_of_arrow(table: Any, notes: list[str]) -> Table:
    """Return an Arrow table as an astropy table.

    Parameters
    ----------
    table : `pyarrow.Table`
        The columns.
    notes : `list` [`str`]
        Is told of columns that are left out.

    Returns
    -------
    `astropy.table.Table`
        Numbers without missing values share the memory; units and descriptions are those that astropy and
        the LSST Butler write.
    """
    schema = table.schema
    about = _described(schema.metadata or {})
    columns, left_out = [], []
    for name, field, chunks in zip(
        unlike([str(name) for name in table.column_names]), schema, table.columns, strict=True
    ):
        column = _column(chunks)
        if column is None:
            left_out.append(name)
            continue
        facts = about.get(field.name, {}) | dict(_of_field(field.metadata or {}))
        column.name = name
        column.unit = parse_unit(facts.get("unit"))
        column.description = facts.get("description")
        columns.append(column)
    if left_out:
        named = ", ".join(left_out[:_LEFT_OUT_NAMED])
        notes.append(f"columns {named} are left out: not one value a row")
    return Table(columns, copy=False)


def strings(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return texts as numpy keeps them best.

    Parameters
    ----------
    values : `numpy.ndarray`, object
        Texts.

    Returns
    -------
    `numpy.ndarray`
        Of characters; still of objects if the longest text is very long.
    """
    longest = max((len(value) for value in values), default=0)
    return values if longest * 4 * len(values) > _TEXT_LIMIT else values.astype(str)


def _column(chunks: Any) -> Column | None:
    """Return one column; `None` if it does not have one plain value a row."""
    kind = str(chunks.type)
    if kind.startswith("dictionary"):
        chunks = chunks.cast(chunks.type.value_type)
        kind = str(chunks.type)
    if kind.startswith("decimal"):
        chunks, kind = chunks.cast("float64"), "double"
    text = kind in {"string", "large_string", "string_view"}
    plain = kind in {"bool", "halffloat", "float", "double"} or kind.startswith(("int", "uint"))
    if not (text or plain or kind.startswith(("date", "timestamp"))):
        return None
    missing = chunks.is_null().to_numpy(zero_copy_only=False) if chunks.null_count else None
    if missing is not None and (text or plain):
        chunks = chunks.fill_null("" if text else False if kind == "bool" else 0)
    values = chunks.to_numpy(zero_copy_only=False)
    if text:
        values = strings(values)
    return Column(values, copy=False) if missing is None else MaskedColumn(values, mask=missing, copy=False)


def _of_field(metadata: Any) -> Iterator[tuple[str, str]]:
    for key in ("unit", "description"):
        if key.encode() in metadata:
            yield key, metadata[key.encode()].decode("utf-8", "replace")


def _described(metadata: Any) -> dict[str, dict[str, Any]]:
    """Return what astropy wrote of each column."""
    text = metadata.get(b"table_meta_yaml")
    if text is None:
        return {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            header = table_meta.get_header_from_yaml(text.decode("utf-8", "replace").split("\n"))
        columns = {str(column["name"]): column for column in header["datatype"]}
    except Exception:  # noqa: BLE001 - a table is readable without its comments
        return {}
    return {
        name: {key: str(column[key]) for key in ("unit", "description") if key in column}
        for name, column in columns.items()
    }
