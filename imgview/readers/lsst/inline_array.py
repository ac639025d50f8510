"""Arrays written out as text in JSON, nested lists of numbers: read row by row, when a row is asked for.

Numbers as Python objects take eight times the memory of pixels, so that no more than one row of them exists
at a time, and text is the slowest form of pixels there is: a row costs some 0.3 microseconds a pixel, once.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from math import prod
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError, ShapeError

__all__ = ["InlineArray", "text_shape"]

_TYPES = frozenset(
    ("bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float32", "float64")
)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]"))
_DEEPEST = 32
_BLOCK = 1 << 20
_QUOTED = 60


def text_shape(text: bytes | bytearray) -> tuple[int, ...] | None:
    """Tell the shape of nested lists of numbers without reading a number.

    Parameters
    ----------
    text : `bytes`
        JSON, from the first bracket to the last.

    Returns
    -------
    `tuple` of `int`, or `None`
        As the number of brackets and the commas of the first row have it; `None` if brackets do not match,
        or make no rectangle.
    """
    parts = (
        text[first : first + _BLOCK].translate(None, _NO_BRACKETS) for first in range(0, len(text), _BLOCK)
    )
    brackets = np.frombuffer(b"".join(parts), np.uint8)
    if not len(brackets) or text[:1] != b"[" or text[-1:] != b"]":
        return None
    opening = brackets == ord("[")
    depth = np.cumsum(np.where(opening, 1, -1), dtype=np.int32)
    if depth[-1] or depth.min() < 0 or depth.max() > _DEEPEST or not depth[:-1].all():
        return None
    lists = np.bincount(depth[opening])[1:]
    end = text.index(b"]")
    row = text[text.rindex(b"[", 0, end) + 1 : end]
    sides = [int(more) // int(few) for few, more in pairwise(lists)]
    sides.append(row.count(b",") + 1 if row.strip() else 0)
    return tuple(sides) if [prod(sides[:axis]) for axis in range(len(sides))] == lists.tolist() else None


class InlineArray:
    """A 2-D array in JSON text.

    Parameters
    ----------
    text : `bytes`
        JSON of a list of rows, each a list of numbers; NaN, Infinity and, for NaN, null may be among them.
    dtype : `object`
        Name of the type of a value, as the tree has it.
    where : `str`
        How error messages call the array: file and part.

    Raises
    ------
    ReadError
        If there is no such type.
    ShapeError
        If these are not rows of one length.
    """

    def __init__(self, text: bytes | bytearray, dtype: object, where: str) -> None:
        if not isinstance(dtype, str) or dtype not in _TYPES:
            msg = f"{where}: the type {str(dtype)[:_QUOTED]!r} is unknown; known: {', '.join(sorted(_TYPES))}"
            raise ReadError(msg)
        self.dtype: np.dtype[Any] = np.dtype(dtype)
        shape = text_shape(text)
        if shape is None or len(shape) != 2 or text.count(b",") != prod(shape) - 1:
            found = "lists of several lengths" if shape is None or len(shape) == 2 else f"{len(shape)} axes"
            msg = f"{where}: rows of one length are needed, found {found}"
            raise ShapeError(msg)
        self.shape: tuple[int, int] = (shape[0], shape[1])
        if not prod(shape):
            msg = f"{where}: the array has no pixel, its shape is {shape}"
            raise ShapeError(msg)
        self.chunks: tuple[int, int] = (1, shape[1])
        """What one read costs at least: a row."""
        codes = np.frombuffer(text, np.uint8)
        # The first opening bracket, and the last closing one, are those of the list of rows.
        self._starts = np.flatnonzero(codes == ord("["))[1:]
        self._ends = np.flatnonzero(codes == ord("]"))[:-1] + 1
        gaps = zip((1, *self._ends), (*self._starts, len(text) - 1), strict=True)
        if [text[end:start].strip() for end, start in gaps] != [b"", *[b","] * (shape[0] - 1), b""]:
            msg = f"{where}: rows must be separated by commas, and by nothing else"
            raise ReadError(msg)
        self._text = text
        self._where = where
        self._values: npt.NDArray[Any] | None = None
        self._read = np.zeros(shape[0], dtype=bool)
        self._lock = Lock()

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        with self._lock:
            if self._values is None:
                self._values = np.zeros(self.shape, self.dtype)
            for row in range(*key[0].indices(self.shape[0])):
                if not self._read[row]:
                    self._values[row] = self._row(row)
                    self._read[row] = True
            if self._text and self._read.all():
                self._text = b""
            return np.array(self._values[key])

    def _row(self, row: int) -> npt.NDArray[Any]:
        """Return the numbers of a row, which must be what the type can hold."""
        text = self._text[self._starts[row] : self._ends[row]]
        try:
            values = json.loads(text)
            if len(values) == self.shape[1]:
                kinds = set(map(type, values))
                if self.dtype.kind == "f" and kinds <= {int, float, type(None)}:
                    with np.errstate(over="ignore"):
                        return np.array(values, self.dtype)
                if self.dtype.kind == "b" and kinds == {bool}:
                    return np.array(values)
                if self.dtype.kind in "iu" and kinds == {int}:
                    limits = np.iinfo(self.dtype)
                    if limits.min <= min(values) and max(values) <= limits.max:
                        return np.array(values, self.dtype)
        except (ArithmeticError, RecursionError, ValueError) as error:
            msg = f"{self._where}: row {row} is no list of numbers: {error}"
            raise ReadError(msg) from error
        shown = re.sub(r"\s+", " ", text[:_QUOTED].decode("latin-1"))
        msg = f"{self._where}: row {row} is not {self.shape[1]} values of type {self.dtype}: {shown}..."
        raise ReadError(msg)

    def __repr__(self) -> str:
        return f"InlineArray({self.shape}, {self.dtype})"
