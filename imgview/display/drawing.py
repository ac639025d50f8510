"""What is drawn over one frame: calls are collected, and travel together.

A call costs next to nothing and sends nothing. What has been collected travels when a block of buffered calls
ends, when the cell ends, or after a while, whatever comes first.
"""

from __future__ import annotations

import itertools
import math
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from imgview.display.axes import Axes
from imgview.display.cells import CELLS
from imgview.display.places import point_of
from imgview.display.symbols import FIGURES, parse_symbol
from imgview.errors import ShapeError, UnsupportedTypeError
from imgview.render.marks import LAYER_COLOR, MARK_SYMBOLS, Marks, font_code
from imgview.render.x11 import x11_color

__all__ = ["Drawing"]

_SOON = 0.1
"""Seconds after which unbuffered calls travel; then twice as many, and so on: each sends all there is."""
_LATEST = 10.0

_CODES = {name: MARK_SYMBOLS.index(name) for name in FIGURES}
_REAL = (float, int)
_ELLIPSE, _TEXT = MARK_SYMBOLS.index("ellipse"), MARK_SYMBOLS.index("text")

_drawings: weakref.WeakSet[Drawing] = weakref.WeakSet()

_Row = tuple[Any, float, float, float, int, str, float]


class Drawing:
    """Symbols, lines and words, in the order in which they were drawn.

    Parameters
    ----------
    show : callable
        Takes all `~imgview.render.marks.Marks` there are, and puts them in place of those before.
    """

    _all_held: ClassVar[int] = 0

    def __init__(self, show: Callable[[Marks], None]) -> None:
        self.start = (0.0, 0.0)
        """Absolute x and y of the image's first pixel."""
        self._show = show
        self._pending: list[_Row | Marks] = []
        self._done: list[Marks] = []
        self._colors: dict[Any, int] = {None: LAYER_COLOR}
        self._fonts: dict[str, int] = {}
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
        if type(symb) is not str or symb not in _CODES:
            if isinstance(symb, list | tuple | np.ndarray) and not isinstance(symb, Axes):
                self._each(list(symb), c, r, size, ctype, local=local, font=font, angle=angle)
                return
            symb = parse_symbol(symb)
        if not (isinstance(c, _REAL) and isinstance(r, _REAL) and isinstance(size, _REAL)):
            if np.ndim(c) or np.ndim(r) or np.ndim(size):
                self._many(symb, c, r, size, ctype, local=local, font=font, angle=angle)
                return
            c, r, size = _number("column", c), _number("row", r), _number("size", size)
        try:
            color = self._colors[ctype]
        except (KeyError, TypeError):
            color = self._color_of(ctype)
        if local:
            c, r = c + self.start[0], r + self.start[1]
        self._pending.append((symb, c, r, size, color, font, angle))
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
            if self._done:
                self._done = []
                self._show(Marks.joined([]))

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
                parts.extend(alike if kind is Marks else [_packed(alike, self._fonts)])
            self._done = [Marks.joined([*self._done, *parts])]
            self._show(self._done[0])

    def _each(self, symbs: Sequence[Any], c: Any, r: Any, size: Any, ctype: Any, **how: Any) -> None:
        """Draw one symbol at each place."""
        c, r, size = _alike(c, r, size)
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
        x, y, sizes = (column.ravel() for column in _alike(c, r, size))
        sizes = np.abs(sizes)
        if local:
            x, y = x + self.start[0], y + self.start[1]
        if isinstance(symb, tuple):
            symb = _ellipses([symb])[0]
            marks = Marks.of(x, y, "ellipse", np.broadcast_to(symb, (len(x), 3)), ctype)
        elif symb in _CODES:
            marks = Marks.of(x, y, symb, sizes, ctype)
        else:
            points = [_point_size(each) for each in sizes.tolist()]
            marks = Marks.words(x, y, symb, points, ctype, angle=angle or 0.0, font=font)
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
        self.flush()
        self._pause = min(max(2 * self._pause, 10 * (time.monotonic() - began)), _LATEST)

    def _color_of(self, ctype: Any) -> int:
        """Return 0xrrggbb of a name.

        Raises
        ------
        UnknownNameError
            If it is no colour.
        """
        color = int(x11_color(ctype)[1:], 16)
        if isinstance(ctype, str):
            self._colors[ctype] = color
        return color


def _ellipses(symbs: Sequence[Any]) -> npt.NDArray[np.float64]:
    """Return the axes of many ellipses, moments among them, shape (n, 3)."""
    sizes = np.array(symbs, dtype=np.float64)
    moments = np.fromiter((type(symb) is tuple for symb in symbs), np.bool_, len(symbs))
    xx, xy, yy = sizes[moments].T
    sizes[moments] = np.stack(Axes.of_moments(xx, yy, xy), axis=1)
    return sizes


def _packed(rows: list[_Row], fonts: dict[str, int]) -> Marks:
    """Return the marks of many calls."""
    symbs, c, r, sizes, colors, names, angles = zip(*rows, strict=True)
    size = np.zeros((len(rows), 3))
    size[:, 0] = sizes
    np.abs(size, out=size)
    kinds = map(_CODES.get, symbs, itertools.repeat(_TEXT))
    codes = np.fromiter(kinds, np.uint8, len(rows))
    ellipses = [index for index in np.flatnonzero(codes == _TEXT).tolist() if type(symbs[index]) is not str]
    if ellipses:
        codes[ellipses] = _ELLIPSE
        size[ellipses] = _ellipses([symbs[index] for index in ellipses])
    texts = []
    for index in np.flatnonzero(codes == _TEXT).tolist():
        symb = symbs[index]
        name = names[index]
        if name not in fonts:
            fonts[name] = font_code(name)
        size[index] = _point_size(size[index, 0]), angles[index] or 0.0, fonts[name]
        texts.append(symb)
    x, y = np.array(c, dtype=np.float64), np.array(r, dtype=np.float64)
    color = np.array(colors, dtype=np.int32)
    return Marks(x, y, codes, size, color, np.zeros(len(rows), dtype=np.bool_), tuple(texts))


def _point_size(size: float) -> float:
    """Return the size of words: 10 points at the usual size of 2, as ds9 writes it."""
    return float(int(5 * size + 0.5)) if math.isfinite(size) else 10.0


def _numbers(name: str, values: Any) -> npt.NDArray[np.float64]:
    if np.ma.isMaskedArray(values):
        values = np.ma.filled(values.astype(np.float64), np.nan)
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        msg = f"the {name} of a mark is a number or an array of numbers, got {values!r:.60}"
        raise UnsupportedTypeError(msg) from None


def _alike(c: Any, r: Any, size: Any) -> tuple[npt.NDArray[np.float64], ...]:
    """Return columns, rows and sizes in one shape."""
    columns = _numbers("column", c), _numbers("row", r), _numbers("size", size)
    try:
        return np.broadcast_arrays(*columns)
    except ValueError:
        said = ", ".join(str(column.shape) for column in columns)
        msg = f"columns, rows and sizes of marks do not go together: their shapes are {said}"
        raise ShapeError(msg) from None


def _number(name: str, value: Any) -> float:
    return float(_numbers(name, value))


def _points(points: Any) -> npt.NDArray[np.float64]:
    if isinstance(points, np.ndarray) and points.ndim == 2 and points.shape[1] == 2:
        return points.astype(np.float64)
    pairs: Iterable[Any] = points
    return np.array([point_of(point) for point in pairs], dtype=np.float64).reshape(-1, 2)
