"""A picture that was painted straight, y up, is turned as a whole about the middle of the screen.

The geometry is that of the page (``Viewport.turning`` in ``frontend/src/viewport.ts``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.model.turn import cosine_sine

__all__ = ["Turn"]

_ROWS = 128
"""Rows of the screen that are worked out at a time."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Maps straight device pixels to those of the screen: ``x' = xx * x + xy * y + x0``, and so on."""

    width: int
    """Of the screen, device pixels."""

    height: int

    xx: float
    xy: float
    yx: float
    yy: float
    x0: float
    y0: float

    @classmethod
    def of(
        cls, width: int, height: int, corner: tuple[float, float], *, rotation: float, flip: bool
    ) -> Turn | None:
        """Return the turn of a view.

        Parameters
        ----------
        width, height : `int`
            Of the screen, device pixels.
        corner : (`float`, `float`)
            Straight device pixels of the image's lower left corner, before they are rounded.
        rotation : `float`
            Degrees counter-clockwise.
        flip : `bool`
            Whether the picture is mirrored in x before that.

        Returns
        -------
        `Turn` or `None`
            `None` if the view is not turned.
        """
        if not rotation % 360 and not flip:
            return None
        cos, sin = cosine_sine(rotation)
        mirror = -1.0 if flip else 1.0
        xx, xy, yx, yy = mirror * cos, sin, -mirror * sin, cos
        middle = width / 2, height / 2
        if rotation % 90 == 0:
            x0 = math.floor(middle[0] - xx * middle[0] - xy * middle[1] + 0.5)
            y0 = math.floor(middle[1] - yx * middle[0] - yy * middle[1] + 0.5)
            return cls(width, height, xx, xy, yx, yy, x0, y0)
        # What the corner is rounded by is made up for here.
        fx, fy = (at - to + math.floor(to + 0.5) for at, to in zip(middle, corner, strict=True))
        return cls(
            width, height, xx, xy, yx, yy, middle[0] - xx * fx - xy * fy, middle[1] - yx * fx - yy * fy
        )

    @property
    def upright(self) -> bool:
        """Whether straight pixels fall on pixels of the screen (`bool`)."""
        return self.xx == 0 or self.xy == 0

    @property
    def covered(self) -> tuple[int, int, int, int]:
        """Left, top, right and lower edge of the straight pixels that cover the screen (`int` each)."""
        corners = np.array([[0, 0, self.width, self.width], [0, self.height, 0, self.height]], float)
        x, y = self._straight(*corners)
        more = 0 if self.upright else 1
        return (
            math.floor(x.min()) - more,
            math.floor(y.min()) - more,
            math.ceil(x.max()) + more,
            math.ceil(y.max()) + more,
        )

    def to_screen(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Return the device pixels of the screen for straight ones."""
        return self.xx * x + self.xy * y + self.x0, self.yx * x + self.yy * y + self.y0

    def _straight(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Return the straight device pixels for those of the screen."""
        x, y = x - self.x0, y - self.y0
        return self.xx * x + self.yx * y, self.xy * x + self.yy * y

    def applied(self, picture: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Turn a picture.

        Parameters
        ----------
        picture : `numpy.ndarray`, shape (h, w, n)
            What was painted on the pixels of `covered`, the first row uppermost.

        Returns
        -------
        `numpy.ndarray`, shape (height, width, n)
            Of the same type: by quarter turns just these pixels, else interpolated linearly between the four
            around the centre of each pixel of the screen, integers rounded.
        """
        left, top, *_ = self.covered
        out = np.empty((self.height, self.width, picture.shape[2]), picture.dtype)
        across = np.arange(self.width) + 0.5
        for first in range(0, self.height, _ROWS):
            down = np.arange(first, min(first + _ROWS, self.height))[:, None] + 0.5
            x, y = self._straight(across, down)
            x, y = x - left - 0.5, y - top - 0.5
            rows = slice(first, first + down.shape[0])
            if self.upright:
                out[rows] = picture[np.rint(y).astype(np.intp), np.rint(x).astype(np.intp)]
                continue
            i, j = np.floor(y).astype(np.intp), np.floor(x).astype(np.intp)
            fy, fx = (y - i).astype(np.float32)[..., None], (x - j).astype(np.float32)[..., None]
            upper = picture[i, j] * (1 - fx) + picture[i, j + 1] * fx
            lower = picture[i + 1, j] * (1 - fx) + picture[i + 1, j + 1] * fx
            mixed = upper * (1 - fy) + lower * fy
            out[rows] = np.floor(mixed + 0.5) if picture.dtype.kind in "ui" else mixed
        return out
