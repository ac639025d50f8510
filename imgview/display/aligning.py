"""What `alignImages` means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from imgview.display.frame import Frame
from imgview.errors import DisplayError, UnknownNameError
from imgview.model.alignment import Alignment
from imgview.viewer.frames.frame_group import FrameGroup

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


def align(frame: Frame, others: Sequence[Frame], match_type: str, *, lock: bool) -> None:
    """Give other frames the view of one.

    Parameters
    ----------
    frame : `Frame`
        Whose view it is.
    others : sequence of `Frame`
        Those to be aligned; the ones without an image, or by the sky without a WCS, are left alone.
    match_type : `str`
        "Standard" or "Target" (by the sky), "Pixel" or "PixelCenter"; by the sky if empty.
    lock : `bool`
        Whether all follow each other from now on; otherwise none does any more.

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
    able: list[Any] = [other.viewer for other in others if other is not frame and _has(other.viewer, by)]
    if lock and able:
        _lock([frame.viewer, *able], by)
        return
    for viewer in (frame.viewer, *able):
        if viewer.frame_group is not None:
            viewer.frame_group.lock = None
    for viewer in able:
        viewer.viewport = Alignment.between(image, viewer.image, by=by).view(frame.view())


def _has(viewer: Any, by: str) -> bool:
    """Tell whether a viewer shows an image that can be aligned."""
    image = viewer.image
    return image is not None and (by == "pixel" or image.sky_projection is not None)


def _lock(viewers: list[Any], by: str) -> None:
    """Have viewers follow each other, and the first one now."""
    group = viewers[0].frame_group
    if group is None or any(viewer.frame_group is not group for viewer in viewers):
        FrameGroup(viewers, by, cuts=False, crosshair=True)
    else:
        group.lock = by
        group.match(viewers[0])
