"""How mask planes look before anybody says otherwise: colour, opacity, fill or outline.

Colours go by the plane's name, never by its bit, so that a plane looks the same in every file. This module
knows names, not masks.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.colors import CSS4_COLORS, is_color_like, to_hex

from imgview.errors import SettingError, UnknownNameError
from imgview.model.plane_names import canonical_name

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
            raise SettingError(msg)

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green, blue, 0..255."""
        return int(self.color[1:3], 16), int(self.color[3:5], 16), int(self.color[5:7], 16)


STYLES = {
    "BAD": PlaneStyle("#f94539", 0.55),
    "SATURATED": PlaneStyle("#17ca58"),
    "INTERPOLATED": PlaneStyle("#97de5b", 0.45),
    "COSMIC_RAY": PlaneStyle("#ed2af1", 0.6),
    "DETECTION_EDGE": PlaneStyle("#f4d63d", 0.35),
    "DETECTED": PlaneStyle("#4e89fb", _OUTLINE, outline=True),
    "SUSPECT": PlaneStyle("#df8908", 0.45),
    "NO_DATA": PlaneStyle("#9a5a17", 0.4),
    "VIGNETTED": PlaneStyle("#566d81", 0.3),
    "PARTLY_VIGNETTED": PlaneStyle("#98a8ca", _OUTLINE, outline=True),
    "CROSSTALK": PlaneStyle("#9f4fc4"),
    "ITL_DIP": PlaneStyle("#f496a9", 0.45),
    "NOT_DEBLENDED": PlaneStyle("#eddcff", _OUTLINE, visible=False, outline=True),
    "SPIKE": PlaneStyle("#fdbb95", 0.4),
    "UNMASKED_NAN": PlaneStyle("#25a587", 0.6),
    "DETECTED_NEGATIVE": PlaneStyle("#2dddd5", _OUTLINE, outline=True),
    "SAT_TEMPLATE": PlaneStyle("#519c4e"),
    "HIGH_VARIANCE": PlaneStyle("#b89fff", 0.3),
    "STREAK": PlaneStyle("#85d0ff", 0.45),
    "CLIPPED": PlaneStyle("#e462a9"),
    "REJECTED": PlaneStyle("#bb2c57", _OUTLINE, outline=True),
    "INEXACT_PSF": PlaneStyle("#98a074", _OUTLINE, visible=False, outline=True),
    "SENSOR_EDGE": PlaneStyle("#f0e4a3", 0.4),
}
"""Styles of the planes of the LSST schemas, by canonical name.

The hues are those of lsst.afw.display where it has one (BAD red, COSMIC_RAY magenta, SATURATED and
INTERPOLATED green, DETECTION_EDGE and SUSPECT yellow to amber, NO_DATA orange to brown, DETECTED blue,
DETECTED_NEGATIVE cyan); the shades are spread in CIELAB for normal and for colour-blind eyes, within each
schema. Planes that mark whole regions are outlined; INEXACT_PSF, set on much of every coadd, and
NOT_DEBLENDED, which tells of the catalogue rather than of pixels, wait to be asked for.
"""

OTHER_COLORS = (
    "#b8c96e",
    "#b45668",
    "#fe4c5f",
    "#7a61e2",
    "#14a5cb",
    "#9be8ac",
    "#ecb137",
    "#c5a68b",
    "#5a75b6",
    "#7bfe67",
    "#9a7a96",
    "#fdbbdf",
    "#81beb4",
    "#f780e4",
    "#bbf416",
    "#6b7830",
)
"""Colours for all other planes: a hash of the name picks one, and colour-blind eyes tell them apart."""


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
        "#rgb", "#rrggbb", or a name of CSS (X11) or matplotlib, in any case, spaces allowed. Opacity is a
        style's own field: what a text says of it is dropped.

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
        if is_color_like(spelling) and spelling != "none":
            return to_hex(spelling)
    raise UnknownNameError.near(kind="colour", name=text, known=CSS4_COLORS)
