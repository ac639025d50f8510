"""Outlines of letters, from the fonts that matplotlib brings along."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["cap_height", "outline", "width"]

_UNIT = 100.0
"""Pixels of the size at which outlines are kept."""
_FAMILIES = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono")
_LACKING = "\N{WHITE SQUARE}"
"""Drawn for what the fonts lack."""


def width(text: str, font: int) -> float:
    """Return the width of words, in units of the size of their font; ``font`` as of `font_code`."""
    return sum(_glyph(letter, font)[2] for letter in text) / _UNIT


@functools.cache
def cap_height(font: int) -> float:
    """Return how high a capital stands above the line, in units of the size."""
    return float(_glyph("H", font)[0][:, 1].max()) / _UNIT


def outline(text: str, font: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8]]:
    """Return vertices and codes of a path as matplotlib has it, from 0, in units of the size."""
    along, vertices, codes = 0.0, [np.empty((0, 2))], [np.empty(0, np.uint8)]
    for letter in text:
        points, kinds, advance = _glyph(letter, font)
        vertices.append((points + np.array([along, 0.0])) / _UNIT)
        codes.append(kinds)
        along += advance
    return np.concatenate(vertices), np.concatenate(codes)


@functools.lru_cache(maxsize=4096)
def _glyph(letter: str, font: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8], float]:
    face = _face(font)
    glyph = face.load_char(ord(letter if face.get_char_index(ord(letter)) else _LACKING))
    vertices, codes = face.get_path()
    return np.asarray(vertices, np.float64), np.asarray(codes, np.uint8), glyph.linearHoriAdvance / 65536


@functools.cache
def _face(font: int) -> Any:
    # Fonts are looked for on first use: a picture without words needs none.
    from matplotlib.font_manager import FontProperties, findfont  # noqa: PLC0415
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    look = FontProperties(
        family=_FAMILIES[font & 3],
        weight="bold" if font & 4 else "normal",
        style="oblique" if font & 8 and not font & 1 else "italic" if font & 8 else "normal",
    )
    face = FT2Font(findfont(look))
    face.set_size(_UNIT, 72)
    return face
