"""Words over a picture: upright whatever the zoom, with a dark rim, and not over one another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from imgview.render.overlays import glyphs

__all__ = ["Room", "Word", "near", "paint_words", "plain_text", "spread"]

_RIM = 3.0
"""CSS pixels of the dark line under the letters, half of which shows on either side."""
_RIM_OPACITY = 0.7
_CELL = 4
"""CSS pixels: how finely it is known where words are already."""
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


class Word(NamedTuple):
    """Some words at a place of the screen."""

    x: float
    """Device pixels: the middle, or the beginning of the line."""
    y: float
    """Device pixels, down: the middle of capitals, or the line they stand on."""
    text: str
    size: float
    """Of the font, device pixels."""
    angle: float
    """Degrees, counter-clockwise as seen."""
    font: int
    """As of `imgview.render.overlays.mark_columns.font_code`."""
    rgb: tuple[int, int, int]
    centred: bool

    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of what they cover, device pixels."""
        wide, high = glyphs.width(self.text, self.font) * self.size, 1.2 * self.size
        if not self.centred:
            return self.x, self.y - 0.95 * self.size, self.x + wide, self.y + 0.25 * self.size
        cos, sin = abs(math.cos(math.radians(self.angle))), abs(math.sin(math.radians(self.angle)))
        dx, dy = (wide * cos + high * sin) / 2, (wide * sin + high * cos) / 2
        return self.x - dx, self.y - dy, self.x + dx, self.y + dy


def plain_text(text: str, longest: int) -> str:
    """Return text in one line: without control characters, and cut where it is too long."""
    part = text[: 4 * longest]
    if not part.isprintable():
        part = "".join(letter if letter.isprintable() else " " for letter in part)
    part = " ".join(part.split())
    return part if len(part) <= longest else part[:longest].rstrip() + _ELLIPSIS


class Room:
    """Where on a screen words may still be put.

    Parameters
    ----------
    height, width : `int`
        Device pixels.
    dpr : `float`
        Device pixels a CSS pixel.
    """

    def __init__(self, height: int, width: int, dpr: float) -> None:
        self._cell = _CELL * dpr
        # A frame of one cell stands for all that lies beyond the screen.
        self._taken = np.zeros((math.ceil(height / self._cell) + 2, math.ceil(width / self._cell) + 2), bool)

    def free(self, x: float, y: float) -> bool:
        """Tell whether words may begin at a place of the screen."""
        return not self._taken[int(y / self._cell) + 1, int(x / self._cell) + 1]

    def take(self, word: Word) -> bool:
        """Take what words cover, if all of it is free; tell whether it was."""
        left, top, right, bottom = (edge / self._cell for edge in word.box())
        rows = slice(max(math.floor(top) + 1, 0), max(math.ceil(bottom) + 1, 0))
        columns = slice(max(math.floor(left) + 1, 0), max(math.ceil(right) + 1, 0))
        if self._taken[rows, columns].any():
            return False
        self._taken[rows, columns] = True
        return True


def spread(words: Iterable[Word], height: int, width: int, dpr: float = 1.0) -> Iterator[Word]:
    """Yield those words that do not lie over earlier ones."""
    room = Room(height, width, dpr)
    return (word for word in words if room.take(word))


def near(word: Word, height: int, width: int) -> bool:
    """Tell whether words touch a screen."""
    left, top, right, bottom = word.box()
    return right > 0 and bottom > 0 and left < width and top < height


def paint_words(
    screen: npt.NDArray[np.uint8], words: Iterable[Word], opacity: float, dpr: float = 1.0
) -> None:
    """Paint words over a picture.

    Parameters
    ----------
    screen : `numpy.ndarray`, shape (height, width, 4), uint8
        Changed in place; the first row is the uppermost.
    words : iterable of `Word`
        The first one lowest.
    opacity : `float`
        0 to 1.
    dpr : `float`, optional
        Device pixels a CSS pixel.
    """
    height, width = screen.shape[:2]
    drawn = _drawn(list(words), height, width, dpr)
    if drawn is None:
        return
    inked = drawn[..., 3] > 0
    share = drawn[inked, 3:] * (opacity / 255.0)
    over = share * drawn[inked, :3] + (1.0 - share) * screen[inked, :3]
    screen[inked, :3] = np.floor(over + 0.5)


def _drawn(words: list[Word], height: int, width: int, dpr: float) -> npt.NDArray[np.uint8] | None:
    """Return words on a clear ground, shape (height, width, 4), colours not multiplied by the opacity."""
    if not words:
        return None
    # A third of a second, which a picture without words need not wait for.
    from matplotlib.backends.backend_agg import RendererAgg  # noqa: PLC0415
    from matplotlib.path import Path  # noqa: PLC0415
    from matplotlib.transforms import Affine2D  # noqa: PLC0415

    renderer: Any = RendererAgg(width, height, 72)  # type: ignore[no-untyped-call]
    rim, body = renderer.new_gc(), renderer.new_gc()
    rim.set_linewidth(_RIM * dpr)
    rim.set_joinstyle("round")
    rim.set_foreground((0.0, 0.0, 0.0, _RIM_OPACITY), isRGBA=True)
    body.set_linewidth(0.0)
    for look in (rim, body):
        # Else letters made of upright and level lines alone are moved to the nearest pixel.
        look.set_snap(False)
    for word in words:
        vertices, codes = glyphs.outline(word.text, word.font)
        if not len(vertices):
            continue
        at = Affine2D()
        if word.centred:
            # What closes a loop has no place of its own.
            placed = vertices[codes != Path.CLOSEPOLY, 0]
            at.translate(-(placed.min() + placed.max()) / 2, -glyphs.cap_height(word.font) / 2)
        at.scale(word.size).rotate_deg(word.angle).translate(word.x, height - word.y)
        path = Path(vertices, codes)
        renderer.draw_path(rim, path, at)
        renderer.draw_path(body, path, at, tuple(part / 255 for part in word.rgb))
    return np.asarray(renderer.buffer_rgba())
