"""A whole picture as RGBA, through the same codes, tables and arithmetic as the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ShapeError
from imgview.model.color_image import ColorImage
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.render.composite import composite
from imgview.render.looks.cuts import CutsMode
from imgview.render.looks.defaults import default_cuts, default_stretch
from imgview.render.looks.expressions import Expressions
from imgview.render.looks.style import PlaneChoice, RenderStyle
from imgview.render.overlays.overlay import Overlay, as_overlays, paint_overlays
from imgview.render.overlays.placement import Placement
from imgview.render.tiles.codec import Codec
from imgview.render.tiles.pyramid import Pyramid

__all__ = ["render", "render_region"]

_BLOCK = 512
"""Pixels along the side of what is painted at a time."""


def render(
    image: Image | Mask | MaskedImage | ColorImage | npt.ArrayLike,
    *,
    cuts: CutsMode | None = None,
    stretch: str | None = None,
    stretch_parameter: float | None = None,
    colormap: str = "gray",
    inverted: bool = False,
    contrast: float = 1.0,
    bias: float = 0.5,
    planes: Mapping[str, PlaneChoice] | Iterable[str] | None = None,
    expressions: Expressions | None = None,
    component: str = "image",
    level: int = 0,
    layers: Mapping[str, Any] | Iterable[Overlay] | None = None,
) -> npt.NDArray[np.uint8]:
    """Paint an image and its mask planes, the way the viewer does.

    Parameters
    ----------
    image : `Image`, `Mask`, `MaskedImage`, `VisitImage`, `ColorImage` or 2-D array-like
        What to paint; a mask alone is painted over zeros, a colour image in its colours.
    cuts : `str`, `float` or (`float`, `float`), optional
        "zscale", "minmax", a central percentile ("99.5%"), mean ± n standard deviations ("3sigma"), an
        astropy interval, or low and high themselves in the unit of the component.  "99.8%" by default; a
        colour image of integers is shown as it is, from 0 to the largest number of its type.
    stretch : `str`, optional
        "linear", "sqrt", "square", "power", "log", "asinh", "sinh" or "histogram"; "asinh" by default, and
        "linear" for a colour image of integers.
    stretch_parameter : `float`, optional
        The stretch's own parameter, as in `astropy.visualization`.
    colormap : `str`, optional
        Any of matplotlib's; without effect on a colour image, as is ``inverted``.
    inverted : `bool`, optional
        Whether the colormap is turned round.
    contrast, bias : `float`, optional
        Slope and middle of the display levels, as in ds9; 1 and 0.5 change nothing.
    planes : mapping or iterable of `str`, optional
        By plane name: `True` or `False` (shown or not), a `~imgview.render.looks.planes.PlaneStyle`, or a
        mapping with any of "visible", "color", "opacity", "outline"; planes not named keep their default
        style.  Or the names of just those planes to show.
    expressions : mapping or iterable of `str`, optional
        Conditions on planes, painted over them like further planes: by text, such as
        "DETECTED & ~(SATURATED | INTERPOLATED)", a colour, a `~imgview.render.looks.planes.PlaneStyle` or a
        mapping as above; or the texts alone.  On a reduced level a pixel has the planes that any pixel under
        it has: "~SATURATED" holds there only where none of them is saturated, "A & B" also where one has A
        and another B.
    component : `str`, optional
        "image", "variance", "snr" or the name of an extra plane; of a colour image "image" for all of it,
        "red", "green" or "blue".
    level : `int`, optional
        Pyramid level; each halves the picture once.
    layers : mapping or iterable, optional
        What to paint over it, the first one lowest: by name, polygons (absolute (x, y), shape (n, 2) each), a
        `~imgview.model.catalog.Catalog` or an `~imgview.render.overlays.overlay.Overlay`, which says how it
        looks. Nothing by default, also where the image has outlines of its own.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx, 4), uint8
        Red, green, blue and 255; rows in array order, the first one the lowest on screen.

    Raises
    ------
    UnknownNameError
        If a stretch, colormap, plane, colour, mode or component is not known; the message lists near names.
    ShapeError
        If the image is not 2-D or has no such level.
    ExpressionError
        If a condition on planes cannot be understood.
    ImgviewError
        If a number makes no sense, or there is no variance to show, or no mask to put a condition on.

    Notes
    -----
    Pixels go through the same 16-bit codes as in the page, so that both give the same bytes.  The channels
    of a colour image share cuts and stretch, chosen from the pixels of all three.
    """
    shown: Any = image if isinstance(image, (Image, Mask, MaskedImage, ColorImage)) else Image(image)
    pyramid = Pyramid.of(shown, component)
    if not 0 <= level < pyramid.levels:
        msg = f"there is no level {level}: this image has {pyramid.levels}, from 0"
        raise ShapeError(msg)
    style = RenderStyle.resolve(
        pyramid,
        cuts=default_cuts(shown) if cuts is None else cuts,
        stretch=default_stretch(shown) if stretch is None else stretch,
        stretch_parameter=stretch_parameter,
        colormap=colormap,
        inverted=inverted,
        contrast=contrast,
        bias=bias,
        planes=planes,
        expressions=expressions,
    )
    ny, nx = pyramid.shape(level)
    overlays = as_overlays(layers, shown.sky_projection)
    picture = render_region(pyramid, style, level, slice(0, ny), slice(0, nx))
    # The first row of a screen is its uppermost.
    paint_overlays(picture[::-1], overlays, Placement(0, ny, 0.5**level, pyramid.start))
    return picture


def render_region(
    pyramid: Pyramid,
    style: RenderStyle,
    level: int,
    rows: slice,
    cols: slice,
    *,
    codec: Codec | None = None,
) -> npt.NDArray[np.uint8]:
    """Paint a rectangle of a level.

    Parameters
    ----------
    pyramid : `~imgview.render.tiles.pyramid.Pyramid`
        The picture.
    style : `~imgview.render.looks.style.RenderStyle`
        How to paint it.
    level : `int`
        Of the pyramid.
    rows, cols : `slice`
        Inside the level, not empty, without a step.
    codec : `~imgview.render.tiles.codec.Codec`, optional
        How the values are coded; the style's own choice for the level if not given.

    Returns
    -------
    `numpy.ndarray`, shape (h, w, 4), uint8
        Rows in array order.
    """
    codec = codec or style.codec(pyramid, level)
    table = style.lut(codec)
    layers = [layer for layer in style.layers if layer.style.visible]
    out = np.empty((rows.stop - rows.start, cols.stop - cols.start, 4), np.uint8)
    for top in range(rows.start, rows.stop, _BLOCK):
        for left in range(cols.start, cols.stop, _BLOCK):
            ys = slice(top, min(top + _BLOCK, rows.stop))
            xs = slice(left, min(left + _BLOCK, cols.stop))
            codes = codec.encode(pyramid.image_region(level, ys, xs))
            words = pyramid.mask_region(level, ys, xs) if layers else None
            down, right = ys.start - rows.start, xs.start - cols.start
            painted = composite(codes, words, table, layers)
            out[down : down + codes.shape[0], right : right + codes.shape[1]] = painted
    return out
