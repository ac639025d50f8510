"""The footprints of an afw catalogue, in the three ways in which afw has written them.

In the archive behind the table, an object's id leads through the index to its rows: a Footprint names a
SpanSet (rows y, x0, x1, both columns inclusive, absolute) and has peaks; before 2017 it had the spans itself.
A HeavyFootprint has its pixels besides, which are read when they are asked for.  Before there was an archive,
spans, peaks and pixels were columns of variable length.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError
from imgview.model import Footprints, HeavyPixels
from imgview.readers.fits.file import FitsFile, Hdu, card
from imgview.readers.fits.table import Table

__all__ = ["footprints_of"]

_SPAN = ("y", "x0", "x1")
_PEAKS = (("f_x", "f_y", "peakValue"), ("f_x", "f_y", "value"), ("x", "y", "value"), ("x", "y", "peakValue"))
_Packed = tuple[npt.NDArray[Any], npt.NDArray[np.int64]]


def footprints_of(file: FitsFile, hdu: Hdu, ids: npt.NDArray[Any] | None) -> Footprints | None:
    """Read the footprints of a catalogue.

    Parameters
    ----------
    file : `~imgview.readers.fits.file.FitsFile`
        All its HDUs.
    hdu : `~imgview.readers.fits.file.Hdu`
        The table of sources.
    ids : `numpy.ndarray`, 1-D, int, optional
        What its column ``footprint`` holds; 0 where a source has none.

    Returns
    -------
    `~imgview.model.Footprints` or `None`
        `None` if no source has one.

    Raises
    ------
    ReadError
        If they are not where they should be.
    ShapeError
        If they are impossible.
    """
    if card(hdu.header, "SPANCOL") is not None:
        return _inline(Table(hdu), hdu)
    if ids is None or not isinstance(card(hdu.header, "AR_HDU"), int):
        return None
    if ids.dtype.kind not in "iu" or ids.ndim != 1 or not ids.any():
        return None
    return _Archive(file, hdu.integer("AR_HDU", low=1) - 1).footprints(ids.astype(np.int64))


class _Archive:
    """The objects that are persisted behind a table, many at once."""

    def __init__(self, file: FitsFile, first: int) -> None:
        self._file, self._first = file, first
        self._tables: dict[int, Table] = {}
        index = self._table(0).read()
        names = {name.replace(".", "_"): name for name in index.dtype.names or ()}
        for wanted in ("id", "cat_archive", "cat_persistable", "row0", "nrows", "name"):
            kinds = "S" if wanted == "name" else "iu"
            if wanted not in names or index[names[wanted]].dtype.kind not in kinds:
                what = "names" if wanted == "name" else "integers"
                msg = f"{file.source.name}: the index of the archive has no column {wanted!r} of {what}"
                raise ReadError(msg)
        self._columns = {
            key: index[names[key]].astype(np.int64)
            for key in ("id", "cat_archive", "cat_persistable", "row0", "nrows")
        }
        # The objects by id, and their parts in order.
        self._order = np.lexsort((self._columns["cat_persistable"], self._columns["id"]))
        self._columns = {key: column[self._order] for key, column in self._columns.items()}
        if not len(index):
            msg = f"{file.source.name}: sources name footprints, but the archive is empty"
            raise ReadError(msg)
        self._heavy = np.char.startswith(index[names["name"]].astype("S64")[self._order], b"HeavyFootprint")

    def footprints(self, ids: npt.NDArray[np.int64]) -> Footprints:
        first = self._parts(ids, 0)
        spans, starts = self._spans(first)
        peaks, peak_starts = self._rows(self._parts(ids, 1), _PEAKS, np.float64)
        pixels = self._parts(ids, 2)
        has_pixels = (pixels >= 0) & self._heavy[pixels]
        load = self._loader(np.where(has_pixels, pixels, -1)) if has_pixels.any() else None
        return Footprints(spans, starts, peaks=peaks, peak_starts=peak_starts, heavy=load)

    def _parts(self, ids: npt.NDArray[np.int64], part: int) -> npt.NDArray[np.int64]:
        """Return the place in the index of a part of each object; -1 where it has none."""
        columns = self._columns
        chosen = np.flatnonzero(columns["cat_persistable"] == part)
        if not len(chosen):
            return np.full(len(ids), -1)
        known = columns["id"][chosen]
        places = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        return np.where((known[places] == ids) & (ids > 0), chosen[places], -1)

    def _spans(self, parts: npt.NDArray[np.int64]) -> _Packed:
        """Return the spans of footprints: their own, or those of the SpanSet that each names."""
        direct = np.zeros(len(parts), dtype=bool)
        archives = np.where(parts >= 0, self._columns["cat_archive"][parts], -1)
        for number in np.unique(archives[parts >= 0]).tolist():
            names = self._table(number).names
            if set(_SPAN) <= set(names):
                direct |= archives == number
            elif "id" not in names:
                msg = (
                    f"{self._table(number).where}: neither spans nor a SpanSet's id among {', '.join(names)}"
                )
                raise ReadError(msg)
        named = np.where(direct, -1, parts)
        ids, counts = self._rows(named, (("id",),), np.int64)
        found = np.zeros(len(parts), dtype=np.int64)
        found[np.diff(counts) > 0] = ids[counts[:-1][np.diff(counts) > 0], 0]
        return self._rows(np.where(direct, parts, self._parts(found, 0)), (_SPAN,), np.int32)

    def _rows(
        self, parts: npt.NDArray[np.int64], names: tuple[tuple[str, ...], ...], dtype: type[np.generic]
    ) -> _Packed:
        """Return some columns of the rows of each part, one part after the other."""
        columns = self._columns
        counts = np.where(parts >= 0, columns["nrows"][parts], 0)
        begin = np.where(parts >= 0, columns["row0"][parts], 0)
        tables = np.where(parts >= 0, columns["cat_archive"][parts], -1)
        if (counts < 0).any() or (begin < 0).any():
            msg = (
                f"{self._file.source.name}: the index of the archive has negative rows: the file is corrupted"
            )
            raise ReadError(msg)
        self._check_size(int(counts.astype(object).sum()) if len(counts) else 0)
        starts = np.concatenate([[0], np.cumsum(counts)])
        packed = np.zeros((int(starts[-1]), len(names[0])), dtype=dtype)
        for number in np.unique(tables[counts > 0]).tolist():
            table = self._table(number)
            wanted = next((group for group in names if set(group) <= set(table.names)), None)
            if wanted is None:
                msg = f"{table.where}: no columns {', '.join(names[0])} among {', '.join(table.names)}"
                raise ReadError(msg)
            mine = np.flatnonzero((tables == number) & (counts > 0))
            if int((begin[mine] + counts[mine]).max()) > table.rows:
                msg = f"{table.where}: the index asks for rows beyond its {table.rows}: the file is corrupted"
                raise ReadError(msg)
            stored = table.read()
            to = _ranges(starts[mine], counts[mine])
            place = _ranges(begin[mine], counts[mine])
            for column, name in enumerate(wanted):
                packed[to, column] = stored[name][place]
        return packed, starts

    def _check_size(self, rows: int) -> None:
        # Each row of the archive may be used by any number of objects of a damaged index.
        if rows * 12 > 16 * self._file.source.size + (1 << 24):
            name = self._file.source.name
            msg = f"{name}: the index of the archive asks for {rows} rows: the file is corrupted"
            raise ReadError(msg)

    def _loader(self, parts: npt.NDArray[np.int64]) -> Callable[[int], HeavyPixels | None]:
        tables, begin = self._columns["cat_archive"], self._columns["row0"]

        def load(row: int) -> HeavyPixels | None:
            part = parts[row]
            if part < 0:
                return None
            table = self._table(int(tables[part]))
            return HeavyPixels(*(_cell(table, name, int(begin[part])) for name in HeavyPixels._fields))

        return load

    def _table(self, number: int) -> Table:
        """Return one table of the archive; the index is number 0."""
        if number not in self._tables:
            position = self._first + number
            if not 0 <= position < len(self._file.hdus) or self._file[position].kind != "table":
                msg = f"{self._file.source.name}: there is no table of the archive in HDU {position}"
                raise ReadError(msg)
            self._tables[number] = Table(self._file[position])
        return self._tables[number]


def _ranges(starts: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return runs of integers, one after the other."""
    ends = np.cumsum(counts)
    places = np.arange(int(ends[-1]) if len(ends) else 0)
    places += np.repeat(starts - (ends - counts), counts)
    return places


def _cell(table: Table, name: str, row: int) -> npt.NDArray[Any]:
    if name not in table.names:
        return np.empty(0)
    values = table.cell(name, row) if name in table.variable else np.atleast_1d(table.read(row, 1)[name][0])
    return values.astype(values.dtype.newbyteorder("="))


def _inline(table: Table, hdu: Hdu) -> Footprints:
    """Return what stands in columns of variable length."""
    rows = range(table.rows)
    places = {
        key: card(hdu.header, key) for key in ("SPANCOL", "PEAKCOL", "HVYPIXCO", "HVYMSKCO", "HVYVARCO")
    }
    columns = {
        key: table.names[place - 1]
        for key, place in places.items()
        if isinstance(place, int) and 0 < place <= len(table.names)
    }
    table.want(rows)
    spans = [_triples(table, columns.get("SPANCOL"), row) for row in rows]
    peaks = [_triples(table, columns.get("PEAKCOL"), row) for row in rows]
    heavy = [columns.get(key) for key in ("HVYPIXCO", "HVYMSKCO", "HVYVARCO")]

    def load(row: int) -> HeavyPixels | None:
        image, mask, variance = (np.empty(0) if name is None else _cell(table, name, row) for name in heavy)
        # The bits are unsigned words, of which FITS knows only signed ones.
        bits = mask.view(np.uint16) ^ np.uint16(0x8000) if mask.dtype == np.int16 else mask
        return HeavyPixels(image, bits, variance) if len(image) else None

    return Footprints(
        np.concatenate([np.empty((0, 3)), *spans]),
        np.cumsum([0, *map(len, spans)]),
        peaks=np.concatenate([np.empty((0, 3)), *peaks]),
        peak_starts=np.cumsum([0, *map(len, peaks)]),
        heavy=None if heavy[0] is None else load,
    )


def _triples(table: Table, name: str | None, row: int) -> npt.NDArray[Any]:
    values = np.empty(0) if name is None else _cell(table, name, row)
    if len(values) % 3:
        msg = f"{table.where}: row {row} of {name!r} has {len(values)} numbers, which are no triples"
        raise ReadError(msg)
    return values.reshape(-1, 3)
