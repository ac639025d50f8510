"""The slots of afw tables: what the file calls the centroid, the shape and the fluxes of its sources."""

from __future__ import annotations

from typing import Any

from astropy.io import fits

from imgview.readers.fits.file import card

__all__ = ["aliases_of"]

_OLD_SLOTS = {
    "CENTROID": "slot_Centroid",
    "SHAPE": "slot_Shape",
    "PSF_FLUX": "slot_PsfFlux",
    "AP_FLUX": "slot_ApFlux",
    "MODEL_FLUX": "slot_ModelFlux",
    "CALIB_FLUX": "slot_CalibFlux",
    "INST_FLUX": "slot_GaussianFlux",
}


def aliases_of(header: Any) -> dict[str, str]:
    """Return other names of columns, or of their first parts.

    Parameters
    ----------
    header : `astropy.io.fits.Header`
        Of the table.

    Returns
    -------
    `dict` of `str` by `str`
        From the cards ALIAS, ``from:to`` each; before version 1 of the tables from cards such as
        CENTROID_SLOT.
    """
    aliases = {}
    for number, one in enumerate(header.cards):
        if one.keyword != "ALIAS":
            continue
        text = _text(header, number)
        start, colon, target = text.partition(":")
        if colon and start.strip():
            aliases[start.strip()] = target.strip()
    for old, slot in _OLD_SLOTS.items():
        target = card(header, f"{old}_SLOT")
        if isinstance(target, str) and target.strip():
            aliases.setdefault(slot, target.strip())
    return aliases


def _text(header: Any, number: int) -> str:
    try:
        value = header[number]
    except (fits.VerifyError, ValueError, KeyError, IndexError):
        return ""
    return value if isinstance(value, str) else ""
