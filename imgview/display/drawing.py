"""What is drawn over one frame: calls are collected, and travel together.

A call costs next to nothing and sends nothing. What has been collected travels when a block of buffered calls
ends, when the cell ends, or after a while, whatever comes first.
"""

from __future__ import annotations

import itertools
import threading
import time
import warnings
import weakref
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from imgview.display.axes import Axes
from imgview.display.cells import CELLS
from imgview.display.packing import CODES, ELLIPSE, MOMENTS, TEXT, Row, columns_of, number_of, pack, points_of
from imgview.display.places import point_of
from imgview.display.symbols import parse_symbol
from imgview.errors import ImgviewError, UnsupportedTypeError
from imgview.render.overlays.mark_columns import LAYER_COLOR
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.x11 import x11_color

__all__ = ["Drawing"]

_SOON = 0.1
"""Seconds after which unbuffered calls travel; then twice as many, and so on: each sends all there is."""
_LATEST = 10.0

_REAL = (float, int)
_SEVERAL = (list, tuple, np.ndarray)

_drawings: weakref.WeakSet[Drawing] = weakref.WeakSet()


class Drawing:
    """Symbols, lines and words, in the order in which they were drawn.

    Parameters
    ----------
    show : callable
        Takes all `~imgview.render.overlays.marks.Marks` there are, and puts them in place of those before.
    """

    _all_held: ClassVar[int] = 0

    def __init__(self, show: Callable[[Marks], None]) -> None:
        self.start = (0.0, 0.0)
        """Absolute x and y of the image's first pixel."""
        self._show = show
        self._pending: list[Row | Marks] = []
        self._done: list[Marks] = []
        self._colors: dict[Any, int] = {None: LAYER_COLOR}
        self._held = 0
        self._timer: threading.Timer | None = None
        self._pause = _SOON
        self._lock = threading.RLock()
        _drawings.add(self)
        CELLS.at_end(self.settle)

    def dot(
        self, symb: Any, c: Any, r: Any, size: Any, ctype: Any, *, local: bool, font: str, angle: Any
    ) -> None:
        """Draw a symbol, or one at each of many places.

        Parameters
        ----------
        symb, c, r, size, ctype : `object`
            As `~imgview.display.interface.Display.dot` takes them.
        local : `bool`
            Whether places count from the image's first pixel.
        font, angle : `object`
            Of text.
        """
        # Each line of this runs 100,000 times in a loop over a catalogue.
        code = CODES.get(symb) if type(symb) is str else None
        if code is None or not (isinstance(c, _REAL) and isinstance(r, _REAL) and isinstance(size, _REAL)):
            self._other(symb, c, r, size, ctype, local=local, font=font, angle=angle)
            return
        try:
            color = self._colors[ctype]
        except (KeyError, TypeError):
            color = self._color_of(ctype)
        if local:
            c, r = c + self.start[0], r + self.start[1]
        self._pending.append((code, c, r, size, color))
        if self._timer is None and not (self._held or Drawing._all_held):
            self._wait()

    def line(self, points: Any, ctype: Any, *, local: bool) -> None:
        """Join points by a line.

        Parameters
        ----------
        points : iterable or array-like of shape (n, 2)
            Columns and rows.
        ctype : `str` or `None`
            Colour.
        local : `bool`
            Whether places count from the image's first pixel.
        """
        places = _points(points)
        if local:
            places = places + np.array(self.start)
        self._add(Marks.lines(places[:, 0], places[:, 1], f"#{self._color_of(ctype):06x}" if ctype else None))

    def erase(self) -> None:
        """Take all away."""
        with self._lock:
            self._pending.clear()
            drawn, self._done = self._done, []
        if drawn:
            self._put()

    def forget(self, start: tuple[float, float]) -> None:
        """Begin anew over another image, which has lost what was drawn over the one before."""
        with self._lock:
            self._pending.clear()
            self._done = []
            self.start = start

    def hold(self) -> None:
        """Keep what is drawn from now on until `release`."""
        self._held += 1

    def release(self) -> None:
        """End a `hold`; the last one shows what was drawn."""
        self._held = max(self._held - 1, 0)
        if not (self._held or Drawing._all_held):
            self.settle()

    @classmethod
    def hold_all(cls) -> None:
        """Keep what is drawn anywhere until `release_all`."""
        Drawing._all_held += 1

    @classmethod
    def release_all(cls) -> None:
        """End a `hold_all`; the last one shows what was drawn."""
        Drawing._all_held = max(Drawing._all_held - 1, 0)
        if not Drawing._all_held:
            cls.settle_all()

    @classmethod
    def settle_all(cls) -> None:
        """Show all that was drawn anywhere."""
        for drawing in list(_drawings):
            drawing.settle()

    def settle(self) -> None:
        """Show all that was drawn: a block or a cell has ended."""
        self._pause = _SOON
        self.flush()

    def flush(self) -> None:
        """Show all that was drawn."""
        with self._lock:
            timer, self._timer = self._timer, None
            if timer is not None:
                timer.cancel()
            # Others may be appending: what they add stays for the next time.
            rows = self._pending[:]
            del self._pending[: len(rows)]
            if not rows:
                return
            parts: list[Marks] = []
            for kind, group in itertools.groupby(rows, key=type):
                alike: list[Any] = list(group)
                parts.extend(alike if kind is Marks else [pack(alike)])
            self._done = [Marks.joined([*self._done, *parts])]
        self._put()

    def _put(self) -> None:
        """Put all there is in the place of what was shown before.

        Nobody who shows waits for others, who may wait for him: the last one to have done so sees that his
        was not the latest, and shows that.
        """
        shown = None
        while shown is not self._done:
            shown = self._done
            self._show(Marks.joined(shown))

    def _other(
        self, symb: Any, c: Any, r: Any, size: Any, ctype: Any, *, local: bool, font: str, angle: Any
    ) -> None:
        """Draw an ellipse or words, or a symbol at many places."""
        if type(symb) is not str and isinstance(symb, _SEVERAL) and not isinstance(symb, Axes):
            self._each(list(symb), c, r, size, ctype, local=local, font=font, angle=angle)
            return
        meant = parse_symbol(symb)
        if not (isinstance(c, _REAL) and isinstance(r, _REAL) and isinstance(size, _REAL)):
            if np.ndim(c) or np.ndim(r) or np.ndim(size):
                self._many(meant, c, r, size, ctype, local=local, font=font, angle=angle)
                return
            c, r, size = number_of("column", c), number_of("row", r), number_of("size", size)
        words = type(meant) is str
        if words and meant in CODES:
            self.dot(meant, c, r, size, ctype, local=local, font=font, angle=angle)
            return
        try:
            color = self._colors[ctype]
        except (KeyError, TypeError):
            color = self._color_of(ctype)
        if local:
            c, r = c + self.start[0], r + self.start[1]
        if words:
            self._pending.append((TEXT, c, r, size, color, meant, font, angle or 0.0))
        else:
            kind = ELLIPSE if isinstance(meant, Axes) else MOMENTS
            self._pending.append((kind, c, r, color, *meant))
        if self._timer is None and not (self._held or Drawing._all_held):
            self._wait()

    def _each(self, symbs: Sequence[Any], c: Any, r: Any, size: Any, ctype: Any, **how: Any) -> None:
        """Draw one symbol at each place."""
        c, r, size = columns_of(c, r, size)
        if c.shape != (len(symbs),):
            msg = f"{len(symbs)} symbols need as many places, got {c.size}"
            raise UnsupportedTypeError(msg)
        several = isinstance(ctype, list | tuple | np.ndarray)
        colors = list(ctype) if several else [ctype] * len(symbs)
        for row in zip(symbs, c.tolist(), r.tolist(), size.tolist(), colors, strict=True):
            self.dot(*row, **how)

    def _many(
        self, symb: Any, c: Any, r: Any, size: Any, ctype: Any, *, local: bool, font: str, angle: Any
    ) -> None:
        """Draw the same symbol at many places, without a loop."""
        x, y, sizes = (column.ravel() for column in columns_of(c, r, size))
        sizes = np.abs(sizes)
        if local:
            x, y = x + self.start[0], y + self.start[1]
        if isinstance(symb, tuple):
            xx, xy, yy = symb
            axes = symb if isinstance(symb, Axes) else Axes.of_moments(xx, yy, xy)
            marks = Marks.of(x, y, "ellipse", np.broadcast_to(np.array(axes), (len(x), 3)), ctype)
        elif symb in CODES:
            marks = Marks.of(x, y, symb, sizes, ctype)
        else:
            marks = Marks.words(x, y, symb, points_of(sizes), ctype, angle=angle or 0.0, font=font)
        self._add(marks)

    def _add(self, marks: Marks) -> None:
        if marks.rows:
            self._pending.append(marks)
            if self._timer is None and not (self._held or Drawing._all_held):
                self._wait()

    def _wait(self) -> None:
        """Have what is drawn now travel in a while."""
        with self._lock:
            if self._timer is None:
                self._timer = threading.Timer(self._pause, self._tick)
                self._timer.daemon = True
                self._timer.start()

    def _tick(self) -> None:
        began = time.monotonic()
        try:
            self.flush()
        except ImgviewError as error:
            # A timer has nobody to raise it to.
            warnings.warn(str(error), stacklevel=2)
        self._pause = min(max(2 * self._pause, 10 * (time.monotonic() - began)), _LATEST)

    def _color_of(self, ctype: Any) -> int:
        """Return 0xrrggbb of a name.

        Raises
        ------
        UnknownNameError
            If it is no colour.
        """
        known = isinstance(ctype, str) or ctype is None
        if known and ctype in self._colors:
            return self._colors[ctype]
        color = int(x11_color(ctype)[1:], 16)
        if known:
            self._colors[ctype] = color
        return color


def _points(points: Any) -> npt.NDArray[np.float64]:
    if isinstance(points, np.ndarray) and points.ndim == 2 and points.shape[1] == 2:
        return points.astype(np.float64)
    pairs: Iterable[Any] = points
    return np.array([point_of(point) for point in pairs], dtype=np.float64).reshape(-1, 2)
