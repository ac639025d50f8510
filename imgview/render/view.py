"""What a canvas shows: a part of the picture at some zoom, y up.

The geometry is that of the page (``Viewport`` and ``Painter`` in ``frontend/src``): the image's lower left
corner falls on a whole screen pixel, and the level drawn is the finest that is not enlarged below 1:1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image as PillowImage

from imgview.errors import ImgviewError
from imgview.model.turn import cosine_sine
from imgview.render.looks.style import RenderStyle
from imgview.render.overlays.overlay import Overlay, paint_overlays
from imgview.render.overlays.placement import Placement
from imgview.render.render import render_region
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.turn import Turn

__all__ = ["Framing", "view_rgba"]


@dataclass(frozen=True, slots=True)
class Framing:
    """Where an image lies on a screen of some size; screen pixels, y down, origin at the top left."""

    left: int
    """Screen x of the image's left edge."""

    bottom: int
    """Screen y of the image's lower edge."""

    zoom: float
    """Screen pixels per image pixel."""

    level: int
    """Pyramid level to draw."""

    turn: Turn | None = None
    """How all this is turned afterwards; `None` if it is not."""

    @classmethod
    def of(
        cls,
        pyramid: Pyramid,
        *,
        width: int,
        height: int,
        center: tuple[float, float] | None = None,
        fov: float | None = None,
        zoom: float | None = None,
        rotation: float = 0.0,
        flip: bool = False,
    ) -> Framing:
        """Return the framing of a view; parameters as for `view_rgba`."""
        if width < 1 or height < 1:
            msg = f"a view is at least one pixel wide and high, got {width} x {height}"
            raise ImgviewError(msg)
        if zoom is not None and fov is not None:
            msg = "give fov or zoom, not both"
            raise ImgviewError(msg)
        (ny, nx), (y0, x0) = pyramid.shape(0), pyramid.start
        cos, sin = map(abs, cosine_sine(rotation))
        if zoom is None and fov is None:
            zoom = min(width / (nx * cos + ny * sin), height / (ny * cos + nx * sin))
        elif zoom is None:
            zoom = min(width, height) / fov if fov else 0.0
        x, y = (x0 + (nx - 1) / 2, y0 + (ny - 1) / 2) if center is None else center
        if not (math.isfinite(zoom) and zoom > 0 and math.isfinite(x) and math.isfinite(y)):
            msg = f"a view needs a finite center and a positive zoom, got center=({x}, {y}), zoom={zoom}"
            raise ImgviewError(msg)
        # As Math.round does it. The allowance keeps 1/2, 1/4, ... from falling to a finer level by rounding.
        corner = width / 2 + (x0 - 0.5 - x) * zoom, height / 2 - (y0 - 0.5 - y) * zoom
        left, bottom = (math.floor(at + 0.5) for at in corner)
        level = min(max(math.floor(math.log2(1 / zoom) + 1e-9), 0), pyramid.levels - 1)
        return cls(left, bottom, zoom, level, Turn.of(width, height, corner, rotation=rotation, flip=flip))


def view_rgba(
    pyramid: Pyramid,
    style: RenderStyle,
    *,
    width: int,
    height: int,
    center: tuple[float, float] | None = None,
    fov: float | None = None,
    zoom: float | None = None,
    rotation: float = 0.0,
    flip: bool = False,
    overlays: Iterable[Overlay] = (),
) -> npt.NDArray[np.uint8]:
    """Paint what a canvas of some size shows.

    Parameters
    ----------
    pyramid : `~imgview.render.tiles.pyramid.Pyramid`
        The picture.
    style : `~imgview.render.looks.style.RenderStyle`
        How to paint it.
    width, height : `int`
        Screen pixels.
    center : (`float`, `float`), optional
        Absolute (x, y) in the middle of the screen; the middle of the image if not given.
    fov : `float`, optional
        Image pixels across the shorter side of the screen.
    zoom : `float`, optional
        Screen pixels per image pixel, instead of ``fov``.  Without either the whole image fits.
    rotation : `float`, optional
        Degrees by which the image is turned counter-clockwise.
    flip : `bool`, optional
        Whether it is mirrored in x before that.
    overlays : iterable of `~imgview.render.overlays.overlay.Overlay`, optional
        Layers of lines to paint over it, the first one lowest.

    Returns
    -------
    `numpy.ndarray`, shape (height, width, 4), uint8
        Red, green, blue and 255; the first row is the uppermost on screen.  Black outside the image.

    Raises
    ------
    ImgviewError
        If a number makes no sense.

    Notes
    -----
    From zoom 1 up every screen pixel has the colour of the image pixel under its centre, so that at an
    integer zoom an image pixel is a block of equal ones.  Below, the level that is reduced by less than 2 is
    smoothed.  Turned by quarter turns a picture has the same pixels elsewhere; by other angles it is painted
    straight, and then interpolated linearly between its screen pixels.
    """
    framing = Framing.of(
        pyramid,
        width=width,
        height=height,
        center=center,
        fov=fov,
        zoom=zoom,
        rotation=rotation,
        flip=flip,
    )
    place = Placement(framing.left, framing.bottom, framing.zoom, pyramid.start, turn=framing.turn)
    if framing.turn is None:
        screen = _straight(pyramid, style, framing, width, height)
    else:
        x0, y0, x1, y1 = framing.turn.covered
        shifted = replace(framing, left=framing.left - x0, bottom=framing.bottom - y0)
        screen = framing.turn.applied(_straight(pyramid, style, shifted, x1 - x0, y1 - y0))
    paint_overlays(screen, overlays, place)
    return screen


def _straight(
    pyramid: Pyramid, style: RenderStyle, framing: Framing, width: int, height: int
) -> npt.NDArray[np.uint8]:
    """Return the picture without layers, not turned."""
    screen = np.zeros((height, width, 4), np.uint8)
    screen[..., 3] = 255
    ny, nx = pyramid.shape(0)
    # The part of the screen that the image covers.
    right = math.floor(framing.left + nx * framing.zoom + 0.5)
    top = math.floor(framing.bottom - ny * framing.zoom + 0.5)
    ys, xs = slice(max(top, 0), min(framing.bottom, height)), slice(max(framing.left, 0), min(right, width))
    if ys.start < ys.stop and xs.start < xs.stop:
        paint = _nearest if framing.zoom * 2**framing.level >= 1 else _smoothed
        screen[ys, xs, :3] = paint(pyramid, style, framing, ys, xs)
    return screen


def _nearest(
    pyramid: Pyramid, style: RenderStyle, framing: Framing, ys: slice, xs: slice
) -> npt.NDArray[np.uint8]:
    """Return the colours of the level's pixels under the centres of screen pixels."""
    ny, nx = pyramid.shape(framing.level)
    zoom = framing.zoom * 2**framing.level
    cols = np.floor((np.arange(xs.start, xs.stop) + 0.5 - framing.left) / zoom).astype(np.intp)
    rows = np.floor((framing.bottom - np.arange(ys.start, ys.stop) - 0.5) / zoom).astype(np.intp)
    cols, rows = np.clip(cols, 0, nx - 1), np.clip(rows, 0, ny - 1)
    part = render_region(
        pyramid,
        style,
        framing.level,
        slice(int(rows[-1]), int(rows[0]) + 1),
        slice(int(cols[0]), int(cols[-1]) + 1),
    )
    return part[(rows - rows[-1])[:, None], cols - cols[0], :3]


def _smoothed(
    pyramid: Pyramid, style: RenderStyle, framing: Framing, ys: slice, xs: slice
) -> npt.NDArray[np.uint8]:
    """Return the level's pixels reduced to screen pixels, each averaged over what it covers."""
    ny, nx = pyramid.shape(framing.level)
    zoom = framing.zoom * 2**framing.level
    # In pixels of the level, counted from the image's edge.
    x0, x1 = ((side - framing.left) / zoom for side in (xs.start, xs.stop))
    y0, y1 = ((framing.bottom - side) / zoom for side in (ys.stop, ys.start))
    x1, y1 = min(x1, nx), min(y1, ny)
    # Smoothing looks at neighbours beyond the part that shows.
    rows = slice(max(math.floor(y0) - 2, 0), min(math.ceil(y1) + 2, ny))
    cols = slice(max(math.floor(x0) - 2, 0), min(math.ceil(x1) + 2, nx))
    part = render_region(pyramid, style, framing.level, rows, cols)
    picture = PillowImage.fromarray(np.ascontiguousarray(part[::-1, :, :3]))
    size = xs.stop - xs.start, ys.stop - ys.start
    box = x0 - cols.start, rows.stop - y1, x1 - cols.start, rows.stop - y0
    return np.asarray(picture.resize(size, PillowImage.Resampling.BILINEAR, box=box))
