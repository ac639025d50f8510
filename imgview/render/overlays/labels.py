"""Words beside sources: the values of one column."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, UnknownNameError
from imgview.model.catalog import Catalog
from imgview.render.overlays.cell_text import cell_text
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.overlay_style import LEAST_AXIS, ShapesStyle
from imgview.render.overlays.placement import Placement
from imgview.render.overlays.shapes import Shapes
from imgview.render.overlays.words import Room, Word, near
from imgview.render.turn import Turn

__all__ = ["LabelLook", "Labels"]

_LONGEST = 40
"""Characters of a label."""
_GAP = 3.0
"""CSS pixels between a source and its label, in x and in y."""
_TRIES = 4000
"""Labels that are tried: in a crowd there is no more room by then."""
_CORNERS = ("x", "square")
"""Symbols that reach furthest where the label begins."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """What is written beside each source."""

    column: str
    """Where the texts come from."""

    values: Any
    """The column (`~astropy.table.Column` or quantity)."""

    @classmethod
    def of(cls, catalog: Catalog, column: str) -> Labels:
        """Return the labels of a catalogue's sources.

        Parameters
        ----------
        catalog : `~imgview.model.catalog.Catalog`
            The sources.
        column : `str`
            Name of a column with one value a row.

        Raises
        ------
        UnknownNameError
            If there is no such column.
        ImgviewError
            If it has several values a row.
        """
        if column not in catalog.table.colnames:
            raise UnknownNameError.near(kind="column", name=column, known=catalog.table.colnames)
        values = catalog.table[column]
        if np.ndim(values) != 1:
            msg = f"column {column!r} has the shape {np.shape(values)}: a label is one value"
            raise ImgviewError(msg)
        return cls(column, values)

    @property
    def rows(self) -> int:
        """Number of sources."""
        return len(self.values)

    def part(self, rows: npt.NDArray[np.intp]) -> Labels:
        """Return the labels of some of the sources."""
        return replace(self, values=self.values[rows])

    def text(self, row: int) -> str:
        """Return the label of one source."""
        return cell_text(self.values, row, _LONGEST)

    def packed(self, origin: tuple[float, float]) -> bytes:  # noqa: ARG002 - as geometries
        """Return what travels to the page: uint32 (rows + 1) where texts begin, then all of them as UTF-8."""
        texts = [self.text(row).encode("utf-8", "replace") for row in range(self.rows)]
        return np.cumsum([0, *map(len, texts)]).astype("<u4").tobytes() + b"".join(texts)

    def words(
        self, shapes: Shapes, placement: Placement, style: ShapesStyle, look: LabelLook
    ) -> Iterator[Word]:
        """Yield the labels that find room on a screen, that of the first source first.

        Parameters
        ----------
        shapes : `~imgview.render.overlays.shapes.Shapes`
            The sources.
        placement : `~imgview.render.overlays.placement.Placement`
            Where the image lies on the screen.
        style : `~imgview.render.overlays.overlay_style.ShapesStyle`
            How they look.
        look : `LabelLook`
            What else matters.
        """
        height, width = look.screen
        x, y = placement.to_screen(shapes.x, shapes.y)
        away = _extent(shapes, placement, style, look.sizes) * np.sqrt(0.5) + _GAP * placement.dpr
        x, y = x + away, y - away
        with np.errstate(invalid="ignore"):
            shown = np.flatnonzero((x > -width) & (x < width) & (y > 0) & (y < 2 * height))
        room, tries = Room(height, width, placement.dpr), _TRIES
        for row in shown.tolist():
            at = float(x[row]), float(y[row])
            if at[0] >= 0 and at[1] < height and not room.free(*at):
                continue
            tries -= 1
            if tries < 0:
                return
            rgb = look.rgb(row, style.rgb)
            label = Word(*at, self.text(row), style.label_size * placement.dpr, 0.0, 0, rgb, centred=False)
            if label.text and near(label, height, width) and room.take(label):
                yield label


class LabelLook(NamedTuple):
    """What labels depend on beside the sources' style."""

    screen: tuple[int, int]
    """Height and width, device pixels."""
    colors: ColumnCodes | None = None
    """Of the sources by column."""
    sizes: ColumnCodes | None = None
    """Of the sources by column."""

    def rgb(self, row: int, usual: tuple[int, int, int]) -> tuple[int, int, int]:
        """Return the colour of one source's label."""
        if self.colors is None:
            return usual
        r, g, b = self.colors.table[self.colors.codes[row]].tolist()
        return r, g, b


def _extent(
    shapes: Shapes, placement: Placement, style: ShapesStyle, sizes: ColumnCodes | None
) -> npt.NDArray[np.float64]:
    """Return how far each source reaches to the upper right, device pixels."""
    a, b, theta = shapes.forms(placement, style, sizes).T
    turn = _heading(placement.turn) - theta
    extent = a * b / np.sqrt((b * np.cos(turn)) ** 2 + (a * np.sin(turn)) ** 2)
    extent *= np.sqrt(2.0) if style.symbol in _CORNERS else 1.0
    return np.where(np.isfinite(extent), extent, LEAST_AXIS * placement.dpr)


def _heading(turn: Turn | None) -> float:
    """Return where the screen's upper right is as seen from the image, radians from +x to +y."""
    return math.pi / 4 if turn is None else math.atan2(turn.yy - turn.xy, turn.xx - turn.yx)
