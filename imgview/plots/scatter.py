"""Two columns of a catalogue against each other, coloured by a third."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.plots.column import PlotColumn
from imgview.plots.figure import SELECTED, Gestures, Labels, inner_size, new_figure
from imgview.plots.palette import PLAIN, category_palette, value_palette
from imgview.plots.plot_axis import PlotAxis, along
from imgview.plots.points import Points
from imgview.plots.region import nearest_row, rows_in

__all__ = ["MOST_POINTS", "MOST_POINTS_UNAIDED", "ScatterPlot"]

MOST_POINTS = 1_000_000
"""Above, points are binned by the kernel. A million are 26 MB."""

MOST_POINTS_UNAIDED = 100_000
"""The same where the page has no GPU: on 2 cores Chromium took 0.36 s for a frame of a pan with 100,000
points, 1.7 s with 400,000 and 3.5 s with 1,000,000, but 0.03 s with their picture; what was selected of them
was seen after 0.6, 1.9 and 5.8 s, but after 0.4 s on their picture."""

_REACH = 8.0
"""CSS pixels within which a click finds a point."""
_FADED = 0.4
"""Share of the opacity that is left to what is not selected."""
_LOOKS = ((300, 8.0, 0.9), (3_000, 6.0, 0.75), (30_000, 4.0, 0.55), (MOST_POINTS, 3.0, 0.35))
"""Up to so many points: width in CSS pixels, opacity."""
_ENOUGH = 200_000
"""Values that percentiles are taken of."""


class ScatterPlot:
    """A scatter plot of the rows of a catalogue, some of them shown, some of them selected.

    Parameters
    ----------
    on_select : callable
        Called with the rows that a hand has chosen (`numpy.ndarray` of `bool`, shape (n,)) and how they are
        combined with those that are selected, see `imgview.plots.region.combined`. The plot itself selects
        nothing: it shows what `select` is given.
    log : (`bool`, `bool`), optional
        Whether the axes in x and in y are logarithmic; Bokeh makes a figure of the one or of the other kind.
    most_points : `int`, optional
        Above so many points they are binned, and drawn as a picture.
    """

    def __init__(
        self,
        on_select: Callable[[npt.NDArray[np.bool_], str], object],
        *,
        log: tuple[bool, bool] = (False, False),
        most_points: int = MOST_POINTS_UNAIDED,
    ) -> None:
        models = import_module("bokeh.models")
        self._on_select = on_select
        self.together: Callable[[], AbstractContextManager[None]] = nullcontext
        """Returns a context in which changes are gathered."""
        self.log = log
        """Whether the axes are logarithmic (`tuple` of two `bool`)."""
        self.most_points = most_points
        """Above so many points they are a picture (`int`)."""
        self._axes: tuple[PlotAxis, PlotAxis] | None = None
        self._color: PlotColumn | None = None
        self._shown: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self._selected: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self.figure = new_figure(
            "box_select,lasso_select,pan,wheel_zoom,box_zoom,reset",
            x_range=models.Range1d(1, 10),
            y_range=models.Range1d(1, 10),
            x_axis_type="log" if log[0] else "linear",
            y_axis_type="log" if log[1] else "linear",
            min_width=260,
            min_height=220,
            sizing_mode="stretch_both",
        )
        """The Bokeh figure."""
        self.figure.toolbar.active_drag = self.figure.select_one(models.BoxSelectTool)
        self.figure.toolbar.active_scroll = self.figure.select_one(models.WheelZoomTool)
        self._mapper = models.LinearColorMapper(palette=[PLAIN], low=0, high=1, nan_color="#969696")
        color = {"field": "c", "transform": self._mapper}
        self._points = Points(self.figure, most_points, PLAIN, line_color=None, fill_color=color)
        rim = {"line_color": "#000000", "line_alpha": 0.6, "line_width": 0.75}
        self._chosen = Points(self.figure, most_points, SELECTED, fill_color=SELECTED, **rim)
        look: dict[str, Any] = {"width": 8, "padding": 4, "visible": False, "color_mapper": self._mapper}
        look |= dict.fromkeys(("background_fill_color", "border_line_color", "bar_line_color"))
        look |= {"title_text_font_style": "normal", "title_text_font_size": "12px"}
        bars = [models.ColorBar(**look, major_label_text_font_size="11px") for _ in range(2)]
        for bar in bars:
            self.figure.add_layout(bar, "right")
        self._labels = [Labels.along(self.figure, side) for side in ("below", "left")] + [Labels(*bars)]
        self._hover = models.HoverTool(renderers=[self._points.renderer], tooltips=[("row", "@row")])
        self.figure.add_tools(self._hover)
        self.gestures = Gestures(self.figure, self._region, self._tap, self._view)
        """What a hand does on it."""

    @property
    def binned(self) -> bool:
        """Whether there are too many points to be drawn one by one (`bool`)."""
        return self._points.binned

    @property
    def missing(self) -> int:
        """Number of rows shown that lack a value on one of the axes (`int`)."""
        if self._axes is None:
            return 0
        x, y = (axis.column.values[self._shown] for axis in self._axes)
        return int(np.isnan(x + y).sum())

    @property
    def beyond(self) -> int:
        """Number of rows shown that have values on both axes, and one that no logarithm has (`int`)."""
        if self._axes is None or not any(self.log):
            return 0
        x, y = (axis.values[self._shown] for axis in self._axes)
        return int(np.isnan(x + y).sum()) - self.missing

    def show(
        self,
        x: PlotAxis,
        y: PlotAxis,
        color: PlotColumn | None,
        *,
        shown: npt.NDArray[np.bool_],
        selected: npt.NDArray[np.intp],
    ) -> None:
        """Show columns, or other rows of the same.

        Parameters
        ----------
        x, y : `~imgview.plots.plot_axis.PlotAxis`
            What is on the axes. Where they are others than before, all of the plane is shown.
        color : `~imgview.plots.column.PlotColumn` or `None`
            What the points are coloured by.
        shown : `numpy.ndarray` of `bool`, shape (n,)
            The rows that are shown; those without a value on one of the axes are counted, not drawn.
        selected : `numpy.ndarray` of `int`
            Numbers of the rows that stand out.
        """
        before, self._axes, self._color = self._axes, (x, y), color
        self._shown, self._selected = np.flatnonzero(shown), selected
        if before is None or [_look(axis) for axis in before] != [_look(x), _look(y)]:
            self._labels[0].write(x.column)
            self._labels[1].write(y.column)
            self._look_at_all(x, y)
        told = [("row", "@row")]
        for key, column, log in (("x", x.column, x.log), ("y", y.column, y.log), ("c", color, False)):
            if column is not None and not column.categories:
                told.append((column.label, f"@{key}{{{'0.000e+0' if log else '0.[00000]'}}}"))
        if self._hover.tooltips != told:
            self._hover.tooltips = told
        self._map_colors()
        self._fade()
        values = None if color is None else color.values
        limits = self._mapper.low, self._mapper.high
        self._points.draw(self._shown, x, y, values=values, palette=self._mapper.palette, limits=limits)
        self._chosen.draw(self._selected, x, y)

    def select(self, rows: npt.NDArray[np.intp]) -> None:
        """Make other rows stand out, given by their numbers."""
        self._selected = rows
        if self._axes is None:
            return
        self._fade()
        self._points.repaint()
        self._chosen.draw(rows, *self._axes)

    def _look_at_all(self, *axes: PlotAxis) -> None:
        for span, axis in zip((self.figure.x_range, self.figure.y_range), axes, strict=True):
            start, end = axis.ends(self._shown)
            span.update(start=start, end=end, reset_start=start, reset_end=end)
        self._tick()

    def _tick(self) -> None:
        for span, labels in zip((self.figure.x_range, self.figure.y_range), self._labels[:2], strict=True):
            labels.look_at(span.start, span.end)

    def _map_colors(self) -> None:
        color = self._color
        self._labels[2].write(color)
        if color is None:
            self._mapper.update(palette=[PLAIN], low=0, high=1)
            return
        low, high = color.limits(self._shown)
        palette = category_palette(len(color.categories)) if color.categories else value_palette()
        values = color.values[self._shown]
        values = values[np.isfinite(values)]
        if values.size and not color.categories:
            # A few wild values must not take all the colours.
            some = values[:: len(values) // _ENOUGH + 1]
            least, most = (float(edge) for edge in np.percentile(some, (2, 98)))
            low, high = (least, most) if least < most else (low, high)
        self._mapper.update(palette=palette, low=low, high=high)

    def _fade(self) -> None:
        count = len(self._shown)
        size, opacity = next((look[1:] for look in _LOOKS if count <= look[0]), _LOOKS[-1][1:])
        share = _FADED if len(self._selected) else 1.0
        self._points.renderer.glyph.update(size=size, fill_alpha=opacity * share)
        self._points.opacity = share
        self._chosen.renderer.glyph.update(size=max(size, 4.0) + 2, fill_alpha=max(opacity, 0.8))

    # What a hand does.

    def _region(self, geometry: Mapping[str, Any], mode: str) -> None:
        if self._axes is not None:
            x, y = self._axes
            self._choose(rows_in(geometry, x.values, y.values, self.log), mode)

    def _tap(self, at: tuple[float, float], add: bool) -> None:  # noqa: FBT001 - as Gestures calls it
        if self._axes is None:
            return
        size = inner_size(self.figure)
        ranges = (self.figure.x_range, self.figure.y_range)
        ends = (along((span.start, span.end), log=log) for span, log in zip(ranges, self.log, strict=True))
        reach_x, reach_y = (
            _REACH * abs(end - start) / pixels for (start, end), pixels in zip(ends, size, strict=True)
        )
        x, y = (axis.places for axis in self._axes)
        place = float(along(at[0], log=self.log[0])), float(along(at[1], log=self.log[1]))
        found = nearest_row(place, x[self._shown], y[self._shown], (reach_x, reach_y))
        if found is not None:
            self._choose(np.arange(len(x)) == self._shown[found], "toggle" if add else "replace")

    def _choose(self, rows: npt.NDArray[np.bool_], mode: str) -> None:
        shown = np.zeros(len(rows), dtype=bool)
        shown[self._shown] = True
        self._on_select(rows & shown, mode)

    def _view(self, _: tuple[float, float, float, float]) -> None:
        with self.together():
            self._tick()
            self._points.repaint()
            self._chosen.repaint()


def _look(axis: PlotAxis) -> tuple[str, bool]:
    return axis.column.name, axis.reverse
