"""Arrays as Starlink's NDF stores them: bare, simple, complex, scaled or delta-compressed, with bad values.

A bad value is one number set aside in each type: the lowest of signed integers and floats, the highest of
unsigned integers.  Where the component BAD_PIXEL is false, it is a number like any other.  Floats come out
with NaN in its place; integers stay as they are, and a plane of bits says where they are bad.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError, ShapeError
from imgview.model import ArrayLike2D
from imgview.readers.hdf5.array import plane_of, values_of
from imgview.readers.hdf5.file import Dataset, Group
from imgview.readers.ndf import hds
from imgview.readers.ndf.delta import DeltaArray, DeltaPlane

__all__ = ["NdfArray", "bad_value", "open_array"]

_FORMS = ("SIMPLE", "COMPLEX", "SCALED", "DELTA")
_FAR = 1 << 48


def bad_value(dtype: np.dtype[Any]) -> Any:
    """Return the number that Starlink sets aside for missing values.

    Parameters
    ----------
    dtype : `numpy.dtype`
        Type of the numbers.

    Returns
    -------
    `numpy.generic`
        Of that type.
    """
    if dtype.kind == "f":
        return np.finfo(dtype).min
    limits = np.iinfo(dtype)
    return dtype.type(limits.min if dtype.kind == "i" else limits.max)


@dataclass(frozen=True, eq=False)
class NdfArray:
    """An array component."""

    where: str
    """File and path, the beginning of every error message."""
    form: str
    """``"PRIMITIVE"``, ``"SIMPLE"``, ``"COMPLEX"``, ``"SCALED"`` or ``"DELTA"``."""
    shape: tuple[int, ...]
    """Shape, slowest axis first."""
    origin: tuple[int, ...]
    """Pixel index of the first element along each axis of ``shape``."""
    stored: Dataset | DeltaArray
    """Where the numbers are."""
    imaginary: Dataset | None
    """Where the imaginary parts are, if there are any."""
    scale: Any
    """What stored numbers are multiplied with; `None` if they are not scaled."""
    zero: Any
    """What is then added."""
    may_be_bad: bool
    """Whether the bad value is one."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the values."""
        native = self.stored.dtype.newbyteorder("=")
        return native if self.scale is None else np.dtype(self.scale.dtype).newbyteorder("=")

    @property
    def blank(self) -> int | None:
        """The integer that marks missing values; `None` for floats, and where none may be missing."""
        return int(bad_value(self.dtype)) if self.may_be_bad and self.dtype.kind != "f" else None

    @property
    def planes(self) -> int:
        """How many 2-D planes there are."""
        return math.prod(self.shape[:-2])

    def plane(self, number: int = 0) -> ArrayLike2D:
        """Return the values of a 2-D plane, lazily.

        Parameters
        ----------
        number : `int`, optional
            Which plane, in the order of storage.

        Returns
        -------
        `~imgview.model.array.ArrayLike2D`
            Floats with NaN for what is bad; integers as they are.
        """
        return _Values(self._raw(number), self)

    def bad_plane(self, number: int = 0) -> ArrayLike2D | None:
        """Return where integers are bad, lazily.

        Parameters
        ----------
        number : `int`, optional
            Which plane, in the order of storage.

        Returns
        -------
        `~imgview.model.array.ArrayLike2D` or `None`
            1 where a value is bad, of type uint8; `None` for floats, and where none may be bad.
        """
        return None if self.blank is None else _Bad(self._raw(number))

    def modulus(self, number: int = 0) -> ArrayLike2D | None:
        """Return the modulus of complex values, lazily; `None` for real ones.

        Parameters
        ----------
        number : `int`, optional
            Which plane, in the order of storage.

        Returns
        -------
        `~imgview.model.array.ArrayLike2D` or `None`
            Of type float64.
        """
        if self.imaginary is None:
            return None
        return _Modulus(self.plane(number), _Values(plane_of(self.imaginary, self._leading(number)), self))

    def values(self) -> npt.NDArray[np.float64]:
        """Read all values, such as the centres of an axis.

        Returns
        -------
        `numpy.ndarray` of `float`, shape ``shape``
            NaN for what is bad.
        """
        if isinstance(self.stored, DeltaArray):
            msg = f"{self.where}: a compressed array where a few numbers were expected; not read"
            raise ReadError(msg)
        raw = values_of(self.stored)
        values = raw.astype(np.float64)
        if self.scale is not None:
            values = values * float(self.scale) + float(self.zero)
        if self.may_be_bad:
            values[raw == bad_value(raw.dtype)] = np.nan
        return values

    def _leading(self, number: int) -> tuple[int, ...]:
        return (
            tuple(int(index) for index in np.unravel_index(number, self.shape[:-2]))
            if self.shape[:-2]
            else ()
        )

    def _raw(self, number: int) -> ArrayLike2D:
        if isinstance(self.stored, DeltaArray):
            return DeltaPlane(self.stored, self._leading(number))
        return plane_of(self.stored, self._leading(number))


def open_array(node: Group | Dataset, *, flagged: bool = True) -> NdfArray:
    """Find out how an array component is stored.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group` or `~imgview.readers.hdf5.file.Dataset`
        A structure of type ARRAY, or a bare primitive.
    flagged : `bool`, optional
        Whether a bare primitive may hold bad values.

    Returns
    -------
    `NdfArray`
        Nothing but what describes it has been read.

    Raises
    ------
    ReadError
        If it is stored in a form that is not known, or something in it is missing or wrong.
    """
    if isinstance(node, Dataset):
        _numeric(node)
        return NdfArray(
            node.where, "PRIMITIVE", node.shape, (1,) * len(node.shape), node, None, None, None, flagged
        )
    imaginary = node.dataset("IMAGINARY_DATA")
    form = (hds.text(node.get("VARIANT")) or ("SIMPLE" if imaginary is None else "COMPLEX")).upper()
    if form not in _FORMS:
        msg = f"{node.where}: stored in the form {form[:40]!r}, which is not read; known: {', '.join(_FORMS)}"
        raise ReadError(msg)
    stored: Dataset | DeltaArray
    if form == "DELTA":
        stored = DeltaArray(node)
    else:
        data = node.dataset("DATA")
        if data is None:
            msg = f"{node.where}: the component DATA is missing: the file is damaged"
            raise ReadError(msg)
        stored = data
        _numeric(stored)
    if imaginary is not None and (imaginary.shape != stored.shape or imaginary.dtype.kind not in "iuf"):
        msg = f"{imaginary.where}: its shape {imaginary.shape} is not that of the real parts, {stored.shape}"
        raise ShapeError(msg)
    scale, zero = (hds.number(node.get(name)) for name in ("SCALE", "ZERO"))
    if form == "SCALED" and (scale is None or zero is None):
        msg = f"{node.where}: a scaled array without SCALE or ZERO: the file is damaged"
        raise ReadError(msg)
    if scale is None or form == "SIMPLE":
        scale = zero = None
    elif zero is None:
        zero = scale.dtype.type(0)
    may_be_bad = form == "DELTA" or hds.logical(node.get("BAD_PIXEL"), default=True)
    origin = _origin(node, len(stored.shape))
    return NdfArray(node.where, form, stored.shape, origin, stored, imaginary, scale, zero, may_be_bad)


def _numeric(dataset: Dataset) -> None:
    if dataset.dtype.kind not in "iuf" or dataset.dtype.itemsize > 8:
        msg = f"{dataset.where}: holds {dataset.dtype}, where numbers are needed"
        raise ReadError(msg)


def _origin(node: Group, rank: int) -> tuple[int, ...]:
    """Return the pixel indices of the first element, in numpy's order."""
    origin = node.get("ORIGIN")
    if origin is None:
        return (1,) * rank
    values = hds.integers(origin)
    if values is None or len(values) < rank or any(abs(value) > _FAR for value in values):
        msg = f"{node.where}: ORIGIN is {str(values)[:80]}, where {rank} integers are needed"
        raise ReadError(msg)
    return tuple(reversed(values[:rank]))


class _Values:
    """A plane of values: scaled, with NaN for what is bad."""

    def __init__(self, raw: ArrayLike2D, array: NdfArray) -> None:
        self.shape = tuple(raw.shape)
        self.dtype = array.dtype
        self.chunks: tuple[int, int] | None = getattr(raw, "chunks", None)
        """What one read costs at least."""
        self._raw = raw
        self._scale, self._zero, self._may_be_bad = array.scale, array.zero, array.may_be_bad

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        stored = np.asarray(self._raw[key])
        if self._scale is None and (self.dtype.kind != "f" or not self._may_be_bad):
            return stored
        bad = stored == bad_value(stored.dtype) if self._may_be_bad else None
        values = stored
        if self._scale is not None:
            with np.errstate(all="ignore"):
                values = stored.astype(self.dtype) * self.dtype.type(self._scale)
                values = np.asarray(values + self.dtype.type(self._zero), self.dtype)
        if bad is not None and bad.any():
            values[bad] = np.nan if self.dtype.kind == "f" else bad_value(self.dtype)
        return values

    def __repr__(self) -> str:
        return f"NdfPlane(shape={self.shape}, dtype={self.dtype}, chunks={self.chunks})"


class _Bad:
    """Where the integers of a plane are bad."""

    def __init__(self, raw: ArrayLike2D) -> None:
        self.shape = tuple(raw.shape)
        self.dtype = np.dtype(np.uint8)
        self.chunks: tuple[int, int] | None = getattr(raw, "chunks", None)
        """What one read costs at least."""
        self._raw = raw
        self._bad = bad_value(np.dtype(raw.dtype))

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[np.uint8]:
        return np.asarray(np.asarray(self._raw[key]) == self._bad).view(np.uint8)


class _Modulus:
    """The modulus of a plane of complex values."""

    def __init__(self, real: ArrayLike2D, imaginary: ArrayLike2D) -> None:
        self.shape = tuple(real.shape)
        self.dtype = np.dtype(np.float64)
        self.chunks: tuple[int, int] | None = getattr(real, "chunks", None)
        """What one read costs at least."""
        self._parts = real, imaginary

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[np.float64]:
        real, imaginary = (np.asarray(part[key], np.float64) for part in self._parts)
        with np.errstate(all="ignore"):
            return np.hypot(real, imaginary)
