"""``imgview.show``: one call from a file or an object to a picture."""

from typing import Any

from imgview.viewer.adapt import taken
from imgview.viewer.viewer import ImageViewer

__all__ = ["show"]


def show(obj: Any, /, *what: Any, **keywords: Any) -> ImageViewer:
    """Show an image in the notebook.

    Parameters
    ----------
    obj : `object`
        Anything that `imgview.read` takes: a path, a URL, an image of lsst.images, lsst.afw, astropy or
        pyobs, an array, a Butler, ...  Nothing is copied.
    *what : `object`
        For a Butler the type of the dataset, and perhaps the data ID.
    **keywords
        How to read it: ``mask``, ``variance``, ``wcs``, ``unit``, ``hdu``, ``bbox``, ...; see
        `~imgview.adapt.read.read`.  How to show it: ``cuts``, ``stretch``, ``colormap``, ``planes``,
        ``viewport``, ``component``, ``height``, ...; see `~imgview.viewer.viewer.ImageViewer`.  In
        ``planes`` a number is the bit of a plane, all else how it is shown.

    Returns
    -------
    `~imgview.viewer.viewer.ImageViewer`
        It displays itself where it is the last expression of a cell, or by ``display(viewer)``; `show` itself
        displays nothing, so that the picture never comes twice.

    Raises
    ------
    ImgviewError
        If the object cannot be read or shown, or an argument is unknown or impossible.

    Examples
    --------
    >>> viewer = show("visit.fits", stretch="asinh", cuts="99%", planes={"DETECTED": False})
    >>> viewer = show(array, mask=flags, planes={"SAT": 1, "CR": 3})
    """
    label = keywords.pop("image_label", None)
    picture, state = taken(obj, what, keywords)
    return ImageViewer(picture, image_label=label, **state)
