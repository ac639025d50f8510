"""How far a long writing is: a line on the terminal, or below the cell, once it has taken two seconds."""

from __future__ import annotations

import sys
import time

__all__ = ["Progress"]

_PATIENCE = 2.0
_PAUSE = 0.5


class Progress:
    """Counts what is done and says so now and then.

    Parameters
    ----------
    name : `str`
        What is being written.
    total : `int`
        How much there is to do.
    """

    def __init__(self, name: str, total: int) -> None:
        self._name = name
        self._total = max(1, total)
        self._done = 0
        self._next = time.monotonic() + _PATIENCE
        self._width = 0

    def advance(self, amount: int) -> None:
        """Take note of work that is done.

        Parameters
        ----------
        amount : `int`
            How much, in the unit of the total.
        """
        self._done += amount
        if time.monotonic() >= self._next and _is_watched():
            self._next = time.monotonic() + _PAUSE
            self._show(f"writing {self._name}: {min(100, 100 * self._done // self._total)} %")

    def close(self) -> None:
        """Clear the line, if there is one."""
        if self._width:
            self._show("")
            self._width = 0

    def _show(self, text: str) -> None:
        sys.stderr.write(f"\r{text:<{self._width}}" + ("" if text else "\r"))
        sys.stderr.flush()
        self._width = max(self._width, len(text))


def _is_watched() -> bool:
    """Tell whether somebody sees what goes to stderr while it goes there, and not in a log afterwards."""
    stream = sys.stderr
    return stream is not None and (stream.isatty() or type(stream).__module__.startswith("ipykernel"))
