"""What several classes of an lsst.images tree say besides pixels, as plain mappings of words and numbers.

Nothing here is checked for its version: whatever is not understood becomes a note, and never hides an image.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from imgview.errors import ImgviewError
from imgview.geometry import YX, Box, Interval

__all__ = ["Shape", "backgrounds", "box", "inline_shape", "pair", "plain", "psf", "read_facts", "schema_name"]

Shape = Callable[[Mapping[str, Any]], tuple[int, ...] | None]
"""Tells the shape of the array that a reference stands for."""

_STAMPS = {"schema_version", "min_read_version", "schema_url"}
_SCHEMA = re.compile(r".*/schemas/([a-z0-9_]+)-\d+\.[^/]*")
_PSF_TYPES = {"piff": "Piff", "psfex": "PSFEx", "cell": "CellPsf", "legacy": "legacy"}
_QUOTED = 200


def read_facts(
    tree: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]], notes: list[str]
) -> dict[str, Any]:
    """Read some parts of a tree; one that is not understood becomes a note.

    Parameters
    ----------
    tree : mapping
        Where the parts are.
    readers : mapping of callables
        What makes facts of each part, by its key.
    notes : `list` of `str`
        Is told of what cannot be read.

    Returns
    -------
    `dict`
        By the same keys; `None` where there is nothing, or nothing understood.
    """
    facts: dict[str, Any] = {}
    for key, read in readers.items():
        value = tree.get(key)
        try:
            facts[key] = None if value is None else read(value)
        except (ArithmeticError, AttributeError, ImgviewError, LookupError, TypeError, ValueError) as error:
            facts[key] = None
            notes.append(f"{key} could not be read: {type(error).__name__}: {error}"[:_QUOTED])
    return facts


def plain(tree: Any) -> dict[str, Any]:
    """Return a mapping without its version stamps.

    Parameters
    ----------
    tree : `object`
        A part of a tree.

    Returns
    -------
    `dict`
        Empty if the part is no mapping.
    """
    if not isinstance(tree, Mapping):
        return {}
    return {str(key): value for key, value in tree.items() if key not in _STAMPS}


def pair(value: Any) -> YX[int]:
    """Return a pair of integers, which older files write as a list and newer ones by name.

    Parameters
    ----------
    value : mapping or sequence
        Either ``{"y": ..., "x": ...}`` or ``[y, x]``.

    Returns
    -------
    `YX` of `int`
        The pair.

    Raises
    ------
    TypeError
        If they are not two integers.
    """
    y, x = (value["y"], value["x"]) if isinstance(value, Mapping) else value
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in (y, x)):
        msg = f"expected two integers, got {str(value)[:_QUOTED]}"
        raise TypeError(msg)
    return YX(y=y, x=x)


def box(value: Mapping[str, Any]) -> Box:
    """Return a box from its two intervals.

    Parameters
    ----------
    value : mapping
        It has ``y`` and ``x``, each with ``start`` and ``stop``.

    Returns
    -------
    `Box`
        In absolute pixels.
    """
    return Box(*(Interval(value[axis]["start"], value[axis]["stop"]) for axis in "yx"))


def inline_shape(reference: Mapping[str, Any]) -> tuple[int, ...] | None:
    """Tell the shape of an array that stands in the tree itself.

    Parameters
    ----------
    reference : mapping
        It has the nested lists as ``data``.

    Returns
    -------
    `tuple` of `int`, or `None`
        As the first elements have it; `None` if there are no lists.
    """
    data, sides = reference.get("data"), []
    while isinstance(data, list):
        sides.append(len(data))
        data = data[0] if data else None
    return tuple(sides) or None


def schema_name(tree: Mapping[str, Any]) -> str:
    """Return the name of a part's schema without its version.

    Parameters
    ----------
    tree : mapping
        A part of a tree.

    Returns
    -------
    `str`
        Empty if it has none.
    """
    match = _SCHEMA.fullmatch(str(tree.get("schema_url", "")))
    return match[1] if match else ""


def psf(tree: Mapping[str, Any], summary_stats: Any, shape: Shape) -> dict[str, Any]:
    """Describe a PSF in a few words and numbers.

    Parameters
    ----------
    tree : mapping
        The part that describes it.
    summary_stats : `object`
        The part that says what was measured of it, if there is one.
    shape : `Shape`
        Tells the shapes of arrays.

    Returns
    -------
    `dict`
        ``type``, and ``sigma`` and ``stamp_size`` where known.
    """
    if "sigma" in tree:
        return {"type": "Gaussian", "sigma": tree["sigma"], "stamp_size": tree.get("stamp_size")}
    name = schema_name(tree).removesuffix("_psf")
    described: dict[str, Any] = {"type": _PSF_TYPES.get(name, name or "unknown")}
    sigma = summary_stats.get("psfSigma") if isinstance(summary_stats, Mapping) else None
    if isinstance(sigma, int | float) and sigma > 0:
        described["sigma"] = sigma
    array = tree.get("array")
    sides = shape(array) if isinstance(array, Mapping) else None
    if sides and len(sides) == 4:
        described["stamp_size"] = sides[-1]
    return described


def backgrounds(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Describe the backgrounds of a picture.

    Parameters
    ----------
    tree : mapping
        The part that lists them.

    Returns
    -------
    `dict`
        Of each, by name, ``type`` and ``description``, and whether it was ``subtracted``.
    """
    descriptions = tree.get("descriptions") or {}
    return {
        name: {
            "type": field.get("field_type", "unknown"),
            "description": descriptions.get(name, ""),
            "subtracted": tree.get("subtracted") == name,
        }
        for name, field in tree["fields"].items()
    }
