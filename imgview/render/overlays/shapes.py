"""Sources over an image: ellipses and other symbols."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError
from imgview.model.catalog import Catalog
from imgview.model.sky import SkyProjection
from imgview.render.ink.ink import Ink
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.overlay_style import LEAST_AXIS, ShapesStyle
from imgview.render.overlays.placement import Placement

__all__ = ["Shapes"]

_MOST = 2_000_000
"""Sources of one layer."""
_LARGEST = 1e30
"""Pixels: what float32, in which shapes travel, cannot hold lies on no image, and is no source's size."""
_DOT = 1.0
"""CSS pixels: radius of what stands for a source without an ellipse."""

_STROKES = {
    "+": ((-1, 0, 1, 0), (0, -1, 0, 1)),
    "x": ((-1, -1, 1, 1), (-1, 1, 1, -1)),
    "*": ((-1, 0, 1, 0), (0, -1, 0, 1), (-0.7, -0.7, 0.7, 0.7), (-0.7, 0.7, 0.7, -0.7)),
    "square": ((-1, -1, 1, -1), (1, -1, 1, 1), (1, 1, -1, 1), (-1, 1, -1, -1)),
    "diamond": ((0, -1, 1, 0), (1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1)),
    "crosshair": ((-1, 0, -0.4, 0), (0.4, 0, 1, 0), (0, -1, 0, -0.4), (0, 0.4, 0, 1)),
}
"""Lines of a symbol whose half width is 1: x0, y0, x1, y1."""


_CLOSED = {"ellipse": "ellipse", "o": "ellipse", "square": "square", "diamond": "diamond"}
"""Symbols with an inside, and what is filled then."""


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Many sources, in the order of their catalogue's rows.

    Notes
    -----
    A source whose position is not known is counted and not drawn. One that has no ellipse is a dot among
    ellipses.
    """

    kind: ClassVar = "shapes"

    x: npt.NDArray[np.float64]
    """Absolute pixels, shape (n,); NaN where the position is not known."""

    y: npt.NDArray[np.float64]
    """Absolute pixels, shape (n,); NaN where the position is not known."""

    ellipses: npt.NDArray[np.float64] | None = None
    """Semi-axes in pixels and angle of the first one in radians, counter-clockwise from +x, shape (n, 3); a
    row is NaN where there is none."""

    @classmethod
    def of(cls, catalog: Catalog, projection: SkyProjection | None = None) -> Shapes:
        """Return the shapes of a catalogue's sources.

        Parameters
        ----------
        catalog : `~imgview.model.catalog.Catalog`
            The sources.
        projection : `~imgview.model.sky.SkyProjection`, optional
            For catalogues with sky positions alone.

        Raises
        ------
        ImgviewError
            If there are far too many.
        """
        if len(catalog) > _MOST:
            msg = (
                f"catalogue {catalog.name!r} has {len(catalog):,} sources, more than a page can draw: "
                f"show a part of it, at most {_MOST:,} rows"
            )
            raise ImgviewError(msg)
        x, y = catalog.positions(projection)
        far = ~((np.abs(x) < _LARGEST) & (np.abs(y) < _LARGEST))
        ellipses = catalog.shapes()
        if ellipses is not None:
            ellipses[~(ellipses[:, :2] < _LARGEST).all(axis=1)] = np.nan
        return cls(np.where(far, np.nan, x), np.where(far, np.nan, y), ellipses)

    @property
    def rows(self) -> int:
        """Number of sources, drawn or not."""
        return len(self.x)

    @property
    def count(self) -> int:
        """Number of sources that are drawn."""
        return int(np.isfinite(self.x + self.y).sum())

    @property
    def missing(self) -> int:
        """Number of sources whose position is not known."""
        return self.rows - self.count

    @property
    def dots(self) -> int:
        """Number of sources that are drawn without the ellipse that others have."""
        if self.ellipses is None:
            return 0
        return int((np.isfinite(self.x + self.y) & ~np.isfinite(self.ellipses.sum(axis=1))).sum())

    def packed(self, origin: tuple[float, float]) -> bytes:
        """Return what travels to the page.

        Parameters
        ----------
        origin : (`float`, `float`)
            Absolute (x, y) that the positions are relative to.

        Returns
        -------
        `bytes`
            Columns of float32, little-endian: x, y and, where there are ellipses, a, b, theta.
        """
        columns = [self.x - origin[0], self.y - origin[1]]
        if self.ellipses is not None:
            columns += list(self.ellipses.T)
        return np.stack(columns).astype("<f4").tobytes()

    def part(self, rows: npt.NDArray[np.intp]) -> Shapes:
        """Return some of the sources."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return replace(
            self, **{name: value[rows] for name, value in fields.items() if isinstance(value, np.ndarray)}
        )

    def place(self, row: int) -> tuple[float, float]:
        """Return the absolute (x, y) of a source; NaN where it is not known."""
        return float(self.x[row]), float(self.y[row])

    def draw(
        self,
        ink: Ink,
        placement: Placement,
        style: ShapesStyle,
        colors: ColumnCodes | None = None,
        sizes: ColumnCodes | None = None,
    ) -> None:
        """Draw all sources as the style says."""
        known = np.isfinite(self.x + self.y)
        color = np.zeros(known.sum(), np.uint8) if colors is None else colors.codes[known]
        x, y = placement.to_screen(self.x[known], self.y[known])
        forms = self.forms(placement, style, sizes)[known]
        whole = np.isfinite(forms[:, 0])
        ink.discs(x[~whole], y[~whole], _DOT * placement.dpr, colors=color[~whole])
        x, y, forms, color = x[whole], y[whole], forms[whole], color[whole]
        a, b, theta = forms.T
        if style.fill and style.symbol in _CLOSED:
            ink.fill(x, y, forms, _CLOSED[style.symbol], color)
        if style.symbol not in _STROKES:
            ink.ellipses(x, y, a, b, theta, colors=color)
            return
        for x0, y0, x1, y1 in _STROKES[style.symbol]:
            ink.segments(x + a * x0, y + a * y0, x + a * x1, y + a * y1, colors=color)

    def forms(
        self, placement: Placement, style: ShapesStyle, sizes: ColumnCodes | None = None
    ) -> npt.NDArray[np.float64]:
        """Return how large all sources are drawn.

        Parameters
        ----------
        placement : `~imgview.render.overlays.placement.Placement`
            Where the image lies on the screen.
        style : `~imgview.render.overlays.overlay_style.ShapesStyle`
            How they look.
        sizes : `~imgview.render.overlays.column_codes.ColumnCodes`, optional
            Widths by column; the longer axis of an ellipse is as long then, and the other one in proportion.

        Returns
        -------
        `numpy.ndarray`, shape (n, 3), float64
            Semi-axes of ellipses in screen pixels and angle in radians, NaN where a source has none; half the
            width of other symbols twice, and 0.
        """
        unit = placement.scale if style.unit == "image" else placement.dpr
        widths = np.full(self.rows, style.size) if sizes is None else sizes.table[sizes.codes]
        half = widths.astype(np.float64) * unit / 2
        if style.symbol != "ellipse":
            forms = np.stack([half, half, np.zeros(self.rows)], axis=1)
        elif self.ellipses is None:
            return np.full((self.rows, 3), np.nan)
        else:
            forms = np.where(np.isfinite(self.ellipses.sum(axis=1, keepdims=True)), self.ellipses, np.nan)
            longer = forms[:, :2].max(axis=1)
            times = style.scale * placement.scale if sizes is None else half / np.where(longer > 0, longer, 1)
            forms[:, :2] *= np.broadcast_to(times, self.rows)[:, None]
        forms[:, :2] = np.maximum(forms[:, :2], LEAST_AXIS * placement.dpr)
        return forms
