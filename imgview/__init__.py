"""Astronomical images in the notebook, with their named mask planes.

`show` puts an image on screen, `explore` plots of its sources beside it, `read` reads a file, `render` paints
the same picture without a widget. The words are those of ``lsst.images``; coordinates are absolute pixels, an
integer being a pixel's centre.
"""

from importlib.metadata import version as _version

from imgview import ds9, sample
from imgview.adapt import read, read_catalog, write
from imgview.display import Display, DisplayImpl
from imgview.errors import ImgviewError
from imgview.geometry import XY, YX, Box, Interval
from imgview.model import (
    Catalog,
    CellCoadd,
    CellGrid,
    ColorImage,
    DifferenceImage,
    Image,
    Mask,
    MaskedImage,
    MaskPlane,
    MaskSchema,
    PlaneExpression,
    SkyProjection,
    VisitImage,
)
from imgview.render.looks.planes import PlaneStyle
from imgview.render.overlays.marks import Marks
from imgview.render.render import render
from imgview.viewer.explore.explore import explore
from imgview.viewer.frames.grid import Grid, grid
from imgview.viewer.show import show
from imgview.viewer.viewer import ImageViewer

__all__ = [
    "XY",
    "YX",
    "Box",
    "Catalog",
    "CellCoadd",
    "CellGrid",
    "ColorImage",
    "DifferenceImage",
    "Display",
    "DisplayImpl",
    "Grid",
    "Image",
    "ImageViewer",
    "ImgviewError",
    "Interval",
    "Marks",
    "Mask",
    "MaskPlane",
    "MaskSchema",
    "MaskedImage",
    "PlaneExpression",
    "PlaneStyle",
    "SkyProjection",
    "VisitImage",
    "ds9",
    "explore",
    "grid",
    "read",
    "read_catalog",
    "render",
    "sample",
    "show",
    "write",
]

__version__ = _version("imgview")
