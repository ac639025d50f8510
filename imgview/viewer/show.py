"""``imgview.show``: one call from a file or an object to a picture."""

from typing import Any

from imgview.viewer.adapt import as_picture
from imgview.viewer.viewer import ImageViewer

__all__ = ["show"]


def show(obj: Any, **state: Any) -> ImageViewer:
    """Show an image in the notebook.

    Parameters
    ----------
    obj : path, 2-D array, `Image`, `Mask`, `MaskedImage` or `VisitImage`
        What to show; a path is read with `imgview.read`, an array is ``[y, x]``.  Nothing is copied.
    **state
        How to show it: ``cuts``, ``stretch``, ``colormap``, ``planes``, ``viewport``, ``component``,
        ``height``, ...; see `~imgview.viewer.viewer.ImageViewer`.

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
    """
    return ImageViewer(as_picture(obj), **state)
