"""Which rows of a table an expression over its columns picks, and what it gives for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.table import Table

from imgview.errors import ExpressionError, ImgviewError, UnknownNameError
from imgview.model.expression import Expression, Language, Step, fault, parse

__all__ = ["COLUMNS", "column_values", "pick_rows", "reckon"]

_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": np.abs,
    "hypot": np.hypot,
    "isfinite": np.isfinite,
    "isnan": np.isnan,
    "log10": np.log10,
    "maximum": np.maximum,
    "minimum": np.minimum,
    "sqrt": np.sqrt,
    "where": np.where,
}
_TAKES = {"hypot": 2, "maximum": 2, "minimum": 2, "where": 3}
_ARITHMETIC: Mapping[str, np.ufunc] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.true_divide,
    "**": np.float_power,
}
_LOGIC: Mapping[str, np.ufunc] = {"&": np.bitwise_and, "|": np.bitwise_or, "~": np.bitwise_not}
_WORDS = {"and": "&", "or": "|", "not": "~"}
_COMPARE: Mapping[str, np.ufunc] = {
    "<": np.less,
    "<=": np.less_equal,
    "==": np.equal,
    "!=": np.not_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}

COLUMNS = Language("column", numbers=True, functions={name: _TAKES.get(name, 1) for name in _FUNCTIONS})
"""The language of filters."""


def pick_rows(table: Table, text: str) -> npt.NDArray[np.bool_]:
    """Tell which rows of a table satisfy an expression.

    Parameters
    ----------
    table : `astropy.table.Table`
        Whose columns the expression names.
    text : `str`
        As for `imgview.model.catalog.Catalog.filter`.

    Returns
    -------
    `numpy.ndarray`, shape (rows,), bool
        A new array.

    Raises
    ------
    ExpressionError
        If the expression cannot be understood, or does not say yes or no for a row.
    UnknownNameError
        If there is no such column or function.
    ImgviewError
        If a column does not hold one number, text or truth a row.
    """
    picked = _flat(_evaluated(table, text), missing=False)
    if np.asarray(picked).dtype.kind != "b":
        raise fault(
            text, 0, "this gives a number or a text for a row, not yes or no: compare it with something"
        )
    return np.array(np.broadcast_to(picked, len(table)))


def reckon(table: Table, text: str) -> npt.NDArray[np.float64]:
    """Return what an expression over the columns of a table gives for each row.

    Parameters
    ----------
    table : `astropy.table.Table`
        Whose columns the expression names.
    text : `str`
        As for `imgview.model.catalog.Catalog.filter`, of numbers: ``g - r``, ``log10(flux)``.

    Returns
    -------
    `numpy.ndarray`, shape (rows,), float64
        A new array; NaN where a value is missing or there is none.

    Raises
    ------
    ExpressionError
        If the expression cannot be understood, or gives no numbers.
    UnknownNameError
        If there is no such column or function.
    ImgviewError
        If a column does not hold one number, text or truth a row.
    """
    values = np.ma.asanyarray(_evaluated(table, text))
    if values.dtype.kind not in "biuf":
        raise fault(text, 0, "this gives a text for a row, not a number")
    numbers = np.ma.filled(values.astype(np.float64), np.nan)
    return np.array(np.broadcast_to(numbers, len(table)))


def _evaluated(table: Table, text: str) -> Any:
    """Return the value of an expression: of a row, or of each."""
    expression = parse(text, COLUMNS)
    stack: list[Any] = []
    with np.errstate(all="ignore"):
        for step in expression.steps:
            taken = stack[len(stack) - step.takes :]
            del stack[len(stack) - step.takes :]
            stack.append(_done(step, taken, table, expression))
    return stack.pop()


def column_values(table: Table, name: str) -> npt.NDArray[Any]:
    """Return what a column holds, as an expression sees it.

    Parameters
    ----------
    table : `astropy.table.Table`
        Where the column is.
    name : `str`
        Its name.

    Returns
    -------
    `numpy.ndarray`, shape (rows,), of booleans, integers, floats or texts
        Shared with the table where it can be; a masked array where values are missing.

    Raises
    ------
    UnknownNameError
        If there is no such column.
    ImgviewError
        If it holds something else.
    """
    if name not in table.colnames:
        kind = "column"
        raise UnknownNameError.near(kind, name, table.colnames)
    column = table[name]
    values: npt.NDArray[Any] = np.asanyarray(getattr(column, "value", column))
    if values.dtype.kind == "O" and values.ndim == 1:
        values = _texts(values)
    if values.ndim != 1 or values.dtype.kind not in "biufUS":
        what = f"shape {values.shape}" if values.ndim != 1 else f"type {values.dtype}"
        msg = f"column {name!r} has {what}; an expression takes one number, text or truth a row"
        raise ImgviewError(msg)
    return values


def _texts(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return a column of Python's strings as numpy's, `None` for missing; anything else as it is."""
    data = np.ma.getdata(values)
    missing = np.ma.getmaskarray(values) | np.array([value is None for value in data], dtype=bool)
    known = data[~missing]
    if not all(isinstance(value, str) for value in known):
        return values
    texts = np.full(len(values), "", dtype=known.astype(str).dtype if known.size else "U1")
    texts[~missing] = known
    return np.ma.array(texts, mask=missing) if missing.any() else texts


def _done(  # noqa: PLR0911 - one line a kind
    step: Step, taken: list[Any], table: Table, expression: Expression
) -> Any:
    """Return the value that a step leaves."""
    kind = step.kind
    if kind == "name":
        return column_values(table, str(step.value))
    if kind in ("number", "text"):
        return step.value
    try:
        if kind == "compare":
            return _compared(step.value, taken)
        if kind == "call":
            return _called(str(step.value), taken)
        if kind in _ARITHMETIC:
            return _plain(_ARITHMETIC[kind](*map(_float, taken)))
        if kind in ("negative", "positive"):
            return _signed(kind, taken[0])
        return _joined(kind, taken)
    except ExpressionError as error:
        raise fault(expression.text, step.at, str(error)) from None


def _kind(value: Any) -> str:
    """Return "truth", "number" or "text"."""
    if isinstance(value, np.ndarray):
        kind = value.dtype.kind
        return "truth" if kind == "b" else "text" if kind in "US" else "number"
    return "truth" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"


def _plain(value: Any) -> Any:
    """Return what was made of numbers alone as one of Python's: it then takes the precision of a column."""
    return value.item() if value.ndim == 0 else value


def _flat(value: Any, *, missing: Any) -> Any:
    """Return a value without a mask."""
    return value.filled(missing) if isinstance(value, np.ma.MaskedArray) else value


def _float(value: Any) -> Any:
    """Return numbers in double precision, NaN where one is missing."""
    if _kind(value) == "text":
        msg = "a text cannot be reckoned with"
        raise ExpressionError(msg)
    if isinstance(value, np.ma.MaskedArray):
        return np.ma.filled(value.astype(np.float64), np.nan)
    return np.asarray(value, dtype=np.float64)


def _signed(kind: str, value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        # Not as a float: the number of an object must keep all its digits.
        return -value if kind == "negative" else value
    return _plain(np.negative(_float(value)) if kind == "negative" else _float(value))


def _called(name: str, taken: list[Any]) -> Any:
    if name == "where":
        if _kind(taken[0]) != "truth":
            msg = "where takes a condition and then two values"
            raise ExpressionError(msg)
        condition = _flat(taken[0], missing=False)
        if all(_kind(value) == "truth" for value in taken[1:]):
            return _plain(np.where(condition, *(_flat(value, missing=False) for value in taken[1:])))
        taken = [_float(value) for value in taken[1:]]
        return _plain(np.where(condition, *taken))
    return _plain(_FUNCTIONS[name](*map(_float, taken)))


def _joined(kind: str, taken: list[Any]) -> Any:
    """Return conditions, or with a sign also bits of integers, joined by and, or, not."""
    values = [_flat(value, missing=0) for value in taken]
    integers = all(_kind(value) == "number" and np.asarray(value).dtype.kind in "iu" for value in values)
    if not all(_kind(value) == "truth" for value in values) and (kind in _WORDS or not integers):
        msg = (
            f"{kind} joins conditions, but a side of it is a number or a text: put comparisons in parentheses"
        )
        raise ExpressionError(msg)
    operation = _LOGIC[_WORDS.get(kind, kind)]
    if len(values) == 1:
        return _plain(operation(values[0]))
    result = values[0]
    for value in values[1:]:
        try:
            result = operation(result, value)
        except (OverflowError, TypeError):
            msg = f"{kind} cannot join the bits of these integers: one of them is too long"
            raise ExpressionError(msg) from None
    return _plain(result)


def _compared(signs: Any, values: list[Any]) -> Any:
    """Return whether all of a chain of comparisons hold."""
    result: Any = True
    for sign, left, right in zip(signs, values[:-1], values[1:], strict=True):
        if (_kind(left) == "text") != (_kind(right) == "text"):
            msg = f"{sign} compares a text with a number"
            raise ExpressionError(msg)
        one, other = _alike(left, right)
        holds = _COMPARE[sign](
            np.ma.getdata(one) if isinstance(one, np.ndarray) else one,
            np.ma.getdata(other) if isinstance(other, np.ndarray) else other,
        )
        for side in (left, right):
            if isinstance(side, np.ma.MaskedArray):
                # As NaN: it differs from everything.
                holds = np.where(np.ma.getmaskarray(side), sign == "!=", holds)
        result = result & holds
    return result if isinstance(result, np.ndarray) else bool(result)


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Return two texts both as characters or both as bytes, as FITS has them."""
    kinds = [value.dtype.kind if isinstance(value, np.ndarray) else "" for value in (left, right)]
    if "S" not in kinds or kinds == ["S", "S"]:
        return left, right
    if kinds[0] == "S":
        return (left, right.encode()) if isinstance(right, str) else (left, np.char.encode(right, "utf-8"))
    one, other = _alike(right, left)
    return other, one
