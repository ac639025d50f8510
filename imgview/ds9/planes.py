"""What ds9's functions say of mask planes: of one frame, or of all, also of those to come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgview.display.constants import GREEN
from imgview.display.interface import Display
from imgview.display.mask_look import clipped_percent, known_color
from imgview.ds9.frames import VISIBILITY, getDisplay, meant

__all__ = [
    "getDesiredMaskTransparency",
    "getMaskPlaneColor",
    "getMaskPlaneVisibility",
    "getMaskTransparency",
    "setMaskColor",
    "setMaskPlaneColor",
    "setMaskPlaneVisibility",
    "setMaskTransparency",
]


def setMaskPlaneColor(name: Any, color: str | None = None, frame: Any = None) -> None:
    """Give a mask plane a colour, at once.

    Parameters
    ----------
    name : `str` or mapping
        The plane; or colours by name.
    color : `str`, optional
        A name of X11, "#rrggbb", or "ignore": not displayed.
    frame : hashable, optional
        Where; in all frames, also those to come, if not given.
    """
    if frame is None:
        Display.setDefaultMaskPlaneColor(name, color)
    for display in meant(frame):
        display.setMaskPlaneColor(name, color)


def getMaskPlaneColor(name: str | None = None, frame: Any = None) -> Any:
    """Return the colour of a mask plane, or those of all by name."""
    display = getDisplay(frame)
    return None if display is None else display.getMaskPlaneColor(name)


def setMaskPlaneVisibility(name: Any, show: bool = True, frame: Any = None) -> None:
    """Show or hide a mask plane, at once.

    Parameters
    ----------
    name : `str` or mapping
        The plane; or what is to be shown by name.
    show : `bool`, optional
        Whether it is shown.
    frame : hashable, optional
        Where; in all frames, also those to come, if not given.
    """
    if frame is None:
        VISIBILITY.update(name if isinstance(name, Mapping) else {name: show})
    for display in meant(frame):
        display.setMaskPlaneVisibility(name, show)


def getMaskPlaneVisibility(name: str, frame: Any = None) -> bool:
    """Tell whether a mask plane is shown, or would be."""
    display = getDisplay(frame)
    return bool(VISIBILITY.get(name, True)) if display is None else display.getMaskPlaneVisibility(name)


def setMaskTransparency(transparency: float | None = None, frame: Any = None) -> None:
    """Make all mask planes transparent, at once.

    Parameters
    ----------
    transparency : `float`, optional
        Percent, 0 (opaque) to 100 (invisible), clipped; `None` changes nothing.
    frame : hashable, optional
        Where; in all frames, also those to come, if not given.
    """
    if transparency is None:
        return
    percent = clipped_percent(transparency)
    if frame is None:
        Display.setDefaultMaskTransparency(percent)
    for display in meant(frame):
        display.setMaskTransparency(percent)


def getMaskTransparency(frame: Any = None) -> float | None:
    """Return how transparent mask planes are, in percent; `None` if nobody has said so."""
    display = getDisplay(frame)
    return None if display is None else display.getMaskTransparency()


def getDesiredMaskTransparency() -> float | None:
    """Return what was asked for all frames, in percent; `None` if nothing was."""
    wanted = Display._defaultMaskTransparency  # noqa: SLF001 - its own module's face
    return None if isinstance(wanted, Mapping) else wanted


def setMaskColor(color: str = GREEN) -> None:
    """Take a colour for masks that are loaded by hand; the planes of `mtv` have their own, as in ds9.

    Parameters
    ----------
    color : `str`, optional
        A name of X11, or "#rrggbb".

    Raises
    ------
    UnknownNameError
        If it is no colour.
    """
    known_color(color)
