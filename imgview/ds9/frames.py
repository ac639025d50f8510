"""The frames of `imgview.display` as ds9's functions mean them: by number, and switched off by `None`."""

from __future__ import annotations

from typing import Any

from imgview.display.interface import Display
from imgview.errors import DisplayError

__all__ = ["Ds9Error", "getDefaultFrame", "getDisplay", "incrDefaultFrame", "meant", "setDefaultFrame"]

Ds9Error = DisplayError

setDefaultFrame = Display.setDefaultFrame
getDefaultFrame = Display.getDefaultFrame
incrDefaultFrame = Display.incrDefaultFrame

VISIBILITY: dict[str, bool] = {}
"""Mask planes that were shown or hidden in all frames, also in those to come."""


def getDisplay(frame: Any = None) -> Display | None:
    """Return the display of a frame, made if need be.

    Parameters
    ----------
    frame : hashable, optional
        Which one; the default frame if not given.

    Returns
    -------
    `~imgview.display.interface.Display` or `None`
        `None` while the default frame is `None`: nothing is displayed then.
    """
    default = Display.getDefaultFrame()
    if default is None:
        return None
    found = Display._displays.get(default if frame is None else frame)  # noqa: SLF001 - a dot costs nothing more
    if found is None:
        found = Display(frame)
        found.setMaskPlaneVisibility(VISIBILITY)
    return found


def meant(frame: Any) -> list[Display]:
    """Return the display of a frame; all there are if none is named."""
    if frame is None:
        return list(Display._displays.values())  # noqa: SLF001 - the same frames
    display = getDisplay(frame)
    return [] if display is None else [display]
