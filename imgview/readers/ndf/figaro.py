"""Figaro's files from before it wrote NDFs (DST), as they lie in HDS.

The image is in .Z.DATA, its standard deviations in .Z.ERRORS, flags in .Z.QUALITY (what is not zero is
bad), with .Z.UNITS and .Z.LABEL beside it; .X.DATA, .Y.DATA, ... are coordinates along the axes,
.OBS.OBJECT is the title, and the members of .FITS are header cards. .Z.FLAGGED tells whether bad values are
among the data.
"""

from __future__ import annotations

from typing import Any

from imgview.readers.hdf5.file import Dataset, Group
from imgview.readers.ndf import hds

__all__ = ["AXES", "header_of", "is_figaro"]

AXES = ("X", "Y", "T", "U", "V", "W")
"""Names of the axes, the fastest first."""


def is_figaro(node: Group | Dataset | None) -> bool:
    """Tell whether a structure is an image as Figaro wrote them.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`, `~imgview.readers.hdf5.file.Dataset` or `None`
        Any component.

    Returns
    -------
    `bool`
        True if it has .Z.DATA.
    """
    z = node.group("Z") if isinstance(node, Group) else None
    return z is not None and z.get("DATA") is not None


def header_of(node: Group) -> dict[str, Any]:
    """Return the header cards of a Figaro file.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`
        The structure.

    Returns
    -------
    `dict`
        Values by keyword.
    """
    found = node.group("FITS")
    cards = {} if found is None else hds.tree(found)
    # A card with a comment is a structure of DATA and DESCRIPTION.
    return {name: value.get("DATA") if isinstance(value, dict) else value for name, value in cards.items()}
