"""A file elsewhere, read in ranges: only what is asked for travels, in blocks that are kept for a while.

This module owns what must hold whatever a server does: a bound on waiting, on memory and on the number of
requests, and messages that name neither passwords nor signatures.

Blocks of `_BLOCK` bytes are fetched in runs, several at a time, and the `_CACHED` bytes used last are kept.
A server that knows no ranges sends all of a file once, if that is not more than `_WHOLE_LIMIT`.
"""

from __future__ import annotations

import functools
import itertools
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from imgview.errors import ReadError
from imgview.progress import Progress
from imgview.readers.storage.address import scrubbed_reason
from imgview.readers.storage.fetching import Fetcher, NoRangesError, TooLargeError

__all__ = ["RemoteFile"]

_BLOCK = 1 << 15
_GAP = 2
"""Blocks that are rather fetched in vain than left out for one more request."""
_RUN = 64
"""Blocks that one request fetches at most: two megabytes."""
_CACHED = 1 << 26
_WHOLE_LIMIT = 1 << 29
_CONNECTIONS = 8
_WAIT = 700.0
"""Seconds after which a filesystem that knows no time limits is left alone."""

_pool = ThreadPoolExecutor(_CONNECTIONS, thread_name_prefix="imgview-remote")


class RemoteFile:
    """The bytes of a file that somebody else has.

    Parameters
    ----------
    name : `str`
        How error messages call the file; without credentials.
    fetcher : `~imgview.readers.storage.fetching.Fetcher`
        Asks for them.

    Raises
    ------
    ReadError
        If there is no such file, or the server does not give it.
    """

    def __init__(self, name: str, fetcher: Fetcher) -> None:
        self.name = name
        self.notes: list[str] = []
        """What a person should know of the fetching."""
        self._fetcher = fetcher
        self._lock = threading.RLock()
        self._blocks: OrderedDict[int, bytes] = OrderedDict()
        self._coming: dict[int, tuple[Future[bytes], int]] = {}
        self._whole: Future[bytes] | None = None
        self.size: int = 0
        """How many bytes the file has (`int`)."""
        try:
            data, self.size = self._waited(_pool.submit(self._tried, "the file", fetcher.begin, _BLOCK))
            if len(data) == min(self.size, _BLOCK):
                self._blocks[0] = data
        except NoRangesError:
            self.size = len(self._all())

    def readinto(self, offset: int, buffer: memoryview) -> int:
        """Fill a buffer from a position on; return how many bytes there were."""
        end = min(offset + len(buffer), self.size)
        if end <= offset:
            return 0
        try:
            if self._whole is None:
                for start, data in self._fetched(offset, end):
                    first, last = max(offset, start), min(end, start + len(data))
                    buffer[first - offset : last - offset] = data[first - start : last - start]
                return end - offset
        except NoRangesError:
            pass
        part = self._all()[offset:end]
        buffer[: len(part)] = part
        return len(part)

    def want(self, spans: Iterable[tuple[int, int]]) -> None:
        """Begin to fetch what will be read next.

        Parameters
        ----------
        spans : iterable of (`int`, `int`)
            Position and number of bytes; what lies close together travels together.
        """
        if self._whole is not None:
            return
        numbers: set[int] = set()
        most = _CACHED // _BLOCK // 2
        for offset, size in spans:
            numbers.update(self._numbers(max(0, offset), min(offset + size, self.size))[:most])
            if len(numbers) > most:
                break
        ordered = sorted(numbers)
        for left, right in itertools.pairwise(ordered):
            if right - left <= _GAP + 1:
                numbers.update(range(left, right))
        with self._lock:
            self._order(sorted(numbers))

    def close(self) -> None:
        """Forget what was fetched."""
        self._blocks.clear()

    def _numbers(self, offset: int, end: int) -> range:
        return range(offset // _BLOCK, -(-end // _BLOCK)) if end > offset else range(0)

    def _fetched(self, offset: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Yield pieces of the file that together cover a part of it."""
        numbers = self._numbers(offset, end)
        for first in range(0, len(numbers), _CONNECTIONS * _RUN):
            # Not all at once: what is wanted may be larger than what may be kept.
            some = numbers[first : first + _CONNECTIONS * _RUN]
            with self._lock:
                here = {number: self._blocks[number] for number in some if number in self._blocks}
                for number in here:
                    self._blocks.move_to_end(number)
                coming = {number: self._coming[number] for number in some if number in self._coming}
                coming |= self._order(some)
            for number, data in here.items():
                yield number * _BLOCK, data
            for future, start in dict.fromkeys(coming.values()):
                yield start * _BLOCK, self._waited(future)

    def _order(self, numbers: Iterable[int]) -> dict[int, tuple[Future[bytes], int]]:
        """Begin to fetch those blocks that are neither here nor on their way; return them."""
        ordered: dict[int, tuple[Future[bytes], int]] = {}
        missing = [number for number in numbers if number not in self._blocks and number not in self._coming]
        start = 0
        for index, number in enumerate(missing):
            run = missing[start : index + 1]
            if index + 1 < len(missing) and missing[index + 1] == number + 1 and len(run) < _RUN:
                continue
            first, start = run[0], index + 1
            future = _pool.submit(self._range, first * _BLOCK, min(self.size, (number + 1) * _BLOCK))
            coming = dict.fromkeys(run, (future, first))
            ordered |= coming
            self._coming |= coming
            future.add_done_callback(functools.partial(self._arrived, run))
        return ordered

    def _arrived(self, run: list[int], future: Future[bytes]) -> None:
        with self._lock:
            for number in run:
                self._coming.pop(number, None)
            if future.cancelled() or future.exception() is not None:
                return
            data = future.result()
            for place, number in enumerate(run):
                self._blocks[number] = data[place * _BLOCK : (place + 1) * _BLOCK]
            while len(self._blocks) * _BLOCK > _CACHED:
                self._blocks.popitem(last=False)

    def _range(self, start: int, end: int) -> bytes:
        """Fetch a part of the file, in a thread of the pool."""
        part = f"bytes {start} to {end - 1}"
        data: bytes = self._tried(part, self._fetcher.range, start, end)
        if len(data) != end - start:
            msg = (
                f"{self.name}: {end - start} bytes from byte {start} on were asked for, and {len(data)} "
                "came: the file is truncated or has changed"
            )
            raise ReadError(msg)
        return data

    def _all(self) -> bytes:
        """Return the whole file, fetched once."""
        with Progress(f"fetching {self.name}", self.size) as progress:
            with self._lock:
                if self._whole is None:
                    self._whole = _pool.submit(self._download, progress)
                    self._blocks.clear()
            return bytes(self._waited(self._whole))

    def _download(self, progress: Progress) -> bytes:
        try:
            data: bytes = self._tried("the file", self._fetcher.whole, _WHOLE_LIMIT, progress.advance)
        except TooLargeError:
            msg = (
                f"{self.name}: the server sends no parts of a file, and this one has more than the "
                f"{_WHOLE_LIMIT >> 20} MiB that are fetched as a whole: download it first"
            )
            raise ReadError(msg) from None
        self.notes.append(f"the server sends no parts of a file: all {len(data)} bytes were fetched")
        return data

    def _tried(self, what: str, work: Any, *args: Any) -> Any:
        """Do something with the network, twice if a connection breaks; tell failures in our own words."""
        for last in (False, True):
            try:
                return work(*args)
            except (NoRangesError, TooLargeError):
                raise
            except Exception as error:  # noqa: BLE001 - every filesystem has errors of its own
                reason, passing = scrubbed_reason(error)
                if last or not passing:
                    # Not "from error": a library's message may quote the address with its password.
                    msg = f"{self.name}: {what} cannot be fetched: {reason}"
                    raise ReadError(msg) from None
        raise AssertionError  # pragma: no cover

    def _waited(self, future: Future[Any]) -> Any:
        try:
            return future.result(_WAIT)
        except TimeoutError:
            msg = f"{self.name}: the server has not sent what was asked for within {_WAIT:g} s"
            raise ReadError(msg) from None
