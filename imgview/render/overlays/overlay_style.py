"""How lines over the image look."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from imgview.errors import SettingError, UnknownNameError
from imgview.render.ink.ink import FAR
from imgview.render.looks.planes import parse_color

__all__ = ["OVERLAY_COLORS", "SYMBOLS", "OverlayStyle", "ShapesStyle"]

OVERLAY_COLORS = ("#5ff2ff", "#ffd75e", "#ff7ad9", "#9cff6b", "#ff9f45", "#b9a1ff")
"""Colours of layers whose colour nobody has chosen, one after the other."""

SYMBOLS = ("ellipse", "+", "x", "*", "o", "square", "diamond", "crosshair")
"""What a source may be drawn as."""

UNITS = ("screen", "image")

HALO = 0.6
"""Opacity of the dark outline."""
HALO_WIDTH = 1.0
"""CSS pixels of it on either side of the line."""
LEAST_AXIS = 2.5
"""CSS pixels below which no semi-axis and no half symbol falls."""
WIDEST = 20.0
"""CSS pixels of a line."""
HIGHLIGHT = "#ffffff"
"""Colour of what is selected."""
HIGHLIGHT_WIDTH = 1.5
"""CSS pixels by which its lines are wider."""
_LARGEST = 1e5


@dataclass(frozen=True, slots=True)
class OverlayStyle:
    """The look of one layer of lines."""

    color: str
    """As "#rrggbb", lower case."""

    opacity: float = 1.0
    """0 (nothing to be seen) to 1."""

    visible: bool = True
    """Whether the layer is drawn at all."""

    width: float = 1.5
    """Of the line, CSS pixels, whatever the zoom; a thin dark outline is added on either side."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "color", parse_color(self.color))
        object.__setattr__(self, "opacity", _number("opacity", self.opacity, 0.0, 1.0))
        object.__setattr__(self, "visible", bool(self.visible))
        object.__setattr__(self, "width", _number("width", self.width, 0.25, WIDEST))

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green, blue, 0..255."""
        return int(self.color[1:3], 16), int(self.color[3:5], 16), int(self.color[5:7], 16)

    def reach(self, dpr: float = 1.0) -> float:
        """Return how far from its middle a line leaves a trace, device pixels."""
        return (self.width / 2 + HALO_WIDTH) * dpr + 0.5

    def coverage(self, dpr: float = 1.0) -> npt.NDArray[np.float64]:
        """Return how much of a pixel is line and how much is outline, by its step of distance.

        Parameters
        ----------
        dpr : `float`, optional
            Device pixels a CSS pixel.

        Returns
        -------
        `numpy.ndarray`, shape (256, 2), float64
            Opacity of the line and of the outline under it, 0..1, opacity of the layer not included.
        """
        distance = (np.arange(FAR + 1) + 0.5) * self.reach(dpr) / FAR
        half = self.width * dpr / 2 + 0.5
        line = np.clip(half - distance, 0.0, 1.0)
        halo = HALO * np.clip(half + HALO_WIDTH * dpr - distance, 0.0, 1.0) * (1.0 - line)
        coverage = np.stack([line, halo], axis=1)
        coverage[FAR] = 0.0
        return coverage


@dataclass(frozen=True, slots=True)
class ShapesStyle(OverlayStyle):
    """The look of one layer of sources."""

    symbol: str = "ellipse"
    """One of `SYMBOLS`; a source without an ellipse is a dot where the others are ellipses."""

    size: float = 11.0
    """Width of a symbol, in ``unit``; of no meaning to ellipses."""

    unit: str = "screen"
    """Of ``size`` and sizes by column: "screen" (CSS pixels, whatever the zoom) or "image" (image pixels)."""

    scale: float = 2.0
    """How many times its semi-axes an ellipse is drawn; of no meaning otherwise, nor with sizes by column."""

    fill: float = 0.0
    """Opacity of the inside of ellipses, circles, squares and diamonds, 0..1."""

    label_size: float = 11.0
    """Of the letters of labels, CSS pixels."""

    def __post_init__(self) -> None:
        # Zero-argument super() does not work in a dataclass with slots.
        OverlayStyle.__post_init__(self)
        if self.symbol not in SYMBOLS:
            raise UnknownNameError.near(kind="symbol", name=self.symbol, known=SYMBOLS)
        if self.unit not in UNITS:
            raise UnknownNameError.near(kind="unit of a symbol's size", name=self.unit, known=UNITS)
        object.__setattr__(self, "size", _number("size", self.size, 0.01, _LARGEST))
        object.__setattr__(self, "fill", _number("fill", self.fill, 0.0, 1.0))
        object.__setattr__(self, "label_size", _number("label_size", self.label_size, 4.0, 100.0))
        object.__setattr__(self, "scale", _number("scale", self.scale, 0.01, _LARGEST))


def _number(name: str, value: object, low: float, high: float) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = math.nan
    if not low <= number <= high:
        msg = f"{name} of a layer lies in {low:g}..{high:g}, got {value!r}"
        raise SettingError(msg)
    return number
