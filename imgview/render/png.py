"""Pictures as PNG files: a lossless one to keep, a small one for a notebook that nobody runs."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image as PillowImage

from imgview.render.looks.style import RenderStyle
from imgview.render.overlays.overlay import Overlay
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.view import Framing, view_rgba

__all__ = ["beside", "png_bytes", "static_png"]

_COLORS = (256, 128, 64, 32, 16)
"""Of a small picture, as many as there is room for."""
_SNAP = 0.75
"""A small picture may be made smaller down to this share where it is then a level as it is."""


def png_bytes(rgba: npt.NDArray[np.uint8]) -> bytes:
    """Return a picture as PNG, lossless.

    Parameters
    ----------
    rgba : `numpy.ndarray`, shape (height, width, 4), uint8
        The first row is the uppermost.

    Returns
    -------
    `bytes`
        A whole file; without an alpha channel where the picture is opaque.
    """
    return _saved(_picture(rgba))


def static_png(
    pyramid: Pyramid,
    style: RenderStyle,
    *,
    width: int,
    height: int,
    center: tuple[float, float] | None = None,
    fov: float | None = None,
    rotation: float = 0.0,
    flip: bool = False,
    size: int = 512,
    limit: int = 80_000,
    overlays: Iterable[Overlay] = (),
) -> bytes:
    """Return a small picture of a view, in few colours.

    Parameters
    ----------
    pyramid : `~imgview.render.tiles.pyramid.Pyramid`
        The picture.
    style : `~imgview.render.looks.style.RenderStyle`
        How to paint it.
    width, height : `int`
        Screen pixels of the view.
    center, fov, rotation, flip : optional
        Of the view, as for `~imgview.render.view.view_rgba`.
    size : `int`, optional
        Pixels of the picture's longer side at most; the view is scaled down to it, never up.
    limit : `int`, optional
        Bytes at most; colours, then pixels are given up for it.
    overlays : iterable of `~imgview.render.overlays.overlay.Overlay`, optional
        Layers of lines to paint over it, the first one lowest.

    Returns
    -------
    `bytes`
        A PNG file with a palette.

    Raises
    ------
    ImgviewError
        If a number makes no sense.
    """
    turned: dict[str, Any] = {"center": center, "rotation": rotation, "flip": flip}
    zoom = Framing.of(pyramid, width=width, height=height, fov=fov, **turned).zoom
    scale = min(1.0, size / max(width, height))
    # A level as it is needs no smoothing, and is sharper.
    level = min(max(math.ceil(math.log2(1 / (zoom * scale)) - 1e-9), 0), pyramid.levels - 1)
    if _SNAP * scale <= 2.0**-level / zoom <= scale:
        scale = 2.0**-level / zoom
    picture = _picture(
        view_rgba(
            pyramid,
            style,
            width=max(1, round(width * scale)),
            height=max(1, round(height * scale)),
            zoom=zoom * scale,
            overlays=overlays,
            **turned,
        )
    )
    return _small(picture, limit)


def beside(pictures: Sequence[bytes], columns: int, *, size: int = 640, limit: int = 60_000) -> bytes:
    """Return small pictures side by side, as one.

    Parameters
    ----------
    pictures : sequence of `bytes`
        PNG files, row by row; at least one.
    columns : `int`
        How many stand in a row.
    size : `int`, optional
        Pixels of a row at most.
    limit : `int`, optional
        Bytes at most; colours, then pixels are given up for it.

    Returns
    -------
    `bytes`
        A PNG file with a palette, black between pictures of different sizes.
    """
    parts = [PillowImage.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    columns = min(columns, len(parts))
    gap = 4
    side = (size + gap) // columns - gap
    for part in parts:
        part.thumbnail((side, side))
    width, height = (max(part.size[axis] for part in parts) for axis in (0, 1))
    rows = -(-len(parts) // columns)
    whole = PillowImage.new("RGB", (columns * (width + gap) - gap, rows * (height + gap) - gap))
    for number, part in enumerate(parts):
        row, column = divmod(number, columns)
        whole.paste(part, (column * (width + gap), row * (height + gap)))
    return _small(whole, limit)


def _small(picture: PillowImage.Image, limit: int) -> bytes:
    while True:
        data = _with_colors(picture, _COLORS[0])
        if len(data) <= limit or max(picture.size) == 1:
            return data
        # Where the fewest do not help, no others need be tried.
        least = _with_colors(picture, _COLORS[-1])
        if len(least) <= limit:
            tried = (_with_colors(picture, colors) for colors in _COLORS[1:-1])
            return next((data for data in tried if len(data) <= limit), least)
        picture = picture.reduce(2)


def _with_colors(picture: PillowImage.Image, colors: int) -> bytes:
    # Octree cells are coarse in brightness: noise falls into one colour, and that compresses.
    return _saved(
        picture.quantize(colors, method=PillowImage.Quantize.FASTOCTREE, dither=PillowImage.Dither.NONE)
    )


def _picture(rgba: npt.NDArray[np.uint8]) -> PillowImage.Image:
    opaque = bool((rgba[..., 3] == 255).all())
    return PillowImage.fromarray(np.ascontiguousarray(rgba[..., :3] if opaque else rgba))


def _saved(picture: PillowImage.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
