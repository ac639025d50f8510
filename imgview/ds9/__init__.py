"""The functions of the old ``ds9`` module of lsst.afw: ``from imgview import ds9`` runs its notebooks.

Frames are those of `imgview.display`.  Both generations of the functions are taken, the one of 2015 and the
one that stands on ``lsst.afw.display``: arguments by position are told apart by what they are.  Coordinates
are absolute, as they are there now; the old module counted from the image's first pixel, which is
``origin=ds9.LOCAL`` here, and the same where an image begins at (0, 0).
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
