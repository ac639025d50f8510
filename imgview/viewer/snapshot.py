"""The viewer's picture without a page: what travels with the state, what is left when the kernel is gone."""

from typing import Protocol, cast

import numpy as np

from imgview.geometry import Box
from imgview.render.png import png_bytes, static_png
from imgview.render.style import RenderStyle
from imgview.render.view import view_rgba
from imgview.viewer.desk import Loaded
from imgview.viewer.framing import Size, fitting_level
from imgview.viewer.planes import PlaneMap
from imgview.widget.protocol import FirstTile, Viewport
from imgview.widget.source import Look, TileSource

__all__ = ["first_tiles", "view_png"]

_MOST_PIXELS = 1_200_000
"""Pixels that travel with the state: about as many bytes."""
_SMALL_BYTES = 60_000
"""Of the picture in a notebook's output; as text it takes a third more."""


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
    while pyramid.shape(level).y * pyramid.shape(level).x > _MOST_PIXELS:
        level += 1
    wanted = [(pyramid.levels - 1, 0, 0)]
    if level != pyramid.levels - 1:
        rows, columns = pyramid.grid(level)
        wanted += [(level, row, column) for row in range(rows) for column in range(columns)]
    tiles = []
    for key in wanted:
        tile = source.tile(*key, look)
        tiles.append(cast("FirstTile", {**tile.meta, "data": tile.data}))
    return tiles


class _Viewer(Protocol):
    """A viewer, as far as its look goes."""

    loaded: Loaded | None
    cuts: tuple[float, float]
    stretch: str
    stretch_parameter: float | None
    colormap: str
    inverted: bool
    contrast: float
    bias: float
    viewport: Viewport | None
    planes: PlaneMap


def view_png(viewer: _Viewer, size: Size, *, small: bool = False) -> bytes:
    """Return what a viewer shows, with its mask planes, as a PNG file.

    Parameters
    ----------
    viewer : `~imgview.viewer.viewer.ImageViewer`
        Without an image its picture is black.
    size : (`int`, `int`)
        Width and height of the canvas, screen pixels.
    small : `bool`, optional
        Few pixels and colours, for a notebook's output.

    Returns
    -------
    `bytes`
        A PNG file.
    """
    width, height = size
    if viewer.loaded is None:
        black = np.zeros((height, width, 4), np.uint8)
        black[..., 3] = 255
        return png_bytes(black)
    pyramid = viewer.loaded.picture.source(viewer.loaded.component).pyramid
    style = RenderStyle.resolve(
        pyramid,
        cuts=viewer.cuts,
        stretch=viewer.stretch,
        stretch_parameter=viewer.stretch_parameter,
        colormap=viewer.colormap,
        inverted=viewer.inverted,
        contrast=viewer.contrast,
        bias=viewer.bias,
        planes=viewer.planes.styles(),
    )
    center, fov = None, None
    if viewer.viewport is not None:
        center, fov = viewer.viewport["center"], viewer.viewport["fov"]
    if small:
        return static_png(
            pyramid, style, width=width, height=height, center=center, fov=fov, limit=_SMALL_BYTES
        )
    return png_bytes(view_rgba(pyramid, style, width=width, height=height, center=center, fov=fov))
