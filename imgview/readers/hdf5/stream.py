"""Between h5py and a source: what h5py reads from, and what becomes of its complaints."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from imgview.errors import ImgviewError, ReadError
from imgview.readers.storage.source import Source

__all__ = ["Stream", "guarded"]


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Turn whatever h5py says of a damaged file into one error that names the part.

    Parameters
    ----------
    where : `str`
        File and part.

    Yields
    ------
    `None`
        To the block that calls h5py.

    Raises
    ------
    ReadError
        In place of any other exception.
    """
    try:
        yield
    except ImgviewError:
        raise
    except (Exception, RecursionError) as error:
        words = " ".join(str(error).split()) or type(error).__name__
        msg = f"{where}: the file is truncated or corrupted: {words[:300]}"
        raise ReadError(msg) from error


class Stream(io.RawIOBase):
    """A source as h5py wants a file to be.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The bytes.
    """

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._position = 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def seekable(self) -> bool:
        """Return that it can be sought in."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a position, and return it."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._source.size}[whence]
        self._position = start + offset
        return self._position

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer, and return how many bytes it has."""
        view = memoryview(buffer).cast("B")
        self._source.readinto(self._position, view)
        self._position += len(view)
        return len(view)
