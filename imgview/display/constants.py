"""The words that every call of a display is made of: colours, and which pixel coordinates count from."""

from typing import Any

from imgview.errors import UnknownNameError

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
    "is_local",
]

WHITE = "white"
BLACK = "black"
RED = "red"
GREEN = "green"
BLUE = "blue"
CYAN = "cyan"
MAGENTA = "magenta"
YELLOW = "yellow"
ORANGE = "orange"

IGNORE = "ignore"
"""Instead of a colour: the plane is not displayed."""

PARENT = "PARENT"
"""Coordinates are absolute: an image that begins at (1000, 2000) has its first pixel there."""

LOCAL = "LOCAL"
"""Coordinates count from the first pixel of the image."""


def is_local(origin: Any) -> bool:
    """Tell whether coordinates count from the image's first pixel.

    Parameters
    ----------
    origin : `str` or member of an enumeration
        `PARENT`, `LOCAL`, or what lsst.afw.image calls so; `None` is `PARENT`.

    Returns
    -------
    `bool`
        False if they are absolute.

    Raises
    ------
    UnknownNameError
        If it is neither.
    """
    if origin is PARENT or origin is None:
        return False
    name = str(getattr(origin, "name", origin)).upper()
    if name not in (PARENT, LOCAL):
        raise UnknownNameError.near(kind="origin", name=origin, known=(PARENT, LOCAL))
    return name == LOCAL
