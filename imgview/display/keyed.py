"""The half of a display that answers keys."""

from __future__ import annotations

from typing import Any

from imgview.display.callbacks import Callbacks, Event, afw_key
from imgview.display.frame import Frame
from imgview.viewer.desk import explain

__all__ = ["KeyedDisplay", "browser_key"]

_BROWSER = {"Return": "Enter", "Shift_L": "Shift", "Shift_R": "Shift"}
"""What afw calls a key -> what a browser calls it."""


class KeyedDisplay:
    """The functions of the keys of a frame."""

    _frame: Frame
    _callbacks: Callbacks

    def interact(self) -> None:
        """Call the functions of the keys that are pressed over the picture, until one says to leave.

        "q" and Escape do. Where no page shows the picture, or the kernel cannot hear it while a cell runs,
        this returns at once.
        """
        while (event := self._frame.next_event()) is not None:
            if self._called(event):
                return

    def setCallback(self, k: str, func: Any = None, noRaise: bool = False) -> Any:
        """Have a function called when a key is pressed over the picture, whether or not `interact` waits.

        Parameters
        ----------
        k : `str`
            A letter, "Return", "Shift_L", "Shift_R" or "Escape".
        func : callable, optional
            ``func(k, x, y)`` with absolute pixels; if it returns `True`, `interact` ends. Nothing is done
            with the key if not given.
        noRaise : `bool`, optional
            Whether to say nothing about a key that the display keeps for itself ("f").

        Returns
        -------
        callable or `None`
            What the key called before.

        Raises
        ------
        DisplayError
            If the display keeps the key for itself (a `RuntimeError`).
        """
        old = self._callbacks.set(k, func, no_raise=noRaise)
        viewer = self._frame.viewer
        viewer.on_key(self._heard, remove=True)
        keys = {browser_key(key) for key in self._callbacks.own()}
        if keys:
            viewer.on_key(self._heard, keys=sorted(keys))
        return old

    def getActiveCallbackKeys(self, onlyActive: bool = True) -> list[str]:
        """Return the names of the keys that have a function.

        Parameters
        ----------
        onlyActive : `bool`, optional
            Only those whose function does something.
        """
        return sorted(self._callbacks.active()) if onlyActive else self._callbacks.keys()

    def _heard(self, event: Any) -> None:
        if not self._frame.waiting:
            self._called(afw_key(event))

    def _called(self, event: Event) -> bool:
        try:
            return self._callbacks.call(event)
        except Exception as error:  # noqa: BLE001 - the loop and the viewer outlive a user's function
            self._frame.viewer.error = f"key {event.k!r}: {explain(error)}"
            return False


def browser_key(name: str) -> str:
    """Return what a browser calls a key of afw."""
    return _BROWSER.get(name, name)
