"""How mask planes look before anybody says otherwise: colour, opacity, fill or outline.

Colours go by the plane's name, never by its bit, so that a plane looks the same in every file. This module
knows names, not masks.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from matplotlib.colors import CSS4_COLORS, to_hex

from imgview.errors import UnknownNameError

_HEX = re.compile(r"#[0-9a-f]{6}")
_FILL = 0.5
_OUTLINE = 0.85


@dataclass(frozen=True, slots=True)
class PlaneStyle:
    """The look of one mask plane."""

    color: str
    """As "#rrggbb", lower case."""

    opacity: float = _FILL
    """0 (nothing to be seen) to 1 (covers the image)."""

    visible: bool = True
    """Whether the plane is painted at all."""

    outline: bool = False
    """Whether only the rim of each flagged region is painted."""

    def __post_init__(self) -> None:
        if not _HEX.fullmatch(self.color):
            object.__setattr__(self, "color", parse_color(self.color))
        if not 0.0 <= self.opacity <= 1.0:
            msg = f"opacity lies in 0..1, got {self.opacity}"
            raise ValueError(msg)

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green, blue, 0..255."""
        return int(self.color[1:3], 16), int(self.color[3:5], 16), int(self.color[5:7], 16)


ALIASES = {
    "SAT": "SATURATED",
    "INTRP": "INTERPOLATED",
    "CR": "COSMIC_RAY",
    "EDGE": "DETECTION_EDGE",
    "UNMASKEDNAN": "UNMASKED_NAN",
}
"""Name in lsst.afw files -> name in lsst.images files, where they differ."""

STYLES = {
    "BAD": PlaneStyle("#ff3b30", 0.55),
    "SATURATED": PlaneStyle("#30e060", 0.55),
    "INTERPOLATED": PlaneStyle("#9be564", 0.45),
    "COSMIC_RAY": PlaneStyle("#ff40ff", 0.6),
    "DETECTION_EDGE": PlaneStyle("#f5d83c", 0.4),
    "DETECTED": PlaneStyle("#5b8cff", _OUTLINE, outline=True),
    "SUSPECT": PlaneStyle("#c08a10"),
    "NO_DATA": PlaneStyle("#b5651d"),
    "VIGNETTED": PlaneStyle("#7d8ca3", 0.35),
    "PARTLY_VIGNETTED": PlaneStyle("#a9b7c9", _OUTLINE, outline=True),
    "CROSSTALK": PlaneStyle("#a05cd6"),
    "ITL_DIP": PlaneStyle("#ff9fb0"),
    "NOT_DEBLENDED": PlaneStyle("#e8e4ff", _OUTLINE, outline=True),
    "SPIKE": PlaneStyle("#ffc89a"),
    "UNMASKED_NAN": PlaneStyle("#10b8a0", 0.6),
    "DETECTED_NEGATIVE": PlaneStyle("#30e8f0", _OUTLINE, outline=True),
    "SAT_TEMPLATE": PlaneStyle("#0f9d3a"),
    "HIGH_VARIANCE": PlaneStyle("#d0a8ff", 0.35),
    "STREAK": PlaneStyle("#86cfff"),
    "CLIPPED": PlaneStyle("#ff7ab8"),
    "REJECTED": PlaneStyle("#c04070", _OUTLINE, outline=True),
    "INEXACT_PSF": PlaneStyle("#8a7a60", _OUTLINE, outline=True),
    "SENSOR_EDGE": PlaneStyle("#ffef9e", 0.4),
}
"""Styles of the planes of the LSST schemas, by canonical name."""

OTHER_COLORS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7")
"""Colours for all other planes, chosen by a hash of the name."""


def canonical_name(name: str) -> str:
    """Return the lsst.images name of a plane that lsst.afw calls otherwise.

    Parameters
    ----------
    name : `str`
        Of a mask plane, upper or lower case.

    Returns
    -------
    `str`
        Upper case, aliases replaced.
    """
    upper = name.upper()
    return ALIASES.get(upper, upper)


def default_style(name: str) -> PlaneStyle:
    """Return the style of a plane that stands alone.

    Parameters
    ----------
    name : `str`
        Of the plane, old or new.

    Returns
    -------
    `PlaneStyle`
        From `STYLES`, or with a colour that a hash of the name picks from `OTHER_COLORS`.
    """
    return default_styles([name])[name]


def default_styles(names: Iterable[str]) -> dict[str, PlaneStyle]:
    """Return the styles of the planes of one schema, told apart as far as possible.

    Parameters
    ----------
    names : iterable of `str`
        Of the planes, in schema order.

    Returns
    -------
    `dict`
        Style by name, in the order given. A plane in `STYLES` always looks the same. Any other one gets the
        colour its name hashes to; where an earlier plane of the schema has taken that, the next one that is
        taken least.
    """
    styles: dict[str, PlaneStyle] = {}
    taken = [0] * len(OTHER_COLORS)
    for name in names:
        known = STYLES.get(canonical_name(name))
        if known is not None:
            styles[name] = known
            continue
        first = zlib.crc32(canonical_name(name).encode()) % len(OTHER_COLORS)
        order = [(first + i) % len(OTHER_COLORS) for i in range(len(OTHER_COLORS))]
        choice = min(order, key=lambda i: taken[i])
        taken[choice] += 1
        styles[name] = PlaneStyle(OTHER_COLORS[choice])
    return styles


def parse_color(text: str) -> str:
    """Return a colour as "#rrggbb".

    Parameters
    ----------
    text : `str`
        "#rgb", "#rrggbb", or a name of CSS (X11) or matplotlib, in any case, spaces allowed.

    Returns
    -------
    `str`
        Lower case.

    Raises
    ------
    UnknownNameError
        If it is no colour; the message lists near names.
    """
    wanted = str(text).strip().lower()
    for spelling in (wanted, wanted.replace(" ", "")):
        try:
            return to_hex(spelling)
        except ValueError:
            continue
    raise UnknownNameError.near(kind="colour", name=text, known=CSS4_COLORS)


def restyled(style: PlaneStyle, **changes: object) -> PlaneStyle:
    """Return a style with some of its fields replaced.

    Parameters
    ----------
    style : `PlaneStyle`
        What to start from.
    **changes
        Any of ``color``, ``opacity``, ``visible``, ``outline``.

    Returns
    -------
    `PlaneStyle`
        A new one.
    """
    return replace(style, **changes)  # type: ignore[arg-type]
