"""Where absolute pixels lie on a screen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Placement"]


@dataclass(frozen=True, slots=True)
class Placement:
    """The map from absolute pixels to device pixels of a screen, y down, origin at the top left."""

    left: float
    """Device x of the image's left edge."""

    bottom: float
    """Device y of the image's lower edge."""

    scale: float
    """Device pixels per image pixel."""

    start: tuple[int, int]
    """Absolute (y, x) of the image's first pixel."""

    dpr: float = 1.0
    """Device pixels per CSS pixel."""

    def to_screen(
        self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return the device pixels of absolute ones; the image's first pixel begins at its edge, -0.5."""
        y0, x0 = self.start
        return self.left + (x - (x0 - 0.5)) * self.scale, self.bottom - (y - (y0 - 0.5)) * self.scale
