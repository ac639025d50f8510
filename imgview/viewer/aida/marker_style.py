"""How the Astro Image Display API speaks of markers, and how they are drawn then."""

from collections.abc import Mapping
from typing import Any

from matplotlib.colors import is_color_like, to_rgba

from imgview.errors import SettingError, UnknownNameError
from imgview.render.overlays.overlay_style import SYMBOLS, OverlayStyle, ShapesStyle

__all__ = ["DEFAULT_STYLE", "SHAPES", "changed", "look_of"]

DEFAULT_STYLE: dict[str, Any] = {"shape": "circle", "color": "red", "size": 5.0}
"""Of a catalogue that was given none."""

SHAPES = {"circle": "o", "square": "square", "crosshair": "crosshair", "plus": "+", "diamond": "diamond"}
"""The protocol's name of a shape -> our symbol."""

_SPELLINGS = {"alpha": "opacity", "linewidth": "width"}
_FIELDS = ("opacity", "width", "fill", "unit", "scale", "visible")


def look_of(style: Mapping[str, Any]) -> ShapesStyle:
    """Return how markers of a style are drawn.

    Parameters
    ----------
    style : mapping
        ``shape`` (one of `SHAPES`, or of our own symbols), ``color`` (of CSS, or hexadecimal, perhaps with an
        opacity) and ``size``; of the rest ``opacity`` or ``alpha``, ``width`` or ``linewidth``, ``fill``,
        ``unit``, ``visible`` say something, and all else nothing.

    Returns
    -------
    `~imgview.render.overlays.overlay_style.ShapesStyle`
        The size is half the width of a marker, the radius of a circle: CSS pixels, or image pixels with
        ``unit="image"``.

    Raises
    ------
    ImgviewError
        If something is impossible.
    """
    symbol = SHAPES.get(str(style["shape"]), style["shape"])
    if symbol not in SYMBOLS:
        raise UnknownNameError.near(kind="shape", name=style["shape"], known=(*SHAPES, *SYMBOLS))
    try:
        size = 2 * float(style["size"])
    except (TypeError, ValueError) as error:
        msg = f"size is a number, the radius of a marker, got {style['size']!r:.80}"
        raise SettingError(msg) from error
    color = str(style["color"])
    given = {_SPELLINGS.get(name, name): value for name, value in style.items()}
    fields = {name: given[name] for name in _FIELDS if name in given}
    if color.startswith("#") and is_color_like(color):
        fields.setdefault("opacity", to_rgba(color)[3])
    return ShapesStyle(color, symbol=symbol, size=size, **fields)


def changed(style: Mapping[str, Any], now: OverlayStyle) -> dict[str, Any]:
    """Return what of shape, colour and size is no longer as a style has it.

    Parameters
    ----------
    style : mapping
        As for `look_of`.
    now : `~imgview.render.overlays.overlay_style.OverlayStyle`
        How the markers are drawn.

    Returns
    -------
    `dict`
        What they are now, in the protocol's words where it has any.
    """
    then = look_of(style)
    if not isinstance(now, ShapesStyle):
        return {}
    names = {symbol: shape for shape, symbol in SHAPES.items()}
    new: dict[str, Any] = {}
    if now.symbol != then.symbol:
        new["shape"] = names.get(now.symbol, now.symbol)
    if now.color != then.color:
        new["color"] = now.color
    if now.size != then.size:
        new["size"] = now.size / 2
    return new
