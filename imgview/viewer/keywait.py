"""Waiting for a key in a cell that runs, while another thread hears of it."""

import threading
import time
from collections import deque
from collections.abc import Callable

from imgview.viewer.events import KeyEvent

__all__ = ["KeyWait"]

_STEP = 0.25
"""Seconds; a wait in one piece could not be interrupted everywhere."""
_TYPED_AHEAD = 64
"""Keys that are kept while nobody is waiting for the next one."""


class KeyWait:
    """Keys that have been pressed and not yet been taken."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._keys: deque[KeyEvent] = deque(maxlen=_TYPED_AHEAD)
        self._calls = 0
        self._answered = 0

    def begin(self) -> int:
        """Return the number of a new call."""
        with self._changed:
            self._calls += 1
            return self._calls

    def answer(self, call: int) -> None:
        """Note that a display has seen a call."""
        with self._changed:
            self._answered = max(self._answered, call)
            self._changed.notify_all()

    def put(self, event: KeyEvent) -> None:
        """Keep a key that has been pressed."""
        with self._changed:
            self._keys.append(event)
            self._changed.notify_all()

    def clear(self) -> None:
        """Forget what was typed ahead."""
        with self._changed:
            self._keys.clear()

    def answered(self, call: int, patience: float) -> bool:
        """Wait until a display has seen a call; tell whether one has."""
        return self._wait(lambda: self._answered >= call, patience)

    def take(self, names: tuple[str, ...] | None, timeout: float | None) -> KeyEvent | None:
        """Wait for one of some keys, or any, and return it; `None` when the time is over."""

        def wanted() -> KeyEvent | None:
            return next((event for event in self._keys if names is None or event.key in names), None)

        with self._changed:
            if not self._wait(lambda: wanted() is not None, timeout):
                return None
            event = wanted()
            while event is not None and self._keys.popleft() is not event:
                pass
            return event

    def _wait(self, condition: Callable[[], bool], patience: float | None) -> bool:
        end = None if patience is None else time.monotonic() + patience
        with self._changed:
            while not condition():
                left = _STEP if end is None else min(_STEP, end - time.monotonic())
                if left <= 0:
                    return False
                self._changed.wait(left)
            return True
