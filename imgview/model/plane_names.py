"""One plane, many names: what the planes of other observatories and of lsst.afw are called here."""

from __future__ import annotations

from collections.abc import Iterable

from imgview.errors import UnknownPlaneError

__all__ = ["ALIASES", "canonical_name", "find_plane"]

ALIASES = {
    "SAT": "SATURATED",
    "INTRP": "INTERPOLATED",
    "CR": "COSMIC_RAY",
    "EDGE": "DETECTION_EDGE",
    "UNMASKEDNAN": "UNMASKED_NAN",
    # HST, JWST, Roman
    "BADPIX": "BAD",
    "CRREJ": "COSMIC_RAY",
    "DO_NOT_USE": "BAD",
    "DROPOUT": "NO_DATA",
    "FILLED": "NO_DATA",
    "FLUX_ESTIMATED": "INTERPOLATED",
    "JUMP_DET": "COSMIC_RAY",
    "OUTLIER": "CLIPPED",
    "QUESTIONABLE": "SUSPECT",
    "UNSTABLE": "SUSPECT",
    # DECam, DES, ZTF, pyobs
    "BPM": "BAD",
    "LOW_WEIGHT": "HIGH_VARIANCE",
    "MASK": "BAD",
    "NAN": "UNMASKED_NAN",
    "TRANSIENT": "CLIPPED",
}
"""Name in the files of lsst.afw and of other observatories -> name of the same in lsst.images files."""


def canonical_name(name: str) -> str:
    """Return the lsst.images name of a plane that lsst.afw calls otherwise.

    Parameters
    ----------
    name : `str`
        Of a mask plane, upper or lower case.

    Returns
    -------
    `str`
        Upper case, aliases replaced.
    """
    upper = name.upper()
    return ALIASES.get(upper, upper)


def find_plane(name: str, known: Iterable[str]) -> str:
    """Return a plane's name as a schema spells it.

    Parameters
    ----------
    name : `str`
        Old or new; the exact spelling comes before any other.
    known : iterable of `str`
        The planes there are, in schema order.

    Returns
    -------
    `str`
        One of ``known``.

    Raises
    ------
    UnknownPlaneError
        If there is no such plane under its old or its new name.
    """
    known = tuple(known)
    if name in known:
        return name
    wanted = canonical_name(str(name))
    for each in known:
        if canonical_name(each) == wanted:
            return each
    raise UnknownPlaneError.near(kind="mask plane", name=name, known=known)
