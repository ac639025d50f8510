"""All families of objects that are known besides files, in the order in which they are asked."""

from imgview.adapt.arrays import ARRAY, MASKED_ARRAY, STORE, XARRAY
from imgview.adapt.astropy_hdu import HDU, HDU_LIST
from imgview.adapt.astropy_nddata import CUTOUT, NDDATA
from imgview.adapt.lsst_afw import LSST_AFW
from imgview.adapt.lsst_images import LSST_IMAGES
from imgview.adapt.parts import Adapter
from imgview.adapt.pyobs_image import PYOBS

__all__ = ["ADAPTERS", "adapter_of"]

ADAPTERS: tuple[Adapter, ...] = (
    LSST_IMAGES,
    LSST_AFW,
    PYOBS,
    NDDATA,
    CUTOUT,
    HDU_LIST,
    HDU,
    MASKED_ARRAY,
    XARRAY,
    STORE,
    ARRAY,
)
"""The first that says "I know this object" converts it."""


def adapter_of(obj: object) -> Adapter | None:
    """Return the family that an object belongs to.

    Parameters
    ----------
    obj : `object`
        Whatever a user handed over.

    Returns
    -------
    `Adapter` or `None`
        `None` if nobody knows it.
    """
    return next((adapter for adapter in ADAPTERS if adapter.knows(obj)), None)
