"""Keywords that a method of the viewer does not know: they are passed over with a warning."""

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from imgview.errors import UnknownNameError

__all__ = ["known_only"]


def known_only(method: str, keywords: Mapping[str, Any], known: Iterable[str] = ()) -> dict[str, Any]:
    """Return the keywords that a method knows, and warn of the others.

    Parameters
    ----------
    method : `str`
        Its name.
    keywords : mapping
        What the user gave beyond the method's own parameters.
    known : iterable of `str`, optional
        Those that say something.

    Returns
    -------
    `dict`
        The known ones.

    Notes
    -----
    The Astro Image Display API 0.3.0 has every method take every keyword
    (https://aida.readthedocs.io/en/stable/api.html), so that one notebook serves several viewers. A slip of
    the pen must still not pass in silence.
    """
    known = tuple(known)
    strange = [name for name in keywords if name not in known]
    for name in strange:
        hint = UnknownNameError.near(f"keyword of {method}", name, known)
        warnings.warn(f"{hint}; it is passed over", stacklevel=3)
    return {name: value for name, value in keywords.items() if name not in strange}
