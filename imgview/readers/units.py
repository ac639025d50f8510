"""Unit strings of files, which follow several conventions and sometimes none."""

from __future__ import annotations

import re
import warnings
from contextlib import suppress
from typing import Any

from astropy import units as u

__all__ = ["parse_unit"]

# Lengths beyond this are no unit; the parser would take its time over them.
_LONGEST = 200
_SPELLINGS = {"counts": "count", "electrons": "electron", "photons": "photon", "adu": "adu", "e-": "electron"}
_WORD = re.compile(r"e-(?=$|[\s/*])|[A-Za-z]+")


def parse_unit(text: object) -> Any:
    """Turn the unit string of a file into a unit.

    Parameters
    ----------
    text : `object`
        What the file says; anything but a non-blank string means "no unit".

    Returns
    -------
    `astropy.units.UnitBase` or `None`
        Parsed as astropy writes it, as FITS or as VOUnit, whichever works first.  A text that is no unit
        gives an `astropy.units.UnrecognizedUnit`, so that it can still be shown.
    """
    if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
        return None
    with warnings.catch_warnings():
        # Deprecated spellings and VOUnit's own doubts are not the reader's to mend.
        warnings.simplefilter("ignore")
        stripped = text.strip()
        # VOUnit comes last: some versions of astropy make up a new unit for any word in it.
        for spelled, style in (
            *((spelled, style) for spelled in (stripped, _usual(stripped)) for style in (None, "fits")),
            (stripped, "vounit"),
        ):
            with suppress(ValueError, TypeError):
                return u.Unit(spelled, format=style)
        return u.Unit(stripped, parse_strict="silent")


def _usual(text: str) -> str:
    """Replace plurals and capitals that instruments write."""
    return _WORD.sub(lambda match: _SPELLINGS.get(match[0].lower(), match[0]), text)
