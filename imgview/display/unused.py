"""What other back ends take and this one does not is told, and is no error."""

import warnings
from collections.abc import Iterable

__all__ = ["warn_unused"]


def warn_unused(where: str, names: Iterable[str]) -> None:
    """Warn that keywords mean nothing here.

    Parameters
    ----------
    where : `str`
        The function that was given them.
    names : iterable of `str`
        The keywords.
    """
    said = ", ".join(f"{name}=" for name in names)
    warnings.warn(f"{where}: {said} means nothing to imgview and is left out", stacklevel=3)
