"""The functions of the old ``ds9`` module of lsst.afw: ``from imgview import ds9`` runs its notebooks.

Frames are those of `imgview.display`.  Both generations of the functions are taken, the one of 2015 and the
one that stands on ``lsst.afw.display``: arguments by position are told apart by what they are.  Coordinates
are absolute, as they are there now; the old module counted from the image's first pixel, which is
``origin=ds9.LOCAL`` here, and the same where an image begins at (0, 0).

====================================================  ====================================================
call of ds9                                           here, and what differs
====================================================  ====================================================
``mtv(exp, frame=1, title="T", settings={...})``      the same; a setting it cannot follow is a warning
``mtv(exp, 1, True, wcs)``, ``mtv(exp, 1, "T")``      both orders of arguments
``dot("o", x, y, ctype=RED, size=5, frame=1)``        the same; ``silent=`` means nothing; arrays do too
``dot("@:ixx,ixy,iyy", x, y)``                        the same; ``size`` does not matter
``dot(source.getShape(), x, y)``                      any object with the shape of an ellipse
``with Buffering():``, ``buffer()``, ``cmdBuffer``    one message a frame at the end
``line(points, frame, symbs, ctype)``                 also ``(points, frame, origin, symbs, ctype, size)``
``scale(min, max, type)``                             also ``scale(algorithm, min, max)``, ``scale("zscale")``
``zoom(4, x, y)``, ``pan(x, y)``                      absolute coordinates; ``origin=LOCAL`` as in 2015
``setMaskPlaneColor({...})``, transparency, ...       of all frames, at once, unless ``frame=`` names one
``setMaskPlaneVisibility("DETECTED", False)``         the same, at once
``setDefaultFrame(None)``                             nothing is displayed, whatever ``frame=`` says
``ds9Cmd("zoom to fit; scale log")``                  scale, zoom, pan, mask, cmap, regions delete, match,
                                                      lock, frame, grid, height, saveimage; others warn
``interact()``, ``setCallback("k", f)``               the function is called without `interact` as well
====================================================  ====================================================
"""

from imgview.display.constants import (
    BLACK,
    BLUE,
    CYAN,
    GREEN,
    IGNORE,
    LOCAL,
    MAGENTA,
    ORANGE,
    PARENT,
    RED,
    WHITE,
    YELLOW,
)
from imgview.ds9.buffering import Buffering, CommandBuffer, buffer, cmdBuffer, flush
from imgview.ds9.commands import ds9Cmd
from imgview.ds9.frames import Ds9Error, getDefaultFrame, getDisplay, incrDefaultFrame, setDefaultFrame
from imgview.ds9.keys import getActiveCallbackKeys, interact, setCallback
from imgview.ds9.marks import dot, line
from imgview.ds9.pictures import erase, mtv, pan, scale, show, zoom
from imgview.ds9.planes import (
    getDesiredMaskTransparency,
    getMaskPlaneColor,
    getMaskPlaneVisibility,
    getMaskTransparency,
    setMaskColor,
    setMaskPlaneColor,
    setMaskPlaneVisibility,
    setMaskTransparency,
)

__all__ = [
    "BLACK",
    "BLUE",
    "CYAN",
    "GREEN",
    "IGNORE",
    "LOCAL",
    "MAGENTA",
    "ORANGE",
    "PARENT",
    "RED",
    "WHITE",
    "YELLOW",
    "Buffering",
    "CommandBuffer",
    "Ds9Error",
    "buffer",
    "cmdBuffer",
    "dot",
    "ds9Cmd",
    "erase",
    "flush",
    "getActiveCallbackKeys",
    "getDefaultFrame",
    "getDesiredMaskTransparency",
    "getDisplay",
    "getMaskPlaneColor",
    "getMaskPlaneVisibility",
    "getMaskTransparency",
    "incrDefaultFrame",
    "interact",
    "line",
    "mtv",
    "pan",
    "scale",
    "setCallback",
    "setDefaultFrame",
    "setMaskColor",
    "setMaskPlaneColor",
    "setMaskPlaneVisibility",
    "setMaskTransparency",
    "show",
    "zoom",
]
