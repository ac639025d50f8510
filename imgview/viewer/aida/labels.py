"""Which of several images or catalogues is meant."""

from collections.abc import Mapping
from typing import Any, TypeVar

from imgview.errors import SettingError, UnknownNameError

__all__ = ["as_label", "chosen"]

T = TypeVar("T")


def as_label(label: Any, kind: str, default: str) -> str:
    """Return the label under which something is to be kept.

    Parameters
    ----------
    label : `str` or `None`
        What the user gave.
    kind : `str`
        "image" or "catalog".
    default : `str`
        The one that all share which were given none.

    Returns
    -------
    `str`
        The label.

    Raises
    ------
    SettingError
        If it is no string.
    """
    if label is None:
        return default
    if not isinstance(label, str):
        msg = f"{kind}_label is a string, got {label!r:.80}"
        raise SettingError(msg)
    return label


def chosen(known: Mapping[str, T], label: Any, kind: str) -> T:
    """Return what has a label; `None` means the only one there is.

    Parameters
    ----------
    known : mapping
        What there is, by label.
    label : `str` or `None`
        Which one.
    kind : `str`
        "image" or "catalog".

    Returns
    -------
    `object`
        A value of ``known``.

    Raises
    ------
    SettingError
        If there is none, or there are several and none is named.
    UnknownNameError
        If none has this label.
    """
    if not known:
        msg = f"no {kind} is loaded: load_{kind}() one first"
        if label is not None:
            msg = f"{kind} label {label!r:.80} not found, {msg}"
        raise SettingError(msg)
    names = ", ".join(repr(name) for name in known)
    if label is None:
        if len(known) > 1:
            msg = f"Multiple {kind} labels defined, {names}: say which by {kind}_label="
            raise SettingError(msg)
        return next(iter(known.values()))
    if not isinstance(label, str) or label not in known:
        msg = f"{kind} label {label!r:.80} not found; known: {names}"
        raise UnknownNameError(msg)
    return known[label]
