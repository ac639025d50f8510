"""What ds9's functions do with keys."""

from __future__ import annotations

from typing import Any

from imgview.display.callbacks import noop_callback
from imgview.ds9.frames import getDisplay

__all__ = ["getActiveCallbackKeys", "interact", "setCallback"]


def interact(frame: Any = None) -> None:
    """Call the functions of the keys that are pressed over the picture, until one says to leave."""
    display = getDisplay(frame)
    if display is not None:
        display.interact()


def setCallback(k: str, func: Any = noop_callback, noRaise: bool = False, frame: Any = None) -> Any:
    """Have a function called when a key is pressed over the picture.

    Parameters
    ----------
    k, func, noRaise : optional
        As for `~imgview.display.interface.Display.setCallback`.
    frame : hashable, optional
        Where; the default frame if not given.

    Returns
    -------
    callable or `None`
        What the key called before.
    """
    display = getDisplay(frame)
    return None if display is None else display.setCallback(k, func, noRaise)


def getActiveCallbackKeys(onlyActive: bool = True, frame: Any = None) -> list[str]:
    """Return the names of the keys that have a function, or one that does something."""
    display = getDisplay(frame)
    return [] if display is None else display.getActiveCallbackKeys(onlyActive)
