"""Encoded tiles that may be asked for again: by a second view, a reloaded page, a step back.

Bounded in bytes for all viewers together.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from imgview.render.tiles.tile import EncodedTile

__all__ = ["TileCache", "shared_cache"]


class TileCache:
    """Least recently used encoded tiles, dropped by bytes; safe for threads.

    Parameters
    ----------
    limit : `int`
        Bytes that all tiles together may take.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._tiles: OrderedDict[tuple[Hashable, Hashable], EncodedTile] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def get(self, owner: Hashable, key: Hashable) -> EncodedTile | None:
        """Return a tile, or `None` when it is not there (any more)."""
        with self._lock:
            tile = self._tiles.get((owner, key))
            if tile is not None:
                self._tiles.move_to_end((owner, key))
            return tile

    def put(self, owner: Hashable, key: Hashable, tile: EncodedTile) -> None:
        """Keep a tile; the ones unused for longest make room."""
        with self._lock:
            old = self._tiles.pop((owner, key), None)
            self._tiles[owner, key] = tile
            self.bytes += len(tile.data) - (len(old.data) if old is not None else 0)
            while self.bytes > self._limit and len(self._tiles) > 1:
                _, dropped = self._tiles.popitem(last=False)
                self.bytes -= len(dropped.data)

    def drop(self, owner: Hashable) -> None:
        """Forget all tiles of one owner."""
        with self._lock:
            for key in [k for k in self._tiles if k[0] == owner]:
                self.bytes -= len(self._tiles.pop(key).data)


_shared = TileCache(64 << 20)


def shared_cache() -> TileCache:
    """Return the cache of this process."""
    return _shared
