"""From AST text in a file to a sky projection: exact wherever that can be had, and else honest about it."""

from __future__ import annotations

from collections.abc import Sequence

from imgview.geometry import Box
from imgview.model import SkyProjection

__all__ = ["sky_of_ast"]


def sky_of_ast(
    text: str | Sequence[str],
    *,
    bbox: Box,
    shift: tuple[float, float] = (0.0, 0.0),
    header: SkyProjection | None = None,
    where: str,
    notes: list[str],
) -> SkyProjection | None:
    """Return the projection that an AST mapping describes.

    Parameters
    ----------
    text : `str` or sequence of `str`
        AST text of a FrameSet or mapping; of several, each maps what the one before it returns.
    bbox : `~imgview.geometry.Box`
        Absolute box of the pixels.
    shift : `tuple` [`float`, `float`], optional
        What to add to absolute (x, y) to get the mapping's input.
    header : `~imgview.model.SkyProjection`, optional
        Projection that the FITS header of the same file describes.
    where : `str`
        How to call the part of the file in notes.
    notes : `list` [`str`]
        Is told of what cannot be used.

    Returns
    -------
    `~imgview.model.SkyProjection` or `None`
        `None` where the text leads to no sky.
    """
    del text, bbox, shift
    if header is None:
        notes.append(f"{where}: an AST mapping, which is not read yet")
    return header
