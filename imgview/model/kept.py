"""What a file says of a picture besides its planes, kept as it is, so that it can be written again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Kept", "without_planes"]

_PLANES = frozenset(
    ("image", "mask", "variance", "red", "green", "blue", "data", "mask_fractions", "noise_realizations")
)


@dataclass(frozen=True)
class Kept:
    """The rest of a file of lsst.images: what need not be understood, but must not get lost."""

    container: str
    """What the file is: ``"fits"``, ``"ndf"`` or ``"json"``."""

    rest: Callable[[], Mapping[str, Any]]
    """Returns its tree without the planes."""

    part: Callable[[str], Any]
    """Returns what a reference in the tree leads to, as the container has it."""


def without_planes(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return a tree without the parts that hold pixels.

    Parameters
    ----------
    tree : mapping
        The tree of a file.

    Returns
    -------
    `dict`
        Its other parts.
    """
    return {key: value for key, value in tree.items() if key not in _PLANES}
