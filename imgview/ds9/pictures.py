"""What ds9's functions do with images: display them, choose scale and part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgview.display.constants import PARENT
from imgview.ds9.commands import do_command
from imgview.ds9.frames import Ds9Error, getDisplay
from imgview.errors import UnsupportedTypeError

__all__ = ["erase", "mtv", "pan", "scale", "show", "zoom"]


def mtv(
    data: Any, frame: Any = None, *args: Any, settings: Mapping[str, Any] | None = None, **kwargs: Any
) -> None:
    """Display an image, its mask planes over it.

    Parameters
    ----------
    data : `object`
        As for `~imgview.display.interface.Display.image`.
    frame : hashable, optional
        Where; the default frame if not given.
    *args
        Those of 2015 (``init``, ``wcs``, ``isMask``, ``lowOrderBits``, ``title``, ``settings``), the first of
        which is true or false, or those of now (``title``, ``wcs``, ``metadata``).
    settings : mapping, optional
        Commands of ds9, such as ``{"scale": "zscale", "zoom": "to fit", "mask": "transparency 60"}``; a
        warning tells of unknown ones.
    **kwargs
        The same by name: ``title``, ``wcs``, ``metadata``; ``init``, ``isMask`` and ``lowOrderBits`` mean
        nothing here.

    Raises
    ------
    ImgviewError
        As `~imgview.display.interface.Display.image` does.
    """
    old = bool(args) and isinstance(args[0], bool)
    names = (
        ("init", "wcs", "isMask", "lowOrderBits", "title", "settings")
        if old
        else ("title", "wcs", "metadata")
    )
    if len(args) > len(names):
        msg = f"mtv: {len(args) + 2} arguments by position are too many"
        raise UnsupportedTypeError(msg)
    given = dict(zip(names, args, strict=False)) | kwargs
    settings = given.pop("settings", settings)
    for name in ("init", "isMask", "lowOrderBits"):
        given.pop(name, None)
    display = getDisplay(frame)
    if display is None:
        return
    for key, value in (settings or {}).items():
        do_command(display, f"{key} {value}")
    title = given.pop("title", None)
    display.mtv(data, "" if title is None else title, given.pop("wcs", None), **given)


def scale(
    *args: Any,
    min: Any = None,
    max: Any = None,
    type: str | None = None,
    algorithm: str | None = None,
    frame: Any = None,
) -> None:
    """Choose how pixels become grey.

    Parameters
    ----------
    *args
        ``algorithm``, ``min``, ``max``, ``frame``, or as in 2015 ``min``, ``max``, ``type``, ``frame``: the
        first of those is a number or `None`. "zscale" or "minmax" alone leave the algorithm as it is.
    min, max, type, algorithm, frame : optional
        The same by name; ``type`` is the algorithm.

    Raises
    ------
    Ds9Error
        If nothing is given, or one of ``min`` and ``max`` is missing.
    """
    display = getDisplay(frame)
    new = bool(args) and isinstance(args[0], str)
    names = ("algorithm", "min", "max", "frame") if new else ("min", "max", "type", "frame")
    given = dict(zip(names, args, strict=False))
    if "frame" in given:
        display = getDisplay(given["frame"])
    if display is None:
        return
    low, high = given.get("min", min), given.get("max", max)
    algorithm = given.get("algorithm", given.get("type", algorithm or type))
    if algorithm in ("zscale", "minmax") and low is None:
        algorithm, low = None, algorithm
    if algorithm is None and low is None and high is None:
        msg = "give min and max, or an algorithm, or both"
        raise Ds9Error(msg)
    display.scale(algorithm, low, high)


def zoom(
    zoomfac: Any = None, colc: Any = None, rowc: Any = None, frame: Any = None, origin: Any = PARENT
) -> None:
    """Choose how many screen pixels an image pixel has, and perhaps the middle of the picture.

    Parameters
    ----------
    zoomfac, colc, rowc : optional
        As for `~imgview.display.interface.Display.zoom`.
    frame : hashable, optional
        Where; the default frame if not given.
    origin : optional
        As there.
    """
    display = getDisplay(frame)
    if display is not None:
        display.zoom(zoomfac, colc, rowc, origin)


def pan(colc: Any = None, rowc: Any = None, frame: Any = None, origin: Any = PARENT) -> None:
    """Move a place to the middle of the picture.

    Parameters
    ----------
    colc, rowc : `float`
        As for `~imgview.display.interface.Display.pan`.
    frame : hashable, optional
        Where; the default frame if not given.
    origin : optional
        As there.
    """
    display = getDisplay(frame)
    if display is not None:
        display.pan(colc, rowc, origin)


def erase(frame: Any = None) -> None:
    """Take away what was drawn; image and mask planes stay."""
    display = getDisplay(frame)
    if display is not None:
        display.erase()


def show(frame: Any = None) -> None:
    """Show the viewer of a frame in the cell that is running."""
    display = getDisplay(frame)
    if display is not None:
        display.show()
