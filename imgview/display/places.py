"""Points and boxes as others have them: lsst.geom's, imgview's, pairs of numbers."""

from typing import Any

from imgview.errors import UnsupportedTypeError
from imgview.geometry import XY, YX, Box

__all__ = ["edges_of", "point_of"]


def point_of(point: Any) -> tuple[float, float]:
    """Return x and y of a point.

    Parameters
    ----------
    point : pair, `~imgview.geometry.YX` or `object`
        (x, y); or something with ``getX`` and ``getY`` or ``x`` and ``y``.

    Returns
    -------
    (`float`, `float`)
        The column and the row.

    Raises
    ------
    UnsupportedTypeError
        If it is no point.
    """
    if isinstance(point, YX | XY):
        return float(point.x), float(point.y)
    for names in (("getX", "getY"), ("x", "y")):
        parts: list[Any] = [getattr(point, name, None) for name in names]
        if all(part is not None for part in parts):
            x, y = (part() if callable(part) else part for part in parts)
            return float(x), float(y)
    try:
        x, y = point
        return float(x), float(y)
    except (TypeError, ValueError):
        msg = f"a point is a pair (x, y) or has getX and getY, got {point!r:.80}"
        raise UnsupportedTypeError(msg) from None


def edges_of(box: Any) -> tuple[float, float, float, float]:
    """Return the least and the largest coordinates in a box.

    Parameters
    ----------
    box : `~imgview.geometry.Box` or `object`
        Of integers or of floats; something with ``getMinX``, ``getMinY``, ``getMaxX`` and ``getMaxY``, or
        with the width and the height instead of the maxima.

    Returns
    -------
    (`float`, `float`, `float`, `float`)
        The least x and y and the largest x and y; of a box of pixels those that are inside.

    Raises
    ------
    UnsupportedTypeError
        If it is no box.
    """
    if isinstance(box, Box):
        return float(box.x.min), float(box.y.min), float(box.x.max), float(box.y.max)
    try:
        x0, y0 = float(box.getMinX()), float(box.getMinY())
        if hasattr(box, "getMaxX"):
            return x0, y0, float(box.getMaxX()), float(box.getMaxY())
        return x0, y0, x0 + float(box.getWidth()) - 1, y0 + float(box.getHeight()) - 1
    except AttributeError:
        msg = f"a box is an imgview.Box or has getMinX, getMinY, getMaxX and getMaxY, got {box!r:.80}"
        raise UnsupportedTypeError(msg) from None
