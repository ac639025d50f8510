"""Binary tables of FITS, as far as readers need them: fixed columns and variable-length cells.

The JSON tree, the descriptors of compressed tiles and afw's archive are all such tables.  Each cell is
checked against the heap before it is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError
from imgview.readers.fits.file import Hdu, card

__all__ = ["Table"]

_TYPES = {
    "L": "u1",
    "B": "u1",
    "I": ">i2",
    "J": ">i4",
    "K": ">i8",
    "E": ">f4",
    "D": ">f8",
    "C": ">c8",
    "M": ">c16",
    "P": ">i4",
    "Q": ">i8",
}
_TFORM = re.compile(r"\s*(\d*)([LXBIJKAEDCMPQ])([LXBIJKAEDCM]?)(?:\(\d*\))?\s*")
_FIELD_LIMIT = 999


class Table:
    """One BINTABLE, or the table that a tile-compressed image is stored in.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        Its HDU.

    Raises
    ------
    ReadError
        If the columns do not add up to the rows, or the heap does not fit in.
    """

    def __init__(self, hdu: Hdu) -> None:
        self.where = hdu.where
        self._source = hdu.source
        self._offset = hdu.data_offset
        width = hdu.integer("NAXIS1", low=0)
        self.rows = hdu.integer("NAXIS2", low=0)
        fields: list[tuple[str, Any]] = []
        self.variable: dict[str, np.dtype[Any]] = {}
        """Columns of variable length, with the type of one element."""
        for number in range(1, hdu.integer("TFIELDS", low=0, high=_FIELD_LIMIT) + 1):
            name = str(card(hdu.header, f"TTYPE{number}", "")).strip() or f"col{number}"
            form = str(card(hdu.header, f"TFORM{number}", ""))
            if any(name == known for known, _ in fields):
                name = f"{name} ({number})"
            fields.append((name, self._type(name, form)))
        self.dtype = np.dtype(fields)
        if self.dtype.itemsize != width:
            msg = f"{self.where}: columns of {self.dtype.itemsize} bytes in rows of {width}: corrupted"
            raise ReadError(msg)
        self.heap_offset = hdu.integer("THEAP", width * self.rows, low=0)
        self.heap_size = hdu.data_size - self.heap_offset
        if self.heap_offset < width * self.rows or self.heap_size < 0:
            msg = f"{self.where}: THEAP is {self.heap_offset}, outside the data: corrupted"
            raise ReadError(msg)

    @property
    def names(self) -> tuple[str, ...]:
        """All columns, by name."""
        return self.dtype.names or ()

    def read(self, first: int = 0, count: int | None = None) -> npt.NDArray[Any]:
        """Return rows of the table.

        Parameters
        ----------
        first : `int`, optional
            First row, 0-based.
        count : `int`, optional
            How many; all that follow if not given.

        Returns
        -------
        `numpy.ndarray`, shape (count,), structured, big-endian
            A column of variable length gives (length, offset) pairs, for `cell`.

        Raises
        ------
        ReadError
            If there are no such rows.
        """
        count = self.rows - first if count is None else count
        if first < 0 or count < 0 or first + count > self.rows:
            msg = f"{self.where}: rows {first}:{first + count} were asked for, the table has {self.rows}"
            raise ReadError(msg)
        size = self.dtype.itemsize
        return np.frombuffer(self._source.read(self._offset + first * size, count * size), self.dtype)

    def cell(self, name: str, row: int) -> npt.NDArray[Any]:
        """Return one cell of a column of variable length.

        Parameters
        ----------
        name : `str`
            The column.
        row : `int`
            Row, 0-based.

        Returns
        -------
        `numpy.ndarray`, 1-D, big-endian
            The elements; bytes for a column of characters.

        Raises
        ------
        ReadError
            If there is no such column or row, or the cell is outside the heap.
        """
        if name not in self.variable:
            msg = f"{self.where}: no variable-length column {name!r} among {', '.join(self.names)}"
            raise ReadError(msg)
        count, offset = (int(value) for value in self.read(row, 1)[name][0])
        return np.frombuffer(self.heap(offset, count * self.variable[name].itemsize), self.variable[name])

    def want(self, rows: Sequence[int]) -> None:
        """Say which rows' cells of variable length will be read next, so that they travel together.

        Parameters
        ----------
        rows : sequence of `int`
            Rows, 0-based; nothing happens where the file is at hand.
        """
        if self._source.local or not rows:
            return
        first = min(rows)
        table = self.read(first, max(rows) - first + 1)[[row - first for row in rows]]
        base = self._offset + self.heap_offset
        self._source.want(
            (base + int(offset), int(count) * dtype.itemsize)
            for name, dtype in self.variable.items()
            for count, offset in table[name]
        )

    def heap(self, offset: int, size: int) -> bytearray:
        """Return bytes of the heap.

        Parameters
        ----------
        offset, size : `int`
            Position in the heap, and how many.

        Returns
        -------
        `bytearray`
            As stored.

        Raises
        ------
        ReadError
            If they are outside.
        """
        if offset < 0 or size < 0 or offset + size > self.heap_size:
            msg = f"{self.where}: {size} bytes at {offset} of a heap of {self.heap_size}: corrupted"
            raise ReadError(msg)
        return self._source.read(self._offset + self.heap_offset + offset, size)

    def _type(self, name: str, form: str) -> Any:
        match = _TFORM.fullmatch(form)
        if match is None:
            msg = f"{self.where}: column {name!r} has the impossible format {form!r}"
            raise ReadError(msg)
        repeat, code, element = int(match[1] or 1), match[2], match[3]
        if repeat >= 1 << 31:
            msg = f"{self.where}: column {name!r} repeats {repeat} times: the table is corrupted"
            raise ReadError(msg)
        if code in "PQ":
            self.variable[name] = np.dtype("u1" if element in "AX" else _TYPES[element or "B"])
            return (_TYPES[code], (2,)) if repeat else ("V0")
        if code == "A":
            return f"S{repeat}"
        if code == "X":
            return ("u1", (-(-repeat // 8),))
        return _TYPES[code] if repeat == 1 else (_TYPES[code], (repeat,))
