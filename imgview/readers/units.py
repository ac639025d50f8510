"""Unit strings of files, which follow several conventions and sometimes none."""

from __future__ import annotations

import warnings
from typing import Any

from astropy import units as u

__all__ = ["parse_unit"]

# Lengths beyond this are no unit; the parser would take its time over them.
_LONGEST = 200


def parse_unit(text: object) -> Any:
    """Turn the unit string of a file into a unit.

    Parameters
    ----------
    text : `object`
        What the file says; anything but a non-blank string means "no unit".

    Returns
    -------
    `astropy.units.UnitBase` or `None`
        Parsed as VOUnit, as FITS or as astropy writes it, whichever works first.  A text that is no unit
        gives an `astropy.units.UnrecognizedUnit`, so that it can still be shown.
    """
    if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
        return None
    with warnings.catch_warnings():
        # Deprecated spellings and VOUnit's own doubts are not the reader's to mend.
        warnings.simplefilter("ignore")
        for style in ("vounit", "fits", None):
            try:
                return u.Unit(text.strip(), format=style)
            except (ValueError, TypeError):
                continue
        return u.Unit(text.strip(), parse_strict="silent")
