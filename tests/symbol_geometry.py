"""What symbols measure in drawn pixels, whoever drew them."""

import numpy as np
import pytest

END = 0.75
"""Half the width of a line of 1.5 pixels: by so much it goes on beyond its end."""


class Drawn:
    """How strongly each pixel of a picture is inked, 0 to 1, seen from the middle of one symbol.

    Parameters
    ----------
    ink : `numpy.ndarray`, shape (height, width)
        The first row is the uppermost.
    x, y : `float`
        The symbol's middle; the first pixel covers 0 to 1.
    """

    def __init__(self, ink: np.ndarray, x: float, y: float) -> None:
        self.ink, self.x, self.y = ink, x, y
        height, width = ink.shape
        self.furthest = min(x, width - x, y, height - y) - 1

    def _along(self, degrees: float, r: np.ndarray) -> np.ndarray:
        """Return the pixels on the way out, counter-clockwise from the right."""
        turn = np.radians(degrees)
        rows, columns = self.y - r * np.sin(turn), self.x + r * np.cos(turn)
        return self.ink[np.floor(rows).astype(int), np.floor(columns).astype(int)]

    def reach(self, *degrees: float) -> list[float]:
        """Return how far lines reach from the middle in some directions."""
        r = np.arange(0, self.furthest, 0.25)
        inked = [self._along(each, r) > 0.5 for each in degrees]
        return [float(r[each].max()) if each.any() else 0.0 for each in inked]

    def crossed(self, *degrees: float) -> list[float]:
        """Return how far from the middle the line lies that is crossed in some directions."""
        r = np.arange(0, self.furthest, 0.05)
        lines = [self._along(each, r) for each in degrees]
        return [float((line * r).sum() / line.sum()) for line in lines]


def _near(values: list[float], value: float, off: float) -> None:
    assert values == pytest.approx([value] * len(values), abs=off)


def assert_plus(drawn: Drawn, size: float) -> None:
    """Find four arms as long as the size, level and upright, and nothing between."""
    _near(drawn.reach(0, 90, 180, 270), size + END, 0.6)
    _near(drawn.reach(45, 135, 225, 315), 0, 2.2)


def assert_x(drawn: Drawn, size: float) -> None:
    """Find four arms as long as the size along the diagonals, so 1/sqrt(2) of it along either axis."""
    _near(drawn.reach(45, 135, 225, 315), size + END, 0.8)
    _near(drawn.reach(0, 90, 180, 270), 0, 2.2)


def assert_star(drawn: Drawn, size: float) -> None:
    """Find six arms as long as the size, at 0, 60 and 120 degrees."""
    _near(drawn.reach(*range(0, 360, 60)), size + END, 0.8)
    _near(drawn.reach(*range(30, 360, 60)), 0, 3)


def assert_circle(drawn: Drawn, size: float) -> None:
    """Find a circle whose radius is the size."""
    _near(drawn.crossed(*range(0, 360, 15)), size, 0.3)


def assert_square(drawn: Drawn, size: float) -> None:
    """Find a square whose half width is the size."""
    _near(drawn.crossed(0, 90, 180, 270), size, 0.3)
    _near(drawn.reach(45, 135, 225, 315), size * np.sqrt(2) + END, 1.6)


def assert_diamond(drawn: Drawn, size: float) -> None:
    """Find a diamond whose half width is the size."""
    _near(drawn.reach(0, 90, 180, 270), size + END, 1.1)
    _near(drawn.crossed(45, 135, 225, 315), size / np.sqrt(2), 0.3)


SYMBOLS = {
    "+": assert_plus,
    "x": assert_x,
    "*": assert_star,
    "o": assert_circle,
    "square": assert_square,
    "diamond": assert_diamond,
}
"""How each symbol of ds9 and afw is checked; sizes are in pixels of the picture."""


def ellipse_of(moments: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return semi-axes and angle in radians of second moments xx, yy, xy, as ds9 and afw have them."""
    xx, yy, xy = moments
    mean, spread = (xx + yy) / 2, np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    return np.sqrt(mean + spread), np.sqrt(mean - spread), 0.5 * np.arctan2(2 * xy, xx - yy)


def assert_ellipse(drawn: Drawn, moments: tuple[float, float, float], scale: float) -> None:
    """Find the axes along and across the angle, and the moments of what the middle of the line encloses."""
    a, b, theta = ellipse_of(moments)
    found = drawn.crossed(np.degrees(theta), np.degrees(theta) + 90)
    assert found == pytest.approx([a * scale, b * scale], abs=0.35)
    turns = np.radians(np.arange(360))
    r = np.array(drawn.crossed(*range(360)))
    # Of an area given by its radius: the integrals of r^4 / 4 over those of r^2 / 2, and 1/4 for the ellipse.
    weights = r**4 / (2 * (r**2).sum()) * 4
    cos, sin = np.cos(turns), np.sin(turns)
    measured = [(weights * part).sum() / scale**2 for part in (cos * cos, sin * sin, cos * sin)]
    assert measured == pytest.approx(moments, rel=0.02, abs=0.1)
