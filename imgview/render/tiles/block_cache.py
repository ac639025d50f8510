"""A bounded store of what is costly to form: every block once, however many threads ask for it.

Knows nothing of images.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any

import numpy.typing as npt

__all__ = ["BlockCache", "Parts"]

Parts = tuple[npt.NDArray[Any], ...]
"""The arrays that make up one block."""


class BlockCache:
    """Blocks by key, of which the least recently used give way.

    Parameters
    ----------
    limit : `int`
        Bytes of blocks kept, those that are kept for good not counted.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = 0
        self._kept: dict[Hashable, Future[Parts]] = {}
        self._blocks: OrderedDict[Hashable, Future[Parts]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def nbytes(self) -> int:
        """Bytes held at the moment (`int`)."""
        with self._lock:
            return self._bytes + sum(_nbytes(block) for block in self._kept.values() if block.done())

    def get(self, key: Hashable, form: Callable[[], Parts], *, keep: bool) -> Parts:
        """Return a block, forming it if need be.

        Parameters
        ----------
        key : hashable
            Of the block.
        form : callable
            Makes the block; called without a lock, so it may ask for other blocks.  Who asks for the same
            block meanwhile waits for the result; an error reaches all of them, and the next to ask tries
            again.
        keep : `bool`
            Whether the block is kept for good; the same at every call for one key.

        Returns
        -------
        `tuple` of `numpy.ndarray`
            Shared by all who ask: not to be written to.
        """
        blocks = self._kept if keep else self._blocks
        with self._lock:
            block = blocks.get(key)
            mine = block is None
            if block is None:
                block = blocks[key] = Future()
            elif not keep:
                self._blocks.move_to_end(key)
        if mine:
            try:
                block.set_result(form())
            except BaseException as error:
                with self._lock:
                    blocks.pop(key, None)
                block.set_exception(error)
                raise
            if not keep:
                self._count(key, block)
        return block.result()

    def clear(self) -> None:
        """Let go of all blocks but those kept for good."""
        with self._lock:
            self._blocks.clear()
            self._bytes = 0

    def _count(self, key: Hashable, block: Future[Parts]) -> None:
        with self._lock:
            # It may have been let go while it was being formed.
            if self._blocks.get(key) is not block:
                return
            self._bytes += _nbytes(block)
            while self._bytes > self._limit and len(self._blocks) > 1:
                oldest = self._blocks.popitem(last=False)[1]
                if oldest.done():
                    self._bytes -= _nbytes(oldest)


def _nbytes(block: Future[Parts]) -> int:
    return sum(part.nbytes for part in block.result())
