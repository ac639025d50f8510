"""The viewer's picture without a page: what travels with the state, what is left when the kernel is gone."""

from dataclasses import replace
from typing import Any, Protocol, cast

import numpy as np

from imgview.errors import ImgviewError
from imgview.geometry import Box
from imgview.render.looks.style import RenderStyle
from imgview.render.png import png_bytes, static_png
from imgview.render.tiles.levels import LOAD_WHOLE
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.view import view_rgba
from imgview.viewer.desk import Loaded
from imgview.viewer.expressions import ExpressionMap
from imgview.viewer.framing import Size, level_of, resolved, visible
from imgview.viewer.layers.layer_map import LayerMap
from imgview.viewer.layers.selection import Selection
from imgview.viewer.planes import PlaneMap
from imgview.widget.protocol import FirstTile, Viewport
from imgview.widget.source import Look, TileSource

__all__ = ["first_tiles", "style_of", "view_png"]

_MOST_PIXELS = 1_200_000
"""Pixels that travel with the state: about as many bytes."""
_SMALL_BYTES = 60_000
"""Of the picture in a notebook's output; as text it takes a third more."""


def first_tiles(
    source: TileSource, look: Look, bbox: Box, size: Size, viewport: Viewport | None
) -> list[FirstTile]:
    """Return the tiles that travel with the state: those of the first view, and the overview.

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
    viewport : `~imgview.widget.protocol.Viewport` or `None`
        Of the first view; `None` fits the image.

    Returns
    -------
    `list` of `~imgview.widget.protocol.FirstTile`
        The overview first. What would take long to read is left for the page to ask for.
    """
    pyramid = source.pyramid
    wanted = [(pyramid.levels - 1, 0, 0)] if _quick(pyramid, bbox) else []
    view = resolved(viewport, bbox, size)
    part = visible(view, bbox, size)
    if part is not None and _quick(pyramid, part):
        level = level_of(view, size, pyramid.levels)
        while pyramid.channels * part.area >> 2 * level > _MOST_PIXELS:
            level += 1
        rows, columns = part.slice_within(bbox)
        side = pyramid.tile << level
        wanted += [
            (level, row, column)
            for row in range(rows.start // side, (rows.stop - 1) // side + 1)
            for column in range(columns.start // side, (columns.stop - 1) // side + 1)
        ]
    tiles = []
    for key in dict.fromkeys(wanted):
        tile = source.tile(*key, look)
        tiles.append(cast("FirstTile", {**tile.meta, "data": tile.data}))
    return tiles


def _quick(pyramid: Pyramid, part: Box) -> bool:
    """Tell whether a part of the image is in memory, or small enough to be read while a cell waits."""
    return pyramid.in_memory or part.area <= LOAD_WHOLE


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
    mask_expressions: ExpressionMap
    layers: LayerMap
    selection: Selection


def style_of(viewer: _Viewer, pyramid: Pyramid) -> RenderStyle:
    """Return how a viewer paints its image and the planes over it."""
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
    return replace(style, layers=(*style.layers, *viewer.mask_expressions.layers()))


def view_png(viewer: _Viewer, size: Size, *, small: bool = False) -> bytes:
    """Return what a viewer shows, with its mask planes and layers, as a PNG file.

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

    Raises
    ------
    ImgviewError
        If it is to be small, so nobody asked for it, and would take long.
    """
    width, height = size
    if viewer.loaded is None:
        black = np.zeros((height, width, 4), np.uint8)
        black[..., 3] = 255
        return png_bytes(black)
    pyramid = viewer.loaded.picture.source(viewer.loaded.component).pyramid
    if small:
        bbox = viewer.loaded.picture.model.bbox
        part = visible(resolved(viewer.viewport, bbox, size), bbox, size)
        if part is not None and not _quick(pyramid, part):
            msg = "the image would have to be read whole; save() makes a picture of it"
            raise ImgviewError(msg)
    style = style_of(viewer, pyramid)
    overlays = [*viewer.layers.overlays(), *viewer.selection.overlays(viewer.layers)]
    view: dict[str, Any] = dict(viewer.viewport or {})
    if small:
        return static_png(
            pyramid, style, width=width, height=height, limit=_SMALL_BYTES, overlays=overlays, **view
        )
    return png_bytes(view_rgba(pyramid, style, width=width, height=height, overlays=overlays, **view))
