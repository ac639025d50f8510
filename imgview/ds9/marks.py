"""What ds9's functions draw over an image."""

from __future__ import annotations

from typing import Any

from imgview.display.constants import LOCAL, PARENT
from imgview.ds9.frames import getDisplay

__all__ = ["dot", "line"]

_ORIGINS = (PARENT, LOCAL)


def dot(
    symb: Any,
    c: Any,
    r: Any,
    frame: Any = None,
    size: Any = 2,
    ctype: Any = None,
    *args: Any,
    origin: Any = PARENT,
    fontFamily: str = "helvetica",
    silent: bool = True,  # noqa: ARG001 - ds9 could complain, which was not to be heard
    textAngle: float | None = None,
    **kwargs: Any,
) -> None:
    """Draw a symbol, or one at each of many places.

    Parameters
    ----------
    symb, c, r : `object`
        As for `~imgview.display.interface.Display.dot`.
    frame : hashable, optional
        Where; the default frame if not given.
    size, ctype : optional
        As there.
    *args
        ``origin``, or ``fontFamily``, ``silent`` and ``textAngle`` as in 2015.
    origin, fontFamily : optional
        As there.
    silent : `bool`, optional
        Means nothing here.
    textAngle : `float`, optional
        As there.
    **kwargs
        Others are told in a warning.
    """
    display = getDisplay(frame)
    if display is None:
        return
    if args:
        if _is_origin(args[0]):
            origin, args = args[0], args[1:]
        old = dict(zip(("fontFamily", "silent", "textAngle"), args, strict=False))
        fontFamily, textAngle = old.get("fontFamily", fontFamily), old.get("textAngle", textAngle)
    display.dot(symb, c, r, size, ctype, origin, fontFamily, textAngle, **kwargs)


def line(
    points: Any,
    frame: Any = None,
    *args: Any,
    origin: Any = PARENT,
    symbs: Any = False,
    ctype: str | None = None,
    size: float = 0.5,
) -> None:
    """Join points by a line, or draw a symbol at each.

    Parameters
    ----------
    points : iterable
        As for `~imgview.display.interface.Display.line`.
    frame : hashable, optional
        Where; the default frame if not given.
    *args
        ``origin``, ``symbs``, ``ctype`` and ``size``, or as in 2015 ``symbs`` and ``ctype``.
    origin, symbs, ctype, size : optional
        As there.
    """
    display = getDisplay(frame)
    if display is None:
        return
    if args and _is_origin(args[0]):
        origin, args = args[0], args[1:]
    given = dict(zip(("symbs", "ctype", "size"), args, strict=False))
    display.line(
        points, origin, given.get("symbs", symbs), given.get("ctype", ctype), given.get("size", size)
    )


def _is_origin(value: Any) -> bool:
    return str(getattr(value, "name", value)) in _ORIGINS
