"""Which cell of a notebook is running, and what is to be done when it ends.

Outside a notebook there are no cells: nothing is displayed, and nothing is waited for.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Any

# ipywidgets brings IPython along.
from IPython.core.getipython import get_ipython
from IPython.display import display

__all__ = ["CELLS"]

_SOON = 0.5
"""Seconds after which a picture appears though its cell is still at work."""


class Cells:
    """The cells that a notebook runs, one after the other."""

    def __init__(self) -> None:
        self._shell: weakref.ref[Any] | None = None
        self._cell: object | None = None
        self._at_end: list[weakref.WeakMethod[Callable[[], None]]] = []
        self._shown: weakref.WeakKeyDictionary[Any, object] = weakref.WeakKeyDictionary()
        self._waiting: list[Any] = []
        self._lock = threading.Lock()

    def watch(self) -> bool:
        """Follow the cells of the shell that is running, if any; returns whether it is one with cells."""
        shell = get_ipython()
        if shell is None or getattr(shell, "kernel", None) is None:
            return False
        if self._shell is None or self._shell() is not shell:
            self._shell = weakref.ref(shell)
            # The cell that asks for this has begun already.
            self._cell = object()
            shell.events.register("pre_run_cell", self._begin)
            shell.events.register("post_run_cell", self._end)
        return True

    def at_end(self, method: Callable[[], None]) -> None:
        """Have a bound method called at the end of every cell, as long as its object lives."""
        self.watch()
        with self._lock:
            self._at_end.append(weakref.WeakMethod(method))

    def show(self, widget: Any, *, again: bool = False) -> None:
        """Display a widget in the cell that is running, once: at its end, or soon if it takes longer.

        What the cell draws besides is then in the picture that a saved notebook keeps.

        Parameters
        ----------
        widget : `~ipywidgets.DOMWidget`
            What to display.
        again : `bool`, optional
            Whether to display it even where the cell shows it already.
        """
        if not self.watch() or self._cell is None:
            return
        if not again and self._shown.get(widget) is self._cell:
            return
        self._shown[widget] = self._cell
        with self._lock:
            if any(other is widget for other in self._waiting):
                return
            self._waiting.append(widget)
        timer = threading.Timer(_SOON, self.show_waiting)
        timer.daemon = True
        timer.start()

    def show_waiting(self) -> None:
        """Display what waits for the end of the cell."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for widget in waiting:
            display(widget)  # type: ignore[no-untyped-call]

    def _begin(self, *_: Any) -> None:
        self._cell = object()

    def _end(self, *_: Any) -> None:
        self._cell = None
        with self._lock:
            methods = [(ref, ref()) for ref in self._at_end]
            self._at_end = [ref for ref, method in methods if method is not None]
        for _ref, method in methods:
            if method is not None:
                method()
        self.show_waiting()


CELLS = Cells()
"""Those of the notebook that this process serves."""
