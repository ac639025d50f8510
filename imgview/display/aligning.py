"""What `alignImages` means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from imgview.display.frame import Frame
from imgview.errors import DisplayError, UnknownNameError
from imgview.model.alignment import Alignment

__all__ = ["align"]

_TYPES = ("Standard", "Target", "Pixel", "PixelCenter")
_BY: dict[str, Literal["wcs", "pixel"]] = {
    "": "wcs",
    "standard": "wcs",
    "target": "wcs",
    "wcs": "wcs",
    "pixel": "pixel",
    "pixelcenter": "pixel",
}


def align(frame: Frame, others: Sequence[Frame], match_type: str) -> None:
    """Give other frames the view of one.

    Parameters
    ----------
    frame : `Frame`
        Whose view it is.
    others : sequence of `Frame`
        Those to be aligned; the ones without an image, or by the sky without a WCS, are left alone.
    match_type : `str`
        "Standard" or "Target" (by the sky), "Pixel" or "PixelCenter"; by the sky if empty.

    Raises
    ------
    DisplayError
        If there is no image to align to.
    UnknownNameError
        If there is no such type.
    """
    by = _BY.get(str(match_type).strip().lower())
    if by is None:
        raise UnknownNameError.near(kind="match type", name=match_type, known=_TYPES)
    image = frame.viewer.image
    if image is None:
        msg = f"frame {frame.name!r} shows no image to align others to"
        raise DisplayError(msg)
    if by == "wcs" and image.sky_projection is None:
        msg = f"the image of frame {frame.name!r} has no WCS to align by: give mtv() a wcs="
        raise DisplayError(msg)
    for other in others:
        theirs = other.viewer.image
        if other is frame or theirs is None or (by == "wcs" and theirs.sky_projection is None):
            continue
        other.viewer.viewport = Alignment.between(image, theirs, by=by).view(frame.view())
