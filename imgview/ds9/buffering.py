"""What keeps drawing back until it is enough, in all three idioms that ds9's functions have had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from imgview.display.drawing import Drawing

__all__ = ["Buffering", "CommandBuffer", "buffer", "cmdBuffer", "flush"]


class CommandBuffer:
    """What keeps drawing back, by the old idiom around loops: ``pushSize()`` ... ``popSize()``.

    Parameters
    ----------
    size : `int`, optional
        0 keeps nothing back, anything else all.
    """

    def __init__(self, size: int = 0) -> None:
        self._sizes = [size]

    def set(self, size: int, silent: bool = True) -> None:  # noqa: ARG002 - ds9's
        """Change the size: 0 keeps nothing back, anything else all."""
        before, self._sizes[-1] = self._sizes[-1], size
        self._moved(before, size)
        self.flush()

    def pushSize(self, size: int = -1) -> None:
        """Keep back what is drawn from now on, until `popSize`."""
        self.flush()
        self._sizes.append(size)
        self._moved(self._sizes[-2], size)

    def popSize(self) -> None:
        """Go back to the size before, and show what was drawn."""
        self.flush()
        if len(self._sizes) > 1:
            before = self._sizes.pop()
            self._moved(before, self._sizes[-1])

    def flush(self, silent: bool = True) -> None:  # noqa: ARG002 - ds9's
        """Show what was drawn."""
        Drawing.settle_all()

    def _moved(self, before: int, now: int) -> None:
        if now and not before:
            Drawing.hold_all()
        elif before and not now:
            Drawing.release_all()


cmdBuffer = CommandBuffer()


def buffer(enable: bool = True) -> None:
    """Keep back what is drawn from now on, or go back to what was before."""
    if enable:
        cmdBuffer.pushSize()
    else:
        cmdBuffer.popSize()


def flush() -> None:
    """Show what was drawn."""
    cmdBuffer.flush()


@contextmanager
def Buffering() -> Iterator[None]:
    """Have what is drawn in a ``with`` block travel in one message a frame at its end."""
    buffer(True)
    try:
        yield
    finally:
        buffer(False)
