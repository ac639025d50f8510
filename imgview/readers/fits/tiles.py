"""One 2-D plane of a tile-compressed image HDU, read in windows; only the tiles touched are unpacked.

Lossless deflated tiles of 2-D images go to `fits_deflate`; everything else (Rice, Hcompress, PLIO, quantized
floats, tiles stored in a fallback column, cubes) to `fits_codecs`.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError
from imgview.readers.fits.codecs import unpack_run
from imgview.readers.fits.deflate import DeflatedTiles, OddTileError, overlap
from imgview.readers.fits.file import Hdu, card
from imgview.readers.fits.plane import Scaling, bounds
from imgview.readers.fits.table import Table

__all__ = ["TiledPlane"]

# Deflate reaches 1032:1; Rice 1 bit in a block of 32; the others pack empty tiles without a bound.
_RATIO = {"GZIP_1": 1040, "GZIP_2": 1040, "NOCOMPRESS": 1, "RICE_1": 1100, "RICE_ONE": 1100}
_RATIO_UNBOUND = 200_000
_RUN = 1 << 23


class TiledPlane:
    """A 2-D plane of a tile-compressed HDU.

    Parameters
    ----------
    hdu : `~imgview.readers.fits.file.Hdu`
        An HDU of kind ``"compressed"``.
    scaling : `~imgview.readers.fits.plane.Scaling`
        What the stored numbers mean.
    leading : `tuple` [`int`, ...], optional
        Indices along the axes before the last two.

    Raises
    ------
    ReadError
        If the tiles do not cover the image, or the HDU is impossibly small for what it announces.
    """

    def __init__(self, hdu: Hdu, scaling: Scaling, leading: tuple[int, ...] = ()) -> None:
        self._full_shape, self._tile = _geometry(hdu)
        self.shape: tuple[int, int] = (self._full_shape[-2], self._full_shape[-1])
        self.dtype = scaling.dtype
        self.chunks: tuple[int, int] = (self._tile[-2], self._tile[-1])
        """Shape of a tile: what one read costs at least."""
        self._scaling = scaling
        self._leading = leading
        self._header = hdu.header
        self._table = Table(hdu)
        self._grid = tuple(-(-size // step) for size, step in zip(self._full_shape, self._tile, strict=True))
        if math.prod(self._grid) != self._table.rows:
            msg = (
                f"{hdu.where}: {self._table.rows} compressed tiles, where {math.prod(self._grid)} would "
                "cover the image: the file is corrupted"
            )
            raise ReadError(msg)
        method = str(card(hdu.header, "ZCMPTYPE", "")).strip().upper()
        announced = math.prod(self._full_shape) * scaling.stored.itemsize
        if announced > _RATIO.get(method, _RATIO_UNBOUND) * hdu.data_size:
            msg = (
                f"{hdu.where}: its header announces an image of {announced} bytes, which "
                f"{hdu.data_size} bytes of {method or 'compressed'} data cannot hold: corrupted"
            )
            raise ReadError(msg)
        self._deflated: DeflatedTiles | None = None
        odd = {"ZSCALE", "ZZERO", "ZBLANK"}.intersection(self._table.names) or "ZMASKCMP" in hdu.header
        if (
            method in DeflatedTiles.methods
            and len(self._full_shape) == 2
            and not odd
            and not (hdu.bitpix < 0 and "ZBLANK" in hdu.header)
            and "COMPRESSED_DATA" in self._table.variable
        ):
            self._deflated = DeflatedTiles(
                self._table, method=method, stored=scaling.stored, shape=self.shape, tile=self.chunks
            )

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        rows, columns = bounds(key, self.shape)
        if not (len(rows) and len(columns)):
            return np.empty((len(rows), len(columns)), self.dtype)
        if self._deflated is not None:
            try:
                return self._scaling.apply(self._deflated.unpack(rows, columns))
            except OddTileError:
                pass
        return self._scaling.apply(self._unpack(rows, columns))

    def _unpack(self, rows: range, columns: range) -> npt.NDArray[Any]:
        """Return the stored numbers, native, by way of astropy: tiles side by side go together."""
        out = np.empty((len(rows), len(columns)), self._scaling.stored.newbyteorder("="))
        height, width = self.chunks
        # The tiles that hold the plane: their place along the leading axes, their extent and ours in them.
        place, extent, within = 0, [], []
        for index, step, size, count in zip(
            self._leading, self._tile, self._full_shape, self._grid, strict=False
        ):
            place = place * count + index // step
            extent.append(min(step, size - index // step * step))
            within.append(index % step)
        left, right = columns[0] // width, columns[-1] // width + 1
        across = min(self.shape[1], right * width) - left * width
        out_columns, local_columns = overlap(columns, left * width, across)
        # Where one tile fills the row, tiles follow one another downwards too.
        together = 1
        if self._grid[-1] == 1 and math.prod(extent) == 1:
            together = max(1, _RUN // (height * width * out.itemsize))
        end = rows[-1] // height + 1
        touched = [
            (place * self._grid[-2] + top) * self._grid[-1] + column
            for top in sorted({row // height for row in rows})
            for column in range(left, right)
        ]
        self._table.want(touched)
        for top in range(rows[0] // height, end, together):
            down = min(self.shape[0], min(top + together, end) * height) - top * height
            out_rows, local_rows = overlap(rows, top * height, down)
            if out_rows.start == out_rows.stop:
                continue
            run = unpack_run(
                self._table,
                self._header,
                first=(place * self._grid[-2] + top) * self._grid[-1] + left,
                run=(*extent, down, across),
                tile=self._tile,
            )
            if run.dtype != out.dtype:
                msg = f"{self._table.where}: tiles of {run.dtype} where {out.dtype} was announced"
                raise ReadError(msg)
            out[out_rows, out_columns] = run[tuple(within)][local_rows, local_columns]
        return out

    def __repr__(self) -> str:
        return f"TiledPlane(shape={self.shape}, dtype={self.dtype}, chunks={self.chunks})"


def _geometry(hdu: Hdu) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the shape of the image and of a tile, slowest axis first."""
    shape = hdu.shape
    # Without ZTILEn a tile is one row.
    tile = [
        hdu.integer(f"ZTILE{axis}", size if axis == 1 else 1, low=1)
        for axis, size in zip(range(len(shape), 0, -1), shape, strict=True)
    ]
    return shape, tuple(min(step, size) for step, size in zip(tile, shape, strict=True))
