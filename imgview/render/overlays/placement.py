"""Where absolute pixels lie on a screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from imgview.render.turn import Turn

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

    turn: Turn | None = None
    """How the picture is turned after it has been painted; `None` if it is not."""

    def to_screen(
        self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return the device pixels of absolute ones; the image's first pixel begins at its edge, -0.5."""
        y0, x0 = self.start
        at = self.left + (x - (x0 - 0.5)) * self.scale, self.bottom - (y - (y0 - 0.5)) * self.scale
        return at if self.turn is None else self.turn.to_screen(*at)

    def straight(self, width: int, height: int) -> tuple[Placement, int, int]:
        """Return where to paint before turning, and the width and height of what to paint on.

        Parameters
        ----------
        width, height : `int`
            Of the screen, device pixels.
        """
        if self.turn is None:
            return self, width, height
        x0, y0, x1, y1 = self.turn.covered
        return replace(self, left=self.left - x0, bottom=self.bottom - y0, turn=None), x1 - x0, y1 - y0
