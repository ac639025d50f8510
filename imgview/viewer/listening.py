"""A canvas that tells of keys and clicks: the part of the viewer that has functions called."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from IPython import get_ipython

from imgview.errors import SettingError
from imgview.viewer.events import ClickEvent, KeyEvent, event_of, key_names
from imgview.viewer.keywait import KeyWait
from imgview.widget.canvas import ImageCanvas
from imgview.widget.protocol import Listening

__all__ = ["ListeningCanvas"]

_PATIENCE = 8.0
"""Seconds in which a live page answers, and displays what was made in this very cell."""
_AGAIN = 0.5
"""Seconds after which the page is called once more."""
_FIRST = 2.0
"""Seconds in which a live page is heard of, if it has just been sent its first viewer."""

_OCCASIONS = {"on_click": "a click", "on_key": "a key", "on_select": "a selection"}


@dataclass(frozen=True, slots=True)
class _Ear:
    """A function and what it is called for."""

    callback: Callable[[Any], object]
    clicks: bool = False
    keys: tuple[str, ...] | None = ()


class ListeningCanvas(ImageCanvas):
    """A canvas that tells Python of keys and clicks, if Python wants to know."""

    _ears: tuple[_Ear, ...] = ()
    _waited: tuple[str, ...] | None = ()
    """Keys that `wait_for_key` has taken."""
    _served_by: frozenset[int] = frozenset()
    """Threads that messages of the page have come in."""
    _calling = 0
    """Number of the call that displays are to answer."""
    _unseen = False
    """Whether a viewer, any one, has waited in vain for its first display: there is nobody, then."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._ears_lock = threading.RLock()
        self._keywait = KeyWait()
        super().__init__(*args, **kwargs)

    def on_click(self, callback: Callable[[ClickEvent], object], *, remove: bool = False) -> None:
        """Have a function called whenever the image is clicked.

        Parameters
        ----------
        callback : callable
            Gets a `~imgview.viewer.events.ClickEvent`: absolute ``x`` and ``y``, ``button``, ``modifiers``.
            If it fails, the viewer says so under the picture and goes on.
        remove : `bool`, optional
            Whether it is not to be called any more.

        Notes
        -----
        A click is a press that does not move; it selects a source as well, if there is one. The function may
        run in another thread while a cell runs.
        """
        self._listen(_Ear(callback, clicks=True), remove=remove)

    def on_key(
        self,
        callback: Callable[[KeyEvent], object],
        keys: str | Iterable[str] | None = None,
        *,
        remove: bool = False,
    ) -> None:
        """Have a function called whenever a key is pressed while the viewer has the focus.

        Parameters
        ----------
        callback : callable
            Gets a `~imgview.viewer.events.KeyEvent`: ``key``, and absolute ``x`` and ``y`` under the pointer.
            If it fails, the viewer says so under the picture and goes on.
        keys : `str` or iterable of `str`, optional
            Which ones, as browsers name them: "a", "A", "Enter", "ArrowLeft". They do nothing else in the
            viewer then, but for Escape, Tab and "?", which keep their meaning. If not given, every key is
            told, and does what it always does.
        remove : `bool`, optional
            Whether the function is not to be called any more, whatever the keys.

        Raises
        ------
        SettingError
            If ``keys`` are no names of keys.

        Notes
        -----
        A key that is held is told once; keys together with Ctrl, Alt or Meta are left to the browser. The
        function may run in another thread while a cell runs.
        """
        self._listen(_Ear(callback, keys=key_names(keys)), remove=remove)

    def wait_for_key(
        self, keys: str | Iterable[str] | None = None, timeout: float | None = None
    ) -> KeyEvent | None:
        """Wait in a running cell until a key is pressed over the image.

        Parameters
        ----------
        keys : `str` or iterable of `str`, optional
            Which ones end the wait, as for `on_key`; any if not given.
        timeout : `float`, optional
            Seconds to wait; for ever if not given.

        Returns
        -------
        `~imgview.viewer.events.KeyEvent` or `None`
            `None` when the time is over, and at once where nobody could answer: no page shows the viewer, the
            notebook is run by a program, or the front end delivers messages only after the cell has ended
            (it does not serve widgets by a subshell of their own, as JupyterLab 4.4 and ipykernel 7 do).

        Raises
        ------
        SettingError
            If ``keys`` are no names of keys, or ``timeout`` is no time.

        Notes
        -----
        The keys are Python's until the cell ends: what is typed between two calls is kept for the next one.
        Interrupting the kernel ends the wait with `KeyboardInterrupt`. A viewer that was made in the same
        cell is given a few seconds to appear.
        """
        names = key_names(keys)
        if timeout is not None and not timeout >= 0:
            msg = f"a timeout is a number of seconds, 0 or more, got {timeout!r}"
            raise SettingError(msg)
        if not self._can_wait():
            return None
        with self._ears_lock:
            self._calling = self._keywait.begin()
            waited = self._waited
            self._waited = None if names is None or waited is None else tuple({*waited, *names})
        shell = get_ipython()
        if shell is not None and waited == ():
            shell.events.register("post_run_cell", self._stop_waiting)
        try:
            self._tell_page()
            if not self._is_answered():
                self._stop_waiting()
                return None
            self.busy = "waiting for a key on the image: " + ("any" if names is None else ", ".join(names))
            return self._keywait.take(names, timeout)
        finally:
            self.busy = ""
            if shell is None:
                self._stop_waiting()

    def _can_wait(self) -> bool:
        """Tell whether a page could answer while this thread waits."""
        if self.comm is None:
            return False
        if self._served_by - {threading.get_ident()}:
            return True
        if _has_page(self.comm):
            return threading.current_thread() is threading.main_thread()
        # The comm of a live kernel knows it.
        return not self._served_by and not self._unseen and getattr(self.comm, "kernel", None) is not None

    def _is_answered(self) -> bool:
        """Wait until a display has seen the call; tell whether one has."""
        begun, first = time.monotonic(), self._calling
        while True:
            if self._keywait.answered(first, _AGAIN):
                return True
            waited = time.monotonic() - begun
            alive = bool(self._served_by) or _has_page(self.comm)
            ListeningCanvas._unseen = not alive and waited >= _FIRST
            if self._unseen or waited >= _PATIENCE:
                return False
            # What a page has sent before its shell was there lies behind the cell that waits.
            with self._ears_lock:
                self._calling = self._keywait.begin()
            self._tell_page()

    def _stop_waiting(self, *_: object) -> None:
        """Give the keys back to the page."""
        shell = get_ipython()
        if shell is not None and self._stop_waiting in shell.events.callbacks["post_run_cell"]:
            shell.events.unregister("post_run_cell", self._stop_waiting)
        with self._ears_lock:
            self._waited, self._calling = (), 0
        self._keywait.clear()
        self._tell_page()

    def _listen(self, ear: _Ear, *, remove: bool) -> None:
        with self._ears_lock:
            others = tuple(
                known for known in self._ears if known.callback != ear.callback or known.clicks != ear.clicks
            )
            self._ears = others if remove else (*others, ear)
        self._tell_page()

    def _tell_page(self) -> None:
        """Have the page tell what somebody wants to know, and nothing else."""
        with self._ears_lock:
            taken = {name for ear in self._ears for name in ear.keys or ()} | set(self._waited or ())
            others: Literal["", "hear", "take"] = (
                "hear" if any(ear.keys is None for ear in self._ears) else ""
            )
            self.listening = Listening(
                clicks=any(ear.clicks for ear in self._ears),
                keys=sorted(taken),
                others="take" if self._waited is None else others,
                call=self._calling,
            )

    def _handle_msg(self, msg: Any) -> None:
        self._served_by |= {threading.get_ident()}
        ListeningCanvas._unseen = False
        super()._handle_msg(msg)

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:
        kind = content.get("kind") if isinstance(content, dict) else None
        if kind == "here":
            self._keywait.answer(int(content["call"]))
        elif kind in ("key", "click"):
            self._heard(event_of(content))
        super()._handle_custom_msg(content, buffers)

    def _heard(self, event: KeyEvent | ClickEvent) -> None:
        if isinstance(event, KeyEvent) and (self._waited is None or event.key in self._waited):
            self._keywait.put(event)
        for ear in self._ears:
            if isinstance(event, ClickEvent):
                wanted = ear.clicks
            else:
                wanted = not ear.clicks and (ear.keys is None or event.key in ear.keys)
            if wanted:
                self._call(ear.callback, event, "on_click" if ear.clicks else "on_key")

    def _call(self, callback: Callable[[Any], object], what: object, method: str) -> None:
        """Call a user's function; if it fails, say so under the picture."""
        try:
            callback(what)
        except Exception as error:
            name = getattr(callback, "__name__", repr(callback))
            self.error = f"{name}, called on {_OCCASIONS[method]}, failed: {type(error).__name__}: {error}"
            logging.getLogger(__name__).exception("a callback of %s failed", method)


def _has_page(comm: Any) -> bool:
    """Tell whether a page has had the kernel set up another shell for its messages."""
    manager = getattr(getattr(getattr(comm, "kernel", None), "shell_channel_thread", None), "manager", None)
    return manager is not None and bool(manager.list_subshell())
