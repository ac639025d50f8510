"""HDUs in memory, seen as the bytes of a FITS file: headers written out, pixels big-endian as they are read.

So every reader of FITS reads an HDUList too, and sees what a user has changed in it.  An HDU whose data
astropy has not read yet is taken from its file as it stands, and so are tables.
"""

from __future__ import annotations

import bisect
import io
import os
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from astropy.io import fits

from imgview.errors import ImgviewError
from imgview.readers.storage.source import Source, open_source

__all__ = ["is_loaded", "live_source"]

_BLOCK = 2880
_STORED = {8: "u1", 16: ">i2", 32: ">i4", 64: ">i8", -32: ">f4", -64: ">f8"}


class _Segment(Protocol):
    """A run of the file's bytes."""

    size: int

    def read(self, offset: int, size: int) -> bytes | bytearray | memoryview:
        """Return some of them."""


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self._data = memoryview(data)

    def read(self, offset: int, size: int) -> memoryview:
        return self._data[offset : offset + size]


class _Part:
    """A run of bytes of another file."""

    def __init__(self, source: Source, start: int, size: int) -> None:
        self.size = size
        self._source, self._start = source, start

    def read(self, offset: int, size: int) -> bytearray:
        return self._source.read(self._start + offset, size)


class _Pixels:
    """An array as FITS stores it; only what is read is converted."""

    def __init__(self, array: npt.NDArray[Any], stored: np.dtype[Any]) -> None:
        self.size = array.size * stored.itemsize
        flat = array.reshape(-1) if array.flags.c_contiguous else array.flat
        self._flat: Any = flat
        self._stored = stored
        native = stored.newbyteorder("=")
        # Half the range is subtracted from unsigned integers, which is flipping the highest bit.
        self._flip = array.dtype.newbyteorder("=") != native

    def read(self, offset: int, size: int) -> memoryview:
        width = self._stored.itemsize
        first, last = offset // width, -(-(offset + size) // width)
        part = np.ascontiguousarray(self._flat[first:last])
        if self._flip:
            words = part.astype(part.dtype.newbyteorder("="), copy=False).view(f"u{width}")
            part = (words ^ words.dtype.type(1 << (8 * width - 1))).view(self._stored.newbyteorder("="))
        raw = part.astype(self._stored, copy=False).view(np.uint8).data
        return raw[offset - first * width : offset - first * width + size]


class _Padding:
    def __init__(self, size: int) -> None:
        self.size = size

    def read(self, offset: int, size: int) -> bytes:  # noqa: ARG002 - all of it is alike
        return bytes(size)


class LiveStore:
    """Segments one after the other.

    Parameters
    ----------
    segments : sequence of segments
        Each knows its size and returns its bytes.
    """

    def __init__(self, segments: Sequence[_Segment]) -> None:
        self._segments = [segment for segment in segments if segment.size]
        self._starts = [0]
        for segment in self._segments:
            self._starts.append(self._starts[-1] + segment.size)
        self.size = self._starts[-1]

    def readinto(self, offset: int, buffer: memoryview) -> int:
        """Fill a buffer from a position on; return how many bytes there were."""
        done = 0
        while done < len(buffer) and offset + done < self.size:
            number = bisect.bisect_right(self._starts, offset + done) - 1
            within = offset + done - self._starts[number]
            size = min(self._segments[number].size - within, len(buffer) - done)
            buffer[done : done + size] = self._segments[number].read(within, size)
            done += size
        return done

    def want(self, spans: Iterable[tuple[int, int]]) -> None:
        """Do nothing: there is nothing to hurry."""

    def close(self) -> None:
        """Let go of the arrays."""
        self._segments = []


def is_loaded(hdu: Any) -> bool:
    """Tell whether astropy has the data of an HDU in memory.

    Parameters
    ----------
    hdu : `object`
        An HDU of `astropy.io.fits`.

    Returns
    -------
    `bool`
        False as long as they are only in the file it came from.
    """
    return "data" in vars(hdu) or hdu.fileinfo() is None


def live_source(hdus: Iterable[Any], name: str) -> Source:
    """Return the file that HDUs would make.

    Parameters
    ----------
    hdus : iterable of HDUs
        The first need not be a primary.
    name : `str`
        What errors are to begin with.

    Returns
    -------
    `~imgview.readers.storage.source.Source`
        Nothing is copied before it is read.

    Raises
    ------
    ImgviewError
        If data do not go with their header.
    """
    segments: list[_Segment] = []
    sources: dict[str, Source] = {}
    for number, hdu in enumerate(hdus):
        if number == 0 and not isinstance(hdu, fits.PrimaryHDU):
            segments.append(_Bytes(fits.PrimaryHDU().header.tostring().encode("ascii")))
        segments += _segments(hdu, sources, name, number)
    store = LiveStore(segments)
    return Source(name, store, store.size)


def _segments(hdu: Any, sources: dict[str, Source], name: str, number: int) -> list[_Segment]:
    info = hdu.fileinfo()
    if info is not None and not (hdu.is_image and is_loaded(hdu)):
        source = _file_of(info["file"], sources)
        packed = isinstance(hdu, fits.CompImageHDU) or not hdu.is_image
        start = info["hdrLoc"] if packed else info["datLoc"]
        whole = _Part(source, start, info["datLoc"] + info["datSpan"] - start)
        return [whole] if packed else [_header(hdu.header), whole]
    if hdu.is_image:
        return _image_segments(hdu, name, number)
    written = io.BytesIO()
    fits.HDUList([fits.PrimaryHDU(), hdu.copy()]).writeto(written, output_verify="silentfix")
    start = len(fits.PrimaryHDU().header.tostring())
    return [_Bytes(written.getvalue()[start:])]


def _image_segments(hdu: Any, name: str, number: int) -> list[_Segment]:
    """Return header and pixels of an HDU that has them in memory, uncompressed."""
    header, data = hdu.header, hdu.data
    if data is None:
        return [_header(header)]
    array = np.asarray(data)
    native = array.dtype.newbyteorder("=")
    stored = np.dtype(_STORED.get(header["BITPIX"], "u1"))
    if native != stored.newbyteorder("="):
        # What astropy has scaled, and what a user has put in its place, the header need not describe.
        found = [
            (bitpix, np.dtype(kind))
            for bitpix, kind in _STORED.items()
            if native in {np.dtype(kind).newbyteorder("="), _shifted(np.dtype(kind))}
        ]
        if not found:
            msg = f"{name}: HDU {number} has data of {array.dtype}, which FITS does not know"
            raise ImgviewError(msg)
        bitpix, stored = found[0]
        header = header.copy()
        header["BITPIX"], header["BSCALE"], header["BZERO"] = bitpix, 1, 0
        if native != stored.newbyteorder("="):
            header["BZERO"] = -128 if bitpix == 8 else 1 << (bitpix - 1)
    pixels = _Pixels(array, stored)
    return [_header(header), pixels, _Padding(-pixels.size % _BLOCK)]


def _shifted(stored: np.dtype[Any]) -> np.dtype[Any] | None:
    """Return the type that BZERO makes of a stored one."""
    if stored.kind == "f":
        return None
    return np.dtype(f"{'i' if stored.kind == 'u' else 'u'}{stored.itemsize}")


def _header(header: Any) -> _Bytes:
    return _Bytes(header.tostring().encode("ascii", "replace"))


def _file_of(file: Any, sources: dict[str, Source]) -> Source:
    """Open the file that an HDU came from once more, or share what astropy has of it."""
    path = str(getattr(file, "name", None) or "")
    key = path or str(id(file))
    if key not in sources:
        sources[key] = open_source(path if os.path.isfile(path) else file)  # noqa: PTH113 - "" is no path
    return sources[key]
