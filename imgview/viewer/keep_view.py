"""Which view of another image shows what a viewer shows now."""

from typing import Any

from imgview.errors import SettingError
from imgview.model.alignment import Alignment
from imgview.viewer.framing import resolved, visible
from imgview.viewer.picture import Picturable
from imgview.widget.protocol import Viewport

__all__ = ["kept_view"]


def kept_view(
    image: Picturable | None, viewport: Viewport | None, size: tuple[int, int], other: Picturable, how: Any
) -> Viewport | None:
    """Return the view of another image that shows the same.

    Parameters
    ----------
    image : `~imgview.viewer.picture.Picturable` or `None`
        What is shown; of nothing there is no view to keep.
    viewport : `~imgview.widget.protocol.Viewport` or `None`
        The part of it that is shown; `None`: all.
    size : (`int`, `int`)
        Width and height of the canvas.
    other : `~imgview.viewer.picture.Picturable`
        What is to be shown.
    how : `bool` or `str`
        `True` keeps the absolute pixels in view, "wcs" the sky.

    Returns
    -------
    `~imgview.widget.protocol.Viewport` or `None`
        `None`, all of it, where nothing of the other image would be seen.

    Raises
    ------
    SettingError
        If ``how`` is none of these.
    ImgviewError
        If the sky is to be kept, and an image has none.
    """
    if how not in (True, "wcs"):
        msg = f"keep_view is True (the same pixels), 'wcs' (the same sky) or False, got {how!r}"
        raise SettingError(msg)
    if image is None:
        return None
    view: Any = resolved(viewport, image.bbox, size)
    if how == "wcs":
        view = Alignment.between(image, other).view(view)
    kept: Viewport = view
    return None if visible(kept, other.bbox, size) is None else kept
