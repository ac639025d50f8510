"""A drawing over an image: symbols, lines and words, each with its own place, size and colour."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, ShapeError, UnknownNameError
from imgview.render.ink.ink import Ink
from imgview.render.overlays.mark_columns import (
    MARK_SYMBOLS,
    as_column,
    color_codes,
    fitted,
    font_code,
    symbol_codes,
)
from imgview.render.overlays.mark_inks import ink_table
from imgview.render.overlays.placement import Placement
from imgview.render.overlays.words import Room, Word, near, plain_text, spread

__all__ = ["Marks"]

_MOST = 2_000_000
"""Marks of one layer."""
_LEAST = 1.0
"""CSS pixels below which no half symbol and no semi-axis falls."""
_LONGEST = 200
"""Characters of one text."""
_POINTS = (1.0, 300.0)
"""Of words: the least and the most."""
_WIDEST = 4.0
"""Of a letter, in units of the size of its font, and more than there is."""
_CROWD = 1000
"""Words on a screen beyond which those that lie over others are left out."""

_ELLIPSE, _LINE, _TEXT = (MARK_SYMBOLS.index(name) for name in ("ellipse", "line", "text"))
_DIAGONAL = math.sqrt(0.5)
_SIXTY = math.sqrt(0.75)
_STROKES = {
    "+": ((-1, 0, 1, 0), (0, -1, 0, 1)),
    "x": ((-_DIAGONAL, -_DIAGONAL, _DIAGONAL, _DIAGONAL), (-_DIAGONAL, _DIAGONAL, _DIAGONAL, -_DIAGONAL)),
    "*": ((-1, 0, 1, 0), (-0.5, -_SIXTY, 0.5, _SIXTY), (-0.5, _SIXTY, 0.5, -_SIXTY)),
    "square": ((-1, -1, 1, -1), (1, -1, 1, 1), (1, 1, -1, 1), (-1, 1, -1, -1)),
    "diamond": ((0, -1, 1, 0), (1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1)),
}
"""Lines of a symbol of size 1: x0, y0, x1, y1."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Many marks, each of its own kind, size and colour.

    Notes
    -----
    One whose place is not known is counted and not drawn; one whose size is not is drawn as a dot. Where
    lines meet, the nearest one counts, and of equally near ones that which is drawn last. Beyond 256
    colours near ones are drawn alike. Beyond 1000 words on the screen those that would lie over earlier
    ones are left out until one zooms in.

    Symbols are those of ds9 and `lsst.afw.display`: the arms of "+" reach as far as ``size``, those of "x"
    ``size`` / sqrt(2) along either axis, "*" has three lines at 0, 60 and 120 degrees of half length
    ``size``, "o" is a circle of radius ``size``; "square" and "diamond" have the half width ``size``.
    """

    kind: ClassVar = "marks"

    x: npt.NDArray[np.float64]
    """Absolute pixels, shape (n,); of a line its beginning, of words their middle."""

    y: npt.NDArray[np.float64]
    """Absolute pixels, shape (n,)."""

    symbol: npt.NDArray[np.uint8]
    """Places in `MARK_SYMBOLS`, shape (n,)."""

    size: npt.NDArray[np.float64]
    """Shape (n, 3). Symbols: size. Ellipses: semi-axes, and angle of the first one in radians,
    counter-clockwise from +x. Lines: x and y from one end to the other. Words: points, angle in degrees,
    `font_code`."""

    color: npt.NDArray[np.int32]
    """0xrrggbb or `LAYER_COLOR`, shape (n,)."""

    screen: npt.NDArray[np.bool_]
    """Whether the size of a symbol or an ellipse is in CSS pixels, not image pixels, shape (n,)."""

    text: tuple[str, ...] = ()
    """What is written, for each row that is "text"."""

    def __post_init__(self) -> None:
        n = len(self.x)
        if n > _MOST:
            msg = f"a drawing of {n:,} marks is more than a page can draw; give at most {_MOST:,}"
            raise ImgviewError(msg)
        shapes = [np.shape(v) for v in (self.y, self.symbol, self.size, self.color, self.screen)]
        if shapes != [(n,), (n,), (n, 3), (n,), (n,)]:
            msg = f"marks have {n} places x, but other columns have the shapes {shapes}"
            raise ShapeError(msg)
        words = int(np.count_nonzero(self.symbol == _TEXT))
        if words != len(self.text):
            msg = f"{words} marks are text, but {len(self.text)} texts are given"
            raise ShapeError(msg)
        if not "".join(self.text).isprintable() or max(map(len, self.text), default=0) > _LONGEST:
            object.__setattr__(self, "text", tuple(plain_text(text, _LONGEST) for text in self.text))

    @classmethod
    def of(
        cls,
        x: Any,
        y: Any,
        symbol: str | Sequence[str] = "o",
        size: Any = 2.0,
        color: Any = None,
        *,
        unit: str = "image",
    ) -> Marks:
        """Return symbols or ellipses.

        Parameters
        ----------
        x, y : array-like of shape (n,)
            Absolute pixels, centres at integers; single numbers do for all.
        symbol : `str` or sequence of `str`, optional
            Of `MARK_SYMBOLS` all but "line" and "text".
        size : `float` or array-like of shape (n,) or (n, 3), optional
            See `Marks.size`; three columns are what ellipses need.
        color : optional
            Name of X11 or "#rrggbb", or one for each; or an array of integers 0xrrggbb, or of shape (n, 3).
            That of the layer if not given.
        unit : `str`, optional
            Of ``size``: "image" (image pixels) or "screen" (CSS pixels, whatever the zoom).

        Raises
        ------
        ImgviewError
            If there is no such symbol, colour or unit, or shapes do not go together.
        """
        x, y = as_column("x", x), as_column("y", y)
        n = max(len(x), len(y))
        sizes = np.asarray(size, dtype=np.float64)
        if sizes.ndim == 2 and sizes.shape[1] == 3:
            table = np.broadcast_to(sizes, (n, 3))
        else:
            table = np.zeros((n, 3))
            table[:, 0] = fitted("size", sizes, n)
        if unit not in ("image", "screen"):
            raise UnknownNameError.near(kind="unit of a mark's size", name=unit, known=("image", "screen"))
        return cls(
            fitted("x", x, n),
            fitted("y", y, n),
            symbol_codes(symbol, n),
            table,
            color_codes(color, n),
            np.full(n, unit == "screen"),
        )

    @classmethod
    def words(
        cls,
        x: Any,
        y: Any,
        text: str | Sequence[str],
        size: Any = 10.0,
        color: Any = None,
        *,
        angle: Any = 0.0,
        font: str = "helvetica",
    ) -> Marks:
        """Return words, each centred at a place.

        Parameters
        ----------
        x, y : array-like of shape (n,)
            Absolute pixels.
        text : `str` or sequence of `str`
            What is written there.
        size : `float` or array-like of shape (n,), optional
            Points of 4/3 CSS pixels, whatever the zoom.
        color : optional
            As for `of`.
        angle : `float` or array-like of shape (n,), optional
            Degrees, counter-clockwise as seen.
        font : `str`, optional
            "helvetica", "times" or "courier", perhaps with "bold" and "italic"; any other is "helvetica".

        Raises
        ------
        ImgviewError
            As for `of`.
        """
        x, y = as_column("x", x), as_column("y", y)
        texts = (text,) if isinstance(text, str) else tuple(str(each) for each in text)
        n = max(len(x), len(y), len(texts))
        if len(texts) not in (1, n):
            msg = f"{n} places cannot take {len(texts)} texts"
            raise ShapeError(msg)
        table = np.stack(
            [
                fitted("size", np.asarray(size, np.float64), n),
                fitted("angle", np.asarray(angle, np.float64), n),
                np.full(n, float(font_code(font))),
            ],
            axis=1,
        )
        return cls(
            fitted("x", x, n),
            fitted("y", y, n),
            np.full(n, _TEXT, np.uint8),
            table,
            color_codes(color, n),
            np.zeros(n, bool),
            texts * (n if len(texts) == 1 else 1),
        )

    @classmethod
    def lines(cls, x: Any, y: Any, color: Any = None) -> Marks:
        """Return one line through several places, the shape (n,) each; NaN interrupts it."""
        x, y = as_column("x", x), as_column("y", y)
        if len(x) != len(y):
            msg = f"a line has as many x as y, got {len(x)} and {len(y)}"
            raise ShapeError(msg)
        whole = np.isfinite(x + y)
        joined = whole[1:] & whole[:-1]
        n = int(joined.sum())
        size = np.zeros((n, 3))
        size[:, 0], size[:, 1] = np.diff(x)[joined], np.diff(y)[joined]
        symbol = np.full(n, _LINE, np.uint8)
        return cls(x[:-1][joined], y[:-1][joined], symbol, size, color_codes(color, n), np.zeros(n, bool))

    @classmethod
    def joined(cls, parts: Iterable[Marks]) -> Marks:
        """Return several drawings as one, the last one uppermost."""
        parts = list(parts)
        if not parts:
            return cls.of([], [])
        columns = {
            name: np.concatenate([getattr(part, name) for part in parts])
            for name in ("x", "y", "symbol", "size", "color", "screen")
        }
        return cls(**columns, text=tuple(text for part in parts for text in part.text))

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Which marks are drawn, shape (n,)."""
        with np.errstate(invalid="ignore", over="ignore"):
            far = self.x + self.y + np.where(self.symbol == _LINE, self.size[:, 0] + self.size[:, 1], 0.0)
        # What float32 cannot hold lies on no image.
        return np.abs(far) < 1e30

    @property
    def rows(self) -> int:
        """Number of marks, drawn or not."""
        return len(self.x)

    @property
    def count(self) -> int:
        """Number of marks that are drawn."""
        return int(np.count_nonzero(self.known))

    @property
    def missing(self) -> int:
        """Number of marks whose place is not known."""
        return self.rows - self.count

    def inks(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
        """Return a table of colours, 0xrrggbb or `LAYER_COLOR`, and each mark's place in it.

        The one used last comes first, for of equally near lines that with the lower number counts.
        """
        return ink_table(self.color)

    def written(self, placement: Placement, rgb: npt.NDArray[np.uint8], size: tuple[int, int]) -> list[Word]:
        """Return the words on a screen.

        Parameters
        ----------
        placement : `~imgview.render.overlays.placement.Placement`
            Where the image lies on the screen.
        rgb : `numpy.ndarray`, shape (n, 3), uint8
            Colour of each mark.
        size : (`int`, `int`)
            Height and width of the screen, device pixels.
        """
        rows = np.flatnonzero(self.symbol == _TEXT)
        x, y = placement.to_screen(self.x[rows], self.y[rows])
        points, angles, fonts = self.size[rows].T
        pixels = np.clip(points, *_POINTS) * placement.dpr * 4 / 3
        far = pixels * (_WIDEST * np.fromiter(map(len, self.text), float, len(rows)) + 1.0)
        height, width = size
        with np.errstate(invalid="ignore"):
            seen = (x > -far) & (x < width + far) & (y > -far) & (y < height + far)
            inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        seen &= self.known[rows] & np.isfinite(points + angles + fonts)
        room, words = Room(height, width, placement.dpr), []
        crowd = np.count_nonzero(seen & inside) > _CROWD
        for i in np.flatnonzero(seen).tolist():
            place = float(x[i]), float(y[i])
            # Most words of a crowd need not be looked at any further.
            if crowd and inside[i] and not room.free(*place):
                continue
            color = tuple(rgb[rows[i]].tolist())
            word = Word(
                *place, self.text[i], float(pixels[i]), float(angles[i]), int(fonts[i]), color, centred=True
            )
            if (inside[i] or near(word, *size)) and (not crowd or room.take(word)):
                words.append(word)
        return words if crowd or len(words) <= _CROWD else list(spread(words, *size, placement.dpr))

    def packed(self, origin: tuple[float, float] | None = None) -> bytes:
        """Return what travels to the page.

        Parameters
        ----------
        origin : (`float`, `float`), optional
            Absolute (x, y) that the places are relative to; in their midst if not given, where single
            precision is finest.

        Returns
        -------
        `bytes`
            As `imgview.widget.protocol.Traits.drawings` says.
        """
        known = self.known
        if origin is None:
            x, y = (values[known].mean().round() if known.any() else 0.0 for values in (self.x, self.y))
            origin = float(x), float(y)
        table, codes = self.inks()
        # Only ellipses, lines and words have more than one number of size.
        columns = 3 if self.symbol.size and self.symbol.max() >= _ELLIPSE else 1
        texts = "".join(self.text).encode()
        # Letters of ASCII are one byte each.
        alike = len(texts) == sum(map(len, self.text))
        lengths = map(len, self.text if alike else [text.encode() for text in self.text])
        starts = np.cumsum(np.fromiter((0, *lengths), np.uint32))
        head = np.array([self.rows, columns, len(table), len(self.text), len(texts)], "<u4")
        numbers = np.empty((2 + columns, self.rows), "<f4")
        with np.errstate(over="ignore"):
            numbers[0] = np.where(known, self.x - origin[0], np.nan)
            numbers[1] = np.where(known, self.y - origin[1], np.nan)
            numbers[2:] = self.size.T[:columns]
        parts = (
            np.array(origin, "<f8"),
            head,
            table.astype("<i4"),
            numbers,
            starts.astype("<u4"),
            self.symbol | (self.screen.astype(np.uint8) << 7),
            codes,
        )
        return b"".join([*(part.tobytes() for part in parts), texts])

    def draw(self, ink: Ink, placement: Placement, codes: npt.NDArray[np.uint8]) -> None:
        """Draw all symbols, ellipses and lines, words not included; ``codes`` are those of `inks`."""
        known = self.known
        whole = np.isfinite(self.size.sum(axis=1))
        least = _LEAST * placement.dpr
        units = np.where(self.screen, placement.dpr, placement.scale)
        dots = known & ~whole & (self.symbol != _TEXT)
        x, y = placement.to_screen(self.x[dots], self.y[dots])
        ink.discs(x, y, least, colors=codes[dots])
        for number, name in enumerate(MARK_SYMBOLS):
            rows = np.flatnonzero((self.symbol == number) & known & whole)
            if not rows.size or number == _TEXT:
                continue
            x, y = placement.to_screen(self.x[rows], self.y[rows])
            color, size = codes[rows], self.size[rows]
            if number == _LINE:
                ends = placement.to_screen(self.x[rows] + size[:, 0], self.y[rows] + size[:, 1])
                ink.segments(x, y, *ends, colors=color)
                continue
            a, b = (np.maximum(size[:, axis] * units[rows], least) for axis in (0, 1))
            if name == "o":
                ink.ellipses(x, y, a, a, np.zeros(x.shape), colors=color)
            elif number == _ELLIPSE:
                ink.ellipses(x, y, a, b, size[:, 2], colors=color)
            for x0, y0, x1, y1 in _STROKES.get(name, ()):
                ink.segments(x + a * x0, y + a * y0, x + a * x1, y + a * y1, colors=color)
