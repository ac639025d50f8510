"""Which part of the image is on a canvas of some size, and on which level of the pyramid that is.

Pure numbers: absolute pixels, CSS pixels, y up.
"""

import math

from imgview.geometry import Box
from imgview.widget.protocol import Viewport

__all__ = ["fit", "fitting_level", "framed", "resolved"]

Size = tuple[int, int]
"""Width and height of the canvas, CSS pixels."""


def fit(bbox: Box, size: Size) -> Viewport:
    """Return the viewport that shows a whole box.

    Parameters
    ----------
    bbox : `~imgview.geometry.Box`
        Absolute.
    size : (`int`, `int`)
        Width and height of the canvas.

    Returns
    -------
    `~imgview.widget.protocol.Viewport`
        Centred on the box.
    """
    zoom = min(size[0] / bbox.x.size, size[1] / bbox.y.size)
    return Viewport(center=(bbox.x.center, bbox.y.center), fov=min(size) / zoom)


def framed(center: tuple[float, float], zoom: float, size: Size) -> Viewport:
    """Return the viewport with so many CSS pixels an image pixel."""
    return Viewport(center=center, fov=min(size) / zoom)


def resolved(viewport: Viewport | None, bbox: Box, size: Size) -> Viewport:
    """Return a viewport in numbers: `None` means fit."""
    return fit(bbox, size) if viewport is None else viewport


def fitting_level(bbox: Box, size: Size, levels: int) -> int:
    """Return the level whose pixels are drawn at 1:1 or a little reduced when the box fits the canvas."""
    zoom = min(size[0] / bbox.x.size, size[1] / bbox.y.size)
    return min(max(math.floor(math.log2(1 / zoom) + 1e-9), 0), levels - 1)
