"""Keys pressed over a picture, and the functions that answer them, as lsst.afw.display has them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from imgview.errors import DisplayError

__all__ = ["Callbacks", "Event", "afw_key", "h_callback", "noop_callback"]

Callback = Callable[[str, float, float], Any]

_NAN = float("nan")
_RESERVED = "f"
_NAMES = {"Enter": "Return"}
"""What a browser calls a key -> what afw calls it."""


class Event:
    """A key that was pressed, and where the pointer was.

    Parameters
    ----------
    k : `str`
        Name of the key.
    x, y : `float`, optional
        Absolute pixels; NaN where the pointer was nowhere.
    """

    def __init__(self, k: str, x: float = _NAN, y: float = _NAN) -> None:
        self.k = k
        self.x = x
        self.y = y

    def __str__(self) -> str:
        return f"{self.k} ({self.x:.2f}, {self.y:.2f})"

    def __repr__(self) -> str:
        return f"Event({self.k!r}, {self.x!r}, {self.y!r})"


def noop_callback(k: str, x: float, y: float) -> bool:  # noqa: ARG001 - what every callback takes
    """Do nothing.

    Parameters
    ----------
    k : `str`
        Name of the key.
    x, y : `float`
        Absolute pixels.

    Returns
    -------
    `bool`
        False: go on.
    """
    return False


def h_callback(k: str, x: float, y: float) -> bool:  # noqa: ARG001 - same
    """Say how to leave the interactive mode.

    Parameters
    ----------
    k : `str`
        Name of the key.
    x, y : `float`
        Absolute pixels.

    Returns
    -------
    `bool`
        False: go on.
    """
    print("q or <ESC> ends the interactive mode, h shows this help, a letter calls its callback")  # noqa: T201
    return False


def afw_key(event: Any) -> Event:
    """Return an event of the viewer as afw has it.

    Parameters
    ----------
    event : `~imgview.viewer.events.KeyEvent`
        A key that was pressed.

    Returns
    -------
    `Event`
        "Enter" is called "Return", and "Shift" by its side.
    """
    name = event.key
    if name == "Shift":
        name = "Shift_R" if event.code == "ShiftRight" else "Shift_L"
    x, y = (
        _NAN if value is None or not math.isfinite(value) else float(value) for value in (event.x, event.y)
    )
    return Event(_NAMES.get(name, name), x, y)


class Callbacks:
    """The functions of one display, by the name of the key."""

    def __init__(self) -> None:
        self._functions: dict[str, Callback] = {}
        for letter in "abcdefghijklmnopqrstuvwxyz":
            self.set(letter, no_raise=True)
            self.set(letter.upper(), no_raise=True)
        for name in ("Return", "Shift_L", "Shift_R"):
            self.set(name)
        for name in ("q", "Escape"):
            self.set(name, _leave)
        self.set("h", self._help)

    def set(self, k: str, func: Callback | None = None, *, no_raise: bool = False) -> Callback | None:
        """Have a function called when a key is pressed; returns the one before.

        Raises
        ------
        DisplayError
            If the display keeps the key for itself.
        """
        if k == _RESERVED:
            if no_raise:
                return None
            msg = f"the display keeps the key {k!r} for itself (fit the image): choose another one"
            raise DisplayError(msg)
        old = self._functions.get(k)
        self._functions[k] = func or noop_callback
        return old

    def active(self) -> dict[str, Callback]:
        """Return those that do something."""
        return {key: func for key, func in self._functions.items() if func is not noop_callback}

    def own(self) -> dict[str, Callback]:
        """Return those that a user has set."""
        return {key: func for key, func in self.active().items() if func not in (_leave, self._help)}

    def keys(self) -> list[str]:
        """Return the names of all keys that have a function."""
        return sorted(self._functions)

    def call(self, event: Event) -> bool:
        """Call the function of a key; tells whether it wants to leave the interactive mode."""
        return bool(self._functions.get(event.k, noop_callback)(event.k, event.x, event.y))

    def _help(self, k: str, x: float, y: float) -> bool:
        """Show this help."""
        h_callback(k, x, y)
        for key, func in sorted(self.active().items()):
            doc = (func.__doc__ or "???").strip().splitlines()[0]
            print(f"   {key:<6} {doc}")  # noqa: T201 - in the cell that interacts
        return False


def _leave(k: str, x: float, y: float) -> bool:  # noqa: ARG001 - what every callback takes
    """Leave the interactive mode."""
    return True
