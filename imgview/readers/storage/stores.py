"""Where the bytes of a file may be on this machine: behind a handle of our own, or behind somebody else's.

Every store answers positioned reads from any thread.
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterable
from typing import Any, Protocol

__all__ = ["LentStore", "LocalStore", "MemoryStore", "Store"]


class Store(Protocol):
    """Where bytes are."""

    def readinto(self, offset: int, buffer: memoryview) -> int:
        """Fill a buffer from a position on, from any thread; return how many bytes there were."""

    def want(self, spans: Iterable[tuple[int, int]]) -> None:
        """Be told of (offset, size) that will be read next."""

    def close(self) -> None:
        """Let go of them."""


class LocalStore:
    """A file of this machine.

    Parameters
    ----------
    handle : `io.FileIO`
        It is closed with the store.
    """

    def __init__(self, handle: io.FileIO) -> None:
        self._handle = handle
        self._lock = threading.Lock()

    def readinto(self, offset: int, buffer: memoryview) -> int:
        """Fill a buffer from a position on; return how many bytes there were."""
        done = 0
        if hasattr(os, "preadv"):
            # Threads then read at the same time.
            file = self._handle.fileno()
            while done < len(buffer):
                count = os.preadv(file, [buffer[done:]], offset + done)
                if not count:
                    break
                done += count
            return done
        with self._lock:
            self._handle.seek(offset)
            while done < len(buffer):
                count = self._handle.readinto(buffer[done:])
                if not count:
                    break
                done += count
        return done

    def want(self, spans: Iterable[tuple[int, int]]) -> None:
        """Do nothing: there is nothing to hurry."""

    def close(self) -> None:
        """Close the file."""
        self._handle.close()


class MemoryStore:
    """Bytes in memory, shared.

    Parameters
    ----------
    data : `bytes`, `bytearray` or `memoryview`
        Should not change any more.
    """

    def __init__(self, data: bytes | bytearray | memoryview) -> None:
        self._data = memoryview(data).cast("B")

    def readinto(self, offset: int, buffer: memoryview) -> int:
        """Fill a buffer from a position on; return how many bytes there were."""
        part = self._data[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        return len(part)

    def want(self, spans: Iterable[tuple[int, int]]) -> None:
        """Do nothing: there is nothing to hurry."""

    def close(self) -> None:
        """Let go of the bytes."""
        self._data.release()


class LentStore:
    """Somebody else's file object: it is put back to where it was, and stays open.

    Parameters
    ----------
    handle : binary file object
        One that can seek.
    """

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._lock = threading.Lock()

    def readinto(self, offset: int, buffer: memoryview) -> int:
        """Fill a buffer from a position on; return how many bytes there were."""
        done = 0
        with self._lock:
            before = self._handle.tell()
            try:
                self._handle.seek(offset)
                while done < len(buffer):
                    part = self._handle.read(len(buffer) - done)
                    if not part:
                        break
                    buffer[done : done + len(part)] = part
                    done += len(part)
            finally:
                self._handle.seek(before)
        return done

    def want(self, spans: Iterable[tuple[int, int]]) -> None:
        """Do nothing: there is nothing to hurry."""

    def close(self) -> None:
        """Leave the file open for its owner."""
