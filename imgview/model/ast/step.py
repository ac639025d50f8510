"""What an evaluated part of an AST mapping is."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError

__all__ = ["Points", "Step", "UnknownMappingError"]

Points = npt.NDArray[np.float64]
"""Coordinates [axis, point]; NaN is what AST calls a bad value."""


class UnknownMappingError(ReadError):
    """A mapping is in order, but of a class that is not evaluated here."""


class Step(Protocol):
    """A mapping as it was made, before any inversion."""

    nin: int
    """The number of axes of its input."""

    nout: int
    """The number of axes of its output."""

    def forward(self, points: Points) -> Points:
        """Return the output for points [nin, point]."""

    def inverse(self, points: Points) -> Points:
        """Return the input for points [nout, point]."""
