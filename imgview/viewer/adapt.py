"""What may be shown, and which keywords say how to read it rather than how to show it."""

from collections.abc import Mapping
from typing import Any

from imgview.adapt import as_picture
from imgview.adapt.butler import is_butler, is_dataset
from imgview.model import GeneralizedImage
from imgview.viewer.state import NAMES

__all__ = ["READING", "taken"]

READING = ("bbox", "format", "hdu", "plane", "mask_hdu", "mask", "variance", "wcs", "unit", "storage_options")
"""Keywords that `imgview.read` takes, ``planes`` aside."""


def taken(
    obj: Any, what: tuple[Any, ...], keywords: Mapping[str, Any]
) -> tuple[GeneralizedImage, dict[str, Any]]:
    """Read what is to be shown.

    Parameters
    ----------
    obj : `object`
        Anything that `imgview.read` takes.
    what : `tuple`
        More of it, for a Butler.
    keywords : mapping
        Those of `imgview.read` and of the viewer.  ``planes`` may be for either: a bit, or a bit and a
        description, by name says what the mask means, all else how a plane is shown.

    Returns
    -------
    picture : `~imgview.model.GeneralizedImage`
        What was read.
    state : `dict`
        The keywords of the viewer.

    Raises
    ------
    ImgviewError
        If it cannot be read or shown.
    """
    state = dict(keywords)
    how = {name: state.pop(name) for name in READING if name in state}
    planes = state.get("planes")
    if isinstance(planes, str | type):
        how["planes"] = state.pop("planes")
    elif isinstance(planes, Mapping):
        bits = {name: value for name, value in planes.items() if _is_bit(value)}
        if bits:
            how["planes"] = bits
            state["planes"] = {name: value for name, value in planes.items() if name not in bits}
    if is_butler(obj) or is_dataset(obj):
        how |= {name: state.pop(name) for name in list(state) if name not in NAMES}
    return as_picture(obj, *what, **how), state


def _is_bit(value: Any) -> bool:
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], str):
        value = value[0]
    return hasattr(value, "__index__") and not isinstance(value, bool)
