"""How far long work is: a line on the terminal, or below the cell, once it has taken two seconds."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Self

__all__ = ["Progress"]

_PATIENCE = 2.0
_PAUSE = 0.5


class Progress:
    """Counts what is done and says so now and then; as a context it clears its line at the end.

    Nothing is said of what other threads than the main one begin: a viewer has its own way of saying it.

    Parameters
    ----------
    what : `str`
        What is being done: ``"writing x.fits"``.
    total : `int`
        How many bytes there are to do; 0 if that is not known.
    unit : `str`, optional
        What is counted instead of bytes: ``"shapes"``.
    """

    def __init__(self, what: str, total: int, unit: str = "") -> None:
        self._what = what
        self._total = total
        self._unit = unit
        self._done = 0
        self._next = time.monotonic() + _PATIENCE
        self._width = 0
        self._spoken = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def advance(self, amount: int) -> None:
        """Take note of work that is done, in any thread.

        Parameters
        ----------
        amount : `int`
            How many bytes, or whatever is counted.
        """
        self._done += amount
        if time.monotonic() >= self._next and self._spoken and _is_watched():
            self._next = time.monotonic() + _PAUSE
            share = f"{min(100, 100 * self._done // self._total)} %" if self._total else ""
            so_far = f"{self._done:,} {self._unit}" if self._unit else f"{self._done >> 20} MiB"
            self._show(f"{self._what}: {share or so_far}")

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
