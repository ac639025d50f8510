"""The viewer's picture without a page: its first tiles."""

from typing import cast

from imgview.geometry import Box
from imgview.viewer.framing import Size, fitting_level
from imgview.widget.protocol import FirstTile
from imgview.widget.source import Look, TileSource

__all__ = ["first_tiles"]

_MOST_PIXELS = 1_200_000
"""Pixels that travel with the state: about as many bytes."""


def first_tiles(source: TileSource, look: Look, bbox: Box, size: Size) -> list[FirstTile]:
    """Return the tiles that travel with the state: the whole image for the canvas, and its overview.

    Parameters
    ----------
    source : `~imgview.widget.source.TileSource`
        Of the shown component.
    look : `~imgview.widget.source.Look`
        What it is drawn with.
    bbox : `~imgview.geometry.Box`
        Of the image.
    size : (`int`, `int`)
        Width and height of the canvas, CSS pixels.

    Returns
    -------
    `list` of `~imgview.widget.protocol.FirstTile`
        The coarsest level's tile first.
    """
    pyramid = source.pyramid
    level = fitting_level(bbox, size, pyramid.levels)
    if pyramid.shape(level).y * pyramid.shape(level).x > _MOST_PIXELS:
        level = min(level + 1, pyramid.levels - 1)
    wanted = [(pyramid.levels - 1, 0, 0)]
    if level != pyramid.levels - 1:
        rows, columns = pyramid.grid(level)
        wanted += [(level, row, column) for row in range(rows) for column in range(columns)]
    tiles = []
    for key in wanted:
        tile = source.tile(*key, look)
        tiles.append(cast("FirstTile", {**tile.meta, "data": tile.data}))
    return tiles
