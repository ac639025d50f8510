"""The picture in memory, in the field's own words; it knows no file and no widget."""

from imgview.model.array import ArrayLike2D
from imgview.model.catalog import Catalog
from imgview.model.cell_coadd import CellCoadd
from imgview.model.cell_grid import CellGrid
from imgview.model.color_image import ColorImage
from imgview.model.difference_image import DifferenceImage
from imgview.model.footprints import Footprints, HeavyPixels
from imgview.model.generalized_image import GeneralizedImage
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.model.plane_expression import PlaneExpression
from imgview.model.schema import MaskPlane, MaskPlaneBit, MaskSchema
from imgview.model.sky import SkyProjection
from imgview.model.visit_image import VisitImage

__all__ = [
    "ArrayLike2D",
    "Catalog",
    "CellCoadd",
    "CellGrid",
    "ColorImage",
    "DifferenceImage",
    "Footprints",
    "GeneralizedImage",
    "HeavyPixels",
    "Image",
    "Mask",
    "MaskPlane",
    "MaskPlaneBit",
    "MaskSchema",
    "MaskedImage",
    "PlaneExpression",
    "SkyProjection",
    "VisitImage",
]
