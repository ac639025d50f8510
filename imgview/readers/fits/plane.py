"""One 2-D plane of an uncompressed image HDU, read in windows; and what BSCALE, BZERO and BLANK mean.

Stored numbers are big-endian; what comes out is in native order.  The rules for the resulting type are
those of the FITS standard's conventions:

- BZERO of half the range with BSCALE 1 means unsigned (for BITPIX 8: signed) integers;
- other BSCALE and BZERO give float32 for BITPIX 8 and 16 and float64 for 32 and 64, the arithmetic done
  in that type; floats keep their own;
- integers whose header has BLANK become floats of those same types, NaN where a stored value is BLANK.
  A 64-bit integer beyond 2**53 is then rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError
from imgview.readers.fits.file import Hdu, card
from imgview.readers.storage.source import Source

__all__ = ["Scaling", "StoredPlane", "bounds"]

_STORED = {8: ">u1", 16: ">i2", 32: ">i4", 64: ">i8", -32: ">f4", -64: ">f8"}
_STRIP = 1 << 20
_AHEAD = 1 << 23
"""Bytes of the file that travel together where it is elsewhere."""


@dataclass(frozen=True)
class Scaling:
    """How stored numbers become pixel values."""

    stored: np.dtype[Any]
    """Type in the file, big-endian."""
    dtype: np.dtype[Any]
    """Type of the pixels, native."""
    scale: float = 1.0
    zero: float = 0.0
    blank: int | None = None

    @classmethod
    def of(cls, hdu: Hdu, *, integer: bool = False) -> Scaling:
        """Take the rule from a header.

        Parameters
        ----------
        hdu : `~imgview.readers.fits.file.Hdu`
            An image HDU, tile compressed or not.
        integer : `bool`, optional
            True for a mask: its numbers are bits, so that BLANK is a number like any other.

        Returns
        -------
        `Scaling`
            The rule.

        Raises
        ------
        ReadError
            If a mask holds floats or is scaled, or BSCALE and BZERO are no finite numbers.
        """
        bitpix = hdu.bitpix
        stored = np.dtype(_STORED[bitpix])
        scale, zero = (_number(hdu, key, default) for key, default in (("BSCALE", 1), ("BZERO", 0)))
        signed = bitpix == 8
        shifted = bitpix > 0 and scale == 1 and zero == (-(1 << 7) if signed else 1 << max(bitpix - 1, 0))
        plain = scale == 1 and zero == 0
        blank = None
        if bitpix > 0 and not integer:
            value = card(
                hdu.header, "ZBLANK" if hdu.kind == "compressed" else "BLANK", card(hdu.header, "BLANK")
            )
            blank = value if isinstance(value, int) and not isinstance(value, bool) else None
        if integer and (bitpix < 0 or not (plain or shifted)):
            msg = (
                f"{hdu.where}: a mask must hold unscaled integers; this one has BITPIX {bitpix}, "
                f"BSCALE {scale}, BZERO {zero}"
            )
            raise ReadError(msg)
        native = stored.newbyteorder("=")
        if bitpix > 0 and (blank is not None or not (plain or shifted)):
            native = np.dtype(np.float32 if bitpix <= 16 else np.float64)
        elif shifted:
            native = np.dtype(f"{'i' if signed else 'u'}{stored.itemsize}")
        return cls(stored, native, scale, zero, blank)

    def apply(self, stored: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Turn stored numbers into pixel values.

        Parameters
        ----------
        stored : `numpy.ndarray`, any shape, type `stored` in either byte order
            Numbers of the file; may be overwritten.

        Returns
        -------
        `numpy.ndarray`, same shape, type `dtype`
            Pixel values.
        """
        if not stored.dtype.isnative:
            stored = stored.byteswap(inplace=stored.flags.writeable).view(stored.dtype.newbyteorder("="))
        if self.dtype.kind == "f":
            values = stored.astype(self.dtype, copy=False)
            if self.scale != 1:
                values = values * self.dtype.type(self.scale)
            if self.zero != 0:
                values = values + self.dtype.type(self.zero)
            if self.blank is not None:
                values = np.where(stored == self.blank, self.dtype.type(np.nan), values)
            return np.asarray(values, self.dtype)
        if self.zero:
            # Adding half the range is flipping the highest bit.
            unsigned = stored.view(f"u{stored.itemsize}")
            stored = unsigned ^ unsigned.dtype.type(1 << (8 * stored.itemsize - 1))
        return stored.view(self.dtype)


def _number(hdu: Hdu, key: str, default: float) -> float:
    value = card(hdu.header, key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        msg = f"{hdu.where}: {key} is {value!r}; it must be a finite number"
        raise ReadError(msg)
    return value


def bounds(key: Any, shape: tuple[int, int]) -> tuple[range, range]:
    """Return the rows and columns that a 2-D slicing takes.

    Parameters
    ----------
    key : `tuple` [`slice`, `slice`]
        Rows and columns; steps must be positive.
    shape : `tuple` [`int`, `int`]
        Rows and columns there are.

    Returns
    -------
    rows : `range`
        Array indices along the first axis.
    columns : `range`
        Array indices along the second.

    Raises
    ------
    IndexError
        If the key is anything else than two slices with positive steps.
    """
    # Users get no lazy plane in their hands, but whatever slices one deserves a clear word.
    given = key if isinstance(key, tuple) else (key,)
    if len(given) != 2 or any(not isinstance(part, slice) or (part.step or 1) < 1 for part in given):
        msg = f"a lazily read plane takes two slices with positive steps; got {key!r}"
        raise IndexError(msg)
    rows, columns = (range(*part.indices(size)) for part, size in zip(given, shape, strict=True))
    return rows, columns


class StoredPlane:
    """A 2-D plane that lies uncompressed in a file; reading a window touches no other rows.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The file.
    offset : `int`
        Byte of the plane's first pixel.
    shape : `tuple` [`int`, `int`]
        Rows and columns.
    scaling : `Scaling`
        What the stored numbers mean.
    """

    chunks: tuple[int, int] | None = None
    """What one read costs at least: nothing beyond the pixels themselves."""

    def __init__(self, source: Source, offset: int, shape: tuple[int, int], scaling: Scaling) -> None:
        self.shape = shape
        self.dtype = scaling.dtype
        self._source = source
        self._offset = offset
        self._scaling = scaling

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, columns = bounds(key, self.shape)
        out = np.empty((len(rows), len(columns)), self.dtype)
        if not out.size:
            return out
        stored, width = self._scaling.stored, self.shape[1]
        chosen = slice(columns.start, columns.stop, columns.step)
        if rows.step == 1 and len(columns) * 8 > width:
            # A strip is scaled while it is in the processor's cache.
            strip = max(1, _STRIP // (width * stored.itemsize))
            for top in range(0, len(rows), strip):
                if top % (8 * strip) == 0:
                    self._want(rows[top : top + 8 * strip], range(width))
                part = np.empty((min(strip, len(rows) - top), width), stored)
                self._fill(part, rows[top] * width)
                out[top : top + strip] = self._scaling.apply(part[:, chosen])
        else:
            line = np.empty(columns[-1] - columns[0] + 1, stored)
            together = max(1, _AHEAD // (width * stored.itemsize * rows.step))
            for index, row in enumerate(rows):
                if index % together == 0:
                    self._want(rows[index : index + together], columns)
                self._fill(line, row * width + columns[0])
                out[index] = self._scaling.apply(line[:: columns.step].copy())
        return out

    def _want(self, rows: range, columns: range) -> None:
        """Have rows travel together that will be read one after the other."""
        if not self._source.local:
            size = self._scaling.stored.itemsize
            length = (columns[-1] - columns[0] + 1) * size
            starts = (self._offset + (row * self.shape[1] + columns[0]) * size for row in rows)
            self._source.want((start, length) for start in starts)

    def _fill(self, part: npt.NDArray[Any], first: int) -> None:
        """Read contiguous pixels from the ``first`` on."""
        buffer = part.reshape(-1).view(np.uint8).data
        self._source.readinto(self._offset + first * part.itemsize, buffer)

    def __repr__(self) -> str:
        return f"StoredPlane(shape={self.shape}, dtype={self.dtype})"
