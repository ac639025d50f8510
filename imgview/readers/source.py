"""The bytes of one file: opened once, unpacked if the whole file is gzip, read in pieces.

This module owns the file handle.  It knows no format beyond the two wrappers a whole file may come in.
"""

from __future__ import annotations

import io
import stat
import threading
import weakref
import zlib
from os import PathLike, fspath
from pathlib import Path
from typing import Protocol

from imgview.errors import ReadError, UnknownFormatError

__all__ = ["Source", "open_source"]

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_BLOCK = 1 << 20
# Deflate reaches 1032:1, so that a small file may ask for any amount of memory.
_UNPACKED_LIMIT = 4 << 30


class _Handle(Protocol):
    """What is needed of an open binary file."""

    def seek(self, offset: int, /) -> int: ...

    def readinto(self, buffer: memoryview, /) -> int | None: ...


class Source:
    """Random access to the (unpacked) bytes of one file.

    Reads from several threads do not disturb one another.  The file is closed when the last reference to
    the source is gone: every lazy array holds one.

    Parameters
    ----------
    name : `str`
        How error messages call the file.
    handle : `io.FileIO` or `io.BytesIO`
        Where the bytes are.
    size : `int`
        How many there are.
    """

    def __init__(self, name: str, handle: io.FileIO | io.BytesIO, size: int) -> None:
        self.name = name
        self.size = size
        self._handle: _Handle = handle
        self._lock = threading.Lock()
        weakref.finalize(self, handle.close)

    def read(self, offset: int, size: int) -> bytearray:
        """Return bytes from a position on.

        Parameters
        ----------
        offset, size : `int`
            Position of the first byte, and how many.

        Returns
        -------
        `bytearray`
            Exactly ``size`` of them, the caller's own.

        Raises
        ------
        ReadError
            If the file has no such bytes.
        """
        if offset < 0 or size < 0 or offset + size > self.size:
            msg = (
                f"{self.name}: {size} bytes at byte {offset} were to be read, but the file has {self.size} "
                "bytes: it is truncated or corrupted"
            )
            raise ReadError(msg)
        buffer = bytearray(size)
        self.readinto(offset, memoryview(buffer))
        return buffer

    def readinto(self, offset: int, buffer: memoryview) -> None:
        """Fill a buffer with the bytes from a position on.

        Parameters
        ----------
        offset : `int`
            Position of the first byte.
        buffer : `memoryview`
            Writable bytes to be filled.

        Raises
        ------
        ReadError
            If the file has no such bytes (it may have been cut since it was opened).
        """
        done = 0
        try:
            with self._lock:
                self._handle.seek(offset)
                while done < len(buffer):
                    count = self._handle.readinto(buffer[done:])
                    if not count:
                        break
                    done += count
        except (OSError, ValueError) as error:
            msg = f"{self.name}: {len(buffer)} bytes at byte {offset} cannot be read: {error}"
            raise ReadError(msg) from error
        if done < len(buffer):
            msg = (
                f"{self.name}: the file ends {len(buffer) - done} bytes before the end of what was to be "
                f"read at byte {offset}: it is truncated"
            )
            raise ReadError(msg)


def open_source(path: str | PathLike[str]) -> Source:
    """Open a file for reading, and unpack it if it is gzip as a whole.

    Parameters
    ----------
    path : `str` or path-like
        The file; its name says nothing about its content.

    Returns
    -------
    `Source`
        At least one byte long.

    Raises
    ------
    ReadError
        If there is no such file, it is a directory, is empty, may not be read, or its gzip stream is
        broken.
    UnknownFormatError
        If it is packed with Zstandard.
    """
    name = fspath(path)
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            msg = f"{name}: this is a directory; give the path of one file in it"
            raise ReadError(msg)
        if not stat.S_ISREG(mode):
            # A pipe or a device would block for ever or never end.
            msg = f"{name}: this is no regular file; copy what it delivers to one"
            raise ReadError(msg)
        handle = io.FileIO(path)
        size = handle.seek(0, io.SEEK_END)
    except FileNotFoundError as error:
        msg = f"{name}: no such file"
        raise ReadError(msg) from error
    except (OSError, ValueError) as error:
        msg = f"{name}: the file cannot be opened: {getattr(error, 'strerror', None) or error}"
        raise ReadError(msg) from error
    source = Source(name, handle, size)
    if not size:
        msg = f"{name}: the file is empty (0 bytes)"
        raise ReadError(msg)
    magic = source.read(0, min(len(_ZSTD), size))
    if magic == _ZSTD:
        msg = f"{name}: the file is packed with Zstandard, which is not read; unpack it with `zstd -d` first"
        raise UnknownFormatError(msg)
    if magic.startswith(_GZIP):
        unpacked = _gunzip(source)
        source = Source(name, io.BytesIO(unpacked), len(unpacked))
        if not unpacked:
            msg = f"{name}: the gzip stream holds an empty file (0 bytes)"
            raise ReadError(msg)
    return source


def _gunzip(source: Source) -> bytes:
    """Unpack all members of a gzip file."""
    parts: list[bytes] = []
    total = 0
    stream = zlib.decompressobj(31)
    try:
        for offset in range(0, source.size, _BLOCK):
            packed: bytes | bytearray = source.read(offset, min(_BLOCK, source.size - offset))
            while packed:
                if stream.eof:
                    # Another member may follow, or padding, which gzip ignores too.
                    packed = packed.lstrip(b"\0")
                    if not packed:
                        break
                    stream = zlib.decompressobj(31)
                part = stream.decompress(packed, 16 * _BLOCK)
                total += len(part)
                if total > _UNPACKED_LIMIT:
                    msg = (
                        f"{source.name}: the gzip stream unpacks to more than {_UNPACKED_LIMIT >> 30} GiB; "
                        "unpack it with `gunzip` first"
                    )
                    raise ReadError(msg)
                parts.append(part)
                packed = stream.unused_data if stream.eof else stream.unconsumed_tail
    except zlib.error as error:
        msg = f"{source.name}: the gzip stream is corrupted: {error}"
        raise ReadError(msg) from error
    if not stream.eof:
        msg = f"{source.name}: the gzip stream ends early, after {total} unpacked bytes: it is truncated"
        raise ReadError(msg)
    return b"".join(parts)
