"""What tiles are made of: one component of one image, and how finely to code it for the present look."""

import itertools
import threading
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imgview.render.looks.stretch import thresholds
from imgview.render.tiles.codec import Codec, choose_codec
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.tile import EncodedTile, encode_tile
from imgview.widget.cache import shared_cache

__all__ = ["Look", "TileSource"]

_CODECS_KEPT = 64
_keys = itertools.count()


@dataclass(frozen=True, slots=True)
class Look:
    """What decides how precise a code must be."""

    cuts: tuple[float, float]
    """Low and high, in the component's unit."""

    stretch: str
    """Name of a stretch."""

    parameter: float | None = None
    """The stretch's own parameter, `None` for its default."""


class TileSource:
    """Encoded tiles of one component; safe for threads.

    Parameters
    ----------
    pyramid : `~imgview.render.tiles.pyramid.Pyramid`
        The component's levels.
    """

    def __init__(self, pyramid: Pyramid) -> None:
        self.pyramid = pyramid
        self._key = next(_keys)
        self._codecs: OrderedDict[tuple[int, Look], Codec] = OrderedDict()
        self._lock = threading.Lock()

    def thresholds(self, look: Look) -> NDArray[np.float64]:
        """Return the stretch of a look, float64 (255,)."""
        sample = self.pyramid.sample(0) if look.stretch == "histogram" else None
        return thresholds(look.stretch, parameter=look.parameter, sample=sample, cuts=look.cuts)

    def codec(self, level: int, look: Look) -> Codec:
        """Return the codec of a level for a look; the same one as long as the look stays."""
        key = level, look
        with self._lock:
            if key in self._codecs:
                return self._codecs[key]
        codec = choose_codec(
            self.pyramid.sample(level),
            look.cuts,
            self.thresholds(look),
            integer_range=self.pyramid.integer_range(level),
        )
        with self._lock:
            codec = self._codecs.setdefault(key, codec)
            while len(self._codecs) > _CODECS_KEPT:
                self._codecs.popitem(last=False)
        return codec

    def tile(self, level: int, row: int, col: int, look: Look) -> EncodedTile:
        """Return one encoded tile.

        Parameters
        ----------
        level, row, col : `int`
            Which one.
        look : `Look`
            What it will be drawn with.

        Returns
        -------
        `~imgview.render.tiles.tile.EncodedTile`
            From the shared cache where it is there.

        Raises
        ------
        ImgviewError
            If the pyramid has no such tile, or its pixels cannot be read.
        """
        # A level or a tile that is not there must be refused before a sample of it is taken.
        self.pyramid.tile_box(level, row, col)
        codec = self.codec(level, look)
        key = level, row, col, codec
        tile = shared_cache().get(self._key, key)
        if tile is None:
            tile = encode_tile(self.pyramid, codec, level, row, col)
            shared_cache().put(self._key, key, tile)
        return tile

    def close(self) -> None:
        """Drop what was kept for this source."""
        shared_cache().drop(self._key)
