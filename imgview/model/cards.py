"""FITS cards made of names and values that were read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from astropy.io import fits

__all__ = ["make_cards"]

# Cards of other files that would lie in a new one: on its layout, its pixels and its coordinates.
_FOREIGN = re.compile(
    r"SIMPLE|XTENSION|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|EXTEND|GROUPS|EXTNAME|EXTVER|EXTLEVEL|INHERIT|B(SCALE|ZERO|UNIT|LANK)"
    r"|TFIELDS|THEAP|T(TYPE|FORM|DIM|NULL|UNIT|SCAL|ZERO)\d+|CHECKSUM|DATASUM|DATE|FMTVER|(INDX|JSON)(ADDR|SIZE)|DATAMODL"
    r"|Z(IMAGE|TENSION|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|TILE\d+|CMPTYPE|NAME\d+|VAL\d+|QUANTIZ|DITHER0|SIMPLE|EXTEND|BLANK)"
    r"|WCSAXES[A-Z]?|(CTYPE|CRPIX|CRVAL|CUNIT|CDELT|CROTA|CRDER|CSYER)\d[A-Z]?|(CD|PC|PV|PS)\d_\d+[A-Z]?|LTV\d|LTM\d_\d"
    r"|(A|B|AP|BP)_(ORDER|DMAX|\d_\d)|(LONPOLE|LATPOLE|RADESYS|RADECSYS|EQUINOX|WCSNAME)[A-Z]?|MJDREF[IF]?|AR_HDU|MP_.*"
    r"|END|CONTINUE|"
)
_SHORT = re.compile(r"[A-Z0-9_-]{1,8}")


def make_cards(values: Mapping[str, Any]) -> tuple[fits.Header, list[str]]:
    """Make a header of what is known of a picture.

    Parameters
    ----------
    values : mapping
        By keyword, as long as one likes and in any letters.

    Returns
    -------
    header : `astropy.io.fits.Header`
        Without what speaks of the layout, the unit or the coordinates of another file.
    refused : `list` [`str`]
        Keywords whose value no card can hold.
    """
    header = fits.Header()
    refused = []
    for keyword, value in values.items():
        if _FOREIGN.fullmatch(keyword):
            continue
        if keyword in {"COMMENT", "HISTORY"}:
            header.extend([(keyword, line) for line in str(value).splitlines()], bottom=True)
            continue
        try:
            name = keyword if _SHORT.fullmatch(keyword) else f"HIERARCH {keyword}"
            card = fits.Card(name, value.item() if isinstance(value, np.generic) else value)
            # Not before it is spelled out does a card find out that it is too long.
            str(card)
        except (TypeError, ValueError, fits.VerifyError):
            refused.append(keyword)
        else:
            header.append(card, bottom=True)
    return header, refused
