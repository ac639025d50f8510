"""The bytes of one file, wherever they are: opened once, unpacked if the whole is gzip, read in pieces.

This module owns the file handle.  It knows no format beyond the two wrappers a whole file may come in.  A
path is opened, a URL is read in ranges (`remote`), a file object is shared with its owner and never closed,
bytes are read where they lie.
"""

from __future__ import annotations

import io
import stat
import weakref
import zlib
from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from imgview.errors import ImgviewError, ReadError, UnknownFormatError
from imgview.progress import Progress
from imgview.readers.storage.address import is_url, local_path
from imgview.readers.storage.filesystem import open_remote, place_of, remote_of
from imgview.readers.storage.remote import RemoteFile
from imgview.readers.storage.stores import LentStore, LocalStore, MemoryStore, Store

__all__ = ["Source", "is_file", "open_source"]

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_BLOCK = 1 << 20
_AHEAD = 16
# Deflate reaches 1032:1, so that a small file may ask for any amount of memory.
_UNPACKED_LIMIT = 4 << 30
# What cannot be read in pieces is kept in memory.
_WHOLE_LIMIT = 1 << 30


class Source:
    """Random access to the (unpacked) bytes of one file.

    Reads from several threads do not disturb one another.  The file is closed when the last reference to
    the source is gone: every lazy array holds one.

    Parameters
    ----------
    name : `str`
        How error messages call the file.
    store : object with ``readinto``, ``want`` and ``close``
        Where the bytes are.
    size : `int`
        How many there are.
    local : `bool`, optional
        False where every read may travel through a network.
    notes : `list` [`str`], optional
        What a person should know of how the bytes come.
    """

    def __init__(
        self, name: str, store: Store, size: int, *, local: bool = True, notes: list[str] | None = None
    ) -> None:
        self.name = name
        self.size = size
        self.local = local
        self.notes: list[str] = [] if notes is None else notes
        self._store = store
        weakref.finalize(self, store.close)

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
        try:
            done = self._store.readinto(offset, buffer)
        except ImgviewError:
            raise
        except Exception as error:  # a lent file object may raise anything
            msg = f"{self.name}: {len(buffer)} bytes at byte {offset} cannot be read: {error}"
            raise ReadError(msg) from error
        if done < len(buffer):
            msg = (
                f"{self.name}: the file ends {len(buffer) - done} bytes before the end of what was to be "
                f"read at byte {offset}: it is truncated"
            )
            raise ReadError(msg)

    def want(self, spans: Iterable[tuple[int, int]]) -> None:
        """Say what will be read next, so that it can travel together.

        Parameters
        ----------
        spans : iterable of (`int`, `int`)
            Position and number of bytes; nothing happens where the file is at hand.
        """
        if not self.local:
            self._store.want(spans)


def is_file(obj: Any) -> bool:
    """Tell whether `open_source` would take an object.

    Parameters
    ----------
    obj : `object`
        Whatever a user handed over.

    Returns
    -------
    `bool`
        True for paths, URLs, bytes, file objects and `Source`.
    """
    if isinstance(obj, str | PathLike | bytes | bytearray | memoryview | Source):
        return True
    if isinstance(getattr(obj, "path", None), str) and (hasattr(obj, "fs") or hasattr(obj, "to_fsspec")):
        return True
    return callable(getattr(obj, "read", None)) and (hasattr(obj, "seek") or hasattr(obj, "readable"))


def open_source(obj: Any, storage_options: Mapping[str, Any] | None = None) -> Source:
    """Open a file for reading, and unpack it if it is gzip as a whole.

    Parameters
    ----------
    obj : path, URL, bytes, binary file object or `Source`
        The file; its name says nothing about its content.  A file object stays open, is put back to where it
        was after every read, and must not be closed as long as pixels may be asked for; one that cannot seek
        is read to its end.
    storage_options : mapping, optional
        What fsspec is to be told of a URL: credentials, an endpoint, ...

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
    if isinstance(obj, Source):
        return obj
    source = _opened(obj, storage_options)
    name, size = source.name, source.size
    if not size:
        msg = f"{name}: the file is empty (0 bytes)"
        raise ReadError(msg)
    magic = source.read(0, min(len(_ZSTD), size))
    if magic == _ZSTD:
        msg = f"{name}: the file is packed with Zstandard, which is not read; unpack it with `zstd -d` first"
        raise UnknownFormatError(msg)
    if magic.startswith(_GZIP):
        unpacked = _gunzip(source)
        source = Source(name, MemoryStore(unpacked), len(unpacked), notes=source.notes)
        if not unpacked:
            msg = f"{name}: the gzip stream holds an empty file (0 bytes)"
            raise ReadError(msg)
    return source


def _opened(obj: Any, storage_options: Mapping[str, Any] | None) -> Source:
    if isinstance(obj, bytes | bytearray | memoryview):
        size = memoryview(obj).nbytes
        return Source(f"<{size} bytes>", MemoryStore(obj), size)
    if isinstance(obj, str) and is_url(obj):
        path = local_path(obj)
        if path is not None:
            return _of_path(path)
        return _of_remote(open_remote(obj, storage_options))
    place = None if isinstance(obj, str) else place_of(obj)
    if place is not None:
        remote = remote_of(*place)
        return _of_path(place[1]) if remote is None else _of_remote(remote)
    return _of_path(obj) if isinstance(obj, str | PathLike) else _of_file_object(obj)


def _of_remote(file: RemoteFile) -> Source:
    return Source(file.name, file, file.size, local=False, notes=file.notes)


def _of_path(path: str | PathLike[str]) -> Source:
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
    return Source(name, LocalStore(handle), size)


def _of_file_object(file: Any) -> Source:
    """Share a file object with its owner; one that cannot seek is read to its end."""
    name = getattr(file, "name", None)
    name = name if isinstance(name, str) and name else f"<{type(file).__name__}>"
    try:
        text = isinstance(file.read(0), str)
        size = whole = None
        if not text and getattr(file, "seekable", lambda: True)():
            before = file.tell()
            file.seek(0, io.SEEK_END)
            size = file.tell()
            file.seek(before)
        elif not text:
            whole = file.read(_WHOLE_LIMIT + 1)
    except Exception as error:  # anything may come out of a file object
        msg = f"{name}: the file object cannot be read: {type(error).__name__}: {error}"
        raise ReadError(msg) from error
    if size is not None:
        return Source(name, LentStore(file), size)
    if whole is None:
        msg = f"{name}: this file object was opened as text; open it in binary mode, 'rb'"
        raise ReadError(msg)
    if len(whole) > _WHOLE_LIMIT:
        msg = (
            f"{name}: this file object cannot seek and holds more than {_WHOLE_LIMIT >> 20} MiB; "
            "save it to a file first"
        )
        raise ReadError(msg)
    return Source(name, MemoryStore(whole), len(whole))


def _gunzip(source: Source) -> bytes:
    """Unpack all members of a gzip file."""
    parts: list[bytes] = []
    total = 0
    stream = zlib.decompressobj(31)
    progress = Progress(f"unpacking {source.name}", source.size)
    try:
        for offset in range(0, source.size, _BLOCK):
            progress.advance(min(_BLOCK, source.size - offset))
            if offset % (_AHEAD * _BLOCK) == 0:
                source.want([(offset, min(_AHEAD * _BLOCK, source.size - offset))])
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
    finally:
        progress.close()
    if not stream.eof:
        msg = f"{source.name}: the gzip stream ends early, after {total} unpacked bytes: it is truncated"
        raise ReadError(msg)
    return b"".join(parts)
