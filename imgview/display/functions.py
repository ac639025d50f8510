"""The functions of lsst.afw.display that stand beside its class."""

from typing import Any

from imgview.display.interface import Display

__all__ = [
    "delAllDisplays",
    "getDefaultBackend",
    "getDefaultFrame",
    "getDisplay",
    "incrDefaultFrame",
    "setDefaultBackend",
    "setDefaultFrame",
    "setDefaultImageColormap",
    "setDefaultMaskPlaneColor",
    "setDefaultMaskTransparency",
]

setDefaultBackend = Display.setDefaultBackend
getDefaultBackend = Display.getDefaultBackend
setDefaultFrame = Display.setDefaultFrame
getDefaultFrame = Display.getDefaultFrame
incrDefaultFrame = Display.incrDefaultFrame
setDefaultImageColormap = Display.setDefaultImageColormap
setDefaultMaskPlaneColor = Display.setDefaultMaskPlaneColor
setDefaultMaskTransparency = Display.setDefaultMaskTransparency
delAllDisplays = Display.delAllDisplays


def getDisplay(
    frame: Any = None, backend: str | None = None, create: bool = True, verbose: bool = False, **kwargs: Any
) -> Display:
    """Return the display of a frame, made if need be.

    Parameters
    ----------
    frame, backend, create, verbose : optional
        As for `Display.getDisplay`.
    **kwargs
        As for `Display.getDisplay`.

    Returns
    -------
    `Display`
        Of that frame.

    Raises
    ------
    DisplayError
        If there is no such frame, and none is to be made (a `RuntimeError`).
    """
    return Display.getDisplay(frame, backend, create, verbose, **kwargs)
