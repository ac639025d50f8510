"""Points of a plot: one by one, or binned to a picture where they are too many."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.plots.density import counted, shaded
from imgview.plots.figure import inner_size
from imgview.plots.plot_axis import PlotAxis, along

__all__ = ["Points"]

_BIN = 2.0
"""CSS pixels of a bin's side."""
_BINS = (16, 400)
_NONE = 150
"""Red, green and blue of bins none of whose points has a value to be coloured by."""


class Points:
    """Some rows of a catalogue in a plane.

    Parameters
    ----------
    figure : `bokeh.plotting.figure`
        Where they are drawn.
    most : `int`
        Above so many they are binned over what is shown of the plane, in bins of 2 CSS pixels.
    color : `str`
        "#rrggbb", of a picture without values.
    **look
        Of the glyph of single points.
    """

    def __init__(self, figure: Any, most: int, color: str, **look: Any) -> None:
        models = import_module("bokeh.models")
        self._figure, self._most = figure, most
        self._color = tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
        self._source = models.ColumnDataSource(_columns())
        self._picture = models.ColumnDataSource({"image": []})
        self._image = figure.image_rgba("image", source=self._picture, x=0, y=0, dw=1, dh=1).glyph
        self.renderer = figure.scatter("x", "y", source=self._source, **look)
        """Bokeh's, of single points."""
        self.opacity = 1.0
        """Of a picture (`float`)."""
        self._x = self._y = self._values = np.zeros(0)
        self._log = (False, False)
        self._palette: Sequence[str] = ()
        self._limits = (0.0, 1.0)
        self._binned = False

    @property
    def binned(self) -> bool:
        """Whether they are a picture (`bool`)."""
        return self._binned

    def draw(
        self,
        rows: npt.NDArray[np.intp],
        x: PlotAxis,
        y: PlotAxis,
        *,
        values: npt.NDArray[np.float64] | None = None,
        palette: Sequence[str] = (),
        limits: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        """Draw other points.

        Parameters
        ----------
        rows : `numpy.ndarray`, shape (k,)
            Which rows they are.
        x, y : `~imgview.plots.plot_axis.PlotAxis`
            Of all rows; what has no place on one of them is not drawn.
        values : `numpy.ndarray`, shape (n,), float64, optional
            What they are coloured by.
        palette : sequence of `str`, optional
            Colours of a picture, "#rrggbb".
        limits : (`float`, `float`), optional
            Values of the first and the last colour.
        """
        self._x, self._y, self._log = x.places[rows], y.places[rows], (x.log, y.log)
        known = np.isfinite(self._x + self._y)
        self._x, self._y, rows = self._x[known], self._y[known], rows[known]
        self._values = np.zeros(0) if values is None else values[rows]
        self._palette, self._limits = palette, limits
        self._binned = len(rows) > self._most
        if self._binned:
            self._show(_columns())
            self.repaint()
            return
        color = self._values if len(self._values) else np.zeros(len(rows))
        where = {"x": x.values[rows], "y": y.values[rows]}
        self._show(where | {"c": color.astype(np.float32), "row": rows.astype(np.int32)})
        if len(self._picture.data["image"]):
            self._picture.data = {"image": []}

    def repaint(self) -> None:
        """Bin the points anew, where they are binned, over what is shown of the plane now."""
        if not self._binned:
            return
        x_range, y_range = self._figure.x_range, self._figure.y_range
        x0, x1 = sorted((x_range.start, x_range.end))
        y0, y1 = sorted((y_range.start, y_range.end))
        # Equal bins on the screen are equal in the logarithm.
        x_span, y_span = (
            along(span, log=log) for span, log in zip(((x0, x1), (y0, y1)), self._log, strict=True)
        )
        area = (float(x_span[0]), float(x_span[1])), (float(y_span[0]), float(y_span[1]))
        if not np.isfinite(area).all():
            return
        width, height = inner_size(self._figure)
        shape = (int(np.clip(height / _BIN, *_BINS)), int(np.clip(width / _BIN, *_BINS)))
        weights = self._values if len(self._values) else None
        counts, means = counted(self._x, self._y, area, shape, weights)
        colors = np.array(self._color, np.uint8) if means is None else self._colors(means)
        self._image.update(x=x0, y=y0, dw=x1 - x0, dh=y1 - y0)
        self._picture.data = {"image": [shaded(counts, colors, self.opacity)]}

    def _show(self, data: dict[str, Any]) -> None:
        if len(data["x"]) or len(self._source.data["x"]):
            self._source.data = data

    def _colors(self, means: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
        table = np.array([[int(c[at : at + 2], 16) for at in (1, 3, 5)] for c in self._palette], np.uint8)
        low, high = self._limits
        share = (np.nan_to_num(means, nan=low) - low) / (high - low)
        colors: npt.NDArray[np.uint8] = table[
            np.clip((share * len(table)).astype(np.intp), 0, len(table) - 1)
        ]
        colors[np.isnan(means)] = _NONE
        return colors


def _columns() -> dict[str, Any]:
    return {
        name: np.zeros(0, dtype) for name, dtype in (("x", "f8"), ("y", "f8"), ("c", "f4"), ("row", "i4"))
    }
