"""Lines and polygons over an image."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.render.ink.ink import Ink
from imgview.render.overlays.overlay_style import OverlayStyle
from imgview.render.overlays.placement import Placement

__all__ = ["Outline", "check_vertices"]

_MOST = 5_000_000
"""Vertices of one layer."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Many lines, each through some vertices.

    Notes
    -----
    A line with a vertex that is not finite, or with less than two, is counted and not drawn.
    """

    kind: ClassVar = "outline"

    vertices: npt.NDArray[np.float64]
    """Absolute (x, y) of all lines, one line after the other, shape (m, 2), float64."""

    starts: npt.NDArray[np.uint32]
    """Index of each line's first vertex, and ``m`` at the end, shape (n + 1,), uint32."""

    missing: int = 0
    """Lines that are not drawn."""

    @classmethod
    def of(cls, polygons: Any, *, closed: bool = True) -> Outline:
        """Return the outline of polygons.

        Parameters
        ----------
        polygons : iterable of array-like of shape (n, 2), or of `~imgview.geometry.Box`
            Absolute (x, y) of vertices, pixel centres at integers; one such array or box stands for itself.
        closed : `bool`, optional
            Whether the last vertex is joined to the first.

        Raises
        ------
        ShapeError
            If one of them has another shape.
        ImgviewError
            If they are no numbers, or far too many.
        """
        lines = [_line(polygon, i, closed=closed) for i, polygon in enumerate(_several(polygons))]
        drawn = [line for line in lines if len(line) > 1 and np.isfinite(line).all()]
        starts = np.cumsum([0, *map(len, drawn)])
        check_vertices(int(starts[-1]))
        vertices = np.concatenate([np.empty((0, 2)), *drawn])
        return cls(vertices, starts.astype(np.uint32), len(lines) - len(drawn))

    @property
    def count(self) -> int:
        """Number of lines that are drawn."""
        return len(self.starts) - 1

    @property
    def rows(self) -> int:
        """Number of lines that travel to the page."""
        return self.count

    def packed(self, origin: tuple[float, float]) -> bytes:
        """Return what travels to the page.

        Parameters
        ----------
        origin : (`float`, `float`)
            Absolute (x, y) that the numbers are relative to.

        Returns
        -------
        `bytes`
            The starts as uint32, then x and y of each vertex as float32, little-endian.
        """
        relative = (self.vertices - origin).astype("<f4")
        return self.starts.astype("<u4").tobytes() + relative.tobytes()

    def draw(self, ink: Ink, placement: Placement, style: OverlayStyle) -> None:  # noqa: ARG002 - as all kinds
        """Draw all lines."""
        x, y = placement.to_screen(self.vertices[:, 0], self.vertices[:, 1])
        joined = np.ones(max(len(x) - 1, 0), bool)
        joined[self.starts[1:-1].astype(np.intp) - 1] = False
        ink.segments(x[:-1][joined], y[:-1][joined], x[1:][joined], y[1:][joined])


def check_vertices(vertices: int) -> None:
    """Refuse more than a page can draw."""
    if vertices > _MOST:
        msg = f"an outline of {vertices:,} vertices is more than a page can draw; give at most {_MOST:,}"
        raise ImgviewError(msg)


def _several(polygons: Any) -> Iterable[Any]:
    """Return polygons one by one, also where one is given that stands for itself."""
    if isinstance(polygons, Box):
        return [polygons]
    if isinstance(polygons, str | bytes) or not isinstance(polygons, Iterable):
        msg = f"an outline is made of polygons, arrays of shape (n, 2), got {polygons!r:.60}"
        raise ShapeError(msg)
    several = list(polygons)
    one = all(not isinstance(v, Box | str) and np.shape(v) == (2,) for v in several)
    return [several] if several and one else several


def _line(polygon: Any, number: int, *, closed: bool) -> npt.NDArray[np.float64]:
    """Return the vertices of one line."""
    if isinstance(polygon, Box):
        polygon = polygon.corners
    try:
        line = np.asarray(polygon, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"polygon {number} is no array of numbers: {error}"
        raise ImgviewError(msg) from error
    if line.size == 0:
        return np.empty((0, 2))
    if line.ndim != 2 or line.shape[1] != 2:
        msg = f"polygon {number} must have the shape (n, 2), absolute x and y, got {line.shape}"
        raise ShapeError(msg)
    return np.concatenate([line, line[:1]]) if closed and (line[0] != line[-1]).any() else line
