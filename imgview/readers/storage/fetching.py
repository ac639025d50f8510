"""Asking a server for bytes: over HTTP by fsspec's own session, over all else by its filesystem.

What comes back is not trusted: a server may send more than it was asked for, less, or nothing at all.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import Any, Protocol

__all__ = ["PATIENCE", "AnyFetcher", "Fetcher", "HttpFetcher", "NoRangesError", "TooLargeError"]

PATIENCE = 60.0
"""Seconds in which one range must have come."""
_WHOLE_PATIENCE = 600.0
_PART = 1 << 20
_RANGE = re.compile(r"bytes (?:\d+-\d+|\*)/(\d+)")


class NoRangesError(Exception):
    """The server sends a file as a whole or not at all."""


class TooLargeError(Exception):
    """The whole of a file is more than what is taken."""


class Fetcher(Protocol):
    """Gets bytes of one file."""

    def begin(self, size: int) -> tuple[bytes, int]:
        """Return the first bytes, or none of them, and how many the file has."""

    def range(self, start: int, end: int) -> bytes:
        """Return some of the bytes."""

    def whole(self, limit: int, advance: Callable[[int], None]) -> bytes:
        """Return all bytes, if that is not more than ``limit``; tell how many come when they come."""


class HttpFetcher:
    """A file on a web server.

    Parameters
    ----------
    fs : `fsspec.implementations.http.HTTPFileSystem`
        Has the session, with what the user wants to be sent along.
    url : `str`
        The address.
    """

    def __init__(self, fs: Any, url: str) -> None:
        self._fs = fs
        self._url = url
        self._sync = importlib.import_module("fsspec.asyn").sync

    def begin(self, size: int) -> tuple[bytes, int]:
        """Return the first bytes, and how many the file has."""
        data, total = self._sync(self._fs.loop, self._get_range, 0, size, timeout=PATIENCE)
        if total is None:
            raise NoRangesError
        return data, total

    def range(self, start: int, end: int) -> bytes:
        """Return some of the bytes."""
        data: bytes = self._sync(self._fs.loop, self._get_range, start, end, timeout=PATIENCE)[0]
        return data

    def whole(self, limit: int, advance: Callable[[int], None]) -> bytes:
        """Return all bytes, if that is not more than ``limit``; tell how many come when they come."""
        data: bytes = self._sync(self._fs.loop, self._get_whole, limit, advance, timeout=_WHOLE_PATIENCE)
        return data

    async def _get(self, **headers: str) -> Any:
        session = await self._fs.set_session()
        options = dict(self._fs.kwargs)
        # A packed body has another size than the file.
        headers = {"Accept-Encoding": "identity", **options.pop("headers", {}), **headers}
        return await session.get(self._fs.encode_url(self._url), headers=headers, **options)

    async def _get_range(self, start: int, end: int) -> tuple[bytes, int | None]:
        async with await self._get(Range=f"bytes={start}-{end - 1}") as response:
            match = _RANGE.match(response.headers.get("Content-Range", ""))
            total = int(match[1]) if match else None
            if response.status == 416:
                return b"", total or 0
            response.raise_for_status()
            if response.status != 206:
                raise NoRangesError
            return await _body(response, end - start), total

    async def _get_whole(self, limit: int, advance: Callable[[int], None]) -> bytes:
        async with await self._get() as response:
            response.raise_for_status()
            announced = int(response.headers.get("Content-Length", 0))
            data = b"" if announced > limit else await _body(response, limit, advance)
            if max(announced, len(data)) > limit:
                raise TooLargeError
            return data


async def _body(response: Any, limit: int, advance: Callable[[int], None] = lambda _: None) -> bytes:
    """Return what a server sends, but not much more than it was asked for."""
    parts = bytearray()
    async for part in response.content.iter_chunked(_PART):
        parts += part
        advance(len(part))
        if len(parts) > limit:
            break
    return bytes(parts)


class AnyFetcher:
    """A file of any other filesystem of fsspec.

    Parameters
    ----------
    fs : `fsspec.AbstractFileSystem`
        What knows how to fetch.
    path : `str`
        What the file is called there.
    """

    def __init__(self, fs: Any, path: str) -> None:
        self._fs = fs
        self._path = path

    def begin(self, _: int) -> tuple[bytes, int]:
        """Return no bytes, and how many the file has."""
        info = self._fs.info(self._path)
        if info.get("type") == "directory":
            raise IsADirectoryError
        if info.get("size") is None or info.get("partial") is False:
            raise NoRangesError
        return b"", int(info["size"])

    def range(self, start: int, end: int) -> bytes:
        """Return some of the bytes."""
        return bytes(self._fs.cat_file(self._path, start=start, end=end))

    def whole(self, limit: int, advance: Callable[[int], None]) -> bytes:
        """Return all bytes, if that is not more than ``limit``; tell how many come when they come."""
        data = bytearray()
        with self._fs.open(self._path, "rb") as file:
            while part := file.read(_PART):
                data += part
                advance(len(part))
                if len(data) > limit:
                    raise TooLargeError
        return bytes(data)
