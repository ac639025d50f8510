"""The face of lsst.afw.display: ``import imgview.display as afwDisplay`` runs its notebooks.

=====================================  ===============================================================
call of lsst.afw.display               here, and what differs
=====================================  ===============================================================
``setDefaultBackend("firefly")``       taken with a warning: imgview draws itself, inline
``getDisplay(frame)``, ``Display(f)``  one viewer a frame; ``display.viewer`` is the `ImageViewer`
``mtv(data)``, ``image(data)``         also files, URLs, arrays, astropy, lsst.images; appears in the cell
``mtv(mask)``                          the mask over an image of its bits
``mtv(exposure)``                      its variance is there too: choose "variance" or "snr" in the viewer
``scale("asinh", "zscale", Q=8)``      all algorithms of ds9 and Firefly; kept for the images to come
``scale("linear", 1, 99, "Percent")``  percentiles; "Sigma" is standard deviations from the mean
``zoom(4, x, y)``, ``pan(x, y)``       the same; row or column 0 is a place, ``pan()`` an error
``dot("o", x, y, size=5)``             the same geometry, in image pixels; arrays do without a loop
``dot("@:ixx,ixy,iyy", x, y)``         the same; and any object with the shape of an ellipse
``dot("text", x, y, size=2)``          10 points on the screen whatever the zoom, as in ds9
``dot(..., origin=LOCAL)``             the same; `PARENT` is the default
``with display.Buffering():``          one message at its end; without it calls are put together
``line(points, symbs="+x+x")``         the same; ``origin`` counts with symbols too, `True` is "o"
``erase()``                            takes away what was drawn; so does the next ``mtv``
``setMaskPlaneColor("CR", "red")``     acts at once; "CR" and "COSMIC_RAY" are the same plane
``setMaskPlaneColor("CR", IGNORE)``    hides the plane at once
``setMaskTransparency(80, "CR")``      percent, at once, each plane its own; also read back in percent
``setImageColormap("viridis")``        any colormap of matplotlib
``setCallback("k", function)``         called whenever the key is pressed, whether ``interact()`` waits or not
``interact()``                         ends by q, Escape or `True`; at once where no page can answer
``alignImages("Standard")``            by the sky or by pixels; works (in afw it never reaches Firefly)
``show()``                             shows the viewer again, in this cell
``close()``, ``delAllDisplays()``      the same
``Mosaic``, ``drawBBox``, ...          take images of any kind; a mosaic is an image of imgview
``drawFootprint(foot)``                its outline, not a box for each of its rows
``writeFitsImage(file, data)``         the same
``rgb.makeRGB(r, g, b)``               the same; sizes work (in afw they need a scipy long gone)
=====================================  ===============================================================
"""

from imgview.display import rgb, utils
from imgview.display.backend import DisplayImpl
from imgview.display.callbacks import Event, h_callback, noop_callback
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
from imgview.display.functions import (
    delAllDisplays,
    getDefaultBackend,
    getDefaultFrame,
    getDisplay,
    incrDefaultFrame,
    setDefaultBackend,
    setDefaultFrame,
    setDefaultImageColormap,
    setDefaultMaskPlaneColor,
    setDefaultMaskTransparency,
)
from imgview.display.interface import Display
from imgview.display.mosaic import Mosaic
from imgview.display.rgb import (
    AsinhMapping,
    AsinhZScaleMapping,
    LinearMapping,
    Mapping,
    ZScaleMapping,
    computeIntensity,
    displayRGB,
    getZScale,
    makeRGB,
    replaceSaturatedPixels,
    writeRGB,
)
from imgview.display.utils import drawBBox, drawCoaddInputs, drawFootprint
from imgview.display.write_fits import writeFitsImage

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
    "AsinhMapping",
    "AsinhZScaleMapping",
    "Display",
    "DisplayImpl",
    "Event",
    "LinearMapping",
    "Mapping",
    "Mosaic",
    "ZScaleMapping",
    "computeIntensity",
    "delAllDisplays",
    "displayRGB",
    "drawBBox",
    "drawCoaddInputs",
    "drawFootprint",
    "getDefaultBackend",
    "getDefaultFrame",
    "getDisplay",
    "getZScale",
    "h_callback",
    "incrDefaultFrame",
    "makeRGB",
    "noop_callback",
    "replaceSaturatedPixels",
    "rgb",
    "setDefaultBackend",
    "setDefaultFrame",
    "setDefaultImageColormap",
    "setDefaultMaskPlaneColor",
    "setDefaultMaskTransparency",
    "utils",
    "writeFitsImage",
    "writeRGB",
]
