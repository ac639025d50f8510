"""Which part of the image is on a canvas of some size, and on which level of the pyramid that is.

Pure numbers: absolute pixels, CSS pixels, y up.
"""

import math

from imgview.errors import ShapeError
from imgview.geometry import Box, Interval
from imgview.model.turn import cosine_sine
from imgview.widget.protocol import Viewport

__all__ = ["fit", "framed", "level_of", "resolved", "visible"]

Size = tuple[int, int]
"""Width and height of the canvas, CSS pixels."""


def fit(bbox: Box, size: Size, *, rotation: float = 0.0, flip: bool = False) -> Viewport:
    """Return the viewport that shows a whole box.

    Parameters
    ----------
    bbox : `~imgview.geometry.Box`
        Absolute.
    size : (`int`, `int`)
        Width and height of the canvas.
    rotation, flip : optional
        Of the viewport.

    Returns
    -------
    `~imgview.widget.protocol.Viewport`
        Centred on the box.
    """
    width, height = _bounds(bbox.x.size, bbox.y.size, rotation)
    view = Viewport(
        center=(bbox.x.center, bbox.y.center), fov=min(size) * max(width / size[0], height / size[1])
    )
    if rotation:
        view["rotation"] = rotation
    if flip:
        view["flip"] = True
    return view


def framed(view: Viewport, zoom: float, size: Size) -> Viewport:
    """Return a viewport with so many CSS pixels an image pixel."""
    view = view.copy()
    view["fov"] = min(size) / zoom
    return view


def _bounds(width: float, height: float, rotation: float) -> tuple[float, float]:
    """Return width and height of the box about a turned one."""
    cos, sin = map(abs, cosine_sine(rotation))
    return width * cos + height * sin, height * cos + width * sin


def resolved(viewport: Viewport | None, bbox: Box, size: Size) -> Viewport:
    """Return a viewport in numbers: `None` means fit."""
    return fit(bbox, size) if viewport is None else viewport


def level_of(viewport: Viewport, size: Size, levels: int) -> int:
    """Return the level whose pixels are drawn at 1:1 or a little reduced."""
    # The allowance keeps 1/2, 1/4, ... from falling to a finer level by rounding.
    level = math.floor(math.log2(viewport["fov"] / min(size)) + 1e-9)
    return min(max(level, 0), levels - 1)


def visible(viewport: Viewport, bbox: Box, size: Size) -> Box | None:
    """Return the pixels of a box that a viewport shows; `None` where it shows none."""
    half = viewport["fov"] / min(size) / 2
    x, y = viewport["center"]
    width, height = _bounds(half * size[0], half * size[1], viewport.get("rotation", 0.0))
    shown = Box(
        y=Interval(math.floor(y - height + 0.5), math.ceil(y + height + 0.5)),
        x=Interval(math.floor(x - width + 0.5), math.ceil(x + width + 0.5)),
    )
    try:
        return shown.intersection(bbox)
    except ShapeError:
        return None
