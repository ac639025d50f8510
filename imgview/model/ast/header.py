"""FITS headers as Starlink's AST writes them, for what no fit can follow, such as maps of the whole sky."""

from __future__ import annotations

import importlib
from typing import Any

from astropy.io import fits
from astropy.wcs import WCS

from imgview.geometry import Box
from imgview.model.sky_mapping import ONE_AT_A_TIME, quiet

__all__ = ["ast_header_wcs"]


def ast_header_wcs(mapping: Any, bbox: Box) -> WCS | None:
    """Return the WCS that AST itself would write into a header.

    Parameters
    ----------
    mapping : `starlink.Ast.Mapping`
        From absolute pixels to ICRS radians.
    bbox : `~imgview.geometry.Box`
        Absolute box; its first pixel is ``(0, 0)`` for the WCS.

    Returns
    -------
    `astropy.wcs.WCS` or `None`
        `None` where AST cannot express the mapping in FITS, or astropy does not understand its cards.
    """
    ast = importlib.import_module("starlink.Ast")
    with ONE_AT_A_TIME:
        try:
            # Pixels of a header are counted from 1.
            shift = ast.ShiftMap([bbox.x.start - 1.0, bbox.y.start - 1.0])
            frames = ast.FrameSet(ast.Frame(2, "Domain=GRID"))
            frames.addframe(1, ast.CmpMap(shift, mapping, True), ast.SkyFrame("System=ICRS"))
            channel = ast.FitsChan(None, None, "Encoding=FITS-WCS, FitsDigits=17")
            if not channel.write(frames):
                return None
            channel.Card = 1
            cards = "".join(f"{card!s:80.80}" for card in channel)
        except (ast.AstError, UnicodeError, SystemError):
            return None
    try:
        with quiet():
            wcs = WCS(fits.Header.fromstring(cards))
    except (ArithmeticError, LookupError, MemoryError, OSError, TypeError, ValueError):
        return None
    return wcs if wcs.naxis == 2 and wcs.has_celestial else None
