"""Which colour a mask plane has by default: afw's, or the next standard one in the order of the bits."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from imgview.display.constants import (
    BLACK,
    BLUE,
    CYAN,
    GREEN,
    MAGENTA,
    ORANGE,
    RED,
    WHITE,
    YELLOW,
)
from imgview.model.plane_names import find_plane

__all__ = ["DEFAULT_COLORS", "color_generator", "colors_of"]

DEFAULT_COLORS = {
    "BAD": RED,
    "CR": MAGENTA,
    "EDGE": YELLOW,
    "INTERPOLATED": GREEN,
    "SATURATED": GREEN,
    "DETECTED": BLUE,
    "DETECTED_NEGATIVE": CYAN,
    "SUSPECT": YELLOW,
    "NO_DATA": ORANGE,
    "INTRP": GREEN,
    "SAT": GREEN,
}
"""Those of lsst.afw.display."""

_STANDARD = (WHITE, BLACK, RED, GREEN, BLUE, CYAN, MAGENTA, YELLOW, ORANGE)


def color_generator(*, omit_bw: bool = True) -> Iterator[str]:
    """Return the standard colours, again and again.

    Parameters
    ----------
    omit_bw : `bool`, optional
        Whether to leave out black and white.

    Returns
    -------
    iterator of `str`
        It never ends.
    """
    return itertools.cycle(_STANDARD[2:] if omit_bw else _STANDARD)


def colors_of(
    names: Iterable[str],
    chosen: Mapping[str, Any],
    defaults: MutableMapping[str, Any],
    *,
    invent: bool = True,
) -> dict[str, Any]:
    """Return the colours of mask planes.

    Parameters
    ----------
    names : iterable of `str`
        The planes, in the order of their bits; a plane answers to its old and to its new name.
    chosen : mapping
        Colour by name, `None` for the default.
    defaults : mutable mapping
        Colour by name.
    invent : `bool`, optional
        Whether planes that have none get the next standard colour, which becomes their default.

    Returns
    -------
    `dict`
        Colour by name.
    """
    free = color_generator()
    found = {}
    for name in names:
        color = _look_up(name, chosen) or _look_up(name, defaults)
        if color is None and invent:
            color = defaults[name] = next(free)
        found[name] = color
    return found


def _look_up(name: str, colors: Mapping[str, Any]) -> Any:
    try:
        return colors[find_plane(name, colors)]
    except KeyError:
        return None
